"""`flask report export`: the official tables of a round as files."""

from pathlib import Path

import click
from click import Group

from bot.office import Office
from handlers.commands.files import FileError, write_file
from handlers.commands.tools import one_line_errors
from models.errors import KaonaError
from models.fiscal import RoundCode
from models.plan import TableStyle
from reports.official import official_report
from reports.outputs import OUTPUTS
from reports.outputs.publication import Publication
from reports.picture import RoundPicture
from reports.reading import picture_of

DIRECTORY = click.Path(file_okay=False, path_type=Path)
STYLES = click.Choice([style.value for style in TableStyle])


class NoSuchGroupError(KaonaError):
    """There is no such group in the plan."""


def register(cli: Group, office: Office) -> None:
    """Add the commands."""

    @cli.group("report")
    def report() -> None:
        """The official report (รายงานผล)."""

    @report.command("export")
    @click.argument("code")
    @click.option("--to", "folder", type=DIRECTORY, required=True, help="Where the files go.")
    @click.option("--group", "groups", multiple=True, help="Only this group's code; repeatable.")
    @click.option("--style", type=STYLES, help="Whose tables; default: the plan's own.")
    @one_line_errors
    def export(code: str, folder: Path, groups: tuple[str, ...], style: str | None) -> None:
        """Write all documents of the round CODE, like 2567-Q2."""
        with office.database.read() as connection:
            picture = picture_of(connection, RoundCode.parse(code))
        made = official_report(_chosen(picture, frozenset(groups), style))
        _make(folder)
        for name, write in OUTPUTS.items():
            write_file(folder / name, write(Publication(made)))
            click.echo(f"เขียน {folder / name} แล้ว")
        click.echo(
            f"{len(made.tables)} ตาราง {len(made.picture.projects):,} โครงการ"
            f" ข้อสังเกต {len(made.findings):,} เรื่อง"
        )


def _chosen(picture: RoundPicture, groups: frozenset[str], style: str | None) -> RoundPicture:
    if style:
        picture = picture.in_style(TableStyle(style))
    known = [group.code for group in picture.groups]
    if unknown := sorted(groups - set(known)):
        raise NoSuchGroupError(f"ไม่มีกลุ่ม {', '.join(unknown)} มี: {', '.join(known)}")
    return picture.of_groups(groups) if groups else picture


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"สร้างโฟลเดอร์ {folder} ไม่ได้: {error.strerror}") from None
