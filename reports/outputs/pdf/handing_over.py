"""Parts of a book as JSON for the templates, each with its name under `is`."""

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from reports.book.parts import Photo, PrintedTable
from reports.outputs.pdf.glyphs import drawable


def handed_over(part: Any, photos: dict[str, str]) -> Any:
    """The part; `photos` names the file of each picture that is there."""
    if isinstance(part, Enum):
        return part.value
    if isinstance(part, str):
        return drawable(part)
    if isinstance(part, tuple):
        return [handed_over(one, photos) for one in part]
    if not is_dataclass(part):
        return part
    found = {one.name: handed_over(getattr(part, one.name), photos) for one in fields(part)}
    return {"is": type(part).__name__, **found, **_besides(part, photos)}


def _besides(part: Any, photos: dict[str, str]) -> dict[str, Any]:
    if isinstance(part, PrintedTable):
        return {"is_wide": part.is_wide}
    return {"file": photos.get(part.digest, "")} if isinstance(part, Photo) else {}
