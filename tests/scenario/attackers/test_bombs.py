"""Files that unpack to far more than they weigh: refused, within a fixed amount of memory."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from models.document_templates import TemplateKind
from reports.outputs.docx.template import built_in
from tests.unit.evidence import files

MOST = 300 * 1024 * 1024
"""Of address space above what the process had when it began its work."""
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))
    + "]>"
)
LOOK = """
import resource, sys, io
from bot.evidence import check
from models.document_templates import TemplateKind
from reports.outputs.docx.template import TemplateError, check_template
from workbooks.faults import WorkbookFaultsError
from workbooks.plan_reader import read_plan
from tests.unit.evidence import files
check(files.jpeg(), "a.jpg")  # what is loaded once is loaded
data = open(sys.argv[1], "rb").read()
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[2]), -1))
print("evidence", type(check(data, "a.docx")).__name__)
try:
    check_template(data, TemplateKind.REPORT)
    print("template taken")
except TemplateError as error:
    print("template refused")
try:
    read_plan(io.BytesIO(data))
    print("plan taken")
except WorkbookFaultsError:
    print("plan refused")
"""


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in entries.items():
            pack.writestr(name, content)
    return out.getvalue()


def template_with(change: str) -> bytes:
    """The built-in template, a part of it replaced."""
    with zipfile.ZipFile(io.BytesIO(built_in(TemplateKind.REPORT))) as pack:
        entries = {name: pack.read(name) for name in pack.namelist()}
    body = entries["word/document.xml"]
    if change == "laughs":
        head, _, rest = body.partition(b"?>")
        body = head + b"?>" + LAUGHS.encode() + rest.replace(b"<w:t>", b"<w:t>&j;", 1)
    elif change == "zeros":
        body += bytes(200_000_000)
    return zipped(entries | {"word/document.xml": body})


def nested() -> bytes:
    inner = zipped({"0": bytes(50_000_000)})
    for _ in range(3):
        inner = zipped({str(number): inner for number in range(10)})
    return inner


BOMBS: dict[str, Callable[[], bytes]] = {
    "two hundred megabytes of zeros in a Word file": lambda: template_with("zeros"),
    "a thousand million laughs in a Word file": lambda: template_with("laughs"),
    "a ZIP of ZIPs of ZIPs": nested,
    "a picture of 50,000 by 50,000": lambda: files.bomb(50_000, 50_000),
    "a picture that is a ZIP as well": lambda: files.png() + zipped({"0": bytes(100_000_000)}),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_it_is_refused_within_a_fixed_amount_of_memory(kind: str, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb"
    bomb.write_bytes(BOMBS[kind]())
    assert bomb.stat().st_size < 3_000_000
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(bomb), str(MOST)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "template refused" in done.stdout
    assert "plan refused" in done.stdout


def test_a_picture_with_something_behind_it_loses_it() -> None:
    from bot.evidence import Accepted, check

    taken = check(files.png() + zipped({"a.js": b"alert(1)"}), "a.png")
    assert isinstance(taken, Accepted)
    assert b"PK\x03\x04" not in taken.data
