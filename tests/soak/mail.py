"""Webhooks on their way to the bot: signed, again until acknowledged, sometimes twice."""

import http.client
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from threading import Condition, Lock, Thread
from threading import Event as Wait

from simulator import Platform
from simulator.event import Event
from simulator.signature import sign

PATIENCE = 2.0
"""Seconds after which LINE counts a webhook as failed."""
TWICE_AT_ONCE, AGAIN_LATER = 0.04, 0.03
"""Shares of events that come twice in the same moment, and again though acknowledged."""
GIVES_UP_AFTER = 300
"""Deliveries; by then the stand has long been over."""


@dataclass
class Letter:
    """One event and what became of its deliveries."""

    event: Event
    text: str
    statuses: list[int] = field(default_factory=list)

    @property
    def acknowledged(self) -> bool:
        return 200 in self.statuses


class Mail:
    """Carries events as LINE does when redelivery is on; keeps every letter."""

    def __init__(self, platform: Platform, secret: str, port: int, seed: str) -> None:
        self._platform, self._secret, self._port = platform, secret, port
        self._random = Random(seed)
        self._lock = Lock()
        self._road = Condition()
        self._on_the_road, self._closed = 0, False
        self.letters: list[Letter] = []

    def bring(self, event: Event, text: str) -> Letter:
        """Deliver until it is acknowledged."""
        letter = Letter(event, text)
        with self._lock:
            self.letters.append(letter)
            twice, later = (self._random.random() < one for one in (TWICE_AT_ONCE, AGAIN_LATER))
        never = Wait()
        if twice:
            second = Thread(target=self._deliver, args=(letter,), daemon=True)
            second.start()
        self._deliver(letter)
        while not letter.acknowledged and len(letter.statuses) < GIVES_UP_AFTER:
            never.wait(self._random.uniform(0.3, 1.5))
            self._deliver(letter, again=True)
        if later:
            never.wait(self._random.uniform(0.1, 1.0))
            self._deliver(letter, again=True)
        if twice:
            second.join()
        return letter

    @contextmanager
    def on_its_way(self) -> Iterator[None]:
        """From the making of an event, with its token, to its last delivery."""
        with self._road:
            self._road.wait_for(lambda: not self._closed)
            self._on_the_road += 1
        try:
            yield
        finally:
            with self._road:
                self._on_the_road -= 1
                self._road.notify_all()

    @contextmanager
    def nothing_on_the_road(self, patience: float) -> Iterator[bool]:
        """While time leaps: LINE never sends a webhook that is hours on its way.

        False if what is on its way does not arrive while one is ready to wait.
        """
        with self._road:
            self._closed = True
            arrived = self._road.wait_for(lambda: not self._on_the_road, patience)
        try:
            yield arrived
        finally:
            with self._road:
                self._closed = False
                self._road.notify_all()

    def statuses(self) -> Counter[int]:
        """How all deliveries were answered; 0: not at all."""
        return Counter(status for letter in self.letters for status in letter.statuses)

    def _deliver(self, letter: Letter, *, again: bool = False) -> None:
        event = letter.event
        if again:
            with self._platform.lock:
                now = self._platform.clock.now()
                self._platform.reply_tokens.delivered_again(event.reply_token, now)
        content = {
            "destination": self._platform.bot.user_id,
            "events": [event.delivered(again=again)],
        }
        letter.statuses.append(self._post(json.dumps(content, ensure_ascii=False).encode()))

    def _post(self, body: bytes) -> int:
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "X-Line-Signature": sign(self._secret, body),
        }
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            connection.request("POST", "/callback", body, headers)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()
