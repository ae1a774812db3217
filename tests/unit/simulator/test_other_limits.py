"""Templates, rich menus, recipients: bodies that just pass or are just refused, and where."""

from typing import Any

import pytest
from linebot.v3.messaging import models

from simulator.limits import check_rich_menu, check_shape
from simulator.refusal import Refusal
from tests.unit.simulator.bodies import (
    SAY,
    TEXT,
    Json,
    refused,
)

LONG: Json = {**SAY, "label": "ก" * 21}


def picture(action: Json) -> Json:
    return {"imageUrl": "https://example.com/a.png", "action": action}


def column(actions: int = 1, **more: Any) -> Json:
    return {"text": "โครงการ", "actions": [SAY] * actions, **more}


@pytest.mark.parametrize(
    ("template", "where"),
    [
        ({"type": "buttons", "text": "ก" * 160, "actions": [SAY] * 4}, None),
        ({"type": "buttons", "text": "ก" * 161, "actions": [SAY]}, "text"),
        ({"type": "buttons", "title": "x", "text": "ก" * 61, "actions": [SAY]}, "text"),
        ({"type": "buttons", "title": "ก" * 41, "text": "x", "actions": [SAY]}, "title"),
        ({"type": "buttons", "text": "x", "actions": [SAY] * 5}, "actions"),
        ({"type": "buttons", "text": "x", "actions": []}, "actions"),
        ({"type": "buttons", "text": "x", "actions": [LONG]}, "actions[0].label"),
        ({"type": "confirm", "text": "ก" * 240, "actions": [SAY] * 2}, None),
        ({"type": "confirm", "text": "x", "actions": [SAY]}, "actions"),
        ({"type": "carousel", "columns": [column()] * 10}, None),
        ({"type": "carousel", "columns": [column()] * 11}, "columns"),
        ({"type": "carousel", "columns": [column(), column(2)]}, "columns"),
        ({"type": "carousel", "columns": [column(), column(title="x")]}, "columns"),
        ({"type": "carousel", "columns": [column(4)]}, "columns[0].actions"),
        ({"type": "image_carousel", "columns": [picture(LONG)]}, "columns[0].action.label"),
        ({"type": "image_carousel", "columns": [picture({"type": "message", "text": "x"})]}, None),
        ({"type": "grid"}, "type"),
    ],
)
def test_templates(template: Json, where: str | None) -> None:
    found = refused({"type": "template", "altText": "x", "template": template})
    assert list(found) == ([] if where is None else [f"messages[0].template.{where}"])


MENU: Json = {
    "size": {"width": 2500, "height": 843},
    "selected": True,
    "name": "เมนู",
    "chatBarText": "เมนูหลัก",
    "areas": [{"bounds": {"x": 0, "y": 0, "width": 2500, "height": 843}, "action": SAY}],
}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({}, None),
        ({"chatBarText": "น้ำ" * 14}, None),
        ({"chatBarText": "ก" * 15}, "chatBarText"),
        ({"chatBarText": ""}, "chatBarText"),
        ({"name": "ก" * 301}, "name"),
        ({"selected": None}, "selected"),
        ({"size": {"width": 2501, "height": 843}}, "size"),
        ({"size": {"width": 799, "height": 300}}, "size"),
        ({"size": {"width": 1200, "height": 830}}, "size"),  # too high for its width
        ({"areas": MENU["areas"] * 21}, "areas"),
        ({"colour": "green"}, "colour"),
    ],
)
def test_rich_menus(change: Json, where: str | None) -> None:
    body = {**MENU, **change}
    if where is None:
        check_rich_menu(body)
        return
    with pytest.raises(Refusal) as caught:
        check_rich_menu(body)
    assert where in [detail["property"] for detail in caught.value.details]


def test_an_area_lies_within_its_menu() -> None:
    area = {"bounds": {"x": 1, "y": 0, "width": 2500, "height": 843}, "action": SAY}
    with pytest.raises(Refusal) as caught:
        check_rich_menu({**MENU, "areas": [area]})
    assert caught.value.details[0]["property"] == "areas[0].bounds"


def test_a_multicast_names_at_most_five_hundred_people() -> None:
    people = ["U" + "0" * 32] * 501
    check_shape({"to": people[:500], "messages": [TEXT]}, models.MulticastRequest)
    with pytest.raises(Refusal) as caught:
        check_shape({"to": people, "messages": [TEXT]}, models.MulticastRequest)
    assert caught.value.details[0]["property"] == "to"
