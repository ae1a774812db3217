"""The nudge buttons of the overview's cards, pressed by everybody they were not meant for."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from handlers.chat.gate import REFUSAL
from models.audit import Channel
from models.people import Person
from models.rounds import Round
from models.schema import METADATA
from reports.closing import close_round
from tests.office_sample import ROUND, Town
from tests.transcripts.test_transcripts import play

STORY = Path(__file__).parent.parent / "transcripts" / "nudges.txt"
ACTS = ("plan:nudge:", "remind:pass:")


def buttons(sample: Town, code: str) -> set[str]:
    """Postback data of the nudges that person was shown."""
    return {
        action["data"]
        for message in sample.person(code).chat.from_bot
        for action in message.actions
        if str(action.get("data")).startswith(ACTS)
    }


def reminders(sample: Town) -> list[int]:
    """What was sent or asked for."""
    tables = METADATA.tables
    with sample.office.database.read() as connection:
        sent, asked = tables["outgoing_messages"], tables["reminder_requests"]
        of_kind = select(sent.c.id).where(sent.c.kind == "reminder")
        return [
            len(connection.execute(of_kind).all()),
            len(connection.execute(select(asked.c.id)).all()),
        ]


@pytest.mark.parametrize("presser", ["ก02", "ก06", "จ02", "ช01"])
def test_who_may_not_is_refused_and_nobody_hears(
    presser: str, sample: Town, clock: MovableClock
) -> None:
    """An owner, another group's director, finance, an executive."""
    list(play(STORY.read_text(encoding="utf-8").splitlines(), sample, clock))
    shown = buttons(sample, "ข02")
    assert len(shown) == 3
    assert not buttons(sample, "ช01")
    if presser not in ("ก02", "ช01"):
        sample.registered(presser)
    before = reminders(sample)
    for data in sorted(shown):
        clock.advance(timedelta(seconds=10))
        person = sample.person(presser)
        person.tap_data(data)
        assert person.last.texts == [REFUSAL]
    assert reminders(sample) == before


def test_a_director_reminds_a_person_of_the_own_groups_projects_only(sample: Town) -> None:
    """With the id of somebody who owns nothing there: refused, whoever it is."""
    director = sample.registered("ข02")
    with sample.office.database.read() as connection:
        round_id = connection.scalar(select(Round.id))
        ids = dict(connection.execute(select(Person.code, Person.id)).all())
    for which in (f"p{ids['ก02']}", "p999999", "p", "p-1", "pall"):
        director.tap_data(f"plan:nudge:{round_id}:{which}")
        assert REFUSAL in str(director.last.texts), which
    assert reminders(sample) == [0, 0]


def test_the_owner_hears_who_reminds(sample: Town, clock: MovableClock) -> None:
    director, owner = sample.registered("ข02"), sample.registered("ข03")
    director.say("ของคุณ ข03")
    director.tap("เตือนให้รายงาน")
    assert "กำลังส่งเตือน: นางสาว ข03" in str(director.last.body)
    clock.advance(timedelta(minutes=16))  # the owner had just been talking
    sample.tick()
    assert "นาง ข02" in str(owner.last.body)
    assert "รายงานโครงการ 15" in str(owner.last.body)
    assert "รายงานโครงการ 16" in str(owner.last.body)
    director.tap("เตือนให้รายงาน")
    assert "วันนี้ระบบเตือนไปแล้ว จึงจะเตือนในนามคุณอีกครั้งเช้า" in str(director.last.body)
    sample.tick()
    heard = [one for one in owner.chat.from_bot if "ฝากเตือน" in str(one.body)]
    assert len(heard) == 1


def test_a_closed_round_has_no_nudges(sample: Town) -> None:
    planner = sample.registered("ฉ01")
    planner.say("ใครยังไม่รายงาน")
    assert "เตือนทุกคน" in str(planner.last.body)
    now = sample.office.clock.now()
    with sample.office.database.write() as connection:
        close_round(connection, ROUND, at=now, channel=Channel.COMMAND)
    for question in ("ใครยังไม่รายงาน", "โครงการ 13", "ของคุณ ก02"):
        planner.say(question)
        assert "เตือน" not in str(planner.last.body), question
