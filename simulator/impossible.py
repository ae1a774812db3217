"""What a person cannot do in LINE."""


class Impossible(LookupError):  # noqa: N818 - it is an answer, not a fault of ours
    """Nobody of that name, no such button in sight, or a chat that is closed."""
