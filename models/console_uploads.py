"""Workbooks between preview and import: whose they are, and which are forgotten after a day."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, insert, select

from models.console import ConsoleUpload
from models.progress import StoredFile

KEPT_FOR = timedelta(days=1)


def remember(
    connection: Connection, digest: str, *, person_id: int, kind: str, now: datetime
) -> list[str]:
    """Somebody's upload; the digests of files nobody needs any more, to be deleted."""
    forgotten = connection.scalars(
        delete(ConsoleUpload)
        .where(ConsoleUpload.uploaded_at < now - KEPT_FOR)
        .returning(ConsoleUpload.digest)
    ).all()
    forget(connection, digest, person_id)
    connection.execute(
        insert(ConsoleUpload).values(digest=digest, person_id=person_id, kind=kind, uploaded_at=now)
    )
    return [one for one in forgotten if not is_needed(connection, one)]


def is_waiting(connection: Connection, digest: str, *, person_id: int, kind: str) -> bool:
    """True if that file was uploaded by that person for that."""
    return bool(
        connection.scalar(
            select(
                exists().where(
                    ConsoleUpload.digest == digest,
                    ConsoleUpload.person_id == person_id,
                    ConsoleUpload.kind == kind,
                )
            )
        )
    )


def forget(connection: Connection, digest: str, person_id: int) -> None:
    """It was stored, or is sent again."""
    connection.execute(
        delete(ConsoleUpload).where(
            ConsoleUpload.digest == digest, ConsoleUpload.person_id == person_id
        )
    )


def is_needed(connection: Connection, digest: str) -> bool:
    """True if another upload, or something else of the office, is the same file."""
    others = exists().where(ConsoleUpload.digest == digest)
    stored = exists().where(StoredFile.digest == digest)
    return bool(connection.scalar(select(others | stored)))
