"""The office's own rules: reminder days, hours, digits, greeting, tables, targets, closed days."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection, select

from bot.clock import today
from handlers.web.console.fields import Form
from handlers.web.console.parts import Part
from handlers.web.console.site import Site, member, render
from models import closed_days
from models.audit import Channel
from models.authority import Act
from models.closed_days import ClosedDayError
from models.fiscal import Period, fiscal_year_of, to_be
from models.plan import Plan, TableStyle
from models.rules import MEANINGS, NAMES, OfficeRules, RuleError, change_rules, read_rules, written
from models.targets import QUARTERS, read_targets, set_target
from workbooks import cells, plan_rows, plan_sheets
from workbooks.plan_load import load_plan, newest_year
from workbooks.plan_store import import_plan

SWITCHES = frozenset({"monthly_summary", "thai_digits", "paused"})
"""Rules that are yes or no."""
STYLES = cells.choice({one.value: one for one in TableStyle})


def register(site: Site) -> None:
    """Add the pages."""
    _rules(site)
    _style(site)
    _targets(site)
    _days(site)


def _rules(site: Site) -> None:
    office = site.office

    @site.page("/settings", Part.SETTINGS)
    def settings() -> ResponseReturnValue:
        return _page(site)

    @site.page("/settings", Part.SETTINGS, methods=("POST",))
    def store_rules() -> ResponseReturnValue:
        form = Form(request.form)
        with office.database.write() as connection:
            before = read_rules(connection)
            after = _read(form, before)
            if form.is_sound:
                changed = change_rules(
                    connection,
                    before,
                    after,
                    at=office.clock.now(),
                    channel=Channel.CONSOLE,
                    actor_id=member().who.person_id,
                )
        if not form.is_sound:
            return _page(site, rules=form), 422
        flash(f"บันทึกแล้ว {len(changed)} รายการ" if changed else "ไม่มีอะไรเปลี่ยน")
        return redirect(url_for("console.settings"), 303)


def _read(form: Form, before: OfficeRules) -> OfficeRules:
    """The rules as typed. Two may only fit together, so those that fit are taken first."""
    after, left = before, [name for name in NAMES if _said(form, name) != written(before, name)]
    for _ in range(2):
        again = []
        for name in left:
            try:
                after = after.with_text(name, _said(form, name))
            except RuleError as error:
                again.append((name, str(error).removeprefix(f"{name}: ")))
        left = [name for name, _ in again]
    for name, why in again:
        form.fail(name, why)
    return after


def _said(form: Form, name: str) -> str:
    if name in SWITCHES:
        return "yes" if form.typed.get(name) == "yes" else "no"
    return form.typed.get(name, "").strip()


def _style(site: Site) -> None:
    office = site.office

    @site.page("/settings/style", Part.SETTINGS, methods=("POST",))
    def store_style() -> ResponseReturnValue:
        """It stands in the plan's first sheet; changed here it is a change of the plan."""
        site.demand(Act.MANAGE_PLAN)
        form = Form(request.form)
        style = form.read("table_style", STYLES, required=True)
        if style is None:
            return _page(site, style=form), 422
        with office.database.write() as connection:
            plan = load_plan(connection, newest_year(connection) or abort(404))
            row = plan_rows.rows_of(plan, plan_sheets.OFFICE)[0]
            changed = replace(row, table_style=style)
            import_plan(
                connection,
                plan_rows.with_row(plan, plan_sheets.OFFICE, row, changed),
                at=office.clock.now(),
                channel=Channel.CONSOLE,
                actor_id=member().who.person_id,
            )
        flash(f"ใช้รูปแบบตาราง {style} แล้ว รอบที่ปิดแล้วไม่เปลี่ยน")
        return redirect(url_for("console.settings"), 303)


def _targets(site: Site) -> None:
    office = site.office

    @site.page("/settings/targets", Part.SETTINGS, methods=("POST",))
    def store_targets() -> ResponseReturnValue:
        form = Form(request.form)
        year = fiscal_year_of(today(office.clock))
        typed = {quarter: form.read(quarter.value, cells.baht) for quarter in QUARTERS}
        for quarter, percent in typed.items():
            if percent is not None and percent > 100:
                form.fail(quarter.value, "ร้อยละ 0 ถึง 100")
        if not form.is_sound:
            return _page(site, targets=form), 422
        with office.database.write() as connection:
            before = read_targets(connection, year)
            for quarter, percent in typed.items():
                if before.get(quarter) != percent:
                    _set_target(site, connection, year, quarter, percent)
        flash("บันทึกเป้าหมายการเบิกจ่ายแล้ว")
        return redirect(url_for("console.settings"), 303)


def _set_target(
    site: Site, connection: Connection, year: int, quarter: Period, percent: Decimal | None
) -> None:
    set_target(
        connection,
        year,
        quarter,
        percent,
        at=site.office.clock.now(),
        channel=Channel.CONSOLE,
        actor_id=member().who.person_id,
    )


def _days(site: Site) -> None:
    office = site.office

    @site.page("/settings/days", Part.SETTINGS, methods=("POST",))
    def store_day() -> ResponseReturnValue:
        form = Form(request.form)
        on = form.read("day", cells.day, required=True)
        trail: dict[str, Any] = {"at": office.clock.now(), "channel": Channel.CONSOLE}
        if on and form.is_sound:
            try:
                with office.database.write() as connection:
                    who = member().who.person_id
                    if "open" in form.typed:
                        closed_days.remove_day(connection, on, actor_id=who, **trail)
                    else:
                        name = form.text("name", longest=400) or "วันหยุดของสำนักงาน"
                        closed_days.add_day(connection, on, name, actor_id=who, **trail)
            except ClosedDayError as error:
                form.fail("day", str(error))
        if not form.is_sound:
            return _page(site, days=form), 422
        flash("บันทึกวันหยุดแล้ว")
        return redirect(url_for("console.settings"), 303)


def _page(
    site: Site,
    *,
    rules: Form | None = None,
    style: Form | None = None,
    targets: Form | None = None,
    days: Form | None = None,
) -> str:
    day = today(site.office.clock)
    year = fiscal_year_of(day)
    with site.office.database.read() as connection:
        stored = read_rules(connection)
        set_targets = read_targets(connection, year)
        listed = closed_days.days_of(connection, day.year)
        newest = newest_year(connection)
        stands = connection.scalar(select(Plan.table_style).where(Plan.fiscal_year == newest))
    as_typed = {name: written(stored, name) for name in NAMES}
    percents = {one.value: f"{set_targets[one]:f}" for one in QUARTERS if one in set_targets}
    return render(
        "settings.html",
        names=NAMES,
        meanings=MEANINGS,
        switches=SWITCHES,
        style=style or Form({"table_style": stands or ""}),
        styles=[(one.value, f"แบบ{one.value}") for one in TableStyle] if stands else [],
        rules=rules or Form(as_typed),
        targets=targets or Form(percents),
        quarters=QUARTERS,
        days=days or Form(),
        listed=listed,
        year=year,
        calendar_year=to_be(day.year),
    )
