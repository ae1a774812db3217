"""Makes what must be unique or secret; tests hand in one that counts."""

import secrets
from typing import Protocol
from uuid import UUID, uuid4

UNMISTAKABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits nobody confuses on paper: no 0, O, 1, I, L."""


class Ids(Protocol):
    """Hands out UUIDs and codes."""

    def uuid(self) -> UUID:
        """A UUID never handed out before."""

    def code(self, length: int) -> str:
        """A random code of unmistakable capital letters and digits."""


class RandomIds:
    """Ids nobody can guess."""

    def uuid(self) -> UUID:
        """A random UUID."""
        return uuid4()

    def code(self, length: int) -> str:
        """A random code from a cryptographic source."""
        return "".join(secrets.choice(UNMISTAKABLE) for _ in range(length))


class CountingIds:
    """Ids that count upwards: the in-memory twin for tests."""

    def __init__(self) -> None:
        self._last = 0

    def _next(self) -> int:
        self._last += 1
        return self._last

    def uuid(self) -> UUID:
        """The next number as a UUID."""
        return UUID(int=self._next())

    def code(self, length: int) -> str:
        """The next number in the code's alphabet, padded to `length`."""
        number, letters = self._next(), ""
        while len(letters) < length:
            number, digit = divmod(number, len(UNMISTAKABLE))
            letters = UNMISTAKABLE[digit] + letters
        return letters
