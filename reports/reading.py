"""Reads the picture of a round: a constant number of queries, put together in memory."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Connection, select

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
from reports.scope import Detail, Query, Scope

Rows = Sequence[Sequence[Any]]
Parts = Mapping[int, Rows]
"""Rows by the id of what they belong to, without that id; nothing for what has none."""
Made = TypeVar("Made")


class NoSuchRoundError(KaonaError):
    """There is no such round."""


def picture_of(
    connection: Connection,
    code: RoundCode,
    *,
    detail: Detail = Detail.WHOLE,
    only: frozenset[int] | None = None,
) -> RoundPicture:
    """The round's figures: of a closed round the frozen ones, of an open one as it stands.

    `detail`: at least that. `only`: at least these projects, by id; a frozen picture has them all.
    """
    frozen = frozen_picture(connection, code)
    return frozen or read_picture(connection, code, detail=detail, only=only)


def frozen_picture(
    connection: Connection, code: RoundCode, *, leaving_out: Collection[str] = ()
) -> RoundPicture | None:
    """What was kept when the round was closed; None while it is open.

    `leaving_out`: fields of projects and reports that are not wanted, for speed.
    """
    stored = connection.scalar(
        select(RoundPictureRow.picture)
        .join(Round, Round.id == RoundPictureRow.round_id)
        .where(Round.code == str(code))
    )
    if not stored:
        return None
    for project in stored["projects"] if leaving_out else ():
        for part in (project, project["report"] or {}):
            for name in leaving_out:
                part.pop(name, None)
    return RoundPicture.from_json(stored)


def read_picture(
    connection: Connection,
    code: RoundCode,
    *,
    until: datetime | None = None,
    only: frozenset[int] | None = None,
    version: int | None = None,
    detail: Detail = Detail.WHOLE,
    as_of: date | None = None,
) -> RoundPicture:
    """The living round, or as it stood at `until`; `NoSuchRoundError` if there is none.

    `only`: narrowed to these projects, by id; `version`: to that version of their reports.
    Whoever shows figures asks `picture_of`. `as_of`: with disbursements up to another day than the
    cut-off.
    """
    found = connection.execute(plan_queries.the_round(str(code))).first()
    if found is None:
        raise NoSuchRoundError(f"ไม่มีรอบ {code} ดูรายการ: flask round list")
    counted = as_of or found.as_of
    scope = Scope(found.id, code.fiscal_year, counted, until, only, version)
    if found.table_style is TableStyle.NAKHON_PATHOM:
        detail |= Detail.ACTIVITIES
    return RoundPicture(
        code=found.code,
        as_of=counted,
        due=found.due,
        closed_at=found.closed_at,
        office_name=found.office_name,
        office_short_name=found.office_short_name,
        style=found.table_style,
        groups=_made(GroupPicture, connection.execute(plan_queries.groups(scope)).all()),
        strategies=_made(StrategyPicture, connection.execute(plan_queries.strategies(scope)).all()),
        sources=_made(SourcePicture, connection.execute(plan_queries.sources(scope)).all()),
        projects=_projects(connection, scope, _Parts(connection, scope, detail)),
    )


@dataclass(frozen=True)
class _Parts:
    """Reads the parts of projects and reports; a detail only where it is wanted."""

    connection: Connection
    scope: Scope
    detail: Detail

    def all(self, query: Callable[[Scope], Query]) -> Parts:
        """The rows, whatever is wanted."""
        found: dict[int, list[Sequence[Any]]] = {}
        for row in self.connection.execute(query(self.scope)).all():
            found.setdefault(row[0], []).append(row[1:])
        return found

    def of(self, detail: Detail, query: Callable[[Scope], Query]) -> Parts:
        """The rows of a detail."""
        return self.all(query) if detail in self.detail else {}


def _made(kind: Callable[..., Made], rows: Rows) -> tuple[Made, ...]:
    return tuple([kind(*row) for row in rows]) if rows else ()


def _projects(connection: Connection, scope: Scope, parts: _Parts) -> tuple[ProjectPicture, ...]:
    groups = parts.all(plan_queries.project_groups)
    owners = parts.all(plan_queries.owners)
    allocations = parts.all(plan_queries.allocations)
    disbursements = parts.all(plan_queries.disbursements)
    objectives = parts.of(Detail.TEXTS, plan_queries.objectives)
    alignments = parts.of(Detail.TEXTS, plan_queries.alignments)
    activities = parts.of(Detail.ACTIVITIES, plan_queries.activities)
    indicators = parts.of(Detail.RESULTS, plan_queries.indicators)
    earlier = parts.all(report_queries.earlier_reports)
    judged = parts.of(Detail.ACTIVITIES, report_queries.judged_levels)
    reports = _reports(connection, scope, parts)
    reasons = parts.all(report_queries.difference_reasons)

    def project(key: int, plain: Mapping[str, Any]) -> ProjectPicture:
        report, paid = reports.get(key), _newest_of_each_source(disbursements.get(key, ()))
        return ProjectPicture(
            **plain,
            groups=tuple([code for (code,) in groups.get(key, ())]),
            owners=_made(OwnerPicture, owners.get(key, ())),
            allocations=_made(AllocationPicture, allocations.get(key, ())),
            disbursements=paid,
            objectives=_made(ObjectivePicture, objectives.get(key, ())),
            alignments=_made(AlignmentPicture, alignments.get(key, ())),
            activities=_made(PlannedActivityPicture, activities.get(key, ())),
            indicators=_made(IndicatorPicture, indicators.get(key, ())),
            report=report,
            before=_last(EarlierPicture, earlier.get(key, ())),
            judged=_last(JudgedPicture, judged.get(key, ())),
            difference_reason=_reason(reasons.get(key, ()), report, paid),
        )

    found = connection.execute(plan_queries.projects(scope))
    names = tuple(found.keys())[1:]
    return tuple([project(row[0], dict(zip(names, row[1:], strict=True))) for row in found.all()])


def _last(kind: Callable[..., Made], rows: Rows) -> Made | None:
    """The rows come in the order of their time; the last of them stands."""
    return kind(*rows[-1]) if rows else None


def _reason(
    given: Rows, report: ReportPicture | None, disbursements: tuple[DisbursementPicture, ...]
) -> str:
    """The reason that was given for just this difference; one for another says nothing here."""
    if not given or report is None or report.spent is None:
        return ""
    gap = report.spent - sum((one.amount for one in disbursements), Decimal(0))
    said = [reason_text(kind, words) for spent, paid, kind, words in given if spent - paid == gap]
    return said[-1] if gap and said else ""


def _newest_of_each_source(rows: Rows) -> tuple[DisbursementPicture, ...]:
    """The rows come by source and day; the last of each source stands."""
    return _made(DisbursementPicture, tuple({row[0]: row for row in rows}.values()))


def _reports(connection: Connection, scope: Scope, parts: _Parts) -> dict[int, ReportPicture]:
    activities = parts.of(Detail.ACTIVITIES, report_queries.report_activities)
    is_printed = Detail.TEXTS in parts.detail
    results = parts.of(
        Detail.RESULTS,
        report_queries.report_results if is_printed else report_queries.results_of_completed,
    )
    spendings = parts.all(report_queries.report_spendings)
    continuations = parts.of(Detail.TEXTS, report_queries.report_continuations)
    remarks = parts.of(Detail.TEXTS, report_queries.report_remarks)
    evidence = parts.of(Detail.TEXTS, report_queries.report_evidence)
    decisions = parts.all(report_queries.certifications)

    def report(key: int, plain: Mapping[str, Any]) -> ReportPicture:
        return ReportPicture(
            **plain,
            activities=_made(ActivityPicture, activities.get(key, ())),
            results=_made(ResultPicture, results.get(key, ())),
            spendings=_made(SpendingPicture, spendings.get(key, ())),
            continuations=_made(ContinuationPicture, continuations.get(key, ())),
            remarks=_made(RemarkPicture, remarks.get(key, ())),
            evidence=_evidence(evidence.get(key, ())),
            certification=_last(CertificationPicture, decisions.get(key, ())),
        )

    found = connection.execute(report_queries.reports(scope))
    names = tuple(found.keys())[2:]
    return {row[1]: report(row[0], dict(zip(names, row[2:], strict=True))) for row in found.all()}


def _evidence(rows: Rows) -> tuple[EvidencePicture, ...]:
    """The same file sent twice counts once; photos have no name and get a number."""
    found: dict[str, EvidencePicture] = {}
    photos = 0
    for digest, kind, media_type, name, size in rows:
        if digest not in found:
            photos += not name
            named = name or PHOTO_NAME.format(number=photos)
            found[digest] = EvidencePicture(digest, kind, media_type, named, size)
    return tuple(found.values())
