"""The limits of template messages: buttons, confirm, carousel, image carousel."""

from collections.abc import Callable

from simulator.limits.actions import (
    IMAGE_CAROUSEL,
    TEMPLATE,
    TEMPLATE_DEFAULT,
    action_problems,
    letters_problems,
)
from simulator.limits.flex import Rules
from simulator.limits.problem import Json, Path, Problem, Problems
from simulator.limits.values import is_colour


def template_problems(template: Json, rules: Rules, path: Path) -> Problems:
    """Everything LINE would refuse about a template."""
    yield from _BY_KIND[template["type"]](template, rules, path)


def _buttons(template: Json, rules: Rules, path: Path) -> Problems:
    yield from _actions_problems(template["actions"], 1, 4, path)
    yield from _card_problems(template, 160, rules, path)


def _confirm(template: Json, _: Rules, path: Path) -> Problems:
    yield from _actions_problems(template["actions"], 2, 2, path)
    yield from letters_problems(template["text"], 240, (*path, "text"))


def _carousel(template: Json, rules: Rules, path: Path) -> Problems:
    columns = template["columns"]
    yield from _count_problems(columns, 1, 10, (*path, "columns"))
    for what, facts in _sameness(columns).items():
        if len(facts) > 1:
            yield Problem((*path, "columns"), f"All columns must have the same {what}")
    for index, column in enumerate(columns):
        place = (*path, "columns", index)
        yield from _actions_problems(column["actions"], 1, 3, place)
        yield from _card_problems(column, 120, rules, place)


def _sameness(columns: list[Json]) -> dict[str, set[int]]:
    return {
        "number of actions": {len(column["actions"]) for column in columns},
        "use of a title": {bool(column.get("title")) for column in columns},
        "use of an image": {bool(column.get("thumbnailImageUrl")) for column in columns},
    }


def _image_carousel(template: Json, rules: Rules, path: Path) -> Problems:
    columns = template["columns"]
    yield from _count_problems(columns, 1, 10, (*path, "columns"))
    for index, column in enumerate(columns):
        place = (*path, "columns", index)
        yield from rules.image_problems(column["imageUrl"], (*place, "imageUrl"))
        yield from action_problems(column["action"], IMAGE_CAROUSEL, (*place, "action"))


def _card_problems(card: Json, limit: int, rules: Rules, path: Path) -> Problems:
    """A card's text has less room beside a title or an image."""
    room = 60 if card.get("title") or card.get("thumbnailImageUrl") else limit
    yield from letters_problems(card["text"], room, (*path, "text"))
    if card.get("title") is not None:
        yield from letters_problems(card["title"], 40, (*path, "title"))
    if card.get("thumbnailImageUrl") is not None:
        place = (*path, "thumbnailImageUrl")
        yield from rules.image_problems(card["thumbnailImageUrl"], place)
    if card.get("imageBackgroundColor") and not is_colour(card["imageBackgroundColor"]):
        yield Problem((*path, "imageBackgroundColor"), "Not a colour")
    if card.get("defaultAction"):
        place = (*path, "defaultAction")
        yield from action_problems(card["defaultAction"], TEMPLATE_DEFAULT, place)


def _actions_problems(actions: list[Json], least: int, most: int, path: Path) -> Problems:
    yield from _count_problems(actions, least, most, (*path, "actions"))
    for index, action in enumerate(actions):
        yield from action_problems(action, TEMPLATE, (*path, "actions", index))


def _count_problems(items: list[Json], least: int, most: int, path: Path) -> Problems:
    if not least <= len(items) <= most:
        yield Problem(path, f"Size must be between {least} and {most}")


_BY_KIND: dict[str, Callable[[Json, Rules, Path], Problems]] = {
    "buttons": _buttons,
    "confirm": _confirm,
    "carousel": _carousel,
    "image_carousel": _image_carousel,
}
