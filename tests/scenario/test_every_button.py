"""Every button the bot ever showed in these stories, pressed by everybody it was not meant for."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.clock import MovableClock
from handlers.chat.desk import ChatDesk
from handlers.chat.gate import REFUSAL
from models.audit import AuditEntry
from models.authority import read_authority
from models.people import Person
from models.schema import METADATA
from simulator.message import By
from simulator.person import Person as Hands
from tests.office_sample import Town
from tests.transcripts.test_transcripts import play

STORIES = Path(__file__).parent.parent / "transcripts"
TOLD = ("report_in_six_taps", "director_certifies", "delegation", "planner", "hand_over")
GREETING = "ยินดีต้อนรับ"

STRANGER, LEFT = "ค02", "ง02"
OTHERS = ("ก07", "ข02", "จ02", "ช01", "ฉ02")
"""Another owner, another group's director, finance, an executive, and the other planner."""

ALIKE = {
    ("report", "page"),
    ("certify", "list"),
    ("certify", "all"),
    ("certify", "all_yes"),
}
"""Buttons that name nothing of anybody: each who may press them at all gets what is theirs."""
OWN_WORK = {
    ("report", "new"),
    ("register", "yes"),
    ("register", "no"),
    ("remind", "on"),
    ("remind", "ask"),
}
"""Whoever presses these begins something of their own, or puts off their own reminders."""

QUIET = timedelta(seconds=10)
"""Between two taps: faster ones count as a flood and are left alone."""

TALK = {"audit_entries", "inbound_events", "outgoing_messages", "chat_sessions", "deferred_tasks"}
"""What a refusal writes: that it was asked, and the answer."""


def everything(town: Town) -> dict[str, Sequence[Any]]:
    """All rows but those of the talk itself."""
    with town.office.database.read() as connection:
        return {
            table.name: connection.execute(select(table).order_by(*table.primary_key.columns)).all()
            for table in METADATA.sorted_tables
            if table.name not in TALK
        }


def buttons_of(town: Town, code: str) -> list[str]:
    """Postback data of all that person was shown; of each kind of button the first two."""
    kinds: dict[tuple[str, ...], list[str]] = {}
    for message in town.person(code).chat.from_bot:
        for action in (*message.actions, *message.quick_replies):
            data = action.get("data")
            if data:
                known = kinds.setdefault(tuple(data.split(":")[:2]), [])
                if data not in known:
                    known.append(data)
    return [data for known in kinds.values() for data in known[:2]]


def answer(person: Hands, data: str) -> list[str]:
    before = len(person.messages)
    person.tap_data(data)
    new = [one for one in person.messages[before:] if one.by is By.BOT]
    return ["\n".join(one.texts) for one in new]


def cast(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith("--- "):
            yield line[4:].split()[0]


def groups_of(town: Town) -> dict[str, int | None]:
    with town.office.database.read() as connection:
        return dict(connection.execute(select(Person.code, Person.group_id)).all())


def may_too(code: str, data: str, groups: dict[str, int | None]) -> bool:
    """What one planner began another may finish; a director delegates for the own group."""
    conversation, _, first = (*data.split(":"), "")[:3]
    if code == "ฉ02":
        return conversation in ("plan", "delegate")
    return code == "ข02" and conversation == "delegate" and first == str(groups[code])


def leave(town: Town, code: str) -> None:
    with town.office.database.write() as connection:
        connection.execute(update(Person).where(Person.code == code).values(active=False))


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """On SQLite alone: what is asked here does not differ between databases."""
    from models import schema
    from models.database import Database

    fresh = Database(f"sqlite:///{tmp_path}/kaona.db")
    schema.upgrade(fresh)
    yield fresh
    fresh.close()


@pytest.mark.parametrize("story", TOLD)
def test_a_button_pressed_by_anybody_else_does_nothing(
    story: str, sample: Town, clock: MovableClock
) -> None:
    lines = (STORIES / f"{story}.txt").read_text(encoding="utf-8").splitlines()
    for code in {*OTHERS, LEFT} - set(cast(lines)):
        sample.registered(code)
    list(play(lines, sample, clock))
    shown = {code: buttons_of(sample, code) for code in cast(lines)}
    assert sum(map(len, shown.values())) > 10
    leave(sample, LEFT)
    sample.person(STRANGER).follow()
    before = everything(sample)
    groups = groups_of(sample)
    for code in (*OTHERS, STRANGER, LEFT):
        presser = sample.person(code)
        for data in {data for whose, all_of in shown.items() if whose != code for data in all_of}:
            kind = tuple(data.split(":")[:2])
            if kind in OWN_WORK or may_too(code, data, groups):
                continue
            clock.advance(QUIET)
            said = answer(presser, data)
            if code in (STRANGER, LEFT):
                assert len(said) == 1, (code, data)
                assert GREETING in said[0], (code, data)
            elif kind not in ALIKE:
                assert said == [REFUSAL], (story, code, data)
    assert everything(sample) == before


def test_every_declared_button_is_refused_to_who_may_not(sample: Town, clock: MovableClock) -> None:
    """Of every conversation, with ids made up: for each role that lacks the act, and for nobody."""
    for code in OTHERS:
        sample.registered(code)
    sample.person(STRANGER).follow()
    with sample.office.database.read() as connection:
        ids = dict(connection.execute(select(Person.code, Person.id)).all())
        today = sample.office.clock.now().date()
        may = {code: read_authority(connection, ids[code], today).may for code in OTHERS}
    before = everything(sample)
    refused = 0
    for one in ChatDesk(sample.office).conversations:
        for action, act in one.taps.items():
            data = f"{one.name}:{action}:1:2:3:4"
            clock.advance(QUIET)
            for code in OTHERS:
                if not may[code](act):
                    assert answer(sample.person(code), data) == [REFUSAL], (code, data)
                    refused += 1
            if one.name not in ("register", "own_data"):
                [said] = answer(sample.person(STRANGER), data)
                assert GREETING in said, data
    assert everything(sample) == before
    assert refused > 20
    with sample.office.database.read() as connection:
        kept = select(AuditEntry.id).where(AuditEntry.action == "refused")
        assert len(connection.execute(kept).all()) >= refused
