"""The plan in the database: all or nothing, the same again changes nothing, nothing is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, func, insert, select

from models.audit import AuditEntry, Channel
from models.database import Database
from models.people import Group, Person, PersonRole, Role
from models.plan import Activity, FundingSource, Indicator, Project, Strategy, TableStyle
from tests.unit.workbooks.books import SMALL, many
from tests.unit.workbooks.plans import plans
from workbooks.differences import Differences, compare
from workbooks.plan import ActivityRow, PersonRow, Plan, SourceRow
from workbooks.plan_load import load_plan, newest_year
from workbooks.plan_reader import read_plan
from workbooks.plan_store import import_plan, preview_plan
from workbooks.plan_writer import write_plan

NOW = datetime(2024, 4, 3, 2, 0, tzinfo=UTC)


def store(database: Database, plan: Plan) -> Differences:
    with database.write() as connection:
        return import_plan(connection, plan, at=NOW, channel=Channel.COMMAND)


def stored(database: Database, year: int = 2567) -> Plan:
    with database.read() as connection:
        return load_plan(connection, year)


def rows_of(database: Database, *columns: Any) -> list[tuple[Any, ...]]:
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]


def shrunk() -> Plan:
    """The small plan without its first project and all that only it needs."""
    return Plan(
        SMALL.office,
        groups=SMALL.groups,
        strategies=SMALL.strategies[1:],
        sources=SMALL.sources[1:],
        people=SMALL.people[:3],
        projects=SMALL.projects[1:],
        allocations=SMALL.allocations[2:],
        activities=SMALL.activities[2:],
    )


def test_what_was_imported_is_what_is_stored(database: Database) -> None:
    differences = store(database, SMALL)
    assert differences.summary == (
        "เพิ่ม 1 ข้อมูลทั่วไป, 2 กลุ่ม, 2 กลยุทธ์, 2 แหล่งงบ, 4 บุคลากร, 3 โครงการ, 2 วัตถุประสงค์, "
        "2 ความสอดคล้อง, 4 งบประมาณ, 3 กิจกรรม, 2 ตัวชี้วัด"
    )
    assert stored(database) == SMALL


def test_the_same_plan_again_changes_nothing_at_all(database: Database) -> None:
    store(database, SMALL)
    before = rows_of(database, func.count(AuditEntry.id))
    assert not store(database, SMALL)
    assert rows_of(database, func.count(AuditEntry.id)) == before


def test_a_preview_tells_what_the_import_then_does_and_writes_nothing(database: Database) -> None:
    with database.read() as connection:
        previewed = preview_plan(connection, SMALL)
    assert stored(database) == Plan()
    assert store(database, SMALL) == previewed


def test_what_is_removed_is_switched_off_and_comes_back(database: Database) -> None:
    store(database, SMALL)
    ids = rows_of(database, Project.code, Project.id), rows_of(database, Person.code, Person.id)
    differences = store(database, shrunk())
    assert "นำออกโครงการ 1 บ้านนักวิทยาศาสตร์น้อย" in differences.lines
    assert stored(database) == shrunk()
    for model, key, gone in (
        (Project, Project.code, "1"),
        (Person, Person.code, "ช01"),
        (FundingSource, FundingSource.code, "1"),
        (Strategy, Strategy.number, 1),
    ):
        active = {code for code, on in rows_of(database, key, model.active) if on}
        assert gone not in active
        assert gone in {code for (code,) in rows_of(database, key)}
    store(database, SMALL)
    assert compare(stored(database), SMALL).lines == ()
    after = rows_of(database, Project.code, Project.id), rows_of(database, Person.code, Person.id)
    assert [sorted(found) for found in after] == [sorted(found) for found in ids]


def test_a_project_that_comes_back_has_only_the_parts_it_brings(database: Database) -> None:
    store(database, SMALL)
    store(database, shrunk())
    bare = replace(
        SMALL, objectives=(), alignments=(), allocations=(), activities=(), indicators=()
    )
    store(database, bare)
    assert stored(database) == bare


def test_activities_keep_their_ids_and_their_order(database: Database) -> None:
    """Reports point to activities: a number keeps its row, a removed one is switched off."""
    store(database, SMALL)
    ids = dict(rows_of(database, Activity.name, Activity.id))
    new = (
        ActivityRow("1", "1-1", "แต่งตั้งกรรมการ", "กนผ.", Decimal("500.5")),
        ActivityRow("1", "2", "สรุปผล", "", None),
    )
    store(database, replace(SMALL, activities=(*new, SMALL.activities[2])))
    found = rows_of(database, Activity.id, Activity.active, Activity.number)
    kept = {row_id: (number, active) for row_id, active, number in found}
    assert kept[ids["แต่งตั้งกรรมการ"]] == ("1-1", True)
    assert kept[ids["ประชุม"]] == ("1", False)
    assert [row.number for row in stored(database).activities] == ["1-1", "2", "1"]
    store(database, SMALL)
    assert stored(database) == SMALL
    kept = {
        row_id: (number, active)
        for row_id, active, number in rows_of(
            database, Activity.id, Activity.active, Activity.number
        )
    }
    assert kept[ids["ประชุม"]] == ("1", True)


def test_changing_the_order_of_projects_and_indicators_is_kept(database: Database) -> None:
    store(database, SMALL)
    turned = replace(SMALL, projects=SMALL.projects[::-1], indicators=SMALL.indicators[::-1])
    assert store(database, turned).lines == ("เปลี่ยนลำดับโครงการ", "เปลี่ยนลำดับตัวชี้วัดของโครงการ 1")
    assert [p.code for p in stored(database).projects] == ["ง-3", "1.10", "1"]
    assert [i.number for i in stored(database).indicators] == ["2", "1"]
    assert not store(database, turned)


def test_roles_that_are_taken_away_are_gone(database: Database) -> None:
    store(database, SMALL)
    person = replace(SMALL.people[0], roles=(Role.OWNER,))
    store(database, replace(SMALL, people=(person, *SMALL.people[1:])))
    query = (Person.code, PersonRole.role)
    with database.read() as connection:
        found = connection.execute(select(*query).join(PersonRole)).all()
    assert [role for code, role in found if code == "ก01"] == [Role.OWNER]


def test_a_failure_in_the_middle_leaves_nothing(database: Database) -> None:
    bad = replace(SMALL, projects=(replace(SMALL.projects[0], code="ก" * 5000), *SMALL.projects))
    broken = replace(bad, projects=tuple(replace(p, approval="?") for p in bad.projects))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="approval"):
        store(database, broken)
    assert stored(database) == Plan()


def test_the_audit_trail_says_what_changed(database: Database) -> None:
    store(database, SMALL)
    changed = replace(SMALL.projects[0], name="บ้านวิทย์", ends_on=date(2024, 4, 30))
    store(database, replace(SMALL, projects=(changed, *SMALL.projects[1:])))
    with database.read() as connection:
        query = select(AuditEntry).order_by(AuditEntry.id)
        entries = [row._mapping for row in connection.execute(query)]
    whole, one = entries[-2:]
    assert (whole["action"], whole["subject"], whole["subject_id"]) == (
        "plan.imported", "plan", "2567",
    )  # fmt: skip
    assert whole["after"] == {"summary": "แก้ 1 โครงการ"}
    assert (one["action"], one["subject"], one["subject_id"]) == (
        "plan.changed", "project", "2567/1",
    )  # fmt: skip
    assert one["before"] == {
        "sheet": "โครงการ", "รหัส": "1", "ชื่อโครงการ": "บ้านนักวิทยาศาสตร์น้อย", "สิ้นสุด": "31 มี.ค. 2567",
    }  # fmt: skip
    assert one["after"]["สิ้นสุด"] == "30 เม.ย. 2567"
    assert (one["at"], one["channel"], one["actor_id"]) == (NOW, Channel.COMMAND, None)


def test_the_audit_trail_does_not_repeat_names_of_people(database: Database) -> None:
    store(database, SMALL)
    store(
        database,
        replace(SMALL, people=(replace(SMALL.people[0], name="นาย ใหม่"), *SMALL.people[1:])),
    )
    found = rows_of(database, AuditEntry.subject, AuditEntry.before, AuditEntry.after)
    people = [str(row) for row in found if row[0] == "person"]
    assert len(people) == 5
    assert not any("นาย" in text for text in people)


NEXT_YEAR = replace(
    shrunk(),
    office=replace(SMALL.facts, fiscal_year=2568, table_style=TableStyle.NAKHON_PATHOM),
    people=(
        replace(SMALL.people[0], title="ผู้เชี่ยวชาญ"),
        SMALL.people[2],
        PersonRow("ก09", "นาง ก09", "", "กนต.", (Role.OWNER,)),
    ),
    projects=tuple(replace(p, owners=("ก01", "ก09")) for p in SMALL.projects[1:]),
)


def test_a_new_year_stands_beside_the_old_one(database: Database) -> None:
    store(database, SMALL)
    store(database, NEXT_YEAR)
    with database.read() as connection:
        assert newest_year(connection) == 2568
    assert compare(stored(database, 2568), NEXT_YEAR).lines == ()
    old = stored(database, 2567)
    assert (old.projects, old.allocations) == (SMALL.projects, SMALL.allocations)
    assert {person.code for person in old.people} == {"ก01", "ก02", "ฉ01", "ก09"}
    assert old.sources == SMALL.sources
    assert read_plan(BytesIO(write_plan(old))) == old


def test_correcting_an_older_year_does_not_undo_the_newer_one(database: Database) -> None:
    """People who left stay away, titles stay new; a person only the old plan needs is added."""
    store(database, SMALL)
    store(database, NEXT_YEAR)
    extra = PersonRow("ก08", "นาย ก08", "", "กนต.", (Role.OWNER,))
    project = replace(SMALL.projects[0], owners=("ก08",))
    corrected = replace(
        SMALL,
        people=(*SMALL.people, extra),
        sources=(*SMALL.sources, SourceRow("9", "งบอื่น")),
        projects=(project, *SMALL.projects[1:]),
    )
    lines = store(database, corrected).lines
    assert lines == (
        "เพิ่มแหล่งงบ 9 งบอื่น",
        "เพิ่มบุคลากร ก08 นาย ก08",
        'แก้โครงการ 1: ผู้รับผิดชอบ "ก02" → "ก08"',
    )
    assert not store(database, corrected)
    people = {p.code: p for p in stored(database, 2568).people}
    assert people["ก01"].title == "ผู้เชี่ยวชาญ"
    assert "ช01" not in people


class UndoneError(Exception):
    """Ends an example of a property test without a trace."""


@contextmanager
def undone(database: Database) -> Iterator[Connection]:
    try:
        with database.write() as connection:
            yield connection
            raise UndoneError
    except UndoneError:
        pass


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(plans(), min_size=2, max_size=3))
def test_any_plan_can_follow_any_other(database: Database, some: list[Plan]) -> None:
    with undone(database) as connection:
        for plan in (*some, some[0]):
            import_plan(connection, plan, at=NOW, channel=Channel.CONSOLE)
            assert not compare(load_plan(connection, 2567), plan)
            assert not import_plan(connection, plan, at=NOW, channel=Channel.CONSOLE)


def test_the_number_of_statements_does_not_grow_with_the_plan(database: Database) -> None:
    counts = [statements(database, many(projects)) for projects in (5, 50)]
    assert counts[0] == counts[1]
    assert counts[0][0] < 55


def statements(database: Database, plan: Plan) -> tuple[int, int, int]:
    """Statements of a first import, of a change everywhere, and of the same again."""
    changed = replace(
        plan,
        people=tuple(replace(p, title="ใหม่") for p in plan.people),
        projects=tuple(replace(p, name=p.name + " ใหม่") for p in plan.projects[1:]),
        objectives=tuple(o for o in plan.objectives if o.project != "1" and o.number == 1),
        alignments=tuple(a for a in plan.alignments if a.project != "1"),
        allocations=tuple(
            replace(a, amount=Decimal(5)) for a in plan.allocations if a.project != "1"
        ),
        activities=tuple(a for a in plan.activities if a.project != "1" and a.number != "2"),
        indicators=tuple(replace(i, text="ใหม่") for i in plan.indicators if i.project != "1"),
    )
    counted: list[str] = []

    def count(connection: Connection, clause: Any, *_: Any) -> None:
        counted.append(str(clause))

    with undone(database) as connection:
        event.listen(connection, "before_execute", count)
        sizes = []
        for step in (plan, changed, changed):
            import_plan(connection, step, at=NOW, channel=Channel.COMMAND)
            sizes.append(len(counted))
    return sizes[0], sizes[1], sizes[2]


def test_a_plan_of_two_thousand_projects_is_stored_whole(database: Database) -> None:
    large = many(2000)
    with undone(database) as connection:
        import_plan(connection, large, at=NOW, channel=Channel.COMMAND)
        assert connection.scalar(select(func.count(Indicator.id))) == 4000
        assert not preview_plan(connection, large)


def test_people_of_other_making_are_left_to_the_workbook(database: Database) -> None:
    """A group that was made by hand and is in no plan is switched off like any other."""
    with database.write() as connection:
        connection.execute(insert(Group).values(code="ก.", name="x", short_name="x", position=1))
    assert "นำออกกลุ่ม ก. x" in store(database, SMALL).lines
