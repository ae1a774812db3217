"""Retry keys: what was accepted once under a key is not accepted again for a day."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from simulator.refusal import Refusal

LIFE = timedelta(hours=24)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class _Accepted:
    request_id: str
    answer: dict[str, Any]
    at: datetime


class RetryKeys:
    """The keys of accepted calls."""

    def __init__(self) -> None:
        self._accepted: dict[str, _Accepted] = {}

    def check(self, key: str | None, at: datetime) -> None:
        """Refuses a malformed key, and one under which a call was accepted within a day."""
        if key is None:
            return
        if not _UUID.fullmatch(key):
            raise Refusal(400, "Invalid retry key")
        known = self._accepted.get(key.lower())
        if known and at - known.at < LIFE:
            raise _already_accepted(known)

    def remember(
        self, key: str | None, request_id: str, answer: dict[str, Any], at: datetime
    ) -> None:
        """From now on `key` means this answer."""
        if key is not None:
            self._accepted[key.lower()] = _Accepted(request_id, answer, at)


def refuse_retry_key(key: str | None) -> None:
    """For calls that know no retry key, such as reply."""
    if key is not None:
        raise Refusal(400, "The retry key is not supported by this API")


def _already_accepted(known: _Accepted) -> Refusal:
    return Refusal(
        409,
        "The retry key is already accepted",
        more=known.answer,
        headers={"x-line-accepted-request-id": known.request_id},
    )
