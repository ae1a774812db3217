"""The documents name what is there: commands, options, settings, dependencies, files linked to."""

import re
from collections.abc import Iterator
from dataclasses import fields
from importlib.metadata import files, metadata
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

import wsgi
from bot.settings import Settings
from tests import as_deployed

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "samples/README.md",
    ROOT / "tests/transcripts/README.md",
    *sorted(DOCS.rglob("*.md")),
]
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def read(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def commands(group: click.Group, path: str = "flask") -> Iterator[tuple[str, click.Command]]:
    inside = click.Context(group)
    for name in group.list_commands(inside):
        command = group.get_command(inside, name)
        assert command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def test_every_command_is_in_the_reference_with_its_options(tmp_path: Path) -> None:
    app = wsgi.create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/kaona.db"})
    text = read("reference/commands.md")
    for path, command in commands(app.cli):
        assert f"`{path}" in text, path
        for option in command.params:
            if isinstance(option, click.Option):
                assert f"`{option.opts[-1]}" in text, f"{path} {option.opts[-1]}"


def test_the_reference_names_no_command_that_is_not_there(tmp_path: Path) -> None:
    app = wsgi.create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/kaona.db"})
    known = {path for path, _ in commands(app.cli)} | {"flask run", "flask shell", "flask routes"}
    said = re.findall(r"`(flask [a-z-]+(?: [a-z]+)?)", read("reference/commands.md"))
    assert set(said) <= known


def test_every_setting_is_in_the_reference_with_its_default() -> None:
    rows = {
        line.split("`")[1]: line
        for line in read("reference/settings.md").splitlines()
        if line.startswith("| `")
    }
    for setting in fields(Settings):
        row = rows[setting.name.upper()]
        assert (str(setting.default) or "not set") in row, setting.name


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_direct_dependency_is_there_with_version_and_licence(file: str) -> None:
    rows = {
        line.split("|")[1].split("(")[0].strip(): line
        for line in read("dependencies.md").splitlines()
        if line.startswith("|")
    }
    own = (ROOT / file).read_text(encoding="utf-8").split("\n\n# What those bring along")[0]
    for name, version in re.findall(r"^([A-Za-z0-9-]+)(?:\[\w+\])?==(\S+)$", own, re.MULTILINE):
        assert f"| {version} |" in rows[name], f"{name} {version}"
        assert licence(name) in rows[name], name


def licence(name: str) -> str:
    """As the package declares it; the most precise of the four places there are for it."""
    declared = metadata(name)
    written = str(declared["License-Expression"] or declared["License"] or "")
    if written and not written.startswith("Copyright"):  # some put the whole text there
        return written.splitlines()[0]
    classifiers: list[str] = declared.get_all("Classifier") or []
    found = [one for one in classifiers if one.startswith("License")]
    if found:
        return found[0].rsplit(" :: ", 1)[-1].removesuffix(" License")
    text = next(one for one in files(name) or () if one.name == "LICENSE").read_text()
    return text.splitlines()[0].removesuffix(" License")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://")):
            continue
        name, _, place = unquote(link).partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        if place:
            assert place in anchors(target), link


def anchors(page: Path) -> set[str]:
    """The places in a page, as code hosts name them."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


def test_deployment_compiles_and_runs_the_program_as_the_soak_does() -> None:
    assert read("deploy.md").count(f"    kaona$ .venv/bin/python {as_deployed.COMPILE}\n") == 2
    for unit in ("kaona-web", "kaona-worker@"):
        for name, value in as_deployed.ENVIRON.items():
            assert f"\nEnvironment={name}={value}\n" in read(f"deploy/{unit}.service")
