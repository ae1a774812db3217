"""What a new plan changes against the one before: rows added, removed, changed, moved. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workbooks import plan_sheets
from workbooks.plan import Plan
from workbooks.sheets import Sheet


@dataclass(frozen=True)
class Change:
    """One row that differs; `old` or `new` is None for an added or a removed one."""

    sheet: Sheet
    old: Any
    new: Any

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ."""
        names = [column.field for column in self.sheet.columns]
        return tuple(n for n in names if getattr(self.old, n) != getattr(self.new, n))

    def __str__(self) -> str:
        if self.old is None:
            return f"เพิ่ม{self.sheet.describe(self.new)}{_name(self.sheet, self.new)}"
        if self.new is None:
            return f"นำออก{self.sheet.describe(self.old)}{_name(self.sheet, self.old)}"
        changes = (
            f"{self.sheet.by_field[name].heading} "
            f'"{self.sheet.show(self.old, name)}" → "{self.sheet.show(self.new, name)}"'
            for name in self.fields
        )
        return f"แก้{self.sheet.describe(self.new)}: {'; '.join(changes)}"


@dataclass(frozen=True)
class Move:
    """The rows of a sheet (of one project, or all) stand in another order than before."""

    sheet: Sheet
    project: str

    def __str__(self) -> str:
        of = f"ของโครงการ {self.project}" if self.project else ""
        return f"เปลี่ยนลำดับ{self.sheet.noun}{of}"


Difference = Change | Move


@dataclass(frozen=True)
class Differences:
    """All of it, in the order of the workbook. Empty: the plan is the same."""

    items: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return bool(self.items)

    def of(self, sheet: Sheet) -> list[Change]:
        """The changed rows of one sheet."""
        return [item for item in self.items if isinstance(item, Change) and item.sheet is sheet]

    def written(self, sheet: Sheet) -> list[Any]:
        """The rows of a sheet that are new or differ."""
        return [change.new for change in self.of(sheet) if change.new is not None]

    def removed(self, sheet: Sheet) -> list[Any]:
        """The codes of the rows of a sheet that are gone."""
        gone = [change.old for change in self.of(sheet) if change.new is None]
        return [sheet.key_of(row)[0] for row in gone]

    def projects_of(self, sheet: Sheet) -> set[str]:
        """The projects with a difference in a sheet of parts."""
        return {
            project for item in self.items if item.sheet is sheet if (project := _project_of(item))
        }

    @property
    def added_projects(self) -> set[str]:
        """The codes of projects that are new."""
        return {change.new.code for change in self.of(plan_sheets.PROJECTS) if change.old is None}

    @property
    def main(self) -> tuple[Difference, ...]:
        """Without the parts of projects that are added or removed as a whole."""
        whole = self.added_projects | set(self.removed(plan_sheets.PROJECTS))
        return tuple(item for item in self.items if _project_of(item) not in whole)

    @property
    def lines(self) -> tuple[str, ...]:
        """For people: one Thai line each."""
        return tuple(str(item) for item in self.main)

    @property
    def summary(self) -> str:
        """`เพิ่ม 26 โครงการ, 20 บุคลากร; แก้ 1 โครงการ`; nothing at all: `ไม่มีการเปลี่ยนแปลง`."""
        parts = [
            f"{verb} {', '.join(f'{count:,} {noun}' for noun, count in counts.items())}"
            for verb, counts in self._counts()
        ]
        return "; ".join(parts) or "ไม่มีการเปลี่ยนแปลง"

    def _counts(self) -> Iterator[tuple[str, Counter[str]]]:
        changes = [item for item in self.items if isinstance(item, Change)]
        for verb, chosen in (
            ("เพิ่ม", [c for c in changes if c.old is None]),
            ("แก้", [c for c in changes if c.old is not None and c.new is not None]),
            ("นำออก", [c for c in changes if c.new is None]),
            ("เปลี่ยนลำดับ", [item for item in self.items if isinstance(item, Move)]),
        ):
            if counts := Counter(item.sheet.noun for item in chosen):
                yield verb, counts


def compare(old: Plan, new: Plan) -> Differences:
    """What importing `new` would change."""
    return Differences(tuple(_all(old, new)))


def _all(old: Plan, new: Plan) -> Iterator[Difference]:
    if old.office != new.office:
        yield Change(plan_sheets.OFFICE, old.office, new.office)
    for sheet in plan_sheets.SHEETS:
        yield from compare_rows(sheet, getattr(old, sheet.rows), getattr(new, sheet.rows))


def compare_rows(sheet: Sheet, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Difference]:
    """What differs between the rows of one sheet."""
    before = {sheet.key_of(row): row for row in old}
    after = {sheet.key_of(row): row for row in new}
    for key, row in after.items():
        if before.get(key) != row:
            yield Change(sheet, before.get(key), row)
    for key, row in before.items():
        if key not in after:
            yield Change(sheet, row, None)
    if sheet.ordered:
        yield from _moves(
            sheet, [k for k in before if k in after], [k for k in after if k in before]
        )


def _moves(sheet: Sheet, old: list[Any], new: list[Any]) -> Iterator[Move]:
    """Rows that were there before and stand in another order, project by project."""
    if not sheet.project:
        if old != new:
            yield Move(sheet, "")
        return
    before, after = _by_project(old), _by_project(new)
    for project, keys in after.items():
        if before[project] != keys:
            yield Move(sheet, project)


def _by_project(keys: list[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for key in keys:
        found.setdefault(key[0], []).append(key)
    return found


def _name(sheet: Sheet, row: Any) -> str:
    """The name beside the code, cut to a line."""
    field = next((n for n in ("name", "text") if n in sheet.by_field and n not in sheet.key), "")
    name = getattr(row, field) if field else ""
    return f" {name if len(name) <= 60 else name[:59] + '…'}" if name else ""


def _project_of(item: Difference) -> str | None:
    """The project a part belongs to; None for what is no part of a project."""
    if not item.sheet.project:
        return None
    if isinstance(item, Move):
        return item.project
    row = item.old if item.new is None else item.new
    return str(getattr(row, item.sheet.project))
