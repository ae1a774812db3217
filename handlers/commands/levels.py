"""`flask level judge|withdraw`: levels of progress that the planning group judges by hand."""

import click
from click import Group

from bot.office import Office
from handlers.commands.tools import one_line_errors
from models.audit import Channel
from models.fiscal import RoundCode
from models.level_overrides import JudgeLevel, Level

LEVELS = click.Choice([level.value for level in Level])


def register(cli: Group, office: Office) -> None:
    """Add the commands."""

    @cli.group("level")
    def level_() -> None:
        """Levels of progress judged by hand (ระดับการดำเนินการ)."""

    @level_.command("judge")
    @click.argument("code")
    @click.argument("project")
    @click.argument("level", type=LEVELS)
    @click.option("--because", required=True, help="Why; it stands under the table.")
    @one_line_errors
    def judge(code: str, project: str, level: str, because: str) -> None:
        """Judge the level of PROJECT in the open round CODE, like 2565-H1 1.2 บางส่วน."""
        named = str(RoundCode.parse(code))
        _write(office, named, project, Level(level), because)
        click.echo(f"โครงการ {project} รอบ {named}: {level}")

    @level_.command("withdraw")
    @click.argument("code")
    @click.argument("project")
    @click.option("--because", required=True, help="Why; it stands in the trail.")
    @one_line_errors
    def withdraw(code: str, project: str, because: str) -> None:
        """Let the level of PROJECT follow from its activities again."""
        named = str(RoundCode.parse(code))
        _write(office, named, project, None, because)
        click.echo(f"โครงการ {project} รอบ {named}: ใช้ระดับตามกิจกรรมที่รายงาน")


def _write(office: Office, code: str, project: str, level: Level | None, because: str) -> None:
    effect = JudgeLevel(
        round=code,
        project=project,
        level=level,
        reason=because,
        at=office.clock.now(),
        channel=Channel.COMMAND,
    )
    with office.database.write() as connection:
        effect.apply(connection)
