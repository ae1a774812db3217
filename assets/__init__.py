"""Files the product carries along, each folder with its source and licence beside it."""

from pathlib import Path
from typing import Final

_FONTS: Final = Path(__file__).parent / "fonts"

SARABUN: Final = _FONTS / "sarabun"
"""The folder of Sarabun (Regular, Bold, Italic, BoldItalic): Thai and Latin, as wide as
TH Sarabun New, the font of official letters."""
