"""Judging a project's level by hand with a reason, and taking it back: a planner's decision."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from handlers.web.console.fields import Form
from handlers.web.console.parts import Part
from handlers.web.console.reading.level import read_level
from handlers.web.console.reading.project import whole
from handlers.web.console.reading.rounds import all_rounds, chosen
from handlers.web.console.site import Site, member, render
from models.audit import Channel
from models.authority import Act
from models.level_overrides import JudgeLevel, Level, LevelError
from models.project_scope import allowed_project
from workbooks import cells

WITHDRAW = "withdraw"
LEVELS = cells.choice({level.value: level for level in Level})
CHOICES = [("", "เลือกระดับ"), *((level.value, level.value) for level in Level)]


def register(site: Site) -> None:
    """Add the page."""
    office = site.office

    @site.page("/projects/<int:project_id>/level", Part.PROJECTS)
    def level(project_id: int) -> ResponseReturnValue:
        site.demand(Act.JUDGE_LEVEL)
        return _page(site, project_id, Form())

    @site.page("/projects/<int:project_id>/level", Part.PROJECTS, methods=("POST",))
    def judge_level(project_id: int) -> ResponseReturnValue:
        site.demand(Act.JUDGE_LEVEL)
        form = Form(request.form)
        withdraws = form.typed.get("do") == WITHDRAW
        judged = None if withdraws else form.read("level", LEVELS, required=True)
        reason = form.text("reason", required=True, longest=1000)
        code = request.args.get("round", "")
        if form.is_sound:
            try:
                with office.database.write() as connection:
                    scope = allowed_project(
                        connection, member().authority, project_id, Act.JUDGE_LEVEL
                    )
                    of_round = chosen(all_rounds(connection), code)
                    JudgeLevel(
                        round=of_round.code if of_round else code,
                        project=scope.code,
                        level=judged,
                        reason=reason,
                        at=office.clock.now(),
                        channel=Channel.CONSOLE,
                        actor_id=member().who.person_id,
                    ).apply(connection)
            except LevelError as error:
                form.fail("whole", str(error))
        if not form.is_sound:
            return _page(site, project_id, form), 422
        flash("กลับไปใช้ระดับตามกิจกรรมที่รายงานแล้ว" if withdraws else "บันทึกระดับที่พิจารณาแล้ว")
        return redirect(url_for("console.project", project_id=project_id, round=code or None), 303)


def _page(site: Site, project_id: int, form: Form) -> str:
    with site.office.database.read() as connection:
        allowed_project(connection, member().authority, project_id, Act.JUDGE_LEVEL)
        of_round = chosen(all_rounds(connection), request.args.get("round", ""))
        found = whole(connection, project_id, of_round) if of_round else None
        if of_round is None or found is None:
            abort(404)
        stands = read_level(connection, project_id, of_round)
        if stands is None:
            abort(404)
    form.typed.setdefault("level", stands.judged.level if stands.judged else "")
    return render(
        "level.html", one=found, of_round=of_round, stands=stands, form=form, levels=CHOICES
    )
