"""The summary's figures equal the official tables' cells, for both offices of the seed data."""

from decimal import Decimal

import pytest

from bot.office import Office
from models.plan import TableStyle
from reports.picture import RoundPicture
from reports.reading import read_picture
from reports.scope import Detail
from reports.summary import Standing, summary_of
from reports.tables import official_tables
from reports.tables.by_group import TOTAL
from reports.tables.summary import summary as summary_counts
from reports.tables.table import Cell, RowKind, Table

Cells = dict[str, Cell]
PRINTED_TOTALS = (Decimal(1_288_109), Decimal(666_412))
"""Table 3 of the document, row รวม: allocated, disbursed."""
TABLE_1 = ("not_started", "in_progress", "completed", "not_reported")
LEVELS = ("in_progress", "not_started", "done", "partial")


def rows_of(picture: RoundPicture, table_id: str) -> dict[str, Cells]:
    """The rows of a table by their label; its columns by key."""
    table = next(one for one in official_tables(picture) if one.id == table_id)
    return {label(table, row.cells): by_key(table, row.cells) for row in table.rows}


def label(table: Table, cells: tuple[Cell, ...]) -> str:
    return str(cells[table.place("group")].value)


def by_key(table: Table, cells: tuple[Cell, ...]) -> Cells:
    return {column.key: cell for column, cell in zip(table.columns, cells, strict=True)}


def standings(picture: RoundPicture) -> dict[str, Standing]:
    """What the summary says, by the labels of the tables."""
    summary = summary_of(picture)
    return {one.name: one for one in summary.groups} | {TOTAL: summary.office}


def test_samut_sakhon_cell_by_cell(samut: RoundPicture) -> None:
    progress, spending, compared = (rows_of(samut, f"table{n}") for n in (1, 3, 4))
    found = standings(samut)
    assert list(found) == list(progress) == list(spending) == list(compared)
    for name, standing in found.items():
        check_states(standing, progress[name])
        check_money(standing, spending[name], compared[name])


def check_states(standing: Standing, cells: Cells) -> None:
    """Table 1, numbers and percentages, and the projects behind each."""
    assert standing.projects == (cells["projects"].value or 0)
    parts = {part.key: part for part in (*standing.states, standing.not_reported)}
    for key in TABLE_1:
        assert parts[key].number == (cells[f"{key}_n"].value or 0), (standing.name, key)
        assert parts[key].percent == cells[f"{key}_pct"].value, (standing.name, key)
        assert parts[key].projects == cells[f"{key}_n"].projects, (standing.name, key)


def check_money(standing: Standing, spending: Cells, compared: Cells) -> None:
    """Tables 3 and 4."""
    money, nothing = standing.money, Decimal(0)
    assert money.allocated == (spending["allocated_baht"].value or nothing)
    assert money.disbursed == (spending["disbursed_baht"].value or nothing)
    assert money.disbursed == (compared["finance_baht"].value or nothing)
    assert money.remaining == (spending["remaining_baht"].value or nothing)
    assert money.remaining_percent == spending["remaining_pct"].value
    assert money.spent == (compared["owner_baht"].value or nothing)


def test_samut_sakhon_against_the_summary_counts(samut: RoundPicture) -> None:
    counts = [row.cells[1].value for row in summary_counts(samut).rows]
    office = summary_of(samut).office
    numbers = {part.key: part.number for part in office.states}
    assert counts[2] == office.projects == 26
    assert counts[4:8] == [
        numbers["completed"],
        numbers["in_progress"],
        numbers["not_started"],
        office.not_reported.number,
    ]


def test_samut_sakhon_in_figures_of_the_document(samut: RoundPicture) -> None:
    """As printed, so that tables and summary cannot err alike."""
    money = summary_of(samut).office.money
    assert (money.allocated, money.disbursed) == PRINTED_TOTALS
    assert money.remaining == money.allocated - money.disbursed


def test_nakhon_pathom_cell_by_cell(nakhon: RoundPicture) -> None:
    levels, found = rows_of(nakhon, "levels"), standings(nakhon)
    assert list(found) == list(levels)
    for name, standing in found.items():
        numbers = {part.key: part.number for part in standing.states}
        assert numbers == {key: levels[name][key].value for key in LEVELS}, name


def test_nakhon_pathom_shares_of_money(nakhon: RoundPicture) -> None:
    """A row that has projects of one strategy only prints the whole row's share."""
    table = next(one for one in official_tables(nakhon) if one.id == "strategies")
    found, compared = standings(nakhon), 0
    for row in table.rows:
        if row.kind is RowKind.TOTAL:
            continue
        cells = by_key(table, row.cells)
        shares = [
            cells[f"s{one.number}_pct"].value
            for one in nakhon.strategies
            if cells[f"s{one.number}_projects"].value
        ]
        if len(shares) == 1:
            compared += 1
            assert found[label(table, row.cells)].money.disbursed_percent == shares[0]
    assert compared > 3


def test_samut_sakhon_in_the_other_style(samut: RoundPicture) -> None:
    other = standings(samut.in_style(TableStyle.NAKHON_PATHOM))
    levels = rows_of(samut.in_style(TableStyle.NAKHON_PATHOM), "levels")
    assert {n: [p.number for p in s.states] for n, s in other.items()} == {
        name: [cells[key].value for key in ("done", "in_progress", "partial", "not_started")]
        for name, cells in levels.items()
    }


def test_nakhon_pathom_in_the_other_style(nakhon: RoundPicture) -> None:
    progress = rows_of(nakhon.in_style(TableStyle.SAMUT_SAKHON), "table1")
    for name, standing in standings(nakhon.in_style(TableStyle.SAMUT_SAKHON)).items():
        check_states(standing, progress[name])


def test_a_group_by_itself_is_its_row(samut: RoundPicture) -> None:
    for group, row in zip(samut.groups, summary_of(samut).groups, strict=True):
        alone = summary_of(samut, groups=frozenset({group.code}))
        assert alone.office.states == row.states
        assert alone.office.money == row.money
        assert alone.whose == group.name
        assert all(one.lead == group.code for one in alone.missing)


@pytest.mark.parametrize("found", ["samut", "nakhon"])
def test_a_picture_without_the_long_texts_gives_the_same_summary(
    found: str, office: Office, request: pytest.FixtureRequest
) -> None:
    whole: RoundPicture = request.getfixturevalue(found)
    with office.database.read() as connection:
        bare = read_picture(connection, whole.round, detail=Detail.COUNTED)
    assert bare != whole
    ours, theirs = summary_of(bare), summary_of(whole)
    assert [one.sentence for one in ours.decisions] == [one.sentence for one in theirs.decisions]
    assert (ours.office, ours.groups) == (theirs.office, theirs.groups)
