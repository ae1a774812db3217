"""Photos as large as a page needs them: two side by side, sharp in print."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError

EDGE: Final = 1100
"""Pixels of half a page's width at 330 dots an inch."""
QUALITY: Final = 82


@dataclass(frozen=True)
class Shrunk:
    """A picture to be placed."""

    extension: str
    data: bytes


def shrunk(content: bytes | None) -> Shrunk | None:
    """The picture as JPEG, no larger than needed; None for what is no picture."""
    if content is None:
        return None
    try:
        with Image.open(BytesIO(content), formats=["JPEG", "PNG"]) as image:
            image.draft("RGB", (EDGE, EDGE))
            small = image.convert("RGBA" if "A" in image.getbands() else "RGB")
    except (UnidentifiedImageError, OSError):
        return None
    small.thumbnail((EDGE, EDGE))
    if small.mode == "RGBA":
        paper = Image.new("RGB", small.size, "white")
        paper.paste(small, mask=small.getchannel("A"))
        small = paper
    made = BytesIO()
    small.save(made, "JPEG", quality=QUALITY)
    return Shrunk("jpg", made.getvalue())
