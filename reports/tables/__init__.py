"""The official tables, pure: a picture of a round in, tables out. Each style is a row of tables."""

from collections.abc import Callable, Mapping

from models.plan import TableStyle
from reports.picture import RoundPicture
from reports.tables.by_source import table2
from reports.tables.by_strategy import table5
from reports.tables.levels import levels
from reports.tables.listing import listing
from reports.tables.owner_finance import table4
from reports.tables.progress import table1
from reports.tables.spending import table3
from reports.tables.strategies import strategies
from reports.tables.table import Table

MakeTable = Callable[[RoundPicture], Table]

STYLES: Mapping[TableStyle, tuple[MakeTable, ...]] = {
    TableStyle.SAMUT_SAKHON: (table1, table2, table3, table4, table5, listing),
    TableStyle.NAKHON_PATHOM: (levels, strategies),
}


def official_tables(picture: RoundPicture) -> tuple[Table, ...]:
    """The tables of the picture's style, in the order of the document."""
    return tuple(make(picture) for make in makers_of(picture))


def makers_of(picture: RoundPicture) -> tuple[MakeTable, ...]:
    """What makes them, in that order."""
    return STYLES[picture.style]
