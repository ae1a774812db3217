"""What an outcome means for a message: the whole table, without database and LINE."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from bot.claims import Change, Claimed, Row, Way
from bot.outcomes import (
    Accepted,
    MonthlyLimit,
    NotConnected,
    Outcome,
    RateLimited,
    Refused,
    TokenRefused,
    Unknown,
)
from bot.parking import next_probe
from bot.sender import REPLY_UNKNOWN, Verdict, decide, verdict
from models.messages import Delivery

NOW = datetime(2024, 4, 3, 2, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(hours=22, minutes=59, seconds=59)
TOO_LONG_AGO = NOW - timedelta(hours=23)

PUSH = Row(
    id=7,
    retry_key=UUID(int=7),
    recipient="U" + "a" * 32,
    kind="reminder",
    caused_by=None,
    reply_token=None,
    reply_until=None,
    must_arrive=False,
    body=[{"type": "text", "text": "x"}],
    state=Delivery.IN_HAND,
    due_at=NOW,
    expires_at=NOW + timedelta(hours=23),
    attempts=1,
    first_tried_at=NOW,
    in_doubt=False,
    rides_with=None,
    error=None,
)
REPLY = replace(PUSH, reply_token="t", reply_until=NOW + timedelta(seconds=40))
LATE_REPLY = replace(REPLY, reply_until=NOW)
RIDER = replace(PUSH, id=3, rides_with=7)


def push(row: Row) -> Claimed:
    return Claimed((row,), Way.PUSH)


def reply(*rows: Row) -> Claimed:
    return Claimed(rows, Way.REPLY)


def told(change: Change) -> tuple[str, float, bool, bool, str | None]:
    """State, seconds until due, in doubt, still has its token, error."""
    return (
        change.state.value,
        (change.due_at - NOW).total_seconds(),
        change.in_doubt,
        change.reply_token is not None,
        change.error,
    )


DOUBTED = replace(REPLY, in_doubt=True, attempts=2)
MUST = replace(DOUBTED, must_arrive=True)
CASES: list[tuple[Claimed, Outcome, tuple[str, float, bool, bool, str | None]]] = [
    # 200, and 409 for a retry key accepted before
    (push(PUSH), Accepted("r"), ("sent", 0, False, False, None)),
    (push(replace(PUSH, in_doubt=True)), Accepted("r"), ("sent", 0, False, False, None)),
    (reply(REPLY), Accepted("r"), ("sent", 0, False, False, None)),
    # a push that may have arrived is repeated with its key; the pause doubles, to a quarter hour
    (push(PUSH), Unknown("500"), ("waiting", 2, True, False, "500")),
    (push(replace(PUSH, attempts=2)), Unknown("500"), ("waiting", 4, True, False, "500")),
    (push(replace(PUSH, attempts=99)), Unknown("500"), ("waiting", 900, True, False, "500")),
    # a push that did not arrive for sure: no doubt is added, none is taken away
    (push(PUSH), NotConnected("c"), ("waiting", 2, False, False, "c")),
    (push(replace(PUSH, in_doubt=True)), NotConnected("c"), ("waiting", 2, True, False, "c")),
    (push(PUSH), RateLimited("429"), ("waiting", 2, False, False, "429")),
    # 23 hours after the first attempt it is over: the retry key lives only 24
    (
        push(replace(PUSH, first_tried_at=TOO_LONG_AGO)),
        Unknown("500"),
        ("failed", 0, True, False, "given up after 23 hours: 500"),
    ),
    (
        push(replace(PUSH, first_tried_at=LONG_AGO)),
        RateLimited("429"),
        ("failed", 0, False, False, "given up after 23 hours: 429"),
    ),
    # the month's quota is used up: parked until the next probe
    (push(PUSH), MonthlyLimit("429 m"), ("parked", 3600, False, False, "monthly limit: 429 m")),
    # any other 4xx is final
    (push(PUSH), Refused("400 bad"), ("failed", 0, False, False, "400 bad")),
    (push(PUSH), Refused("401 token"), ("failed", 0, False, False, "401 token")),
    (push(PUSH), TokenRefused("400"), ("failed", 0, False, False, "400")),
    # a reply that did not arrive for sure keeps its token; replies are never parked
    (reply(REPLY), NotConnected("c"), ("waiting", 0.5, False, True, "c")),
    (reply(REPLY), RateLimited("429"), ("waiting", 0.5, False, True, "429")),
    (reply(REPLY), MonthlyLimit("429"), ("waiting", 0.5, False, True, "429")),
    # a reply that may have arrived is asked about by its token; the pause ends with the token
    (reply(REPLY), Unknown("500"), ("waiting", 0.5, True, True, "500")),
    (reply(replace(REPLY, attempts=4)), Unknown("500"), ("waiting", 4, True, True, "500")),
    (
        reply(replace(REPLY, reply_until=NOW + timedelta(seconds=1), attempts=9)),
        Unknown("500"),
        ("waiting", 1, True, True, "500"),
    ),
    # the token is refused on a first attempt: it was never good, so by push
    (reply(REPLY), TokenRefused("400"), ("waiting", 0, False, False, "400")),
    # refused after an attempt that never connected: the same
    (reply(replace(REPLY, attempts=2)), TokenRefused("400"), ("waiting", 0, False, False, "400")),
    # refused while young, after an attempt of unknown outcome: that attempt was accepted
    (reply(DOUBTED), TokenRefused("400"), ("sent", 0, False, False, None)),
    # the same by a clock that was set back since the webhook came: nobody knows how old it is
    (
        reply(replace(DOUBTED, reply_until=NOW + timedelta(hours=2))),
        TokenRefused("400"),
        ("failed", 0, True, False, REPLY_UNKNOWN),
    ),
    # refused when it may be too old as well: nobody will ever know
    (
        reply(replace(DOUBTED, reply_until=NOW)),
        TokenRefused("400"),
        ("failed", 0, True, False, REPLY_UNKNOWN),
    ),
    # ... but what must arrive goes by push
    (
        reply(replace(MUST, reply_until=NOW)),
        TokenRefused("400"),
        ("waiting", 0, True, False, "400"),
    ),
    # a bad body is final for a reply too
    (reply(REPLY), Refused("400 bad"), ("failed", 0, False, False, "400 bad")),
]


@pytest.mark.parametrize(("claimed", "outcome", "expected"), CASES)
def test_one_message_and_what_came_of_it(
    claimed: Claimed, outcome: Outcome, expected: tuple[str, float, bool, bool, str | None]
) -> None:
    (change,) = decide(claimed, outcome, NOW, lambda: 1.0)
    assert told(change) == expected


def test_what_is_sent_says_how_and_when_and_under_which_number() -> None:
    (change,) = decide(reply(REPLY), Accepted("r1"), NOW, lambda: 1.0)
    assert (change.sent_as, change.sent_at, change.line_request_id) == (Way.REPLY, NOW, "r1")


def test_half_of_a_pause_is_left_to_chance() -> None:
    (change,) = decide(push(PUSH), Unknown("500"), NOW, lambda: 0.0)
    assert change.due_at == NOW + timedelta(seconds=1)


def test_a_parked_message_starts_its_23_hours_anew() -> None:
    old = replace(PUSH, first_tried_at=LONG_AGO)
    (change,) = decide(push(old), MonthlyLimit("429"), NOW, lambda: 1.0)
    assert change.first_tried_at is None
    (change,) = decide(push(replace(old, in_doubt=True)), MonthlyLimit("429"), NOW, lambda: 1.0)
    assert change.first_tried_at == LONG_AGO


def both(outcome: Outcome, **more: object) -> list[tuple[str, float, bool, bool, str | None]]:
    """A reminder riding along with a reply."""
    lead, rider = replace(REPLY, **more), replace(RIDER, **more)  # type: ignore[arg-type]
    return [told(change) for change in decide(reply(rider, lead), outcome, NOW, lambda: 1.0)]


def test_what_rides_along_shares_the_reply_s_fate() -> None:
    sent = ("sent", 0, False, False, None)
    assert both(Accepted("r")) == [sent, sent]
    assert both(TokenRefused("400"), in_doubt=True) == [sent, sent]
    changes = decide(reply(RIDER, REPLY), Unknown("500"), NOW, lambda: 1.0)
    assert [told(change)[:3] for change in changes] == [("waiting", 0.5, True)] * 2
    assert [change.rides_with for change in changes] == [7, None]


def test_a_bad_body_parts_the_company_because_nobody_knows_whose_it_is() -> None:
    changes = decide(reply(RIDER, REPLY), Refused("400 bad"), NOW, lambda: 1.0)
    assert [told(change)[:4] for change in changes] == [
        ("waiting", 0, False, False),
        ("waiting", 0, False, True),
    ]
    assert [change.rides_with for change in changes] == [None, None]


VERDICTS: list[tuple[Row, Verdict | None]] = [
    # nothing speaks against it
    (PUSH, None),
    # a message whose time is over before it was ever sent
    (replace(PUSH, expires_at=NOW), Verdict(Delivery.EXPIRED, "its time was over")),
    (replace(PUSH, expires_at=NOW, error="429 rate"), Verdict(Delivery.EXPIRED, "429 rate")),
    # ... but one that may have arrived is followed up, for 23 hours
    (replace(PUSH, expires_at=NOW, in_doubt=True, first_tried_at=LONG_AGO), None),
    (
        replace(PUSH, in_doubt=True, first_tried_at=TOO_LONG_AGO, error="500"),
        Verdict(Delivery.FAILED, "given up after 23 hours: 500"),
    ),
    # who has blocked the bot is not written to
    (replace(PUSH, blocked=True), Verdict(Delivery.WITHDRAWN, "the recipient has blocked the bot")),
    # a reply of unknown outcome whose token is too old (taken in hand, it kept the token to say so)
    (LATE_REPLY, Verdict(Delivery.FAILED, REPLY_UNKNOWN)),
    (RIDER, Verdict(Delivery.FAILED, REPLY_UNKNOWN)),
]


@pytest.mark.parametrize(("row", "expected"), VERDICTS)
def test_what_ends_before_a_call_is_made(row: Row, expected: Verdict | None) -> None:
    assert verdict(push(row), NOW) == expected


def test_a_reply_with_a_living_token_is_always_sent() -> None:
    row = replace(REPLY, expires_at=NOW, blocked=True)
    assert verdict(reply(row), NOW) is None


PROBES = [
    # in an hour
    ("2024-04-03T02:00:00+00:00", "2024-04-03T03:00:00+00:00"),
    # the month ends in Bangkok before that
    ("2024-04-30T16:30:00+00:00", "2024-04-30T17:00:00+00:00"),
    # the year, too
    ("2024-12-31T16:59:59+00:00", "2024-12-31T17:00:00+00:00"),
    # the very beginning of a month
    ("2024-04-30T17:00:00+00:00", "2024-04-30T18:00:00+00:00"),
]


@pytest.mark.parametrize(("now", "expected"), PROBES)
def test_a_used_up_quota_is_probed_hourly_and_at_the_month_s_beginning(
    now: str, expected: str
) -> None:
    assert next_probe(datetime.fromisoformat(now)) == datetime.fromisoformat(expected)
