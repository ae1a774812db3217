"""`flask people`: invite codes on the screen, as CSV or to print; a person's data, its removal."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import click
from click import Group
from sqlalchemy import Connection, select

from bot.office import Office
from handlers import invitation
from handlers.commands.files import writing
from handlers.commands.tools import one_line_errors
from handlers.invitation import Invitation, NoSuchPersonError
from models.audit import Channel
from models.database import to_json
from models.forgetting import Forget
from models.people import Person
from models.personal_data import data_of, whose
from models.plan import Plan
from workbooks.csv_text import harmless

FILE = click.Path(dir_okay=False, path_type=Path)
COLUMNS = ("รหัส", "ชื่อ-สกุล", "รหัสเชิญ", "ลิงก์")

SECRET = 0o600
"""What lets somebody in, or tells about somebody, is for its owner's eyes."""


def register(cli: Group, office: Office) -> None:
    """Add the commands."""

    @cli.group("people")
    def people() -> None:
        """The people of the office."""

    @people.command("invite")
    @click.option("--person", help="Only this code of the plan, registered or not.")
    @click.option("--csv", "table", type=FILE, help="Write the codes as a table.")
    @click.option("--sheet", type=FILE, help="Write a page (HTML) to print and cut.")
    @one_line_errors
    def invite(person: str | None, table: Path | None, sheet: Path | None) -> None:
        """Make a new invite code for everyone not yet registered.

        Codes work once, for 30 days; a code given earlier ends. --csv writes a table, --sheet a
        page (HTML) with QR images to print and cut; without either they are printed here.
        """
        basic_id = invitation.basic_id_of(office)
        if person:
            made = invitation.invite_again(office, basic_id, person)
        else:
            made = invitation.invite_everyone(office, basic_id)
        if table:
            _write_csv(table, made)
        if sheet:
            with writing(sheet, mode=SECRET) as target:
                target.write(invitation.sheet(made, _office_name(office)).encode())
        if not table and not sheet:
            _print(made)
        click.echo(f"{len(made)} invite codes, good for 30 days.")
        if not basic_id:
            click.echo("No links: set LINE_BASIC_ID (the bot's @id) to get them.")

    @people.command("export")
    @click.argument("name")
    @click.option("--to", "file", type=FILE, help="Write it here; without it, to the screen.")
    @one_line_errors
    def export(name: str, file: Path | None) -> None:
        """Show all that is kept about NAME (code or full name), as JSON."""
        with office.database.read() as connection:
            person = whose(connection, _named(connection, name))
            kept = to_json(data_of(connection, person))
        if file is None:
            click.echo(kept)
            return
        with writing(file, mode=SECRET) as target:
            target.write(kept.encode())
        click.echo(f"เขียน {file} แล้ว")

    @people.command("forget")
    @click.argument("name")
    @click.option("--yes", is_flag=True, help="Do not ask back.")
    @one_line_errors
    def forget(name: str, yes: bool) -> None:  # noqa: FBT001 - click hands it over
        """Remove the LINE account, chats and drafts of NAME (code or full name) for ever.

        Submitted reports and certifications stay: they are official records.
        """
        with office.database.read() as connection:
            person_id = _named(connection, name)
        if not yes:
            click.confirm(f"ลบข้อมูลของ {name} ใช่หรือไม่", abort=True)
        with office.database.write() as connection:
            person = whose(connection, person_id)
            Forget(person, office.clock.now(), Channel.COMMAND).apply(connection)
        click.echo(f"ลบข้อมูลของ {name} แล้ว รายงานที่ส่งแล้วยังอยู่")


def _named(connection: Connection, name: str) -> int:
    """The one person with this code, or else with this name; `NoSuchPersonError`."""
    wanted = " ".join(name.split())
    rows = connection.execute(select(Person.id, Person.code, Person.name)).all()
    found = [row for row in rows if row.code == wanted]
    found = found or [row for row in rows if " ".join(row.name.split()) == wanted]
    if len(found) == 1:
        return int(found[0].id)
    if found:
        codes = ", ".join(row.code for row in found)
        raise NoSuchPersonError(f"มีชื่อ {wanted} หลายคน ใช้รหัสแทน: {codes}")
    raise NoSuchPersonError(f"ไม่มีบุคลากรรหัสหรือชื่อ {wanted}")


def _write_csv(path: Path, made: Sequence[Invitation]) -> None:
    """UTF-8 with a mark, so that Excel shows Thai; nothing a spreadsheet would compute."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in made:
        row = (one.person_code, one.name, one.code, one.link)
        writer.writerow([harmless(text) for text in row])
    with writing(path, mode=SECRET) as target:
        target.write(out.getvalue().encode("utf-8-sig"))


def _print(made: Sequence[Invitation]) -> None:
    for one in made:
        click.echo(f"{one.person_code}  {one.name}  ลงทะเบียน {one.code}")
        if one.link:
            click.echo(one.link)
            click.echo(invitation.qr_for_terminal(one.link))


def _office_name(office: Office) -> str:
    with office.database.read() as connection:
        newest = select(Plan.office_name).order_by(Plan.fiscal_year.desc()).limit(1)
        return connection.execute(newest).scalar() or ""
