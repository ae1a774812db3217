"""Any plan at all, for property tests: small, but of every shape the workbook allows."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from models.people import Role
from models.plan import AlignmentKind, AllocationStatus, Approval, ProjectKind, TableStyle
from workbooks.plan import (
    ActivityRow,
    AlignmentRow,
    AllocationRow,
    GroupRow,
    IndicatorRow,
    ObjectiveRow,
    OfficeRow,
    PersonRow,
    Plan,
    ProjectRow,
    SourceRow,
    StrategyRow,
)
from workbooks.thai_text import clean

TEXT = st.text(st.characters(), min_size=1, max_size=20).map(clean).filter(bool)
NASTY = st.sampled_from(['=HYPERLINK("x")', "+1", "-", "@x", "'", "#REF!", "1/3", "0.9", "TRUE"])
NAMES = TEXT | NASTY
CODES = ("1", "1.1", "1.10", "10", "ก01", "ก02", "กนต.", "=1+1", "-", "TRUE", "1-2")
"""A small pool, so that two plans have codes in common; some would be formulas or dates."""
DAYS = st.dates(date(2023, 10, 1), date(2024, 9, 30))
BAHT = st.decimals(0, 10**9, places=2).map(lambda d: Decimal(int(d)) if d == int(d) else d)


def some(elements: tuple[Any, ...], *, least: int = 0) -> SearchStrategy[tuple[Any, ...]]:
    """A few different ones, in any order."""
    picked = st.lists(st.sampled_from(elements), unique=True, min_size=least, max_size=4)
    return picked.map(tuple) if elements else st.just(())


@st.composite
def plans(draw: DrawFn) -> Plan:
    """A plan of fiscal year 2567 without faults."""
    groups = draw(some(CODES, least=1))
    people = draw(some(CODES, least=1))
    strategies = draw(some((1, 2, 3)))
    sources = draw(some(CODES))
    projects = draw(some(CODES, least=1))
    return Plan(
        OfficeRow(draw(NAMES), draw(NAMES), 2567, draw(st.sampled_from(TableStyle))),
        groups=tuple(GroupRow(c, draw(NAMES), draw(NAMES), n) for n, c in enumerate(groups)),
        strategies=tuple(StrategyRow(n, draw(NAMES)) for n in strategies),
        sources=tuple(SourceRow(c, draw(NAMES)) for c in sources),
        people=tuple(draw(_person(c, groups)) for c in people),
        projects=tuple(draw(_project(c, groups, people, strategies)) for c in projects),
        objectives=tuple(
            ObjectiveRow(c, n, draw(NAMES))
            for c in draw(some(projects))
            for n in draw(some((1, 2)))
        ),
        alignments=tuple(
            AlignmentRow(c, kind, draw(NAMES))
            for c in draw(some(projects))
            for kind in draw(some(tuple(AlignmentKind)))
        ),
        allocations=tuple(row for c in draw(some(projects)) for row in draw(_money(c, sources))),
        activities=tuple(
            draw(_activity(c, n, groups)) for c in draw(some(projects)) for n in draw(some(CODES))
        ),
        indicators=tuple(
            IndicatorRow(c, n, draw(NAMES), draw(NAMES | st.just("")))
            for c in draw(some(projects))
            for n in draw(some(CODES))
        ),
    )


@st.composite
def _person(draw: DrawFn, code: str, groups: tuple[str, ...]) -> PersonRow:
    roles = draw(st.sets(st.sampled_from(Role), min_size=1))
    title, group = draw(NAMES | st.just("")), draw(st.sampled_from(("", *groups)))
    return PersonRow(code, draw(NAMES), title, group, tuple(r for r in Role if r in roles))


@st.composite
def _project(
    draw: DrawFn,
    code: str,
    groups: tuple[str, ...],
    people: tuple[str, ...],
    strategies: tuple[int, ...],
) -> ProjectRow:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return ProjectRow(
        code=code,
        name=draw(NAMES),
        groups=draw(some(groups, least=1)),
        owners=draw(some(people, least=1)),
        strategy=draw(st.sampled_from((None, *strategies))),
        kind=draw(st.sampled_from((None, *ProjectKind))),
        approval=draw(st.sampled_from(Approval)),
        starts_on=draw(st.sampled_from((None, first))),
        ends_on=draw(st.sampled_from((None, last))),
    )


@st.composite
def _activity(draw: DrawFn, project: str, number: str, groups: tuple[str, ...]) -> ActivityRow:
    group = draw(st.sampled_from(("", *groups)))
    return ActivityRow(project, number, draw(NAMES), group, draw(BAHT | st.none()))


@st.composite
def _money(draw: DrawFn, project: str, sources: tuple[str, ...]) -> tuple[AllocationRow, ...]:
    chosen = draw(some(sources))
    if not chosen:
        return (AllocationRow(project, "", None, AllocationStatus.NONE),)
    amounts = [draw(BAHT | st.none()) for _ in chosen]
    given, awaited = AllocationStatus.ALLOCATED, AllocationStatus.AWAITING
    return tuple(
        AllocationRow(project, source, amount, awaited if amount is None else given)
        for source, amount in zip(chosen, amounts, strict=True)
    )
