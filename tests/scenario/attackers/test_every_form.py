"""Every form of the console with odd values in every field, as everybody: never a fault of ours."""

import io
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert, update
from werkzeug.test import TestResponse

from models.messages import Delivery, EventState, InboundEvent, OutgoingMessage
from models.plan import Plan, TableStyle
from tests.office_sample import SAMPLES, Town, sqlite_town
from tests.scenario.attackers.forms import Found, form_key, read, rule_of, walk
from tests.scenario.attackers.oddities import MARK, ODD
from tests.scenario.attackers.writes import Writes
from tests.scenario.console.conftest import (
    BASE,
    DIRECTOR,
    EXECUTIVE,
    FINANCE,
    PLANNER,
    TOKEN,
    Desk,
    desk_of,
    hand_in,
)
from tests.scenario.console.test_plan import changed

BEGIN = "/console/overview"
ROUNDS = int(os.environ.get("KAONA_FUZZ", "1"))
"""How often over; each time every field meets other values."""
OF_REFUSALS = {"audit_entries"}
"""A try that is not allowed stands in the trail."""
LOSING = ("/console/sessions/", "/console/rounds/2567-Q2/close", "/console/plan/import")
"""After these what was stored before is no longer to be seen."""
Sendable = list[tuple[str, Any]]


@pytest.fixture
def lone(tmp_path: Path) -> Iterator[Town]:
    """Where one kind of database is enough."""
    with sqlite_town(tmp_path) as served:
        yield served


def desks(town: Town, *codes: str) -> list[Desk]:
    """Everybody signed in where levels are judged; something failed: so that all forms show."""
    with town.office.database.write() as connection:
        connection.execute(update(Plan).values(table_style=TableStyle.NAKHON_PATHOM))
    signed_in = [desk_of(town, code) for code in codes]
    hand_in(town)
    with town.office.database.write() as connection:
        now = town.office.clock.now()
        failed = {"webhook_event_id": "failed", "kind": "message", "state": EventState.FAILED}
        more = {"happened_at": now, "received_at": now, "payload": {}, "error": "x"}
        connection.execute(insert(InboundEvent).values(failed | more))
        connection.execute(update(OutgoingMessage).values(state=Delivery.FAILED, sent_at=None))
    return signed_in


def other_figures() -> bytes:
    """Finance's workbook with another amount."""
    book = load_workbook(SAMPLES / "samut_sakhon_2567_disbursements.xlsx")
    book.worksheets[0].cell(2, 3).value = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def uploaded(desk: Desk) -> Iterator[Found]:
    """The forms that follow an upload."""
    plan = changed(B3="ชื่อใหม่")
    figures = other_figures()
    for at, content in (("/console/plan", plan), ("/console/disbursements", figures)):
        desk.look(at).send(at, file=(io.BytesIO(content), "แผน.xlsx"))
        yield from read(desk.page, at).forms


def forms_of(desk: Desk) -> dict[str, Found]:
    """All forms somebody is offered that change something."""
    found = chain(walk(desk, BEGIN, "/console/disbursements").posting(), uploaded(desk))
    posting = (form for form in found if form.method == "post")
    return {form_key(desk.town.app, form): form for form in posting}


def post(desk: Desk, form: Found, values: Sendable, *, token: str | None) -> TestResponse:
    """Send values as they are; a file as (stream, name)."""
    data: dict[str, list[Any]] = {}
    for name, value in values:
        data.setdefault(name, []).append(value)
    if token is not None:
        data["csrf_token"] = [token]
    elif "csrf_token" in data:
        del data["csrf_token"]
    headers = {"Referer": f"{BASE}/console/"}
    return desk.client.post(form.action, base_url=BASE, data=data, headers=headers)


def odd_ways(form: Found, turn: int) -> Iterator[Sendable]:
    """One field after the other, then all at once; left out, doubled, and of another kind."""
    typed = list(form.typed.items())
    names = [name for name in [*form.fields, *form.files] if name != "csrf_token"]
    for place, name in enumerate(names):
        others = [one for one in typed if one[0] != name]
        yield [*others, (name, ODD[(turn * 5 + place * 3) % len(ODD)])]
        if (place + turn) % 3 == 0:
            yield others
            yield [*typed, (name, ODD[turn % len(ODD)])]
            yield [*others, (name, (io.BytesIO(b"\x00\xff" * 50), "../../\u202ea.xlsx"))]
    for shift in range(0, len(ODD), 6):
        yield [(name, ODD[(turn + shift + n) % len(ODD)]) for n, name in enumerate(names)]


def token_of(desk: Desk) -> str:
    found = TOKEN.search(desk.look("/console/sessions").page)
    assert found, "signed out"
    return found.group(1)


def test_odd_values_in_every_field_are_never_a_fault_of_ours(sample: Town) -> None:
    (desk,) = desks(sample, PLANNER)
    forms = forms_of(desk)
    rules = {
        rule.rule for rule in sample.app.url_map.iter_rules() if "POST" in (rule.methods or ())
    }
    met = {rule_of(sample.app, form.action, "POST") for form in forms.values()}
    assert rules - met == {"/callback", "/console/enter/<link>"}  # no form leads there
    writes, token = Writes(sample.office), token_of(desk)
    for turn in range(ROUNDS):
        for key, form in sorted(forms.items()):
            if key.startswith("post /console/sessions/"):
                continue
            for values in odd_ways(form, turn):
                with writes:
                    answer = post(desk, form, values, token=token)
                assert answer.status_code < 500, (key, values)
                if answer.status_code >= 400:
                    assert writes.committed <= OF_REFUSALS, (key, values)
    after = walk(desk, BEGIN)
    assert {status for status in after.pages.values() if status >= 500} == set()


def test_what_was_stored_so_is_shown_as_text(lone: Town) -> None:
    (desk,) = desks(lone, PLANNER)
    token = token_of(desk)
    for form in forms_of(desk).values():
        if form.action.startswith(LOSING):
            continue
        filled = {name: value or MARK for name, value in form.typed.items()}
        for name in filled:
            post(desk, form, [*(filled | {name: MARK}).items()], token=token)
    shown = 0
    for address in walk(desk, BEGIN).pages:
        if desk.look(address).headers["Content-Type"].startswith("text/html"):
            assert MARK not in desk.page, address
            shown += MARK in desk.text
    assert shown >= 10


def test_without_its_token_no_form_is_taken(lone: Town) -> None:
    desk, other = desks(lone, PLANNER, DIRECTOR)
    tokens = {None, "", "forged", token_of(other)}
    for key, form in forms_of(desk).items():
        for token in tokens:
            with Writes(lone.office) as writes:
                answer = post(desk, form, list(form.typed.items()), token=token)
            assert answer.status_code == 400, (key, token)
            assert writes.committed == set(), (key, token)


def test_what_somebody_is_not_offered_they_may_not_send(lone: Town) -> None:
    planner, *others = desks(lone, PLANNER, EXECUTIVE, DIRECTOR, FINANCE)
    whole = forms_of(planner)
    for desk in others:
        offered, token = forms_of(desk), token_of(desk)
        for key in whole.keys() - offered.keys():
            form = whole[key]
            with Writes(lone.office) as writes:
                answer = post(desk, form, list(form.typed.items()), token=token)
            assert answer.status_code in (403, 404), (key, desk.client)
            assert writes.committed <= OF_REFUSALS, (key, desk.client)


def test_nobody_may_send_anything(lone: Town) -> None:
    (planner,) = desks(lone, PLANNER)
    whole, nobody = forms_of(planner), Desk(lone, lone.app.test_client())
    nobody.look("/console/enter/" + "A" * 40)
    for key, form in whole.items():
        with Writes(lone.office) as writes:
            answer = post(nobody, form, list(form.typed.items()), token="")
        assert answer.status_code == 400, key
        assert writes.committed == set(), key


def test_looking_changes_nothing(lone: Town) -> None:
    (desk,) = desks(lone, PLANNER)
    with Writes(lone.office) as writes:
        pages = walk(desk, BEGIN).pages
    assert len(pages) > 60
    assert writes.committed == set()
