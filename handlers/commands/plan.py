"""`flask plan template|import|export`: the year's plan as a workbook."""

from pathlib import Path

import click
from click import Group

from bot.office import Office
from handlers.commands.files import (
    WORKBOOK_IN,
    WORKBOOK_OUT,
    opened,
    refuse_to_overwrite,
    write_file,
)
from handlers.commands.tools import one_line_errors
from models.audit import Channel
from workbooks.differences import Differences
from workbooks.plan import NoPlanError
from workbooks.plan_load import load_plan, newest_year
from workbooks.plan_reader import read_plan
from workbooks.plan_remarks import remarks
from workbooks.plan_store import import_plan, preview_plan


def register(cli: Group, office: Office) -> None:
    """Add the commands."""

    @cli.group("plan")
    def plan() -> None:
        """The year's plan as a workbook (แผนปฏิบัติการประจำปี)."""

    @plan.command("template")
    @click.argument("file", type=WORKBOOK_OUT)
    @click.option("--force", is_flag=True, help="Overwrite FILE.")
    @one_line_errors
    def template(file: Path, force: bool) -> None:  # noqa: FBT001 - click hands it by name
        """Write an empty plan workbook to fill in (แบบฟอร์มแผน)."""
        from workbooks.plan_writer import write_template

        if not force:
            refuse_to_overwrite(file)
        write_file(file, write_template())
        click.echo(f"สร้างแบบฟอร์มแผนแล้ว: {file}")

    @plan.command("import")
    @click.argument("file", type=WORKBOOK_IN)
    @click.option("--dry-run", is_flag=True, help="Show what would change, change nothing.")
    @one_line_errors
    def import_(file: Path, dry_run: bool) -> None:  # noqa: FBT001 - click hands it by name
        """Check the plan workbook FILE and store what it changes, all or nothing (นำเข้าแผน)."""
        _import(office, file, write=not dry_run)

    @plan.command("export")
    @click.argument("file", type=WORKBOOK_OUT)
    @click.option("--year", type=int, help="Fiscal year (B.E.); default: the newest.")
    @one_line_errors
    def export(file: Path, year: int | None) -> None:
        """Write the stored plan into the workbook FILE (ส่งออกแผน)."""
        _export(office, file, year)


def _import(office: Office, file: Path, *, write: bool) -> None:
    with opened(file) as stream:
        plan = read_plan(stream)
    for remark in remarks(plan):
        click.echo(f"ข้อสังเกต: {remark}")
    if write:
        with office.database.write() as connection:
            at = office.clock.now()
            differences = import_plan(connection, plan, at=at, channel=Channel.COMMAND)
    else:
        with office.database.read() as connection:
            differences = preview_plan(connection, plan)
    _tell(differences, "นำเข้าแล้ว" if write else "ยังไม่ได้นำเข้า (ดูอย่างเดียว)")


def _tell(differences: Differences, done: str) -> None:
    for line in differences.lines:
        click.echo(line)
    click.echo(f"{done}: {differences.summary}")


def _export(office: Office, file: Path, year: int | None) -> None:
    from workbooks.plan_writer import write_plan

    with office.database.read() as connection:
        wanted = year or newest_year(connection)
        if wanted is None:
            raise NoPlanError
        plan = load_plan(connection, wanted)
    year = plan.facts.fiscal_year
    write_file(file, write_plan(plan))
    click.echo(f"ส่งออกแผนปี {year} แล้ว: {file}")
