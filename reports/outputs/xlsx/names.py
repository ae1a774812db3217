"""The names of the sheets; Excel allows 31 letters."""

from typing import Final

from reports.tables.table import Table

SHEETS: Final = {
    "table1": "ตาราง 1",
    "table2": "ตาราง 2",
    "table3": "ตาราง 3",
    "table4": "ตาราง 4",
    "table5": "ตาราง 5",
    "listing": "บัญชีสรุป",
    "levels": "ระดับ",
    "strategies": "กลยุทธ์",
    "summary": "สรุป",
}


BEHIND: Final = "ที่มาของตัวเลข"
"""The sheet on which every figure can be looked up."""


def sheet_name(table: Table) -> str:
    """The sheet of a table; one without a name of its own has its id."""
    return SHEETS.get(table.id, table.id)[:31]
