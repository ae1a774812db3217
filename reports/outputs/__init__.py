"""The documents of a round. Each is one module that turns a publication into bytes.

What makes them is imported when one is made: it is large, and most processes never make any.
"""

from collections.abc import Callable, Mapping

from reports.outputs.json_file import tables_json
from reports.outputs.publication import Publication

Output = Callable[[Publication], bytes]


def _xlsx(publication: Publication) -> bytes:
    from reports.outputs.xlsx import tables_xlsx

    return tables_xlsx(publication.report)


def _docx(publication: Publication) -> bytes:
    from reports.outputs.docx import report_docx

    return report_docx(publication)


def _memo(publication: Publication) -> bytes:
    from reports.outputs.docx.memo import memo_docx

    return memo_docx(publication)


def _pdf(publication: Publication) -> bytes:
    from reports.outputs.pdf import report_pdf

    return report_pdf(publication)


OUTPUTS: Mapping[str, Output] = {
    "tables.json": lambda publication: tables_json(publication.report),
    "tables.xlsx": _xlsx,
    "report.docx": _docx,
    "memo.docx": _memo,
    "report.pdf": _pdf,
}
"""What `flask report export` writes, by file name, in the order of making."""
