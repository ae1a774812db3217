"""A submitted version looked at as a draft is: the same lines, the same words."""

from sqlalchemy import select

from handlers.chat.person import OfficeChat
from handlers.chat.progress_report.view import View
from models.certifying import ReportToCertify
from models.portfolio import DraftFacts, project_in_round, round_by_id
from models.progress import DraftState, Report
from models.report_reading import answers_of


def view_of(chat: OfficeChat, report: ReportToCertify, version: int) -> View:
    """That version of the report's project and round; `LookupError` if it never was."""
    connection = chat.connection
    project = project_in_round(connection, report.project.id, report.round_id, chat.official.id)
    of_round = round_by_id(connection, report.round_id)
    row = connection.execute(
        select(Report.__table__).where(
            Report.project_id == report.project.id,
            Report.round_id == report.round_id,
            Report.version == version,
        )
    ).first()
    if project is None or of_round is None or row is None:
        raise LookupError("a version that was there a moment ago")
    draft = DraftFacts(
        id=0,
        key="",
        revision=0,
        based_on=version,
        state=DraftState.SUBMITTED,
        answers=answers_of(connection, row),
        origins={},
        project=project,
        round=of_round,
        owned=False,
    )
    return View(draft, connection, chat.today)
