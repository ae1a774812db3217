"""The picture of a round and its findings, kept while the trail stands still.

Every change leaves an entry in the trail, so a process needs to ask no other one: what it kept is
as old as the entries it knows. After a report or two just their projects are read again. Pages are
made from the picture alone, of open and closed rounds.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock

from sqlalchemy import Connection

from handlers.web.console.reading.changes import Mark, read_mark, touched
from models.fiscal import RoundCode
from models.plan import TableStyle
from reports.findings import Finding, by_kind, findings_about
from reports.picture import ProjectPicture, RoundPicture
from reports.reading import frozen_picture, read_picture
from reports.scope import Detail

MOST_KEPT = 3
"""A picture of 2,000 projects takes 17 megabytes with its findings."""
LONG = ("objectives", "alignments", "continuations", "remarks", "evidence")
"""What a frozen picture has for documents, and no page of the console shows."""


@dataclass(frozen=True)
class Kept:
    """A round as of a mark; None for a closed one, which does not change any more.

    `known`: findings about projects, by code, that are known to hold.
    """

    mark: Mark | None
    picture: RoundPicture
    known: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All of the round."""
        return by_kind(finding for found in self._each.values() for finding in found)

    @cached_property
    def _each(self) -> Mapping[str, tuple[Finding, ...]]:
        return {
            one.code: self.known[one.code]
            if one.code in self.known
            else findings_about(one, self.picture)
            for one in self.picture.projects
        }

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many findings a project has, by its code."""
        counts: dict[str, int] = {}
        for one in self.findings:
            counts[one.project] = counts.get(one.project, 0) + 1
        return counts

    def about(self, code: str) -> tuple[Finding, ...]:
        """The findings of a project."""
        return by_kind(self._each.get(code, ()))

    def project(self, code: str) -> ProjectPicture | None:
        """None if the round has no such project."""
        return next((one for one in self.picture.projects if one.code == code), None)

    def mine(self, groups: Collection[str] | None) -> tuple[ProjectPicture, ...]:
        """Projects one of the groups, by code, leads or takes part in; all of them for None."""
        if groups is None:
            return self.picture.projects
        led = frozenset(groups)
        return tuple(one for one in self.picture.projects if not led.isdisjoint(one.groups))

    def with_projects(self, mark: Mark, others: Iterable[ProjectPicture]) -> "Kept":
        """These instead of those with their codes; what was found about the rest still holds."""
        new = {one.code: one for one in others}
        projects = tuple(new.get(one.code, one) for one in self.picture.projects)
        picture = replace(self.picture, projects=projects) if new else self.picture
        if picture.has_certifications != self.picture.has_certifications:
            return Kept(mark, picture)
        still = {code: found for code, found in self._each.items() if code not in new}
        return Kept(mark, picture, still)


Key = tuple[str, Detail | None]
"""A round, and what was read of it; of a closed one everything there is."""


@dataclass
class PictureDesk:
    """Keeps a few pictures; one desk for each office and process."""

    _kept: dict[Key, Kept] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _making: Lock = field(default_factory=Lock)

    def of_round(
        self, connection: Connection, code: str, *, style: TableStyle | None = None
    ) -> Kept:
        """The round as things stand, a closed one as it stood; enough for tables in that style."""
        mark = read_mark(connection)
        detail = Detail.RESULTS
        if style is TableStyle.NAKHON_PATHOM:
            detail |= Detail.ACTIVITIES
        if found := self._look_up(code, detail, mark):
            return found
        with self._making:  # whoever asks meanwhile waits, and finds it made
            if found := self._look_up(code, detail, mark):
                return found
            made = self._mended(connection, code, detail, mark)
            made = made or _made(connection, code, detail, mark)
            self._keep((code, detail if made.mark else None), made)
        return made

    def _look_up(self, code: str, detail: Detail, mark: Mark) -> Kept | None:
        with self._lock:
            for key in ((code, None), (code, detail)):
                found = self._kept.get(key)
                if found and found.mark in (None, mark):
                    self._kept[key] = self._kept.pop(key)  # the one asked for last goes last
                    return found
        return None

    def _mended(self, connection: Connection, code: str, detail: Detail, mark: Mark) -> Kept | None:
        """What was kept, with the projects read again that have changed since; None if unknown."""
        with self._lock:
            old = self._kept.get((code, detail))
        if old is None or old.mark is None or old.mark.last > mark.last:
            return None
        round_code = RoundCode.parse(code)
        ids = touched(connection, old.mark, round_code.fiscal_year)
        if ids is None:
            return None
        if not ids:
            return old.with_projects(mark, ())
        read = read_picture(connection, round_code, detail=detail, only=ids)
        return old.with_projects(mark, read.projects)

    def _keep(self, key: Key, made: Kept) -> None:
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = made
            while len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]


def _made(connection: Connection, code: str, detail: Detail, mark: Mark) -> Kept:
    round_code = RoundCode.parse(code)
    frozen = frozen_picture(connection, round_code, leaving_out=LONG)
    if frozen is not None:
        return Kept(None, frozen)
    return Kept(mark, read_picture(connection, round_code, detail=detail))
