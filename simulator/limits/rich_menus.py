"""The limits of rich menus and of their images."""

from simulator.limits.actions import RICH_MENU, action_problems, letters_problems
from simulator.limits.problem import Json, Path, Problem, Problems

IMAGE_BYTES = 1024 * 1024


def rich_menu_problems(menu: Json) -> Problems:
    """Everything LINE would refuse about a rich menu whose shape is right."""
    for name in ("size", "selected", "name", "chatBarText", "areas"):
        if menu.get(name) is None:
            yield Problem((name,), "May not be empty")
            return
    size = menu["size"]
    if not _size_is_allowed(size.get("width"), size.get("height")):
        yield Problem(("size",), "Width 800 to 2500, height from 250, width to height from 1.45")
    yield from letters_problems(menu["name"], 300, ("name",))
    yield from letters_problems(menu["chatBarText"], 14, ("chatBarText",))
    if len(menu["areas"]) > 20:
        yield Problem(("areas",), "Size must be between 0 and 20")
    for index, area in enumerate(menu["areas"]):
        yield from _area_problems(area, size, ("areas", index))


def _size_is_allowed(width: int | None, height: int | None) -> bool:
    if width is None or height is None:
        return False
    return 800 <= width <= 2500 and height >= 250 and width / height >= 1.45


def _area_problems(area: Json, size: Json, path: Path) -> Problems:
    for name in ("bounds", "action"):
        if area.get(name) is None:
            yield Problem((*path, name), "May not be empty")
            return
    bounds = area["bounds"]
    if any(bounds.get(name) is None for name in ("x", "y", "width", "height")):
        yield Problem((*path, "bounds"), "May not be empty")
    elif bounds["x"] + bounds["width"] > (size.get("width") or 0) or bounds["y"] + bounds[
        "height"
    ] > (size.get("height") or 0):
        yield Problem((*path, "bounds"), "Must lie within the menu")
    yield from action_problems(area["action"], RICH_MENU, (*path, "action"))


def image_refusal(width: int, height: int) -> str | None:
    """Why an image of this size cannot be a rich menu, or None."""
    if _size_is_allowed(width, height):
        return None
    return "The image size is not allowed for richmenu"
