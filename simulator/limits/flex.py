"""The limits of Flex: which part may hold which, how large, and in which words."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from simulator.limits import values
from simulator.limits.actions import FLEX_BUTTON, FLEX_PART, action_problems
from simulator.limits.problem import Json, Path, Problem, Problems
from simulator.limits.units import utf16_length

BUBBLE_BYTES = 30_000
CAROUSEL_BYTES = 50_000
"""LINE says 30 KB and 50 KB and neither how large a KB is nor how it counts: the strict reading."""

_BLOCKS = ("header", "hero", "body", "footer")
_IN_BOX = frozenset({"box", "button", "image", "text", "separator", "filler"})
_IN_BASELINE = frozenset({"icon", "text", "filler"})
_IN_HERO = frozenset({"box", "image", "video"})
_PLACED = {
    "margin": values.is_spacing,
    "offsetTop": values.is_offset,
    "offsetBottom": values.is_offset,
    "offsetStart": values.is_offset,
    "offsetEnd": values.is_offset,
}
_BOX = _PLACED | {
    "spacing": values.is_spacing,
    "backgroundColor": values.is_colour,
    "borderColor": values.is_colour,
    "borderWidth": values.is_border,
    "cornerRadius": values.is_corner,
    "width": values.is_length,
    "maxWidth": values.is_length,
    "height": values.is_length,
    "maxHeight": values.is_length,
    "paddingAll": values.is_padding,
    "paddingTop": values.is_padding,
    "paddingBottom": values.is_padding,
    "paddingStart": values.is_padding,
    "paddingEnd": values.is_padding,
}
_WORDS: dict[str, dict[str, values.Check]] = {
    "box": _BOX,
    "button": _PLACED | {"color": values.is_colour},
    "icon": _PLACED | {"size": values.is_text_size, "aspectRatio": values.is_ratio},
    "image": _PLACED
    | {
        "size": values.is_image_size,
        "aspectRatio": values.is_ratio,
        "backgroundColor": values.is_colour,
    },
    "separator": {"margin": values.is_spacing, "color": values.is_colour},
    "span": {"size": values.is_text_size, "color": values.is_colour},
    "text": _PLACED
    | {
        "size": values.is_text_size,
        "color": values.is_colour,
        "lineSpacing": values.is_pixels,
    },
    "video": {"aspectRatio": values.is_ratio},
}


@dataclass(frozen=True)
class Rules:
    """What may be eased for a machine without the internet: pictures served by itself."""

    http_images_from_loopback: bool = False

    def image_problems(self, url: str, path: Path) -> Problems:
        """A picture that LINE's app is to fetch."""
        if not 1 <= utf16_length(url) <= 2000:
            yield Problem(path, "Length must be between 1 and 2000")
        elif not values.is_encoded(url):
            yield Problem(path, "invalid uri: must be percent-encoded in UTF-8")
        elif not values.is_https(url, loopback_too=self.http_images_from_loopback):
            yield Problem(path, "invalid uri scheme")


def container_problems(container: Json, rules: Rules, path: Path) -> Problems:
    """Everything LINE would refuse about a bubble or a carousel."""
    if container["type"] == "bubble":
        yield from _bubble_problems(container, rules, path)
    else:
        yield from _carousel_problems(container, rules, path)


def json_bytes(part: Json) -> int:
    r"""How long a part is on the wire when every Thai letter is six bytes, `\uXXXX`."""
    return len(json.dumps(part, separators=(",", ":")))


def _carousel_problems(carousel: Json, rules: Rules, path: Path) -> Problems:
    bubbles = carousel["contents"]
    if not 1 <= len(bubbles) <= 12:
        yield Problem((*path, "contents"), "Size must be between 1 and 12")
    if json_bytes(carousel) > CAROUSEL_BYTES:
        yield Problem(path, f"Size must be at most {CAROUSEL_BYTES} bytes")
    if len({bubble.get("size") or "mega" for bubble in bubbles}) > 1:
        yield Problem((*path, "contents"), "All bubbles must have the same size")
    for index, bubble in enumerate(bubbles):
        yield from _bubble_problems(bubble, rules, (*path, "contents", index))


def _bubble_problems(bubble: Json, rules: Rules, path: Path) -> Problems:
    if json_bytes(bubble) > BUBBLE_BYTES:
        yield Problem(path, f"Size must be at most {BUBBLE_BYTES} bytes")
    blocks = [name for name in _BLOCKS if bubble.get(name)]
    if not blocks:
        yield Problem(path, "At least one block must be specified")
    if bubble.get("action"):
        yield from action_problems(bubble["action"], FLEX_PART, (*path, "action"))
    for name, style in (bubble.get("styles") or {}).items():
        yield from _words_problems(style or {}, _STYLE, (*path, "styles", name))
    for name in blocks:
        yield from _block_problems(bubble, name, rules, (*path, name))


_STYLE = {"backgroundColor": values.is_colour, "separatorColor": values.is_colour}


def _block_problems(bubble: Json, name: str, rules: Rules, path: Path) -> Problems:
    block = bubble[name]
    if name == "hero" and block["type"] not in _IN_HERO:
        yield Problem(path, "invalid property")
        return
    first: Json = next(iter(block.get("contents") or ()), {})
    if block["type"] == "box" and first.get("position") == "absolute":
        yield Problem((*path, "contents", 0, "position"), "The first one cannot be absolute")
    if block["type"] == "video" and (bubble.get("size") or "mega") not in _VIDEO_SIZES:
        yield Problem(path, "A video needs a bubble of size kilo, mega or giga")
    yield from part_problems(block, rules, path)


_VIDEO_SIZES = {"kilo", "mega", "giga"}


def part_problems(part: Json, rules: Rules, path: Path) -> Problems:
    """Everything LINE would refuse about one part of a bubble, and about what it holds."""
    kind = part["type"]
    yield from _words_problems(part, _WORDS.get(kind, {}), path)
    for name in ("flex", "maxLines"):
        if (part.get(name) or 0) < 0:
            yield Problem((*path, name), "Must be greater than or equal to 0")
    if part.get("action"):
        place = FLEX_BUTTON if kind == "button" else FLEX_PART
        yield from action_problems(part["action"], place, (*path, "action"))
    if kind in _BY_KIND:
        yield from _BY_KIND[kind](part, rules, path)


def _words_problems(part: Json, checks: dict[str, values.Check], path: Path) -> Problems:
    for name, check in checks.items():
        if part.get(name) is not None and not check(part[name]):
            yield Problem((*path, name), "invalid property")


def _box(box: Json, rules: Rules, path: Path) -> Problems:
    allowed = _IN_BASELINE if box["layout"] == "baseline" else _IN_BOX
    for index, part in enumerate(box["contents"]):
        place = (*path, "contents", index)
        if part["type"] in allowed:
            yield from part_problems(part, rules, place)
        else:
            yield Problem(place, "invalid property")
    if box.get("background"):
        yield from _gradient(box["background"], (*path, "background"))


def _gradient(background: Json, path: Path) -> Problems:
    for name, check in _GRADIENT.items():
        value = background.get(name)
        if value is None and name in {"angle", "startColor", "endColor"}:
            yield Problem((*path, name), "May not be empty")
        elif value is not None and not check(value):
            yield Problem((*path, name), "invalid property")


_GRADIENT: dict[str, values.Check] = {
    "angle": values.is_angle,
    "startColor": values.is_colour,
    "endColor": values.is_colour,
    "centerColor": values.is_colour,
    "centerPosition": values.is_percent,
}


def _text(text: Json, _: Rules, path: Path) -> Problems:
    spans = text.get("contents")
    if not spans and not text.get("text"):
        yield Problem((*path, "text"), "must be non-empty text")
    for index, span in enumerate(spans or ()):
        place = (*path, "contents", index)
        yield from _words_problems(span, _WORDS["span"], place)
        if not span.get("text"):
            yield Problem((*place, "text"), "must be non-empty text")


def _picture(image: Json, rules: Rules, path: Path) -> Problems:
    yield from rules.image_problems(image["url"], (*path, "url"))


def _video(video: Json, rules: Rules, path: Path) -> Problems:
    yield from rules.image_problems(video["url"], (*path, "url"))
    yield from rules.image_problems(video["previewUrl"], (*path, "previewUrl"))
    if video["altContent"]["type"] not in {"box", "image"}:
        yield Problem((*path, "altContent"), "invalid property")
    else:
        yield from part_problems(video["altContent"], rules, (*path, "altContent"))


_BY_KIND: dict[str, Callable[[Json, Rules, Path], Problems]] = {
    "box": _box,
    "text": _text,
    "image": _picture,
    "icon": _picture,
    "video": _video,
}
