"""The owners hear that the planning group reported for them or corrected their report.

One message to each, the same whether it was done in chat, by telephone or in the console. It waits
for office hours and for the end of a conversation, goes free with any answer before that, and is
among the first to be left out when the month's quota is short: the report shows the change anyway.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from bot import cards, outbox
from bot.cards import Json
from bot.office import Office
from bot.thaitext import baht, clip, round_name
from models.closed_days import read_calendar
from models.people import LineAccount, Person
from models.plan import ProjectOwner
from models.progress import STATUS_NAMES
from models.rules import read_rules
from models.submission import Submission
from scheduler.busy_chats import busy_chats
from scheduler.office_hours import next_open

KIND: Final = "report_written"
CORRECTED, REPORTED = "กลุ่มแผนแก้รายงานของคุณ", "กลุ่มแผนรายงานแทนคุณ"
LOOK = "ดูและแก้ไข"


@dataclass(frozen=True)
class ToldOwner:
    """An owner other than who wrote; `account` None: not in LINE, or the bot is blocked."""

    id: int
    name: str
    account: str | None


def owners_told(connection: Connection, project_id: int, writer_id: int) -> list[ToldOwner]:
    """The owners who are told, and those who cannot be reached."""
    rows = connection.execute(
        select(Person.id, Person.name, LineAccount.line_user_id)
        .join(ProjectOwner, ProjectOwner.person_id == Person.id)
        .outerjoin(
            LineAccount,
            (LineAccount.person_id == Person.id) & LineAccount.blocked_at.is_(None),
        )
        .where(ProjectOwner.project_id == project_id, Person.active, Person.id != writer_id)
        .order_by(ProjectOwner.position)
    )
    return [ToldOwner(*row) for row in rows]


@dataclass(frozen=True)
class TellOwners:
    """Written with the report, in the same transaction."""

    office: Office
    submission: Submission
    project_name: str

    def apply(self, connection: Connection) -> None:
        """One message to each owner who can be reached."""
        made = self.submission
        told = owners_told(connection, made.project_id, made.by.person_id)
        reached = [one.account for one in told if one.account]
        if not reached:
            return
        opens = next_open(made.at, read_rules(connection), read_calendar(connection))
        busy = busy_chats(connection, made.at)
        card = _card(made, self.project_name)
        messages = [
            outbox.Outgoing(
                recipient=account,
                objects=(card,),
                kind=KIND,
                natural_key=f"{KIND}:{made.project_id}:{made.round.id}:{made.version}:{account}",
                optional=True,
                due_at=max(opens, busy.get(account, opens)),
                caused_by=made.caused_by,
            )
            for account in reached
        ]
        outbox.put(connection, self.office, messages)


def _card(made: Submission, project_name: str) -> Json:
    title = CORRECTED if made.based_on else REPORTED
    bubble = cards.bubble(
        head=cards.heading(title, round_name(made.round.code)),
        body=[
            cards.words(f"{made.project_code}. {clip(project_name, 120)}", weight="bold"),
            *[cards.row(label, value) for label, value in _rows(made)],
        ],
        buttons=[
            cards.button(
                cards.postback(
                    LOOK, f"report:open:{made.project_id}", f"{LOOK} {made.project_code}"
                ),
                main=True,
            )
        ],
    )
    return cards.card(f"{title} โครงการ {made.project_code} เลขรับ {made.receipt}", bubble)


def _rows(made: Submission) -> Sequence[tuple[str, str]]:
    answers = made.answers
    rows = [("โดย", made.by.name), ("เลขรับ", made.receipt)]
    if answers.status:
        rows.append(("สถานะ", STATUS_NAMES[answers.status]))
    if answers.spent is not None:
        rows.append(("ใช้ไป", f"{baht(answers.spent)} บาท"))
    if made.reason:
        rows.append(("เหตุผล", clip(made.reason, 200)))
    return rows
