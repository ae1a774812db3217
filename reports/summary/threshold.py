"""Projects by how much of their money was disbursed or spent."""

from collections.abc import Iterable
from decimal import Decimal

from bot.thaitext import baht
from bot.topics import Measure, Threshold
from reports.picture import ProjectPicture

_HOLDS = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def matching(projects: Iterable[ProjectPicture], asked: Threshold) -> list[ProjectPicture]:
    """Those with money that fit, the smallest share first; without an allocation none fits.

    A project without a report has spent 0, as in the tables.
    """
    found = []
    for one in projects:
        figure = _amount(one, asked.measure) if asked.is_baht else share(one, asked.measure)
        if figure is not None and _HOLDS[asked.comparison](figure, asked.number):
            found.append((figure, one))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def share(project: ProjectPicture, measure: Measure) -> Decimal | None:
    """In a hundred of the allocation, exactly; None where nothing was allocated."""
    amount = _amount(project, measure)
    if amount is None or not project.allocated:
        return None
    return amount * 100 / project.allocated


def _amount(project: ProjectPicture, measure: Measure) -> Decimal | None:
    if project.allocated is None:
        return None
    return project.disbursed if measure is Measure.DISBURSED else project.spent


def share_text(project: ProjectPicture, measure: Measure) -> str:
    """`เบิกจ่าย 23,800 จาก 24,000 บาท (99.17%)`."""
    verb = "เบิกจ่าย" if measure is Measure.DISBURSED else "ใช้จ่าย"
    amount = _amount(project, measure) or Decimal(0)
    part = share(project, measure)
    percent = "" if part is None else f" ({part:.2f}".rstrip("0").rstrip(".") + "%)"
    return f"{verb} {baht(amount)} จาก {baht(project.allocated or Decimal(0))} บาท{percent}"
