"""A stand-in for the LINE platform, with a chat page: for demo, training and tests.

It knows the bot only through HTTP: signed webhooks go out, calls of the LINE API come in, and each
call is held to the SDK's models and LINE's documented limits. A test of another room:

    platform = Platform(
        channel_secret="secret",
        access_token="token",
        webhook_url="http://bot/callback",
        people=[Account(user_id_for("somchai"), "สมชาย ใจดี", "นักวิชาการศึกษา")],
        clock=clock,            # any object with now() and set()
        post=into(app),         # straight into the bot's WSGI app; over HTTP without it
    )
    with serve_in_thread(create_simulator(platform)) as base_url:
        ...                     # the bot's LINE_API_BASE_URL and LINE_DATA_API_BASE_URL
        somchai = platform.person("สมชาย ใจดี")
        somchai.follow()
        somchai.say(somchai.scan(link))
        somchai.tap("ยืนยันส่ง")
        somchai.pick("เลือกวันที่", "2024-03-31")
        assert somchai.saw("บันทึกแล้ว")
        assert somchai.last.via is Via.REPLY
        assert not platform.refused and not platform.undelivered

`somchai.at_pc()` sees neither quick replies nor the menu. `platform.redeliver(event)` and
`platform.deliver(event, times=2)` repeat what LINE repeats; `FaultPlan` (with `server_error`,
`rate_limited`, `connection_dropped`, `never_answers`) makes calls fail; `platform.calls` is the
record of every call.
"""

from simulator.account import Account, BotAccount, user_id_for
from simulator.app import create_simulator
from simulator.clock import RunningClock, StoppedClock
from simulator.fault import (
    Fault,
    FaultPlan,
    connection_dropped,
    never_answers,
    rate_limited,
    server_error,
)
from simulator.ids import counting_ids
from simulator.message import By, Via
from simulator.platform import Platform
from simulator.post import into, over_http
from simulator.server import serve_in_thread

__all__ = [
    "Account",
    "BotAccount",
    "By",
    "Fault",
    "FaultPlan",
    "Platform",
    "RunningClock",
    "StoppedClock",
    "Via",
    "connection_dropped",
    "counting_ids",
    "create_simulator",
    "into",
    "never_answers",
    "over_http",
    "rate_limited",
    "serve_in_thread",
    "server_error",
    "user_id_for",
]
