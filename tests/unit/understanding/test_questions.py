"""Questions in plain Thai: the labelled ones, and what must hold for any text."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.topics import Topic
from bot.understanding import Known, understand
from bot.understanding.questions import Names, read_question
from tests.questions.score import lines, misread, names_of
from tests.utterances.score import lines as utterances

_DAY = date(2024, 4, 10)
NAMES = names_of("samut")
DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
POLITE = st.sampled_from(["", "ค่ะ", "ครับ", " คะ", "หน่อยค่ะ", "นะคะ", "  "])


@pytest.mark.parametrize(("name", "least"), [("dev.jsonl", 1.0), ("held_out.jsonl", 0.97)])
def test_the_labelled_questions(name: str, least: float) -> None:
    labelled = lines(name)
    wrong = [said for said in map(misread, labelled) if said]
    assert len(wrong) <= len(labelled) * (1 - least), wrong


def test_there_are_enough_of_them() -> None:
    assert len(lines("dev.jsonl")) >= 150
    assert len(lines("held_out.jsonl")) >= 80


@pytest.mark.parametrize("name", ["dev.jsonl", "held_out.jsonl", "held_out_2.jsonl"])
def test_no_report_is_taken_for_a_question(name: str) -> None:
    """What states a sum or a status of a project is a report, whoever writes it."""
    reports = [
        one["text"]
        for one in utterances(name)
        if {"spent_baht", "remaining_baht", "status"} & one["expect"].keys()
    ]
    assert len(reports) > 100
    taken = [text for text in reports if read_question(text, NAMES)]
    assert taken == []


@given(number=st.integers(0, 100), polite=POLITE, thai=st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_number_in_either_digits(number: int, polite: str, *, thai: bool) -> None:
    text = f"โครงการที่เบิกต่ำกว่า {number}%{polite}"
    found = read_question(text.translate(DIGITS) if thai else text, NAMES)
    assert found
    assert found.threshold
    assert found.threshold.comparison == "<"
    assert found.threshold.number == number


@given(number=st.decimals("0.01", "99.99", places=2))
@settings(max_examples=60, deadline=None)
def test_a_share_with_decimals(number: Decimal) -> None:
    found = read_question(f"มีโครงการไหนใช้จ่ายเกินร้อยละ {number}", NAMES)
    assert found
    assert found.threshold
    assert found.threshold.number == number


@given(code=st.sampled_from([one.code for one in NAMES.projects]), polite=POLITE)
@settings(max_examples=60, deadline=None)
def test_any_project_by_its_code(code: str, polite: str) -> None:
    asked = read_question(f"โครงการ {code} เป็นยังไง{polite}", NAMES)
    assert asked
    assert (asked.topic, asked.projects, asked.sure) == (Topic.PROJECT, (code,), True)
    bare = read_question(f"โครงการ {code}{polite}", NAMES)
    assert bare
    assert bare.projects == (code,)


@given(baht=st.integers(0, 9_999_999), code=st.sampled_from(["5", "13", "26"]))
@settings(max_examples=100, deadline=None)
def test_a_stated_sum_is_never_a_question(baht: int, code: str) -> None:
    assert read_question(f"โครงการ {code} เสร็จแล้ว ใช้ไป {baht:,}", NAMES) is None
    assert read_question(f"งบเหลือ {baht:,} บาท", NAMES) is None


@given(text=st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_it(text: str) -> None:
    read_question(text, NAMES)
    read_question(f"กลุ่ม{text}", NAMES)
    read_question(f"ของคุณ{text}", Names())


@given(
    words=st.lists(
        st.sampled_from(["โครงการ", "กลุ่ม", "เบิก", "ไม่ถึง", "ใคร", "ยังไม่", "ส่ง", "30%", " "])
    )
)
@settings(max_examples=200, deadline=None)
def test_what_it_names_is_among_the_names(words: list[str]) -> None:
    found = read_question("".join(words), NAMES)
    if found:
        assert set(found.groups) <= {one.code for one in NAMES.groups}
        assert set(found.projects) <= {one.code for one in NAMES.projects}
        assert (found.threshold is not None) == (found.topic is Topic.THRESHOLD)


def test_what_nobody_may_see_cannot_be_named() -> None:
    own = Names(projects=(Known("5", "ทดสอบทางการศึกษา (O-NET)"),))
    found = read_question("โครงการ 7 เป็นยังไง", own)
    assert found
    assert (found.projects, found.unknown) == ((), True)


def test_a_planner_who_owns_projects_gets_both_right() -> None:
    """The text of a report stays one; the question about the same project is a question."""
    told = "โครงการ 5 เสร็จแล้ว ใช้ไป 5,600"
    assert read_question(told, NAMES) is None
    assert understand(told, today=_DAY, projects=NAMES.projects).intent == "report"
    asked = read_question("โครงการ 5 เป็นยังไง", NAMES)
    assert asked
    assert asked.sure


def test_a_bare_name_is_not_surely_a_question() -> None:
    for text in ("โครงการ 5", "กลุ่มนิเทศ", "กนต."):
        found = read_question(text, NAMES)
        assert found
        assert not found.sure
