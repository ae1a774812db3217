"""Rich menus at LINE: one for each set of abilities, made once, shown to who has them.

A menu cannot be changed at LINE. Its name tells what is on it, so that what is there already is
kept; what is no longer wanted is removed. `LineAccount.menu` holds which menu was shown last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from bot.clock import today
from bot.line import LineClient
from bot.menus import STRANGER, abilities_of, entries_of_kind, kind_of
from bot.office import Office
from bot.rich_menu_image import cells_of, draw, size_of
from models.authority import read_authorities
from models.people import LineAccount

PREFIX = "kaona"
LAYOUT = "1"
"""Goes into a menu's name: raise it when the picture changes."""
MOST_AT_ONCE = 500
CHAT_BAR = "เมนู"


@dataclass(frozen=True)
class Shown:
    """An account, the name of the menu it was shown, the kind it should see (None: the default)."""

    user_id: str
    menu: str | None
    kind: str | None

    @property
    def is_right(self) -> bool:
        """True if what is shown is what should be."""
        return self.menu == (name_of(self.kind) if self.kind else None)


def name_of(kind: str) -> str:
    """The name of a menu at LINE: its kind, and a digest of what is on it."""
    words = "|".join(f"{one.word}:{one.does}" for one in entries_of_kind(kind))
    return f"{PREFIX} {kind} {sha256((LAYOUT + words).encode()).hexdigest()[:12]}"


def spec_of(kind: str) -> Mapping[str, Any]:
    """The menu as LINE's reference describes it; each place types its word."""
    entries = entries_of_kind(kind)
    width, height = size_of(entries)
    areas = [
        {
            "bounds": {"x": one.x, "y": one.y, "width": one.width, "height": one.height},
            "action": {"type": "message", "label": one.entry.word, "text": one.entry.word},
        }
        for one in cells_of(entries)
    ]
    return {
        "size": {"width": width, "height": height},
        "selected": kind == STRANGER,
        "name": name_of(kind),
        "chatBarText": CHAT_BAR,
        "areas": areas,
    }


def offer(office: Office) -> dict[str, int]:
    """Make what is missing, show everybody theirs, remove what nobody needs; what was counted."""
    everybody = _accounts(office)
    kinds = {STRANGER, *(one.kind for one in everybody if one.kind)}
    there = dict(office.line.rich_menus())
    ids = {kind: there.get(name_of(kind)) or _make(office.line, kind) for kind in sorted(kinds)}
    office.line.set_default_rich_menu(ids[STRANGER])
    _show(office, everybody, ids)
    current = {name_of(kind) for kind in kinds}
    old = [menu for name, menu in there.items() if _is_ours(name) and name not in current]
    for menu_id in old:
        office.line.delete_rich_menu(menu_id)
    kept = len(current & there.keys())
    return {
        "made": len(kinds) - kept,
        "kept": kept,
        "removed": len(old),
        "shown": sum(one.kind is not None for one in everybody),
    }


def follow(office: Office) -> dict[str, int]:
    """Show those their menu whose abilities changed; nothing if menus were never offered."""
    changed = [one for one in _accounts(office) if not one.is_right]
    if not changed:
        return {}
    there = dict(office.line.rich_menus())
    if not any(_is_ours(name) for name in there):
        return {}
    kinds = {one.kind for one in changed if one.kind}
    ids = {kind: there.get(name_of(kind)) or _make(office.line, kind) for kind in sorted(kinds)}
    _show(office, changed, ids)
    return {"menus": len(changed)}


def _is_ours(name: str) -> bool:
    return name.startswith(f"{PREFIX} ")


def _make(line: LineClient, kind: str) -> str:
    return line.make_rich_menu(spec_of(kind), draw(entries_of_kind(kind)))


def _accounts(office: Office) -> list[Shown]:
    with office.database.read() as connection:
        authorities = read_authorities(connection, today(office.clock))
        rows = connection.execute(
            select(LineAccount.line_user_id, LineAccount.person_id, LineAccount.menu)
            .where(LineAccount.blocked_at.is_(None))
            .order_by(LineAccount.line_user_id)
        )
        return [
            Shown(
                row.line_user_id,
                row.menu,
                kind_of(abilities_of(authorities[row.person_id]))
                if row.person_id in authorities
                else None,
            )
            for row in rows
        ]


def _show(office: Office, accounts: Iterable[Shown], ids: Mapping[str, str]) -> None:
    """LINE first, then what is remembered: a call that fails is made again."""
    by_kind: dict[str | None, list[str]] = {}
    for one in accounts:
        by_kind.setdefault(one.kind, []).append(one.user_id)
    for kind, people in by_kind.items():
        for start in range(0, len(people), MOST_AT_ONCE):
            some = people[start : start + MOST_AT_ONCE]
            if kind is None:
                office.line.hide_rich_menu(some)
            else:
                office.line.show_rich_menu(ids[kind], some)
        with office.database.write() as connection:
            _remember(connection, people, name_of(kind) if kind else None)


def _remember(connection: Connection, people: Iterable[str], name: str | None) -> None:
    table = LineAccount.metadata.tables["line_accounts"]
    connection.execute(
        update(table).where(table.c.line_user_id == bindparam("whose")).values(menu=name),
        [{"whose": one} for one in people],
    )
