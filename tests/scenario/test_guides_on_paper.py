"""Each guide of docs/th is one sheet of A4: printed by a browser, as from any Markdown viewer."""

import html
import re
import subprocess
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from playwright.sync_api import Browser, PdfMargins

from assets import SARABUN
from handlers.chat.guides import FILES, FOLDER
from tests import office_program

STYLE = """
@font-face {{ font-family: Sarabun; src: url("{fonts}/Sarabun-Regular.ttf") }}
@font-face {{ font-family: Sarabun; font-weight: bold; src: url("{fonts}/Sarabun-Bold.ttf") }}
body {{ font: 12pt/1.5 Sarabun; margin: 0 }} img {{ max-width: 100% }} h1 {{ margin-top: 0 }}
"""


def _inline(line: str) -> str:
    if line.startswith("<img "):
        return line
    line = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(line))
    return re.sub(r"`(.+?)`", r"<code>\1</code>", line)


def _kind(line: str) -> str:
    return "ul" if line.startswith("- ") else "ol" if re.match(r"\d\. ", line) else ""


def page_of(text: str) -> Iterator[str]:
    """As much Markdown as the guides use."""
    for kind, lines in groupby(text.splitlines(), _kind):
        if kind:
            items = (re.sub(r"^(- |\d\. )", "", line) for line in lines)
            yield f"<{kind}>{''.join(f'<li>{_inline(one)}</li>' for one in items)}</{kind}>"
            continue
        for line in filter(None, lines):
            marks, _, title = line.partition(" ")
            is_title = set(marks) == {"#"}
            yield (
                f"<h{len(marks)}>{title}</h{len(marks)}>" if is_title else f"<p>{_inline(line)}</p>"
            )


@pytest.mark.parametrize("name", FILES.values())
def test_a_guide_is_one_page(name: str, browser: Browser, tmp_path: Path) -> None:
    office_program.need()
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert "![" not in text, "an <img> with its width, so that it prints on the same sheet"
    style = STYLE.format(fonts=SARABUN.as_uri())
    page = tmp_path / "guide.html"
    body = "\n".join(page_of(text))
    page.write_text(
        f'<meta charset="utf-8"><base href="{FOLDER.as_uri()}/"><style>{style}</style>{body}',
        encoding="utf-8",
    )
    tab = browser.new_page()
    tab.goto(page.as_uri())
    shown = "[...document.images].every(one => one.complete && one.naturalWidth)"
    assert tab.evaluate(f"{shown} && document.images.length") == 1
    pdf = tmp_path / f"{name}.pdf"
    sides = PdfMargins(top="15mm", bottom="15mm", left="18mm", right="18mm")
    tab.pdf(path=pdf, format="A4", margin=sides)
    tab.close()
    told = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    assert re.search(r"^Pages:\s+1$", told, re.MULTILINE), told
