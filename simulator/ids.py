"""Makes the ids that LINE gives away, from random bytes or (for tests) by counting."""

import itertools
import secrets
import threading
import uuid
from collections.abc import Callable
from datetime import datetime

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Ids:
    """Every kind of id in LINE's own form; `random_bytes` decides how unpredictable they are."""

    def __init__(self, random_bytes: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._bytes = random_bytes
        self._lock = threading.Lock()

    def event_id(self, at: datetime) -> str:
        """A ULID: 48 bits of milliseconds, 80 random bits, 26 characters."""
        number = (int(at.timestamp() * 1000) << 80) | int.from_bytes(self._random(10))
        return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))

    def message_id(self) -> str:
        """Eighteen digits."""
        return str(10**17 + int.from_bytes(self._random(8)) % (9 * 10**17))

    def request_id(self) -> str:
        """A UUID for `x-line-request-id`."""
        return str(uuid.UUID(bytes=self._random(16)))

    def token(self) -> str:
        """32 hexadecimal digits: reply tokens, quote tokens, read tokens."""
        return self._random(16).hex()

    def rich_menu_id(self) -> str:
        """`richmenu-` and 32 hexadecimal digits."""
        return "richmenu-" + self._random(16).hex()

    def _random(self, size: int) -> bytes:
        with self._lock:
            return self._bytes(size)


def counting_ids() -> Ids:
    """Ids that come out the same in every run."""
    count = itertools.count(1)
    return Ids(lambda size: next(count).to_bytes(size))
