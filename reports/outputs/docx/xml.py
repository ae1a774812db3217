"""WordprocessingML as text, put into its place when packed: no row costs more than another.

Every run says `w:cs`: Thai is complex script, and digits and Latin letters beside it then have the
same font and size.
"""

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
DECLARED: Final = " ".join(
    f'xmlns:{name}="{NAMESPACES[name]}"' for name in ("wp", "a", "pic", "c", "r")
)
"""A template may not know what drawings need; every one knows `w`."""
W: Final = f"{{{NAMESPACES['w']}}}"
EMU_A_TWIP: Final = 635
BREAK: Final = "<w:r><w:br/></w:r>"


def words(text: str, *, bold: bool = False) -> str:
    """Runs of a text; a line break stays one."""
    look = "<w:b/><w:bCs/>" if bold else ""
    return BREAK.join(
        f'<w:r><w:rPr>{look}<w:cs/></w:rPr><w:t xml:space="preserve">{escape(line)}</w:t></w:r>'
        for line in text.split("\n")
    )


def paragraph(runs: str, style: str, properties: str = "") -> str:
    """A paragraph; `properties` are those that follow the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def cell(content: str, width: int, properties: str = "") -> str:
    """A cell of a table, of so many twips; its content is one or more paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(cells: Iterable[str], *, heading: bool = False, parted: bool = False) -> str:
    """A row. It may be `parted` between pages; a heading is repeated on each."""
    whole = "" if parted else "<w:cantSplit/>"
    repeated = "<w:tblHeader/>" if heading else ""
    return f"<w:tr><w:trPr>{whole}{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Iterable[int], *, borders: bool = True) -> str:
    """A table with columns of so many twips each."""
    columns = list(widths)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = 'w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"' if borders else 'w:val="nil"'
    lines = "".join(f"<w:{side} {line}/>" for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    margins = '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def bookmarked(runs: str, number: int) -> str:
    """Runs that the contents can point to."""
    name = bookmark(number)
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'
    )


def bookmark(number: int) -> str:
    """The name of that bookmark."""
    return f"_kaona{number}"


def page_of(number: int) -> str:
    """The page of a bookmark, reckoned by the program that opens the document."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        '<w:r><w:instrText xml:space="preserve">'
        f" PAGEREF {bookmark(number)} \\h </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:rPr><w:cs/></w:rPr><w:t> </w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def drawing(graphic: str, *, width: int, height: int, number: int, name: str) -> str:
    """A picture or chart in the line, of so many EMU."""
    return (
        f'<w:r><w:drawing><wp:inline {DECLARED} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="{attribute(name)}" descr="{attribute(name)}"/>'
        f"<wp:cNvGraphicFramePr/><a:graphic>{graphic}</a:graphic></wp:inline></w:drawing></w:r>"
    )


def attribute(text: str) -> str:
    """A text that may stand between quotation marks."""
    return escape(" ".join(text.split()), {'"': "&quot;"})
