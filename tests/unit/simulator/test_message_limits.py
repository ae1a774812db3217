"""Messages, actions and quick replies: bodies that just pass or are just refused, and where."""

from typing import Any

import pytest
from linebot.v3.messaging import models

from simulator.limits import Rules, check_messages
from simulator.refusal import Refusal
from tests.unit.simulator.bodies import (
    IMAGE,
    PLACE,
    SAY,
    TEXT,
    Json,
    bubble,
    flex,
    quick,
    refused,
)


def test_plain_errors_are_told_with_dots_and_all_at_once() -> None:
    with pytest.raises(Refusal) as caught:
        check_messages(
            {"messages": [{"type": "text", "text": ""}, {"type": "text", "text": "ก" * 5001}]},
            models.ValidateMessageRequest,
            Rules(),
        )
    assert caught.value.body() == {
        "message": "The request body has 2 error(s)",
        "details": [
            {"message": "May not be empty", "property": "messages[0].text"},
            {"message": "Length must be between 1 and 5000", "property": "messages[1].text"},
        ],
    }


@pytest.mark.parametrize(
    ("message", "where"),
    [
        (TEXT, None),
        ({"type": "text"}, "messages[0].text"),
        ({"type": "text", "text": 5}, "messages[0].text"),
        ({"type": "text", "text": "x", "txt": "y"}, "messages[0].txt"),  # SDK drops it, LINE not
        ({"type": "file", "url": "x"}, "messages[0].type"),  # a bot cannot send files
        ({"text": "x"}, "messages[0].type"),
        ("x", "messages[0]"),
        ({**TEXT, "quickReply": None}, None),
        ({"type": "text", "text": "ก" * 5000}, None),
        ({"type": "text", "text": "😀" * 2500}, None),  # an emoji is two
        ({"type": "text", "text": "😀" * 2501}, "messages[0].text"),
        ({"type": "text", "text": "น้ำ" * 1667}, "messages[0].text"),  # marks count in texts
        ({**TEXT, "emojis": [{"index": 0, "productId": "1", "emojiId": "2"}]}, "emojis[0].index"),
        (
            {
                "type": "text",
                "text": "$",
                "emojis": [{"index": 0, "productId": "1", "emojiId": "2"}],
            },
            None,
        ),
        ({**TEXT, "sender": {"name": "งานแผน", "iconUrl": "https://example.com/i.png"}}, None),
        ({**TEXT, "sender": {"name": "ก" * 21}}, "messages[0].sender.name"),
        ({**TEXT, "sender": {"name": "LINE"}}, "messages[0].sender.name"),
        ({"type": "textV2", "text": "{{ปีกกา}}"}, None),
        ({"type": "textV2", "text": "ยอด {amount}"}, "messages[0].text"),  # nothing to put there
        ({"type": "textV2", "text": "ปีกกาเดี่ยว {"}, "messages[0].text"),
        ({**PLACE, "title": "ก" * 101}, "title"),
        ({**PLACE, "latitude": 91}, "latitude"),
        ({"type": "sticker", "packageId": "446", "stickerId": "1988"}, None),
        ({"type": "sticker", "packageId": "x", "stickerId": "1988"}, "messages[0].packageId"),
    ],
)
def test_messages(message: Any, where: str | None) -> None:
    found = refused(message)
    assert len(found) == (where is not None)
    assert all(where is not None and where in place for place in found)


@pytest.mark.parametrize(("count", "fine"), [(0, False), (1, True), (5, True), (6, False)])
def test_a_call_holds_one_to_five_messages(count: int, fine: bool) -> None:
    assert (not refused(*[TEXT] * count)) is fine


@pytest.mark.parametrize(
    ("url", "rules", "fine"),
    [
        ("https://example.com/a.png", Rules(), True),
        ("http://example.com/a.png", Rules(), False),
        ("http://127.0.0.1:8000/a.png", Rules(), False),
        ("http://127.0.0.1:8000/a.png", Rules(http_images_from_loopback=True), True),
        ("http://localhost/a.png", Rules(http_images_from_loopback=True), True),
        ("http://localhost.example.com/a.png", Rules(http_images_from_loopback=True), False),
        ("https://example.com/ภาพ.png", Rules(), False),  # Thai must be percent-encoded
        ("https://example.com/%E0%B8%A0.png", Rules(), True),
        ("https://example.com/a b.png", Rules(), False),
        ("https://example.com/" + "a" * 1980, Rules(), True),
        ("https://example.com/" + "a" * 1981, Rules(), False),
        ("data:image/png;base64,AAAA", Rules(), False),
    ],
)
def test_pictures_come_by_https(url: str, rules: Rules, fine: bool) -> None:
    picture = {"type": "image", "originalContentUrl": url, "previewImageUrl": url}
    assert (not refused(picture, rules=rules)) is fine
    assert (not refused(flex(bubble({**IMAGE, "url": url})), rules=rules)) is fine


@pytest.mark.parametrize(
    ("action", "where"),
    [
        (SAY, None),
        ({**SAY, "label": "ก" * 20}, None),
        ({**SAY, "label": "น้ำ" * 20}, None),  # labels count what a reader sees
        ({**SAY, "label": "ก" * 21}, "label"),
        ({**SAY, "label": ""}, "label"),
        ({"type": "message", "text": "x"}, "label"),
        ({"type": "message", "label": "x"}, "text"),
        ({**SAY, "text": "ก" * 301}, "text"),
        ({"type": "postback", "label": "x", "data": "d" * 300}, None),
        ({"type": "postback", "label": "x", "data": "d" * 301}, "data"),
        ({"type": "postback", "label": "x"}, "data"),
        ({"type": "postback", "label": "x", "data": "d", "displayText": "ก" * 301}, "displayText"),
        ({"type": "postback", "label": "x", "data": "d", "text": "t"}, "text"),  # not in quick ones
        ({"type": "postback", "label": "x", "data": "d", "fillInText": "t"}, "fillInText"),
        (
            {
                "type": "postback",
                "label": "x",
                "data": "d",
                "inputOption": "openKeyboard",
                "fillInText": "t",
            },
            None,
        ),
        ({"type": "postback", "label": "x", "data": "d", "inputOption": "shout"}, "inputOption"),
        ({"type": "uri", "label": "x", "uri": "https://example.com/?q=%E0%B8%81"}, None),
        ({"type": "uri", "label": "x", "uri": "tel:021234567"}, None),
        ({"type": "uri", "label": "x", "uri": "https://example.com/?q=ก"}, "uri"),
        ({"type": "uri", "label": "x", "uri": "https://example.com/%zz"}, "uri"),
        ({"type": "uri", "label": "x", "uri": "javascript:alert(1)"}, "uri"),
        ({"type": "uri", "label": "x", "uri": "https://e.com/" + "a" * 987}, "uri"),
        ({"type": "uri", "label": "x"}, "uri"),
        ({"type": "clipboard", "label": "x", "clipboardText": "ก" * 1001}, "clipboardText"),
        ({"type": "camera", "label": "ถ่ายรูป"}, None),
        ({"type": "location", "label": "ที่นี่"}, None),
        ({"type": "richmenuswitch", "richMenuAliasId": "a", "data": "d", "label": "x"}, "type"),
        ({"type": "shout", "label": "x"}, "type"),
        ({"type": "datetimepicker", "label": "x", "data": "d", "mode": "date"}, None),
        ({"type": "datetimepicker", "label": "x", "data": "d"}, "mode"),
        ({"type": "datetimepicker", "label": "x", "mode": "date"}, "data"),
        ({"type": "datetimepicker", "label": "x", "data": "d", "mode": "month"}, "mode"),
    ],
)
def test_quick_reply_actions(action: Json, where: str | None) -> None:
    found = refused(quick(action))
    expected = [f"messages[0].quickReply.items[0].action.{where}"] if where else []
    assert list(found) == expected


@pytest.mark.parametrize(
    ("mode", "fields", "where"),
    [
        ("date", {"initial": "2024-03-31", "min": "2023-10-01", "max": "2024-09-30"}, None),
        ("date", {"initial": "2567-03-31"}, "initial"),  # B.E. is no year for LINE
        ("date", {"initial": "2024-02-30"}, "initial"),
        ("date", {"initial": "2024-03-31T09:00"}, "initial"),
        ("time", {"initial": "09:30"}, None),
        ("time", {"initial": "24:00"}, "initial"),
        ("datetime", {"initial": "2024-03-31T09:30"}, None),
        ("datetime", {"initial": "2024-03-31t09:30"}, None),
        ("datetime", {"initial": "2024-03-31"}, "initial"),
        ("date", {"min": "2024-03-31", "max": "2024-03-31"}, "max"),
        ("time", {"min": "10:00", "max": "09:00"}, "max"),
    ],
)
def test_date_pickers(mode: str, fields: dict[str, str], where: str | None) -> None:
    action = {"type": "datetimepicker", "label": "x", "data": "d", "mode": mode, **fields}
    found = refused(quick(action))
    assert [place.rpartition(".")[2] for place in found] == ([where] if where else [])


@pytest.mark.parametrize(("count", "fine"), [(0, False), (13, True), (14, False)])
def test_a_quick_reply_has_one_to_thirteen_buttons(count: int, fine: bool) -> None:
    assert (not refused(quick(*[SAY] * count))) is fine
