"""The finance group's figures: checked against the plan, kept with their history."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, select

from bot.clock import MovableClock
from bot.office import Office
from models.audit import AuditEntry, Channel
from models.database import Database
from models.finance import Disbursement
from models.plan import FundingSource, Project
from tests.storage.workbooks.conftest import SAMPLES, Flask
from tests.unit.workbooks.books import SMALL, Edit, at, figures, many, row
from workbooks.disbursement_reader import Figures, read_disbursements
from workbooks.disbursement_store import import_disbursements
from workbooks.disbursements import DISBURSEMENTS, DisbursementRow
from workbooks.faults import Fault
from workbooks.plan import Plan
from workbooks.plan_store import import_plan
from workbooks.rows import Located

SHEET = "เบิกจ่าย"
NOW = datetime(2024, 4, 3, 2, 0, tzinfo=UTC)


@pytest.fixture
def planned(office: Office) -> Office:
    """An office with the small plan."""
    plan_of(office.database, SMALL)
    return office


def plan_of(database: Database, plan: Plan) -> None:
    with database.write() as connection:
        import_plan(connection, plan, at=NOW, channel=Channel.COMMAND)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write(tmp_path / "figures.xlsx")


def write(file: Path, *edits: Edit) -> Path:
    file.write_bytes(figures(*edits).getvalue())
    return file


def recorded(office: Office) -> list[tuple[Any, ...]]:
    """Project, source, day, amount, and whether the figure counts, in the order of recording."""
    query = (
        select(
            Project.code, FundingSource.code, Disbursement.as_of, Disbursement.amount,
            Disbursement.superseded_at.is_(None),
        )
        .join(Project, Project.id == Disbursement.project_id)
        .join(FundingSource, FundingSource.id == Disbursement.source_id)
        .order_by(Disbursement.id)
    )  # fmt: skip
    with office.database.read() as connection:
        return [(*row[:4], bool(row[4])) for row in connection.execute(query)]


MARCH = date(2024, 3, 31)
FIRST = [("1", "1", MARCH, Decimal("23800.50"), True), ("1", "2", MARCH, Decimal(0), True)]


def test_the_figures_of_the_sample_office(flask: Flask, office: Office) -> None:
    flask("plan", "import", SAMPLES / "samut_sakhon_2567_plan.xlsx")
    file = SAMPLES / "samut_sakhon_2567_disbursements.xlsx"
    result = flask("finance", "import", file)
    assert result.exit_code == 0
    assert result.output.endswith("นำเข้าแล้ว: เพิ่ม 26 ยอดเบิกจ่าย; ไม่ใช้งบ 1 โครงการ\n")
    assert sum(row[3] for row in recorded(office)) == 666_412
    assert sum(row[3] > 0 for row in recorded(office)) == 14  # 13 projects, one of two sources
    again = flask("finance", "import", file)
    assert again.output == "นำเข้าแล้ว: เหมือนเดิม 26 ยอด; ไม่ใช้งบ 1 โครงการ\n"


def test_a_dry_run_shows_and_stores_nothing(flask: Flask, planned: Office, workbook: Path) -> None:
    shown = flask("finance", "import", workbook, "--dry-run")
    assert shown.output.splitlines() == [
        "เพิ่มโครงการ 1 แหล่งงบ 1 ณ 31 มี.ค. 2567: 23,800.50 บาท",
        "เพิ่มโครงการ 1 แหล่งงบ 2 ณ 31 มี.ค. 2567: 0 บาท",
        "ไม่มีในไฟล์ 1 โครงการ: 1.10",
        "ยังไม่ได้นำเข้า (ดูอย่างเดียว): เพิ่ม 2 ยอดเบิกจ่าย; ไม่ใช้งบ 1 โครงการ",
    ]
    assert recorded(planned) == []


def test_a_corrected_figure_supersedes_the_old_one_which_stays(
    flask: Flask, planned: Office, workbook: Path, tmp_path: Path
) -> None:
    flask("finance", "import", workbook)
    assert recorded(planned) == FIRST
    corrected = write(tmp_path / "corrected.xlsx", at(SHEET, "C2", "๒๔,๐๐๐"))
    result = flask("finance", "import", corrected)
    assert result.output.splitlines() == [
        "แก้โครงการ 1 แหล่งงบ 1 ณ 31 มี.ค. 2567: 23,800.50 → 24,000 บาท",
        "ไม่มีในไฟล์ 1 โครงการ: 1.10",
        "นำเข้าแล้ว: แก้ 1 ยอดเบิกจ่าย; เหมือนเดิม 1 ยอด; ไม่ใช้งบ 1 โครงการ",
    ]
    assert recorded(planned) == [
        (*FIRST[0][:4], False), FIRST[1], ("1", "1", MARCH, Decimal(24000), True),
    ]  # fmt: skip


def test_a_figure_of_another_day_stands_beside_the_earlier_one(
    flask: Flask, planned: Office, workbook: Path, clock: MovableClock, tmp_path: Path
) -> None:
    flask("finance", "import", workbook)
    clock.set(datetime(2024, 7, 3, 2, 0, tzinfo=UTC))
    june = [at(SHEET, f"D{line}", "30/6/2567") for line in (2, 3, 4)]
    flask("finance", "import", write(tmp_path / "june.xlsx", *june))
    assert [(row[2], row[4]) for row in recorded(planned)] == [
        (MARCH, True), (MARCH, True), (date(2024, 6, 30), True), (date(2024, 6, 30), True),
    ]  # fmt: skip


def test_more_than_allocated_and_less_than_before_are_remarks(
    flask: Flask, planned: Office, workbook: Path, clock: MovableClock, tmp_path: Path
) -> None:
    flask("finance", "import", workbook)
    clock.set(datetime(2024, 7, 3, 2, 0, tzinfo=UTC))
    odd = write(
        tmp_path / "odd.xlsx",
        at(SHEET, "C2", 20000), at(SHEET, "D2", "30/6/2567"), at(SHEET, "C3", 5000),
    )  # fmt: skip
    result = flask("finance", "import", odd)
    assert result.exit_code == 0
    assert [line for line in result.output.splitlines() if line.startswith("ข้อสังเกต")] == [
        "ข้อสังเกต: โครงการ 1 แหล่งงบ 1: 20,000 บาท น้อยกว่ายอด ณ 31 มี.ค. 2567 (23,800.50 บาท)",
        "ข้อสังเกต: โครงการ 1 แหล่งงบ 2: เบิกจ่าย 5,000 บาท เกินที่จัดสรร 4,813.93 บาท",
    ]


def test_a_correction_is_not_compared_with_later_figures(
    flask: Flask, planned: Office, workbook: Path, clock: MovableClock, tmp_path: Path
) -> None:
    clock.set(datetime(2024, 7, 3, 2, 0, tzinfo=UTC))
    june = [at(SHEET, f"D{line}", "30/6/2567") for line in (2, 3, 4)]
    flask("finance", "import", write(tmp_path / "june.xlsx", *june))
    lower = flask("finance", "import", write(tmp_path / "march.xlsx", at(SHEET, "C2", 100)))
    assert lower.exit_code == 0
    assert "ข้อสังเกต" not in lower.output


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (at(SHEET, "A2", "99"), 'แถว 2 คอลัมน์ รหัสโครงการ: พบ "99" — ต้องเป็นรหัสโครงการในแผนปี 2567'),
        (at(SHEET, "A2", None), "แถว 2 คอลัมน์ รหัสโครงการ: ว่าง — ต้องไม่ว่าง"),
        (at(SHEET, "B2", "3"), 'แถว 2 คอลัมน์ แหล่งงบ: พบ "3" — ต้องเป็นแหล่งงบของโครงการ 1 (1, 2)'),
        (at(SHEET, "B2", None), "แถว 2 คอลัมน์ แหล่งงบ: ว่าง — ต้องเป็นแหล่งงบของโครงการ 1 (1, 2)"),
        (at(SHEET, "C2", -5), 'แถว 2 คอลัมน์ เบิกจ่าย: พบ "-5" — จำนวนเงิน'),
        (at(SHEET, "C2", None), "แถว 2 คอลัมน์ เบิกจ่าย: ว่าง — ต้องไม่ว่าง"),
        (at(SHEET, "C2", "=1+1"), 'แถว 2 คอลัมน์ เบิกจ่าย: พบ "=1+1" — ใส่ค่า ไม่ใช่สูตร'),
        (at(SHEET, "D2", "4/4/2567"), 'พบ "4 เม.ย. 2567" — ต้องไม่หลังวันนี้ (3 เม.ย. 2567)'),
        (at(SHEET, "D2", "31/3/2566"), 'พบ "31 มี.ค. 2566" — ยังไม่มีแผนของปีงบประมาณ 2566'),
        (at(SHEET, "D2", None), "แถว 2 คอลัมน์ ณ วันที่: ว่าง — ต้องไม่ว่าง"),
        (at(SHEET, "C4", 100), 'แถว 4 คอลัมน์ เบิกจ่าย: พบ "100" — โครงการ ง-3 ไม่ใช้งบ'),
        (at(SHEET, "B4", "7"), 'แถว 4 คอลัมน์ แหล่งงบ: พบ "7" — ต้องเป็นรหัสแหล่งงบในแผน'),
        (row(SHEET, 1, "๒", 7, "31/3/67"), "ต้องไม่ซ้ำ (มีแล้วในแถว 3)"),
        (at(SHEET, "A1", "โครงการ"), "แถว 1 คอลัมน์ รหัสโครงการ"),
    ],
)  # fmt: skip
def test_a_fault_is_named_and_nothing_is_stored(
    flask: Flask, planned: Office, tmp_path: Path, edit: Edit, fault: str
) -> None:
    result = flask("finance", "import", write(tmp_path / "bad.xlsx", edit))
    assert result.exit_code == 1
    assert "Error: พบข้อผิดพลาด 1 จุด" in result.output
    assert fault in result.output
    assert recorded(planned) == []


def test_all_faults_are_listed_at_once(flask: Flask, planned: Office, tmp_path: Path) -> None:
    bad = write(
        tmp_path / "bad.xlsx", at(SHEET, "A2", "99"), at(SHEET, "C3", "x"), at(SHEET, "D4", "x")
    )
    lines = flask("finance", "import", bad).output.splitlines()
    assert lines[0].startswith("Error: พบข้อผิดพลาด 3 จุด")
    assert [line.split("คอลัมน์")[0] for line in lines[1:]] == [
        f"- ชีต {SHEET} แถว {line} " for line in (2, 3, 4)
    ]


def test_another_workbook_is_refused(flask: Flask, planned: Office) -> None:
    result = flask("finance", "import", SAMPLES / "samut_sakhon_2567_plan.xlsx")
    assert result.exit_code == 1
    assert f"ชีต {SHEET}: ต้องมีชีตชื่อนี้" in result.output


def test_money_may_be_disbursed_while_the_allocation_is_awaited(
    flask: Flask, planned: Office, tmp_path: Path
) -> None:
    paid = write(tmp_path / "paid.xlsx", row(SHEET, "1.10", 2, 100, "31/3/2567"))
    assert flask("finance", "import", paid).exit_code == 0
    assert recorded(planned)[2][:4] == ("1.10", "2", MARCH, Decimal(100))


def test_the_audit_trail_says_who_changed_which_figure(planned: Office, workbook: Path) -> None:
    with planned.database.write() as connection, workbook.open("rb") as stream:
        read = read_disbursements(stream)
        changes = import_disbursements(
            connection, read, today=date(2024, 4, 3), at=NOW, channel=Channel.CHAT
        )
    assert changes.total == Decimal("23800.50")
    query = select(AuditEntry).where(AuditEntry.action.startswith("disbursement"))
    with planned.database.read() as connection:
        whole, first, _ = connection.execute(query.order_by(AuditEntry.id)).all()
    assert (whole.action, whole.channel) == ("disbursements.imported", Channel.CHAT)
    assert (first.action, first.subject, first.subject_id) == (
        "disbursement.recorded", "project", "2567/1",
    )  # fmt: skip
    assert first.after == {"source": "1", "as_of": "2024-03-31", "baht": "23800.50"}


def test_the_number_of_statements_does_not_grow(database: Database) -> None:
    plan_of(database, many(100))
    counts = []
    for projects in (range(1, 4), range(11, 51)):
        counted: list[str] = []

        def count(connection: Connection, clause: Any, *_: Any, seen: list[str] = counted) -> None:
            seen.append(str(clause))

        with database.write() as connection:
            event.listen(connection, "before_execute", count)
            for amount in (10, 20):
                rows = tuple(figure(str(code), amount) for code in projects)
                import_disbursements(
                    connection, Figures(rows), today=MARCH, at=NOW, channel=Channel.COMMAND
                )
        counts.append(len(counted))
    assert counts[0] == counts[1]
    assert counts[0] < 25


def figure(code: str, amount: int) -> Located[DisbursementRow]:
    found = DisbursementRow(code, "1", Decimal(amount), MARCH)
    return Located(DISBURSEMENTS, 2, found, frozenset())


def test_faults_of_cells_wait_for_those_of_the_database() -> None:
    read = read_disbursements(figures(at(SHEET, "C2", "x")))
    assert len(read.rows) == 3
    assert [type(fault) for fault in read.faults] == [Fault]
