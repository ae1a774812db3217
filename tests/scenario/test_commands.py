"""Commands end with status 0, or with one clear line and another status."""

import csv
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

import wsgi
from bot.office import Office
from models.database import BadDatabaseUrlError
from models.people import Person
from tests.office_sample import load

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = [
    ["inbox", "list"],
    ["inbox", "retry"],
    ["inbox", "retry", "01HNEVERSEEN"],
    ["people", "invite"],
    ["round", "list"],
    ["round", "late", "2567-Q2"],
    ["rules", "list"],
    ["closed-days", "list"],
    ["tick"],
    ["send", "--once"],
]
SETTINGS = {
    "SECRET_KEY": "key",
    "LINE_CHANNEL_SECRET": "secret",
    "LINE_CHANNEL_ACCESS_TOKEN": "token",
    "LINE_API_BASE_URL": "http://127.0.0.1:1",
    "LINE_BASIC_ID": "@kaona",
}


def run(words: list[str], environ: Mapping[str, str]) -> Any:
    return wsgi.create_app(environ).test_cli_runner().invoke(args=words)


def assert_one_line_error(done: Any) -> None:
    assert done.exit_code == 1
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert done.output.startswith("Error: ")
    assert done.output.count("\n") == 1


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_on_a_database_not_set_up_it_is_said_what_to_do(words: list[str], tmp_path: Path) -> None:
    environ = {**SETTINGS, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.db"}
    done = run(words, environ)
    assert_one_line_error(done)
    assert "flask init" in done.output


@pytest.mark.parametrize("words", [*COMMANDS, ["init"], ["serve"], ["demo"]], ids=" ".join)
def test_a_database_that_cannot_be_opened_is_one_line(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert_one_line_error(run(words, {**SETTINGS, "DATABASE_URL": f"sqlite:///{tmp_path}/folder"}))


def test_a_postgresql_that_does_not_answer_is_one_line() -> None:
    environ = {**SETTINGS, "DATABASE_URL": "postgresql://postgres@127.0.0.1:1/nothing"}
    assert_one_line_error(run(["inbox", "list"], environ))


def test_a_database_in_a_place_that_cannot_be_made_is_named() -> None:
    with pytest.raises(BadDatabaseUrlError, match="DATABASE_URL"):
        wsgi.create_app({"DATABASE_URL": "sqlite:////dev/null/kaona.db"})


def test_after_init_they_all_work(tmp_path: Path) -> None:
    environ = {**SETTINGS, "DATABASE_URL": f"sqlite:///{tmp_path}/kaona.db"}
    assert run(["init"], environ).exit_code == 0
    assert run(["init"], environ).exit_code == 0
    for words in (["inbox", "list"], ["inbox", "retry"], ["people", "invite"], ["send", "--once"]):
        done = run(words, environ)
        assert (done.exit_code, done.exception) == (0, None), words


@pytest.mark.parametrize("missing", ["SECRET_KEY", "LINE_CHANNEL_SECRET"])
def test_serve_names_the_setting_it_lacks(missing: str, tmp_path: Path) -> None:
    environ = {**SETTINGS, missing: "", "DATABASE_URL": f"sqlite:///{tmp_path}/kaona.db"}
    done = run(["serve"], environ)
    assert_one_line_error(done)
    assert missing in done.output


def test_serve_on_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        url = f"sqlite:///{tmp_path}/kaona.db"
        environ = {**SETTINGS, "DATABASE_URL": url, "PORT": str(port)}
        done = subprocess.run(
            [sys.executable, "-m", "flask", "serve", "--host", "127.0.0.1"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], **environ},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"Error: Port {port} ")
    assert "Traceback" not in done.stderr


def test_every_command_helps(tmp_path: Path) -> None:
    app = wsgi.create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/kaona.db"})
    for name in ("init", "demo", "serve", "plan", "people", "finance", "round", "send", "inbox"):
        done = app.test_cli_runner().invoke(args=[name, "--help"])
        assert done.exit_code == 0, name


def test_understand_answers_line_by_line_and_names_a_line_that_is_no_json(tmp_path: Path) -> None:
    app = wsgi.create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/kaona.db"})
    good = '{"text": "เสร็จแล้ว", "today": "2024-04-18", "projects": []}\n'
    done = app.test_cli_runner().invoke(args=["understand"], input=f"{good}\n{good}")
    assert (done.exit_code, done.output.count("\n")) == (0, 2)
    for bad in ("not JSON\n", "[]\n", "{}\n", '{"text": 1}\n', '{"text": "x", "today": "soon"}\n'):
        done = app.test_cli_runner().invoke(args=["understand"], input=bad)
        assert done.exit_code == 1, bad
        assert done.output.startswith("Error: line 1: "), (bad, done.output)


def test_invites_are_for_their_owners_eyes_and_compute_nothing(
    office: Office, tmp_path: Path
) -> None:
    """A code lets somebody in; a name in the plan may begin as a formula does."""
    load(office)
    with office.database.write() as connection:
        connection.execute(update(Person).where(Person.code == "ก02").values(name="=1+1"))
    for option, name in (("--csv", "invites.csv"), ("--sheet", "invites.html")):
        file = tmp_path / name
        done = (
            wsgi.app_of(office)
            .test_cli_runner()
            .invoke(args=["people", "invite", option, str(file)])
        )
        assert done.exit_code == 0, done.output
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = (tmp_path / "invites.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(written.splitlines()))
    assert {row["ชื่อ-สกุล"] for row in rows if row["รหัส"] == "ก02"} == {"'=1+1"}
