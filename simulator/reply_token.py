"""Reply tokens: one use, one minute."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.ids import Ids
from simulator.refusal import Refusal

LIFE = timedelta(minutes=1)
LIFE_OF_EVENT = timedelta(minutes=20)


@dataclass
class _Token:
    user_id: str
    event_at: datetime
    delivered_at: datetime
    used: bool = False

    def alive(self, at: datetime) -> bool:
        young = at - self.delivered_at <= LIFE and at - self.event_at <= LIFE_OF_EVENT
        return young and not self.used


class ReplyTokens:
    """All tokens given out with events."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._tokens: dict[str, _Token] = {}

    def issue(self, user_id: str, at: datetime) -> str:
        """A new token for an event of `user_id`."""
        value = self._ids.token()
        self._tokens[value] = _Token(user_id, at, at)
        return value

    def delivered_again(self, value: str | None, at: datetime) -> None:
        """A redelivery gives the token another minute."""
        if value in self._tokens:
            self._tokens[value].delivered_at = at

    def use(self, value: str, at: datetime) -> str:
        """The user id the token answers to; afterwards it is spent."""
        token = self._tokens.get(value)
        if token is None or not token.alive(at):
            raise Refusal(400, "Invalid reply token")
        token.used = True
        return token.user_id
