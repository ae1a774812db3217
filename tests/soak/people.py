"""The people who write: owners who report again and again, and some who cannot wait."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from random import Random
from threading import Event as Wait
from threading import Thread
from typing import Any

from PIL import Image

from simulator import Platform, user_id_for
from simulator.event import Event
from tests.soak.mail import Letter, Mail

CAREFUL = {
    "ก02": "2", "ก03": "3", "ก05": "6", "ก06": "8", "ก07": "10", "ข04": "17",
    "ข05": "18", "ค01": "20", "ค02": "22", "ง01": "23", "ง02": "24", "ฉ01": "26",
}  # fmt: skip
"""Each with a project: they write the next message when LINE has delivered the one before."""
HASTY = {"ก01": "1", "ก04": "5", "ข03": "15"}
"""They send three messages at once, which LINE delivers in any order to any process."""
DEAD_ON_ARRIVAL = 0.02
"""The share of events whose reply token LINE refuses from the start."""
MOST_PHOTOS = 5
FIRST_AMOUNT = 1_001


@dataclass
class Report:
    """One report as the person meant it: what was said at first, and the letter that sent it."""

    project: str
    sentences: list[tuple[Letter, int]]
    confirmed: Letter


@dataclass
class Owner:
    """One person at work, in a thread of their own."""

    code: str
    project: str
    platform: Platform
    mail: Mail
    doom: Callable[[str], None]
    random: Random
    pause: tuple[float, float]
    reports: list[Report] = field(default_factory=list)
    photos: list[Letter] = field(default_factory=list)
    amount: int = FIRST_AMOUNT

    @property
    def user_id(self) -> str:
        return user_id_for(self.code)

    def work(self, over: Wait) -> None:
        """Report after report; one that is begun is finished."""
        while not over.wait(self.random.uniform(*self.pause)):
            self._report(hasty=self.code in HASTY)

    def _report(self, *, hasty: bool) -> None:
        sentences = self._at_once(3) if hasty else [self._sentence()]
        if not hasty and len(self.photos) < MOST_PHOTOS and self.random.random() < 0.3:
            self._rest()
            self.photos.append(self._photo())
        self._rest()
        confirmed = self._say("ยืนยันส่ง")
        self.reports.append(Report(self.project, sentences, confirmed))

    def _sentence(self) -> tuple[Letter, int]:
        amount, text = self._next()
        return self._say(text), amount

    def _at_once(self, number: int) -> list[tuple[Letter, int]]:
        said: list[tuple[Letter, int]] = []

        def say(amount: int, text: str) -> None:
            said.append((self._say(text), amount))

        threads = [Thread(target=say, args=self._next()) for _ in range(number)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return said

    def _next(self) -> tuple[int, str]:
        amount, self.amount = self.amount, self.amount + 1
        return amount, f"โครงการ {self.project} กำลังทำค่ะ ใช้ไป {amount:,} บาท"

    def _photo(self) -> Letter:
        """A picture unlike all others."""
        data = BytesIO()
        color = (len(self.photos) * 40, int(self.project) * 9, self.random.randrange(256))
        Image.new("RGB", (320, 240), color).save(data, "JPEG")
        message_id = self.platform.ids.message_id()
        self.platform.contents.put(message_id, data.getvalue(), "image/jpeg")
        provider = {"contentProvider": {"type": "line"}}
        return self._bring({"type": "image", "id": message_id, **provider}, "(photo)")

    def _say(self, text: str) -> Letter:
        message_id = self.platform.ids.message_id()
        token = self.platform.ids.token()
        words = {"type": "text", "text": text, "id": message_id, "quoteToken": token}
        return self._bring(words, text)

    def _bring(self, content: dict[str, Any], text: str) -> Letter:
        with self.mail.on_its_way():
            return self.mail.bring(self._event(content), text)

    def _event(self, content: dict[str, Any]) -> Event:
        with self.platform.lock:
            event = self.platform.events.message(self.user_id, content)
            self.platform.chats[self.user_id].wrote_at = event.at
            if self.random.random() < DEAD_ON_ARRIVAL and event.reply_token:
                long_ago = event.at - timedelta(hours=1)
                self.platform.reply_tokens.delivered_again(event.reply_token, long_ago)
                self.doom(event.reply_token)
            return event

    def _rest(self) -> None:
        Wait().wait(self.random.uniform(*self.pause))
