"""Files the product carries along, each folder with its source and licence beside it."""

from pathlib import Path
from typing import Final

SARABUN: Final = Path(__file__).parent / "fonts" / "sarabun"
"""The folder of Sarabun (Regular, Bold, Italic, BoldItalic): Thai and Latin, as wide as
TH Sarabun New, the font of official letters."""
