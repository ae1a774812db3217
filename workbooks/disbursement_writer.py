"""Disbursement figures -> workbook, for samples and for the finance group to start from."""

from collections.abc import Iterable
from io import BytesIO

from workbooks.disbursements import DISBURSEMENTS, DisbursementRow
from workbooks.writer import add_table, begin


def write_disbursements(rows: Iterable[DisbursementRow]) -> bytes:
    """The workbook of these figures."""
    workbook = begin()
    add_table(workbook, DISBURSEMENTS, rows)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()
