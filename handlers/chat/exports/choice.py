"""What somebody may choose from: a round, and the groups they may see."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from handlers.chat.exports import texts
from handlers.chat.person import OfficeChat
from models.authority import Act
from models.people import Group
from models.rounds import Round
from models.rules import read_rules

ROUNDS = 4
"""The newest ones are offered."""


@dataclass(frozen=True)
class GroupChoice:
    """A group by its id, which stands in buttons, with its code and name."""

    id: int
    code: str
    name: str


@dataclass(frozen=True)
class Choice:
    """The round and groups chosen (none: the whole office), and the other rounds there are."""

    round: str
    as_of: date
    groups: tuple[GroupChoice, ...]
    others: tuple[str, ...]
    thai_digits: bool

    @property
    def scope(self) -> str:
        """In words."""
        return ", ".join(group.name for group in self.groups) or texts.WHOLE_OFFICE

    @property
    def group(self) -> str:
        """The group that stands in buttons: only who sees the whole office chose one."""
        return str(self.groups[0].id) if len(self.groups) == 1 else ""


def read_choice(chat: OfficeChat, code: str = "", group: str = "") -> Choice | None:
    """The round of that code, else the newest; None if there is no round yet."""
    statement = select(Round.code, Round.as_of).order_by(Round.as_of.desc(), Round.id.desc())
    rounds = chat.connection.execute(statement.limit(ROUNDS)).all()
    if not rounds:
        return None
    chosen = next((one for one in rounds if one.code == code), rounds[0])
    return Choice(
        round=chosen.code,
        as_of=chosen.as_of,
        groups=_groups(chat, group),
        others=tuple(one.code for one in rounds if one.code != chosen.code),
        thai_digits=read_rules(chat.connection).thai_digits,
    )


def find_group(chat: OfficeChat, named: str) -> GroupChoice | None:
    """The group of that code or name, if the person may see it."""
    wanted = named.replace(" ", "").removeprefix("กลุ่ม").casefold()
    for one in _all(chat):
        known = {one.code, one.name, one.name.removeprefix("กลุ่ม")}
        if wanted in {text.replace(" ", "").casefold() for text in known}:
            return one if chat.authority.may(Act.SEE_GROUP, groups=[one.id]) else None
    return None


def _groups(chat: OfficeChat, group: str) -> tuple[GroupChoice, ...]:
    """The group asked for, if it may be seen; else all that may be seen."""
    sees_all = chat.authority.may(Act.EXPORT)
    if not group and sees_all:
        return ()
    known = {one.id: one for one in _all(chat)}
    asked = known.get(int(group)) if group.isascii() and group.isdigit() else None
    if asked:
        chat.authority.demand(Act.SEE_GROUP, groups=[asked.id], asked=f"exports:{asked.id}")
        return (asked,)
    if sees_all:
        return ()
    return tuple(one for one in known.values() if one.id in chat.authority.led)


def _all(chat: OfficeChat) -> list[GroupChoice]:
    rows = chat.connection.execute(
        select(Group.id, Group.code, Group.name).order_by(Group.position, Group.id)
    )
    return [GroupChoice(*row) for row in rows]
