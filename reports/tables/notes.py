"""Lines under a table: whatever the columns cannot say about some projects."""

from collections.abc import Iterable, Sequence

from reports.picture import ProjectPicture
from reports.tables.measures import codes

MOST = 30
"""So many codes are named in one line."""


def lines(*texts: str) -> str:
    """The texts that say something, a line each."""
    return "\n".join(text for text in texts if text)


def some(text: str, projects: Iterable[ProjectPicture]) -> str:
    """`text 2 โครงการ (18, 19)`; nothing if there are no such projects."""
    found = codes(projects)
    return f"{text} {len(found):,} โครงการ ({named(found)})" if found else ""


def named(found: Sequence[str]) -> str:
    """`18, 19`, and how many more where there are too many to name."""
    rest = len(found) - MOST
    return ", ".join(found[:MOST]) + (f" และอีก {rest:,} โครงการ" if rest > 0 else "")
