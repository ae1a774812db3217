"""One call that the bot made, kept so that tests and the page can look it up."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Call:
    """`status` 0 means the connection was dropped on purpose; `answer` is the JSON given."""

    method: str
    path: str
    status: int
    request_id: str
    body: Any = None
    answer: Any = None
    retry_key: str | None = None

    @property
    def refused(self) -> bool:
        """Whether LINE would call it a mistake; 409 only says "done before"."""
        return self.status >= 400 and self.status != 409
