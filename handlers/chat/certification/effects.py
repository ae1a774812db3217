"""What certification writes beside the decision: the owner hears of a returned report."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot import outbox
from bot.office import Office
from handlers.chat.certification import layout
from models.certifying import ReportToCertify
from models.people import LineAccount, Person


@dataclass(frozen=True)
class TellReturned:
    """A message to who sent the report, or to the owner who phoned; else to all owners."""

    office: Office
    report: ReportToCertify
    by: str
    reason: str
    caused_by: str

    def apply(self, connection: Connection) -> None:
        """Write it; who cannot be reached sees it in `โครงการของฉัน`."""
        report = self.report
        whose = {report.on_behalf_of or report.submitted_by}
        told = whose & report.project.owners or report.project.owners
        accounts = connection.scalars(
            select(LineAccount.line_user_id)
            .join(Person, Person.id == LineAccount.person_id)
            .where(Person.id.in_(told), Person.active, LineAccount.blocked_at.is_(None))
        )
        card = layout.returned(report, self.by, self.reason)
        key = f"returned:{report.id}:{report.last_decision}"
        messages = [
            outbox.Outgoing(
                recipient=account,
                objects=(card,),
                kind="returned",
                natural_key=f"{key}:{account}",
                caused_by=self.caused_by,
            )
            for account in accounts
        ]
        outbox.put(connection, self.office, messages)
