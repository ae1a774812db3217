"""What a button, a quick reply or a tappable area may do."""

from collections.abc import Callable
from dataclasses import dataclass

from simulator.limits.problem import Json, Path, Problem, Problems
from simulator.limits.units import graphemes, utf16_length
from simulator.limits.values import is_encoded, is_link, picker_moment

_EVERYWHERE = frozenset({"postback", "message", "uri", "datetimepicker", "clipboard"})


@dataclass(frozen=True)
class Place:
    """Where an action sits: how long its label may be, and what it may do there."""

    label_limit: int
    label_required: bool
    kinds: frozenset[str] = _EVERYWHERE


QUICK_REPLY = Place(
    20, label_required=True, kinds=_EVERYWHERE | {"camera", "cameraRoll", "location"}
)
TEMPLATE = Place(20, label_required=True)
TEMPLATE_DEFAULT = Place(20, label_required=False)
IMAGE_CAROUSEL = Place(12, label_required=False)
FLEX_BUTTON = Place(40, label_required=True)
FLEX_PART = Place(40, label_required=False)
RICH_MENU = Place(20, label_required=False, kinds=_EVERYWHERE | {"richmenuswitch"})


def action_problems(action: Json, place: Place, path: Path) -> Problems:
    """Everything LINE would refuse about an action at this place."""
    kind = action["type"]
    if kind not in place.kinds:
        allowed = ", ".join(sorted(place.kinds))
        yield Problem((*path, "type"), f"Must be one of the following values: [{allowed}]")
        return
    yield from _label_problems(action, place, path)
    if kind in _BY_KIND:
        yield from _BY_KIND[kind](action, place, path)


def _label_problems(action: Json, place: Place, path: Path) -> Problems:
    label = action.get("label")
    if label is None:
        if place.label_required:
            yield Problem((*path, "label"), "May not be empty")
        return
    yield from letters_problems(label, place.label_limit, (*path, "label"))


def letters_problems(text: str, limit: int, path: Path) -> Problems:
    """A short text that is counted as a reader counts it."""
    if not text:
        yield Problem(path, "May not be empty")
    elif graphemes(text) > limit:
        yield Problem(path, f"Length must be between 1 and {limit}")


def required_problems(owner: Json, names: tuple[str, ...], path: Path) -> Problems:
    """Properties that the SDK lets pass but LINE asks for."""
    for name in names:
        if owner.get(name) in (None, ""):
            yield Problem((*path, name), "May not be empty")


def _postback(action: Json, place: Place, path: Path) -> Problems:
    if action.get("data") is None:
        yield Problem((*path, "data"), "May not be empty")
    elif utf16_length(action["data"]) > 300:
        yield Problem((*path, "data"), "Length must be between 0 and 300")
    for name in ("displayText", "text", "fillInText"):
        if action.get(name) is not None:
            yield from letters_problems(action[name], 300, (*path, name))
    if action.get("text") is not None and (place is QUICK_REPLY or action.get("displayText")):
        yield Problem((*path, "text"), "Cannot be used here; use displayText")
    if action.get("fillInText") is not None and action.get("inputOption") != "openKeyboard":
        yield Problem((*path, "fillInText"), "Can only be used with inputOption openKeyboard")


def _message(action: Json, _: Place, path: Path) -> Problems:
    if action.get("text") is None:
        yield Problem((*path, "text"), "May not be empty")
    else:
        yield from letters_problems(action["text"], 300, (*path, "text"))


def _uri(action: Json, place: Place, path: Path) -> Problems:
    if action.get("uri") is None:
        yield Problem((*path, "uri"), "May not be empty")
        return
    yield from link_problems(action["uri"], (*path, "uri"))
    desktop = (action.get("altUri") or {}).get("desktop")
    if desktop is not None and place is QUICK_REPLY:
        yield Problem((*path, "altUri"), "Cannot be used in quick replies")
    elif desktop is not None:
        yield from link_problems(desktop, (*path, "altUri", "desktop"))


def link_problems(uri: str, path: Path) -> Problems:
    """A link that a tap opens."""
    if not 1 <= utf16_length(uri) <= 1000:
        yield Problem(path, "Length must be between 1 and 1000")
    elif not is_encoded(uri):
        yield Problem(path, "invalid uri: must be percent-encoded in UTF-8")
    elif not is_link(uri):
        yield Problem(path, "invalid uri scheme")


def _clipboard(action: Json, _: Place, path: Path) -> Problems:
    if not 1 <= utf16_length(action["clipboardText"]) <= 1000:
        yield Problem((*path, "clipboardText"), "Length must be between 1 and 1000")


def _date_picker(action: Json, _: Place, path: Path) -> Problems:
    yield from required_problems(action, ("data", "mode"), path)
    mode = action.get("mode")
    if utf16_length(action.get("data") or "") > 300:
        yield Problem((*path, "data"), "Length must be between 1 and 300")
    if not mode:
        return
    moments = {name: action[name] for name in ("initial", "min", "max") if action.get(name)}
    for name, value in moments.items():
        if picker_moment(mode, value) is None:
            yield Problem((*path, name), f"Not a {mode} from 1900 to 2100")
    if {"min", "max"} <= moments.keys() and moments["min"].upper() >= moments["max"].upper():
        yield Problem((*path, "max"), "Must be greater than min")


def _rich_menu_switch(action: Json, _: Place, path: Path) -> Problems:
    yield from required_problems(action, ("richMenuAliasId", "data"), path)


_BY_KIND: dict[str, Callable[[Json, Place, Path], Problems]] = {
    "postback": _postback,
    "message": _message,
    "uri": _uri,
    "clipboard": _clipboard,
    "datetimepicker": _date_picker,
    "richmenuswitch": _rich_menu_switch,
}
