"""Rounds are opened, extended and closed with their trail; a closed one reads the same for ever."""

from datetime import date

import pytest
from sqlalchemy import select, update

from bot.office import Office
from models.audit import AuditEntry, Channel
from models.fiscal import Period, RoundCode
from models.plan import Project
from models.rounds import Round, RoundError, extend_round, open_round
from reports.closing import close_round, freeze_closed
from reports.official import official_report
from reports.outputs.json_file import tables_json
from reports.reading import picture_of, read_picture
from tests.office_sample import DUE, ROUND

HALF = RoundCode(2567, Period.HALF)
CONSOLE = Channel.CONSOLE


def tables(office: Office, code: RoundCode = ROUND) -> bytes:
    with office.database.read() as connection:
        return tables_json(official_report(picture_of(connection, code)))


def test_a_due_date_is_extended_with_its_trail(loaded: Office) -> None:
    later, at = date(2024, 4, 19), loaded.clock.now()
    with loaded.database.write() as connection:
        extend_round(connection, ROUND, due=later, at=at, channel=CONSOLE)
        assert connection.scalar(select(Round.due)) == later
        trail = select(AuditEntry.before, AuditEntry.after, AuditEntry.channel)
        row = connection.execute(trail.where(AuditEntry.action == "round.extended")).one()
    assert tuple(row) == ({"due": DUE.isoformat()}, {"due": later.isoformat()}, CONSOLE)


@pytest.mark.parametrize("due", [DUE, date(2024, 3, 30), date(2025, 4, 10)])
def test_a_senseless_extension_is_refused(loaded: Office, due: date) -> None:
    with loaded.database.write() as connection, pytest.raises(RoundError):
        extend_round(connection, ROUND, due=due, at=loaded.clock.now(), channel=CONSOLE)


def test_a_closed_round_is_neither_extended_nor_closed_again(loaded: Office) -> None:
    at = loaded.clock.now()
    with loaded.database.write() as connection:
        close_round(connection, ROUND, at=at, channel=CONSOLE)
        with pytest.raises(RoundError, match="ปิดไปแล้ว"):
            extend_round(connection, ROUND, due=date(2024, 4, 19), at=at, channel=CONSOLE)
        with pytest.raises(RoundError, match="ปิดไปแล้ว"):
            close_round(connection, ROUND, at=at, channel=CONSOLE)
        with pytest.raises(RoundError, match="ไม่มีรอบ"):
            close_round(connection, HALF, at=at, channel=CONSOLE)


def test_a_closed_round_does_not_follow_the_plan(loaded: Office) -> None:
    at = loaded.clock.now()
    with loaded.database.write() as connection:
        open_round(connection, HALF, as_of=HALF.last_day, due=DUE, at=at, channel=CONSOLE)
        close_round(connection, ROUND, at=at, channel=CONSOLE)
    frozen, living = tables(loaded), tables(loaded, HALF)
    with loaded.database.write() as connection:
        connection.execute(update(Project).where(Project.code == "5").values(active=False))
    assert tables(loaded) == frozen
    assert tables(loaded, HALF) != living


def test_what_an_older_version_closed_is_frozen_later(loaded: Office) -> None:
    at = loaded.clock.now()
    with loaded.database.write() as connection:
        connection.execute(update(Round).values(closed_at=at))
        assert freeze_closed(connection, at) == 1
        assert freeze_closed(connection, at) == 0
    before = tables(loaded)
    with loaded.database.write() as connection:
        connection.execute(update(Project).values(active=False))
        assert picture_of(connection, ROUND) != read_picture(connection, ROUND)
    assert tables(loaded) == before
