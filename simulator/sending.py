"""What becomes of a reply, a push or a multicast once its messages are found good."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator.channel import Channel
from simulator.chat import Chat, Friendship
from simulator.message import By, Message, Via
from simulator.refusal import Refusal
from simulator.retry_key import refuse_retry_key

Json = dict[str, Any]


@dataclass(frozen=True)
class Envelope:
    """What every sending call carries besides its recipients."""

    messages: Sequence[Json]
    request_id: str
    retry_key: str | None = None


class Sending:
    """The three ways to a person; each holds the lock, so a call happens whole."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def reply(self, token: str, envelope: Envelope) -> Json:
        """Answers an event, once and for free."""
        channel = self._channel
        with channel.lock:
            refuse_retry_key(envelope.retry_key)
            at = channel.clock.now()
            chat = channel.chats[channel.reply_tokens.use(token, at)]
            channel.quota.note("reply", 1, at)
            return {"sentMessages": self._put(chat, Via.REPLY, envelope)}

    def push(self, user_id: str, envelope: Envelope) -> Json:
        """Sends to one person, at the cost of one message if it arrives."""
        channel = self._channel
        with channel.lock:
            at = channel.clock.now()
            channel.retry_keys.check(envelope.retry_key, at)
            chat = self._recipient(user_id)
            self._spend("push", [chat])
            answer = {"sentMessages": self._put(chat, Via.PUSH, envelope)}
            channel.retry_keys.remember(envelope.retry_key, envelope.request_id, answer, at)
            return answer

    def multicast(self, user_ids: Sequence[str], envelope: Envelope) -> Json:
        """Sends to many, to all of them or to none."""
        channel = self._channel
        with channel.lock:
            at = channel.clock.now()
            channel.retry_keys.check(envelope.retry_key, at)
            chats = [
                channel.chats[name] for name in dict.fromkeys(user_ids) if name in channel.chats
            ]
            self._spend("multicast", chats)
            for chat in chats:
                self._put(chat, Via.MULTICAST, envelope)
            channel.retry_keys.remember(envelope.retry_key, envelope.request_id, {}, at)
            return {}

    def _recipient(self, user_id: str) -> Chat:
        chat = self._channel.chats.get(user_id)
        never_met = chat is None or (
            chat.friendship is Friendship.STRANGER and chat.wrote_at is None
        )
        if chat is None or never_met:
            raise Refusal(400, "Failed to send messages")
        return chat

    def _spend(self, kind: str, chats: Sequence[Chat]) -> None:
        at = self._channel.clock.now()
        reached = sum(1 for chat in chats if chat.reachable(at))
        self._channel.quota.spend(reached, at)
        self._channel.quota.note(kind, reached, at)

    def _put(self, chat: Chat, via: Via, envelope: Envelope) -> list[Json]:
        """Puts the messages into the chat; who cannot be reached sees nothing of them."""
        at = self._channel.clock.now()
        blocked = chat.friendship is Friendship.BLOCKED
        arrives = chat.reachable(at) or (via is Via.REPLY and not blocked)
        sent = []
        for body in envelope.messages:
            ids = self._channel.ids
            message = Message(
                id=ids.message_id(),
                by=By.BOT,
                via=via,
                at=at,
                body=body,
                request_id=envelope.request_id,
            )
            quotable = body["type"] not in {"imagemap", "audio", "location"}
            sent.append({"id": message.id} | ({"quoteToken": ids.token()} if quotable else {}))
            if arrives:
                chat.add(message)
        return sent
