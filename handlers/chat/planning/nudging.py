"""Nudges by the planning group: everybody who owes a report, or the owners of one project.

A person hears at most one reminder a day, whoever sent it: the key in the outbox is the clock's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, exists, select

from bot import cards, outbox
from bot.cards import Json
from bot.dialogue import Tap, Turn
from bot.outbox import OUT
from bot.thaitext import clip, day, round_name
from handlers.chat.person import OfficeChat
from handlers.chat.planning import layout, texts
from handlers.chat.planning.finding import project_called
from models import audit
from models.audit import Channel
from models.authority import Act, NotAllowedError
from models.people import LineAccount, Person
from models.plan import Project, ProjectOwner
from models.portfolio import RoundFacts, current_round
from models.progress import Report
from models.project_scope import allowed_project, as_id, read_scopes

EVERYBODY = "all"
PERSON = "p"
"""Before the id of a person, where otherwise a project's stands."""
NAMED = 6
EXPIRES_AFTER = timedelta(hours=8)


@dataclass(frozen=True)
class Owed:
    """A project without a report, and one of its owners; `account` empty: not in LINE."""

    project_id: int
    code: str
    name: str
    person_id: int
    account: str


@dataclass(frozen=True)
class About:
    """Whom a nudge is for: the owners of these projects (None: of all), or one of them alone."""

    projects: frozenset[int] | None = None
    person: int | None = None


def begin_all(chat: OfficeChat) -> Turn:
    """`เตือนทุกคน`."""
    return _look_over(chat, None)


def begin_one(chat: OfficeChat, rest: str) -> Turn:
    """`เตือน โครงการ 5`."""
    scope = project_called(chat, rest, Act.NUDGE)
    if scope is None:
        return Turn(say=[cards.message(texts.NO_PROJECT)])
    return _look_over(chat, scope.id)


def nudged(chat: OfficeChat, tap: Tap) -> Turn:
    """The card was confirmed; who heard today already hears nothing more."""
    about, of_round = _about(chat, tap), _open_round(chat)
    if of_round is None or str(of_round.id) != tap.argument(0):
        return Turn(say=[cards.message(texts.NO_OPEN_ROUND)])
    owed = read_owed(chat.connection, of_round, about.projects, about.person)
    if not owed:
        return Turn(say=[cards.message(texts.ALL_REPORTED)])
    people = _by_person(owed)
    known = _heard_today(chat, people)
    new = {person: lines for person, lines in people.items() if person not in known}
    text = texts.nudged(len(new), len(known), _unreachable(owed))
    if not new:
        return Turn(say=[cards.message(text)])
    effect = Nudge(chat, of_round, new, tap.argument(1))
    return Turn(say=[cards.message(text)], effects=[effect], must_arrive=True)


def _about(chat: OfficeChat, tap: Tap) -> About:
    """What a button names, as far as the person may remind of it; `NotAllowedError` for nothing."""
    which = tap.argument(1)
    if which == EVERYBODY:
        chat.authority.demand(Act.NUDGE, groups=(), asked=str(tap))
        return About()
    if not which.startswith(PERSON):
        scope = allowed_project(chat.connection, chat.authority, which, Act.NUDGE)
        return About(frozenset({scope.id}))
    person_id = as_id(which.removeprefix(PERSON))
    owned = chat.connection.scalars(
        select(ProjectOwner.project_id).where(ProjectOwner.person_id == person_id)
    ).all()
    projects = may_nudge(chat, owned)
    if not projects:
        raise NotAllowedError(Act.NUDGE, str(tap))
    return About(projects, person_id)


def may_nudge(chat: OfficeChat, project_ids: Sequence[int]) -> frozenset[int]:
    """Those of these projects whose owners the person may remind."""
    scopes = read_scopes(chat.connection, project_ids)
    may = chat.authority.may
    return frozenset(
        one.id for one in scopes if may(Act.NUDGE, groups=one.groups, owners=one.owners)
    )


def of_project(round_id: int, project_id: int) -> str:
    """The data of a button that reminds a project's owners."""
    return f"plan:nudge:{round_id}:{project_id}"


def of_person(round_id: int, person_id: int) -> str:
    """The data of a button that reminds one person of all they owe."""
    return f"plan:nudge:{round_id}:{PERSON}{person_id}"


def _look_over(chat: OfficeChat, project_id: int | None) -> Turn:
    of_round = _open_round(chat)
    if of_round is None:
        return Turn(say=[cards.message(texts.NO_OPEN_ROUND)])
    named = None if project_id is None else frozenset({project_id})
    owed = read_owed(chat.connection, of_round, named)
    if not owed:
        return Turn(say=[cards.message(texts.ALL_REPORTED)])
    people = _by_person(owed)
    projects = {one.project_id for one in owed}
    rows = [
        ("รอบ", round_name(of_round.code)),
        ("ยังไม่รายงาน", f"{len(projects)} โครงการ"),
        ("จะเตือน", f"{len(people)} คน"),
    ]
    away = _unreachable(owed)
    if away:
        rows.append(("เตือนไม่ได้", f"{away} คน ยังไม่ลงทะเบียนหรือบล็อกบอต"))
    which = EVERYBODY if project_id is None else str(project_id)
    data = f"plan:nudge:{of_round.id}:{which}"
    return Turn(say=[layout.confirm(texts.NUDGE, rows, data, note=texts.NUDGE_NOTE)])


def _open_round(chat: OfficeChat) -> RoundFacts | None:
    found = current_round(chat.connection)
    return found if found and not found.closed else None


def read_owed(
    connection: Connection,
    of_round: RoundFacts,
    projects: frozenset[int] | None = None,
    person: int | None = None,
) -> list[Owed]:
    """What is not reported in a round, a row for each owner; of these projects and person only."""
    reported = exists().where(Report.project_id == Project.id, Report.round_id == of_round.id)
    query = (
        select(Project.id, Project.code, Project.name, Person.id, LineAccount.line_user_id)
        .join(ProjectOwner, ProjectOwner.project_id == Project.id)
        .join(Person, Person.id == ProjectOwner.person_id)
        .outerjoin(
            LineAccount,
            (LineAccount.person_id == Person.id) & LineAccount.blocked_at.is_(None),
        )
        .where(Project.fiscal_year == of_round.fiscal_year, Project.active, ~reported)
        .where(Person.active)
        .order_by(Project.position, Project.id, ProjectOwner.position)
    )
    if projects is not None:
        query = query.where(Project.id.in_(projects))
    if person is not None:
        query = query.where(Person.id == person)
    return [Owed(*row[:4], row[4] or "") for row in connection.execute(query)]


def _by_person(owed: Sequence[Owed]) -> dict[int, list[Owed]]:
    """Who can be reached, with what they owe."""
    people: dict[int, list[Owed]] = {}
    for one in owed:
        if one.account:
            people.setdefault(one.person_id, []).append(one)
    return people


def _unreachable(owed: Sequence[Owed]) -> int:
    return len({one.person_id for one in owed if not one.account})


def _key(chat: OfficeChat, person_id: int) -> str:
    """The clock's own key for its one message of a day."""
    return f"reminder:{person_id}:{chat.today.isoformat()}"


def _heard_today(chat: OfficeChat, people: Mapping[int, object]) -> set[int]:
    keys = {_key(chat, person): person for person in people}
    found = chat.connection.scalars(select(OUT.natural_key).where(OUT.natural_key.in_(keys)))
    return {keys[key] for key in found if key}


@dataclass(frozen=True)
class Nudge:
    """One message to each, and one entry in the trail."""

    chat: OfficeChat
    of_round: RoundFacts
    people: Mapping[int, Sequence[Owed]]
    which: str

    def apply(self, connection: Connection) -> None:
        """Write them."""
        chat = self.chat
        messages = [
            outbox.Outgoing(
                recipient=owed[0].account,
                objects=(_card(self.of_round, owed, _sender(chat)),),
                kind="reminder",
                natural_key=_key(chat, person),
                expires_after=EXPIRES_AFTER,
                caused_by=chat.event_id,
            )
            for person, owed in self.people.items()
        ]
        outbox.put(connection, chat.office, messages)
        audit.record(
            connection,
            "nudge",
            ("round", self.of_round.code),
            at=chat.now,
            channel=Channel.CHAT,
            actor_id=chat.official.id,
            after={"people": len(messages), "project": self.which},
        )


def _sender(chat: OfficeChat) -> str:
    """Who reminds: the planning group as such, a director by name."""
    is_planner = chat.authority.may(Act.NUDGE, groups=(), owners=())
    return texts.PLANNERS if is_planner else f"{chat.official.name} "


def _card(of_round: RoundFacts, owed: Sequence[Owed], sender: str) -> Json:
    """What somebody owes, each with its button."""
    buttons = [
        cards.button(
            cards.postback(f"รายงานโครงการ {one.code}", f"report:open:{one.project_id}"),
            main=len(owed) == 1,
        )
        for one in owed[:NAMED]
    ]
    names = [cards.words(f"{one.code}. {clip(one.name, 90)}") for one in owed[:NAMED]]
    lead = texts.nudge(sender, len(owed), day(of_round.due))
    if len(owed) > NAMED:
        buttons.append(cards.button(cards.says("รายงาน")))
    bubble = cards.bubble(
        head=cards.heading(texts.NUDGED_TITLE, round_name(of_round.code), cards.WARN),
        body=[cards.words(lead), *names],
        buttons=buttons,
    )
    return cards.card(lead, bubble)
