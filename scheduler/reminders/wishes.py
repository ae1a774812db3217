"""Wishes about reminders, as they are written: a day somebody wants, and what overtakes one."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, update

from bot import outbox
from bot.clock import BANGKOK
from models import audit
from models.audit import Channel
from models.reminders import ReminderRequest
from scheduler.reminders.letter import natural_key

SNOOZED, REPORTED = "the person asked for another day", "the person has just reported"


@dataclass(frozen=True)
class Wish:
    """Somebody is to be reminded on a day; the asker may be the person themselves."""

    person_id: int
    asker_id: int
    on: date
    at: datetime
    caused_by: str | None = None

    def apply(self, connection: Connection) -> None:
        """Write it, in place of what the same asker wished before."""
        connection.execute(
            update(ReminderRequest)
            .where(
                ReminderRequest.person_id == self.person_id,
                ReminderRequest.asked_by == self.asker_id,
                ReminderRequest.ended_at.is_(None),
            )
            .values(ended_at=self.at)
        )
        connection.execute(
            insert(ReminderRequest).values(
                person_id=self.person_id,
                asked_by=self.asker_id,
                remind_on=self.on,
                asked_at=self.at,
                caused_by=self.caused_by,
            )
        )


@dataclass(frozen=True)
class Snooze:
    """The person wants the next reminder on that day."""

    person_id: int
    on: date
    at: datetime
    caused_by: str

    def apply(self, connection: Connection) -> None:
        """Write it, and take back what was waiting for them."""
        wish = Wish(self.person_id, self.person_id, self.on, self.at, self.caused_by)
        wish.apply(connection)
        audit.record(
            connection,
            "reminder.snoozed",
            ("person", str(self.person_id)),
            at=self.at,
            channel=Channel.CHAT,
            actor_id=self.person_id,
            after={"on": self.on.isoformat()},
        )
        _take_back(connection, self.person_id, self.at, SNOOZED)


@dataclass(frozen=True)
class ReminderOvertaken:
    """Somebody has just reported: the reminder that waited for the end of the talk is void.

    What they still owe is on the receipt, and is told again on the next working day.
    """

    person_id: int
    at: datetime

    def apply(self, connection: Connection) -> None:
        """Write it."""
        _take_back(connection, self.person_id, self.at, REPORTED)


def _take_back(connection: Connection, person_id: int, at: datetime, reason: str) -> None:
    key = natural_key(person_id, at.astimezone(BANGKOK).date())
    outbox.withdraw(connection, reason=reason, natural_keys=[key])
