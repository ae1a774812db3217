"""What a scenario talks to: a platform on a loopback port, and the real SDK as its caller."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, MessagingApiBlob

from simulator import (
    Account,
    FaultPlan,
    Platform,
    StoppedClock,
    counting_ids,
    create_simulator,
    serve_in_thread,
    user_id_for,
)
from simulator.person import Person

SOMCHAI = Account(user_id_for("somchai"), "สมชาย ใจดี", "นักวิชาการศึกษา", friend=True)
INVITATION = "https://line.me/R/oaMessage/%40kaona/?%E0%B8%A5%E0%B8%87%E0%B8%97%E0%B8%B0%20AB12"
MALEE = Account(user_id_for("malee"), "มาลี รักงาน", "ผอ.กลุ่มนโยบายและแผน", invite_link=INVITATION)


@dataclass
class World:
    """Everything a scenario talks to."""

    platform: Platform
    clock: StoppedClock
    faults: FaultPlan
    slept: list[float]
    bot_answers: list[int]
    """The statuses the bot gives to the next webhooks; 200 when there are none left."""
    base_url: str
    api: MessagingApi
    blob: MessagingApiBlob

    @property
    def somchai(self) -> Person:
        return self.platform.person(SOMCHAI.user_id)

    @property
    def malee(self) -> Person:
        return self.platform.person(MALEE.user_id)


@contextmanager
def running_world() -> Iterator[World]:
    """A platform that is being served, with two people."""
    clock = StoppedClock(datetime(2024, 4, 3, 2, tzinfo=UTC))
    slept: list[float] = []
    bot_answers: list[int] = []
    faults = FaultPlan(sleep=slept.append)
    platform = Platform(
        channel_secret="secret",
        access_token="token",
        webhook_url="http://bot.invalid/callback",
        people=[SOMCHAI, MALEE],
        clock=clock,
        ids=counting_ids(),
        post=lambda _url, _body, _headers: bot_answers.pop(0) if bot_answers else 200,
        month_limit=3,
        faults=faults,
    )
    with serve_in_thread(create_simulator(platform)) as base_url:
        configuration = Configuration(host=base_url, access_token="token")
        with ApiClient(configuration) as client:
            api, blob = MessagingApi(client), MessagingApiBlob(client)
            yield World(platform, clock, faults, slept, bot_answers, base_url, api, blob)
            client.rest_client.pool_manager.clear()
