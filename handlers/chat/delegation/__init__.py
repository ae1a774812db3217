"""Delegation in chat: a director, or the planning group, has somebody lead a group for a while."""
