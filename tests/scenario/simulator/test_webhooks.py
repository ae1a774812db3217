"""Webhooks to the bot: signed, in order, repeated as LINE would, failures remembered."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask, request
from linebot.v3.webhook import WebhookParser
from linebot.v3.webhooks import (
    AudioMessageContent,
    FileMessageContent,
    FollowEvent,
    ImageMessageContent,
    LocationMessageContent,
    MessageEvent,
    PostbackEvent,
    StickerMessageContent,
    TextMessageContent,
    UnfollowEvent,
    UnsendEvent,
)

from simulator import (
    Account,
    Platform,
    StoppedClock,
    counting_ids,
    into,
    over_http,
    serve_in_thread,
    user_id_for,
)
from simulator.person import Person
from simulator.sending import Envelope

SOMCHAI = Account(user_id_for("somchai"), "สมชาย ใจดี")
MALEE = Account(user_id_for("malee"), "มาลี รักงาน")


@dataclass
class Bot:
    """Keeps what it gets; answers with `status`."""

    status: int = 200
    events: list[Any] = field(default_factory=list)
    raw: list[dict[str, Any]] = field(default_factory=list)

    def app(self) -> Flask:
        app = Flask("bot")
        parser = WebhookParser("secret")

        @app.post("/callback")
        def callback() -> tuple[str, int]:
            body = request.get_data(as_text=True)
            self.events += parser.parse(body, request.headers["x-line-signature"])
            self.raw += json.loads(body)["events"]
            return "", self.status

        return app


def platform_for(post: Callable[[str, bytes, Mapping[str, str]], int], **more: Any) -> Platform:
    return Platform(
        channel_secret="secret",
        access_token="token",
        webhook_url=more.pop("webhook_url", "http://bot/callback"),
        people=[SOMCHAI, MALEE],
        clock=StoppedClock(datetime(2024, 4, 3, 2, tzinfo=UTC)),
        ids=counting_ids(),
        post=post,
        **more,
    )


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
def platform(bot: Bot) -> Platform:
    return platform_for(into(bot.app()))


@pytest.fixture
def somchai(platform: Platform) -> Person:
    return platform.person("สมชาย ใจดี")


def test_every_act_becomes_the_event_the_sdk_expects(bot: Bot, somchai: Person) -> None:
    somchai.follow()
    somchai.say("สวัสดี")
    photo = somchai.send_image(b"jpeg")
    somchai.send_file("รายงาน.xlsx", b"12345")
    somchai.send_audio(b"voice")
    somchai.send_sticker()
    somchai.send_location()
    somchai.tap_data("a=1")
    somchai.unsend(photo.body["message"]["id"])
    somchai.unfollow()
    kinds = [
        type(event.message) if isinstance(event, MessageEvent) else type(event)
        for event in bot.events
    ]
    assert kinds == [
        FollowEvent,
        TextMessageContent,
        ImageMessageContent,
        FileMessageContent,
        AudioMessageContent,
        StickerMessageContent,
        LocationMessageContent,
        PostbackEvent,
        UnsendEvent,
        UnfollowEvent,
    ]


def test_common_properties_are_line_s(bot: Bot, somchai: Person) -> None:
    event = somchai.say("สวัสดี")
    sent = bot.raw[0]
    assert sent["timestamp"] == 1712109600000
    assert sent["source"] == {"type": "user", "userId": SOMCHAI.user_id}
    assert sent["mode"] == "active"
    assert sent["deliveryContext"] == {"isRedelivery": False}
    assert len(sent["webhookEventId"]) == 26
    assert sent["replyToken"] == event.reply_token


def test_coming_back_is_told_apart_from_coming(bot: Bot, somchai: Person) -> None:
    somchai.follow()
    somchai.unfollow()
    somchai.follow()
    follows = [event for event in bot.events if isinstance(event, FollowEvent)]
    assert [event.follow.is_unblocked for event in follows] == [False, True]


def test_who_blocked_the_bot_cannot_write(somchai: Person) -> None:
    somchai.unfollow()
    with pytest.raises(LookupError):
        somchai.say("สวัสดี")


def test_a_redelivery_is_the_same_event_marked(
    bot: Bot, platform: Platform, somchai: Person
) -> None:
    event = somchai.say("สวัสดี")
    platform.redeliver(event)
    platform.deliver(event, times=2)
    marks = [sent["deliveryContext"]["isRedelivery"] for sent in bot.raw]
    assert marks == [False, True, False, False]
    assert len({sent["webhookEventId"] for sent in bot.raw}) == 1


def test_what_the_bot_did_not_take_is_remembered_and_sent_again(
    bot: Bot, platform: Platform, somchai: Person
) -> None:
    bot.status = 500
    somchai.say("หายไหม")
    assert [delivery.status for delivery in platform.undelivered] == [500]
    assert somchai.messages[0].fate == "lost"
    bot.status = 200
    platform.redeliver_lost()
    platform.redeliver_lost()
    assert len(bot.raw) == 2
    assert somchai.messages[0].fate == "read"


def test_a_bot_that_is_not_there_is_remembered() -> None:
    # Port 9 is for discarding; nobody listens on it here.
    platform = platform_for(over_http, webhook_url="http://127.0.0.1:9/callback")
    platform.person("สมชาย ใจดี").say("มีใครอยู่ไหม")
    assert [delivery.status for delivery in platform.undelivered] == [0]


def test_webhooks_go_over_http_too(bot: Bot) -> None:
    with serve_in_thread(bot.app()) as base_url:
        platform = platform_for(over_http, webhook_url=f"{base_url}/callback")
        platform.person("สมชาย ใจดี").say("สวัสดี")
        assert platform.try_webhook(f"{base_url}/nowhere") == 404
    assert [event.message.text for event in bot.events] == ["สวัสดี"]


def test_in_the_background_each_person_s_order_is_kept_and_nobody_waits_for_another() -> None:
    """Somchai's first webhook is held back until Malee's has passed it."""
    malee_passed = threading.Event()
    seen: list[tuple[str, str]] = []

    def post(_url: str, body: bytes, _headers: Mapping[str, str]) -> int:
        event = json.loads(body)["events"][0]
        if event["message"]["text"] == "1":
            assert malee_passed.wait(10)
        seen.append((event["source"]["userId"], event["message"]["text"]))
        if event["source"]["userId"] == MALEE.user_id:
            malee_passed.set()
        return 200

    platform = platform_for(post, in_background=True)
    for number in "123":
        platform.person("สมชาย ใจดี").say(number)
    platform.person("มาลี รักงาน").say("ก")
    platform.wait_until_idle()
    assert seen[0] == (MALEE.user_id, "ก")
    assert [text for user, text in seen if user == SOMCHAI.user_id] == ["1", "2", "3"]


def test_a_tap_finds_the_newest_button_with_that_label(bot: Bot, platform: Platform) -> None:
    somchai = platform.person("สมชาย ใจดี")
    somchai.say("สวัสดี")
    for data in ("old", "new"):
        action = {"type": "postback", "label": "ส่ง", "data": data, "displayText": "ส่งเลย"}
        date = {"type": "datetimepicker", "label": "วันที่", "data": "when", "mode": "date"}
        show(platform, [{"type": "button", "action": action}, {"type": "button", "action": date}])
    somchai.tap("ส่ง")
    somchai.pick("วันที่", "2024-03-31")
    assert [sent["postback"] for sent in bot.raw[1:]] == [
        {"data": "new"},
        {"data": "when", "params": {"date": "2024-03-31"}},
    ]
    assert somchai.messages[-1].texts == ["ส่งเลย"]
    with pytest.raises(LookupError):
        somchai.tap("ไม่มีปุ่มนี้")


def test_at_a_pc_there_are_neither_quick_replies_nor_a_menu(platform: Platform) -> None:
    somchai = platform.person("สมชาย ใจดี")
    somchai.say("สวัสดี")
    say = {"type": "message", "label": "เมนู", "text": "เมนู"}
    items = [{"type": "action", "action": say}]
    text = {"type": "text", "text": "เลือก", "quickReply": {"items": items}}
    platform.sending.push(SOMCHAI.user_id, Envelope([text], "request"))
    with pytest.raises(LookupError):
        somchai.at_pc().tap("เมนู")
    somchai.tap("เมนู")
    assert somchai.messages[-1].texts == ["เมนู"]


def test_a_post_that_fails_unexpectedly_stops_only_its_own_event() -> None:
    statuses = iter([0, 200])
    raised: list[BaseException | None] = []

    def post(_url: str, _body: bytes, _headers: Mapping[str, str]) -> int:
        return 1000 // next(statuses)

    before, threading.excepthook = threading.excepthook, lambda hook: raised.append(hook.exc_value)
    try:
        platform = platform_for(post, in_background=True)
        somchai = platform.person("สมชาย ใจดี")
        somchai.say("1")
        platform.wait_until_idle()
        somchai.say("2")
        platform.wait_until_idle()
    finally:
        threading.excepthook = before
    assert [type(error) for error in raised] == [ZeroDivisionError]
    assert [delivery.status for delivery in platform.deliveries] == [5]


def show(platform: Platform, parts: list[dict[str, Any]]) -> None:
    body = {"type": "box", "layout": "vertical", "contents": parts}
    card = {"type": "flex", "altText": "x", "contents": {"type": "bubble", "body": body}}
    platform.sending.push(SOMCHAI.user_id, Envelope([card], "request"))
