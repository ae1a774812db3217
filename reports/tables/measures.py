"""Measures: what a column counts or sums over some projects, as a cell."""

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from reports.picture import ProjectPicture
from reports.tables.table import DASH, Cell

Projects = Sequence[ProjectPicture]
Which = Callable[[ProjectPicture], bool]
Amount = Callable[[ProjectPicture], Decimal]
Measure = Callable[[Projects], Cell]

CENT = Decimal("0.01")


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """Two decimals, half up; None (a dash) for nothing, and for a share of nothing."""
    if not part or not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(CENT, ROUND_HALF_UP)


def codes(projects: Iterable[ProjectPicture]) -> tuple[str, ...]:
    """The codes of projects."""
    return tuple(project.code for project in projects)


def everything(_: ProjectPicture) -> bool:
    """All projects."""
    return True


def number(which: Which) -> Measure:
    """How many projects; none is a dash."""

    def measure(projects: Projects) -> Cell:
        found = codes(filter(which, projects))
        return Cell(len(found) or None, found)

    return measure


def total(amount: Amount) -> Measure:
    """The sum of an amount; 0 is a dash."""

    def measure(projects: Projects) -> Cell:
        behind = tuple(project for project in projects if amount(project))
        summed = sum(map(amount, behind), Decimal(0))
        return Cell(summed or None, codes(behind))

    return measure


def share_of_number(which: Which, of: Which = everything) -> Measure:
    """Projects in a hundred of a number of projects."""

    def measure(projects: Projects) -> Cell:
        found = codes(filter(which, projects))
        return Cell(percent(len(found), sum(map(of, projects))), found)

    return measure


def share_of_money(amount: Amount, of: Amount) -> Measure:
    """Baht in a hundred of a sum."""

    def measure(projects: Projects) -> Cell:
        behind = tuple(project for project in projects if amount(project))
        summed = sum(map(amount, behind), Decimal(0))
        return Cell(percent(summed, sum(map(of, projects), Decimal(0))), codes(behind))

    return measure


def unless_without_allocation(measure: Measure) -> Measure:
    """Tables 3 and 4: a row without any allocation prints a dash in every cell."""

    def measured(projects: Projects) -> Cell:
        return measure(projects) if any(map(is_allocated, projects)) else DASH

    return measured


def is_allocated(project: ProjectPicture) -> bool:
    """True for a project with an allocation, be it 0; not while one is awaited."""
    return project.allocated is not None


def is_disbursed(project: ProjectPicture) -> bool:
    """True if finance disbursed anything of it."""
    return project.disbursed > 0


def allocated(project: ProjectPicture) -> Decimal:
    """What was given."""
    return project.allocated or Decimal(0)


def disbursed(project: ProjectPicture) -> Decimal:
    """What finance disbursed."""
    return project.disbursed


def spent(project: ProjectPicture) -> Decimal:
    """What the owner reported as spent."""
    return project.spent
