"""`flask people`: invite codes, on the screen, as CSV, as a sheet to print and cut."""

import csv
from collections.abc import Sequence
from pathlib import Path

import click
from click import Group
from sqlalchemy import select

from bot.office import Office
from handlers import invitation
from handlers.commands.tools import one_line_errors
from handlers.invitation import Invitation
from models.plan import Plan

FILE = click.Path(dir_okay=False, path_type=Path)
COLUMNS = ("รหัส", "ชื่อ-สกุล", "รหัสเชิญ", "ลิงก์")


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
            sheet.write_text(invitation.sheet(made, _office_name(office)), encoding="utf-8")
        if not table and not sheet:
            _print(made)
        click.echo(f"{len(made)} invite codes, good for 30 days.")
        if not basic_id:
            click.echo("No links: set LINE_BASIC_ID (the bot's @id) to get them.")


def _write_csv(path: Path, made: Sequence[Invitation]) -> None:
    """UTF-8 with a mark at the start, so that Excel shows Thai."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows((one.person_code, one.name, one.code, one.link) for one in made)


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
