"""Correcting a report with a reason, or reporting for an owner: a new version either way."""

from dataclasses import dataclass, replace

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.clock import today
from handlers.chat.progress_report.fields.completion import USES
from handlers.chat.progress_report.warnings import Warned
from handlers.owners_told import TellOwners
from handlers.web.console.fields import Form
from handlers.web.console.parts import Part
from handlers.web.console.reading.rounds import all_rounds, chosen
from handlers.web.console.report_form.asked import Asked, read_asked, round_facts
from handlers.web.console.report_form.checks import checked
from handlers.web.console.report_form.filled import NO, YES, filled, source_names
from handlers.web.console.report_form.rows import (
    NOT_YET,
    TOLD,
    activity_names,
    add_rows,
    indicator_names,
    rows_of,
)
from handlers.web.console.report_form.taken import taken
from handlers.web.console.site import Site, member, render
from models.answers import Answers
from models.audit import Channel
from models.authority import Act
from models.evidence import KeepEvidence
from models.progress import ACTIVITY_STATES, STATUS_NAMES, RemainingUse
from models.project_scope import allowed_project
from models.submission import FINISHED, OutdatedReportError, Submission, Submitter

OUTDATED = "มีผู้ส่งฉบับใหม่ระหว่างที่ท่านแก้ไข ตรวจฉบับล่าสุดด้านล่างแล้วส่งอีกครั้งค่ะ"
NOBODY = "โครงการนี้ไม่มีผู้รับผิดชอบ กำหนดผู้รับผิดชอบในแผนก่อนค่ะ"
LISTS = ("activity", "result", "next")


@dataclass(frozen=True)
class _Read:
    """What the form came to."""

    answers: Answers
    warned: list[Warned]
    owner: int | None


def register(site: Site) -> None:
    """Add the page."""
    office = site.office

    @site.page("/projects/<int:project_id>/report", Part.PROJECTS)
    def correct(project_id: int) -> ResponseReturnValue:
        site.demand(Act.CORRECT)
        with office.database.read() as connection:
            asked = _asked(site, connection, project_id)
        return _page(asked, Form(_typed(asked)))

    @site.page("/projects/<int:project_id>/report", Part.PROJECTS, methods=("POST",))
    def store_correction(project_id: int) -> ResponseReturnValue:
        if request.form.get("more") in LISTS:
            return _with_more_rows(site, project_id, request.form["more"])
        form, submission = Form(request.form), None
        try:
            with office.database.write() as connection:
                asked = _asked(site, connection, project_id)
                site.demand(Act.CORRECT if asked.version else Act.ANSWER_FOR)
                form.typed = {**_typed(asked), **request.form}
                read = _read(form, asked)
                submission = _submission(site, asked, form, read)
                if submission:
                    _store(site, connection, asked, submission)
        except (OutdatedReportError, IntegrityError):
            form.fail("whole", OUTDATED)
        if submission is None or not form.is_sound:
            return _page(asked, form, read.warned), 422
        flash(f"บันทึกฉบับที่ {submission.version} แล้ว เลขรับ {submission.receipt}")
        return redirect(
            url_for("console.project", project_id=project_id, round=asked.of_round.code), 303
        )


def _with_more_rows(site: Site, project_id: int, which: str) -> str:
    """The same form with some more rows; nothing is stored."""
    with site.office.database.read() as connection:
        asked = _asked(site, connection, project_id)
    site.demand(Act.CORRECT if asked.version else Act.ANSWER_FOR)
    form = Form({**_typed(asked), **request.form})
    add_rows(form.typed, which)
    return _page(asked, form)


def _store(site: Site, connection: Connection, asked: Asked, made: Submission) -> None:
    """The version with what belongs to it, and the word to its owners."""
    made.apply(connection)
    if asked.version:
        KeepEvidence(made.project_id, made.round.id, made.version).apply(connection)
    TellOwners(site.office, made, asked.project.facts.name).apply(connection)


def _read(form: Form, asked: Asked) -> _Read:
    answers, warned = checked(form, asked.view, taken(form, asked.view))
    form.text("reason", required=True, longest=1000)
    owner = None if asked.version else _owner(form, asked)
    if form.typed.get("version") != str(asked.version):
        form.fail("whole", OUTDATED)
    form.typed["version"] = str(asked.version)
    return _Read(answers, warned, owner)


def _submission(site: Site, asked: Asked, form: Form, read: _Read) -> Submission | None:
    """What is to be stored; None if something is wrong with it."""
    if not form.is_sound:
        return None
    who = member().who
    return Submission(
        draft_id=None,
        project_id=asked.project.facts.id,
        project_code=asked.project.facts.code,
        round=round_facts(asked.of_round),
        based_on=asked.version,
        answers=replace(read.answers, pending_result=None),
        allocated=asked.project.allocated,
        by=Submitter(who.person_id, who.name, who.title),
        at=site.office.clock.now(),
        today=today(site.office.clock),
        channel=Channel.CONSOLE,
        on_behalf_of=read.owner,
        reason=form.typed.get("reason", "").strip(),
    )


def _asked(site: Site, connection: Connection, project_id: int) -> Asked:
    who = member()
    allowed_project(connection, who.authority, project_id, Act.SEE_PROJECT)
    of_round = chosen(all_rounds(connection), request.args.get("round", ""))
    if of_round is None:
        abort(404)
    day = today(site.office.clock)
    return read_asked(connection, project_id, of_round, who.who.person_id, day)


def _typed(asked: Asked) -> dict[str, str]:
    """The newest version as somebody would have typed it."""
    owners = asked.project.owners
    return {
        "version": str(asked.version),
        "owner": str(owners[0].id) if owners else "",
        **filled(asked.answers, asked.view),
    }


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


def _page(asked: Asked, form: Form, warned: list[Warned] | None = None) -> str:
    view, answers = asked.view, asked.answers
    states = [(one.value, name) for one, name in ACTIVITY_STATES.items()]
    finished = [one.value for one in FINISHED]
    return render(
        "correction.html",
        one=asked.project,
        of_round=asked.of_round,
        version=asked.version,
        facts=view.project,
        form=form,
        warned=warned or [],
        told=[one.name for one in asked.told if one.account],
        untold=[one.name for one in asked.told if not one.account],
        evidence=view.evidence,
        statuses=[("", "เลือกสถานะ"), *((one.value, name) for one, name in STATUS_NAMES.items())],
        owners=[(one.id, one.name) for one in asked.project.owners],
        sources=source_names(answers, view),
        activities=rows_of("activity", form.typed, activity_names(answers, view)),
        results=rows_of("result", form.typed, indicator_names(answers, view)),
        continuations=rows_of("next", form.typed, {}),
        planned_states=[("", "ไม่อยู่ในรายงาน"), (TOLD, "ดำเนินการ ไม่ระบุสถานะ"), *states],
        own_states=[("", "ไม่ระบุ"), *states],
        come_about=[("", "เกิดผลแล้ว"), (NOT_YET, "ยังไม่เกิดผล")],
        goals=[("", "ไม่ระบุ"), (YES, "บรรลุทุกประการ"), (NO, "ไม่บรรลุ")],
        books=[(NO, "แบบรายงาน"), (YES, "ส่งเป็นรูปเล่ม")],
        uses=[
            ("", "ไม่ระบุ"),
            *((use.value, label) for use, label in USES.items()),
            (RemainingUse.NOTHING_LEFT.value, "ไม่มีเงินเหลือ"),
        ],
        is_finished=form.typed.get("status") in finished,
    )
