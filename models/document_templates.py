"""Documents an office uses instead of the built-in ones: its own Word templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, ForeignKey, String, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from models.audit import AuditEntry, Channel
from models.base import Base, one_of
from models.errors import KaonaError
from models.evidence import drop_file
from models.evidence_files import keep_file


class TemplateError(KaonaError):
    """The document cannot be used as a template."""


class TemplateKind(StrEnum):
    """Which document it is the template of."""

    REPORT = "report"
    MEMO = "memo"


class DocumentTemplate(Base):
    """The office's own template of a document; without one the built-in is used."""

    __tablename__ = "document_templates"

    kind: Mapped[TemplateKind] = mapped_column(one_of(TemplateKind, "kind"), primary_key=True)
    digest: Mapped[str] = mapped_column(ForeignKey("stored_files.digest"), index=True)
    name: Mapped[str] = mapped_column(String(400))
    set_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    set_at: Mapped[datetime]


def templates_in_use(connection: Connection) -> Mapping[TemplateKind, str]:
    """The digests of the office's own templates."""
    rows = connection.execute(select(DocumentTemplate.kind, DocumentTemplate.digest))
    return {row.kind: row.digest for row in rows}


@dataclass(frozen=True)
class UseTemplate:
    """From now on this template, which was checked and lies in the store."""

    kind: TemplateKind
    digest: str
    size: int
    media_type: str
    name: str
    set_by: int | None
    channel: Channel
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write it with its trail; the one before is let go."""
        before = _take_out(connection, self.kind)
        keep_file(connection, self.digest, self.size, self.media_type, self.now)
        connection.execute(
            insert(DocumentTemplate).values(
                kind=self.kind,
                digest=self.digest,
                name=self.name,
                set_by=self.set_by,
                set_at=self.now,
            )
        )
        _trail(connection, self, "template.used", before, {"name": self.name, "file": self.digest})
        if before:
            drop_file(connection, before, self.now)


@dataclass(frozen=True)
class UseBuiltIn:
    """Back to the built-in template."""

    kind: TemplateKind
    set_by: int | None
    channel: Channel
    now: datetime

    def apply(self, connection: Connection) -> None:
        """Write it with its trail; nothing if it is in use already."""
        before = _take_out(connection, self.kind)
        if before:
            _trail(connection, self, "template.removed", before, None)
            drop_file(connection, before, self.now)


def _take_out(connection: Connection, kind: TemplateKind) -> str | None:
    return connection.execute(
        delete(DocumentTemplate)
        .where(DocumentTemplate.kind == kind)
        .returning(DocumentTemplate.digest)
    ).scalar()


def _trail(
    connection: Connection,
    one: UseTemplate | UseBuiltIn,
    action: str,
    before: str | None,
    after: dict[str, str] | None,
) -> None:
    connection.execute(
        insert(AuditEntry).values(
            at=one.now,
            actor_id=one.set_by,
            channel=one.channel,
            action=action,
            subject="template",
            subject_id=one.kind.value,
            before={"file": before} if before else None,
            after=after,
        )
    )
