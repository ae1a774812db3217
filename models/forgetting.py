"""Forgetting a person: the LINE account and the chats go, official records stay.

Reports, certifications and the trail belong to the office and stay under the person's code of the
plan. Somebody the plan no longer names is called by the office role there, not by name.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select, update

from models import audit
from models.audit import Channel
from models.console import ConsoleLink, ConsoleSession
from models.evidence import drop_file
from models.messages import (
    ChatSession,
    DeferredTask,
    Delivery,
    EventState,
    InboundEvent,
    OutgoingMessage,
    TaskState,
)
from models.people import Invite, LineAccount, Person, RegistrationAttempts
from models.personal_data import Whose
from models.progress import Draft, DraftState, Evidence, Report

NO_TITLE = "บุคลากร"
"""The office role of somebody whose position the plan did not say."""


@dataclass(frozen=True)
class Forget:
    """One person, or a LINE account that is nobody's. `actor_id`: who asked for it."""

    whose: Whose
    now: datetime
    channel: Channel
    actor_id: int | None = None

    def apply(self, connection: Connection) -> None:
        """Write it, with the fact in the trail. Done twice it changes nothing more."""
        if self.whose.line_user_id:
            _forget_account(connection, self.whose.line_user_id, self.now)
        if self.whose.person_id is None:
            return
        self._forget_person(connection, self.whose.person_id)
        audit.record(
            connection,
            "person.forgotten",
            ("person", str(self.whose.person_id)),
            at=self.now,
            channel=self.channel,
            actor_id=self.actor_id,
        )

    def _forget_person(self, connection: Connection, person_id: int) -> None:
        connection.execute(delete(LineAccount).where(LineAccount.person_id == person_id))
        for table in (ConsoleSession, ConsoleLink):
            connection.execute(delete(table).where(table.person_id == person_id))
        connection.execute(
            update(Invite)
            .where(
                Invite.person_id == person_id,
                Invite.used_at.is_(None),
                Invite.revoked_at.is_(None),
            )
            .values(revoked_at=self.now)
        )
        self._forget_files(connection, person_id)
        connection.execute(
            update(Draft)
            .where(Draft.person_id == person_id, Draft.state == DraftState.OPEN)
            .values(state=DraftState.DISCARDED)
        )
        connection.execute(update(Draft).where(Draft.person_id == person_id).values(values={}))
        connection.execute(
            delete(DeferredTask).where(
                DeferredTask.person_id == person_id, DeferredTask.state != TaskState.IN_HAND
            )
        )
        self._call_by_role(connection, person_id)

    def _forget_files(self, connection: Connection, person_id: int) -> None:
        """What was sent for a submitted report is part of it and stays."""
        unsubmitted = (Evidence.added_by == person_id) & Evidence.report_id.is_(None)
        gone = connection.scalars(delete(Evidence).where(unsubmitted).returning(Evidence.digest))
        for digest in sorted({one for one in gone if one}):
            drop_file(connection, digest, self.now)

    def _call_by_role(self, connection: Connection, person_id: int) -> None:
        """Only somebody who left: whom the plan names today, it names for the office's work."""
        left = select(Person.title).where(Person.id == person_id, Person.active.is_(False))
        row = connection.execute(left).first()
        if row is None:
            return
        role = row.title or NO_TITLE
        connection.execute(update(Person).where(Person.id == person_id).values(name=role))
        signed = or_(
            Report.on_behalf_of == person_id,
            (Report.submitted_by == person_id) & Report.on_behalf_of.is_(None),
        )
        connection.execute(update(Report).where(signed).values(signer_name=role))


def _forget_account(connection: Connection, line_user_id: str, now: datetime) -> None:
    """The chat as a whole. Events keep their ids, so that a second delivery stays a second one.

    An empty session stays for some days: by it housekeeping finds what was answered since.
    """
    connection.execute(
        update(ChatSession)
        .where(ChatSession.line_user_id == line_user_id)
        .values(state={}, touched_at=now)
    )
    connection.execute(
        delete(RegistrationAttempts).where(RegistrationAttempts.line_user_id == line_user_id)
    )
    connection.execute(
        update(InboundEvent)
        .where(InboundEvent.line_user_id == line_user_id)
        .values(line_user_id=None, message_id=None, payload=None, error=None, state=EventState.DONE)
    )
    # What a sender has in hand is on its way already; housekeeping removes it later.
    connection.execute(
        delete(OutgoingMessage).where(
            OutgoingMessage.recipient == line_user_id, OutgoingMessage.state != Delivery.IN_HAND
        )
    )
