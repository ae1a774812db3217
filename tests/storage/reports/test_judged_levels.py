"""Levels judged by hand: in the table with their reasons, in the trail, withdrawn, refused."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

import wsgi
from bot.office import Office
from models.audit import AuditEntry, Channel
from models.level_overrides import JudgeLevel, Level, LevelError, LevelOverride
from reports.closing import close_round
from reports.picture import RoundPicture
from reports.reading import picture_of, read_picture
from reports.tables.level import level_of
from reports.tables.levels import levels
from tests.golden import nakhon_pathom
from tests.golden.nakhon_pathom import ROUND


@pytest.fixture
def loaded(office: Office) -> Office:
    nakhon_pathom.load(office)
    return office


def judge(office: Office, level: Level | None, reason: str = "ดูจากเอกสาร", **rest: Any) -> None:
    usual: dict[str, Any] = {"round": str(ROUND), "project": "1.2", "channel": Channel.CONSOLE}
    effect = JudgeLevel(level=level, reason=reason, at=office.clock.now(), **(usual | rest))
    with office.database.write() as connection:
        effect.apply(connection)


def picture(office: Office, **rest: Any) -> RoundPicture:
    with office.database.read() as connection:
        return read_picture(connection, ROUND, **rest)


def level(found: RoundPicture) -> Level:
    return next(level_of(one) for one in found.projects if one.code == "1.2")


def totals(found: RoundPicture) -> list[Any]:
    return [cell.value for cell in levels(found).rows[-1].cells]


def test_what_was_judged_counts_and_its_reason_stands_under_the_table(loaded: Office) -> None:
    before = picture(loaded)
    assert level(before) is not Level.DONE
    judge(loaded, Level.DONE, "เสร็จแล้ว\nตามคำสั่งที่ 5")
    after = picture(loaded)
    assert level(after) is Level.DONE
    place = levels(after).place("done")
    assert totals(after)[place] == totals(before)[place] + 1
    note = "โครงการ 1.2 กลุ่มนโยบายและแผนพิจารณาเป็น สำเร็จแล้ว: เสร็จแล้ว ตามคำสั่งที่ 5"
    assert note in levels(after).note.splitlines()
    assert RoundPicture.from_json(after.as_json()) == after


def test_the_last_judgement_stands_and_can_be_withdrawn(loaded: Office) -> None:
    own = level(picture(loaded))
    judge(loaded, Level.DONE)
    judge(loaded, Level.PARTIAL)
    assert level(picture(loaded)) is Level.PARTIAL
    judge(loaded, None, "พิจารณาใหม่")
    assert level(picture(loaded)) is own
    with loaded.database.read() as connection:
        kept = connection.scalars(select(LevelOverride.level).order_by(LevelOverride.id)).all()
        trail = connection.execute(
            select(AuditEntry.action, AuditEntry.subject_id, AuditEntry.before, AuditEntry.after)
            .where(AuditEntry.action.startswith("level."))
            .order_by(AuditEntry.id)
        ).all()
    assert kept == [Level.DONE, Level.PARTIAL]
    which = "2565-H1 1.2"
    assert [tuple(one) for one in trail] == [
        ("level.judged", which, None, {"level": "สำเร็จแล้ว"}),
        ("level.judged", which, {"level": "สำเร็จแล้ว"}, {"level": "บางส่วน"}),
        ("level.withdrawn", which, {"level": "บางส่วน"}, None),
    ]


def test_a_closed_round_keeps_its_levels(loaded: Office) -> None:
    judge(loaded, Level.DONE)
    with loaded.database.write() as connection:
        close_round(connection, ROUND, at=loaded.clock.now(), channel=Channel.COMMAND)
    with pytest.raises(LevelError, match="ปิดแล้ว"):
        judge(loaded, Level.PARTIAL)
    with loaded.database.read() as connection:
        assert level(picture_of(connection, ROUND)) is Level.DONE


def test_an_older_moment_does_not_know_it(loaded: Office) -> None:
    own = level(picture(loaded))
    judge(loaded, Level.DONE)
    assert level(picture(loaded, until=loaded.clock.now() - timedelta(days=1))) is own
    assert level(picture(loaded, until=loaded.clock.now())) is Level.DONE


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        ({"reason": "  "}, "เหตุผล"),
        ({"project": "9.9"}, "ไม่มีโครงการ 9.9"),
        ({"round": "2566-H1"}, "ไม่มีโครงการ"),
        ({"level": None}, "ไม่มีระดับ"),
    ],
)
def test_what_does_not_fit_is_refused(loaded: Office, rest: dict[str, Any], why: str) -> None:
    with pytest.raises(LevelError, match=why):
        judge(loaded, **({"level": Level.DONE} | rest))


def test_by_command(loaded: Office) -> None:
    run = wsgi.app_of(loaded).test_cli_runner()
    done = run.invoke(args=["level", "judge", "2565-h1", "1.2", "บางส่วน", "--because", "ตามเอกสาร"])
    assert (done.exit_code, done.output) == (0, "โครงการ 1.2 รอบ 2565-H1: บางส่วน\n")
    assert level(picture(loaded)) is Level.PARTIAL
    undone = run.invoke(args=["level", "withdraw", "2565-H1", "1.2", "--because", "ผิด"])
    assert undone.exit_code == 0
    wrong = run.invoke(args=["level", "judge", "2565-H1", "x", "บางส่วน", "--because", "ผิด"])
    assert wrong.exit_code == 1
    assert "ไม่มีโครงการ x" in wrong.output
