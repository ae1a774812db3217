"""Which tables a request wrote to and committed."""

import re
from typing import Any

from sqlalchemy import event

from bot.office import Office

WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)


class Writes:
    """Collects while it is entered."""

    def __init__(self, office: Office) -> None:
        self._engine = office.database.engine
        self._open: dict[int, set[str]] = {}
        self.committed: set[str] = set()

    def __enter__(self) -> "Writes":
        self.committed.clear()
        event.listen(self._engine, "before_cursor_execute", self._execute)
        event.listen(self._engine, "commit", self._commit)
        event.listen(self._engine, "rollback", self._rollback)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._execute)
        event.remove(self._engine, "commit", self._commit)
        event.remove(self._engine, "rollback", self._rollback)

    def _execute(self, connection: Any, cursor: object, statement: str, *_: object) -> None:
        if found := WRITE.match(statement):
            self._open.setdefault(id(connection), set()).add(found.group(1))

    def _commit(self, connection: Any) -> None:
        self.committed |= self._open.pop(id(connection), set())

    def _rollback(self, connection: Any) -> None:
        self._open.pop(id(connection), None)
