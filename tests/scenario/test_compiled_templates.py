"""Templates are compiled once on a machine; where that cannot be, pages come all the same."""

from pathlib import Path
from typing import Any, NoReturn

import pytest

from bot.office import Office
from handlers import web_app
from handlers.web.compiled_templates import Kept

PAGE = "/console/"
"""Nobody is signed in: a page of its own, in the console's frame."""


def compiling(*_: Any, **__: Any) -> NoReturn:
    pytest.fail("a template was compiled again")


def test_what_one_process_compiled_the_next_one_takes(office: Office, tmp_path: Path) -> None:
    first, second = (web_app.create(office) for _ in range(2))
    for app in (first, second):
        app.jinja_env.bytecode_cache = Kept(str(tmp_path))
    page = first.test_client().get(PAGE)
    assert page.status_code == 401
    assert list(tmp_path.iterdir())
    second.jinja_env.compile = compiling  # type: ignore[method-assign]
    assert second.test_client().get(PAGE).text == page.text


def test_a_folder_that_cannot_be_written_costs_no_page(office: Office, tmp_path: Path) -> None:
    app = web_app.create(office)
    app.jinja_env.bytecode_cache = Kept(str(tmp_path / "gone"))
    assert app.test_client().get(PAGE).status_code == 401


def test_the_program_keeps_them(office: Office) -> None:
    assert isinstance(web_app.create(office).jinja_env.bytecode_cache, Kept)
