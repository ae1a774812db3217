"""The official tables of a round as asked for, and the projects behind one figure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from handlers.web.console.reading.led import led
from handlers.web.console.reading.rounds import RoundLine
from models.authority import Act, Authority
from models.fiscal import RoundCode
from models.plan import Project, TableStyle
from models.project_scope import read_scopes
from reports.picture import GroupPicture, ProjectPicture, RoundPicture
from reports.reading import picture_of
from reports.tables import official_tables
from reports.tables.summary import summary
from reports.tables.table import Cell, Row, Table


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; what it does not name, or nobody has, is as the office has it."""

    table: str = ""
    group: str = ""
    style: TableStyle | None = None


@dataclass(frozen=True)
class Shown:
    """The tables of the round in that style; `offered` are the groups there are to choose from.

    `names`: all groups of the round by code, also of joint projects.
    """

    picture: RoundPicture
    tables: tuple[Table, ...]
    table: Table
    offered: tuple[GroupPicture, ...]
    names: Mapping[str, str]

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
    connection: Connection, of_round: RoundLine, groups: Collection[int] | None, wanted: Wanted
) -> Shown:
    """Of a closed round as it stood. Whoever leads groups sees these only."""
    code = RoundCode.parse(of_round.code)
    picture = picture_of(connection, code, whole=wanted.style is not None)
    codes = led(connection, groups)
    offered = tuple(one for one in picture.groups if codes is None or one.code in codes)
    only = frozenset(one.code for one in offered if one.code == wanted.group) or codes
    styled = picture.in_style(wanted.style) if wanted.style else picture
    narrowed = styled if only is None else styled.of_groups(only)
    tables = (*official_tables(narrowed), summary(narrowed))
    return Shown(
        picture=narrowed,
        tables=tables,
        table=next((one for one in tables if one.id == wanted.table), tables[0]),
        offered=offered,
        names={one.code: one.short_name for one in picture.groups},
    )


def open_to(
    connection: Connection, authority: Authority, fiscal_year: int, codes: Collection[str]
) -> dict[str, int]:
    """The ids of those projects whose page is open to somebody, by code; four statements."""
    ids = connection.scalars(
        select(Project.id).where(Project.fiscal_year == fiscal_year, Project.code.in_(codes))
    ).all()
    return {
        one.code: one.id
        for one in read_scopes(connection, ids)
        if authority.may(Act.SEE_PROJECT, groups=one.groups, owners=one.owners)
    }
