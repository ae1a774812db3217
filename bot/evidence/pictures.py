"""Pictures: painted anew, upright and without a word about where and when they were taken.

Only the pixels are kept. EXIF with its location, XMP, comments, thumbnails, a film hidden behind
the photo: all of it stays behind, because nothing but the pixels is written. What comes out is
JPEG or PNG, which every document and every browser can show.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from bot.evidence.refusal import Refusal
from bot.evidence.signature import Family

MOST_PIXELS = 50_000_000
"""The largest phones' photos within the size limit; decoded at full size, up to 200 MB."""
LONGEST_EDGE = 4096
"""Sharper than paper: an A4 page at 350 dots an inch. What is larger is shrunk."""
DRAFT_EDGE = 4000
"""A little less, so that a 50-megapixel JPEG (8160 wide) is decoded at half its size."""
JPEG_QUALITY = 90

_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept."""

    media_type: str
    extension: str
    data: bytes


def repainted(data: bytes, family: Family) -> Picture | Refusal:
    """The picture as it is kept, or why it is not."""
    try:
        with Image.open(BytesIO(data), formats=[family.value]) as image:
            if image.width * image.height > MOST_PIXELS:
                return Refusal.TOO_MANY_PIXELS
            if family is not Family.JPEG and getattr(image, "is_animated", False):
                return Refusal.ANIMATED
            return _saved(_painted(image, family), family)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Refusal.TOO_MANY_PIXELS
    except MemoryError:
        raise
    except Exception:  # decoders raise a dozen kinds of errors over damaged files
        return Refusal.DAMAGED


def _painted(image: Image.Image, family: Family) -> Image.Image:
    """Shrunk before anything else, so that a large picture lies in memory once."""
    if family is Family.JPEG:
        image.draft(None, _draft_size(image))
    image.load()
    icc = image.info.get("icc_profile")
    turn = _UPRIGHT.get(_orientation(image))
    simple = _in_simple_mode(image)
    simple.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    painted = _in_true_colours(simple, icc)
    return painted.copy() if turn is None else painted.transpose(turn)


def _draft_size(image: Image.Image) -> tuple[int, int]:
    """What the decoder may come down to, by halves; never below it."""
    shrink = max(1.0, max(image.size) / DRAFT_EDGE)
    return int(image.width / shrink), int(image.height / shrink)


def _orientation(image: Image.Image) -> Any:
    try:
        return image.getexif().get(_ORIENTATION)
    except Exception:  # EXIF is often broken, the picture seldom
        return None


def _in_simple_mode(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if "transparency" in image.info or image.mode in ("PA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode in ("1", "L", "LA", "RGB", "RGBA", "CMYK"):
        return image
    return image.convert("RGB")


def _in_true_colours(image: Image.Image, icc: bytes | None) -> Image.Image:
    """sRGB, since the camera's own colour profile is not kept."""
    if icc and image.mode in ("RGB", "RGBA", "CMYK"):
        mode = "RGB" if image.mode == "CMYK" else image.mode
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(icc))
            if "sRGB" not in ImageCms.getProfileDescription(own):
                srgb = ImageCms.createProfile("sRGB")
                return ImageCms.profileToProfile(image, own, srgb, outputMode=mode) or image
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            pass  # a broken profile: the plain colours will do
    return image.convert("RGB") if image.mode == "CMYK" else image


def _saved(image: Image.Image, family: Family) -> Picture:
    image.info = {}  # writers take comments, profiles and more from here
    out = BytesIO()
    opaque = image.mode in ("1", "L", "RGB")
    if family is Family.JPEG or (family is Family.WEBP and opaque):
        image.convert("L" if image.mode in ("1", "L") else "RGB").save(
            out, "JPEG", quality=JPEG_QUALITY
        )
        return Picture("image/jpeg", ".jpg", out.getvalue())
    image.save(out, "PNG")
    return Picture("image/png", ".png", out.getvalue())
