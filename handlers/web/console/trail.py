"""The trail: who did what when, filtered, as a table to take home; failed events and messages."""

import csv
import io

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.inbox import Inbox
from handlers.web.console import words
from handlers.web.console.fields import whole_number
from handlers.web.console.parts import Part
from handlers.web.console.reading import trail as reading
from handlers.web.console.reading.trail import Asked, Entry
from handlers.web.console.site import Site, member, render
from workbooks.cells import BadCellError, day
from workbooks.csv_text import harmless

COLUMNS = ("เวลา", "ใคร", "ทาง", "การกระทำ", "เรื่อง", "รหัส", "ก่อน", "หลัง", "เหตุผล")


def register(site: Site, inbox: Inbox) -> None:
    """Add the pages."""
    _looking(site)
    _mending(site, inbox)


def _looking(site: Site) -> None:
    office = site.office

    @site.page("/trail", Part.TRAIL)
    def trail() -> ResponseReturnValue:
        asked = _asked()
        with office.database.read() as connection:
            found = reading.entries(connection, asked)
            actions = reading.actions(connection)
            events = reading.failed_events(connection)
            messages = reading.failed_messages(connection)
        return render(
            "trail.html",
            entries=found[: reading.PER_PAGE],
            has_more=len(found) > reading.PER_PAGE,
            asked=asked,
            actions=actions,
            channels=words.CHANNELS,
            events=events,
            messages=messages,
            typed=request.args,
            page_at=lambda page: url_for("console.trail", **{**request.args, "page": page}),
        )

    @site.page("/trail.csv", Part.TRAIL)
    def trail_table() -> ResponseReturnValue:
        with office.database.read() as connection:
            found = reading.entries(connection, _asked(), most=reading.MOST_EXPORTED)
        return _table(found)


def _mending(site: Site, inbox: Inbox) -> None:
    office = site.office

    @site.page("/trail/events", Part.TRAIL, methods=("POST",))
    def retry_event() -> ResponseReturnValue:
        """Play a failed event again."""
        went_well = inbox.retry(request.form.get("event", ""))
        flash(*(("ทำซ้ำสำเร็จแล้ว",) if went_well else ("ยังไม่สำเร็จ แก้สาเหตุก่อนแล้วลองใหม่ค่ะ", "error")))
        return redirect(url_for("console.trail"), 303)

    @site.page("/trail/messages", Part.TRAIL, methods=("POST",))
    def retry_message() -> ResponseReturnValue:
        """Let a failed message wait for its turn again."""
        with office.database.write() as connection:
            is_waiting = reading.send_again(
                connection,
                request.form.get("message", type=whole_number) or 0,
                office=office,
                actor_id=member().who.person_id,
            )
        office.outbox_filled.set()
        flash(*(("ใส่คิวส่งใหม่แล้ว",) if is_waiting else ("ข้อความนี้ส่งใหม่ไม่ได้แล้ว", "error")))
        return redirect(url_for("console.trail"), 303)


def _asked() -> Asked:
    ask = request.args
    try:
        since, until = day(ask.get("since") or None), day(ask.get("until") or None)
    except BadCellError:
        since = until = None
    return Asked(
        who=ask.get("who", "").strip()[:100],
        action=ask.get("action", ""),
        channel=ask.get("channel", ""),
        about=ask.get("about", "").strip()[:60],
        since=since,
        until=until,
        page=min(max(ask.get("page", 1, type=whole_number), 1), 10_000),
    )


def _table(found: list[Entry]) -> Response:
    """UTF-8 with a mark, so that Excel shows Thai; nothing a spreadsheet would compute."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in found:
        row = (
            words.moment(one.at),
            one.name or "ระบบ",
            words.CHANNELS.get(one.channel, one.channel),
            words.ACTIONS.get(one.action, one.action),
            words.SUBJECTS.get(one.subject, one.subject),
            one.subject_id,
            one.before,
            one.after,
            one.reason,
        )
        writer.writerow([harmless(text) for text in row])
    response = Response("\ufeff" + out.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=trail.csv"
    return response
