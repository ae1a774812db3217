"""Who may hand a reminder on: leaders of the group, planners for all; others are refused."""

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from models.audit import AuditEntry
from models.people import Group
from models.reminders import ReminderRequest
from models.rounds import Round
from tests.office_sample import Town
from tests.transcripts.render import rendered


@pytest.mark.parametrize(
    ("who", "group", "allowed"),
    [
        ("ก06", "กนต.", True),  # the director of that group
        ("ก06", "กสศ.", False),  # of another
        ("ก06", "all", False),  # only planners remind everybody
        ("ก04", "กนต.", False),  # an owner
        ("ฉ01", "กนต.", True),
        ("ฉ01", "all", True),
    ],
)
def test_a_button_is_checked_when_it_is_tapped(
    who: str, group: str, *, allowed: bool, sample: Town, clock: MovableClock
) -> None:
    sample.registered("ก02")
    person = sample.registered(who)
    with sample.office.database.read() as connection:
        round_id = connection.execute(select(Round.id)).scalar_one()
        ids = dict(connection.execute(select(Group.code, Group.id)).all())
    data = f"remind:pass:{round_id}:{ids.get(group, 'all')}"
    person.act({"type": "postback", "label": "ส่งต่อ", "data": data})
    said = "\n".join(rendered(person.messages[-1].body))
    with sample.office.database.read() as connection:
        asked = connection.scalars(select(ReminderRequest.id)).all()
        trail = connection.scalars(
            select(AuditEntry.action).where(AuditEntry.action.like("re%"))
        ).all()
    assert ("ส่งต่อให้ผู้รับผิดชอบแล้ว" in said) == allowed
    assert bool(asked) == allowed
    assert ("reminder.passed_on" in trail) == allowed
    assert ("refused" in trail) == (not allowed)
