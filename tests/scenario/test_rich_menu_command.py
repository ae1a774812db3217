"""`flask line richmenu`, as an operator types it: a process of its own, against the simulator."""

import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import delete

from bot.menus import REGISTER
from models.people import PersonRole, Role
from simulator.rich_menu import RichMenu
from tests.office_sample import Town

ROOT = Path(__file__).resolve().parents[2]


def typed(sample: Town, *, token: str = "") -> subprocess.CompletedProcess[str]:
    """The command with the settings of an operator's `.env`, and what it printed."""
    settings = sample.office.settings
    database = sample.office.database.engine.url.render_as_string(hide_password=False)
    return subprocess.run(
        [sys.executable, "-m", "flask", "line", "richmenu"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "SECRET_KEY": settings.secret_key,
            "LINE_CHANNEL_SECRET": settings.line_channel_secret,
            "LINE_CHANNEL_ACCESS_TOKEN": token or settings.line_channel_access_token,
            "LINE_API_BASE_URL": sample.address,
            "LINE_DATA_API_BASE_URL": sample.address,
            "DATABASE_URL": database,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def words(sample: Town, code: str) -> list[str]:
    menu = sample.platform.rich_menus.shown_to(sample.person(code).user_id)
    assert isinstance(menu, RichMenu)
    assert menu.image
    return [area["action"]["text"] for area in menu.spec["areas"]]


def test_the_command_makes_menus_keeps_them_and_removes_the_old(sample: Town) -> None:
    for code in ("ก02", "จ02", "ช01"):
        sample.registered(code)
    first = typed(sample)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == "Rich menus: 4 made, 0 kept, 0 removed; shown to 3 people\n"
    assert words(sample, "ก02")[0] == "รายงาน"
    assert words(sample, "ช01")[0] == "สรุป"
    assert words(sample, "ข01") == [REGISTER.word]
    again = typed(sample)
    assert again.stdout == "Rich menus: 0 made, 4 kept, 0 removed; shown to 3 people\n"
    with sample.office.database.write() as connection:
        connection.execute(delete(PersonRole).where(PersonRole.role == Role.EXECUTIVE))
    later = typed(sample)
    assert later.stdout == "Rich menus: 1 made, 3 kept, 1 removed; shown to 3 people\n"
    assert sample.platform.refused == []


def test_a_wrong_token_is_one_line_and_changes_nothing(sample: Town) -> None:
    done = typed(sample, token="of-somebody-else")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    assert sample.platform.rich_menus.all() == []
