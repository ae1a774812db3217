"""`flask report`: the documents of a round as files, and the templates they are built from."""

from pathlib import Path

import click
from click import Group

from bot.office import Office
from handlers.commands.files import FileError, write_file
from handlers.commands.tools import one_line_errors
from models.audit import Channel
from models.document_templates import TemplateKind
from models.exports import ExportRequest
from models.plan import TableStyle
from reports import exports, templates
from reports.outputs import OUTPUTS

DIRECTORY = click.Path(file_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
OLD_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
STYLES = click.Choice([style.value for style in TableStyle])
KINDS = click.Choice([kind.value for kind in TemplateKind])


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
    @click.option("--thai-digits", is_flag=True, help="Thai digits in Word and PDF.")
    @one_line_errors
    def export(
        code: str, folder: Path, groups: tuple[str, ...], style: str | None, *, thai_digits: bool
    ) -> None:
        """Write all documents of the round CODE, like 2567-Q2."""
        wanted = TableStyle(style) if style else None
        request = ExportRequest(code, "", groups, wanted, thai_digits)
        with office.database.read() as connection:
            source = exports.read_source(connection, request)
        _make(folder)
        publication = exports.publication_of(office, source, thai_digits=thai_digits)
        for place, (name, write) in enumerate(OUTPUTS.items(), start=1):
            write_file(folder / name, write(publication))
            click.echo(f"{place}/{len(OUTPUTS)} เขียน {folder / name} แล้ว")
        made = publication.report
        click.echo(
            f"{len(made.tables)} ตาราง {len(made.picture.projects):,} โครงการ"
            f" ข้อสังเกต {len(made.findings):,} เรื่อง"
        )

    @report.command("template")
    @click.argument("kind", type=KINDS)
    @click.option("--write", "new", type=NEW_FILE, help="Write the built-in one, to be changed.")
    @click.option("--use", "own", type=OLD_FILE, help="Build documents from this from now on.")
    @click.option("--reset", is_flag=True, help="Go back to the built-in one.")
    @one_line_errors
    def template(kind: str, new: Path | None, own: Path | None, *, reset: bool) -> None:
        """The Word template of KIND (แม่แบบเอกสาร): write, use, or reset."""
        if (new is not None) + (own is not None) + reset != 1:
            raise click.UsageError("Say one of --write, --use, --reset")
        wanted = TemplateKind(kind)
        if new is not None:
            write_file(new, templates.built_in(wanted))
            click.echo(f"เขียน {new} แล้ว")
        elif own is not None:
            content = own.read_bytes()
            templates.use(office, wanted, content, own.name, set_by=None, channel=Channel.COMMAND)
            click.echo(f"ใช้แม่แบบ {own.name} แล้ว")
        else:
            templates.use_built_in(office, wanted, set_by=None, channel=Channel.COMMAND)
            click.echo("กลับไปใช้แม่แบบของระบบแล้ว")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"สร้างโฟลเดอร์ {folder} ไม่ได้: {error.strerror}") from None
