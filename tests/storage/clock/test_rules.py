"""What the office decides: stored rule by rule, with its trail; nonsense is refused."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.office import Office
from models.audit import AuditEntry, Channel
from models.fiscal import Period, RoundCode
from models.rules import DEFAULTS, NAMES, OfficeRules, RuleError, change_rules, read_rules, written
from models.targets import TargetError, read_targets, set_target, target_of

COMMAND = Channel.COMMAND


def changed(office: Office, after: OfficeRules) -> tuple[str, ...]:
    with office.database.write() as connection:
        before = read_rules(connection)
        return change_rules(connection, before, after, at=office.clock.now(), channel=COMMAND)


def stands(office: Office) -> OfficeRules:
    with office.database.read() as connection:
        return read_rules(connection)


def test_what_nobody_changed_is_the_default(office: Office) -> None:
    assert stands(office) == OfficeRules()
    assert changed(office, OfficeRules()) == ()


def test_each_change_is_kept_and_has_its_trail(office: Office) -> None:
    own = replace(
        DEFAULTS,
        remind_before=(5, 0),
        remind_at=time(10, 15),
        opens_by_itself=(Period.HALF, Period.YEAR),
        quota_warning=Decimal("0.75"),
        paused=True,
        greeting="เรียนทุกท่าน",
    )
    assert len(changed(office, own)) == 6
    assert stands(office) == own
    changed(office, replace(own, paused=False))
    assert stands(office) == replace(own, paused=False)
    with office.database.read() as connection:
        trail = select(AuditEntry.before, AuditEntry.after).where(AuditEntry.subject_id == "paused")
        rows = connection.execute(trail.order_by(AuditEntry.id)).all()
    assert [(row.before["value"], row.after["value"]) for row in rows] == [
        (False, True),
        (True, False),
    ]


def test_two_who_change_different_rules_do_not_undo_each_other(office: Office) -> None:
    with office.database.write() as connection:
        seen = read_rules(connection)
    changed(office, replace(seen, paused=True))
    with office.database.write() as connection:
        after = replace(seen, completion_days=20)
        change_rules(connection, seen, after, at=office.clock.now(), channel=COMMAND)
    assert stands(office) == replace(seen, paused=True, completion_days=20)


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_reads_what_it_writes(name: str) -> None:
    assert DEFAULTS.with_text(name, written(DEFAULTS, name)) == DEFAULTS


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("remind_before", "7,-1"),
        ("remind_before", "สัปดาห์หนึ่ง"),
        ("remind_at", "17:00"),  # after the working hours
        ("remind_at", "9 โมง"),
        ("work_until", "08:00"),
        ("due_after_days", "0"),  # before the round opens
        ("quota_warning", "80"),
        ("quota_warning", "nan"),
        ("opens_by_itself", "Q5"),
        ("paused", "maybe"),
        ("colour", "red"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(name: str, text: str) -> None:
    with pytest.raises(RuleError, match=name):
        DEFAULTS.with_text(name, text)


def test_targets_stand_by_year_and_quarter(office: Office) -> None:
    at = office.clock.now()
    with office.database.write() as connection:
        for quarter, percent in ((Period.Q2, "52"), (Period.Q4, "93.5")):
            set_target(connection, 2567, quarter, Decimal(percent), at=at, channel=COMMAND)
        set_target(connection, 2567, Period.Q2, Decimal("53.25"), at=at, channel=COMMAND)
        assert read_targets(connection, 2567) == {
            Period.Q2: Decimal("53.25"),
            Period.Q4: Decimal("93.5"),
        }
        assert target_of(connection, RoundCode(2567, Period.HALF)) == Decimal("53.25")
        assert target_of(connection, RoundCode(2567, Period.YEAR)) == Decimal("93.5")
        assert target_of(connection, RoundCode(2567, Period.Q1)) is None
        set_target(connection, 2567, Period.Q2, None, at=at, channel=COMMAND)
        assert target_of(connection, RoundCode(2567, Period.Q2)) is None
        for quarter, percent in ((Period.Q2, "101"), (Period.HALF, "50"), (Period.Q2, "-1")):
            with pytest.raises(TargetError):
                set_target(connection, 2567, quarter, Decimal(percent), at=at, channel=COMMAND)
