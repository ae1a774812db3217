"""The parts of the console, and which acts looking at them and changing them are."""

from dataclasses import dataclass
from enum import StrEnum

from models.authority import Act, Authority
from models.console_access import SignedIn


class Part(StrEnum):
    """A part; the value is the endpoint of its first page."""

    OVERVIEW = "overview"
    PROJECTS = "projects"
    PLAN = "plan"
    PEOPLE = "people"
    ROUNDS = "rounds"
    DISBURSEMENTS = "disbursements"
    TABLES = "tables"
    DOCUMENTS = "documents"
    TRAIL = "trail"
    SETTINGS = "settings"
    SESSIONS = "sessions"


@dataclass(frozen=True)
class PartFacts:
    """A part's name in the navigation, and what looking at it and changing it are."""

    name: str
    read: Act
    change: Act


FACTS = {
    Part.OVERVIEW: PartFacts("ภาพรวม", Act.BROWSE, Act.MANAGE_ROUNDS),
    Part.PROJECTS: PartFacts("โครงการ", Act.BROWSE, Act.CORRECT),
    Part.PLAN: PartFacts("แผน", Act.INSPECT, Act.MANAGE_PLAN),
    Part.PEOPLE: PartFacts("บุคลากร", Act.SEE_PEOPLE, Act.MANAGE_PEOPLE),
    Part.ROUNDS: PartFacts("รอบรายงาน", Act.INSPECT, Act.MANAGE_ROUNDS),
    Part.DISBURSEMENTS: PartFacts("เบิกจ่าย", Act.SEE_OFFICE, Act.DISBURSE),
    Part.TABLES: PartFacts("ตาราง", Act.SEE_GROUP, Act.MANAGE_ROUNDS),
    Part.DOCUMENTS: PartFacts("เอกสาร", Act.INSPECT, Act.INSPECT),
    Part.TRAIL: PartFacts("ประวัติ", Act.SEE_TRAIL, Act.MANAGE_RULES),
    Part.SETTINGS: PartFacts("ตั้งค่า", Act.MANAGE_RULES, Act.MANAGE_RULES),
    Part.SESSIONS: PartFacts("การเข้าใช้", Act.CONSOLE, Act.CONSOLE),
}


@dataclass(frozen=True)
class Member:
    """Somebody who is in the console, and what they may do today."""

    who: SignedIn
    authority: Authority

    def may_read(self, part: Part) -> bool:
        """True if they may look at the part."""
        return self.authority.may(FACTS[part].read)

    def may_change(self, part: Part) -> bool:
        """True if they may change something there."""
        return self.authority.may(FACTS[part].change)

    @property
    def is_planner(self) -> bool:
        """True for the planning group."""
        return self.authority.may(Act.MANAGE_PEOPLE)

    @property
    def groups(self) -> frozenset[int] | None:
        """The groups a director sees; None for those who see the whole office."""
        return None if self.authority.may(Act.SEE_OFFICE) else self.authority.led
