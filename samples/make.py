"""Makes the sample workbooks from `samples/seed`: run `python -m samples.make` in the project.

The CSV files are data of two real offices with persons replaced by pseudonyms (samples/README.md).
"""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from models.people import ROLE_NAMES, Role
from models.plan import AlignmentKind, AllocationStatus, Approval, ProjectKind, TableStyle
from workbooks.disbursement_writer import write_disbursements
from workbooks.disbursements import DisbursementRow
from workbooks.plan import (
    ActivityRow,
    AlignmentRow,
    AllocationRow,
    GroupRow,
    IndicatorRow,
    OfficeRow,
    PersonRow,
    Plan,
    ProjectRow,
    SourceRow,
    StrategyRow,
)
from workbooks.plan_writer import write_plan
from workbooks.thai_text import clean

HERE = Path(__file__).parent
SAMUT_SAKHON = HERE / "seed" / "samut_sakhon_2567"
NAKHON_PATHOM = HERE / "seed" / "nakhon_pathom1_2565"
SLIPS = {
    "ระดับชาตินิยมขั้นพื้นฐาน": "ระดับชาติขั้นพื้นฐาน",
    "พักเมือง": "พลเมือง",
    "กลับกรอง": "กลั่นกรอง",
}
"""Wrong readings of the scan that occur in names."""
LOST = "(ข้อความในเอกสารต้นฉบับอ่านไม่ได้)"
NOT_SUBMITTED = ("18", "19")
"""Projects the listing of Samut Sakhon remarks as ยังไม่เสนออนุมัติ."""

Row = dict[str, str]


def rows(folder: Path, name: str) -> list[Row]:
    """The rows of a CSV file."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text(written: str) -> str:
    """A name or text with the known slips put right."""
    for slip, right in SLIPS.items():
        written = written.replace(slip, right)
    return clean(written)


def day(iso: str) -> date | None:
    """A day, or None for an empty cell."""
    return date.fromisoformat(iso) if iso else None


def baht(written: str) -> Decimal | None:
    """An amount, or None for an empty cell."""
    return Decimal(written) if written else None


def people(folder: Path) -> tuple[PersonRow, ...]:
    """The people of an office; the file tells who is invented."""
    words = {word: role for role, word in ROLE_NAMES.items()}

    def roles(written: str) -> tuple[Role, ...]:
        found = {words[word] for word in written.split(", ")}
        return tuple(role for role in Role if role in found)

    return tuple(
        PersonRow(r["code"], r["name"], r["title"], r["group_code"], roles(r["roles"]))
        for r in rows(folder, "people")
    )


def strategies(folder: Path) -> tuple[StrategyRow, ...]:
    """The strategies of an office."""
    return tuple(
        StrategyRow(int(r["strategy_no"]), text(r["name_th"])) for r in rows(folder, "strategies")
    )


def codes(owners: str) -> tuple[str, ...]:
    """Person codes of `นาง ข02/นางสาว ข01`."""
    return tuple(owner.split()[-1] for owner in owners.split("/"))


def samut_sakhon() -> Plan:
    """สพป.สมุทรสาคร, fiscal year 2567: 26 projects."""
    folder = SAMUT_SAKHON
    return Plan(
        OfficeRow(
            "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสมุทรสาคร",
            "สพป.สมุทรสาคร",
            2567,
            TableStyle.SAMUT_SAKHON,
        ),
        groups=tuple(
            GroupRow(r["group_code"], r["name_th"], r["short_name_th"], int(r["order"]))
            for r in rows(folder, "groups")
        ),
        strategies=strategies(folder),
        sources=tuple(
            SourceRow(r["source"], r["label_in_table2"]) for r in rows(folder, "budget_sources")
        ),
        people=people(folder),
        projects=_samut_projects(),
        alignments=tuple(
            AlignmentRow(r["project_no"], AlignmentKind(r["kind"]), text(r["text"]))
            for r in rows(folder, "alignments")
        ),
        allocations=_samut_allocations(),
        activities=tuple(
            ActivityRow(r["project_no"], r["no"], text(r["activity"]), "", None)
            for r in rows(folder, "activities")
        ),
        indicators=tuple(
            IndicatorRow(r["project_no"], r["no"], text(r["indicator"]), text(r["target"]))
            for r in rows(folder, "indicators")
        ),
    )


def _samut_projects() -> tuple[ProjectRow, ...]:
    dates = {r["project_no"]: r for r in rows(SAMUT_SAKHON, "dates")}
    nothing = {"starts_on": "", "ends_on": ""}
    planned = ProjectKind.PLANNED
    return tuple(
        ProjectRow(
            code=r["project_no"],
            name=text(r["name"]),
            groups=(r["group_code"],),
            owners=codes(r["owners_known"]),
            strategy=int(r["strategy_no"]),
            kind=planned if r["planned_or_midyear"] == planned else None,
            approval=Approval.NOT_SUBMITTED
            if r["project_no"] in NOT_SUBMITTED
            else Approval.APPROVED,
            starts_on=day(dates.get(r["project_no"], nothing)["starts_on"]),
            ends_on=day(dates.get(r["project_no"], nothing)["ends_on"]),
        )
        for r in rows(SAMUT_SAKHON, "projects")
    )


def _samut_allocations() -> tuple[AllocationRow, ...]:
    given = rows(SAMUT_SAKHON, "allocations")
    found = [
        AllocationRow(
            r["project_no"], r["source"], baht(r["allocated_baht"]), AllocationStatus.ALLOCATED
        )
        for r in given
    ]
    with_money = {r["project_no"] for r in given}
    for r in rows(SAMUT_SAKHON, "projects"):
        if r["project_no"] not in with_money:
            found.append(AllocationRow(r["project_no"], "", None, AllocationStatus.NONE))
    return tuple(sorted(found, key=lambda row: (int(row.project), row.source)))


def samut_disbursements() -> tuple[DisbursementRow, ...]:
    """The finance group's figures at 31 March 2567, project 25 (no budget) with its dash."""
    return tuple(
        DisbursementRow(
            r["project_no"],
            r["source"],
            Decimal(r["disbursed_baht"]),
            date.fromisoformat(r["as_of"]),
        )
        for r in rows(SAMUT_SAKHON, "disbursements")
    )


def nakhon_pathom() -> Plan:
    """สพป.นครปฐม เขต 1, fiscal year 2565: the 38 projects that can be read."""
    folder = NAKHON_PATHOM
    projects = [r for r in rows(folder, "projects") if r["name"]]
    return Plan(
        OfficeRow(
            "สำนักงานเขตพื้นที่การศึกษาประถมศึกษานครปฐม เขต 1",
            "สพป.นครปฐม เขต 1",
            2565,
            TableStyle.NAKHON_PATHOM,
        ),
        groups=tuple(_nakhon_group(r) for r in rows(folder, "groups")),
        strategies=strategies(folder),
        sources=(SourceRow("1", "งบ สพป."),),
        people=people(folder),
        projects=tuple(_nakhon_project(r) for r in projects),
        allocations=tuple(_nakhon_allocation(r) for r in projects),
        activities=_nakhon_activities(),
        indicators=_nakhon_indicators(),
    )


def _nakhon_group(row: Row) -> GroupRow:
    short = row["short_names_in_text"].split("; ")[0] or row["name_th"]
    return GroupRow(row["group_code"], text(row["name_th"]), text(short), int(row["order"]))


def _nakhon_project(row: Row) -> ProjectRow:
    return ProjectRow(
        code=row["code"],
        name=text(row["name"]),
        groups=tuple(row["responsible_groups"].split("+")),
        owners=codes(row["all_owners"]),
        strategy=int(row["strategy_no"]),
        kind=None,
        approval=Approval.APPROVED,
        starts_on=None,
        ends_on=None,
    )


def _nakhon_allocation(row: Row) -> AllocationRow:
    match row["budget_type"]:
        case "amount":
            amount = Decimal(row["budget_baht"])
            return AllocationRow(row["code"], "1", amount, AllocationStatus.ALLOCATED)
        case "awaiting":
            return AllocationRow(row["code"], "1", None, AllocationStatus.AWAITING)
        case _:
            return AllocationRow(row["code"], "", None, AllocationStatus.NONE)


def _nakhon_activities() -> tuple[ActivityRow, ...]:
    """An activity of several groups gets the first; one of a school (3.5) none."""
    leads = {
        r["code"]: r["responsible_groups"].split("+")[0] for r in rows(NAKHON_PATHOM, "projects")
    }
    known = {r["group_code"] for r in rows(NAKHON_PATHOM, "groups")}

    def group(row: Row) -> str:
        first = row["owner_groups"].split("+")[0]
        return first if first in known and first != leads[row["project_code"]] else ""

    return tuple(
        ActivityRow(
            r["project_code"],
            r["activity_no"].replace("?", "2"),
            text(r["text"]) or LOST,
            group(r),
            baht(r["budget_baht"]),
        )
        for r in rows(NAKHON_PATHOM, "activities")
    )


def _nakhon_indicators() -> tuple[IndicatorRow, ...]:
    counts: dict[str, int] = {}
    found = []
    for r in rows(NAKHON_PATHOM, "indicators"):
        if r["kind"] != "indicator":
            continue
        code = r["project_code"]
        counts[code] = counts.get(code, 0) + 1
        found.append(IndicatorRow(code, str(counts[code]), text(r["text"]), _target(r)))
    return tuple(found)


def _target(row: Row) -> str:
    """`ร้อยละ 90`, but `121 แห่ง`."""
    value, unit = row["target_value"], row["unit"]
    return f"{unit} {value}".strip() if unit == "ร้อยละ" else f"{value} {unit}".strip()


def make(folder: Path) -> None:
    """Write all sample workbooks into `folder`."""
    for name, content in (
        ("samut_sakhon_2567_plan.xlsx", write_plan(samut_sakhon())),
        ("samut_sakhon_2567_disbursements.xlsx", write_disbursements(samut_disbursements())),
        ("nakhon_pathom1_2565_plan.xlsx", write_plan(nakhon_pathom())),
    ):
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    make(HERE)
