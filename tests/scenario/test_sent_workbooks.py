"""Finance sends a workbook: hostile files, figures that change meanwhile, taking it back."""

import io
from zipfile import ZipFile

from sqlalchemy import func, select

from models.audit import AuditEntry, Channel
from models.disbursement_offers import DisbursementOffer, OfferState
from models.finance import Disbursement
from models.people import Person as OfficePerson
from simulator.message import By
from simulator.person import Person
from tests.office_sample import Town
from tests.transcripts.files import FILES

GOOD = "เบิกจ่าย มี.ค. 67.xlsx"


def figures(sample: Town) -> int:
    with sample.office.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(Disbursement)) or 0


def states(sample: Town) -> list[OfferState]:
    with sample.office.database.read() as connection:
        return list(
            connection.scalars(select(DisbursementOffer.state).order_by(DisbursementOffer.id))
        )


def spoken(person: Person) -> str:
    return "\n".join(person.last.texts)


def test_what_is_imported_stands_in_the_trail_with_who_did_it(sample: Town) -> None:
    finance, before = sample.registered("จ02"), figures(sample)
    finance.send_file(GOOD, FILES[GOOD]())
    assert figures(sample) == before
    assert finance.last.via == "reply"
    finance.tap("นำเข้า")
    assert figures(sample) == before + 3
    with sample.office.database.read() as connection:
        who, channel = connection.execute(
            select(OfficePerson.code, AuditEntry.channel)
            .join(AuditEntry, AuditEntry.actor_id == OfficePerson.id)
            .where(AuditEntry.action == "disbursements.imported")
        ).one()
    assert (who, channel) == ("จ02", Channel.CHAT)


def test_figures_that_changed_since_the_card_are_shown_again(sample: Town) -> None:
    first, second = sample.registered("จ02"), sample.registered("จ01")
    first.send_file(GOOD, FILES[GOOD]())
    second.say("โครงการ 5 เบิกแล้ว 299,999 ณ 31 มี.ค.")
    second.tap("บันทึกยอด")
    before = figures(sample)
    first.tap("นำเข้า")
    assert "กรุณาดูอีกครั้ง" in spoken(first)
    assert "299,999 บาท → 300,000 บาท" in spoken(first)
    assert figures(sample) == before
    first.tap("นำเข้า")
    assert "นำเข้าแล้ว" in spoken(first)
    assert figures(sample) == before + 3


def test_a_workbook_with_macros_and_one_that_unpacks_without_end_are_refused(sample: Town) -> None:
    finance, before = sample.registered("จ02"), figures(sample)
    finance.send_file("มาโคร.xlsx", packed(FILES[GOOD](), "xl/vbaProject.bin", b"macro"))
    assert "มีมาโคร" in spoken(finance)
    bomb = packed(FILES[GOOD](), "xl/media/zero.bin", bytes(61 * 1024 * 1024))
    finance.send_file("บอมบ์.xlsx", bomb)
    assert "ใหญ่เกินไป" in spoken(finance)
    finance.send_file("ไม่ใช่.xlsx", b"no workbook at all")
    assert "ไม่ใช่สมุดงาน Excel" in spoken(finance)
    assert states(sample) == [OfferState.FAULTY] * 3
    assert figures(sample) == before


def test_a_file_that_is_taken_back_cannot_be_imported(sample: Town) -> None:
    finance, before = sample.registered("จ02"), figures(sample)
    finance.send_file(GOOD, FILES[GOOD]())
    sent = next(one for one in reversed(finance.messages) if one.by is By.PERSON)
    finance.unsend(sent.id)
    finance.tap("นำเข้า")
    assert "ยกเลิกไปแล้ว" in spoken(finance)
    assert figures(sample) == before


def test_the_button_of_one_officer_is_nothing_to_another(sample: Town) -> None:
    finance, other, owner = (sample.registered(code) for code in ("จ02", "จ01", "ก02"))
    finance.send_file(GOOD, FILES[GOOD]())
    with sample.office.database.read() as connection:
        key = connection.scalar(select(DisbursementOffer.key))
    before = figures(sample)
    for person in (other, owner):
        person.act({"type": "postback", "label": "นำเข้า", "data": f"disbursement:import:{key}"})
        assert "นำเข้าแล้ว" not in spoken(person)
    assert figures(sample) == before
    assert states(sample) == [OfferState.OFFERED]


def packed(workbook: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one more entry."""
    out = io.BytesIO(workbook)
    with ZipFile(out, "a", compression=8) as archive:
        archive.writestr(name, content)
    return out.getvalue()
