"""Who is in the console just now; ending a session, one's own or (planners) anybody's."""

from flask import abort, flash, g, redirect, session, url_for
from flask.typing import ResponseReturnValue

from handlers.web.console.parts import Part
from handlers.web.console.site import Site, member, render
from models import console_access as access


def register(site: Site) -> None:
    """Add the pages."""
    office = site.office

    @site.page("/sessions", Part.SESSIONS)
    def sessions() -> ResponseReturnValue:
        with office.database.read() as connection:
            found = access.open_sessions(connection, office.clock.now(), _whose())
        return render("sessions.html", sessions=found, mine=member().who.session_id)

    @site.page("/sessions/<int:session_id>/end", Part.SESSIONS, methods=("POST",))
    def end_session(session_id: int) -> ResponseReturnValue:
        now, who = office.clock.now(), member().who
        with office.database.write() as connection:
            known = {one.id for one in access.open_sessions(connection, now, _whose())}
            if session_id not in known:
                abort(404)
            access.end_session(connection, session_id, by=who.person_id, now=now)
        if session_id == who.session_id:
            session.clear()
            g.member = None
            return render("goodbye.html")
        flash("ออกจากระบบให้แล้ว")
        return redirect(url_for("console.sessions"), 303)


def _whose() -> int | None:
    return None if member().is_planner else member().who.person_id
