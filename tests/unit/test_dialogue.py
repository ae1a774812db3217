"""The engine with tiny conversations: words at any time, putting aside, quiet days, misses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.dialogue import QUIET, Answer, Dialogue, Said, Session, Tap, Turn

NOW = datetime(2024, 4, 3, 2, tzinfo=UTC)


@dataclass
class Here:
    """All the engine asks of a chat."""

    now: datetime = NOW


@dataclass
class Talk:
    """A conversation that counts what it was told; `ends` are the words that end it."""

    name: str
    words: frozenset[str] = frozenset()
    version: int = 1
    keeps_old: bool = True
    seen: list[str] = field(default_factory=list)

    def recognises(self, rest: str) -> bool:
        return rest != "something else"

    def begin(self, chat: Here, state: dict[str, Any] | None, said: Said) -> Turn:
        return self._turn(state, f"begin {said.word}")

    def tapped(self, chat: Here, state: dict[str, Any] | None, said: Said) -> Turn:
        assert said.tap
        if said.tap.action == "end":
            return Turn(say=[{"text": f"{self.name} ends"}])
        return self._turn(state, f"tap {said.tap.action}")

    def answered(self, chat: Here, state: dict[str, Any], said: Said, misses: int) -> Turn:
        if said.text == "?":
            return Turn(say=[{"text": f"missed {misses}"}], state=state or None, missed=True)
        if said.text == "end":
            return Turn(say=[{"text": f"{self.name} ends"}])
        return self._turn(state, f"said {said.text}")

    def paused(self, chat: Here, state: dict[str, Any]) -> Sequence[dict[str, Any]]:
        return [{"text": f"{self.name} put aside"}]

    def revived(self, state: dict[str, Any]) -> dict[str, Any] | None:
        return {**state, "revived": True} if self.keeps_old else None

    def _turn(self, state: dict[str, Any] | None, what: str) -> Turn:
        seen = [*(state or {}).get("seen", ()), what]
        return Turn(say=[{"text": f"{self.name}: {what}"}], state={"seen": seen})


@dataclass
class Glance(Talk):
    """A conversation that holds no state, like the menu."""

    def _turn(self, state: dict[str, Any] | None, what: str) -> Turn:
        return Turn(say=[{"text": f"{self.name}: {what}"}])


@dataclass
class Ear(Glance):
    """A listener: takes texts that begin with "hear", in hand only those that end with "!"."""

    def overhears(self, chat: Here, said: Said, *, in_hand: bool) -> Turn | None:
        if not said.text.startswith("hear") or (in_hand and not said.text.endswith("!")):
            return None
        return self._turn(None, f"overhears {said.text}")


@dataclass
class Table:
    """A dialogue with its session, as a test plays it."""

    session: Session = field(default_factory=Session)
    touched: datetime | None = None
    chat: Here = field(default_factory=Here)
    long: Talk = field(default_factory=lambda: Talk("long", frozenset({"long", "long …"})))
    other: Talk = field(default_factory=lambda: Talk("other", frozenset({"other"})))

    def __post_init__(self) -> None:
        menu = Glance("menu", frozenset({"menu", "ยกเลิก"}))
        self.dialogue: Dialogue[Here] = Dialogue(
            [self.long, menu], fallback=self.other, listeners=[Ear("ear", frozenset({"ear"}))]
        )

    def hear(self, said: Said) -> list[str]:
        answer: Answer = self.dialogue.respond(self.session, said, self.chat, touched=self.touched)
        self.session = Session.from_json(answer.session.as_json())
        self.touched = self.chat.now
        return [str(one["text"]) for one in answer.say]

    def says(self, text: str) -> list[str]:
        return self.hear(Said(text=text))

    def taps(self, data: str) -> list[str]:
        return self.hear(Said(tap=Tap.parse(data)))


def test_a_word_starts_its_conversation_and_what_is_said_then_is_its() -> None:
    table = Table()
    assert table.says("long") == ["long: begin long"]
    assert table.says("hello") == ["long: said hello"]
    assert table.session.state == {"seen": ["begin long", "said hello"]}


def test_nothing_in_hand_is_the_fallbacks() -> None:
    assert Table().says("hello") == ["other: said hello"]


@pytest.mark.parametrize("typed", ["long", " LONG ", "long ค่ะ", "longครับ", "long หน่อยนะคะ"])
def test_a_word_is_known_in_any_case_and_with_particles(typed: str) -> None:
    table = Table()
    table.says(typed)
    assert table.session.conversation == "long"


def test_a_word_with_more_behind_it_starts_only_who_listens_for_more() -> None:
    assert Table().says("long way home") == ["long: begin long way home"]
    assert Table().says("menu of today") == ["other: said menu of today"]


def test_a_glance_leaves_the_conversation_in_hand_alone() -> None:
    table = Table()
    table.says("long")
    before = table.session
    assert table.says("menu") == ["menu: begin menu"]
    assert table.session == before
    assert table.says("on") == ["long: said on"]


def test_another_conversation_puts_the_one_in_hand_aside_and_says_so() -> None:
    table = Table()
    table.says("other")
    assert table.says("long") == ["other put aside", "long: begin long"]
    assert table.session.state == {"seen": ["begin long"]}


def test_a_button_of_another_conversation_puts_the_one_in_hand_aside_and_says_so() -> None:
    table = Table()
    table.says("other")
    assert table.taps("long:go") == ["other put aside", "long: tap go"]


def test_a_button_that_starts_nothing_leaves_the_one_in_hand_alone() -> None:
    table = Table()
    table.says("other")
    before = table.session
    assert table.taps("long:end") == ["long ends"]
    assert table.session == before


def test_its_own_word_does_not_put_a_conversation_aside() -> None:
    table = Table()
    table.says("long")
    assert table.says("long") == ["long: begin long"]
    assert table.session.state == {"seen": ["begin long", "begin long"]}


@pytest.mark.parametrize("word", ["ยกเลิก", "เลิก", "พอก่อน", "ออก", "ยกเลิกค่ะ", "ยกเลิก นะคะ"])
def test_cancel_puts_aside_what_is_in_hand(word: str) -> None:
    table = Table()
    table.says("long")
    assert table.says(word) == ["long put aside"]
    assert table.session == Session()


def test_cancel_with_more_behind_it_is_an_answer() -> None:
    table = Table()
    table.says("long")
    assert table.says("ยกเลิกโครงการ") == ["long: said ยกเลิกโครงการ"]


def test_cancel_with_nothing_in_hand_is_a_word_like_others() -> None:
    assert Table().says("ยกเลิก") == ["menu: begin ยกเลิก"]


def test_a_conversation_that_ends_leaves_nothing_in_hand() -> None:
    table = Table()
    table.says("long")
    assert table.says("end") == ["long ends"]
    assert table.session == Session()


def test_three_quiet_days_put_aside_and_answer_what_was_said() -> None:
    table = Table()
    table.says("long")
    table.chat.now += QUIET
    assert table.says("hello") == ["long put aside", "other: said hello"]


def test_a_moment_less_than_three_days_is_not_quiet() -> None:
    table = Table()
    table.says("long")
    table.chat.now += QUIET - timedelta(seconds=1)
    assert table.says("hello") == ["long: said hello"]


def test_every_word_starts_the_quiet_days_anew() -> None:
    table = Table()
    table.says("long")
    for _ in range(4):
        table.chat.now += timedelta(days=2)
        assert table.says("on") == ["long: said on"]


def test_misses_in_a_row_are_counted_and_an_answer_ends_the_row() -> None:
    table = Table()
    table.says("long")
    assert [table.says("?")[-1] for _ in range(3)] == ["missed 0", "missed 1", "missed 2"]
    table.says("understood")
    assert table.says("?") == ["missed 0"]


def test_misses_are_counted_with_nothing_in_hand_too() -> None:
    table = Table()
    assert [table.says("?")[-1] for _ in range(3)] == ["missed 0", "missed 1", "missed 2"]


def test_an_older_versions_state_is_revived_and_nothing_typed_is_lost() -> None:
    table = Table(Session("long", 1, {"seen": ["before"]}))
    table.long.version = 2
    table.says("hello")
    assert table.session == Session("long", 2, {"seen": ["before", "said hello"]}, 0)


def test_a_state_that_cannot_be_revived_begins_anew() -> None:
    table = Table(Session("long", 1, {"seen": ["before"]}))
    table.long.version, table.long.keeps_old = 2, False
    assert table.says("hello") == ["other: said hello"]


def test_the_state_of_a_conversation_that_is_no_more_is_no_ones() -> None:
    table = Table(Session("gone", 1, {"seen": []}))
    assert table.says("hello") == ["other: said hello"]
    assert table.says("menu") == ["menu: begin menu"]


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"conversation": None},
        {"conversation": "long"},
        {"conversation": "long", "state": []},
        {"conversation": "long", "state": {}},
        {"conversation": "long", "state": {}, "version": None, "misses": 0},
        {"conversation": "long", "state": {}, "version": "one", "misses": 0},
        {"conversation": 1, "state": {}, "version": 1, "misses": 0},
    ],
)
def test_an_unreadable_session_is_an_empty_one(stored: dict[str, Any]) -> None:
    assert Session.from_json(stored) == Session()


def test_a_session_survives_its_storing() -> None:
    session = Session("long", 3, {"a": [1, {"b": None}]}, 2)
    assert Session.from_json(session.as_json()) == session


@pytest.mark.parametrize(
    ("data", "tap"),
    [
        ("long:go", Tap("long", "go")),
        ("long:go:1:2", Tap("long", "go", ("1", "2"))),
        ("long:go:", Tap("long", "go", ("",))),
        ("long:go::x", Tap("long", "go", ("", "x"))),
        ("", None),
        ("long", None),
        ("long:", None),
        (":go", None),
    ],
)
def test_postback_data_is_read_as_a_tap(data: str, tap: Tap | None) -> None:
    assert Tap.parse(data) == tap
    if tap:
        assert str(tap) == data
        assert tap.argument(9) == ""


def test_a_button_of_no_conversation_is_the_fallbacks() -> None:
    assert Table().taps("nobody:go") == ["other: tap go"]


def test_a_listener_takes_a_text_meant_for_it_before_the_fallback() -> None:
    table = Table()
    assert table.says("hear me") == ["ear: overhears hear me"]
    assert table.says("something") == ["other: said something"]


def test_a_listener_leaves_what_is_in_hand_as_it_was() -> None:
    table = Table()
    table.says("long")
    before = table.session
    assert table.says("hear!") == ["ear: overhears hear!"]
    assert table.session == before
    assert table.says("hear me") == ["long: said hear me"]


def test_a_word_that_starts_a_conversation_comes_before_listeners() -> None:
    table = Table()
    assert table.says("ear") == ["ear: begin ear"]
    assert table.says("long") == ["long: begin long"]
