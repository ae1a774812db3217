"""`/console/enter/<link>`: a link from the chat, opened by looking and used up by a button."""

from flask import abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from handlers.web.console.errors import SIGN_IN, Said
from handlers.web.console.site import SESSION_KEY, Site, render
from models import console_access as access
from models.console_access import LinkState

SPENT = Said("ลิงก์นี้ใช้ไม่ได้แล้ว", "ลิงก์ใช้ได้ครั้งเดียวภายใน 10 นาที พิมพ์ แดชบอร์ด ในแชต LINE เพื่อขอลิงก์ใหม่ค่ะ")


def register(site: Site) -> None:
    """Add the pages."""
    office = site.office

    @site.open_page("/enter/<link>")
    def enter(link: str) -> ResponseReturnValue:
        with office.database.write() as connection:
            state = _looked_at(site, connection, link)
        if state is LinkState.OPEN:
            return render("enter.html")
        return _refused(state)

    @site.open_page("/enter/<link>", methods=("POST",))
    def come_in(link: str) -> ResponseReturnValue:
        now = office.clock.now()
        with office.database.write() as connection:
            state = _looked_at(site, connection, link)
            person_id = access.take_link(connection, site.digest(link), now)
            if person_id is not None:
                token = office.ids.code(access.TOKEN_LENGTH)
                access.start_session(
                    connection,
                    digest=site.digest(token),
                    person_id=person_id,
                    device=request.user_agent.string,
                    now=now,
                )
        if person_id is None:
            return _refused(state)
        session.clear()
        session[SESSION_KEY] = token
        return redirect(url_for("console.home"), 303)


def _looked_at(site: Site, connection: Connection, link: str) -> LinkState:
    """What the link is worth; unknown ones are counted, and too many of them end the guessing.

    Somebody with a link that was given out comes in all the same: the whole office may share the
    address of whoever guesses.
    """
    now = site.office.clock.now()
    state = access.state_of(connection, site.digest(link), now)
    if state is LinkState.UNKNOWN:
        address = site.digest(request.remote_addr or "")  # behind proxies as PROXIES says
        if access.is_locked_out(connection, address, now):
            abort(429)
        access.count_guess(connection, address, now)
    return state


def _refused(state: LinkState) -> tuple[str, int]:
    said, status = (SPENT, 410) if state is LinkState.SPENT else (SIGN_IN, 404)
    return render("error.html", said=said, status=status), status
