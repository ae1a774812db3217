"""Every report of the sample office's second quarter, given by chat alone and read back equal."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import BANGKOK, MovableClock
from bot.thaitext import month
from models.people import Person as Official
from models.plan import Project, ProjectOwner
from models.progress import FormKind, Report, WorkStatus
from models.report_reading import answers_of
from simulator.person import Person
from tests.office_sample import Town

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "samut_sakhon_2567_reports.csv"
Row = dict[str, str]


def rows() -> list[Row]:
    with GOLDEN.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


REPORTED = [row for row in rows() if row["reported"] == "yes"]
NOTHING = ("", "-", "ไม่มี")


def test_the_seed_holds_all_projects() -> None:
    assert (len(rows()), len(REPORTED)) == (26, 17)


@pytest.mark.parametrize("row", REPORTED, ids=lambda row: row["project_no"])
def test_a_report_given_by_chat_reads_back_equal(
    row: Row, sample: Town, clock: MovableClock
) -> None:
    clock.set(signed_at(row))
    owner = sample.registered(signer_of(sample, row))
    report(owner, row)
    stored = read_back(sample, row["project_no"])
    assert stored == expected(row)
    assert sample.platform.refused == []


def test_what_was_not_reported_is_not_there(sample: Town) -> None:
    with sample.office.database.read() as connection:
        assert connection.execute(select(Report.id)).all() == []


# --- the owner's side ----------------------------------------------------------------------------


def report(owner: Person, row: Row) -> None:
    """What an owner types and taps to give everything that stands on the paper form."""
    owner.say(f"รายงาน โครงการ {row['project_no']}")
    owner.tap(STATUS[row["status"]])
    if row["spent_baht"]:
        owner.say(row["spent_raw"] if "+" not in row["spent_raw"] else row["spent_baht"])
    if row["form_type"] == "free_form_report":
        owner.tap("ส่งเป็นรูปเล่มแทน")
        owner.send_file("รูปเล่ม.pdf", b"%PDF-1.4\n%%EOF\n")
    owner.say("ส่งเลย")
    for label, texts in typed(row):
        owner.tap(label)
        for text in texts:
            owner.say(text)
        owner.say("ส่งเลย")
    owner.say("ยืนยันส่ง")
    assert owner.saw("ส่งรายงานเรียบร้อย")


def typed(row: Row) -> Iterator[tuple[str, list[str]]]:
    """The lines of the card to tap, with what is typed there, one message each."""
    if row["activities"] and row["form_type"] != "free_form_report":
        yield "แก้กิจกรรมที่ทำ", ["\n".join(activities(row))]
    for one in results(row):
        if row["form_type"] != "free_form_report" and one["result"]:
            yield "แก้ผลตัวชี้วัด", [f"{one['indicator']} | {one['target']} | {one['result']}"]
    if row["objectives_met"] in ("yes", "no"):
        yield "แก้เป้าหมาย", ["บรรลุทุกประการ" if row["objectives_met"] == "yes" else REASON]
    for column, label in (("problems_raw", "ปัญหา"), ("suggestions_raw", "ข้อเสนอแนะ")):
        if row[column]:
            yield f"แก้{label}", [row[column]]
    if row["highlights_raw"] and row["status"] == "completed":
        yield "แก้จุดเด่น", [row["highlights_raw"]]
    if row["as_of_raw"]:
        yield "แก้คงเหลือ ณ", [row["as_of_raw"]]
    if row["header_data_as_of"]:
        yield "แก้ข้อมูล ณ สิ้น", [row["header_data_as_of"]]


STATUS = {"in_progress": "อยู่ระหว่างดำเนินการ", "completed": "เสร็จสิ้นแล้ว"}
REASON = "ไม่บรรลุ เพราะบางส่วนมีคะแนนไม่ถึงเกณฑ์ขั้นต่ำ"


def activities(row: Row) -> list[str]:
    """The lines of item 3; a semicolon within brackets parts only dates."""
    parts = re.split(r";\s*(?![^(]*\))", row["activities"])
    return [part.strip() for part in parts if part.strip()]


def results(row: Row) -> list[Row]:
    found: list[Row] = json.loads(row["indicators_json"])
    return found


# --- what must be stored -------------------------------------------------------------------------


def expected(row: Row) -> Row:
    """The paper form's fields as one flat row."""
    book = row["form_type"] == "free_form_report"
    finished = row["status"] == "completed"
    return {
        "form": "book" if book else "completion" if finished else "progress",
        "status": row["status"],
        "spent": row["spent_baht"],
        "remaining": row["remaining_baht"] or ("200" if book else ""),
        "as_of": row["as_of_date"] or (signed_at(row).date().isoformat()),
        "data_month": "เม.ย. 2567" if "เมษายน" in row["header_data_as_of"] else "มี.ค. 2567",
        "activities": "" if book else "\n".join(map(squeezed, activities(row))),
        "results": ""
        if book
        else "\n".join(
            squeezed(one["indicator"] + one["target"] + one["result"])
            for one in results(row)
            if one["result"]
        ),
        "objectives_met": row["objectives_met"].replace("unknown", ""),
        "problems": "" if row["problems_raw"] in NOTHING else row["problems_raw"],
        "suggestions": "" if row["suggestions_raw"] in NOTHING else row["suggestions_raw"],
        "highlights": ""
        if row["highlights_raw"] in NOTHING or not finished
        else row["highlights_raw"],
        "signer": row["owner_signer"].replace("ว่าที่ร้อยเอก", "ว่าที่ ร.อ.") or "นาง ก02",
    }


def read_back(sample: Town, project_code: str) -> Row:
    """The newest version of a project's report, in the same words."""
    with sample.office.database.read() as connection:
        report = connection.execute(
            select(Report.__table__)
            .join(Project, Project.id == Report.project_id)
            .where(Project.code == project_code)
        ).one()
        answers = answers_of(connection, report)
    return {
        "form": FormKind(report.form).value,
        "status": WorkStatus(report.status).value,
        "spent": plain(report.spent),
        "remaining": plain(report.remaining),
        "as_of": report.balance_date.isoformat(),
        "data_month": month(report.data_month),
        "activities": "\n".join(
            squeezed(one.text + one.done_on) for one in answers.activities or ()
        ),
        "results": "\n".join(
            squeezed(one.indicator + one.target + one.result) for one in answers.results or ()
        ),
        "objectives_met": {True: "yes", False: "no", None: ""}[report.goals_met],
        "problems": report.problems or "",
        "suggestions": report.suggestions or "",
        "highlights": report.highlights or "",
        "signer": report.signer_name,
    }


def plain(amount: Decimal | None) -> str:
    return "" if amount is None else format(amount, "f")


def squeezed(text: str) -> str:
    """A line without blanks and the signs that part a step from its date."""
    return re.sub(r"[\s|()]", "", text)


def signed_at(row: Row) -> datetime:
    """The morning the form was signed, once the round is open."""
    day = max(row["owner_signed_date"], "2024-04-03")
    return datetime.combine(datetime.fromisoformat(day), time(9), BANGKOK)


def signer_of(sample: Town, row: Row) -> str:
    """The code of the owner who signed; the first owner where nobody did."""
    wanted = row["owner_signer"].split()[-1] if row["owner_signer"] else ""
    with sample.office.database.read() as connection:
        codes = connection.scalars(
            select(Official.code)
            .join(ProjectOwner, ProjectOwner.person_id == Official.id)
            .join(Project, Project.id == ProjectOwner.project_id)
            .where(Project.code == row["project_no"])
            .order_by(ProjectOwner.position)
        ).all()
    return wanted if wanted in codes else codes[0]
