"""`โครงการ 5 เบิกแล้ว 294,685 ณ 31 มี.ค.`: the finance group's figures told in words.

Built on the same readers as reports. Unlike there, a figure belongs to a funding source, and all
projects of the year may be named.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from bot.understanding.facts import Known, Said
from bot.understanding.mentions import Mention
from bot.understanding.normalise import normalise
from bot.understanding.said import read_said
from bot.understanding.view import Stretch, View, stretches

Unsettled = Literal[
    "",
    "no_project",
    "unknown_project",
    "several_projects",
    "no_amount",
    "negative",
    "increment",
    "estimate",
    "unclear",
    "future",
    "no_source",
    "unknown_source",
]

_DISBURSED = re.compile(r"เบิก")
_FOR_FINANCE = re.compile(r"กบส|การเงิน|ยอดเบิกจ่าย")
_OF_FINANCE = re.compile(r"(?:ยอดเบิกจ่าย(?:ของ)?)?(?:กบส\.?|การเงิน) ?:? ?")
_NEGATIVE = re.compile(r"(?<![\d.,)\w-])- ?(?=\d)|ติดลบ|(?<![ก-์])ลบ ?(?=\d)")
_SOURCE_SAID = re.compile(r"แหล่ง(?:งบ|เงิน)?(?:ที่)? ?(?P<code>[\d๐-๙]{1,2})(?![\d๐-๙,.])")
_NO_SOURCE = "แหล่งซึ่งไม่มีในแผน"
_NO_BLANKS = re.compile(r"[\s.]+")


@dataclass(frozen=True)
class Funding:
    """A funding source of a project."""

    code: str
    name: str


@dataclass(frozen=True)
class Payable:
    """A project finance may tell a figure of."""

    code: str
    name: str
    sources: tuple[Funding, ...] = ()


@dataclass(frozen=True)
class Disbursed:
    """What is said of one project and source; `unsettled` says what keeps it from being kept."""

    project: str | None = None
    source: str | None = None
    amount: Decimal | None = None
    as_of: date | None = None
    unsettled: Unsettled = ""
    candidates: tuple[str, ...] = ()
    said: str = ""


def speaks_of_disbursement(text: str) -> bool:
    """Whether the text speaks of เบิก at all: a cheap look before anything is read."""
    return bool(_DISBURSED.search(normalise(text).norm))


def is_for_finance(text: str) -> bool:
    """Whether the text itself says that its figures are the finance group's."""
    return bool(_FOR_FINANCE.search(normalise(text).norm))


def read_disbursed(
    text: str, *, today: date, projects: Sequence[Payable], sources: Sequence[Funding] = ()
) -> tuple[Disbursed, ...]:
    """One for each project and source the text tells a figure of; nothing is guessed.

    `sources` are all of the office, so that one which is not the project's is noticed.
    """
    text = _with_names(_OF_FINANCE.sub("", text), sources)
    known = [Known(one.code, one.name) for one in projects]
    view = View(normalise(text), today, known, None, None)
    by_code = {one.code: one for one in projects}
    found = [one for part, named in _parts(view) for one in _of_part(part, named, by_code, sources)]
    return tuple(_on_the_same_day(found, today))


def _with_names(text: str, sources: Sequence[Funding]) -> str:
    """`แหล่ง 1` becomes the source's name: its number must not be taken for a project's."""
    names = {one.code: one.name for one in sources}
    return _SOURCE_SAID.sub(lambda said: f" {names.get(str(int(said['code'])), _NO_SOURCE)} ", text)


def _parts(view: View) -> list[tuple[Stretch, Mention | None]]:
    several: list[tuple[Stretch, Mention | None]] = list(stretches(view, unknown=True))
    if several:
        return several
    return [(Stretch(view, 0, len(view.norm)), view.mentions[0] if view.mentions else None)]


def _of_part(
    part: Stretch,
    named: Mention | None,
    projects: dict[str, Payable],
    sources: Sequence[Funding],
) -> Iterator[Disbursed]:
    said = read_said(part, named)
    piece = part.view.text.piece(part.start, part.end).strip()
    one = Disbursed(as_of=said.as_of.value if said.as_of else None, said=piece)
    if named is None or not named.clear:
        why = _which(named)
        amount = said.spent.value if said.spent else None
        codes = named.codes if named and not named.unknown else ()
        yield replace(one, amount=amount, unsettled=why, candidates=codes)
        return
    project = projects[named.codes[0]]
    one = replace(one, project=project.code)
    if any(doubt.key == "as_of" for doubt in said.doubts):
        yield replace(one, unsettled="future")
    elif named.listed:  # โครงการ 5 และ 15 เบิกแล้ว 5,000: each, or both?
        yield replace(one, unsettled="unclear")
    elif _NEGATIVE.search(part.norm):
        yield replace(one, unsettled="negative")
    else:
        yield from _of_sources(part, said, project, one, sources)


def _which(named: Mention | None) -> Unsettled:
    if named is None:
        return "no_project"
    return "unknown_project" if named.unknown else "several_projects"


def _of_sources(
    part: Stretch, said: Said, project: Payable, one: Disbursed, sources: Sequence[Funding]
) -> Iterator[Disbursed]:
    """A figure behind each named source; without a name the project's only source is meant."""
    places = list(_sources_named(part, project, sources))
    if not places:
        yield _sum(said, project, one)
        return
    blurred = _doubt(said) in ("estimate", "increment")
    for number, (start, end, code) in enumerate(places):
        until = places[number + 1][0] if number + 1 < len(places) else len(part.norm)
        sums = [sum_.value for sum_ in part.amounts if end <= sum_.start < until]
        if not sums and len(places) == 1:
            sums = [sum_.value for sum_ in part.amounts if sum_.start < start]
        here = replace(one, source=code)
        if code is None:
            yield replace(one, unsettled="unknown_source")
        elif blurred:
            yield replace(here, unsettled=_doubt(said))
        elif len(set(sums)) == 1:
            yield replace(here, amount=sums[0])
        elif not sums and len(places) == 1 and said.spent:
            yield replace(here, amount=said.spent.value)
        else:
            yield replace(here, unsettled="unclear" if sums else "no_amount")


def _sum(said: Said, project: Payable, one: Disbursed) -> Disbursed:
    if said.spent is None or said.spent.worked_out:
        return replace(one, unsettled=_doubt(said) or "no_amount")
    one = replace(one, amount=said.spent.value)
    if len(project.sources) > 1:
        return replace(one, unsettled="no_source")
    return replace(one, source=project.sources[0].code if project.sources else "")


def _doubt(said: Said) -> Unsettled:
    why = [doubt.why for doubt in said.doubts if doubt.key == "spent_baht"]
    if not why:
        return ""
    return "increment" if "increment" in why else "estimate" if "estimate" in why else "unclear"


def _sources_named(
    part: Stretch, project: Payable, sources: Sequence[Funding]
) -> Iterator[tuple[int, int, str | None]]:
    """Where the stretch names sources, by `แหล่ง 2` or by their name; None: not the project's."""
    norm = part.norm
    found: list[tuple[int, int, str | None]] = []
    for said in re.finditer(_NO_SOURCE, norm):
        found.append((*said.span(), None))
    own = {one.code for one in project.sources}
    for source in {*sources, *project.sources} if own else ():
        name = normalise(source.name).norm.removeprefix("งบ").strip(" .")
        for said in re.finditer(_spelled(name), norm) if len(name) > 1 else ():
            found.append((*said.span(), source.code if source.code in own else None))
    yield from sorted(set(found), key=lambda one: one[0])


def _spelled(name: str) -> str:
    """The name with or without blanks and dots: สพป., สพป, สพ ป."""
    letters = [re.escape(letter) for letter in _NO_BLANKS.sub("", name)]
    return r"(?:งบ ?)?" + r"[\s.]?".join(letters) + r"\.?"


def _on_the_same_day(found: list[Disbursed], today: date) -> Iterator[Disbursed]:
    """One date said of several figures is the date of those without one."""
    days = {one.as_of for one in found if one.as_of}
    shared = next(iter(days)) if len(days) == 1 else None
    for one in found:
        dated = replace(one, as_of=one.as_of or shared)
        if dated.as_of and dated.as_of > today and not dated.unsettled:
            dated = replace(dated, unsettled="future")
        yield dated
