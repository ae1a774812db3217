"""The clock's job that sends summaries: provisional, final, monthly; each person each once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, select

from bot import outbox
from bot.clock import BANGKOK
from bot.office import Office
from bot.outbox import OUT, Outgoing
from models.audit import Channel
from models.closed_days import read_calendar
from models.exports import AskExport, ExportRequest
from models.fiscal import RoundCode, last_day
from models.rules import OfficeRules, read_rules
from models.targets import target_of
from reports import exports
from reports.earlier import picture_before
from reports.outputs.chat import overview, texts
from reports.outputs.chat.overview import Heading
from reports.picture import RoundPicture
from reports.reading import picture_of, read_picture
from reports.scope import Detail
from reports.summary import Summary, summary_of
from scheduler.busy_chats import busy_chats
from scheduler.foresight import Foreseen
from scheduler.summaries.occasions import Kind, Occasion, occasions, provisional_at, read_rounds
from scheduler.summaries.recipients import Recipient, read_recipients

KIND = "summary"
FULL_REPORT = "report.pdf"
TITLES = {
    Kind.PROVISIONAL: texts.PROVISIONAL,
    Kind.FINAL: texts.FINAL,
    Kind.MONTHLY: texts.MONTHLY,
}


@dataclass(frozen=True)
class SendSummaries:
    """See `scheduler.jobs.Job`. All but the monthly ones are must-haves of the quota.

    Who is just talking gets it when the chat is quiet, or free with the next answer.
    """

    name: str = "summaries"

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        """Write what is due and not yet written."""
        with office.database.read() as connection:
            rules = read_rules(connection)
            due = occasions(read_rounds(connection), now, rules, read_calendar(connection))
            if not due:
                return {}
            people = read_recipients(connection, now.astimezone(BANGKOK).date())
            waiting = [(one, _new(connection, one, people)) for one in due]
            busy = busy_chats(connection, now)
            letters = [
                letter
                for occasion, theirs in waiting
                if theirs
                for letter in _letters(connection, office, occasion, theirs, now)
            ]
        if not letters:
            return {}
        with office.database.write() as connection:
            for letter in letters:
                if letter.export:
                    letter.export.apply(connection)
            messages = [
                replace(one.message, due_at=busy.get(one.message.recipient)) for one in letters
            ]
            return {"sent": outbox.put(connection, office, messages)}

    def foresees(self, connection: Connection, now: datetime, until: datetime) -> int:
        """Provisional and final ones of the rounds that are due before `until`."""
        rules, calendar = read_rules(connection), read_calendar(connection)
        moments = [
            provisional_at(one.due, rules, calendar)
            for one in read_rounds(connection)
            if one.closed_at is None
        ]
        people = len(read_recipients(connection, now.astimezone(BANGKOK).date()))
        return sum(people * (1 + (now < at)) for at in moments if at < until)


def foreseen(
    connection: Connection, now: datetime, days: Sequence[date], rules: OfficeRules
) -> list[Foreseen]:
    """The summaries of the coming days that nobody has got yet; a final one waits for closing."""
    rounds, calendar = read_rounds(connection), read_calendar(connection)
    people = read_recipients(connection, now.astimezone(BANGKOK).date())
    due: dict[str, tuple[date, Occasion]] = {}
    for day in days:
        at = max(now, datetime.combine(day, rules.summary_at, BANGKOK))
        for one in occasions(rounds, at, rules, calendar):
            due.setdefault(one.key(0), (day, one))
    keys = {one.key(person.person_id) for _, one in due.values() for person in people}
    known = set(connection.scalars(select(OUT.natural_key).where(OUT.natural_key.in_(keys))))
    return [
        Foreseen(day, person.person_id, f"{KIND}.{one.kind}", optional=one.kind is Kind.MONTHLY)
        for day, one in due.values()
        for person in people
        if one.key(person.person_id) not in known
    ]


@dataclass(frozen=True)
class _Letter:
    message: Outgoing
    export: AskExport | None


def _new(
    connection: Connection, occasion: Occasion, people: Sequence[Recipient]
) -> list[Recipient]:
    """Those who have not got it yet."""
    keys = {occasion.key(one.person_id): one for one in people}
    known = set(connection.scalars(select(OUT.natural_key).where(OUT.natural_key.in_(list(keys)))))
    return [one for key, one in keys.items() if key not in known]


def _letters(
    connection: Connection,
    office: Office,
    occasion: Occasion,
    people: Iterable[Recipient],
    now: datetime,
) -> Iterator[_Letter]:
    picture, before = _pictures(connection, occasion, now)
    target = target_of(connection, occasion.round)
    whole: Summary | None = None
    for person in people:
        if person.groups:
            summary = summary_of(
                picture, before=before, target=target, groups=frozenset(person.groups)
            )
        else:
            whole = whole or summary_of(picture, before=before, target=target)
            summary = whole
        if summary.office.projects:
            yield _letter(office, occasion, person, summary)


def _pictures(
    connection: Connection, occasion: Occasion, now: datetime
) -> tuple[RoundPicture, RoundPicture | None]:
    """The figures and those of the round before; a month's are as they stand today."""
    if occasion.kind is Kind.MONTHLY:
        day = min(now.astimezone(BANGKOK).date(), last_day(occasion.round.fiscal_year))
        return read_picture(connection, occasion.round, as_of=day), None
    return picture_of(connection, occasion.round), picture_before(
        connection, occasion.round, detail=Detail.COUNTED
    )


def _letter(office: Office, occasion: Occasion, person: Recipient, summary: Summary) -> _Letter:
    asked = _full_report(office, occasion.round, person) if _is_carousel(occasion) else None
    heading = Heading(
        title=TITLES[occasion.kind],
        group=person.groups[0] if len(person.groups) == 1 else "",
        link=asked.link if asked else None,
    )
    card = overview.carousel if _is_carousel(occasion) else overview.short
    message = Outgoing(
        recipient=person.account,
        objects=(card(summary, heading),),
        kind=KIND,
        natural_key=occasion.key(person.person_id),
        optional=occasion.kind is Kind.MONTHLY,
    )
    return _Letter(message, asked.effect if asked and asked.link else None)


def _is_carousel(occasion: Occasion) -> bool:
    return occasion.kind is not Kind.MONTHLY


def _full_report(office: Office, code: RoundCode, person: Recipient) -> exports.Asked | None:
    """The document behind the card's link; None where there is none to be made."""
    if FULL_REPORT not in exports.offered():
        return None
    request = ExportRequest(str(code), FULL_REPORT, person.groups)
    return exports.ask(office, request, asked_by=person.person_id, channel=Channel.CLOCK)
