"""Links that let somebody see something: guessed, changed, of another kind, from another host."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.file_links import FileLinks
from bot.ids import UNMISTAKABLE
from models.console_access import TOKEN_LENGTH
from models.invites import CODE_LENGTH, LOCKED_FOR, TRIES
from tests.office_sample import Town, sqlite_town
from tests.scenario.console.conftest import BASE, PLANNER, Desk, desk_of

EVIL = "https://evil.example"
KINDS = ("", "exports/", "forms/", "mine/")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Looked at only."""
    with sqlite_town(Path(tmp_path_factory.mktemp("links"))) as served:
        served.registered("ก02")
        yield served


def paths(town: Town) -> list[str]:
    """A good link of each kind."""
    links = FileLinks(town.office)
    made = [links.to_evidence(1), links.to_export("x"), links.to_form("x"), links.to_own_data(2)]
    return [urlsplit(one or "").path for one in made]


def test_a_link_with_any_letter_changed_shows_nothing(town: Town) -> None:
    client = town.app.test_client()
    good = paths(town)[3]
    assert client.get(good).status_code == 200
    for place in range(len("/files/mine/"), len(good) - 1):
        other = "A" if good[place] != "A" else "B"
        assert client.get(good[:place] + other + good[place + 1 :]).status_code == 404


def test_a_link_of_one_kind_opens_no_other(town: Town) -> None:
    client = town.app.test_client()
    for path in paths(town):
        token = path.rsplit("/", 1)[1]
        for kind in KINDS:
            address = f"/files/{kind}{token}"
            if address != path:
                assert client.get(address).status_code == 404, address


@pytest.mark.parametrize("token", ["1", "../1", "%2e%2e%2f1", "a" * 5000, ".", "-", "eyJ9", "%00"])
def test_what_is_no_link_shows_nothing(town: Town, token: str) -> None:
    for kind in KINDS:
        assert town.app.test_client().get(f"/files/{kind}{token}").status_code in (404, 400)


def test_guessing_takes_longer_than_anything_lives() -> None:
    """Sign-in links and sessions: 2^198. Invite codes: five tries a quarter of an hour, 30 days."""
    assert len(UNMISTAKABLE) ** TOKEN_LENGTH > 2**190
    tries = TRIES * 30 * 24 * 3600 / LOCKED_FOR.total_seconds()
    office, attackers = 100, 1000
    assert tries * office * attackers / len(UNMISTAKABLE) ** CODE_LENGTH < 0.01


def test_nothing_is_made_of_the_host_somebody_claims(town: Town) -> None:
    """Links are made from PUBLIC_BASE_URL, and a page leads to its own host only."""
    client = town.app.test_client()
    for path in ("/console/", "/console/overview", "/files/x", "/healthz", *paths(town)):
        for headers in ({}, {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}):
            answer = client.get(path, base_url=EVIL, headers=headers)
            assert "evil" not in answer.get_data().decode(errors="replace")
            assert "evil" not in str(answer.headers)


def test_no_page_leads_elsewhere(town: Town) -> None:
    desk = desk_of(town, PLANNER)
    for path in ("/console/?next=//evil.example", "/console//evil.example", "//evil.example/"):
        answer = desk.client.get(path, base_url=BASE)
        assert urlsplit(answer.headers.get("Location", "")).netloc in ("", urlsplit(BASE).netloc)


def test_private_answers_are_kept_nowhere_and_framed_by_nobody(town: Town) -> None:
    desk: Desk = desk_of(town, PLANNER)
    for path in ("/console/overview", "/console/trail.csv", "/console/nowhere", *paths(town)[1:]):
        headers = desk.client.get(path, base_url=BASE).headers
        assert "no-store" in headers["Cache-Control"], path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "DENY", path
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path
        assert "Server" not in headers or "Werkzeug" not in headers["Server"]
