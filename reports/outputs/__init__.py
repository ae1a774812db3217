"""The documents of a round. Each is one module that turns a publication into bytes."""

from collections.abc import Callable, Mapping

from reports.outputs.docx import report_docx
from reports.outputs.docx.memo import memo_docx
from reports.outputs.json_file import tables_json
from reports.outputs.pdf import report_pdf
from reports.outputs.publication import Publication
from reports.outputs.xlsx import tables_xlsx

Output = Callable[[Publication], bytes]

OUTPUTS: Mapping[str, Output] = {
    "tables.json": lambda publication: tables_json(publication.report),
    "tables.xlsx": lambda publication: tables_xlsx(publication.report),
    "report.docx": report_docx,
    "memo.docx": memo_docx,
    "report.pdf": report_pdf,
}
"""What `flask report export` writes, by file name, in the order of making."""
