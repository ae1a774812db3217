"""The second office's two tables, against a computation of its own and figures counted by hand."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from reports.picture import RoundPicture
from reports.tables import official_tables
from reports.tables.table import Table
from tests.golden.nakhon_pathom import Record, projects, records

LEVELS = ("in_progress", "not_started", "done", "partial")
PAID = ("over_70", "up_to_70", "nothing", "awaiting", "no_budget")


def rows_of(table: Table) -> dict[str, dict[str, object]]:
    keys = [column.key for column in table.columns]
    return {
        str(row.cells[0].value): dict(zip(keys, (cell.value for cell in row.cells), strict=True))
        for row in table.rows
    }


def test_levels_against_the_csv(nakhon: RoundPicture) -> None:
    levels, _ = official_tables(nakhon)
    rows = rows_of(levels)
    assert set(rows) == {one["responsible_groups"] for one in projects()} | {"รวม"}
    for label, row in rows.items():
        mine = [one for one in projects() if label in ("รวม", one["responsible_groups"])]
        for key in LEVELS:
            assert row[key] == sum(level(one) == key for one in mine), (label, key)
        for key in PAID:
            assert row[key] == sum(paid(one) == key for one in mine), (label, key)


def test_strategies_against_the_csv(nakhon: RoundPicture) -> None:
    _, strategies = official_tables(nakhon)
    for label, row in rows_of(strategies).items():
        for number in range(1, 7):
            mine = [
                one
                for one in projects()
                if one["strategy_no"] == str(number) and label in ("รวม", one["responsible_groups"])
            ]
            assert row[f"s{number}_projects"] == len(mine), (label, number)
            share = None if label == "รวม" else percent(mine)
            assert row[f"s{number}_pct"] == share, (label, number)


def test_cells_counted_by_hand(nakhon: RoundPicture) -> None:
    levels, strategies = map(rows_of, official_tables(nakhon))
    # กนต. leads 1.1 2.1-2.8 3.1 6.1-6.5: 15 projects. Done: 2.6, 2.7. No percentage anywhere.
    assert [levels["กนต."][key] for key in LEVELS] == [13, 0, 2, 0]
    # Only 2.7 disbursed (386,510 of 394,200 = 98 %); 2.6 and 6.5 await their money.
    assert [levels["กนต."][key] for key in PAID] == [1, 0, 12, 2, 0]
    # กสศ. alone: 1.2 1.3 2.9 4.1 4.3 4.4 5.1 6.11. Begun nowhere: 1.2 4.4 5.1. Done: 2.9.
    # 1.3 and 4.1 carry a percentage.
    assert [levels["กสศ."][key] for key in LEVELS] == [2, 3, 1, 2]
    # 3.5 alone: 18,409,974 of 32,663,820 = 56.36 %, ten activities at 50
    assert [levels["กบค.+กสศ.+กบส."][key] for key in (*LEVELS, *PAID)] == [
        0,
        0,
        0,
        1,
        0,
        1,
        0,
        0,
        0,
    ]
    assert strategies["กบค.+กสศ.+กบส."]["s3_pct"] == Decimal("56.36")
    # 6.7: 47,109 of 199,680, printed 56.61 in the source
    assert strategies["กนผ.+ALL"]["s6_pct"] == Decimal("23.59")
    # กพค.: 16,800 of 32,000 + 16,800
    assert strategies["กพค."]["s3_pct"] == Decimal("34.43")
    assert [strategies["รวม"][f"s{n}_projects"] for n in range(1, 7)] == [3, 9, 5, 6, 2, 13]
    assert sum(levels["รวม"][key] for key in LEVELS) == 38  # type: ignore[misc]
    assert sum(levels["รวม"][key] for key in PAID) == 38  # type: ignore[misc]


def test_the_rows_stand_in_the_order_of_the_groups(nakhon: RoundPicture) -> None:
    labels = [row.cells[0].value for row in official_tables(nakhon)[0].rows]
    assert labels[:4] == ["กนต.", "กสศ.", "กบค.", "กบค.+กสศ.+กบส."]
    assert labels[-1] == "รวม"


def level(project: Record) -> str:
    """By the definitions, from the rows of the CSV."""
    told = [one["status"] for one in ACTIVITIES[project["code"]] if one["status"]]
    if all(one == "not_started" for one in told):
        return "not_started"
    if all(one == "done" for one in told):
        return "done"
    return "partial" if "percent" in told else "in_progress"


def paid(project: Record) -> str:
    if project["budget_type"] != "amount":
        return {"awaiting": "awaiting", "none": "no_budget"}[project["budget_type"]]
    disbursed, budget = int(project["disbursed_baht"]), int(project["budget_baht"])
    if disbursed == 0:
        return "nothing"
    return "over_70" if disbursed * 10 > budget * 7 else "up_to_70"


def percent(some: list[Record]) -> Decimal | None:
    disbursed = sum(int(one["disbursed_baht"] or 0) for one in some)
    budget = sum(int(one["budget_baht"] or 0) for one in some)
    if not disbursed:
        return None
    share = Decimal(disbursed) / budget * 100
    return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


ACTIVITIES: dict[str, list[Record]] = defaultdict(list)
for _one in records("activities"):
    ACTIVITIES[_one["project_code"]].append(_one)
