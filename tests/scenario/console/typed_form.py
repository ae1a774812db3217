"""A page's forms, filled as a browser would send them back when nobody touched anything."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class _Reader(HTMLParser):
    """Collects the fields of the form that has one called `wanted`."""

    fields: dict[str, str] = field(default_factory=dict)
    _text: str | None = None
    _select: str | None = None
    _first: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "input" and name and found.get("type") not in ("submit", "file", "checkbox"):
            self.fields[name] = found.get("value", "")
        elif tag == "textarea":
            self._text, self.fields[name] = name, ""
        elif tag == "select":
            self._select, self._first = name, True
        elif tag == "option" and self._select and (self._first or "selected" in found):
            self.fields[self._select], self._first = found.get("value", ""), False

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self.fields[self._text] += data


def untouched(page: str) -> dict[str, str]:
    """Every field of a page with what stands in it; a browser drops a text's first line break."""
    reader = _Reader()
    reader.feed(page)
    return reader.fields
