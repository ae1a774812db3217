"""The building blocks keep LINE's limits, and `check` knows them."""

from decimal import Decimal
from typing import Any

import pytest

from bot import cards
from bot.cards import CardError

THAI = "การจัดซื้อจัดจ้างที่ปรึกษาน้ำ "


def text(length: int) -> dict[str, Any]:
    return {"type": "text", "text": "ก" * length}


def flex(*bubbles: dict[str, Any]) -> dict[str, Any]:
    return cards.card("alt", bubbles)


def bubble(size: int) -> dict[str, Any]:
    """Of `size` letters; a Thai one counts six bytes."""
    return cards.bubble(body=[cards.words("ก" * size)])


GOOD = [
    [text(5000)],
    [text(1)] * 5,
    [cards.card("alt", bubble(4900))],
    [flex(*[bubble(100)] * 12)],
    [cards.message("x", [cards.says(str(n)) for n in range(13)])],
]
BAD = [
    [],
    [text(1)] * 6,
    [text(5001)],
    [{"type": "text", "text": "😀" * 2501}],  # an emoji counts two
    [cards.card("alt", bubble(5000))],
    [flex(*[bubble(1)] * 13)],
    [flex(*[bubble(1000)] * 9)],  # each small enough, together too large
    [cards.message("x", [cards.says(str(n)) for n in range(14)])],
]


@pytest.mark.parametrize("messages", GOOD)
def test_what_keeps_the_limits_passes(messages: list[dict[str, Any]]) -> None:
    cards.check(messages)


@pytest.mark.parametrize("messages", BAD)
def test_what_breaks_a_limit_is_found_before_line_does(messages: list[dict[str, Any]]) -> None:
    with pytest.raises(CardError):
        cards.check(messages)


def test_labels_and_shown_texts_are_cut_where_line_would_refuse_them() -> None:
    action = cards.postback(THAI * 20, "a:b")
    assert len(action["label"]) <= 40
    assert len(action["displayText"]) <= 300
    assert len(cards.says(THAI * 20, "รายงาน")["label"]) <= 40
    quick = cards.message("x", [cards.says("ก" * 40)])["quickReply"]["items"]
    assert len(quick[0]["action"]["label"]) <= 20


def test_what_a_button_types_or_sends_is_never_cut_but_refused() -> None:
    assert len(cards.says("x", "ก" * 300)["text"]) == 300
    with pytest.raises(CardError):
        cards.says("x", "ก" * 301)
    assert len(cards.postback("x", "d" * 300)["data"]) == 300
    with pytest.raises(CardError):
        cards.postback("x", "d" * 301)


def test_nothing_is_said_with_an_empty_text() -> None:
    assert cards.words("")["text"] == "-"
    assert cards.message("")["text"] == "-"
    assert cards.card("", bubble(1))["altText"] == "-"


@pytest.mark.parametrize(
    ("share", "width"),
    [("-5", "0%"), ("0", "0%"), ("45.4", "45%"), ("100", "100%"), ("250", "100%")],
)
def test_a_bar_is_as_wide_as_its_share_within_its_frame(share: str, width: str) -> None:
    assert cards.bar(Decimal(share))["contents"][0]["width"] == width
