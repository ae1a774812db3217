"""`flask finance import`: the finance group's disbursement figures from a workbook."""

from pathlib import Path

import click
from click import Group

from bot.clock import today
from bot.office import Office
from handlers.commands.files import WORKBOOK_IN, opened
from handlers.commands.tools import one_line_errors
from models.audit import Channel
from workbooks.disbursement_reader import read_disbursements
from workbooks.disbursement_store import FigureChanges, import_disbursements, preview_disbursements


def register(cli: Group, office: Office) -> None:
    """Add the commands."""

    @cli.group("finance")
    def finance() -> None:
        """The finance group's figures (ยอดเบิกจ่าย)."""

    @finance.command("import")
    @click.argument("file", type=WORKBOOK_IN)
    @click.option("--dry-run", is_flag=True, help="Show what would change, change nothing.")
    @one_line_errors
    def import_(file: Path, dry_run: bool) -> None:  # noqa: FBT001 - click hands it by name
        """Check the workbook FILE (sheet เบิกจ่าย) and record its figures, all or nothing."""
        changes = _import(office, file, write=not dry_run)
        for line in (*changes.lines, *(f"ข้อสังเกต: {remark}" for remark in changes.remarks)):
            click.echo(line)
        if changes.missing:
            click.echo(f"ไม่มีในไฟล์ {len(changes.missing)} โครงการ: {', '.join(changes.missing)}")
        done = "ยังไม่ได้นำเข้า (ดูอย่างเดียว)" if dry_run else "นำเข้าแล้ว"
        click.echo(f"{done}: {changes.summary}")


def _import(office: Office, file: Path, *, write: bool) -> FigureChanges:
    with opened(file) as stream:
        figures = read_disbursements(stream)
    day = today(office.clock)
    if not write:
        with office.database.read() as connection:
            return preview_disbursements(connection, figures, today=day)
    with office.database.write() as connection:
        return import_disbursements(
            connection, figures, today=day, at=office.clock.now(), channel=Channel.COMMAND
        )
