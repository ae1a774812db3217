"""Single rows of the plan: one list a sheet, one form a row, checked like a whole workbook."""

from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from handlers.web.console.fields import Form, whole_number
from handlers.web.console.parts import Part
from handlers.web.console.plan import SHEETS
from handlers.web.console.site import Site, member, render
from models.audit import Channel
from models.authority import Act
from workbooks import plan_rows, plan_sheets
from workbooks.faults import Fault
from workbooks.plan import Plan
from workbooks.plan_load import load_plan, newest_year
from workbooks.plan_rows import FIRST_LINE
from workbooks.plan_store import import_plan
from workbooks.sheets import Sheet

PER_PAGE = 100


@dataclass(frozen=True)
class RowAsked:
    """A row of a sheet of the newest plan; `row` is None for one to be added."""

    plan: Plan
    sheet: Sheet
    row: Any | None

    @property
    def number(self) -> int:
        """Its line, as in the workbook; a new one stands last."""
        rows = plan_rows.rows_of(self.plan, self.sheet)
        return FIRST_LINE + (len(rows) if self.row is None else rows.index(self.row))


def register(site: Site) -> None:
    """Add the pages."""
    _listing(site)
    _changing(site)


def _listing(site: Site) -> None:
    @site.page("/plan/sheets/<title>", Part.PLAN)
    def plan_sheet(title: str) -> ResponseReturnValue:
        sheet = _sheet(title)
        with site.office.database.read() as connection:
            rows = plan_rows.rows_of(_plan(connection), sheet)
        search = request.args.get("q", "").strip().casefold()[:100]
        shown = [(plan_rows.key_of(sheet, row), plan_rows.shown(sheet, row)) for row in rows]
        if search:
            shown = [
                one for one in shown if any(search in text.casefold() for text in one[1].values())
            ]
        pages = max(1, -(-len(shown) // PER_PAGE))
        page = min(max(request.args.get("page", 1, type=whole_number), 1), pages)
        return render(
            "plan_sheet.html",
            sheet=sheet,
            sheets=SHEETS,
            rows=shown[(page - 1) * PER_PAGE : page * PER_PAGE],
            total=len(shown),
            search=request.args.get("q", ""),
            page=page,
            pages=pages,
            can_add=sheet is not plan_sheets.OFFICE,
        )


def _changing(site: Site) -> None:
    office = site.office

    @site.page("/plan/sheets/<title>/row", Part.PLAN)
    def plan_row(title: str) -> ResponseReturnValue:
        site.demand(Act.MANAGE_PLAN)
        with office.database.read() as connection:
            asked = _asked(connection, title)
        return _page(asked, Form(plan_rows.shown(asked.sheet, asked.row)), [])

    @site.page("/plan/sheets/<title>/row", Part.PLAN, methods=("POST",))
    def store_row(title: str) -> ResponseReturnValue:
        form = Form(request.form)
        with office.database.write() as connection:
            asked = _asked(connection, title)
            after, others = _after(asked, form)
            if form.is_sound and not others:
                differences = import_plan(
                    connection,
                    after,
                    at=office.clock.now(),
                    channel=Channel.CONSOLE,
                    actor_id=member().who.person_id,
                )
        if others or not form.is_sound:
            return _page(asked, form, others), 422
        flash(differences.summary)
        return redirect(url_for("console.plan_sheet", title=title), 303)


def _after(asked: RowAsked, form: Form) -> tuple[Plan, list[Fault]]:
    """The plan with what was typed, and the faults that belong to no field of the form."""
    if "remove" in form.typed and asked.row is not None and asked.sheet is not plan_sheets.OFFICE:
        after = plan_rows.with_row(asked.plan, asked.sheet, asked.row, None)
        return after, plan_rows.faults_of(after)
    row, wrong = plan_rows.read_row(asked.sheet, form.typed, asked.row)
    for name, why in wrong.items():
        form.fail(name, why)
    if wrong:
        return asked.plan, []
    after = plan_rows.with_row(asked.plan, asked.sheet, asked.row, row)
    mine, others = plan_rows.faults_at(plan_rows.faults_of(after), asked.sheet, asked.number)
    for name, why in mine.items():
        form.fail(name, why)
    return after, others


def _asked(connection: Connection, title: str) -> RowAsked:
    sheet, found = _sheet(title), _plan(connection)
    if "new" in request.args and sheet is not plan_sheets.OFFICE:
        return RowAsked(found, sheet, None)
    row = plan_rows.find_row(found, sheet, tuple(request.args.getlist("k")))
    if row is None:
        abort(404)
    return RowAsked(found, sheet, row)


def _sheet(title: str) -> Sheet:
    found = next((sheet for sheet in SHEETS if sheet.title == title), None)
    return found or abort(404)


def _plan(connection: Connection) -> Plan:
    year = newest_year(connection)
    return load_plan(connection, year) if year else abort(404)


def _page(asked: RowAsked, form: Form, others: list[Fault]) -> str:
    fixed = plan_rows.fixed_fields(asked.sheet, is_new=asked.row is None)
    return render(
        "plan_row.html",
        sheet=asked.sheet,
        row=asked.row,
        form=form,
        others=others,
        fixed=fixed,
        can_remove=asked.row is not None and asked.sheet is not plan_sheets.OFFICE,
    )
