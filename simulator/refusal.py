"""What the platform answers when it refuses a call, in LINE's own words where they are known."""

from collections.abc import Mapping, Sequence
from typing import Any


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault of ours
    """A call that LINE would refuse: the status, the message and the details it would give."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        details: Sequence[Mapping[str, str]] = (),
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {message}")
        self.status = status
        self.message = message
        self.details = list(details)
        self.more = dict(more or {})
        self.headers = dict(headers or {})

    def body(self) -> dict[str, Any]:
        """The JSON body; `details` is left out when there are none."""
        details = {"details": self.details} if self.details else {}
        return {"message": self.message, **details, **self.more}


def not_found() -> Refusal:
    """404, as LINE says it."""
    return Refusal(404, "Not found")
