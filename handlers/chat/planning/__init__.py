"""The planning group in chat: rounds, reports written for owners, people and their projects."""
