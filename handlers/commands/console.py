"""`flask console link`: the first way into the console, before anybody can ask in chat."""

import click
from click import Group
from sqlalchemy import Connection, or_, select

from bot.clock import today
from bot.office import Office
from handlers.commands.tools import one_line_errors
from handlers.sign_in_links import new_link
from models.authority import Act, read_authority
from models.errors import KaonaError
from models.people import Person


class NoWayInError(KaonaError):
    """Nobody can be let into the console by that name."""


def register(cli: Group, office: Office) -> None:
    """Add the commands."""

    @cli.group("console")
    def console() -> None:
        """The planning group's console on the web (แดชบอร์ด)."""

    @console.command("link")
    @click.argument("name")
    @one_line_errors
    def link(name: str) -> None:
        """Print a sign-in link for NAME (a code of the plan, or a name): once, ten minutes."""
        office.settings.require("SECRET_KEY", "PUBLIC_BASE_URL")
        with office.database.write() as connection:
            person_id = _the_one(connection, name)
            if not read_authority(connection, person_id, today(office.clock)).may(Act.CONSOLE):
                raise NoWayInError(f"{name} ไม่มีบทบาทที่ใช้แดชบอร์ด (แผน ผู้บริหาร ผอ.กลุ่ม การเงิน)")
            made = new_link(office, person_id)
            if made is None:
                raise NoWayInError
            made.issue.apply(connection)
        click.echo(made.address)


def _the_one(connection: Connection, name: str) -> int:
    """The person meant; `NoWayInError` names those it could be."""
    named = or_(Person.code == name, Person.name == name, Person.name.contains(name))
    rows = connection.execute(
        select(Person.id, Person.code, Person.name)
        .where(Person.active, named)
        .order_by(Person.code)
    ).all()
    exact = [row for row in rows if name in (row.code, row.name)] or rows
    if not exact:
        raise NoWayInError(f"ไม่มีบุคลากรชื่อหรือรหัส {name}")
    if len(exact) > 1:
        names = ", ".join(f"{row.code} {row.name}" for row in exact[:10])
        raise NoWayInError(f"มีหลายคน ระบุรหัส: {names}")
    return int(exact[0].id)
