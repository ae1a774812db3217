"""Reads the picture of a round: a constant number of queries, put together in memory."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, select

from models.differences import reason_text
from models.errors import KaonaError
from models.evidence import PHOTO_NAME
from models.fiscal import RoundCode
from models.plan import TableStyle
from models.round_pictures import RoundPictureRow
from models.rounds import Round
from reports import plan_queries, report_queries
from reports.picture import (
    ActivityPicture,
    AlignmentPicture,
    AllocationPicture,
    CertificationPicture,
    ContinuationPicture,
    DisbursementPicture,
    EarlierPicture,
    EvidencePicture,
    GroupPicture,
    IndicatorPicture,
    JudgedPicture,
    ObjectivePicture,
    OwnerPicture,
    PlannedActivityPicture,
    ProjectPicture,
    RemarkPicture,
    ReportPicture,
    ResultPicture,
    RoundPicture,
    SourcePicture,
    SpendingPicture,
    StrategyPicture,
)
from reports.scope import Query, Scope

Parts = dict[int, list[tuple[Any, ...]]]
"""Rows by the id of what they belong to, without that id."""


class NoSuchRoundError(KaonaError):
    """There is no such round."""


def picture_of(
    connection: Connection,
    code: RoundCode,
    *,
    whole: bool = True,
    only: frozenset[int] | None = None,
) -> RoundPicture:
    """The round's figures: of a closed round the frozen ones, of an open one as it stands.

    Not `whole`: without the long texts of plan and reports, as answers in a chat need it. `only`:
    at least these projects, by id; a frozen picture has them all.
    """
    frozen = connection.scalar(
        select(RoundPictureRow.picture)
        .join(Round, Round.id == RoundPictureRow.round_id)
        .where(Round.code == str(code))
    )
    if frozen:
        return RoundPicture.from_json(frozen)
    return read_picture(connection, code, whole=whole, only=only)


def read_picture(
    connection: Connection,
    code: RoundCode,
    *,
    until: datetime | None = None,
    only: frozenset[int] | None = None,
    version: int | None = None,
    whole: bool = True,
    as_of: date | None = None,
) -> RoundPicture:
    """The living round, or as it stood at `until`; `NoSuchRoundError` if there is none.

    `only`: narrowed to these projects, by id; `version`: to that version of their reports.
    Whoever shows figures asks `picture_of`. Not `whole`: only what the tables count; a project has
    no objectives, alignments, indicators, and a report no results, evidence. `as_of`: with
    disbursements up to another day than the cut-off.
    """
    found = connection.execute(plan_queries.the_round(str(code))).first()
    if found is None:
        raise NoSuchRoundError(f"ไม่มีรอบ {code} ดูรายการ: flask round list")
    counted = as_of or found.as_of
    scope = Scope(found.id, code.fiscal_year, counted, until, only, version)
    return RoundPicture(
        code=found.code,
        as_of=counted,
        due=found.due,
        closed_at=found.closed_at,
        office_name=found.office_name,
        office_short_name=found.office_short_name,
        style=found.table_style,
        groups=tuple(GroupPicture(*row) for row in connection.execute(plan_queries.groups(scope))),
        strategies=tuple(
            StrategyPicture(*row) for row in connection.execute(plan_queries.strategies(scope))
        ),
        sources=tuple(
            SourcePicture(*row) for row in connection.execute(plan_queries.sources(scope))
        ),
        projects=_projects(connection, scope, _Parts(connection, scope, found.table_style, whole)),
    )


@dataclass(frozen=True)
class _Parts:
    """Reads the parts of projects and reports; a detail only where it is wanted."""

    connection: Connection
    scope: Scope
    style: TableStyle
    whole: bool

    def all(self, query: Callable[[Scope], Query]) -> Parts:
        """The rows, whatever is wanted."""
        return _parts(self.connection.execute(query(self.scope)))

    def detail(self, query: Callable[[Scope], Query]) -> Parts:
        """The rows of a long text."""
        return self.all(query) if self.whole else defaultdict(list)

    def activities(self, query: Callable[[Scope], Query]) -> Parts:
        """The second office's tables judge a project by its activities."""
        is_judged = self.style is TableStyle.NAKHON_PATHOM
        return self.all(query) if self.whole or is_judged else defaultdict(list)


def _projects(connection: Connection, scope: Scope, parts: _Parts) -> tuple[ProjectPicture, ...]:
    groups = parts.all(plan_queries.project_groups)
    owners = parts.all(plan_queries.owners)
    allocations = parts.all(plan_queries.allocations)
    disbursements = parts.all(plan_queries.disbursements)
    objectives = parts.detail(plan_queries.objectives)
    alignments = parts.detail(plan_queries.alignments)
    activities = parts.activities(plan_queries.activities)
    indicators = parts.detail(plan_queries.indicators)
    earlier = parts.all(report_queries.earlier_reports)
    judged = parts.all(report_queries.judged_levels)
    reports = _reports(connection, scope, parts)
    reasons = parts.all(report_queries.difference_reasons)
    return tuple(
        ProjectPicture(
            code=row.code,
            name=row.name,
            groups=tuple(code for (code,) in groups[row.id]),
            owners=tuple(OwnerPicture(*owner) for owner in owners[row.id]),
            strategy=row.strategy,
            kind=row.kind,
            approval=row.approval,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            allocations=tuple(AllocationPicture(*one) for one in allocations[row.id]),
            disbursements=_newest_of_each_source(disbursements[row.id]),
            objectives=tuple(ObjectivePicture(*one) for one in objectives[row.id]),
            alignments=tuple(AlignmentPicture(*one) for one in alignments[row.id]),
            activities=tuple(PlannedActivityPicture(*one) for one in activities[row.id]),
            indicators=tuple(IndicatorPicture(*one) for one in indicators[row.id]),
            report=reports.get(row.id),
            before=EarlierPicture(*earlier[row.id][-1]) if earlier[row.id] else None,
            judged=JudgedPicture(*judged[row.id][-1]) if judged[row.id] else None,
            difference_reason=_reason(
                reasons[row.id],
                reports.get(row.id),
                _newest_of_each_source(disbursements[row.id]),
            ),
        )
        for row in connection.execute(plan_queries.projects(scope))
    )


def _reason(
    given: list[tuple[Any, ...]],
    report: ReportPicture | None,
    disbursements: tuple[DisbursementPicture, ...],
) -> str:
    """The reason that was given for just this difference; one for another says nothing here."""
    if not given or report is None or report.spent is None:
        return ""
    gap = report.spent - sum((one.amount for one in disbursements), Decimal(0))
    said = [reason_text(kind, words) for spent, paid, kind, words in given if spent - paid == gap]
    return said[-1] if gap and said else ""


def _newest_of_each_source(rows: list[tuple[Any, ...]]) -> tuple[DisbursementPicture, ...]:
    """The rows come by source and day; the last of each source stands."""
    newest = {source: DisbursementPicture(source, *rest) for source, *rest in rows}
    return tuple(newest.values())


def _reports(connection: Connection, scope: Scope, parts: _Parts) -> dict[int, ReportPicture]:
    activities = parts.activities(report_queries.report_activities)
    results = parts.detail(report_queries.report_results)
    spendings = parts.all(report_queries.report_spendings)
    continuations = parts.detail(report_queries.report_continuations)
    remarks = parts.detail(report_queries.report_remarks)
    evidence = parts.detail(report_queries.report_evidence)
    decisions = parts.all(report_queries.certifications)
    return {
        row.project_id: ReportPicture(
            activities=tuple(ActivityPicture(*one) for one in activities[row.id]),
            results=tuple(ResultPicture(*one) for one in results[row.id]),
            spendings=tuple(SpendingPicture(*one) for one in spendings[row.id]),
            continuations=tuple(ContinuationPicture(*one) for one in continuations[row.id]),
            remarks=tuple(RemarkPicture(*one) for one in remarks[row.id]),
            evidence=_evidence(evidence[row.id]),
            certification=_certification(decisions[row.id]),
            **_columns(row),
        )
        for row in connection.execute(report_queries.reports(scope))
    }


def _columns(row: Row[Any]) -> dict[str, Any]:
    values = row._asdict()
    del values["id"], values["project_id"]
    return values


def _certification(decisions: list[tuple[Any, ...]]) -> CertificationPicture | None:
    """The rows come in the order of their time; the last decision stands."""
    return CertificationPicture(*decisions[-1]) if decisions else None


def _evidence(rows: list[tuple[Any, ...]]) -> tuple[EvidencePicture, ...]:
    """The same file sent twice counts once; photos have no name and get a number."""
    found: dict[str, EvidencePicture] = {}
    photos = 0
    for digest, kind, media_type, name, size in rows:
        if digest not in found:
            photos += not name
            named = name or PHOTO_NAME.format(number=photos)
            found[digest] = EvidencePicture(digest, kind, media_type, named, size)
    return tuple(found.values())


def _parts(rows: Iterable[Row[Any]]) -> Parts:
    found: Parts = defaultdict(list)
    for row in rows:
        owner, *rest = tuple(row)
        found[owner].append(tuple(rest))
    return found
