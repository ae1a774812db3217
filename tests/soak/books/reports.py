"""Every confirmed report is one version with its number, its trail and its receipt; no other is."""

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from models.audit import AuditEntry
from models.messages import OutgoingMessage
from models.plan import Project
from models.progress import Draft, DraftState, Evidence, EvidenceState, Report
from tests.soak.books.record import Record
from tests.soak.books.sums import Sums


def of_reports(connection: Connection, record: Record) -> Sums:
    sums = Sums("Reports: each confirmed one is a version with its trail and its receipt")
    stored = _stored(connection)
    trails = _trails(connection)
    answers = _answers(connection)
    meant = [report for owner in record.owners for report in owner.reports]
    sums.line("reports that people confirmed", len(meant))
    sums.must_be("versions stored", sum(map(len, stored.values())), len(meant))
    wrong_amount, gaps, trail, receipt = list[str](), list[str](), list[str](), list[str]()
    for owner in record.owners:
        rows = stored.get(owner.project, [])
        expected = [_amount(report.sentences, answers) for report in owner.reports]
        if [int(row.spent) for row in rows] != expected:
            wrong_amount.append(f"{owner.project}: {_difference(rows, expected)}")
        if [row.version for row in rows] != list(range(1, len(rows) + 1)):
            gaps.append(f"{owner.project}: {[row.version for row in rows]}")
        for row, report in zip(rows, owner.reports, strict=False):
            confirmed = report.confirmed.event.id
            found = trails.pop(str(row.id), [])
            if [one.caused_by for one in found] != [confirmed]:
                trail.append(f"{row.receipt}: {[one.caused_by for one in found]}")
            if row.receipt not in str(answers.get(confirmed, (0, ""))[1]):
                receipt.append(row.receipt)
    sums.none("projects whose versions do not hold, one by one, what was said", wrong_amount)
    sums.none("projects with a gap in their versions", gaps)
    sums.none("versions whose trail is not the one confirmation", trail)
    sums.none("versions whose receipt did not answer the confirmation", receipt)
    sums.none("trail of a report that is not there", sorted(trails))
    drafts = select(Draft.id).where(Draft.state != DraftState.SUBMITTED)
    sums.none("drafts left over", [str(one) for one in connection.scalars(drafts)])
    return sums


def of_photos(connection: Connection, record: Record, files: Path) -> Sums:
    sums = Sums("Photos: each is with its report, whole, or refused with a reason")
    rows = connection.execute(
        select(
            Evidence.message_id,
            Evidence.state,
            Evidence.digest,
            Evidence.report_id,
            Evidence.refusal,
            Evidence.notice,
        )
    ).all()
    sums.line("photos sent", len(record.contents))
    noted = {row.message_id for row in rows}
    sums.none("photos not noted", sorted(record.contents.keys() - noted))
    sums.none("photos noted that nobody sent", sorted(noted - record.contents.keys()))
    ready = [row for row in rows if row.state is EvidenceState.READY]
    sums.line("photos kept, once for each version they belong to", len(ready))
    sums.none("photos still on their way", [
        row.message_id for row in rows if row.state is EvidenceState.ON_ITS_WAY
    ])  # fmt: skip
    refused = [row for row in rows if row.state is EvidenceState.REFUSED]
    for why, number in sorted(Counter(str(row.refusal) for row in refused).items()):
        sums.line(f"photos refused, and the owner was told: {why}", number)
    told = set(connection.scalars(select(OutgoingMessage.natural_key)))
    sums.none("refused photos that nobody was told of", [
        row.message_id for row in refused if row.notice not in told
    ])  # fmt: skip
    sums.none("kept photos that belong to no report", [
        row.message_id for row in ready if row.report_id is None
    ])  # fmt: skip
    damaged = [row.message_id for row in ready if not _is_whole(files, str(row.digest))]
    sums.none("kept photos whose file is missing or damaged", damaged)
    sums.none("files half written", [str(one.name) for one in files.glob("*.part")])
    return sums


def _is_whole(files: Path, digest: str) -> bool:
    path = files / digest[:2] / digest
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def _stored(connection: Connection) -> dict[str, list[Any]]:
    stored: dict[str, list[Any]] = {}
    rows = connection.execute(
        select(Project.code, Report.id, Report.version, Report.spent, Report.receipt)
        .join_from(Report, Project, Report.project_id == Project.id)
        .order_by(Report.id)
    )
    for row in rows:
        stored.setdefault(row.code, []).append(row)
    return stored


def _trails(connection: Connection) -> dict[str, list[Any]]:
    trails: dict[str, list[Any]] = {}
    asked = select(AuditEntry.subject_id, AuditEntry.caused_by).where(
        AuditEntry.subject == "report",
        AuditEntry.action.in_(("submit_report", "correct_report")),
    )
    for row in connection.execute(asked):
        trails.setdefault(row.subject_id, []).append(row)
    return trails


def _answers(connection: Connection) -> dict[str, tuple[int, str]]:
    """The number and the words of each event's answer."""
    asked = select(OutgoingMessage.caused_by, OutgoingMessage.id, OutgoingMessage.body).where(
        OutgoingMessage.kind == "answer"
    )
    return {str(row.caused_by): (row.id, str(row.body)) for row in connection.execute(asked)}


def _amount(sentences: Any, answers: dict[str, tuple[int, str]]) -> int:
    """What the last card before the confirmation shows: of messages at once, the last answered."""
    by_turn = [(answers.get(letter.event.id, (0, ""))[0], amount) for letter, amount in sentences]
    return int(max(by_turn)[1])


def _difference(rows: list[Any], expected: list[int]) -> str:
    stored = [int(row.spent) for row in rows]
    at = next(
        (n for n, pair in enumerate(zip(stored, expected, strict=False)) if pair[0] != pair[1]),
        min(len(stored), len(expected)),
    )
    return f"from version {at + 1}: stored {stored[at : at + 3]}, said {expected[at : at + 3]}"
