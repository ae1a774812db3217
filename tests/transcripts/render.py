"""LINE messages as text a planner can read."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def rendered(body: Json) -> list[str]:
    """The lines of one message."""
    lines = list(_message(body))
    quick = [item["action"]["label"] for item in body.get("quickReply", {}).get("items", ())]
    return [*lines, "  ".join(f"({label})" for label in quick)] if quick else lines


def _message(body: Json) -> Iterator[str]:
    if body["type"] == "text":
        yield from body["text"].splitlines()
    elif body["type"] == "flex":
        contents = body["contents"]
        many = contents["type"] == "carousel"
        for bubble in contents["contents"] if many else [contents]:
            yield from _framed(bubble)
    else:
        yield f"({body['type']})"


def _framed(bubble: Json) -> Iterator[str]:
    lines: list[str] = []
    for part in ("header", "body", "footer"):
        if part in bubble:
            lines += _block(bubble[part])
    for number, line in enumerate(lines):
        edge = "┌" if number == 0 else "└" if number == len(lines) - 1 else "│"
        yield f"{edge} {line}"


def _block(node: Json) -> list[str]:
    kind = node["type"]
    if kind == "text":
        return str(node["text"]).splitlines()
    if kind == "button":
        return [f"[{node['action']['label']}]"]
    if kind == "separator":
        return ["-" * 12]
    if kind != "box":
        return []
    parts = [_block(child) for child in node["contents"]]
    if node["layout"] == "vertical":
        lines = [line for part in parts for line in part]
    else:
        lines = ["  ".join(" / ".join(part) for part in parts if part)]
    if "action" in node and lines:
        lines[0] += f"  [{node['action']['label']}]"
    return lines
