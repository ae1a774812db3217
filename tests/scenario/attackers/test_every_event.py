"""Every field of every kind of event spoiled, rightly signed: none costs another, none fails."""

import json
import os
from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import MovableClock
from bot.events import read
from bot.flood import WINDOW as BURST
from bot.memory_line import MemoryLine
from bot.office import Office
from tests.office_sample import Town
from tests.scenario.attackers.events import ANYTHING, SPOILED, paths, spoiled, well_formed
from tests.scenario.letterbox import AT, BEN, Letterbox, Raw, event, says, taps
from tests.scenario.repeated.acting import Stage

EXAMPLES = 25 * int(os.environ.get("KAONA_FUZZ", "1"))
FEW = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="KAONA_FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_people = count(1)


@pytest.fixture
def letterbox(office: Office, clock: MovableClock) -> Letterbox:
    return Letterbox.of(office, MemoryLine(clock))


def somebody() -> str:
    """A chat of its own, so that nobody floods."""
    return f"U{next(_people):032x}"


def posted(letterbox: Letterbox, odd: Sequence[Raw]) -> None:
    """All of them in one body between two good ones: those are answered, all are kept."""
    first = says("สวัสดี", somebody(), timestamp=AT)
    last = says("สวัสดี", somebody(), timestamp=AT * 2)
    assert letterbox.post(first, *odd, last) == 200
    kept = letterbox.states()
    assert {one["webhookEventId"] for one in (first, last)} <= kept.keys()
    assert letterbox.answered(first)
    assert letterbox.answered(last)
    assert {event.id for one in odd if (event := read(one))} <= kept.keys()
    assert letterbox.causes() == []


def test_every_kind_as_line_sends_it(letterbox: Letterbox) -> None:
    posted(letterbox, well_formed(somebody()))


def test_every_field_of_every_kind_spoiled(letterbox: Letterbox) -> None:
    """Each place meets two of the values; which ones goes round."""
    odd = []
    number = count()
    for raw in well_formed(BEN):
        for path in paths(raw):
            for _ in range(2):
                value = SPOILED[next(number) % len(SPOILED)]
                fresh = event(raw["type"], somebody())
                own = raw | {name: fresh[name] for name in ("source", "webhookEventId")}
                odd.append(spoiled(raw | own if path[0] != "source" else raw, path, value))
    for begin in range(0, len(odd), 50):
        posted(letterbox, odd[begin : begin + 50])


@FEW
@given(st.data())
def test_anything_anywhere(letterbox: Letterbox, data: st.DataObject) -> None:
    odd = []
    for _ in range(data.draw(st.integers(1, 4))):
        raw = data.draw(st.sampled_from(well_formed(somebody())))
        for _ in range(data.draw(st.integers(1, 3))):
            path = data.draw(st.sampled_from(list(paths(raw))))
            raw = spoiled(raw, path, data.draw(ANYTHING))
        odd.append(raw)
    posted(letterbox, odd)


@FEW
@given(ANYTHING)
def test_any_json_is_a_webhook_or_refused(letterbox: Letterbox, value: Any) -> None:
    for body in (value, {"events": value}, {"destination": value, "events": [value]}):
        assert letterbox.post_bytes(json.dumps(body).encode()) in (200, 400)
    assert letterbox.causes() == []


@FEW
@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_a_webhook_or_refused(letterbox: Letterbox, body: bytes) -> None:
    assert letterbox.post_bytes(body) in (200, 400)


@pytest.mark.parametrize("levels", [500, 10_000, 500_000])
def test_nested_without_end_is_taken_or_refused_as_a_whole(
    letterbox: Letterbox, levels: int
) -> None:
    for opened, closed in (("[", "]"), ('{"a":', "}")):
        deep = opened * levels + "1" + closed * levels
        body = json.dumps({"events": [says("สวัสดี") | {"extra": "DEEP"}]})
        answered = letterbox.post_bytes(body.replace('"DEEP"', deep).encode()[: 1024 * 1024])
        assert answered in (200, 400)
    assert letterbox.causes() == []


def typed_and_tapped(sample: Town) -> list[str]:
    """The data of every button in the owner's chat."""
    actions = [one for said in sample.person("ก02").chat.from_bot for one in said.actions]
    return sorted({one["data"] for one in actions if "data" in one})


def test_any_words_and_any_button_of_somebody_known(sample: Town) -> None:
    """A stranger is only greeted; in the middle of a report much more is read."""
    owner = sample.registered("ก02")
    for text in ("รายงาน โครงการ 2", "กำลังทำ", "5,000"):
        owner.say(text)
    stage, buttons = Stage.of(sample), typed_and_tapped(sample)
    assert len(buttons) > 10

    @FEW
    @given(st.data())
    def play(data: st.DataObject) -> None:
        text = data.draw(st.text(st.characters(codec=None), max_size=200))
        button = data.draw(st.sampled_from(buttons) | st.text(max_size=60))
        parts = button.split(":")
        place = data.draw(st.integers(0, len(parts) - 1))
        parts[place] = str(data.draw(st.integers() | st.text(max_size=20)))
        day = {"date": data.draw(st.text(max_size=12)), "datetime": text}
        made = [
            says(text, owner.user_id),
            taps(button, owner.user_id),
            taps(":".join(parts), owner.user_id),
            event("postback", owner.user_id, postback={"data": button, "params": day}),
        ]
        assert stage.box.post(*made) == 200
        assert stage.box.causes() == []
        sample.office.clock.advance(BURST)  # type: ignore[attr-defined]

    play()
