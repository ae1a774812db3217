"""Disbursements: upload with a preview, and where owners' figures and finance's differ."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.clock import today
from handlers.web.console import uploads
from handlers.web.console.fields import Form, whole_number
from handlers.web.console.parts import Part
from handlers.web.console.reading import disbursements as reading
from handlers.web.console.reading.paging import Pages
from handlers.web.console.reading.pictures import PictureDesk
from handlers.web.console.reading.rounds import all_rounds, chosen
from handlers.web.console.site import Site, member, render
from models.audit import Channel
from workbooks.disbursement_reader import read_disbursements
from workbooks.disbursement_store import import_disbursements, preview_disbursements
from workbooks.faults import WorkbookFaultsError

KIND = "disbursements"
PER_PAGE = 100


def register(site: Site, pictures: PictureDesk) -> None:
    """Add the pages."""
    office = site.office

    @site.page("/disbursements", Part.DISBURSEMENTS)
    def disbursements() -> ResponseReturnValue:
        return _page(site, pictures, Form())

    @site.page("/disbursements", Part.DISBURSEMENTS, methods=("POST",))
    def preview_figures() -> ResponseReturnValue:
        form = Form()
        file = uploads.sent(form)
        if file is None:
            return _page(site, pictures, form), 422
        try:
            figures = read_disbursements(file.stream)
            with office.database.read() as connection:
                changes = preview_disbursements(connection, figures, today=today(office.clock))
        except WorkbookFaultsError as error:
            back = url_for("console.disbursements")
            page = render("plan_faults.html", faults=error.faults, name=file.name, back=back)
            return page, 422
        digest = uploads.keep(site, file.stream, KIND) if changes.items else ""
        return render("disbursement_preview.html", changes=changes, digest=digest, name=file.name)

    @site.page("/disbursements/import", Part.DISBURSEMENTS, methods=("POST",))
    def import_figures() -> ResponseReturnValue:
        digest = request.form.get("digest", "")
        with office.database.write() as connection:
            stream = uploads.kept(site, connection, digest, KIND)
            if stream is None:
                flash(uploads.GONE, "error")
                return redirect(url_for("console.disbursements"), 303)
            with stream:
                figures = read_disbursements(stream)
            changes = import_disbursements(
                connection,
                figures,
                today=today(office.clock),
                at=office.clock.now(),
                channel=Channel.CONSOLE,
                actor_id=member().who.person_id,
            )
        uploads.drop(site, digest)
        flash(f"บันทึกแล้ว: {changes.summary}")
        return redirect(url_for("console.disbursements"), 303)


def _page(site: Site, pictures: PictureDesk, form: Form) -> str:
    with site.office.database.read() as connection:
        rounds = all_rounds(connection)
        of_round = chosen(rounds, request.args.get("round", ""))
        kept = pictures.of_round(connection, of_round.code) if of_round else None
    gaps = reading.gaps(kept.picture.projects) if kept else []
    names = {one.code: one.short_name for one in kept.picture.groups} if kept else {}
    return render(
        "disbursements.html",
        rounds=rounds,
        of_round=of_round,
        gaps=Pages(gaps, request.args.get("page", 1, type=whole_number), PER_PAGE),
        names=names,
        form=form,
        page_at=lambda page: url_for(
            "console.disbursements", round=of_round.code if of_round else None, page=page
        ),
    )
