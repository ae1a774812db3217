"""What is wrong with a workbook, said so that the person who filled it in can mend it."""

from dataclasses import dataclass

from models.errors import KaonaError


@dataclass(frozen=True)
class Fault:
    """One wrong place: sheet, row and column heading as in Excel, what stands there, what should.

    A fault of the whole file has no sheet, one of a whole sheet no row.
    """

    expected: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""

    @property
    def place(self) -> str:
        """Where to look: `ชีต โครงการ แถว 5 คอลัมน์ กลุ่ม`."""
        parts = [f"ชีต {self.sheet}"] if self.sheet else ["ไฟล์"]
        if self.row is not None:
            parts.append(f"แถว {self.row}")
        if self.column:
            parts.append(f"คอลัมน์ {self.column}")
        return " ".join(parts)

    def __str__(self) -> str:
        found = f'พบ "{self.value}"' if self.value else "ว่าง"
        if self.row is None and not self.value:
            return f"{self.place}: {self.expected}"
        return f"{self.place}: {found} — {self.expected}"


class WorkbookFaultsError(KaonaError):
    """A workbook has faults; nothing of it was stored."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        head = f"พบข้อผิดพลาด {len(faults)} จุด ยังไม่มีข้อมูลใดถูกนำเข้า"
        super().__init__("\n".join([head, *(f"- {fault}" for fault in faults)]))
