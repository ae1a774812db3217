"""LINE in memory, for tests: keeps its rules about reply tokens and retry keys; can be scripted."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import UUID

from bot.claims import Way
from bot.clock import BANGKOK, Clock
from bot.line import (
    BotInfo,
    Content,
    ContentGoneError,
    ContentTooLargeError,
    Objects,
    Profile,
    Webhook,
    WebhookTest,
)
from bot.outcomes import Accepted, MonthlyLimit, Outcome, TokenRefused, Unknown

TOKEN_LIFE = timedelta(minutes=1)


@dataclass(frozen=True)
class Delivered:
    """One call that LINE accepted. `to` is the recipient of a push, the token of a reply."""

    way: Way
    to: str
    objects: list[Mapping[str, Any]]

    @property
    def texts(self) -> list[str]:
        """What a person would read first: texts, and the alternative texts of cards."""
        return [str(one.get("text") or one.get("altText", "")) for one in self.objects]


class MemoryLine:
    """A `LineClient` whose chats are a list.

    A token works once, and within a minute if `issue` told when it was given out. `script` says
    what the next calls come to; `lost` are answers that never arrive although LINE did its part.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._script: deque[tuple[Outcome, bool]] = deque()
        self._issued: dict[str, datetime] = {}
        self._used: set[str] = set()
        self._keys: set[UUID] = set()
        self.delivered: list[Delivered] = []
        self.calls = 0
        self.limit: int | None = None
        self.pushed = 0
        self._pushed_in: Counter[str] = Counter()
        self.loading: list[str] = []
        self.profiles: dict[str, Profile] = {}
        self.contents: dict[str, tuple[str, bytes]] = {}

    def issue(self, token: str) -> str:
        """Give out a reply token now."""
        self._issued[token] = self._clock.now()
        return token

    def script(self, *outcomes: Outcome) -> None:
        """The next calls come to these, and nothing is delivered by them."""
        self._script.extend((outcome, False) for outcome in outcomes)

    def script_ends(self) -> None:
        """From now on all is well."""
        self._script.clear()

    def lost(self, times: int = 1) -> None:
        """The next calls are carried out, but the answer does not arrive."""
        self._script.extend([(Unknown("ReadTimeoutError"), True)] * times)

    def reply(self, token: str, objects: Objects) -> Outcome:
        """See `LineClient`."""
        with self._lock:
            scripted = self._next()
            if scripted and not scripted[1]:
                return scripted[0]
            outcome = self._reply(token, objects)
            return scripted[0] if scripted else outcome

    def push(self, recipient: str, objects: Objects, retry_key: UUID) -> Outcome:
        """See `LineClient`."""
        with self._lock:
            scripted = self._next()
            if scripted and not scripted[1]:
                return scripted[0]
            outcome = self._push(recipient, objects, retry_key)
            return scripted[0] if scripted else outcome

    def _next(self) -> tuple[Outcome, bool] | None:
        self.calls += 1
        return self._script.popleft() if self._script else None

    def _reply(self, token: str, objects: Objects) -> Outcome:
        issued = self._issued.setdefault(token, self._clock.now())
        if token in self._used or self._clock.now() > issued + TOKEN_LIFE:
            return TokenRefused("400 Invalid reply token")
        self._used.add(token)
        self.delivered.append(Delivered(Way.REPLY, token, list(objects)))
        return Accepted(f"request-{self.calls}")

    def _push(self, recipient: str, objects: Objects, retry_key: UUID) -> Outcome:
        if retry_key in self._keys:
            return Accepted(f"request-{self.calls}")
        if self.limit is not None and self._pushed_in[self._month()] >= self.limit:
            return MonthlyLimit("429 You have reached your monthly limit.")
        self._keys.add(retry_key)
        self.pushed += 1
        self._pushed_in[self._month()] += 1
        self.delivered.append(Delivered(Way.PUSH, recipient, list(objects)))
        return Accepted(f"request-{self.calls}")

    def start_loading(self, recipient: str, seconds: int = 20) -> None:  # noqa: ARG002
        """See `LineClient`."""
        self.loading.append(recipient)

    def profile(self, user_id: str) -> Profile | None:
        """See `LineClient`."""
        return self.profiles.get(user_id)

    def content(self, message_id: str, target: Path, *, limit: int) -> Content:
        """See `LineClient`."""
        if message_id not in self.contents:
            raise ContentGoneError
        media_type, data = self.contents[message_id]
        if len(data) > limit:
            raise ContentTooLargeError
        target.write_bytes(data)
        return Content(media_type, len(data))

    def quota(self) -> int | None:
        """See `LineClient`."""
        return self.limit

    def consumption(self) -> int:
        """See `LineClient`."""
        return self._pushed_in[self._month()]

    def _month(self) -> str:
        return f"{self._clock.now().astimezone(BANGKOK):%Y-%m}"

    def bot_info(self) -> BotInfo:
        """See `LineClient`."""
        return BotInfo("Kaona", "@kaona")

    def webhook(self) -> Webhook | None:
        """See `LineClient`."""
        return Webhook("https://kaona.example.go.th/callback", active=True)

    def test_webhook(self) -> WebhookTest:
        """See `LineClient`."""
        return WebhookTest(success=True, status=200, reason="OK")
