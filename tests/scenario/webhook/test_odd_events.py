"""Events with wrong types in every field: each is taken or passed over, and costs no other one."""

import json
from typing import Any

import pytest

from models.messages import EventState
from tests.scenario.letterbox import ANN, AT, BEN, Letterbox, Raw, event, says, taps

NAN, INFINITE = float("nan"), float("inf")
ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    1.5,
    NAN,
    INFINITE,
    10**30,
    -(10**30),
    "",
    " ",
    "ก" * 5000,
    "nul\x00nul",
    "half \ud800 a pair",
    "\\u0000",
    [],
    [None],
    [[["deep"]]],
    {},
    {"a": {"b": [1, NAN]}},
    {"\x00": "\ud800"},
]
FIELDS = [
    "type",
    "mode",
    "timestamp",
    "source",
    "source.type",
    "source.userId",
    "source.groupId",
    "webhookEventId",
    "deliveryContext",
    "deliveryContext.isRedelivery",
    "replyToken",
    "message",
    "message.type",
    "message.id",
    "message.text",
    "message.quoteToken",
    "message.mention",
    "message.fileName",
    "postback",
    "postback.data",
    "postback.params",
    "postback.params.date",
    "follow",
    "unsend",
    "unsend.messageId",
    "somethingNew",
]
MISSING = object()


def changed(raw: Raw, path: str, value: object) -> Raw:
    """The event with one field replaced, or left out."""
    first, _, rest = path.partition(".")
    after = dict(raw)
    if rest:
        part = raw.get(first)
        after[first] = changed(part if isinstance(part, dict) else {}, rest, value)
    elif value is MISSING:
        after.pop(first, None)
    else:
        after[first] = value
    return after


def carriers(field: str) -> list[Raw]:
    """Events that have such a field."""
    typed, tapped = says("รายงาน"), taps("report:page:0")
    first = field.partition(".")[0]
    return {
        "message": [typed],
        "postback": [tapped],
        "follow": [event("follow", follow={"isUnblocked": False})],
        "unsend": [event("unsend", unsend={"messageId": "1"})],
        "somethingNew": [event("memberJoined", joined={"members": []})],
    }.get(first, [typed, event("unfollow")])


def odd_events(field: str) -> list[Raw]:
    return [changed(raw, field, value) for value in [*ODD, MISSING] for raw in carriers(field)]


PARTS = [FIELDS[:7], FIELDS[7:11], FIELDS[11:18], FIELDS[18:]]


@pytest.mark.parametrize("fields", PARTS, ids=["source", "head", "message", "rest"])
def test_a_wrong_type_in_any_field_costs_no_other_event(
    letterbox: Letterbox, fields: list[str]
) -> None:
    odd = [one for field in fields for one in odd_events(field)]
    first, last = says("สวัสดี", BEN, timestamp=0), says("สวัสดี", BEN, timestamp=AT * 2)
    assert letterbox.post(first, *odd, last) == 200
    assert letterbox.answered(first)
    assert letterbox.answered(last)
    assert letterbox.causes() == []


def test_an_odd_event_that_fails_is_kept_and_costs_no_other(breaking: Letterbox) -> None:
    odd = odd_events("somethingNew") + odd_events("message.text") + odd_events("replyToken")
    last = says("สวัสดี", BEN, timestamp=AT * 2)
    assert breaking.post(*odd, last) == 200
    assert breaking.states()[last["webhookEventId"]] is EventState.FAILED
    assert len(breaking.states()) == len(odd) + 1


@pytest.mark.parametrize("place", ["somethingNew", "message.somethingNew", "source.somethingNew"])
def test_deep_nesting_inside_an_event_costs_no_other(breaking: Letterbox, place: str) -> None:
    """Python itself reads some 900 levels; a body with more is refused as a whole."""
    for levels in (100, 400, 700):
        deep, good = changed(says("สวัสดี"), place, "PLACE"), says("สวัสดี", BEN)
        body = json.dumps({"events": [deep, good]}).replace('"PLACE"', "[" * levels + "]" * levels)
        assert breaking.post_bytes(body.encode()) == 200
        kept = breaking.states()
        assert {deep["webhookEventId"], good["webhookEventId"]} <= set(kept)


def test_an_event_without_a_usable_id_is_alone_passed_over(letterbox: Letterbox) -> None:
    before, after = says("สวัสดี", ANN), says("สวัสดี", BEN)
    odd = [says("สวัสดี", webhookEventId=one) for one in (None, "", "x" * 65, "\x00", "\ud800")]
    assert letterbox.post(before, *odd, after) == 200
    assert letterbox.states() == {
        before["webhookEventId"]: EventState.DONE,
        after["webhookEventId"]: EventState.DONE,
    }
