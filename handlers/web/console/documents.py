"""Documents of each round: asked for here, made aside, with progress; earlier ones as they were."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from handlers.web.console.parts import Part
from handlers.web.console.reading.rounds import all_rounds
from handlers.web.console.site import Site, member, render
from models.audit import Channel
from models.exports import ExportRequest, ExportState, recent_exports
from reports import exports

STATES = {
    ExportState.WAITING: "รอคิว",
    ExportState.MAKING: "กำลังทำ",
    ExportState.READY: "พร้อม",
    ExportState.FAILED: "ทำไม่สำเร็จ",
    ExportState.GONE: "หมดอายุ",
}
LOOK_AGAIN_SECONDS = 3


def register(site: Site) -> None:
    """Add the pages."""
    office = site.office

    @site.page("/documents", Part.DOCUMENTS)
    def documents() -> ResponseReturnValue:
        with office.database.read() as connection:
            rounds = all_rounds(connection)
            recent = recent_exports(connection, 30)
        return render(
            "documents.html",
            rounds=rounds,
            offered=exports.offered(),
            titles=exports.TITLES,
            recent=recent,
            states=STATES,
            link=lambda key: exports.link(office, key),
            again=LOOK_AGAIN_SECONDS if any(one.is_open for one in recent) else None,
            chosen=request.args.get("round", ""),
        )

    @site.page("/documents", Part.DOCUMENTS, methods=("POST",))
    def ask_for_document() -> ResponseReturnValue:
        code, kinds = request.form.get("round", ""), request.form.getlist("kind")
        wanted = exports.offered() if "all" in kinds else dict.fromkeys(kinds)
        if not wanted or not set(wanted) <= set(exports.offered()):
            abort(400)
        digits = request.form.get("thai_digits") == "1"
        with office.database.write() as connection:
            if code not in {one.code for one in all_rounds(connection)}:
                abort(404)
            for kind in wanted:
                exports.ask_export(
                    office,
                    connection,
                    ExportRequest(code, kind, thai_digits=digits),
                    asked_by=member().who.person_id,
                    channel=Channel.CONSOLE,
                )
        flash("กำลังจัดทำเอกสาร หน้านี้จะแสดงความคืบหน้าเอง")
        return redirect(url_for("console.documents", round=code), 303)
