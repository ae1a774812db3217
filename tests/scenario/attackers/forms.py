"""The forms of the console, found by walking its pages as somebody: new ones as well."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from flask import Flask

from tests.scenario.console.conftest import BASE, Desk

MOST_OF_A_KIND = 2
"""Pages of one rule that are looked at, for each set of names in their address."""


@dataclass
class Found:
    """A form as it stands in a page: where it goes, and each field with what it may hold."""

    method: str
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    @property
    def typed(self) -> dict[str, str]:
        """What is sent if nobody changes anything."""
        return {name: (values or [""])[0] for name, values in self.fields.items()}


class Reader(HTMLParser):
    """The forms and links of a page."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at = at
        self.forms: list[Found] = []
        self.links: list[str] = []
        self._form: Found | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href"):
            self.links.append(urldefrag(urljoin(self.at, given["href"])).url)
        elif tag == "form":
            action = urljoin(self.at, given.get("action") or self.at)
            self._form = Found(given.get("method", "get").lower(), action)
            self.forms.append(self._form)
        elif self._form is not None:
            self._take(self._form, tag, given)

    def _take(self, form: Found, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "select":
            self._select = name
            form.fields.setdefault(name, [])
        elif tag == "option" and self._select:
            values = form.fields[self._select]
            values.insert(0 if "selected" in given else len(values), given.get("value", ""))
        elif tag == "input" and given.get("type") == "file":
            form.files.add(name)
        elif tag in ("input", "textarea", "button") and name:
            form.fields.setdefault(name, []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""


def read(page: str, at: str) -> Reader:
    """The forms and links of a page that stands at an address."""
    reader = Reader(at)
    reader.feed(page)
    return reader


@dataclass(frozen=True)
class Walk:
    """Every page somebody comes to by links alone, and the forms in them."""

    pages: dict[str, int]
    forms: list[Found]

    def posting(self) -> Iterator[Found]:
        """Those that change something."""
        return (form for form in self.forms if form.method == "post")


def rule_of(app: Flask, address: str, method: str = "GET") -> str:
    """The rule an address belongs to; empty if there is none."""
    path = urlsplit(address).path
    try:
        rule, _ = app.url_map.bind("kaona").match(path, method, return_rule=True)
    except Exception:
        return ""
    return str(rule.rule)


def kind_of(app: Flask, address: str, method: str = "GET") -> str:
    """Addresses of a kind differ in their values alone."""
    names = sorted({name for name, _ in parse_qsl(urlsplit(address).query, keep_blank_values=True)})
    rule = rule_of(app, address, method)
    if "<title>" in rule:  # each sheet of the plan has fields of its own
        rule = urlsplit(address).path
    return f"{rule} {' '.join(names)}"


def walk(desk: Desk, *beginnings: str) -> Walk:
    """Look at the pages the beginnings lead to, a few of each kind."""
    app, seen, forms = desk.town.app, dict[str, int](), dict[str, Found]()
    waiting, looked = list(beginnings), dict[str, int]()
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(app, address)
        if address in seen or looked.get(kind, 0) >= MOST_OF_A_KIND:
            continue
        if not urlsplit(address).path.startswith("/console/") or "/static/" in address:
            continue
        looked[kind] = looked.get(kind, 0) + 1
        desk.look(address)
        seen[address] = desk.status
        if not desk.headers.get("Content-Type", "").startswith("text/html"):
            continue
        reader = read(desk.page, address)
        waiting += [link.removeprefix(BASE) for link in reader.links]
        for form in reader.forms:
            forms.setdefault(form_key(app, form), form)
    return Walk(seen, list(forms.values()))


def form_key(app: Flask, form: Found) -> str:
    """Forms of one kind and with the same fields are one."""
    names = " ".join(sorted([*form.fields, *form.files]))
    return f"{form.method} {kind_of(app, form.action, form.method.upper())} {names}"
