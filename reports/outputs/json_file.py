"""`tables.json`: the tables for machines. Numbers are JSON numbers, a printed dash is null."""

import json
from decimal import Decimal
from typing import Any

from reports.official import OfficialReport
from reports.tables.table import Table, Value


def tables_json(report: OfficialReport) -> bytes:
    """`{"round": ..., "style": ..., "tables": [{"id", "title", "columns", "rows"}, ...]}`."""
    whole = {
        "round": report.picture.code,
        "style": report.picture.style.value,
        "tables": [_table(table) for table in report.tables],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _table(table: Table) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": table.title,
        "columns": [column.full_heading for column in table.columns],
        "rows": [[number(cell.value) for cell in row.cells] for row in table.rows],
    }


def number(value: Value) -> float | int | str | None:
    """A figure for JSON and workbooks: no figure has more digits than a float carries."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
