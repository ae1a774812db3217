"""The official form of a submitted report, by the link that came with the receipt."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import insert, select, update
from werkzeug.test import TestResponse

from bot.clock import MovableClock
from bot.file_links import GOOD_FOR, FileLinks
from models.audit import Channel
from models.people import Person
from models.plan import Project
from models.progress import Certification, Decision, Report
from models.rules import OfficeRules, change_rules
from simulator.person import Person as Chatter
from tests.office_sample import Town
from tests.unit.evidence import files
from tests.unit.reports.pdfs import folded, pages_of, pictures_on, words_of

OWNER, BUTTON = "ข03", "แบบรายงาน (PDF)"


@pytest.fixture
def owner(sample: Town) -> Chatter:
    """Has submitted project 15 with a photo."""
    person = sample.registered(OWNER)
    person.say("โครงการ 15 กำลังทำ ใช้ไป 5600 ไม่มีปัญหา")
    person.send_image(files.jpeg(6))
    person.say("ส่งเลย")
    person.tap("ยืนยันส่ง")
    return person


def link(person: Chatter, label: str = BUTTON) -> str:
    found = [
        action["uri"]
        for message in person.messages[::-1]
        for action in message.actions
        if action.get("label", "").startswith(label) and "uri" in action
    ]
    assert found, person.last.texts
    return str(found[0])


def opened(sample: Town, address: str) -> TestResponse:
    parts = urlsplit(address)
    return sample.app.test_client().get(f"{parts.path}?{parts.query}")


def words(sample: Town, address: str) -> str:
    response = opened(sample, address)
    assert response.status_code == 200
    return words_of(response.data)


def test_the_receipt_brings_the_form_to_sign(sample: Town, owner: Chatter) -> None:
    address = link(owner)
    assert address.startswith("https://kaona.example.go.th/files/forms/")
    response = opened(sample, address)
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    assert "filename=form-2567-Q2-15-1.pdf" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "private, no-store"
    said = words_of(response.data)
    for text in ("เลขรับ 2567-Q2-15-1", "ใช้ไป (รวมผูกพันแล้วยังไม่ส่งเบิก) 5,600 บาท", "(นางสาว ข03)"):
        assert folded(text) in said
    assert pictures_on(response.data, len(pages_of(response.data)) - 1) == 1
    assert opened(sample, address).data == response.data


def test_an_old_version_stays_as_it_was(sample: Town, owner: Chatter) -> None:
    first = link(owner)
    owner.say("แก้ไข")
    owner.say("ใช้ไป 5160")
    owner.tap("ยืนยันส่ง")
    second = link(owner)
    assert "5,600บาท" in words(sample, first)
    assert "5,160บาท" in words(sample, second)
    owner.say("แบบรายงาน โครงการ 15")
    assert "5,600บาท" in words(sample, link(owner, "ไตรมาส 2 ฉบับที่ 1"))
    assert "5,160บาท" in words(sample, link(owner, "ไตรมาส 2 ฉบับที่ 2"))


def test_the_certified_form_says_who_certified(sample: Town, owner: Chatter) -> None:
    address = link(owner)
    assert folded("รับรองผ่านระบบก้าวหน้า") not in words(sample, address)
    with sample.office.database.write() as connection:
        connection.execute(
            insert(Certification).values(
                report_id=connection.scalar(select(Report.id)),
                person_id=connection.scalar(select(Person.id).where(Person.code == "ก06")),
                decision=Decision.CERTIFIED,
                decided_at=sample.office.clock.now(),
                channel=Channel.CHAT,
            )
        )
    certified = opened(sample, address).data
    assert folded("รับรองถูกต้อง วันที่ 3 เมษายน 2567") in words_of(certified)
    assert opened(sample, address).data == certified


def test_a_project_that_left_the_plan_keeps_its_forms(sample: Town, owner: Chatter) -> None:
    address = link(owner)
    with sample.office.database.write() as connection:
        connection.execute(update(Project).where(Project.code == "15").values(active=False))
    assert folded("เลขรับ 2567-Q2-15-1") in words(sample, address)


def test_the_offices_digits(sample: Town, owner: Chatter) -> None:
    with sample.office.database.write() as connection:
        change_rules(
            connection,
            OfficeRules(),
            OfficeRules(thai_digits=True),
            at=sample.office.clock.now(),
            channel=Channel.COMMAND,
        )
    assert "๕,๖๐๐บาท" in words(sample, link(owner))


def test_a_link_that_is_forged_too_old_or_of_another_kind(
    sample: Town, owner: Chatter, clock: MovableClock
) -> None:
    address = link(owner)
    links = FileLinks(sample.office)
    others = [links.to_evidence(1) or "", links.to_form("2567-Q2-99-1") or ""]
    base, token = address.split("?")[0].rsplit("/", 1)
    tokens = [one.split("?")[0].rsplit("/", 1)[1] for one in others]
    for wrong in (f"{token}x", "x", *tokens):
        assert opened(sample, f"{base}/{wrong}").status_code == 404
    clock.advance(GOOD_FOR + timedelta(seconds=2))
    late = opened(sample, address)
    assert late.status_code == 404
    assert "พิมพ์ แบบรายงาน" in late.text


def test_others_see_no_forms_of_mine(sample: Town, owner: Chatter) -> None:
    other = sample.registered("ก02")
    other.say("แบบรายงาน")
    assert "ยังไม่มีรายงานที่ส่งแล้ว" in other.last.texts[0]
    other.say("แบบรายงาน 15")
    assert "ยังไม่มีรายงานที่ส่งแล้ว" in other.last.texts[0]
