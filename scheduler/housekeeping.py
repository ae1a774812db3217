"""The clock's job that tidies up: what nobody will ask for any more is let go.

A look comes first, so that an ordinary tick keeps no writer waiting. What is kept for how long is
decided where it is stored; a new kind of tidying is one line in `TASKS`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from bot.office import Office
from models import console_access, evidence_files, invites, retention

Look = Callable[[Connection, datetime], int]
Tidy = Callable[[Connection, datetime], object]


@dataclass(frozen=True)
class Task:
    """Counts what is to be let go, and lets it go."""

    name: str
    look: Look
    tidy: Tidy


def _let_evidence_go(connection: Connection, now: datetime) -> None:
    evidence_files.LetGo(now).apply(connection)


TASKS: Final = (
    Task("evidence", evidence_files.left_over, _let_evidence_go),
    Task("sign_ins", console_access.long_over, console_access.forget_long_over),
    Task("chats", retention.chats_to_let_go, retention.let_chats_go),
    Task("locked_out", invites.ended_locks, invites.forget_ended_locks),
)


class KeepHouse:
    """Each task in a transaction of its own."""

    name = "housekeeping"

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        """See `scheduler.jobs.Job`."""
        with office.database.read() as connection:
            found = {task.name: task.look(connection, now) for task in TASKS}
        for task in TASKS:
            if found[task.name]:
                with office.database.write() as connection:
                    task.tidy(connection, now)
        return found
