"""Every row of every table as lines of JSON, and back: for backups, and to change the database.

What one kind of database wrote the other can read, so that an office may begin on SQLite and move
to PostgreSQL. A line is the row's values in the order of the table's columns.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Enum,
    Numeric,
    Table,
    Uuid,
    func,
    literal_column,
    select,
)

from models.base import Baht, SignedBaht, UtcDateTime
from models.database import from_json, to_json
from models.schema import METADATA

ROWS_AT_ONCE: Final = 500

TABLES: Final = tuple(METADATA.sorted_tables)
"""What is referred to comes before what refers to it."""


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """The table's rows, oldest key first, read a few at a time."""
    found = connection.execution_options(yield_per=ROWS_AT_ONCE).execute(
        select(*table.columns).order_by(*table.primary_key.columns)
    )
    for row in found:
        yield to_json([plain(value) for value in row]).encode() + b"\n"


def load(connection: Connection, table: Table, rows: Iterable[bytes]) -> int:
    """Write rows into the table, which holds none of them yet; how many."""
    readers = [(column.name, _reader(column)) for column in table.columns]
    loaded, left = 0, iter(rows)
    while chunk := list(islice(left, ROWS_AT_ONCE)):
        connection.execute(table.insert(), [_row(readers, line) for line in chunk])
        loaded += len(chunk)
    return loaded


def is_empty(connection: Connection) -> bool:
    """True if no table holds a row."""
    return not any(
        connection.execute(select(literal_column("1")).select_from(table).limit(1)).first()
        for table in TABLES
    )


def count_on(connection: Connection) -> None:
    """New rows get numbers after the loaded ones; SQLite sees to that itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in TABLES:
        counted = table.autoincrement_column
        if counted is not None:
            sequence = func.pg_get_serial_sequence(table.name, counted.name)
            last = select(func.max(counted)).scalar_subquery()
            connection.execute(select(func.setval(sequence, func.coalesce(last, 1), last > 0)))


def plain(value: object) -> object:
    """A value of a row as JSON can hold it; `Decimal` is left to `to_json`."""
    if isinstance(value, date):  # a moment too
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _row(readers: list[tuple[str, Callable[[Any], Any]]], line: bytes) -> dict[str, Any]:
    values = zip(readers, from_json(line), strict=True)
    return {name: None if value is None else read(value) for (name, read), value in values}


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    kind = column.type
    if isinstance(kind, Enum) and kind.enum_class:
        return kind.enum_class
    return next((read for one, read in _READERS if isinstance(kind, one)), _as_it_is)


def _as_it_is(value: Any) -> Any:
    return value


_READERS: Final[tuple[tuple[type[Any], Callable[[Any], Any]], ...]] = (
    (UtcDateTime, datetime.fromisoformat),
    (Date, date.fromisoformat),
    (Baht, Decimal),
    (SignedBaht, Decimal),
    (Numeric, Decimal),
    (Uuid, UUID),
)
