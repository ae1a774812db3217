"""`flask rules ...`: what the office decides about reminders, summaries, rounds and targets."""

from decimal import Decimal, InvalidOperation

import click
from click import Group

from bot.office import Office
from handlers.commands.tools import one_line_errors
from models.audit import Channel
from models.fiscal import Period
from models.rules import DEFAULTS, MEANINGS, NAMES, change_rules, read_rules, written
from models.targets import QUARTERS, TargetError, read_targets, set_target


def register(cli: Group, office: Office) -> None:
    """Add the commands."""

    @cli.group("rules")
    def rules() -> None:
        """What the office decides about the clock (การตั้งค่าของสำนักงาน)."""

    @rules.command("list")
    @one_line_errors
    def list_() -> None:
        """List all rules with their values (รายการตั้งค่า)."""
        with office.database.read() as connection:
            stands = read_rules(connection)
        for name in NAMES:
            own = "" if getattr(stands, name) == getattr(DEFAULTS, name) else "  (สำนักงานกำหนดเอง)"
            click.echo(f"{name} = {written(stands, name) or '-'}  {MEANINGS[name]}{own}")

    @rules.command("set")
    @click.argument("name")
    @click.argument("value")
    @one_line_errors
    def set_(name: str, value: str) -> None:
        """Set the rule NAME to VALUE, like `remind_before 7,3,1,0` (เปลี่ยนการตั้งค่า)."""
        with office.database.write() as connection:
            before = read_rules(connection)
            after = before.with_text(name, value)
            change_rules(connection, before, after, at=office.clock.now(), channel=Channel.COMMAND)
        click.echo(f"{name} = {written(after, name) or '-'}")

    @rules.command("target")
    @click.argument("fiscal_year", type=int)
    @click.argument("quarter", type=click.Choice([one.value for one in QUARTERS]))
    @click.argument("percent")
    @one_line_errors
    def target(fiscal_year: int, quarter: str, percent: str) -> None:
        """Set a quarter's disbursement target, like `2567 Q2 52` (เป้าหมายเบิกจ่าย)."""
        share = None if percent == "-" else _percent(percent)
        with office.database.write() as connection:
            set_target(
                connection,
                fiscal_year,
                Period(quarter),
                share,
                at=office.clock.now(),
                channel=Channel.COMMAND,
            )
            stands = read_targets(connection, fiscal_year)
        shown = ", ".join(f"{one} ร้อยละ {stands[one]}" for one in QUARTERS if one in stands)
        click.echo(f"เป้าหมายการเบิกจ่าย {fiscal_year}: {shown or 'ยังไม่ได้กำหนด'}")


def _percent(written_: str) -> Decimal:
    try:
        return Decimal(written_.removesuffix("%"))
    except InvalidOperation:
        raise TargetError from None
