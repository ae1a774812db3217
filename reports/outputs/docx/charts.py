"""A native chart of Word: its drawing, and the small workbook its figures can be edited in."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from reports.book.parts import Chart, Series
from reports.outputs.docx.xml import NAMESPACES, attribute
from reports.outputs.xlsx.formats import FONT

SHEET: Final = "Sheet1"
COLORS: Final = (
    "1F77B4", "F28E2B", "2CA02C", "D62728", "8C6BB1", "8C564B", "17A2B8", "7F7F7F",
)  # fmt: skip
MADE: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - no moment: the same chart has the same bytes
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def chart_workbook(chart: Chart) -> bytes:
    """A row for each category, a column for each series."""
    content = BytesIO()
    with Workbook(content, OPTIONS) as workbook:
        workbook.set_properties({"created": MADE})
        sheet = workbook.add_worksheet(SHEET)
        sheet.write_column(1, 0, chart.categories)
        for at, series in enumerate(chart.series, start=1):
            sheet.write_string(0, at, series.name)
            sheet.write_column(1, at, series.values)
    return content.getvalue()


def chart_xml(chart: Chart) -> bytes:
    """Columns over the categories, the legend below."""
    grouping = "stacked" if chart.is_stacked else "clustered"
    overlap = '<c:overlap val="100"/>' if chart.is_stacked else ""
    series = "".join(
        _series(number, one, chart.categories) for number, one in enumerate(chart.series)
    )
    declared = " ".join(f'xmlns:{name}="{NAMESPACES[name]}"' for name in ("c", "a", "r"))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace {declared}><c:roundedCorners val="0"/><c:chart>'
        f"{_title(chart.title)}"
        '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="col"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/>{overlap}<c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{_font(1200)}<c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350">'
        '<a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
        '<c:numFmt formatCode="#,##0" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'{_font(1200)}<c:crossAx val="1"/></c:valAx></c:plotArea>'
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_font(1200)}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _title(text: str) -> str:
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>{_letters('defRPr', 1500, bold=1)}</a:pPr>"
        f"<a:r>{_letters('rPr', 1500, bold=1)}<a:t>{attribute(text)}</a:t></a:r></a:p></c:rich>"
        '</c:tx><c:overlay val="0"/></c:title>'
    )


def _series(number: int, one: Series, categories: Sequence[str]) -> str:
    column, last = xl_col_to_name(number + 1), len(categories) + 1
    names = "".join(
        f'<c:pt idx="{at}"><c:v>{attribute(name)}</c:v></c:pt>'
        for at, name in enumerate(categories)
    )
    values = "".join(
        f'<c:pt idx="{at}"><c:v>{value:.2f}</c:v></c:pt>' for at, value in enumerate(one.values)
    )
    count = f'<c:ptCount val="{len(categories)}"/>'
    color = COLORS[number % len(COLORS)]
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef>'
        f'<c:f>{SHEET}!${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0">'
        f"<c:v>{attribute(one.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        f'<c:spPr><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>"
        f"<c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f>"
        f"<c:numCache><c:formatCode>#,##0</c:formatCode>{count}{values}</c:numCache></c:numRef>"
        "</c:val></c:ser>"
    )


def _font(size: int) -> str:
    return f"<c:txPr><a:bodyPr/><a:p><a:pPr>{_letters('defRPr', size)}</a:pPr></a:p></c:txPr>"


def _letters(name: str, size: int, *, bold: int = 0) -> str:
    return (
        f'<a:{name} sz="{size}" b="{bold}"><a:latin typeface="{FONT}"/><a:cs typeface="{FONT}"/>'
        f"</a:{name}>"
    )
