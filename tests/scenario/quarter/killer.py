"""A process that is killed around its commits: before some, after others, by chance."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from sqlalchemy import Connection

from models.database import Database


class KilledError(BaseException):
    """Nothing in the process survives this."""


class Killer:
    """Hands out the transactions of a database; while armed it kills whoever writes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._chance = Random(2567)
        self.armed = False
        self.killed = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        fate = self._chance.choice(("before", "after", *["spared"] * 4))
        with self._database.write() as connection:
            yield connection
            if fate == "before":
                self._kill()
        if fate == "after":
            self._kill()

    def _kill(self) -> None:
        if self.armed:
            self.killed += 1
            raise KilledError
