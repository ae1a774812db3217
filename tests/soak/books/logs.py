"""What the processes wrote: no fault of the program's own, no person's words, no secret."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.soak.books.sums import Sums

INJECTED = (
    "sqlalchemy.exc.OperationalError",
    "sqlalchemy.exc.InterfaceError",
    "sqlalchemy.exc.TimeoutError",
    "psycopg.errors.AdminShutdown",
    "psycopg.errors.CannotConnectNow",
    "psycopg.errors.IdleInTransactionSessionTimeout",
    "psycopg.OperationalError",
    "psycopg.errors.CrashShutdown",
    "sqlite3.OperationalError",
    "OSError: [Errno 27] File too large",
)
"""What a database that is away and a full disk look like in a traceback."""
LAST_LINE = re.compile(
    r"^[A-Za-z_][\w.]*(?:Error|Exception|Shutdown|Now|Exit|Interrupt|Timeout)\b.*"
)


def of_logs(logs: Iterable[Path], secrets: Iterable[str]) -> Sums:
    sums = Sums("Logs: no traceback but of what was done to it, no words, ids or secrets")
    text = "".join(log.read_text(encoding="utf-8", errors="replace") for log in logs)
    sums.line("lines", text.count("\n"))
    causes = Counter(_causes(text))
    for cause, number in sorted(causes.items()):
        if cause.startswith(INJECTED):
            sums.line(f"  {cause}"[:74], number)
    sums.none(
        "tracebacks that no fault of the stand explains",
        [cause for cause in causes if not cause.startswith(INJECTED)],
    )
    sums.none(
        "secrets, ids or words in the log",
        [f"({len(one)} letters)" for one in secrets if one in text],
    )
    return sums


def _causes(text: str) -> Iterable[str]:
    """The last line of each traceback: the error that was logged."""
    inside, cause = False, ""
    for line in text.splitlines():
        if line.startswith("Traceback (most recent call last)"):
            inside = True
        elif inside and LAST_LINE.match(line):
            cause = line[:120]
            inside = False
        elif (
            cause
            and not line.startswith(("The above", "During", "[SQL", "(Background", "\n", " "))
            and line
        ):
            yield _short(cause)
            cause = ""
    if cause:
        yield _short(cause)


def _short(cause: str) -> str:
    """Without the address of a server, so that like counts with like."""
    return cause.partition(" (Background")[0].partition(" to server at ")[0]
