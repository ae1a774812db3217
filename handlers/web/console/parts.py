"""The parts of the console, and who may look at or change what is in them."""

from dataclasses import dataclass
from enum import StrEnum

from models.console_access import SignedIn
from models.people import Role


class Part(StrEnum):
    """A part; the value is the endpoint of its first page."""

    OVERVIEW = "overview"
    PROJECTS = "projects"
    PLAN = "plan"
    PEOPLE = "people"
    ROUNDS = "rounds"
    DISBURSEMENTS = "disbursements"
    DOCUMENTS = "documents"
    TRAIL = "trail"
    SETTINGS = "settings"
    SESSIONS = "sessions"


NAMES = {
    Part.OVERVIEW: "ภาพรวม",
    Part.PROJECTS: "โครงการ",
    Part.PLAN: "แผน",
    Part.PEOPLE: "บุคลากร",
    Part.ROUNDS: "รอบรายงาน",
    Part.DISBURSEMENTS: "เบิกจ่าย",
    Part.DOCUMENTS: "เอกสาร",
    Part.TRAIL: "ประวัติ",
    Part.SETTINGS: "ตั้งค่า",
    Part.SESSIONS: "การเข้าใช้",
}

_ALL = frozenset(Part)
_READS = {
    Role.PLANNER: _ALL,
    Role.EXECUTIVE: _ALL - {Part.SETTINGS},
    Role.DIRECTOR: frozenset({Part.OVERVIEW, Part.PROJECTS, Part.DOCUMENTS, Part.SESSIONS}),
    Role.FINANCE: frozenset({Part.DISBURSEMENTS, Part.SESSIONS}),
    Role.OWNER: frozenset[Part](),
}
_CHANGES = {
    Role.PLANNER: _ALL,
    Role.EXECUTIVE: frozenset({Part.SESSIONS}),
    Role.DIRECTOR: frozenset({Part.SESSIONS}),
    Role.FINANCE: frozenset({Part.DISBURSEMENTS, Part.SESSIONS}),
    Role.OWNER: frozenset[Part](),
}
_WHOLE_OFFICE = frozenset({Role.PLANNER, Role.EXECUTIVE, Role.FINANCE})


@dataclass(frozen=True)
class Member:
    """Somebody who is in the console."""

    who: SignedIn

    def may_read(self, part: Part) -> bool:
        """True if a role of theirs shows them the part."""
        return any(part in _READS[role] for role in self.who.roles)

    def may_change(self, part: Part) -> bool:
        """True if a role of theirs lets them change something there."""
        return any(part in _CHANGES[role] for role in self.who.roles)

    @property
    def is_planner(self) -> bool:
        """True for the planning group."""
        return Role.PLANNER in self.who.roles

    @property
    def group_id(self) -> int | None:
        """The one group a director sees; None for those who see the whole office."""
        if not self.who.roles.isdisjoint(_WHOLE_OFFICE):
            return None
        return self.who.group_id if self.who.group_id is not None else -1
