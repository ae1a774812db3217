"""One bubble in a chat, whoever wrote it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


class By(StrEnum):
    """Whose bubble it is."""

    PERSON = "person"
    BOT = "bot"


class Via(StrEnum):
    """How it came into the chat."""

    WEBHOOK = "webhook"
    REPLY = "reply"
    PUSH = "push"
    MULTICAST = "multicast"


class Fate(StrEnum):
    """What became of a person's message on the way to the bot."""

    SENDING = "sending"
    READ = "read"
    LOST = "lost"


@dataclass
class Message:
    """`body` is LINE's message object; `revision` grows whenever anything about it changes."""

    id: str
    by: By
    via: Via
    at: datetime
    body: Json
    request_id: str = ""
    fate: Fate = Fate.READ
    unsent: bool = False
    revision: int = field(default=0, compare=False)

    @property
    def texts(self) -> list[str]:
        """Every text a reader sees in it, labels of buttons included, from top to bottom."""
        return list(_texts_of(self.body))

    @property
    def actions(self) -> list[Json]:
        """Everything in it that can be tapped, without the quick replies."""
        return list(_actions_of({**self.body, "quickReply": None}))

    @property
    def quick_replies(self) -> list[Json]:
        """The actions of its quick replies."""
        return list(_actions_of(self.body.get("quickReply")))


def _texts_of(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _texts_of(item)
    if not isinstance(part, dict):
        return
    if part.get("type") in _ACTION_TYPES and "label" in part:
        yield str(part["label"])
        return
    for name, value in part.items():
        if name in {"text", "title"} and isinstance(value, str):
            yield value
        elif name != "altText":
            yield from _texts_of(value)


def _actions_of(part: object) -> Iterator[Json]:
    if isinstance(part, list):
        for item in part:
            yield from _actions_of(item)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in {"action", "defaultAction"} and isinstance(value, dict):
                yield value
            elif name == "actions":
                yield from value
            else:
                yield from _actions_of(value)


_ACTION_TYPES = {
    "postback",
    "message",
    "uri",
    "datetimepicker",
    "clipboard",
    "camera",
    "cameraRoll",
    "location",
    "richmenuswitch",
}
