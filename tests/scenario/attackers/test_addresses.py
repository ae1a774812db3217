"""Odd addresses: each part and each question of every page, whatever method is claimed."""

from itertools import cycle, product
from urllib.parse import quote, urlsplit

from tests.office_sample import Town
from tests.scenario.attackers.forms import walk
from tests.scenario.attackers.oddities import ODD
from tests.scenario.attackers.writes import Writes
from tests.scenario.console.conftest import BASE, PLANNER, Desk, desk_of

METHODS = ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "HEAD")
PARTS = ("0", "-1", "9" * 30, "%00", "%ff%fe", "%ed%a0%80", "..%2f..%2fetc%2fpasswd", "%2e%2e")


def get(desk: Desk, address: str) -> int:
    return desk.client.get(address, base_url=BASE).status_code


def test_odd_questions_are_no_fault_of_ours(sample: Town) -> None:
    desk = desk_of(sample, PLANNER)
    seen = walk(desk, "/console/overview")
    asked = {
        urlsplit(form.action).path: list(form.fields) for form in seen.forms if form.method == "get"
    }
    asked["/console/tables/projects"] = ["round", "table", "group", "style", "row", "column"]
    asked["/console/plan/sheets/" + quote("โครงการ") + "/row"] = ["k", "new"]
    odd = cycle([*map(quote, ODD[:16]), "%ed%a0%80%ff"])
    for path, names in asked.items():
        for name in [*names, "page", "sort"]:
            address = f"{path}?{name}={next(odd)}"
            assert get(desk, address) < 500, address
        for _ in range(2):
            address = f"{path}?" + "&".join(f"{name}={next(odd)}" for name in names)
            assert get(desk, address) < 500, address


def test_odd_parts_of_an_address_are_no_fault_of_ours(sample: Town) -> None:
    desk = desk_of(sample, PLANNER)
    parts = cycle([*PARTS, quote("ก" * 2000), quote("<script>")])
    rules = [rule for rule in sample.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    for rule in rules:
        for part in [next(parts) for _ in range(4)]:
            address = "".join(
                part if is_dynamic else text for is_dynamic, text in _pieces(rule.rule)
            )
            assert get(desk, address) < 500, address


def _pieces(rule: str) -> list[tuple[bool, str]]:
    found = []
    for piece in rule.replace("<", "\0<").replace(">", "\0").split("\0"):
        found.append((piece.startswith("<"), piece))
    return found


def test_no_other_method_changes_anything(sample: Town) -> None:
    desk = desk_of(sample, PLANNER)
    paths = ("/console/settings", "/console/rounds/pause", "/callback", "/files/x")
    with Writes(sample.office) as writes:
        for path, method in product(paths, METHODS):
            answer = desk.client.open(path, method=method, base_url=BASE)
            assert answer.status_code in (200, 204, 404, 405)
    assert writes.committed == set()


def test_a_method_in_a_header_or_a_field_is_not_believed(sample: Town) -> None:
    desk = desk_of(sample, PLANNER).look("/console/settings")
    for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        with Writes(sample.office) as writes:
            answer = desk.client.get(
                "/console/rounds/pause?_method=POST", base_url=BASE, headers={header: "POST"}
            )
        assert answer.status_code in (404, 405)
        assert writes.committed == set()
