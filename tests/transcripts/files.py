"""The files people send in transcripts, by their name."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from workbooks.disbursement_writer import write_disbursements
from workbooks.disbursements import DisbursementRow

CUT_OFF = date(2024, 3, 31)
HEADINGS = ("รหัสโครงการ", "แหล่งงบ", "เบิกจ่าย", "ณ วันที่")


def _figures(*rows: tuple[str, str, str]) -> bytes:
    return write_disbursements(
        DisbursementRow(project, source, Decimal(amount), CUT_OFF)
        for project, source, amount in rows
    )


def _sheet(title: str, *rows: tuple[Any, ...]) -> bytes:
    """A workbook as somebody fills it in, right or wrong."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in (HEADINGS, *rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "เบิกจ่าย มี.ค. 67.xlsx": lambda: _figures(
        ("1", "1", "12000"), ("2", "1", "23800"), ("5", "3", "300000"), ("15", "2", "5600")
    ),
    "เบิกจ่ายเกินงบ.xlsx": lambda: _figures(("2", "1", "30000"), ("3", "1", "4500.50")),
    "มีที่ผิด.xlsx": lambda: _sheet(
        "เบิกจ่าย",
        ("5", "3", 294685, "31/3/2567"),
        ("99", "1", 1000, "31/3/2567"),
        ("6", "2", -500, "31/3/2567"),
        ("5", "3", 294685, "31/3/2567"),
        ("7", "1", 1000, "30/9/2567"),
        ("8", "1", "หมื่นสอง", "31/3/2567"),
    ),
    "ผิดชีต.xlsx": lambda: _sheet("Sheet1", ("5", "3", 294685, "31/3/2567")),
    "ผิดทั้งไฟล์.xlsx": lambda: _sheet(
        "เบิกจ่าย", *((str(900 + at), "1", 100, "31/3/2567") for at in range(12))
    ),
    "เบิกจ่าย.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "สรุปงาน.xlsx": lambda: _sheet("สรุป", ("งาน", "", "", "")),
}
