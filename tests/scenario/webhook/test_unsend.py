"""A message taken back: its line leaves the draft, the fact stays, submitted figures stay."""

from typing import Any

import pytest
from sqlalchemy import select

import wsgi
from models.audit import AuditEntry
from models.messages import EventState, InboundEvent, OutgoingMessage
from models.progress import Draft, Report
from simulator.person import Person
from tests.office_sample import Town


def draft(sample: Town) -> dict[str, Any]:
    with sample.office.database.read() as connection:
        return dict(connection.scalar(select(Draft.values).order_by(Draft.id.desc())) or {})


def message_id(act: Any) -> str:
    return str(act.body["message"]["id"])


def drafted(sample: Town, *texts: str) -> tuple[Person, list[str]]:
    """Whoever says these to a report of project 2; the ids of the messages."""
    person = sample.registered("ก02")
    person.say("รายงาน โครงการ 2")
    return person, [message_id(person.say(text)) for text in texts]


def test_an_unsent_line_leaves_the_draft_and_the_others_stay(sample: Town) -> None:
    person, ids = drafted(sample, "เสร็จแล้ว", "23,800", "ประชุมแล้ว")
    person.unsend(ids[1])
    assert set(draft(sample)["answers"]) == {"status", "activities"}
    assert ids[1] not in draft(sample)["origins"].values()


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (("ยังไม่ได้ดำเนินการ", "0", "รอจัดสรรงบจากเขต"), "problems"),  # the reason
        (("เสร็จแล้ว", "99,999", "ได้รับงบเพิ่มจาก สพฐ."), "remarks"),  # the answer to a warning
    ],
    ids=["reason", "warning"],
)
def test_an_unsent_reason_leaves_the_draft(sample: Town, texts: tuple[str, ...], line: str) -> None:
    person, ids = drafted(sample, *texts)
    assert texts[-1] in str(draft(sample)["answers"][line])
    person.unsend(ids[-1])
    assert texts[-1] not in str(draft(sample))


def test_the_fact_of_unsending_stays_in_the_trail(sample: Town) -> None:
    person, ids = drafted(sample, "เสร็จแล้ว")
    person.unsend(ids[0])
    with sample.office.database.read() as connection:
        query = select(AuditEntry.subject_id).where(AuditEntry.action == "unsend")
        assert connection.scalars(query).all() == [ids[0]]


def test_submitted_figures_stay(sample: Town) -> None:
    person, ids = drafted(sample, "เสร็จแล้ว", "23,800", "ส่งเลย", "ยืนยันส่ง")
    person.unsend(ids[1])
    with sample.office.database.read() as connection:
        assert [str(spent) for spent in connection.scalars(select(Report.spent))] == ["23800"]


def test_the_answer_to_an_unsent_message_is_not_kept_either(sample: Town) -> None:
    person, ids = drafted(sample, "เสร็จแล้ว", "23,800")
    with sample.office.database.read() as connection:
        mine = select(InboundEvent.webhook_event_id).where(InboundEvent.message_id == ids[1])
        event_id = connection.scalar(mine)
    person.unsend(ids[1])
    with sample.office.database.read() as connection:
        query = select(OutgoingMessage.body).where(OutgoingMessage.caused_by == event_id)
        assert connection.scalars(query).all() == [[]]


def test_a_failed_event_whose_message_was_unsent_is_not_played_again(sample: Town) -> None:
    person, ids = drafted(sample, "เสร็จแล้ว")
    with sample.office.database.write() as connection:
        connection.execute(
            InboundEvent.__table__.update()  # type: ignore[attr-defined]
            .where(InboundEvent.message_id == ids[0])
            .values(state=EventState.FAILED, payload={"webhookEventId": "x"}, error="x")
        )
    person.unsend(ids[0])
    listed = wsgi.app_of(sample.office).test_cli_runner().invoke(args=["inbox", "list"])
    assert listed.output == "0 failed events.\n"


def test_unsending_is_answered_with_silence(sample: Town) -> None:
    person, ids = drafted(sample, "เสร็จแล้ว")
    before = len(person.messages)
    person.unsend(ids[0])
    assert len(person.messages) == before


def test_what_an_unsent_draft_lacks_is_asked_again(sample: Town) -> None:
    person, ids = drafted(sample, "เสร็จแล้ว", "23,800")
    person.unsend(ids[1])
    person.say("ทำต่อ")
    assert "ใช้เงินไปแล้วรวมกี่บาท" in "\n".join(person.last.texts)
