"""What lies on a director's desk: reports that wait, their findings, how one stands to them."""

import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.chat.person import OfficeChat
from models.authority import Act
from models.certifying import (
    ReportToCertify,
    Standing,
    read_certifiers,
    read_report,
    read_waiting,
    standing_of,
)
from models.fiscal import RoundCode
from models.project_scope import allowed_report, as_id
from reports.concerns import concerns_of
from reports.findings import Finding


@dataclass(frozen=True)
class OnDesk:
    """A report as the person in front of it sees it."""

    report: ReportToCertify
    standing: Standing
    findings: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        """True if it may be certified together with others: nothing to look at, not their own."""
        return not self.findings and not self.standing.own


def waiting_for(chat: OfficeChat) -> list[OnDesk]:
    """All that waits in the groups the person leads today, in the order of the plan."""
    return _on_desk(chat, read_waiting(chat.connection, chat.authority.led))


def one_report(chat: OfficeChat, asked: str) -> OnDesk:
    """The report of a button; `NotAllowedError` if it is not of a group the person leads."""
    allowed_report(chat.connection, chat.authority, asked, Act.CERTIFY)
    report = read_report(chat.connection, as_id(asked))
    if report is None:
        raise LookupError("a report that was there a moment ago")
    return _on_desk(chat, [report])[0]


def _on_desk(chat: OfficeChat, reports: Sequence[ReportToCertify]) -> list[OnDesk]:
    """Findings are made of newest versions: those of an older one are the newest one's."""
    groups = {one.project.groups[0] for one in reports if one.project.groups}
    certifiers = read_certifiers(chat.connection, groups, chat.today)
    of_round: dict[str, set[int]] = defaultdict(set)
    for one in reports:
        of_round[one.round_code].add(one.project.id)
    found = {
        code: concerns_of(chat.connection, RoundCode.parse(code), ids)
        for code, ids in of_round.items()
    }
    return [
        OnDesk(
            one,
            standing_of(chat.authority, one, certifiers),
            found[one.round_code].get(one.project.code, ()),
        )
        for one in reports
    ]


def bound_to(reports: Sequence[OnDesk]) -> str:
    """What a button for several is bound to: just these versions, no other."""
    ids = ",".join(str(one.report.id) for one in reports)
    return f"{len(reports)}-{zlib.crc32(ids.encode()):08x}"
