"""Everybody of the office, their invite codes to print, and handing over projects."""

from collections.abc import Collection

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy import Connection

from handlers import invitation
from handlers.invitation import Invitation, NoSuchPersonError
from handlers.web.console.fields import Form, whole_number
from handlers.web.console.parts import Part
from handlers.web.console.reading import people as reading
from handlers.web.console.reading.paging import Pages
from handlers.web.console.site import Site, member, render
from models.audit import Channel
from models.handing_over import HandOver
from models.people import ROLE_NAMES
from workbooks.plan_load import newest_year

PER_PAGE = 100
STATES = {"registered": "ลงทะเบียนแล้ว", "unregistered": "ยังไม่ลงทะเบียน", "blocked": "บล็อกบอต"}


def register(site: Site) -> None:
    """Add the pages."""
    _looking(site)
    _inviting(site)
    _handing_over(site)


def _looking(site: Site) -> None:
    office = site.office

    @site.page("/people", Part.PEOPLE)
    def people() -> ResponseReturnValue:
        with office.database.read() as connection:
            found = reading.everybody(connection, office.clock.now())
        wanted = request.args.get("state", "")
        search = request.args.get("q", "").strip().casefold()[:100]
        shown = [
            one
            for one in found
            if (not wanted or reading.state_of(one) == wanted)
            and (not search or search in f"{one.code} {one.name} {one.title}".casefold())
        ]
        return render(
            "people.html",
            people=Pages(shown, request.args.get("page", 1, type=whole_number), PER_PAGE),
            counts=reading.counted(found),
            states=STATES,
            state_of=reading.state_of,
            roles=ROLE_NAMES,
            wanted=wanted,
            search=request.args.get("q", ""),
            page_at=lambda page: url_for(
                "console.people", q=request.args.get("q"), state=wanted or None, page=page
            ),
        )


def _inviting(site: Site) -> None:
    office = site.office

    @site.page("/people/invites", Part.PEOPLE, methods=("POST",))
    def invite() -> ResponseReturnValue:
        """Codes are shown this once: only their digests are stored."""
        basic_id = invitation.basic_id_of(office)
        by = invitation.Inviter(Channel.CONSOLE, member().who.person_id)
        person = request.form.get("person", "")
        try:
            if person:
                made = invitation.invite_again(office, basic_id, person, by)
            else:
                made = invitation.invite_everyone(office, basic_id, by)
        except NoSuchPersonError:
            abort(404)
        return render("invites.html", invitations=made, picture=_picture, basic_id=basic_id)


def _picture(one: Invitation) -> Markup:
    """The QR image; made by segno of our own link, nothing of it was typed by anybody."""
    return Markup(invitation.qr_for_page(one.link)) if one.link else Markup()  # noqa: S704


def _handing_over(site: Site) -> None:
    office = site.office

    @site.page("/people/<code>/hand-over", Part.PEOPLE)
    def hand_over(code: str) -> ResponseReturnValue:
        return _hand_over_page(site, code, Form())

    @site.page("/people/<code>/hand-over", Part.PEOPLE, methods=("POST",))
    def store_hand_over(code: str) -> ResponseReturnValue:
        form = Form(request.form)
        to = form.text("to", required=True)
        chosen = set(request.form.getlist("projects"))
        if not chosen:
            form.fail("projects", "เลือกอย่างน้อยหนึ่งโครงการ")
        if to == code:
            form.fail("to", "เลือกคนอื่นที่จะรับมอบ")
        if not form.is_sound:
            return _hand_over_page(site, code, form, chosen), 422
        with office.database.write() as connection:
            handed = _hand_over(site, connection, code, to, chosen)
        flash(f"มอบโครงการแล้ว {handed} โครงการ ร่างที่เขียนค้างไว้ตามไปด้วย")
        return redirect(url_for("console.people"), 303)


def _hand_over(
    site: Site, connection: Connection, code: str, to: str, chosen: Collection[str]
) -> int:
    """Hand over those that are still the first one's; how many."""
    now = site.office.clock.now()
    ids = {one.code: one.id for one in reading.everybody(connection, now)}
    if code not in ids or to not in ids:
        abort(404)
    theirs = reading.projects_of(connection, code, newest_year(connection) or 0)
    handed = [one for one in theirs if one.code in chosen]
    for one in handed:
        HandOver(
            project_id=one.id,
            from_person=ids[code],
            to_person=ids[to],
            by=member().who.person_id,
            at=now,
            channel=Channel.CONSOLE,
        ).apply(connection)
    return len(handed)


def _hand_over_page(site: Site, code: str, form: Form, chosen: set[str] | None = None) -> str:
    with site.office.database.read() as connection:
        everybody = reading.everybody(connection, site.office.clock.now())
        year = newest_year(connection) or 0
        projects = reading.projects_of(connection, code, year)
    person = next((one for one in everybody if one.code == code), None)
    if person is None:
        abort(404)
    others = [
        ("", "เลือกผู้รับมอบ"),
        *((o.code, f"{o.code} {o.name}") for o in everybody if o != person),
    ]
    return render(
        "hand_over.html",
        person=person,
        projects=projects,
        others=others,
        form=form,
        chosen={one.code for one in projects} if chosen is None else chosen,
    )
