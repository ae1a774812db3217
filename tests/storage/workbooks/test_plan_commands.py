"""The planner at the command line: template, import, export."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot.office import Office
from models.audit import AuditEntry
from tests.storage.workbooks.conftest import SAMPLES, Flask
from tests.unit.workbooks.books import Edit, at, row, small
from workbooks.plan import Plan
from workbooks.plan_load import load_plan

SAMUT_SAKHON = SAMPLES / "samut_sakhon_2567_plan.xlsx"
NAKHON_PATHOM = SAMPLES / "nakhon_pathom1_2565_plan.xlsx"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write(tmp_path / "plan.xlsx")


def write(file: Path, *edits: Edit) -> Path:
    file.write_bytes(small(*edits).getvalue())
    return file


def stored(office: Office, year: int = 2567) -> Plan:
    with office.database.read() as connection:
        return load_plan(connection, year)


@pytest.mark.parametrize("sample", [SAMUT_SAKHON, NAKHON_PATHOM])
def test_a_sample_is_imported_exported_and_imported_again(
    flask: Flask, sample: Path, tmp_path: Path
) -> None:
    first = flask("plan", "import", sample)
    assert first.exit_code == 0
    assert "นำเข้าแล้ว: เพิ่ม " in first.output
    export = tmp_path / "export.xlsx"
    assert flask("plan", "export", export).exit_code == 0
    for file in (sample, export):
        again = flask("plan", "import", file, "--dry-run")
        assert again.output == "ยังไม่ได้นำเข้า (ดูอย่างเดียว): ไม่มีการเปลี่ยนแปลง\n"
        assert flask("plan", "import", file).output == "นำเข้าแล้ว: ไม่มีการเปลี่ยนแปลง\n"


def test_the_first_office_counts_its_projects(flask: Flask) -> None:
    assert (
        "6 กลุ่ม, 6 กลยุทธ์, 3 แหล่งงบ, 24 บุคลากร, 26 โครงการ"
        in flask("plan", "import", SAMUT_SAKHON).output
    )


def test_a_dry_run_shows_the_differences_and_stores_nothing(
    flask: Flask, office: Office, workbook: Path, tmp_path: Path
) -> None:
    flask("plan", "import", workbook)
    before = stored(office)
    changed = write(tmp_path / "changed.xlsx", at("โครงการ", "B2", "บ้านวิทย์"))
    shown = flask("plan", "import", changed, "--dry-run")
    assert shown.exit_code == 0
    assert shown.output == (
        'แก้โครงการ 1: ชื่อโครงการ "บ้านนักวิทยาศาสตร์น้อย" → "บ้านวิทย์"\n'
        "ยังไม่ได้นำเข้า (ดูอย่างเดียว): แก้ 1 โครงการ\n"
    )
    assert stored(office) == before
    done = flask("plan", "import", changed)
    assert done.output.splitlines()[-1] == "นำเข้าแล้ว: แก้ 1 โครงการ"
    assert stored(office).projects[0].name == "บ้านวิทย์"


def test_faults_are_all_listed_and_nothing_is_stored(
    flask: Flask, office: Office, tmp_path: Path
) -> None:
    bad = write(
        tmp_path / "bad.xlsx",
        at("โครงการ", "C2", "กกก."),
        at("งบประมาณ", "C2", "ห้าพัน"),
        row("กลุ่ม", "กนต.", "ซ้ำ", "ซ้ำ", 9),
    )
    result = flask("plan", "import", bad)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Error: พบข้อผิดพลาด 3 จุด ยังไม่มีข้อมูลใดถูกนำเข้า",
        '- ชีต กลุ่ม แถว 4 คอลัมน์ รหัส: พบ "กนต." — รหัส ต้องไม่ซ้ำ (มีแล้วในแถว 2)',
        '- ชีต โครงการ แถว 2 คอลัมน์ กลุ่ม: พบ "กกก." — ต้องเป็นรหัสที่มีในชีต กลุ่ม',
        '- ชีต งบประมาณ แถว 2 คอลัมน์ จัดสรร: พบ "ห้าพัน" — จำนวนเงินเป็นบาท ตั้งแต่ 0 '
        "ทศนิยมไม่เกินสองตำแหน่ง เช่น 12,500 หรือ 4,813.93",
    ]
    assert stored(office) == Plan()


def test_remarks_do_not_stop_an_import(flask: Flask, tmp_path: Path) -> None:
    lonely = write(tmp_path / "lonely.xlsx", at("บุคลากร", "E2", "ผู้รับผิดชอบ"))
    result = flask("plan", "import", lonely)
    assert result.exit_code == 0
    assert "ข้อสังเกต: กลุ่ม กนต. มีโครงการแต่ยังไม่มี ผอ.กลุ่ม ที่จะรับรองรายงาน" in result.output


def test_a_template_is_made_that_says_what_is_missing(flask: Flask, tmp_path: Path) -> None:
    file = tmp_path / "template.xlsx"
    assert flask("plan", "template", file).output == f"สร้างแบบฟอร์มแผนแล้ว: {file}\n"
    result = flask("plan", "import", file)
    assert result.exit_code == 1
    assert "ชีต ข้อมูลทั่วไป แถว 2 คอลัมน์ ชื่อหน่วยงาน: ว่าง — ต้องไม่ว่าง" in result.output
    assert "ชีต โครงการ: ต้องมีอย่างน้อยหนึ่งโครงการ" in result.output


def test_a_template_never_overwrites_a_file(flask: Flask, workbook: Path) -> None:
    before = workbook.read_bytes()
    result = flask("plan", "template", workbook)
    assert result.exit_code == 1
    assert "มีไฟล์" in result.output
    assert workbook.read_bytes() == before
    assert flask("plan", "template", workbook, "--force").exit_code == 0
    assert workbook.read_bytes() != before


def test_an_export_takes_the_newest_year_or_the_one_asked_for(
    flask: Flask, workbook: Path, tmp_path: Path
) -> None:
    flask("plan", "import", workbook)
    flask(
        "plan",
        "import",
        write(
            tmp_path / "next.xlsx",
            at("ข้อมูลทั่วไป", "B4", 2568),
            at("โครงการ", "H2", None),
            at("โครงการ", "I2", None),
        ),
    )
    file = tmp_path / "export.xlsx"
    assert "ปี 2568" in flask("plan", "export", file).output
    assert "ปี 2567" in flask("plan", "export", file, "--year", 2567).output
    assert load_workbook(BytesIO(file.read_bytes()))["ข้อมูลทั่วไป"]["B4"].value == 2567


def test_an_export_without_plan_is_one_clear_line_and_no_file(flask: Flask, tmp_path: Path) -> None:
    file = tmp_path / "export.xlsx"
    for words in (("plan", "export", file), ("plan", "export", file, "--year", 2567)):
        result = flask(*words)
        assert (result.exit_code, result.output) == (1, "Error: ยังไม่มีแผนของปีงบประมาณนี้\n")
    assert not file.exists()


def test_files_that_cannot_be_read_or_written_are_one_clear_line(
    flask: Flask, tmp_path: Path
) -> None:
    assert flask("plan", "import", tmp_path / "none.xlsx").exit_code == 2
    nowhere = flask("plan", "template", tmp_path / "none" / "x.xlsx")
    assert nowhere.exit_code == 1
    assert nowhere.output.startswith("Error: เขียนไฟล์")
    text = tmp_path / "x.xlsx"
    text.write_text("code,name")
    assert "ไม่ใช่สมุดงาน Excel" in flask("plan", "import", text).output


def test_an_import_is_in_the_audit_trail_with_the_offices_time(
    flask: Flask, office: Office, workbook: Path
) -> None:
    flask("plan", "import", workbook)
    with office.database.read() as connection:
        entry = connection.execute(
            select(AuditEntry.channel, AuditEntry.at).where(AuditEntry.action == "plan.imported")
        ).one()
    assert (entry.channel, entry.at) == ("command", office.clock.now())


@pytest.mark.parametrize("words", [("plan",), ("finance",), ("round",)])
def test_each_command_explains_itself(flask: Flask, words: tuple[str, ...]) -> None:
    assert flask(*words, "--help").exit_code == 0
