"""One office's database: the engine, read and write transactions, the queue before SQLite's writer.

SQLite lets one writer in at a time, and its own busy wait has a tail of about a second, so writers
of this process queue in order before `BEGIN IMMEDIATE`. PostgreSQL needs no queue.
"""

import json
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from decimal import Decimal
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

import orjson
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from models.errors import KaonaError


class BadDatabaseUrlError(KaonaError):
    """DATABASE_URL must look like sqlite:///var/kaona.db or postgresql://user@host/name."""


class InOrder:
    """A lock that lets waiters in by the order of their coming; `threading.Lock` promises none."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._held = False
        self._queue: deque[Lock] = deque()

    def __enter__(self) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = Lock()
            turn.acquire()
            self._queue.append(turn)
        turn.acquire()

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._held = False


class NoQueue:
    """The queue of a database that needs none."""

    def __enter__(self) -> None:
        """Go in at once."""

    def __exit__(self, *_: object) -> None:
        """Nobody waits."""


class Database:
    """Hands out transactions. `write()` commits at the end of the block or leaves nothing."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = _parsed(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._queue = InOrder() if self.is_sqlite else NoQueue()
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url, pool_size)
        self._writer: Connection | None = None

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write. On SQLite it is the only one, taken in order."""
        with self._queue, self._to_write() as connection, connection.begin():
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def _to_write(self) -> AbstractContextManager[Connection]:
        """SQLite's one writer is kept: taking it from the pool would cost a tenth of a step."""
        if not self.is_sqlite:
            return self.engine.connect()
        if self._writer is None:
            self._writer = self.engine.connect()
        return nullcontext(self._writer)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads; on both databases it sees one moment."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with connection.begin():
                if self.is_sqlite:
                    connection.exec_driver_sql("BEGIN")
                yield connection

    def is_reachable(self) -> bool:
        """True if the database answers."""
        try:
            with self.read() as connection:
                connection.execute(text("SELECT 1"))
        except Exception:
            return False
        return True

    def close(self) -> None:
        """Give back all connections."""
        with self._queue:
            if self._writer is not None:
                self._writer.close()
                self._writer = None
        self.engine.dispose()


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise BadDatabaseUrlError from None
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return parsed
    raise BadDatabaseUrlError


def _plain(value: object) -> str:
    """Decimals in JSON columns are kept as text, so that no float ever touches money."""
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"{type(value).__name__} does not belong in a JSON column")


_ANYTHING = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode
_STRICT = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


def to_json(value: object) -> str:
    """The text of a JSON column; `TypeError` for what does not belong there.

    What orjson refuses (an odd event's endless number, half a letter) takes the slower way.
    """
    try:
        return orjson.dumps(value, default=_plain, option=_STRICT).decode()
    except orjson.JSONEncodeError:
        return _ANYTHING(value)


def from_json(text: str | bytes) -> Any:
    """What `to_json` wrote."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)


JSON = {"json_serializer": to_json, "json_deserializer": from_json}
"""A message's body is ten kilobytes: with the standard library's JSON a step costs a third more."""


def _make_room(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadDatabaseUrlError(
            f"DATABASE_URL names a folder that cannot be made: {folder} ({error.strerror})"
        ) from None


def _sqlite(url: URL) -> Engine:
    _make_room(Path(str(url.database)).parent)
    engine = create_engine(
        url,
        **JSON,
        hide_parameters=True,
        connect_args={"timeout": 30, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {setting}")

    return engine


ALIVE = {"keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3}
"""Each side notices within half a minute that the other's machine is gone, and frees its locks."""
OPTIONS = {
    "timezone": "UTC",
    **{f"tcp_{name}": number for name, number in ALIVE.items()},
    "idle_in_transaction_session_timeout": "5min",
}
CONNECTION = {
    "connect_timeout": 5,
    **ALIVE,
    "tcp_user_timeout": 30_000,
    "options": " ".join(f"-c {name}={value}" for name, value in OPTIONS.items()),
}


def _postgresql(url: URL, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        **JSON,
        hide_parameters=True,
        pool_size=pool_size,
        max_overflow=10,
        pool_timeout=10,
        connect_args=CONNECTION,
    )
    _try_after_idling(engine)
    return engine


IDLE_SECONDS = 1.0
"""After so long a pooled connection is tried before use; trying each costs a busy bot a tenth."""


def _try_after_idling(engine: Engine) -> None:
    @event.listens_for(engine, "checkin")
    def put_back(_: object, record: ConnectionPoolEntry) -> None:
        record.info["idle_since"] = monotonic()

    @event.listens_for(engine, "checkout")
    def take_out(connection: Any, record: ConnectionPoolEntry, _: object) -> None:
        if monotonic() - record.info.get("idle_since", monotonic()) < IDLE_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error  # the pool takes another
