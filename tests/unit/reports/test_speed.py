"""Two thousand projects: tables in under three seconds (measured here at about a tenth of it)."""

from time import perf_counter

from models.plan import TableStyle
from models.progress import WorkStatus
from reports.findings import findings_of
from reports.picture import GroupPicture, RoundPicture
from reports.tables import official_tables
from tests.unit.reports.pictures import given, paid, picture, project, report

STATUSES = tuple(WorkStatus)


def large(projects: int) -> RoundPicture:
    groups = tuple(GroupPicture(f"g{n}", f"กลุ่ม {n}", f"ก{n}") for n in range(12))
    return picture(
        *(
            project(
                str(n),
                f"g{n % 12}",
                strategy=n % 2 + 1,
                allocations=(given("1", 1000 + n), given("2", n)),
                disbursements=(paid("1", n),),
                report=report(STATUSES[n % 4], n) if n % 3 else None,
            )
            for n in range(projects)
        ),
        groups=groups,
    )


def test_two_thousand_projects() -> None:
    found = large(2000)
    begin = perf_counter()
    for style in TableStyle:
        official_tables(found.in_style(style))
    assert findings_of(found)
    assert perf_counter() - begin < 3
