"""Who has not reported, and reminding some or all of them: one message a day each, as the clock."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection, select

from bot.thaitext import day
from handlers.web.console.fields import Form
from handlers.web.console.parts import Part
from handlers.web.console.reading.missing import read_owing
from handlers.web.console.site import Site, member, render
from models.audit import Channel
from models.authority import Act
from models.people import Group, Person
from models.project_scope import as_id
from models.quota import read_quota
from models.rules import read_rules
from scheduler.reminders.passing import PassingOn, PassOn, Whose, read_passing_on

NOBODY = "เลือกอย่างน้อยหนึ่งคน"
NO_ROUND = "ไม่มีรอบที่เปิดอยู่ จึงไม่มีใครต้องเตือน"
DONE_ALREADY = "ไม่มีใครใหม่ให้เตือน ทุกคนที่เลือกฝากเตือนไว้แล้ว รายงานแล้ว หรือเตือนใน LINE ไม่ได้"


def register(site: Site) -> None:
    """Add the page."""
    office = site.office

    @site.page("/rounds/missing", Part.ROUNDS)
    def missing() -> ResponseReturnValue:
        site.demand(Act.NUDGE, groups=())
        return _page(site, Form())

    @site.page("/rounds/missing", Part.ROUNDS, methods=("POST",))
    def remind() -> ResponseReturnValue:
        site.demand(Act.NUDGE, groups=())
        form, now, who = Form(request.form), office.clock.now(), member().who.person_id
        chosen = [as_id(one) for one in request.form.getlist("people")]
        if not chosen and form.typed.get("do") != "all":
            form.fail("whole", NOBODY)
            return _page(site, form), 422
        with office.database.write() as connection:
            whose = _narrowed(connection)
            if form.typed.get("do") != "all":
                whose = Whose(whose.groups, whose.projects, frozenset(chosen))
            passing = read_passing_on(connection, whose, who, now)
            if passing is not None:
                PassOn(passing, whose, who, now, Channel.CONSOLE).apply(connection)
        flash(*_said(passing))
        narrowed: dict[str, Any] = request.args.to_dict()
        return redirect(url_for("console.missing", **narrowed), 303)


def _narrowed(connection: Connection) -> Whose:
    """What the address narrows the list to: a group, a project, a person."""
    asked = request.args
    group = connection.scalar(select(Group.id).where(Group.code == asked.get("group", "")))
    person = connection.scalar(select(Person.id).where(Person.code == asked.get("person", "")))
    return Whose(
        groups=None if not asked.get("group") else [group or 0],
        projects=None if not asked.get("project") else frozenset({as_id(asked["project"])}),
        people=None if not asked.get("person") else frozenset({person or 0}),
    )


def _said(passing: PassingOn | None) -> tuple[str, str]:
    """What came of it, for the page."""
    if passing is None:
        return NO_ROUND, "error"
    parts = []
    if passing.at_once:
        when = "ในนาทีถัดไป" if passing.immediate else f"วันที่ {day(passing.on)} {passing.at:%H:%M} น."
        parts.append(f"จะเตือน {len(passing.at_once):,} คน{when}")
    if passing.later:
        parts.append(f"{len(passing.later):,} คนได้รับข้อความวันนี้แล้ว จะเตือนวันที่ {day(passing.then)}")
    return (" และ".join(parts), "message") if parts else (DONE_ALREADY, "error")


def _page(site: Site, form: Form) -> str:
    now = site.office.clock.now()
    with site.office.database.read() as connection:
        whose = _narrowed(connection)
        passing = read_passing_on(connection, whose, member().who.person_id, now)
        owing = read_owing(connection, passing, whose) if passing else []
        groups = connection.execute(
            select(Group.code, Group.name).where(Group.active).order_by(Group.position)
        ).all()
        rules, quota = read_rules(connection), read_quota(connection, now)
    narrow = bool(whose.projects or whose.people)
    return render(
        "missing.html",
        passing=passing,
        owing=owing,
        groups=[tuple(one) for one in groups],
        group=request.args.get("group", ""),
        is_narrow=narrow,
        cost=sum(one.may_be_reminded for one in owing),
        checked={one.owner.id for one in owing} if narrow else set(),
        paused=rules.paused,
        quota=quota,
        form=form,
    )
