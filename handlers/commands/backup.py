"""`flask backup` and `flask restore`: everything an office has, in one file."""

import shutil
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import click
from click import Group
from pydantic import BaseModel
from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from bot.filestore import NoSuchFileError
from bot.office import Office
from handlers.commands.files import refuse_to_overwrite, writing
from handlers.commands.tools import one_line_errors
from models import archive, closed_days, schema
from models.errors import KaonaError
from models.progress import StoredFile

MANIFEST: Final = "backup.json"
FILES: Final = "files/"
BACKUP = click.Path(dir_okay=False, path_type=Path)


class BackupError(KaonaError):
    """The backup cannot be made or restored."""


class Manifest(BaseModel):
    """What a backup holds: the migration its rows belong to, rows of each table, files."""

    revision: str
    taken_at: str
    rows: dict[str, int]
    files: int


@dataclass(frozen=True)
class Counted:
    """What was written: rows, files, and files the database knows that are not in the store."""

    rows: int
    files: int
    missing: int = 0


def register(cli: Group, office: Office) -> None:
    """Add the commands."""

    @cli.command("backup")
    @click.argument("file", type=BACKUP)
    @one_line_errors
    def backup(file: Path) -> None:
        """Write everything the office has into FILE.zip, while Kaona runs (สำรองข้อมูล)."""
        refuse_to_overwrite(file)
        with writing(file, mode=0o600) as target:
            counted = back_up(office, target)
        click.echo(f"สำรองข้อมูลแล้ว: {file} ({counted.rows:,} แถว {counted.files:,} ไฟล์)")
        if counted.missing:
            click.echo(f"ข้อสังเกต: ไม่พบไฟล์ที่ควรมี {counted.missing:,} ไฟล์ในที่เก็บไฟล์")

    @cli.command("restore")
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @one_line_errors
    def restore_(file: Path) -> None:
        """Fill an empty database, of either kind, from FILE.zip (กู้คืนข้อมูล)."""
        schema.upgrade(office.database)
        counted = restore(office, file)
        click.echo(f"กู้คืนแล้ว: {counted.rows:,} แถว {counted.files:,} ไฟล์")


def back_up(office: Office, target: BinaryIO) -> Counted:
    """Write the backup: rows of one moment, then the files they name."""
    with ZipFile(target, "w", ZIP_DEFLATED) as pack:
        with office.database.read() as connection:
            revision = schema.revision_of(connection)
            if revision is None:
                raise BackupError("ฐานข้อมูลยังว่างอยู่ ไม่มีอะไรให้สำรอง")
            if schema.is_ahead(connection):  # what is packed is what this program knows
                revision = schema.newest_revision() or revision
            rows = {table.name: _pack(pack, connection, table.name) for table in archive.TABLES}
            digests = connection.scalars(select(StoredFile.digest)).all()
        files = sum(_pack_file(pack, office, digest) for digest in digests)
        manifest = Manifest(
            revision=revision,
            taken_at=office.clock.now().isoformat(),
            rows=rows,
            files=files,
        )
        pack.writestr(MANIFEST, manifest.model_dump_json(indent=1))
    return Counted(sum(rows.values()), files, len(digests) - files)


def restore(office: Office, file: Path) -> Counted:
    """Load a backup: the files first, then all rows or none; `BackupError` in one line."""
    try:
        with ZipFile(file) as pack:
            manifest = _manifest(pack)
            with office.database.write() as connection:
                closed_days.drop_filled(connection)  # `flask init` put them there by itself
                if not archive.is_empty(connection):
                    raise BackupError("ฐานข้อมูลนี้มีข้อมูลอยู่แล้ว ตั้ง DATABASE_URL เป็นฐานข้อมูลว่างก่อนกู้คืน")
                files = sum(_unpack_file(pack, office, one) for one in pack.infolist())
                rows = sum(_unpack(pack, connection, name) for name in manifest.rows)
                if rows != sum(manifest.rows.values()) or files != manifest.files:
                    raise BackupError(f"ไฟล์สำรอง {file} ไม่ครบ")
                archive.count_on(connection)
    except IntegrityError as error:
        raise BackupError(f"ไฟล์สำรอง {file} ไม่ครบ") from error
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise BackupError(f"อ่านไฟล์สำรอง {file} ไม่ได้: {type(error).__name__}") from error
    return Counted(rows, files)


def _manifest(pack: ZipFile) -> Manifest:
    manifest = Manifest.model_validate_json(pack.read(MANIFEST))
    newest = schema.newest_revision()
    if manifest.revision != newest:
        raise BackupError(
            f"ไฟล์สำรองมาจากโปรแกรมรุ่นฐานข้อมูล {manifest.revision} แต่โปรแกรมนี้เป็นรุ่น {newest}: "
            "กู้คืนด้วยโปรแกรมรุ่นเดิม แล้วจึงอัปเกรดด้วย flask init"
        )
    return manifest


def _pack(pack: ZipFile, connection: Connection, name: str) -> int:
    packed = 0
    with pack.open(_rows_of(name), "w", force_zip64=True) as target:
        for line in archive.lines(connection, schema.METADATA.tables[name]):
            target.write(line)
            packed += 1
    return packed


def _unpack(pack: ZipFile, connection: Connection, name: str) -> int:
    with pack.open(_rows_of(name)) as rows:
        return archive.load(connection, schema.METADATA.tables[name], rows)


def _rows_of(name: str) -> str:
    return f"rows/{name}.jsonl"


def _pack_file(pack: ZipFile, office: Office, digest: str) -> bool:
    try:
        content = office.files.open(digest)
    except NoSuchFileError:
        return False
    with content, pack.open(ZipInfo(FILES + digest), "w", force_zip64=True) as target:
        shutil.copyfileobj(content, target)
    return True


def _unpack_file(pack: ZipFile, office: Office, info: ZipInfo) -> bool:
    """Files lie under the hash of their content, so a spoiled one is noticed here."""
    if not info.filename.startswith(FILES):
        return False
    stored = office.files.put(BytesIO(pack.read(info)))
    if stored.digest != info.filename.removeprefix(FILES):
        raise BackupError("ไฟล์แนบในไฟล์สำรองเสียหาย")
    return True
