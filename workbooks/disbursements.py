"""The disbursement workbook: what the finance group has paid out of each source of a project."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from workbooks.plan_sheets import ALLOCATIONS
from workbooks.sheets import BAHT_DASH_IS_ZERO, CODE, DATE, Column, Sheet


@dataclass(frozen=True)
class DisbursementRow:
    """Cumulative from 1 October to `as_of`; `source` and `amount` may lack where no money is."""

    project: str
    source: str
    amount: Decimal | None
    as_of: date


DISBURSEMENTS: Final = Sheet(
    title="เบิกจ่าย",
    rows="disbursements",
    row=DisbursementRow,
    noun="ยอดเบิกจ่าย",
    key=("project", "source", "as_of"),
    needed=True,
    hint="ยอดเบิกจ่ายสะสมตั้งแต่ 1 ตุลาคม ของแต่ละโครงการและแหล่งงบ",
    columns=(
        ALLOCATIONS.by_field["project"],
        Column("แหล่งงบ", "source", CODE, "รหัสแหล่งงบของโครงการ", "1", width=10),
        Column("เบิกจ่าย", "amount", BAHT_DASH_IS_ZERO, "บาท สะสม ขีด (-) คือ 0", "23,800", width=18),
        Column("ณ วันที่", "as_of", DATE, "วันตัดยอด ไม่หลังวันนี้", "31/3/2567", required=True, width=14),
    ),
)
