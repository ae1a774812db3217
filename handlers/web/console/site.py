"""The console's frame: its blueprint, who is asking, and how a page is guarded and rendered."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, current_app, g, render_template, request, session
from flask.typing import ResponseReturnValue

from bot.clock import today
from bot.office import Office
from handlers.web.console.parts import FACTS, Member, Part
from models import invites
from models.audit import Channel
from models.authority import Act, NotAllowedError, read_authority
from models.console_access import find_session
from models.refusals import RecordRefusal

PREFIX = "/console"
HERE = Path(__file__).parent
SESSION_KEY = "session"
"""The key of the cookie's one secret; the database knows its digest."""
View = Callable[..., ResponseReturnValue]


def _blueprint() -> Blueprint:
    return Blueprint(
        "console",
        __name__,
        url_prefix=PREFIX,
        template_folder=str(HERE / "templates"),
        static_folder=str(HERE / "static"),
        static_url_path="/static",
    )


@dataclass(frozen=True)
class Site:
    """The console of one office; each page registers itself with it."""

    office: Office
    blueprint: Blueprint = field(default_factory=_blueprint)

    def page(
        self, rule: str, part: Part, *, methods: Sequence[str] = ("GET",)
    ) -> Callable[[View], View]:
        """Add a page of a part. Whatever is not GET changes something and needs the right to."""

        def add(view: View) -> View:
            @wraps(view)
            def guarded(**arguments: Any) -> ResponseReturnValue:
                if g.member is None:
                    abort(401)
                is_reading = request.method in ("GET", "HEAD")
                self.demand(FACTS[part].read if is_reading else FACTS[part].change)
                g.part = part
                return view(**arguments)

            self.blueprint.add_url_rule(rule, view_func=guarded, methods=list(methods))
            return view

        return add

    def open_page(self, rule: str, *, methods: Sequence[str] = ("GET",)) -> Callable[[View], View]:
        """Add a page for nobody in particular: the sign-in."""

        def add(view: View) -> View:
            self.blueprint.add_url_rule(rule, view_func=view, methods=list(methods))
            return view

        return add

    def digest(self, secret: str) -> str:
        """What the database knows of a link, a session or an address."""
        return invites.digest(secret, self.office.settings.secret_key)

    def demand(
        self,
        act: Act,
        *,
        groups: Sequence[int] | None = None,
        owners: Collection[int] | None = None,
    ) -> None:
        """`NotAllowedError`, which becomes a page and an entry of the trail, unless allowed."""
        if not member().authority.may(act, groups=groups, owners=owners):
            raise NotAllowedError(act, str(request.endpoint))

    def record_refusal(self, act: Act, asked: str) -> None:
        """Somebody asked for what is not theirs."""
        refusal = RecordRefusal(
            actor_id=member().who.person_id,
            channel=Channel.CONSOLE,
            act=act,
            asked=asked,
            at=self.office.clock.now(),
        )
        with self.office.database.write() as connection:
            refusal.apply(connection)

    def recognise(self) -> None:
        """Find out who is asking, before each request."""
        g.part = None
        g.member = None
        token = session.get(SESSION_KEY)
        if not isinstance(token, str):
            return
        with self.office.database.read() as connection:
            found = find_session(connection, self.digest(token), self.office.clock.now())
            if found is None:
                return
            authority = read_authority(connection, found.person_id, today(self.office.clock))
        g.member = Member(found, authority) if authority.may(Act.CONSOLE) else None


def member() -> Member:
    """Who is asking, on a guarded page."""
    found: Member = g.member
    return found


def render(template: str, **values: Any) -> str:
    """A page in the console's frame."""
    return render_template(f"console/{template}", **values)


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation."""

    name: str
    endpoint: str
    is_here: bool


def navigation() -> list[NavItem]:
    """The parts this person may look at."""
    who: Member | None = g.get("member")
    if who is None:
        return []
    return [
        NavItem(FACTS[part].name, f"console.{part}", part == g.get("part"))
        for part in Part
        if who.may_read(part) and f"console.{part}" in current_app.view_functions
    ]
