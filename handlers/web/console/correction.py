"""Correcting a report with a reason, or reporting for an owner: a new version either way."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.clock import today
from bot.thaitext import baht
from handlers.web.console.fields import Form
from handlers.web.console.parts import Part
from handlers.web.console.reading import project as reading
from handlers.web.console.reading.project import WholeProject
from handlers.web.console.reading.rounds import RoundLine, all_rounds, chosen
from handlers.web.console.site import Site, member, render
from models.answers import Answers
from models.audit import Channel
from models.authority import Act
from models.portfolio import RoundFacts
from models.progress import STATUS_NAMES, WorkStatus
from models.project_scope import allowed_project
from models.submission import OutdatedReportError, Submission, Submitter
from workbooks import cells

STATUSES = cells.choice({status.value: status for status in WorkStatus})
OUTDATED = "มีผู้ส่งฉบับใหม่ระหว่างที่ท่านแก้ไข ตรวจฉบับล่าสุดด้านล่างแล้วส่งอีกครั้งค่ะ"
NOBODY = "โครงการนี้ไม่มีผู้รับผิดชอบ กำหนดผู้รับผิดชอบในแผนก่อนค่ะ"


@dataclass(frozen=True)
class Asked:
    """The project and round the form is about."""

    project: WholeProject
    of_round: RoundLine

    @property
    def answers(self) -> Answers:
        """What stands so far."""
        newest = self.project.newest
        return newest.answers if newest else Answers()

    @property
    def version(self) -> int:
        """The version the form starts from; 0 without a report."""
        newest = self.project.newest
        return newest.version if newest else 0

    @property
    def round_facts(self) -> RoundFacts:
        """The round as a submission wants it."""
        one = self.of_round
        is_closed = one.closed_at is not None
        return RoundFacts(one.id, one.code, one.fiscal_year, one.as_of, one.due, is_closed)


def register(site: Site) -> None:
    """Add the page."""
    office = site.office

    @site.page("/projects/<int:project_id>/report", Part.PROJECTS)
    def correct(project_id: int) -> ResponseReturnValue:
        site.demand(Act.CORRECT)
        with office.database.read() as connection:
            asked = _asked(connection, project_id)
        return _page(asked, Form(_typed(asked)))

    @site.page("/projects/<int:project_id>/report", Part.PROJECTS, methods=("POST",))
    def store_correction(project_id: int) -> ResponseReturnValue:
        form = Form(request.form)
        try:
            with office.database.write() as connection:
                asked = _asked(connection, project_id)
                site.demand(Act.CORRECT if asked.version else Act.ANSWER_FOR)
                submission = _submission(asked, form)
                if submission:
                    submission.apply(connection)
        except (OutdatedReportError, IntegrityError):
            form.fail("whole", OUTDATED)
        if submission is None or not form.is_sound:
            return _page(asked, form), 422
        flash(f"บันทึกฉบับที่ {submission.version} แล้ว เลขรับ {submission.receipt}")
        return redirect(
            url_for("console.project", project_id=project_id, round=asked.of_round.code), 303
        )

    def _submission(asked: Asked, form: Form) -> Submission | None:
        """What is to be stored; None if something is wrong with it."""
        now, day = office.clock.now(), today(office.clock)
        answers, owner = _read(form, asked, day)
        if form.is_sound and form.typed.get("version") != str(asked.version):
            form.typed["version"] = str(asked.version)
            form.fail("whole", OUTDATED)
        who = member().who
        made = Submission(
            draft_id=None,
            project_id=asked.project.facts.id,
            project_code=asked.project.facts.code,
            round=asked.round_facts,
            based_on=asked.version,
            answers=answers,
            allocated=asked.project.allocated,
            by=Submitter(who.person_id, who.name, who.title),
            at=now,
            today=day,
            channel=Channel.CONSOLE,
            on_behalf_of=owner,
            reason=form.typed.get("reason", "").strip(),
        )
        return made if form.is_sound else None


def _asked(connection: Connection, project_id: int) -> Asked:
    allowed_project(connection, member().authority, project_id, Act.SEE_PROJECT)
    of_round = chosen(all_rounds(connection), request.args.get("round", ""))
    found = reading.whole(connection, project_id, of_round) if of_round else None
    if of_round is None or found is None or found.facts.fiscal_year != of_round.fiscal_year:
        abort(404)
    return Asked(found, of_round)


def _typed(asked: Asked) -> dict[str, str]:
    """The newest version as somebody would have typed it."""
    answers = asked.answers
    return {
        "version": str(asked.version),
        "status": answers.status or "",
        "percent": "" if answers.percent is None else f"{answers.percent.normalize():f}",
        "spent": "" if answers.spent is None else baht(answers.spent),
        "balance_date": "",
        "problems": answers.problems or "",
        "suggestions": answers.suggestions or "",
        "owner": str(asked.project.owners[0].id) if asked.project.owners else "",
    }


def _read(form: Form, asked: Asked, day: date) -> tuple[Answers, int | None]:
    """The answers with what was typed; what the form does not ask stays as it was."""
    status = form.read("status", STATUSES, required=True)
    percent = form.read("percent", _percent)
    spent = form.read("spent", cells.baht, required=asked.project.allocated is not None)
    balance = form.read("balance_date", cells.day)
    if balance and balance > day:
        form.fail("balance_date", "ต้องไม่หลังวันนี้")
    problems = form.text("problems", required=status is WorkStatus.NOT_STARTED)
    suggestions = form.text("suggestions")
    form.text("reason", required=True, longest=1000)
    before = asked.answers
    changed = replace(
        before,
        status=status,
        percent=percent,
        spent=spent,
        spent_by_source=before.spent_by_source if spent == before.spent else (),
        remaining=before.remaining if spent == before.spent else None,
        balance_date=balance or before.balance_date,
        problems=problems if problems or before.problems is not None else None,
        suggestions=suggestions if suggestions or before.suggestions is not None else None,
    )
    return changed, None if asked.version else _owner(form, asked)


def _owner(form: Form, asked: Asked) -> int | None:
    """Whom a first report is made for."""
    if not asked.project.owners:
        form.fail("owner", NOBODY)
        return None
    wanted = form.text("owner", required=True)
    found = next((one.id for one in asked.project.owners if str(one.id) == wanted), None)
    if found is None:
        form.fail("owner", "เลือกผู้รับผิดชอบของโครงการนี้")
    return found


def _percent(typed: str) -> Decimal | None:
    value = cells.baht(typed.removesuffix("%").strip())
    if value is not None and value > 100:
        raise cells.BadCellError("ร้อยละ 0 ถึง 100")
    return value


def _page(asked: Asked, form: Form) -> str:
    return render(
        "correction.html",
        one=asked.project,
        of_round=asked.of_round,
        version=asked.version,
        form=form,
        statuses=[("", "เลือกสถานะ"), *((one.value, name) for one, name in STATUS_NAMES.items())],
        owners=[(one.id, one.name) for one in asked.project.owners],
    )
