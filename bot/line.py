"""What Kaona asks of LINE, and what LINE may answer.

The one module that talks to LINE is `bot/line_api.py`. Its SDK costs 60 MB to import, so it is
imported only when `connect` is called: a web process that never sends does without.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from bot.outcomes import Outcome
from models.errors import KaonaError

Objects = Sequence[Mapping[str, Any]]
"""Message objects as LINE's reference describes them."""


class LineError(KaonaError):
    """A call to LINE that sends nothing failed."""


class LineRefusedError(LineError):
    """LINE refused the call."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(f"LINE refused it ({status}): {message}")


class LineUnreachableError(LineError):
    """LINE does not answer."""


class ContentGoneError(LineError):
    """The person has taken the message back, and its content with it."""


class ContentNotReadyError(LineError):
    """LINE is still preparing the content: try again later."""


class ContentTooLargeError(LineError):
    """The content is larger than allowed."""


@dataclass(frozen=True)
class Profile:
    """What LINE tells about a person; the name is theirs to choose and proves nothing."""

    display_name: str
    language: str | None


@dataclass(frozen=True)
class Content:
    """A fetched file."""

    media_type: str
    size: int


@dataclass(frozen=True)
class BotInfo:
    """The channel's own account."""

    display_name: str
    basic_id: str


@dataclass(frozen=True)
class Webhook:
    """Where LINE sends events, and whether it does."""

    endpoint: str
    active: bool


@dataclass(frozen=True)
class WebhookTest:
    """What LINE saw when it called the webhook."""

    success: bool
    status: int
    reason: str


class LineClient(Protocol):
    """What Kaona asks of LINE. `reply` and `push` never raise; the others raise `LineError`."""

    def reply(self, token: str, objects: Objects) -> Outcome:
        """Answer by a reply token: free, once."""

    def push(self, recipient: str, objects: Objects, retry_key: UUID) -> Outcome:
        """Send at any time: counted, at most once for one key within 24 hours."""

    def start_loading(self, recipient: str, seconds: int = 20) -> None:
        """Show that an answer is coming (5 to 60 seconds, in steps of 5)."""

    def profile(self, user_id: str) -> Profile | None:
        """A person's profile, or None where LINE does not show it."""

    def content(self, message_id: str, target: Path, *, limit: int) -> Content:
        """Write what a person sent to `target`, at most `limit` bytes; after errors no file."""

    def quota(self) -> int | None:
        """Counted messages the month allows; None is without limit."""

    def consumption(self) -> int:
        """Counted messages used this month, about."""

    def bot_info(self) -> BotInfo:
        """Whose token this is."""

    def webhook(self) -> Webhook | None:
        """The webhook's address, or None if none is set."""

    def test_webhook(self) -> WebhookTest:
        """Let LINE call the webhook now."""

    def rich_menus(self) -> Mapping[str, str]:
        """The ids of all rich menus by the name they were made with."""

    def make_rich_menu(self, spec: Mapping[str, Any], png: bytes) -> str:
        """A new rich menu with its image; its id. Without the image nothing is left behind."""

    def delete_rich_menu(self, menu_id: str) -> None:
        """Take a menu away from everybody."""

    def show_rich_menu(self, menu_id: str, user_ids: Sequence[str]) -> None:
        """Show it to these people from now on (500 at most)."""

    def hide_rich_menu(self, user_ids: Sequence[str]) -> None:
        """These people see the default menu again (500 at most)."""

    def set_default_rich_menu(self, menu_id: str) -> None:
        """Show it to everybody who has none of their own."""
