"""The rules of what LINE keeps: tokens, keys, quota, ids, signatures, codes."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from simulator import Account, FaultPlan, counting_ids, rate_limited, user_id_for
from simulator.ids import Ids
from simulator.link import Link, read_link
from simulator.message import By, Message, Via
from simulator.page.acts import next_morning
from simulator.quota import Quota
from simulator.refusal import Refusal
from simulator.reply_token import ReplyTokens
from simulator.retry_key import RetryKeys
from simulator.signature import sign

NOW = datetime(2024, 4, 3, 2, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_the_signature_is_the_one_of_the_documents() -> None:
    body = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
    assert sign("8c570fa6dd201bb328f1c1eac23a96d8", body) == (
        "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="
    )


def test_a_reply_token_lives_a_minute() -> None:
    tokens = ReplyTokens(counting_ids())
    in_time, late = tokens.issue("a", NOW), tokens.issue("b", NOW)
    assert tokens.use(in_time, NOW + 60 * SECOND) == "a"
    with pytest.raises(Refusal, match="Invalid reply token"):
        tokens.use(late, NOW + 61 * SECOND)


def test_a_redelivery_gives_a_token_another_minute_but_not_after_twenty() -> None:
    tokens = ReplyTokens(counting_ids())
    soon, late, used = (tokens.issue("a", NOW) for _ in range(3))
    tokens.use(used, NOW)
    for token in (soon, late, used):
        tokens.delivered_again(token, NOW + timedelta(minutes=19, seconds=50))
    assert tokens.use(soon, NOW + timedelta(minutes=20)) == "a"
    for token in (late, used):
        with pytest.raises(Refusal):
            tokens.use(token, NOW + timedelta(minutes=20, seconds=1))


def test_a_retry_key_is_the_same_in_capitals() -> None:
    keys = RetryKeys()
    key = "123e4567-e89b-12d3-a456-426614174abc"
    keys.check(key, NOW)
    keys.remember(key.upper(), "request", {}, NOW)
    for same in (key, key.upper()):
        with pytest.raises(Refusal, match="already accepted"):
            keys.check(same, NOW + timedelta(hours=23))
    keys.check(key, NOW + timedelta(hours=24))


def test_a_quota_counts_by_month_and_refuses_whole() -> None:
    quota = Quota(3)
    quota.spend(2, NOW)
    with pytest.raises(Refusal, match="monthly limit"):
        quota.spend(2, NOW)
    assert quota.used(NOW) == 2
    quota.spend(0, NOW)
    quota.spend(3, NOW + timedelta(days=30))


def test_a_month_begins_in_japan() -> None:
    quota = Quota(None)
    quota.spend(1, datetime(2024, 3, 31, 15, tzinfo=UTC))
    assert quota.used(datetime(2024, 4, 1, tzinfo=UTC)) == 1


def test_ids_have_line_s_forms() -> None:
    ids = Ids()
    event_id = ids.event_id(NOW)
    assert re.fullmatch("[0-7][0-9A-HJKMNP-TV-Z]{25}", event_id)
    assert event_id < ids.event_id(NOW + SECOND)
    assert re.fullmatch("[1-9][0-9]{17}", ids.message_id())
    assert re.fullmatch("richmenu-[0-9a-f]{32}", ids.rich_menu_id())


def test_counting_ids_are_the_same_in_every_run() -> None:
    assert counting_ids().event_id(NOW) == counting_ids().event_id(NOW)


def test_an_account_needs_a_well_formed_id() -> None:
    Account(user_id_for("somchai"), "สมชาย")
    with pytest.raises(ValueError, match="not a LINE user id"):
        Account("somchai", "สมชาย")


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (
            "https://line.me/R/oaMessage/%40kaona/?%E0%B8%A5%E0%B8%87%20AB12",
            Link(text="ลง AB12"),
        ),
        ("https://line.me/R/oaMessage/@kaona/?ลงทะเบียน%20AB12", Link(text="ลงทะเบียน AB12")),
        ("https://line.me/R/oaMessage/%40other/?x", Link(stranger="@other")),
        ("https://line.me/R/ti/p/%40kaona", Link(adds_friend=True)),
        ("https://example.com/?a=1", Link(url="https://example.com/?a=1")),
        ("  ลงทะเบียน AB12 ", Link(text="ลงทะเบียน AB12")),
    ],
)
def test_what_a_code_means(code: str, meaning: Link) -> None:
    assert read_link(code, "@kaona") == meaning


@pytest.mark.parametrize(
    ("now", "nine"),
    [
        (datetime(2024, 4, 3, 1, 59, tzinfo=UTC), datetime(2024, 4, 3, 2, tzinfo=UTC)),
        (datetime(2024, 4, 3, 2, 0, tzinfo=UTC), datetime(2024, 4, 4, 2, tzinfo=UTC)),
        (datetime(2024, 4, 3, 20, 0, tzinfo=UTC), datetime(2024, 4, 4, 2, tzinfo=UTC)),
    ],
)
def test_the_next_morning_is_nine_in_bangkok(now: datetime, nine: datetime) -> None:
    assert next_morning(now) == nine


def test_a_fault_meets_only_the_calls_it_names() -> None:
    plan = FaultPlan(sleep=lambda _: None)
    plan.add(rate_limited(), path="/push", times=2)
    met = [plan.next_for("POST", path) for path in ("/reply", "/push", "/push", "/push")]
    assert [fault is not None for fault in met] == [False, True, True, False]


def test_a_message_knows_its_texts_and_buttons() -> None:
    say = {"type": "message", "label": "ส่ง", "text": "ยืนยันส่ง"}
    contents = [{"type": "text", "text": "ยอด 10"}, {"type": "button", "action": say}]
    body = {
        "type": "flex",
        "altText": "การ์ด",
        "contents": {"type": "bubble", "body": {"type": "box", "contents": contents}},
        "quickReply": {"items": [{"type": "action", "action": {**say, "label": "เร็ว"}}]},
    }
    message = Message(id="1", by=By.BOT, via=Via.PUSH, at=NOW, body=body)
    assert message.texts == ["ยอด 10", "ส่ง", "เร็ว"]
    assert message.actions == [say]
    assert [action["label"] for action in message.quick_replies] == ["เร็ว"]
