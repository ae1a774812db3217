"""The official tables of a round as asked for, and the projects behind one figure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from handlers.web.console.reading.led import led
from handlers.web.console.reading.pictures import PictureDesk
from handlers.web.console.reading.rounds import RoundLine
from models.plan import TableStyle
from reports.picture import GroupPicture, ProjectPicture, RoundPicture
from reports.tables import makers_of
from reports.tables.summary import summary
from reports.tables.table import Cell, Row, Table
from reports.tables.titles import name_in


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; what it does not name, or nobody has, is as the office has it."""

    table: str = ""
    group: str = ""
    style: TableStyle | None = None


@dataclass(frozen=True)
class Shown:
    """A table of the round in that style; `offered` are the groups there are to choose from.

    `names`: of all tables by id. `groups`: all of the round by code, also of joint projects.
    """

    picture: RoundPicture
    names: Mapping[str, str]
    table: Table
    offered: tuple[GroupPicture, ...]
    groups: Mapping[str, str]

    def figure(self, place: int, key: str) -> tuple[Row, int] | None:
        """The row, and where the column stands; None if no projects stand behind the figure."""
        keys = [column.key for column in self.table.columns]
        if key not in keys or not 0 <= place < len(self.table.rows):
            return None
        row, at = self.table.rows[place], keys.index(key)
        return (row, at) if self.table.opens(row, at) else None

    def behind(self, cell: Cell) -> tuple[ProjectPicture, ...]:
        """The projects behind a figure, in the order of the plan."""
        codes = frozenset(cell.projects)
        return tuple(one for one in self.picture.projects if one.code in codes)


def shown(
    connection: Connection,
    pictures: PictureDesk,
    of_round: RoundLine,
    groups: Collection[int] | None,
    wanted: Wanted,
) -> Shown:
    """Of a closed round as it stood. Whoever leads groups sees these only."""
    picture = pictures.of_round(connection, of_round.code, style=wanted.style).picture
    codes = led(connection, groups)
    offered = tuple(one for one in picture.groups if codes is None or one.code in codes)
    only = frozenset(one.code for one in offered if one.code == wanted.group) or codes
    styled = picture.in_style(wanted.style) if wanted.style else picture
    narrowed = styled if only is None else styled.of_groups(only)
    empty = replace(narrowed, projects=())
    offers = [(make(empty), make) for make in (*makers_of(narrowed), summary)]
    chosen = next((one for one in offers if one[0].id == wanted.table), offers[0])
    return Shown(
        picture=narrowed,
        names={one.id: name_in(one.title, narrowed) for one, _ in offers},
        table=chosen[1](narrowed),
        offered=offered,
        groups={one.code: one.short_name for one in picture.groups},
    )
