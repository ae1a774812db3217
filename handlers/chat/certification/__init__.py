"""Certification in chat: a director looks at reports, certifies them or sends them back."""
