"""Disbursement workbook -> figures; what only the database can tell is checked at the preview."""

from dataclasses import dataclass
from typing import BinaryIO

from workbooks.disbursements import DISBURSEMENTS, DisbursementRow
from workbooks.faults import Fault
from workbooks.plan_checks import duplicates
from workbooks.reader import read_grids
from workbooks.rows import Located, read_sheet


@dataclass(frozen=True)
class Figures:
    """The rows of a disbursement workbook and the faults its cells already show."""

    rows: tuple[Located[DisbursementRow], ...]
    faults: tuple[Fault, ...] = ()


def read_disbursements(stream: BinaryIO) -> Figures:
    """The figures in a workbook (a seekable stream).

    `WorkbookFaultsError` only for a file that is no workbook: faults of cells wait for those the
    database shows, so that the person hears of all at once.
    """
    faults: list[Fault] = []
    rows = read_sheet(read_grids(stream), DISBURSEMENTS, faults)
    if rows == ():
        faults.append(Fault("ต้องมีอย่างน้อยหนึ่งแถว", DISBURSEMENTS.title))
    faults += duplicates(DISBURSEMENTS, rows or ())
    return Figures(rows or (), tuple(faults))
