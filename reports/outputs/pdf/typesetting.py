"""The typesetter: our templates, their data as JSON, our fonts alone; always the same bytes."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from assets import SARABUN

TEMPLATES: Final = Path(__file__).parent / "templates"
STANDARD: Final = "a-2b"
"""PDF/A-2b (ISO 19005-2): for keeping. The typesetter refuses what the standard forbids, such as a
letter no font has."""


def typeset(template: str, data: Any, photos: Mapping[str, bytes], at: datetime) -> bytes:
    """A PDF. Data reach the template as JSON and photos as files; neither is ever source.

    `at` is the moment written into the file: of the content, not of making. Templates can open
    nothing but what lies here with them.
    """
    with TemporaryDirectory(prefix="kaona-") as root:
        for name, content in {**_templates(), **photos}.items():
            (Path(root) / name).write_bytes(content)
        (Path(root) / "data.json").write_text(json.dumps(data), encoding="utf-8")
        return typst.compile(
            Path(root) / template,
            root=Path(root),
            format="pdf",
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards=STANDARD,
            timestamp=at,
        )


@cache
def _templates() -> Mapping[str, bytes]:
    return {one.name: one.read_bytes() for one in TEMPLATES.glob("*.typ")}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(SARABUN)],
    )
