"""Writes a day's letters into the outbox, and takes back what was computed by an older state."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or_skip

from bot import cards, outbox
from bot.office import Office
from bot.outbox import OUT, Outgoing
from models.messages import Delivery, OutgoingMessage
from models.progress import Draft
from models.reminders import Reminder
from scheduler.reminders.cards import objects
from scheduler.reminders.letter import Letter
from scheduler.reminders.picture import start_of

BATCH = 250
"""Letters of one transaction: no webhook waits long for it on SQLite."""
KIND, KIND_OF_OTHERS = "reminder", "escalation"
OTHER_KINDS = ("certify_request",)
"""What else the clock may have told somebody today; what can wait for another day then waits."""
VOID = "what it says is no longer so"

_REMINDERS = Reminder.metadata.tables["reminders"]
_INSERT = insert_or_skip(_REMINDERS).on_conflict_do_nothing()
_REMINDED = (
    update(Draft.metadata.tables["drafts"])
    .where(Draft.id == bindparam("draft"))
    .values(reminded_at=bindparam("at", type_=Draft.reminded_at.type))
)


@dataclass(frozen=True)
class Standing:
    """A message of the day that was written already. `open`: it has not been tried yet."""

    key: str
    signature: str
    open: bool


def standing_of(connection: Connection, day: date) -> dict[int, Standing]:
    """Person -> the message of the day, wherever it stands."""
    rows = connection.execute(
        select(Reminder.person_id, Reminder.natural_key, Reminder.signature, _untried())
        .outerjoin(OutgoingMessage, OUT.natural_key == Reminder.natural_key)
        .where(Reminder.day == day)
    )
    return {
        person: Standing(key, signature, bool(is_open)) for person, key, signature, is_open in rows
    }


def _untried() -> Any:
    waits = OUT.state.in_([Delivery.WAITING, Delivery.PARKED])
    return waits & OUT.in_doubt.is_(False)


def told_otherwise(connection: Connection, day: date) -> frozenset[str]:
    """Chats the clock wrote to today about something else, counted."""
    rows = connection.scalars(
        select(OUT.recipient).where(
            OUT.kind.in_(OTHER_KINDS), OUT.sent_at >= start_of(day), OUT.sent_as == "push"
        )
    )
    return frozenset(rows)


@dataclass
class Desk:
    """Brings the outbox to what a day's letters say. A batch is one transaction, all or nothing."""

    office: Office
    now: datetime
    until: datetime
    day: date
    standing: Mapping[int, Standing]
    busy: Mapping[str, datetime]
    greeting: str
    told_otherwise: frozenset[str] = frozenset()

    def write(self, letters: Iterable[Letter], batch_size: int = BATCH) -> dict[str, int]:
        """Put what is new, replace what changed, take back what is no longer so."""
        written = withdrawn = 0
        wanted: set[int] = set()
        for batch in _batches(self._new(letters, wanted), batch_size):
            written += self._put(batch)
            withdrawn += sum(1 for letter in batch if letter.to.id in self.standing)
        gone = [
            one.key for person, one in self.standing.items() if one.open and person not in wanted
        ]
        withdrawn += self._take_back(gone)
        return {"reminded": written, "withdrawn": withdrawn}

    def _new(self, letters: Iterable[Letter], wanted: set[int]) -> Iterator[Letter]:
        """Letters that are not in the outbox as they should be."""
        for letter in letters:
            wanted.add(letter.to.id)
            known = self.standing.get(letter.to.id)
            if letter.optional and letter.to.line_user_id in self.told_otherwise:
                continue
            if known is None or (known.open and known.signature != letter.signature):
                yield letter

    def _put(self, batch: Sequence[Letter]) -> int:
        messages = [self._outgoing(letter) for letter in batch]
        old = [self.standing[one.to.id].key for one in batch if one.to.id in self.standing]
        with self.office.database.write() as connection:
            void(connection, old, self.day)
            new = outbox.put(connection, self.office, messages)
            connection.execute(_INSERT, [self._row(letter) for letter in batch])
            drafts = [{"draft": one, "at": self.now} for letter in batch for one in letter.drafts]
            if drafts:
                connection.execute(_REMINDED, drafts)
        return new

    def _outgoing(self, letter: Letter) -> Outgoing:
        due_at = self.busy.get(letter.to.line_user_id, self.now)
        body = objects(letter, self.greeting)
        cards.check(body)
        return Outgoing(
            recipient=letter.to.line_user_id,
            objects=body,
            kind=KIND if letter.lines else KIND_OF_OTHERS,
            natural_key=letter.natural_key,
            optional=letter.optional,
            due_at=due_at,
            expires_after=max(self.until - max(due_at, self.now), timedelta(minutes=1)),
        )

    def _row(self, letter: Letter) -> dict[str, Any]:
        return {
            "person_id": letter.to.id,
            "day": letter.day,
            "natural_key": letter.natural_key,
            "reasons": [why.value for why in letter.reasons],
            "signature": letter.signature,
            "escalation": letter.escalation is not None,
            "written_at": self.now,
        }

    def _take_back(self, keys: Sequence[str]) -> int:
        if not keys:
            return 0
        with self.office.database.write() as connection:
            return void(connection, keys, self.day)


def void(connection: Connection, keys: Sequence[str], day: date) -> int:
    """Take back messages of the day that were not sent, as if they had never been written."""
    if not keys:
        return 0
    taken = outbox.withdraw(connection, reason=VOID, natural_keys=keys, frees_keys=True)
    sent = select(OUT.natural_key).where(OUT.natural_key.in_(keys))
    gone = delete(Reminder).where(Reminder.natural_key.in_(keys), Reminder.natural_key.not_in(sent))
    people = connection.scalars(gone.returning(Reminder.person_id)).all()
    if people:
        named_today = (Draft.person_id.in_(people), Draft.reminded_at >= start_of(day))
        connection.execute(update(Draft).where(*named_today).values(reminded_at=None))
    return taken


def _batches(letters: Iterator[Letter], size: int) -> Iterator[list[Letter]]:
    while batch := list(islice(letters, size)):
        yield batch
