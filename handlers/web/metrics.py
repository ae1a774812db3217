"""`/metrics`: what an operator watches, as Prometheus reads it.

Counts of this machine's web processes, and how things stand in the database, which is the same
whichever process is asked. Nothing of it is about a person.
"""

from collections.abc import Iterator
from datetime import datetime

from flask import Flask, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from sqlalchemy import Connection, func, select

from bot import outbox
from bot.office import Office
from handlers.measures import Measures
from models.messages import DeferredTask, EventState, InboundEvent, OutgoingMessage
from models.quota import QuotaReading
from scheduler.holding import clock_standing


def register(app: Flask, office: Office, measures: Measures) -> None:
    """Add the route."""

    @app.get("/metrics")
    def metrics() -> Response:
        counted = generate_latest(measures.of_all_processes())
        standing = generate_latest(_Standing(office))
        return Response(counted + standing, mimetype=CONTENT_TYPE_LATEST)


class _Standing:
    """How things stand in the database; read when it is asked for."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def collect(self) -> Iterator[Metric]:
        """All families, from one moment."""
        now = self._office.clock.now()
        with self._office.database.read() as connection:
            yield from _outbox(connection, now)
            yield from _inbox(connection)
            yield from _quota(connection)
            yield from _clock(connection)


def _outbox(connection: Connection, now: datetime) -> Iterator[Metric]:
    messages = GaugeMetricFamily(
        "kaona_outbox_messages", "Outgoing messages by state", labels=["state"]
    )
    for state, number in outbox.standing(connection).items():
        messages.add_metric([state], number)
    yield messages
    since = outbox.waiting_since(connection)
    oldest = (now - since).total_seconds() if since else 0
    yield _one("kaona_outbox_oldest_seconds", "Age of the oldest due message nobody tried", oldest)
    sent = GaugeMetricFamily(
        "kaona_outbox_sent", "Messages that ended, by the way they took", labels=["way", "state"]
    )
    ways = select(OutgoingMessage.sent_as, OutgoingMessage.state, func.count())
    taken = ways.where(OutgoingMessage.sent_as.is_not(None)).group_by(
        OutgoingMessage.sent_as, OutgoingMessage.state
    )
    for way, state, number in connection.execute(taken):
        sent.add_metric([str(way), state], number)
    yield sent


def _inbox(connection: Connection) -> Iterator[Metric]:
    failed = select(func.count()).where(InboundEvent.state == EventState.FAILED)
    yield _one("kaona_events_failed", "Events kept as failed", connection.scalar(failed) or 0)
    tasks = GaugeMetricFamily("kaona_deferred_tasks", "Deferred work by state", labels=["state"])
    counted = select(DeferredTask.state, func.count()).group_by(DeferredTask.state)
    for state, number in connection.execute(counted):
        tasks.add_metric([state], number)
    yield tasks


def _quota(connection: Connection) -> Iterator[Metric]:
    reading = connection.execute(
        select(QuotaReading.used, QuotaReading.allowed).order_by(QuotaReading.month.desc()).limit(1)
    ).first()
    if reading is None:
        return
    yield _one("kaona_quota_used", "Counted messages of the month", reading.used)
    if reading.allowed is not None:
        yield _one("kaona_quota_allowed", "Counted messages the plan allows", reading.allowed)


def _clock(connection: Connection) -> Iterator[Metric]:
    standing = clock_standing(connection)
    if standing is None:
        return
    holder = GaugeMetricFamily(
        "kaona_clock_holder", "Which process is the clock", labels=["holder"]
    )
    holder.add_metric([standing.holder], 1)
    yield holder
    yield _one("kaona_clock_failed_jobs", "Jobs that failed at the last tick", len(standing.failed))
    if standing.ticked_at:
        ticked = standing.ticked_at.timestamp()
        yield _one("kaona_clock_last_tick_timestamp_seconds", "Moment of the last tick", ticked)


def _one(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(name, meaning, value=value)
