"""A report that was sent back: its draft opens at the line concerned, with the reason."""

from sqlalchemy import select

from bot import cards
from bot.dialogue import Tap, Turn
from bot.thaitext import clip
from handlers.chat.person import OfficeChat
from handlers.chat.progress_report import choosing, filling, texts
from handlers.chat.progress_report.choosing import Own
from handlers.chat.progress_report.fields import BY_KEY, next_field
from handlers.chat.progress_report.state import State
from models.authority import Act, NotAllowedError
from models.portfolio import ProjectFacts
from models.progress import Certification, Decision, Report
from models.project_scope import allowed_report


def fix(chat: OfficeChat, tap: Tap) -> Turn | None:
    """The button on the returned report; None if it was corrected meanwhile."""
    scope = allowed_report(chat.connection, chat.authority, tap.argument(0), Act.REPORT)
    mine = choosing.own(chat)
    project = mine.by_id(str(scope.id)) if mine else None
    if mine is None or project is None:  # of a year that is over
        raise NotAllowedError(Act.REPORT, str(tap))
    return opened(chat, mine, project)


def opened(chat: OfficeChat, mine: Own, project: ProjectFacts) -> Turn | None:
    """The draft of a returned report at the line concerned; None if it is not returned."""
    if project.decision is not Decision.RETURNED:
        return None
    reason, concerns = _why(chat, project, mine)
    view, effects = filling.opened(chat, mine, project)
    at = State(draft=view.draft.key, brief=True)
    lead = [cards.message(texts.sent_back(clip(reason, 400)))]
    field = BY_KEY.get(concerns)
    if field is None or not field.applies(view) or next_field(view, optional=False):
        return filling.proceed(view, at, effects, lead=lead)
    return filling.ask(view, at, field, effects, lead=lead)


def _why(chat: OfficeChat, project: ProjectFacts, mine: Own) -> tuple[str, str]:
    row = chat.connection.execute(
        select(Certification.reason, Certification.concerns)
        .join(Report, Report.id == Certification.report_id)
        .where(
            Report.project_id == project.id,
            Report.round_id == mine.round.id,
            Report.version == project.version,
        )
        .order_by(Certification.id.desc())
        .limit(1)
    ).one()
    return row.reason, row.concerns
