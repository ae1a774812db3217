"""The limits of messages: all kinds that a bot can send, and what hangs on each of them."""

import re
from collections.abc import Callable

from simulator.limits.actions import QUICK_REPLY, action_problems, link_problems
from simulator.limits.flex import Rules, container_problems
from simulator.limits.problem import Json, Path, Problem, Problems
from simulator.limits.templates import template_problems
from simulator.limits.units import graphemes, utf16_length


def message_problems(message: Json, rules: Rules, path: Path) -> Problems:
    """Everything LINE would refuse about a message whose shape is right."""
    if message["type"] in _BY_KIND:
        yield from _BY_KIND[message["type"]](message, rules, path)
    if message.get("quickReply") is not None:
        yield from _quick_reply(message["quickReply"], rules, (*path, "quickReply"))
    if message.get("sender") is not None:
        yield from _sender(message["sender"], rules, (*path, "sender"))


def _quick_reply(quick_reply: Json, rules: Rules, path: Path) -> Problems:
    items = quick_reply.get("items") or []
    if not 1 <= len(items) <= 13:
        yield Problem((*path, "items"), "Size must be between 1 and 13")
    for index, item in enumerate(items):
        place = (*path, "items", index)
        if item.get("type") != "action":
            yield Problem((*place, "type"), "Must be one of the following values: [action]")
        if item.get("imageUrl"):
            yield from rules.image_problems(item["imageUrl"], (*place, "imageUrl"))
        if item.get("action") is None:
            yield Problem((*place, "action"), "May not be empty")
        else:
            yield from action_problems(item["action"], QUICK_REPLY, (*place, "action"))


def _sender(sender: Json, rules: Rules, path: Path) -> Problems:
    name = sender.get("name")
    if name is not None:
        yield from _text_problems(name, 20, (*path, "name"))
        if "line" in name.lower().split():
            yield Problem((*path, "name"), "This name may not be used")
    if sender.get("iconUrl"):
        yield from rules.image_problems(sender["iconUrl"], (*path, "iconUrl"))


def _text_problems(text: str, limit: int, path: Path) -> Problems:
    if not text:
        yield Problem(path, "May not be empty")
    elif utf16_length(text) > limit:
        yield Problem(path, f"Length must be between 1 and {limit}")


def _text(message: Json, _: Rules, path: Path) -> Problems:
    yield from _text_problems(message["text"], 5000, (*path, "text"))
    emojis = message.get("emojis") or []
    if len(emojis) > 20:
        yield Problem((*path, "emojis"), "Size must be between 0 and 20")
    units = message["text"].encode("utf-16-le", "surrogatepass")
    for index, emoji in enumerate(emojis):
        at = emoji.get("index")
        if at is None or at < 0 or units[2 * at : 2 * at + 2] != b"$\0":
            yield Problem((*path, "emojis", index, "index"), "Must be the place of a $")


_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def _text_v2(message: Json, _: Rules, path: Path) -> Problems:
    yield from _text_problems(message["text"], 5000, (*path, "text"))
    known = message.get("substitution") or {}
    if len(known) > 100:
        yield Problem((*path, "substitution"), "Size must be between 0 and 100")
    bare = message["text"].replace("{{", "").replace("}}", "")
    for key in _PLACEHOLDER.findall(bare):
        if not re.fullmatch(r"[0-9a-zA-Z_]{1,20}", key) or key not in known:
            yield Problem((*path, "text"), f"No substitution for {{{key}}}")
    if re.search(r"[{}]", _PLACEHOLDER.sub("", bare)):
        yield Problem((*path, "text"), "A single brace must be doubled")


def _picture(message: Json, rules: Rules, path: Path) -> Problems:
    for name in ("originalContentUrl", "previewImageUrl"):
        yield from rules.image_problems(message[name], (*path, name))


def _audio(message: Json, rules: Rules, path: Path) -> Problems:
    yield from rules.image_problems(message["originalContentUrl"], (*path, "originalContentUrl"))
    if message["duration"] < 1:
        yield Problem((*path, "duration"), "Must be greater than or equal to 1")


def _sticker(message: Json, _: Rules, path: Path) -> Problems:
    for name in ("packageId", "stickerId"):
        if not message[name].isdigit():
            yield Problem((*path, name), "Must be digits")


def _location(message: Json, _: Rules, path: Path) -> Problems:
    for name in ("title", "address"):
        yield from _text_problems(message[name], 100, (*path, name))
    for name, limit in (("latitude", 90), ("longitude", 180)):
        if abs(message[name]) > limit:
            yield Problem((*path, name), f"Must be between -{limit} and {limit}")


def _flex(message: Json, rules: Rules, path: Path) -> Problems:
    yield from _text_problems(message["altText"], 1500, (*path, "altText"))
    yield from container_problems(message["contents"], rules, (*path, "contents"))


def _template(message: Json, rules: Rules, path: Path) -> Problems:
    yield from _text_problems(message["altText"], 1500, (*path, "altText"))
    yield from template_problems(message["template"], rules, (*path, "template"))


def _imagemap(message: Json, rules: Rules, path: Path) -> Problems:
    yield from _text_problems(message["altText"], 1500, (*path, "altText"))
    yield from rules.image_problems(message["baseUrl"], (*path, "baseUrl"))
    if message["baseSize"]["width"] != 1040:
        yield Problem((*path, "baseSize", "width"), "Must be 1040")
    if not 1 <= len(message["actions"]) <= 50:
        yield Problem((*path, "actions"), "Size must be between 1 and 50")
    for index, action in enumerate(message["actions"]):
        place = (*path, "actions", index)
        if action["type"] == "uri":
            yield from link_problems(action["linkUri"], (*place, "linkUri"))
        if graphemes(action.get("label") or "") > 100:
            yield Problem((*place, "label"), "Length must be between 0 and 100")


_BY_KIND: dict[str, Callable[[Json, Rules, Path], Problems]] = {
    "text": _text,
    "textV2": _text_v2,
    "image": _picture,
    "video": _picture,
    "audio": _audio,
    "sticker": _sticker,
    "location": _location,
    "flex": _flex,
    "template": _template,
    "imagemap": _imagemap,
}
