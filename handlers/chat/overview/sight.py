"""What of a round somebody may see: the whole office, the groups they lead, their own projects."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from handlers.chat.person import OfficeChat
from models.authority import Act, Authority
from models.people import Group
from reports.picture import ProjectPicture, RoundPicture

OWN = "โครงการของท่าน"


@dataclass(frozen=True)
class Sight:
    """`led` holds codes of groups; `me` is the person's code."""

    authority: Authority
    me: str
    is_whole: bool
    led: frozenset[str]

    @property
    def is_manager(self) -> bool:
        """True for who sees more than their own projects."""
        return self.is_whole or bool(self.led)

    @property
    def has_people(self) -> bool:
        """True for who may ask who has not registered."""
        return self.authority.may(Act.INSPECT, groups=(), owners=()) or bool(self.led)

    def shows_group(self, code: str) -> bool:
        """True if the figures of that group are theirs to see."""
        return self.is_whole or code in self.led

    def shows(self, project: ProjectPicture) -> bool:
        """True for a project of the office's, of a group led, or of their own."""
        return (
            self.is_whole
            or not self.led.isdisjoint(project.groups)
            or any(owner.code == self.me for owner in project.owners)
        )

    def groups_for(self, asked: str) -> frozenset[str] | None:
        """The groups figures are measured of; None for all that is seen."""
        if asked:
            return frozenset({asked})
        return None if self.is_whole or not self.led else self.led

    def seen(self, picture: RoundPicture) -> RoundPicture:
        """The picture with the projects they may see, and the groups of these."""
        if self.is_whole:
            return picture
        projects = tuple(filter(self.shows, picture.projects))
        theirs = {code for one in projects for code in one.groups}
        groups = tuple(one for one in picture.groups if one.code in theirs)
        return replace(picture, projects=projects, groups=groups)

    def measured(self, picture: RoundPicture, asked: str) -> RoundPicture:
        """The picture figures are made of: of the asked group, the groups led, or one's own."""
        groups = self.groups_for(asked)
        return self.seen(picture) if groups is None else picture.of_groups(groups)


def sight_of(chat: OfficeChat) -> Sight:
    """What the person in this chat may see today; at most one query."""
    authority = chat.authority
    is_whole = authority.may(Act.SEE_OFFICE, groups=(), owners=())
    led = _codes(chat.connection, authority.led) if authority.led else frozenset()
    return Sight(authority, chat.official.code, is_whole, led)


def _codes(connection: Connection, group_ids: frozenset[int]) -> frozenset[str]:
    return frozenset(connection.scalars(select(Group.code).where(Group.id.in_(group_ids))))
