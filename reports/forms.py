"""One project's official form by its receipt: whoever makes or links one, asks here."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from bot.file_links import FileLinks
from bot.office import Office
from models.fiscal import RoundCode
from models.progress import Decision, Report
from models.rounds import Round
from models.rules import read_rules
from reports.book.forms import form_page
from reports.book.parts import FormPage
from reports.book.writing import arabic, rewritten, thai
from reports.outputs.publication import Photograph
from reports.picture import ReportPicture
from reports.reading import read_picture


@dataclass(frozen=True)
class Form:
    """A form as it is to be set; `at` is the moment it was submitted, or certified."""

    page: FormPage
    office: str
    at: datetime
    thai_digits: bool

    @property
    def file_name(self) -> str:
        """`form-2567-Q2-5-1.pdf`; plain letters only, whatever a project's code holds."""
        plain = (sign if sign.isascii() and sign.isalnum() else "-" for sign in self.page.receipt)
        return f"form-{''.join(plain)}.pdf"

    def pdf(self, photograph: Photograph) -> bytes:
        """The document; the same bytes as long as nothing on it changes."""
        from reports.outputs.pdf import form_pdf

        return form_pdf(
            self.page,
            office=self.office,
            at=self.at,
            photograph=photograph,
            thai_digits=self.thai_digits,
        )


def read_form(connection: Connection, receipt: str) -> Form | None:
    """The form of that version, certified or not yet; None if there is no such receipt."""
    row = connection.execute(
        select(Round.code, Report.project_id, Report.version)
        .join(Round, Round.id == Report.round_id)
        .where(Report.receipt == receipt)
    ).first()
    if row is None:
        return None
    picture = read_picture(
        connection,
        RoundCode.parse(row.code),
        only=frozenset({row.project_id}),
        version=row.version,
    )
    (project,) = picture.projects
    assert project.report is not None  # noqa: S101 - its row was found just now
    thai_digits = read_rules(connection).thai_digits
    page = form_page(picture, project, project.report)
    return Form(
        page=rewritten(page, thai if thai_digits else arabic),
        office=picture.office_name,
        at=_settled_at(project.report),
        thai_digits=thai_digits,
    )


def link(office: Office, receipt: str) -> str | None:
    """A link to the form, good for a day; None where the office has no address or no key."""
    return FileLinks(office).to_form(receipt)


def _settled_at(report: ReportPicture) -> datetime:
    decided = report.certification
    is_certified = decided is not None and decided.decision is Decision.CERTIFIED
    return decided.decided_at if decided and is_certified else report.submitted_at
