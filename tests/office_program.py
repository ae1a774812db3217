"""LibreOffice as a reader of our documents: opens them as people do, and prints them as PDF."""

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from assets import SARABUN

TOOLS = ("soffice", "pdfinfo", "pdffonts", "pdftotext")
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir>
<match target="pattern"><test name="family"><string>TH Sarabun New</string></test>
<edit name="family" mode="assign" binding="same"><string>Sarabun</string></edit></match>
</fontconfig>"""


def need() -> None:
    """Without the programs the test is skipped, or fails where they are required."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if not missing:
        return
    if "libreoffice" in os.environ.get("KAONA_TEST_REQUIRE", "").split(","):
        pytest.fail(f"not installed: {', '.join(missing)}")
    pytest.skip(f"not installed: {', '.join(missing)}")


def printed(folder: Path, documents: Mapping[str, bytes]) -> dict[str, Path]:
    """The documents as PDF, by name; all at once, since starting the program takes longest."""
    need()
    for name, content in documents.items():
        (folder / name).write_bytes(content)
    settings = folder / "fonts.conf"
    settings.write_text(FONTS.format(fonts=SARABUN))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *(str(folder / name) for name in documents),
    ]
    environment = os.environ | {"FONTCONFIG_FILE": str(settings)}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
    return {name: (folder / name).with_suffix(".pdf") for name in documents}


def pages(pdf: Path) -> list[str]:
    """The text of each page."""
    read = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
    return read.stdout.decode().split("\f")[:-1]


def fonts(pdf: Path) -> list[str]:
    """The fonts in it, each said to be embedded and readable."""
    read = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True)
    return read.stdout.splitlines()[2:]


def letters(texts: list[str]) -> Counter[str]:
    """How often each letter stands there; blanks and breaks are not letters."""
    whole = re.sub(r"\s", "", "".join(texts))
    return Counter(whole.replace("\u0e4d\u0e32", "\u0e33"))
