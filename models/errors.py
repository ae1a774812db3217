"""The one base of Kaona's exceptions; the docstring of a class is its default message."""


class KaonaError(Exception):
    """Something in Kaona went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (self.__doc__ or "").strip())


class TryAgainError(KaonaError):
    """Somebody else wrote the same thing in this moment; looking again helps."""
