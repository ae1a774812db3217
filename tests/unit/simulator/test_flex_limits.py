"""Flex: parts and containers that just pass or are just refused, and where."""

import pytest
from linebot.v3.messaging import models

from simulator.limits import Rules, check_messages
from simulator.refusal import Refusal
from tests.unit.simulator.bodies import (
    BUTTON,
    GRADIENT,
    ICON,
    IMAGE,
    SAY,
    TEXT,
    Json,
    box,
    bubble,
    flex,
    refused,
)


def test_flex_errors_are_told_with_pointers_from_the_container_on() -> None:
    with pytest.raises(Refusal) as caught:
        check_messages(
            {"messages": [TEXT, flex(bubble(TEXT, {"type": "text", "text": ""}))]},
            models.ValidateMessageRequest,
            Rules(),
        )
    assert caught.value.body() == {
        "message": "A message (messages[1]) in the request body is invalid",
        "details": [{"message": "must be non-empty text", "property": "/body/contents/1/text"}],
    }


@pytest.mark.parametrize(
    ("part", "where"),
    [
        (TEXT, None),
        ({"type": "text", "text": ""}, "/text"),
        ({"type": "text"}, "/text"),
        ({"type": "text", "contents": [{"type": "span", "text": "ก"}]}, None),
        ({"type": "text", "contents": [{"type": "span", "text": ""}]}, "/contents/0/text"),
        ({**TEXT, "color": "red"}, "/color"),
        ({**TEXT, "color": "#06c755"}, None),
        ({**TEXT, "color": "#06c75580"}, None),
        ({**TEXT, "size": "huge"}, "/size"),
        ({**TEXT, "size": "15px"}, None),
        ({**TEXT, "size": "50%"}, "/size"),
        ({**TEXT, "weight": "heavy"}, "/weight"),
        ({**TEXT, "wrap": "yes"}, "/wrap"),
        ({**TEXT, "flex": -1}, "/flex"),
        ({**TEXT, "flex": 1.5}, "/flex"),
        ({**TEXT, "margin": "5%"}, "/margin"),  # margins know no percent
        ({**TEXT, "offsetTop": "5%"}, None),
        ({**TEXT, "wrapped": True}, "/wrapped"),
        ({**TEXT, "action": {"type": "message", "text": "x"}}, None),  # a label may be left out
        ({**TEXT, "action": {**SAY, "label": "ก" * 41}}, "/action/label"),
        (BUTTON, None),
        ({"type": "button"}, "/action"),
        ({"type": "button", "action": {"type": "message", "text": "x"}}, "/action/label"),
        ({"type": "button", "action": {**SAY, "label": "ก" * 40}}, None),
        ({"type": "button", "action": {**SAY, "label": "ก" * 41}}, "/action/label"),
        ({"type": "button", "action": {"type": "camera", "label": "x"}}, "/action/type"),
        ({**BUTTON, "style": "round"}, "/style"),
        ({**BUTTON, "height": "lg"}, "/height"),
        (IMAGE, None),
        ({**IMAGE, "aspectRatio": "1:3"}, None),
        ({**IMAGE, "aspectRatio": "1:4"}, "/aspectRatio"),  # at most three times as high
        ({**IMAGE, "size": "full"}, None),
        ({**IMAGE, "size": "40%"}, None),
        ({"type": "separator", "color": "#eeeeee"}, None),
        ({"type": "filler"}, None),
        (ICON, ""),  # only in a baseline
        ({"type": "span", "text": "x"}, ""),
        (box(), None),
        ({"type": "box", "layout": "vertical"}, "/contents"),
        ({"type": "box", "layout": "grid", "contents": []}, "/layout"),
        (box(width="45%"), None),
        (box(width="md"), "/width"),
        (box(paddingAll="5%"), None),
        (box(spacing="5%"), "/spacing"),
        (box(cornerRadius="xxl"), None),
        (box(borderWidth="thick"), "/borderWidth"),
        (
            box(background=GRADIENT),
            None,
        ),
        (
            box(background={**GRADIENT, "angle": "400deg"}),
            "/background/angle",
        ),
        (box(TEXT, layout="baseline"), None),
        (box(BUTTON, layout="baseline"), "/contents/0"),
        (box(ICON, layout="baseline"), None),
    ],
)
def test_flex_parts(part: Json, where: str | None) -> None:
    found = refused(flex(bubble(TEXT, part)))
    assert list(found) == ([] if where is None else [f"/body/contents/1{where}"])


@pytest.mark.parametrize(
    ("container", "where"),
    [
        (bubble(TEXT), None),
        (bubble(TEXT, size="giga"), None),
        (bubble(TEXT, size="huge"), "/size"),
        ({"type": "bubble"}, "/"),  # at least one block
        ({"type": "bubble", "body": TEXT}, "/body/type"),
        ({"type": "bubble", "hero": IMAGE}, None),
        ({"type": "bubble", "hero": TEXT}, "/hero"),
        (bubble({**TEXT, "position": "absolute"}), "/body/contents/0/position"),
        (bubble(TEXT, styles={"body": {"separatorColor": "red"}}), "/styles/body/separatorColor"),
        ({"type": "carousel", "contents": [bubble(TEXT)] * 12}, None),
        ({"type": "carousel", "contents": [bubble(TEXT)] * 13}, "/contents"),
        ({"type": "carousel", "contents": []}, "/contents"),
        ({"type": "carousel", "contents": [bubble(TEXT), bubble(TEXT, size="kilo")]}, "/contents"),
        ({"type": "carousel", "contents": [bubble(TEXT), bubble(TEXT, size="mega")]}, None),
        ({"type": "carousel", "contents": [{"type": "bubble"}]}, "/contents/0"),
        ({"type": "list"}, "/type"),
    ],
)
def test_flex_containers(container: Json, where: str | None) -> None:
    assert list(refused(flex(container))) == ([] if where is None else [where])


def test_a_bubble_is_weighed_as_it_goes_over_the_wire() -> None:
    """Six bytes a Thai letter: 4,900 letters fit into 30,000 bytes, 5,000 do not."""
    assert not refused(flex(bubble({"type": "text", "text": "ก" * 4_900})))
    assert list(refused(flex(bubble({"type": "text", "text": "ก" * 5_000})))) == ["/"]


def test_a_carousel_is_weighed_as_a_whole() -> None:
    heavy = bubble({"type": "text", "text": "ก" * 2_700})
    assert not refused(flex({"type": "carousel", "contents": [heavy] * 3}))
    assert list(refused(flex({"type": "carousel", "contents": [heavy] * 4}))) == ["/"]


@pytest.mark.parametrize(("length", "fine"), [(0, False), (1500, True), (1501, False)])
def test_the_text_that_stands_for_a_card_has_its_limit(length: int, fine: bool) -> None:
    message = {**flex(bubble(TEXT)), "altText": "ก" * length}
    assert (not refused(message)) is fine
