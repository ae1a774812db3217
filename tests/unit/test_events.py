"""One raw event read: a table of kinds, and that no JSON whatever makes it raise."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.events import NotAWebhookError, read, split

USER = "U" + "a" * 32
AT = 1_712_109_600_000
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=8)
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = st.sampled_from(
    [
        *("type", "mode", "timestamp", "source", "message", "postback", "replyToken", "unsend"),
        *("deliveryContext", "webhookEventId", "userId", "groupId", "id", "text", "data", "params"),
    ]
)
KINDS = st.sampled_from(["message", "postback", "follow", "unsend", "user", "group", "text", "new"])
PARTS = st.dictionaries(NAMES, KINDS | SCALARS, max_size=4)
ODD_EVENTS = st.dictionaries(NAMES, PARTS | KINDS | ANY_JSON, max_size=8)


def event(kind: str = "message", **fields: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "mode": "active",
        "timestamp": AT,
        "source": {"type": "user", "userId": USER},
        "webhookEventId": "01HTEST",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": "1" * 32,
    } | fields


def test_a_typed_text() -> None:
    found = read(event(message={"type": "text", "id": "5", "text": "รายงาน"}))
    assert found is not None
    assert (found.id, found.kind, found.message_kind) == ("01HTEST", "message", "text")
    assert (found.text, found.message_id, found.reply_token) == ("รายงาน", "5", "1" * 32)
    assert (found.user_id, found.chat_id, found.in_private) == (USER, USER, True)
    assert (found.active, found.redelivered) == (True, False)
    assert found.happened_at == datetime(2024, 4, 3, 2, tzinfo=UTC)


GROUP, ROOM = {"type": "group", "groupId": "C1", "userId": USER}, {"type": "room", "roomId": "R1"}


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"source": GROUP}, {"chat_id": "C1", "user_id": USER, "in_private": False}),
        ({"source": ROOM}, {"chat_id": "R1", "user_id": None, "in_private": False}),
        ({"source": {"type": "user"}}, {"chat_id": None, "user_id": None}),
        ({"source": None}, {"chat_id": None, "user_id": None, "in_private": False}),
        ({"source": {"type": "user", "userId": USER, "groupId": "C1"}}, {"chat_id": USER}),
        ({"mode": "standby"}, {"active": False}),
        ({"mode": "somethingNew"}, {"active": False}),
        ({"deliveryContext": {"isRedelivery": True}}, {"redelivered": True}),
        ({"deliveryContext": {"isRedelivery": "yes"}}, {"redelivered": False}),
        ({"replyToken": "0" * 32}, {"reply_token": None}),
        ({"replyToken": "f" * 32}, {"reply_token": None}),
        ({"replyToken": None}, {"reply_token": None}),
        ({"replyToken": "x" * 201}, {"reply_token": None}),
        ({"type": "somethingNew"}, {"kind": "unknown"}),
        ({"type": None}, {"kind": "unknown"}),
        ({"timestamp": "soon"}, {"happened_at": datetime(1970, 1, 1, tzinfo=UTC)}),
        ({"timestamp": 10**30}, {"happened_at": datetime(1970, 1, 1, tzinfo=UTC)}),
        ({"type": "postback", "postback": {"data": "a:b"}}, {"kind": "postback", "data": "a:b"}),
        (
            {"type": "postback", "postback": {"data": "a:b", "params": {"date": "2024-03-31"}}},
            {"params": {"date": "2024-03-31"}},
        ),
        ({"type": "unsend", "unsend": {"messageId": "7"}}, {"kind": "unsend", "message_id": "7"}),
        ({"message": {"type": "file", "fileName": "a.pdf"}}, {"file_name": "a.pdf"}),
        ({"message": {"type": "text", "text": "a\x00b\ud800"}}, {"text": "ab?"}),
        ({"message": {"type": "text", "id": "9" * 90}}, {"message_id": "9" * 60}),
    ],
)
def test_a_field_is_read_as_it_may_come(fields: dict[str, Any], wanted: dict[str, Any]) -> None:
    found = read(event(**fields))
    assert {name: getattr(found, name) for name in wanted} == wanted


@pytest.mark.parametrize("event_id", [None, "", 1, [], "x" * 65, "a\x00", "\ud800"])
def test_an_event_without_a_usable_id_is_none(event_id: object) -> None:
    assert read(event(webhookEventId=event_id)) is None


@given(ODD_EVENTS)
@settings(max_examples=40, deadline=None)
def test_no_event_whatever_makes_reading_raise(raw: dict[str, Any]) -> None:
    found = read({"webhookEventId": "01HTEST", **raw})
    if found is not None:
        assert found.happened_at.tzinfo is not None
        json.dumps([found.text, found.data, dict(found.params)]).encode()
        "".join([found.id, found.text, found.data, found.file_name]).encode()


@given(ANY_JSON)
@settings(max_examples=50, deadline=None)
def test_no_body_whatever_makes_splitting_raise_anything_else(body: object) -> None:
    try:
        events = split(json.dumps(body).encode())
    except NotAWebhookError:
        return
    assert all(isinstance(one, dict) for one in events)


@given(st.binary(max_size=40))
@settings(max_examples=50, deadline=None)
def test_bytes_that_are_no_webhook_are_refused(body: bytes) -> None:
    with pytest.raises(NotAWebhookError):
        split(body)


def test_events_come_in_the_order_they_happened() -> None:
    late, odd, early = event(timestamp=3), event(timestamp="x"), event(timestamp=1)
    body = json.dumps({"events": [late, odd, "no event", early]}).encode()
    assert [one["timestamp"] for one in split(body)] == ["x", 1, 3]
