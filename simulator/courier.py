"""Carries webhooks to the bot: signed, each person's in their order, and remembers how it went."""

import json
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.event import Event
from simulator.post import Post
from simulator.signature import sign


@dataclass(frozen=True)
class Delivery:
    """How one delivery of one event went; `status` 0 means nobody answered."""

    event: Event
    again: bool
    status: int
    reason: str = ""

    @property
    def arrived(self) -> bool:
        """Whether the bot took it."""
        return 200 <= self.status < 300


@dataclass(frozen=True)
class _Parcel:
    event: Event
    again: bool


class Courier:
    """Takes events and brings them to the bot.

    In the foreground `send` returns when the bot has answered; in the background it returns at
    once and one thread a person works the queue off.
    """

    def __init__(
        self,
        *,
        channel_secret: str,
        destination: str,
        post: Post,
        in_background: bool,
        on_delivery: Callable[[Delivery], None],
    ) -> None:
        self._secret = channel_secret
        self._destination = destination
        self._post = post
        self._in_background = in_background
        self._on_delivery = on_delivery
        self._lock = threading.Lock()
        self._waiting: dict[str, deque[_Parcel]] = defaultdict(deque)
        self._working: set[str] = set()
        self._turns: dict[str, threading.RLock] = defaultdict(threading.RLock)
        self._idle = threading.Condition(self._lock)

    def send(self, url: str, event: Event, *, again: bool = False) -> None:
        """Brings `event` to `url` after all earlier events of the same person."""
        parcel = _Parcel(event, again)
        if not self._in_background:
            with self._turn(event.user_id):
                self._deliver(url, parcel)
            return
        with self._lock:
            self._waiting[event.user_id].append(parcel)
            if event.user_id in self._working:
                return
            self._working.add(event.user_id)
        threading.Thread(target=self._work, args=(url, event.user_id), daemon=True).start()

    def wait_until_idle(self) -> None:
        """Returns when everything handed over so far has been delivered, or given up."""
        with self._idle:
            self._idle.wait_for(lambda: not self._working)

    def try_out(self, url: str) -> int:
        """Posts an empty webhook, as the console's "Verify" button does; gives the status."""
        return self._post_events(url, [])

    def _turn(self, user_id: str) -> threading.RLock:
        with self._lock:
            return self._turns[user_id]

    def _work(self, url: str, user_id: str) -> None:
        try:
            while parcel := self._next(user_id):
                self._deliver(url, parcel)
        except BaseException:
            # The next event of this person starts a new thread; nobody waits for this one.
            self._rest(user_id)
            raise

    def _next(self, user_id: str) -> _Parcel | None:
        with self._lock:
            if self._waiting[user_id]:
                return self._waiting[user_id].popleft()
            self._working.discard(user_id)
            self._idle.notify_all()
            return None

    def _rest(self, user_id: str) -> None:
        with self._lock:
            self._working.discard(user_id)
            self._idle.notify_all()

    def _deliver(self, url: str, parcel: _Parcel) -> None:
        event, again = parcel.event, parcel.again
        try:
            status = self._post_events(url, [event.delivered(again=again)])
            delivery = Delivery(event, again, status)
        except OSError as error:
            delivery = Delivery(event, again, 0, f"{type(error).__name__}: {error}")
        self._on_delivery(delivery)

    def _post_events(self, url: str, events: Sequence[object]) -> int:
        content = {"destination": self._destination, "events": events}
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "LineBotWebhook/2.0",
            "x-line-signature": sign(self._secret, body),
        }
        return self._post(url, body, headers)
