"""Reminding from the planning group's words and from cards: everybody, a project's owners, one.

What is written is a wish; the clock sends it (`scheduler.reminders.passing`).
"""

from collections.abc import Sequence

from sqlalchemy import select

from bot import cards
from bot.dialogue import Tap, Turn
from bot.thaitext import round_name
from handlers.chat.person import OfficeChat
from handlers.chat.planning import layout, texts
from handlers.chat.planning.finding import project_called
from handlers.chat.reminding import texts as reminding_texts
from handlers.chat.reminding.others import pass_on
from models.authority import Act, NotAllowedError
from models.plan import ProjectOwner
from models.project_scope import allowed_project, as_id, read_scopes
from scheduler.reminders.passing import Whose, read_passing_on

EVERYBODY = "all"
PERSON = "p"
"""Before the id of a person, where otherwise a project's stands."""


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
    """The card was confirmed; who heard today already hears it the next working day."""
    return pass_on(chat, _whose(chat, tap), tap.argument(0))


def _whose(chat: OfficeChat, tap: Tap) -> Whose:
    """What a button names, as far as the person may remind of it; `NotAllowedError` for nothing."""
    which = tap.argument(1)
    if which == EVERYBODY:
        chat.authority.demand(Act.NUDGE, groups=(), asked=str(tap))
        return Whose()
    if not which.startswith(PERSON):
        scope = allowed_project(chat.connection, chat.authority, which, Act.NUDGE)
        return Whose(projects=frozenset({scope.id}))
    person_id = as_id(which.removeprefix(PERSON))
    owned = chat.connection.scalars(
        select(ProjectOwner.project_id).where(ProjectOwner.person_id == person_id)
    ).all()
    projects = may_nudge(chat, owned)
    if not projects:
        raise NotAllowedError(Act.NUDGE, str(tap))
    return Whose(projects=projects, people=frozenset({person_id}))


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
    whose = Whose(projects=None if project_id is None else frozenset({project_id}))
    passing = read_passing_on(chat.connection, whose, chat.official.id, chat.now)
    if passing is None:
        return Turn(say=[cards.message(texts.NO_OPEN_ROUND)])
    if not passing.owners:
        return Turn(say=[cards.message(reminding_texts.nobody_left(passing))])
    rows = [
        ("รอบ", round_name(passing.round.code)),
        ("ยังไม่รายงาน", f"{passing.missing} โครงการ"),
        ("จะเตือน", f"{len(passing.at_once)} คน"),
    ]
    if passing.later:
        rows.append(("วันนี้เตือนแล้ว", f"{len(passing.later)} คน จะเตือนวันทำการถัดไป"))
    if passing.asked:
        rows.append(("ฝากเตือนไว้แล้ว", f"{len(passing.asked)} คน"))
    if passing.unreachable:
        rows.append(("เตือนไม่ได้", f"{len(passing.unreachable)} คน ยังไม่ลงทะเบียนหรือบล็อกบอต"))
    which = EVERYBODY if project_id is None else str(project_id)
    data = f"plan:nudge:{passing.round.id}:{which}"
    return Turn(say=[layout.confirm(texts.NUDGE, rows, data, note=texts.NUDGE_NOTE)])
