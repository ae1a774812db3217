"""Conversation steps a second as stored reports grow."""


def run() -> None:
    """Later."""
