"""The cards of figures: within LINE's limits whatever the office, and what they say."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import cards
from bot.dialogue import Tap
from bot.topics import Measure, Threshold, Topic
from handlers.chat.overview.asking import threshold_of, written
from models.plan import TableStyle
from models.progress import WorkStatus
from reports.outputs.chat import details, lists, overview, texts
from reports.outputs.chat.ask import Ask
from reports.outputs.chat.lists import Page, Row
from reports.outputs.chat.overview import Heading
from reports.picture import GroupPicture, OwnerPicture, ProjectPicture, RoundPicture
from reports.summary import groups_of, summary_of
from reports.summary.threshold import matching, share_text
from simulator.limits import Rules, message_list_problems
from tests.unit.reports.pictures import NO_BUDGET, paid, picture, project, report
from tests.unit.reports.pictures import given as granted

LONG = "การพัฒนาคุณภาพการศึกษาขั้นพื้นฐานเพื่อยกระดับผลสัมฤทธิ์ทางการเรียนของผู้เรียน " * 5
STATUSES = tuple(WorkStatus)
ASK = Ask(Topic.MISSING, "2567-Q2")


@cache
def huge(groups: int = 60, projects: int = 2000) -> RoundPicture:
    """Names as long as the database takes them, and something to decide about each project."""
    owners = tuple(OwnerPicture(f"p{n}", f"นางสาว {LONG[:120]}") for n in range(3))

    def one(n: int) -> ProjectPicture:
        told = report(STATUSES[n % 4], 10_000_000 + n, problems=LONG, suggestions=LONG)
        return project(
            f"รหัสยาว-{n}",
            f"กลุ่ม{n % groups}",
            name=LONG[:400],
            owners=owners,
            allocations=(granted("1", "9999999.99"),),
            disbursements=(paid("1", 10_500_000),),
            report=told if n % 3 else None,
        )

    named = tuple(GroupPicture(f"กลุ่ม{n}", LONG[:400], LONG[:200]) for n in range(groups))
    return picture(*(one(n) for n in range(projects)), groups=named)


def every_card(found: RoundPicture) -> Iterator[cards.Json]:
    summary = summary_of(found, before=found, target=Decimal("52.5"))
    page = Page(LONG[:200], LONG[:200], LONG[:100], ASK, buttons=(cards.says("ภาพรวม"),) * 2)
    yield overview.carousel(summary, Heading(link="https://kaona.example.go.th/" + "x" * 200))
    yield overview.carousel(summary, Heading())
    yield overview.short(summary, Heading())
    yield lists.projects(page, found.projects)
    yield lists.groups(page, groups_of(found))
    yield lists.decisions(page, summary)
    yield lists.problems(page, found)
    yield lists.rows(page, [Row(LONG, LONG)] * 300, 20)
    yield details.money(summary, "", can_export=True)
    yield details.compare(summary, "")
    yield details.days(found.code, found.due, date(2024, 4, 3), LONG[:100], is_closed=False)
    if found.projects:
        one = found.projects[0]
        yield details.project(one, found)
        alone = summary_of(found, groups=frozenset({one.lead}))
        yield details.group(alone, one.lead)
        yield lists.projects(page, found.projects, lambda p: share_text(p, Measure.SPENT))
    yield details.choose([(LONG, ASK)] * 40)


@pytest.mark.parametrize("style", list(TableStyle))
@pytest.mark.parametrize("size", [(60, 2000), (12, 400), (1, 1), (2, 0)])
def test_every_card_keeps_to_lines_limits(size: tuple[int, int], style: TableStyle) -> None:
    for card in every_card(huge(*size).in_style(style)):
        cards.check([card])
        assert list(message_list_problems([card], Rules())) == []


def test_a_carousel_uses_the_room_it_has() -> None:
    """Of a small office everything is shown, of a huge one less, and what is left is counted."""
    small = picture(*(project(str(n), "a") for n in range(4)))
    said = json.dumps(overview.carousel(summary_of(small), Heading()), ensure_ascii=False)
    assert "และอีก" not in said
    big = json.dumps(overview.carousel(summary_of(huge()), Heading()), ensure_ascii=False)
    assert "และอีก 662 รายการ" in big  # of 667 not reported five are named


def test_the_groups_most_behind_are_shown_when_there_are_too_many() -> None:
    groups = tuple(GroupPicture(f"g{n}", f"กลุ่ม {n}", f"ก{n}") for n in range(20))
    told = [project(f"{n}", f"g{n}", report=report(WorkStatus.IN_PROGRESS)) for n in range(19)]
    found = picture(*told, project("x", "g19"), groups=groups)
    said = json.dumps(overview.carousel(summary_of(found), Heading()), ensure_ascii=False)
    assert said.index('"ก19"') < said.index('"ก0"')


def test_the_target_is_told_with_the_distance() -> None:
    one = project("1", allocations=(granted("1", 1000),), disbursements=(paid("1", 400),))
    found = summary_of(picture(one), target=Decimal("52.5"))
    assert texts.target(found) == "เป้าหมาย 52.5% ต่ำกว่าเป้า 12.5 จุด"
    assert texts.target(summary_of(picture(one), target=Decimal(40))).endswith("ได้ตามเป้าพอดี")
    assert texts.target(summary_of(picture(one))) == ""


@pytest.mark.parametrize(
    ("number", "said"),
    [("26.92", "26.92%"), ("100.00", "100%"), ("0.50", "0.5%"), ("10", "10%"), (None, "-")],
)
def test_percentages_as_people_read_them(number: str | None, said: str) -> None:
    assert texts.percent(Decimal(number) if number else None) == said


@given(
    parts=st.tuples(st.text(max_size=20), st.text(max_size=12), st.text(max_size=20)),
    start=st.integers(0, 99_999),
)
@settings(max_examples=200, deadline=None)
def test_what_a_button_asks_comes_back(parts: tuple[str, str, str], start: int) -> None:
    ask = Ask("project", *parts, start)
    tap = Tap.parse(ask.data)
    assert tap
    assert Ask.of(tap) == ask


@given(
    measure=st.sampled_from(Measure),
    comparison=st.sampled_from(["<", "<=", ">", ">="]),
    number=st.decimals(0, 10**9, places=2),
    is_baht=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_a_threshold_written_reads_back(
    measure: Measure, comparison: Any, number: Decimal, *, is_baht: bool
) -> None:
    asked = Threshold(measure, comparison, number, is_baht)
    assert threshold_of(written(asked)) == asked


@pytest.mark.parametrize("odd", ["", "x", "disbursed", "disbursed<", "spent<NaN", "spent<-1", "<3"])
def test_what_is_no_threshold(odd: str) -> None:
    assert threshold_of(odd) is None


def test_projects_below_a_share_the_smallest_first() -> None:
    def one(code: str, given_: int, paid_: int) -> ProjectPicture:
        return project(code, allocations=(granted("1", given_),), disbursements=(paid("1", paid_),))

    projects = [one("1", 100, 29), one("2", 100, 30), one("3", 100, 0), one("4", 3, 1)]
    projects.append(project("5", allocations=(NO_BUDGET,)))
    below = Threshold(Measure.DISBURSED, "<", Decimal(30))
    assert [found.code for found in matching(projects, below)] == ["3", "1"]
    third = Threshold(Measure.DISBURSED, ">", Decimal("33.33"))
    assert [found.code for found in matching(projects, third)] == ["4"]  # 33.333...: not rounded
    baht = Threshold(Measure.DISBURSED, ">=", Decimal(29), is_baht=True)
    assert [found.code for found in matching(projects, baht)] == ["1", "2"]
