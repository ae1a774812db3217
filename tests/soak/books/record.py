"""What LINE's stand-in and its people know: letters, calls that were accepted, reports as meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulator import By, Platform
from tests.soak.mail import Letter
from tests.soak.people import Owner

Json = dict[str, Any]


@dataclass(frozen=True)
class Accepted:
    """One call that took effect: what somebody saw of it, and by which handle it came."""

    recipient: str
    bodies: tuple[Json, ...]
    token: str | None
    retry_key: str | None


@dataclass(frozen=True)
class Record:
    """Everything outside of the bot's database."""

    letters: Sequence[Letter]
    accepted: Mapping[str, Sequence[Accepted]]
    """By recipient, in the order of their coming."""
    refused_tokens: Mapping[str, int]
    """How often a call with this reply token was answered 400."""
    doomed: frozenset[str]
    owners: Sequence[Owner]
    contents: Mapping[str, bytes]
    """The bytes of sent photos by message id."""


def of_platform(
    platform: Platform, letters: Sequence[Letter], owners: Sequence[Owner], doomed: set[str]
) -> Record:
    """Read LINE's side when all is quiet."""
    calls = {call.request_id: call for call in platform.calls}
    accepted: dict[str, list[Accepted]] = {}
    for user_id, chat in platform.chats.items():
        seen: dict[str, list[Json]] = {}
        for message in chat.messages:
            if message.by is By.BOT:
                seen.setdefault(message.request_id, []).append(message.body)
        accepted[user_id] = [
            Accepted(user_id, tuple(bodies), _token(calls[request]), calls[request].retry_key)
            for request, bodies in seen.items()
        ]
    refused: dict[str, int] = {}
    for call in calls.values():
        if call.status == 400 and (token := _token(call)):
            refused[token] = refused.get(token, 0) + 1
    contents = {
        str(letter.event.body["message"]["id"]): _data(platform, letter)
        for owner in owners
        for letter in owner.photos
    }
    return Record(letters, accepted, refused, frozenset(doomed), owners, contents)


def _token(call: Any) -> str | None:
    token = (call.body or {}).get("replyToken")
    return str(token) if token else None


def _data(platform: Platform, letter: Letter) -> bytes:
    return platform.contents.find(str(letter.event.body["message"]["id"])).data
