"""Reports nobody certifies: who leads the group was told three times, now planners hear, once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot import cards, outbox
from bot.cards import Json
from bot.office import Office
from bot.outbox import Outgoing
from bot.thaitext import clip, day_and_time
from models.certifying import ReportToCertify
from models.people import Person
from scheduler.certification_requests import MOST_TIMES, NAMED, left_of_day, read_leading
from scheduler.quota_job import planners

STUCK = "certify_stuck"
TITLE, DELEGATE = "รายงานยังไม่ได้รับการรับรอง", "มอบหมาย"


@dataclass(frozen=True)
class TellStuck:
    """The clock's job. What the month can do without: the overview shows it anyway."""

    name: str = "reports nobody certifies"

    def run(self, office: Office, now: datetime) -> Mapping[str, int]:
        """See `scheduler.jobs.Job`."""
        with office.database.read() as connection:
            left = left_of_day(connection, now)
            messages = _notices(connection, now, left) if left else []
        if not messages:
            return {}
        with office.database.write() as connection:
            return {"told": outbox.put(connection, office, messages)}


def _notices(connection: Connection, now: datetime, expires: timedelta) -> list[Outgoing]:
    """To each planner, once for each who was told three times: what waits, and for whom."""
    stuck = [one for one in read_leading(connection, now) if one.told.is_stuck(now)]
    if not stuck:
        return []
    names = dict(
        connection.execute(
            select(Person.id, Person.name).where(Person.id.in_([one.person_id for one in stuck]))
        ).all()
    )
    return [
        Outgoing(
            recipient=account,
            objects=(_card(names[one.person_id], one.waiting),),
            kind=STUCK,
            natural_key=f"{STUCK}:{one.person_id}:{max(it.id for it in one.waiting)}:{planner}",
            expires_after=expires,
            optional=True,
        )
        for one in stuck
        for planner, account in planners(connection)
        if planner != one.person_id
    ]


def _card(name: str, waiting: Sequence[ReportToCertify]) -> Json:
    """What waits for somebody who was told three times."""
    oldest = min(one.submitted_at for one in waiting)
    said = (
        f"{len(waiting)} ฉบับรอ {name} รับรอง ฉบับแรกส่งเมื่อ {day_and_time(oldest)} "
        f"ระบบแจ้งแล้ว {MOST_TIMES} ครั้งและจะไม่แจ้งอีก กรุณาประสาน หรือมอบหมายผู้รับรองแทนค่ะ"
    )
    lines = [
        cards.note(f"{one.project.code}. {clip(one.project.name, 60)}") for one in waiting[:NAMED]
    ]
    bubble = cards.bubble(
        head=cards.heading(TITLE, color=cards.WARN),
        body=[cards.words(said), *lines],
        buttons=[cards.button(cards.says(DELEGATE))],
    )
    return cards.card(f"{TITLE} {name} {len(waiting)} ฉบับ", bubble)
