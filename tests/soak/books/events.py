"""Every acknowledged event is known once, and has one effect."""

from collections import Counter

from sqlalchemy import Connection, select

from models.messages import EventState, InboundEvent, OutgoingMessage
from tests.soak.books.record import Record
from tests.soak.books.sums import Sums

ANSWERS = ("answer", "apology", "too_fast")
"""Kinds of messages that answer an event; others may go along with one."""


def of_events(connection: Connection, record: Record) -> Sums:
    sums = Sums("Events: each acknowledged one is kept once and answered once")
    letters = {letter.event.id: letter for letter in record.letters}
    known = {
        row.webhook_event_id: row
        for row in connection.execute(
            select(InboundEvent.webhook_event_id, InboundEvent.state, InboundEvent.error)
        )
    }
    answers = Counter(
        connection.scalars(
            select(OutgoingMessage.caused_by).where(OutgoingMessage.kind.in_(ANSWERS))
        )
    )
    deliveries = sum(len(letter.statuses) for letter in record.letters)
    statuses = Counter(status for letter in record.letters for status in letter.statuses)
    sums.line("events that people caused", len(letters))
    sums.line("deliveries of them", deliveries)
    for status, number in sorted(statuses.items()):
        sums.line(f"  answered {status}" if status else "  not answered in 2 s", number)
    sums.none(
        "deliveries answered neither 200, 500, 503 nor not at all",
        [str(one) for one in statuses if one not in (200, 500, 502, 503, 0)],
    )
    sums.none(
        "events never acknowledged",
        [one.event.id for one in record.letters if not one.acknowledged],
    )
    sums.must_be("events kept", len(known), len(letters))
    sums.none("acknowledged events not kept", sorted(letters.keys() - known.keys()))
    sums.none("events kept that nobody caused", sorted(known.keys() - letters.keys()))
    failed = [row for row in known.values() if row.state is EventState.FAILED]
    sums.none("events that failed", [(row.error or "no cause").strip()[-300:] for row in failed])
    sums.none("events without an answer", [one for one in known if not answers[one]])
    sums.none("events with more than one answer", [one for one in known if answers[one] > 1])
    return sums
