"""What lies beside the text of a document: photos and charts, each a part of its own.

python-docx looks through all parts for each new one; names and ids are given here instead.
"""

from io import BytesIO
from typing import Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.document import DocumentPart
from PIL import Image, ImageOps

from reports.book.parts import Chart, Photo
from reports.outputs.docx.charts import chart_workbook, chart_xml
from reports.outputs.docx.xml import EMU_A_TWIP, NAMESPACES, drawing, words
from reports.outputs.publication import Photograph

CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_PIXELS: Final = 1000
"""Of a photo's longer side: 8 cm wide on paper it is sharp, and small to send."""
QUALITY: Final = 80
HIGHEST: Final = 3400
"""Twips (6 cm) of a photo."""
CHART_HEIGHT, TALL_CHART_HEIGHT = 2700, 5200
MANY_CATEGORIES: Final = 8
"""More of them have a page to themselves: their names stand aslant below a taller chart."""
BESIDE: Final = 300
GONE: Final = "(ไม่พบไฟล์ภาพ)"


class Parts:
    """The photos and charts of one document."""

    def __init__(self, document: DocumentPart, photograph: Photograph) -> None:
        self._document = document
        self._photograph = photograph
        self._number = 0
        self._known: dict[str, tuple[str, int, int] | None] = {}

    def photo(self, photo: Photo, room: int) -> str:
        """The run of a photo, as large as fits."""
        if photo.digest not in self._known:
            self._known[photo.digest] = self._kept(photo.digest)
        found = self._known[photo.digest]
        if found is None:
            return words(GONE)
        relation, width, height = found
        scale = min((room - BESIDE) / width, HIGHEST / height)
        size = (int(width * scale) * EMU_A_TWIP, int(height * scale) * EMU_A_TWIP)
        number = self._next()
        return drawing(
            _picture(relation, size, number),
            width=size[0],
            height=size[1],
            number=number,
            name=photo.caption or f"photo {number}",
        )

    def chart(self, chart: Chart, room: int) -> str:
        """The run of a native chart; its figures lie in a workbook within, so it can be edited."""
        number = self._next()
        workbook = self._part(
            f"/word/embeddings/chart{number}.xlsx", XLSX_TYPE, chart_workbook(chart)
        )
        part = self._part(f"/word/charts/chart{number}.xml", CHART_TYPE, chart_xml(chart))
        part.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, workbook, "rId1")
        relation = self._relate(RELATIONSHIP_TYPE.CHART, part, number)
        graphic = (
            f'<a:graphicData uri="{NAMESPACES["c"]}"><c:chart r:id="{relation}"/></a:graphicData>'
        )
        is_tall = len(chart.categories) > MANY_CATEGORIES
        height = (TALL_CHART_HEIGHT if is_tall else CHART_HEIGHT) * EMU_A_TWIP
        return drawing(
            graphic, width=room * EMU_A_TWIP, height=height, number=number, name=chart.title
        )

    def _kept(self, digest: str) -> tuple[str, int, int] | None:
        """Relation, width and height of a photo made small; None if it is not there."""
        content = self._photograph(digest)
        if content is None:
            return None
        try:
            with Image.open(BytesIO(content)) as image:
                image.draft("RGB", (MOST_PIXELS, MOST_PIXELS))
                upright = ImageOps.exif_transpose(image).convert("RGB")
        except (OSError, ValueError, Image.DecompressionBombError):
            return None
        upright.thumbnail((MOST_PIXELS, MOST_PIXELS))
        small = BytesIO()
        upright.save(small, "JPEG", quality=QUALITY)
        number = self._next()
        part = self._part(f"/word/media/photo{number}.jpg", "image/jpeg", small.getvalue())
        return self._relate(RELATIONSHIP_TYPE.IMAGE, part, number), *upright.size

    def _part(self, name: str, content_type: str, blob: bytes) -> Part:
        return Part(PackURI(name), content_type, blob, self._document.package)

    def _relate(self, kind: str, part: Part, number: int) -> str:
        relation = f"rIdKaona{number}"
        self._document.rels.add_relationship(kind, part, relation)
        return relation

    def _next(self) -> int:
        self._number += 1
        return self._number


def _picture(relation: str, size: tuple[int, int], number: int) -> str:
    return (
        f'<a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="photo {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{size[0]}" cy="{size[1]}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    )
