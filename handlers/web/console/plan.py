"""The year's plan: upload with a preview of all faults and differences, then the word to store."""

import io

from flask import Response, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from handlers.web.console import uploads
from handlers.web.console.fields import Form
from handlers.web.console.parts import Part
from handlers.web.console.site import Site, member, render
from models.audit import Channel
from workbooks import plan_sheets
from workbooks.differences import Differences
from workbooks.faults import WorkbookFaultsError
from workbooks.plan import Plan
from workbooks.plan_load import load_plan, newest_year
from workbooks.plan_reader import read_plan
from workbooks.plan_remarks import remarks
from workbooks.plan_rows import rows_of
from workbooks.plan_store import import_plan, preview_plan

KIND = "plan"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEETS = (plan_sheets.OFFICE, *plan_sheets.SHEETS)


def register(site: Site) -> None:
    """Add the pages."""
    _looking(site)
    _importing(site)


def _looking(site: Site) -> None:
    office = site.office

    @site.page("/plan", Part.PLAN)
    def plan() -> ResponseReturnValue:
        return _page(site, Form())

    @site.page("/plan/template.xlsx", Part.PLAN)
    def plan_template() -> ResponseReturnValue:
        from workbooks.plan_writer import write_template

        return workbook(write_template(), "แบบฟอร์มแผน.xlsx")

    @site.page("/plan/<int:year>.xlsx", Part.PLAN)
    def plan_workbook(year: int) -> ResponseReturnValue:
        from workbooks.plan_writer import write_plan

        with office.database.read() as connection:
            found = load_plan(connection, year)
        if found.office is None:
            return _page(site, Form()), 404
        return workbook(write_plan(found), f"แผนปี {year}.xlsx")


def _importing(site: Site) -> None:
    office = site.office

    @site.page("/plan", Part.PLAN, methods=("POST",))
    def preview_upload() -> ResponseReturnValue:
        form = Form()
        file = uploads.sent(form)
        if file is None:
            return _page(site, form), 422
        try:
            found = read_plan(file.stream)
        except WorkbookFaultsError as error:
            return render("plan_faults.html", faults=error.faults, name=file.name), 422
        with office.database.read() as connection:
            differences = preview_plan(connection, found)
        digest = uploads.keep(site, file.stream, KIND) if differences else ""
        return _preview(found, differences, digest, file.name)

    @site.page("/plan/import", Part.PLAN, methods=("POST",))
    def import_upload() -> ResponseReturnValue:
        digest = request.form.get("digest", "")
        with office.database.write() as connection:
            stream = uploads.kept(site, connection, digest, KIND)
            if stream is None:
                flash(uploads.GONE, "error")
                return redirect(url_for("console.plan"), 303)
            with stream:
                found = read_plan(stream)
            differences = import_plan(
                connection,
                found,
                at=office.clock.now(),
                channel=Channel.CONSOLE,
                actor_id=member().who.person_id,
            )
        uploads.drop(site, digest)
        flash(f"นำเข้าแผนปี {found.facts.fiscal_year} แล้ว: {differences.summary}")
        return redirect(url_for("console.plan"), 303)


def _preview(found: Plan, differences: Differences, digest: str, name: str) -> str:
    return render(
        "plan_preview.html",
        year=found.facts.fiscal_year,
        differences=differences,
        remarks=remarks(found),
        digest=digest,
        name=name,
    )


def _page(site: Site, form: Form) -> str:
    with site.office.database.read() as connection:
        year = newest_year(connection)
        found = load_plan(connection, year) if year else Plan()
    return render(
        "plan.html",
        year=year,
        plan=found,
        sheets=[(sheet, len(rows_of(found, sheet))) for sheet in SHEETS],
        form=form,
    )


def workbook(content: bytes, name: str) -> Response:
    """A workbook to download."""
    return send_file(
        io.BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name, etag=False
    )
