"""What one person is told on one day: their own projects with the reasons, and what others owe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from scheduler.reminders.picture import OwedProject, Recipient, ReportingRound
from scheduler.reminders.stages import Why


@dataclass(frozen=True, slots=True)
class Line:
    """One owed project in a letter. `within`: the last day to report its end; `draft`: begun."""

    project: OwedProject
    within: date | None
    draft: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """A project somebody else has not reported; `unreachable`: no owner has a LINE account."""

    project: OwedProject
    owners: Sequence[str]
    unreachable: bool


@dataclass(frozen=True, slots=True)
class Escalation:
    """What groups owe, for whoever leads them; `every`: all groups, for planners."""

    groups: Sequence[tuple[int | None, str, Sequence[Missing]]]
    every: bool = False

    @property
    def count(self) -> int:
        """How many projects are missing."""
        return sum(len(missing) for _, _, missing in self.groups)


@dataclass(frozen=True, slots=True)
class Letter:
    """The one message of a day. `asker` passed a reminder on; `drafts` are named the first time."""

    to: Recipient
    day: date
    round: ReportingRound
    reasons: tuple[Why, ...]
    lines: Sequence[Line] = ()
    asker: str = ""
    drafts: Sequence[int] = ()
    escalation: Escalation | None = None

    @property
    def natural_key(self) -> str:
        """One message a person and day."""
        return natural_key(self.to.id, self.day)

    @property
    def optional(self) -> bool:
        """What the month can do without; the reminder of the due day and escalations are not."""
        return Why.DUE not in self.reasons and self.escalation is None

    @property
    def signature(self) -> str:
        """Stands for all the letter says, apart from names of projects."""
        own = [(line.project.id, line.within, line.draft) for line in self.lines]
        others = [one.project.id for _, _, group in self._groups for one in group]
        said = (self.reasons, self.asker, self.round.id, self.round.due, own, others)
        return sha256(repr(said).encode()).hexdigest()[:40]

    @property
    def _groups(self) -> Sequence[tuple[int | None, str, Sequence[Missing]]]:
        return self.escalation.groups if self.escalation else ()


def natural_key(person_id: int, day: date) -> str:
    """The outbox's key of a person's one message of a day."""
    return f"reminder:{person_id}:{day.isoformat()}"
