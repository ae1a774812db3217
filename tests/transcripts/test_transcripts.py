"""Plays every transcript, on both databases; the session is stored and loaded between turns."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.clock import BANGKOK, MovableClock
from simulator.message import By
from simulator.person import Person
from tests.office_sample import Town
from tests.transcripts.files import FILES
from tests.transcripts.render import rendered

HERE = Path(__file__).parent
TRANSCRIPTS = sorted(HERE.glob("*.txt"))

SPOKEN = re.compile(r"(?P<who>\S+)> (?P<what>.*)")
SENT = re.compile(r"\(ไฟล์ (?P<name>.+)\)")
TAPPED = re.compile(r"\[(?:เก่า (?P<age>\d+): )?(?P<label>.+)\]")


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(
    path: Path, sample: Town, clock: MovableClock, request: pytest.FixtureRequest
) -> None:
    wanted = path.read_text(encoding="utf-8")
    played = "\n".join(play(wanted.splitlines(), sample, clock)) + "\n"
    if request.config.getoption("--record"):
        path.write_text(played, encoding="utf-8")
        wanted = played
    assert played.splitlines() == wanted.splitlines()
    assert sample.platform.refused == []
    assert sample.platform.undelivered == []


def play(lines: list[str], sample: Town, clock: MovableClock) -> Iterator[str]:
    """The script's own lines again, each followed by what the bot answered."""
    for line in lines:
        if line.startswith("    "):
            continue
        yield line
        spoken = SPOKEN.fullmatch(line)
        if line.startswith("@ "):
            clock.set(_moment(line[2:]))
        elif line.startswith("--- "):
            sample.registered(line[4:].split()[0])
        elif line.startswith("~ "):
            yield from _ticked(sample, line[2:].split())
        elif spoken and not line.startswith("#"):
            yield from _turn(sample, spoken["who"], spoken["what"])


def _turn(sample: Town, who: str, what: str) -> Iterator[str]:
    person = sample.person(who)
    before = {message.id for message in person.messages}
    _do(sample, person, who, what)
    for message in person.messages:
        if message.by is By.BOT and message.id not in before:
            mark = [] if message.via == "reply" else [f"({message.via})"]
            yield from (f"    {line}" for line in [*mark, *rendered(message.body)])


def _ticked(sample: Town, watched: list[str]) -> Iterator[str]:
    """The clock ticks; what the people watched are sent."""
    before = {who: len(sample.person(who).messages) for who in watched}
    sample.tick()
    for who in watched:
        sent = sample.person(who).messages[before[who] :]
        yield f"    → {who}" if sent else f"    → {who}: -"
        for message in sent:
            yield from (f"    {line}" for line in rendered(message.body))


def _do(sample: Town, person: Person, who: str, what: str) -> None:
    tap = TAPPED.fullmatch(what)
    other = _DEEDS.get(what)
    file = SENT.fullmatch(what)
    if tap:
        _tap(person, tap["label"], int(tap["age"] or 0))
    elif what == "(สแกนรหัส)":
        person.say(person.scan(sample.links[who]))
    elif other:
        other(person)
    elif file:
        person.send_file(file["name"], FILES[file["name"]]())
    else:
        person.say(what.replace("\\n", "\n"))


def _tap(person: Person, label: str, age: int) -> None:
    if age == 0:
        person.tap(label)
        return
    bodies = [message.body for message in reversed(person.messages) if message.by is By.BOT]
    found = [action for body in bodies for action in _actions(body) if action["label"] == label]
    person.act(found[age])


def _actions(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "action" in node and "label" in node["action"]:
            yield node["action"]
        for child in node.values():
            yield from _actions(child)
    elif isinstance(node, list):
        for child in node:
            yield from _actions(child)


def _moment(text: str) -> datetime:
    day, month, rest = text.split("/", 2)
    year, _, time = rest.partition(" ")
    hour, minute = time.split(":")
    return datetime(int(year) - 543, int(month), int(day), int(hour), int(minute), tzinfo=BANGKOK)


def _photo(width: int) -> bytes:
    """A photo unlike any other of the story."""
    photo = io.BytesIO()
    Image.new("RGB", (width, 6), "#0F766E").save(photo, "JPEG")
    return photo.getvalue()


_DEEDS: dict[str, Callable[[Person], object]] = {
    "(เพิ่มเพื่อน)": lambda person: person.follow(),
    "(บล็อก)": lambda person: person.unfollow(),
    "(สติกเกอร์)": lambda person: person.send_sticker(),
    "(เสียง)": lambda person: person.send_audio(b"RIFF"),
    "(รูป)": lambda person: person.send_image(_photo(len(person.messages))),
    "(ยกเลิกข้อความล่าสุด)": lambda person: person.unsend(
        [message.id for message in person.messages if message.by is By.PERSON][-1]
    ),
}
