"""Signing in to the console as each role, with a browser that keeps its cookies."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from bot.office import Office
from tests.golden import samut_sakhon
from tests.office_sample import Town

PLANNER, DIRECTOR, FINANCE, EXECUTIVE, OWNER = "ฉ01", "ก06", "จ02", "ช01", "ก02"
BASE = "https://kaona.example.go.th"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
LINK = re.compile(r"https://kaona\.example\.go\.th(/console/enter/[0-9A-Z]+)")


@dataclass
class Desk:
    """A browser at somebody's desk: pages are looked at and their forms sent, with their token."""

    town: Town
    client: FlaskClient
    page: str = ""
    status: int = 0
    at: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def look(self, path: str) -> "Desk":
        """Open an address, and go where it sends one."""
        return self._show(self.client.get(path, base_url=BASE, follow_redirects=True))

    def send(self, path: str, **fields: Any) -> "Desk":
        """Send a form of the page in sight."""
        token = TOKEN.search(self.page)
        fields.setdefault("csrf_token", token.group(1) if token else "")
        answer = self.client.post(
            path,
            base_url=BASE,
            data=fields,
            headers={"Referer": f"{BASE}{self.at}"},
            follow_redirects=True,
        )
        return self._show(answer)

    def _show(self, answer: TestResponse) -> "Desk":
        self.status, self.headers = answer.status_code, dict(answer.headers)
        self.page = answer.get_data().decode(errors="replace")
        self.at = answer.request.path
        return self

    @property
    def text(self) -> str:
        """What there is to read, without the marks."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.page)).split())


def link_of(town: Town, code: str) -> str:
    """The path of the newest sign-in link in somebody's chat."""
    said = str([message.body for message in town.person(code).chat.from_bot])
    return str(LINK.findall(said)[-1])


def desk_of(town: Town, code: str) -> Desk:
    """Somebody signs in by the way of the chat."""
    person = town.registered(code)
    person.say("แดชบอร์ด")
    desk = Desk(town, town.app.test_client()).look(link_of(town, code))
    return desk.send(urlsplit(link_of(town, code)).path)


@pytest.fixture
def planner(sample: Town) -> Desk:
    return desk_of(sample, PLANNER)


@pytest.fixture
def nobody(sample: Town) -> Desk:
    return Desk(sample, sample.app.test_client())


@dataclass
class Statements:
    """Counts statements while it is asked to."""

    office: Office
    counted: int = 0

    def __enter__(self) -> "Statements":
        self.counted = 0
        event.listen(self.office.database.engine, "before_cursor_execute", self._count)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self.office.database.engine, "before_cursor_execute", self._count)

    def _count(self, connection: object, cursor: object, statement: str, *_: object) -> None:
        self.counted += not statement.startswith(("BEGIN", "PRAGMA"))


@pytest.fixture
def statements(sample: Town) -> Statements:
    return Statements(sample.office)


def hand_in(town: Town) -> None:
    """The seventeen forms of the seed."""
    with town.office.database.write() as connection:
        samut_sakhon.hand_in(connection)
