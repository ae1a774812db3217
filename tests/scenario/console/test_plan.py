"""The plan on the web: faults and differences before anything is stored, hostile files, rows."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from models.audit import AuditEntry
from models.people import Person
from models.plan import Project
from tests.office_sample import SAMPLES, Town
from tests.scenario.console.conftest import BASE, DIRECTOR, EXECUTIVE, TOKEN, Desk, desk_of

PLAN = SAMPLES / "samut_sakhon_2567_plan.xlsx"


def upload(desk: Desk, content: bytes, name: str = "แผน.xlsx", at: str = "/console/plan") -> Desk:
    desk.look(at)
    return desk.send(at, file=(io.BytesIO(content), name))


def changed(**cells: str) -> bytes:
    book = load_workbook(PLAN)
    for place, value in cells.items():
        book["โครงการ"][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def digest_in(desk: Desk) -> str:
    return desk.page.split('name="digest" value="')[1].split('"')[0]


def name_of(town: Town, code: str) -> str:
    with town.office.database.read() as connection:
        return str(connection.scalar(select(Project.name).where(Project.code == code)))


def test_the_differences_are_shown_before_they_are_stored(planner: Desk) -> None:
    upload(planner, changed(B3="ชื่อใหม่ <script>alert(1)</script>"))
    assert "ตรวจก่อนนำเข้าแผนปี 2567" in planner.text
    assert "แก้ 1 โครงการ" in planner.text
    assert "<script>" not in planner.page
    assert "ชื่อใหม่" not in name_of(planner.town, "2")
    planner.send("/console/plan/import", digest=digest_in(planner))
    assert "นำเข้าแผนปี 2567 แล้ว" in planner.text
    assert name_of(planner.town, "2").startswith("ชื่อใหม่")
    with planner.town.office.database.read() as connection:
        entry = connection.execute(
            select(AuditEntry.channel, Person.code)
            .join(Person, Person.id == AuditEntry.actor_id)
            .where(AuditEntry.action == "plan.imported")
        ).one()
    assert tuple(entry) == ("console", "ฉ01")


def test_a_file_is_stored_once_and_only_by_who_sent_it(planner: Desk) -> None:
    upload(planner, changed(B3="ชื่อใหม่"))
    digest = digest_in(planner)
    other = desk_of(planner.town, "ฉ02").look("/console/plan")
    other.send("/console/plan/import", digest=digest)
    assert "หมดอายุแล้ว" in other.text
    planner.send("/console/plan/import", digest=digest)
    planner.send("/console/plan/import", digest=digest)
    assert "หมดอายุแล้ว" in planner.text
    assert not planner.town.office.files.exists(digest)


def test_all_faults_are_listed_at_once(planner: Desk) -> None:
    upload(planner, changed(C3="ไม่มี", D4="ฮ99", H5="32/1/2567"))
    assert planner.status == 422
    assert "ไฟล์มีข้อผิดพลาด 3 จุด" in planner.text
    for place in ("แถว 3 คอลัมน์ กลุ่ม", "แถว 4 คอลัมน์ ผู้รับผิดชอบ", "แถว 5 คอลัมน์ เริ่ม"):
        assert place in planner.text


def zipped(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(name, bytes(size))
    return out.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], int, str]] = {
    "a picture": (lambda: b"\x89PNG\r\n" + bytes(100), 422, "ไม่ใช่สมุดงาน Excel"),
    "nothing": (lambda: b"", 422, "ไม่ใช่สมุดงาน Excel"),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), 422, "รุ่นเก่า"),
    "a zip bomb": (lambda: zipped("xl/worksheets/sheet1.xml", 200_000_000), 422, "ใหญ่เกินไป"),
    "macros": (lambda: zipped("xl/vbaProject.bin", 10), 422, "มีมาโคร"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused_with_a_sentence(planner: Desk, kind: str) -> None:
    content, status, sentence = HOSTILE[kind]
    upload(planner, content())
    assert planner.status == status
    assert sentence in planner.text


@pytest.mark.parametrize(
    ("size", "status", "sentence"),
    [(50 * 1024 * 1024, 413, "ไฟล์ต้องไม่เกิน 10 MB"), (10 * 1024 * 1024 + 1, 422, "ไม่เกิน 10 MB")],
)
def test_large_files_are_refused(planner: Desk, size: int, status: int, sentence: str) -> None:
    token = TOKEN.findall(planner.look("/console/plan").page)[0]
    body = (
        f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
    )
    answer = planner.client.post(
        "/console/plan",
        base_url=BASE,
        data=body.encode() + bytes(size) + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
        headers={"Referer": f"{BASE}/console/plan"},
    )
    assert answer.status_code == status
    assert sentence in answer.get_data(as_text=True)


def test_no_file_is_said_beside_the_field(planner: Desk) -> None:
    planner.look("/console/plan").send("/console/plan")
    assert planner.status == 422
    assert "เลือกไฟล์ Excel" in planner.text


def row(title: str, **asked: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/console/plan/sheets/{title}/row?{query}"


def test_a_single_row_is_changed_with_its_trail(planner: Desk) -> None:
    at = row("โครงการ", k="2")
    planner.look(at)
    fields = {
        "name": "ชื่อที่แก้",
        "groups": "กนต.",
        "owners": "ก02, ก03",
        "strategy": "1",
        "kind": "",
        "approval": "อนุมัติแล้ว",
        "starts_on": "1/10/2566",
        "ends_on": "30/9/2567",
    }
    planner.send(at, **fields)
    assert "แก้ 1 โครงการ" in planner.text
    assert name_of(planner.town, "2") == "ชื่อที่แก้"


def test_a_wrong_row_says_so_beside_the_field_and_keeps_what_was_typed(planner: Desk) -> None:
    at = row("โครงการ", k="2")
    planner.look(at)
    planner.send(at, name="", groups="กลุ่มลับ", owners="ก02", approval="อนุมัติแล้ว", ends_on="อีกนาน")
    assert planner.status == 422
    assert "ต้องไม่ว่าง" in planner.text
    assert 'value="อีกนาน"' in planner.page
    planner.send(at, name="ชื่อ", groups="กลุ่มลับ", owners="ก02", approval="อนุมัติแล้ว")
    assert "ต้องเป็นรหัสที่มีในชีต กลุ่ม" in planner.text


def test_somebody_who_owns_projects_cannot_just_be_taken_out(planner: Desk) -> None:
    at = row("บุคลากร", k="ก02")
    planner.look(at)
    planner.send(at, remove="1")
    assert planner.status == 422
    assert "แผนส่วนอื่นจะไม่ถูกต้อง" in planner.text


def test_a_person_is_added_and_gets_a_code_to_print(planner: Desk) -> None:
    at = row("บุคลากร", new="1")
    planner.look(at)
    planner.send(at, code="ก99", name="นาย <i>ก99</i>", group="กนต.", roles="ผู้รับผิดชอบ")
    planner.look("/console/people?q=ก99")
    assert "&lt;i&gt;ก99" in planner.page
    planner.send("/console/people/invites", person="ก99")
    assert "รหัสเชิญ 1 คน" in planner.text
    assert planner.page.count("<svg") == 1
    assert "ลงทะเบียน" in planner.text


def test_projects_are_handed_over(planner: Desk) -> None:
    at = "/console/people/ก02/hand-over"
    planner.look(at)
    assert planner.send(at, to="ก03").status == 422
    assert "เลือกอย่างน้อยหนึ่งโครงการ" in planner.text
    planner.look(at).send(at, to="ก03", projects="2")
    assert "มอบโครงการแล้ว 1 โครงการ" in planner.text
    assert "นางสาว ก03" in planner.look("/console/projects?q=2").text


@pytest.mark.parametrize(("code", "plan", "people"), [(EXECUTIVE, 200, 403), (DIRECTOR, 403, 403)])
def test_each_role_at_plan_and_people(sample: Town, code: str, plan: int, people: int) -> None:
    desk = desk_of(sample, code)
    assert desk.look("/console/plan").status == plan
    assert "ส่งแผนทั้งไฟล์" not in desk.page
    assert desk.look("/console/people").status == people
    desk.look("/console/sessions")
    assert desk.send("/console/plan").status == 403
    assert desk.send("/console/people/invites").status == 403
    assert desk.look(row("โครงการ", k="2")).status == 403


def test_the_plan_can_be_taken_home_and_brought_back(planner: Desk, tmp_path: Path) -> None:
    answer = planner.client.get("/console/plan/2567.xlsx", base_url=BASE)
    upload(planner, answer.data)
    assert "ไม่มีการเปลี่ยนแปลง" in planner.text
