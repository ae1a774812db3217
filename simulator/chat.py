"""The chat between one person and the bot: what both have seen."""

from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count

from simulator.account import Account
from simulator.impossible import Impossible
from simulator.message import By, Message, Via

NON_FRIEND_WINDOW = timedelta(days=7)
"""How long the bot may push to somebody who wrote without adding it."""


class Friendship(StrEnum):
    """Where the person stands with the bot."""

    STRANGER = "stranger"
    FRIEND = "friend"
    BLOCKED = "blocked"


class Chat:
    """All that belongs to one person: messages, friendship, what is read, the typing dots."""

    def __init__(self, account: Account, revisions: "count[int]") -> None:
        self.account = account
        self.friendship = Friendship.FRIEND if account.friend else Friendship.STRANGER
        self.messages: list[Message] = []
        self.wrote_at: datetime | None = None
        self.loading_until: datetime | None = None
        self.read_up_to = 0
        self._revisions = revisions

    def add(self, message: Message) -> None:
        """A new bubble at the end; one from the bot ends the typing dots."""
        if message.by is By.BOT:
            self.loading_until = None
        self.messages.append(message)
        self.touch(message)

    def touch(self, message: Message) -> None:
        """Something about `message` changed: pages fetch it again."""
        message.revision = next(self._revisions)

    def find(self, message_id: str) -> Message:
        """The message with this id."""
        for message in reversed(self.messages):
            if message.id == message_id:
                return message
        raise Impossible(f"no message {message_id} in the chat of {self.account.name}")

    def reachable(self, at: datetime) -> bool:
        """Whether what the bot sends now arrives."""
        if self.friendship is Friendship.STRANGER:
            return self.wrote_at is not None and at - self.wrote_at <= NON_FRIEND_WINDOW
        return self.friendship is Friendship.FRIEND

    @property
    def from_bot(self) -> list[Message]:
        """What the person saw from the bot, oldest first."""
        return [message for message in self.messages if message.by is By.BOT]

    @property
    def unread(self) -> int:
        """How many of the bot's messages nobody has looked at."""
        return sum(1 for message in self.from_bot if message.revision > self.read_up_to)

    def count_via(self, via: Via) -> int:
        """How many bubbles came by `via` (reply, push ...)."""
        return sum(1 for message in self.messages if message.via is via)

    def mark_seen(self) -> None:
        """The person looked at the chat."""
        if self.messages:
            self.read_up_to = max(message.revision for message in self.messages)
