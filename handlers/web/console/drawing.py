"""Bars as SVG: shapes for the templates, which write the figures beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.thaitext import MONTHS
from handlers.web.console.reading.overview import DayOfReports

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 200, 36, 22, 8


@dataclass(frozen=True)
class Piece:
    """A piece of one horizontal bar of width 100."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True)
class Column:
    """A day's column; `label` is set where there is room for one. A day to come `says` nothing."""

    x: float
    y: float
    width: float
    height: float
    late: bool
    label: str
    says: str


@dataclass(frozen=True)
class Chart:
    """Columns with a line for the due date and the scale at the left."""

    columns: tuple[Column, ...]
    due_x: float | None
    most: int
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    top: int = TOP
    floor: int = HEIGHT - BOTTOM


def pieces(parts: Sequence[tuple[str, int]], whole: int) -> list[Piece]:
    """A bar cut into its parts."""
    x, made = 0.0, []
    for kind, count in parts:
        width = 100 * count / whole if whole else 0.0
        if count:
            made.append(Piece(kind, round(x, 2), round(width, 2)))
        x += width
    return made


def share(part: object, whole: object) -> float:
    """How much of a bar of 100 is filled; never more than all of it."""
    return round(min(100.0, 100 * float(str(part or 0)) / float(str(whole))), 2) if whole else 0.0


def days(found: Sequence[DayOfReports], due: date, projects: int) -> Chart:
    """How many projects were reported by each day, against the due date."""
    most, room = max(projects, 1), (WIDTH - LEFT) / max(len(found), 1)
    every = max(1, len(found) // 8)
    floor = HEIGHT - BOTTOM
    columns = []
    for number, one in enumerate(found):
        height = (floor - TOP) * (one.in_all or 0) / most
        columns.append(
            Column(
                x=round(LEFT + number * room + room * 0.1, 1),
                y=round(floor - height, 1),
                width=round(room * 0.8, 1),
                height=round(height, 1),
                late=one.day > due,
                label=_short(one.day) if number % every == 0 else "",
                says="" if one.in_all is None else _says(one, one.in_all),
            )
        )
    places = [number for number, one in enumerate(found) if one.day == due]
    due_x = round(LEFT + (places[0] + 1) * room, 1) if places else None
    return Chart(tuple(columns), due_x, most)


def _says(one: DayOfReports, in_all: int) -> str:
    return f"{_short(one.day)}: เพิ่ม {one.new:,} รวม {in_all:,} โครงการ"


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
