"""Which of the person's own projects is meant: by abbreviation or part of a name, even misspelt."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from bot.understanding.facts import Known
from bot.understanding.names import (
    LATIN,
    LATIN_COMMON,
    NO_LETTERS,
    SPECIAL,
    SPOKEN,
    SPOKEN_RE,
    Folded,
    fold,
    letter_weights,
    plain,
)
from bot.understanding.normalise import normalise

_GRAM = 3
_NEAR = 5  # grams of one mention may lie this far apart: a misspelt letter, a clipped syllable
ENOUGH = 3.6  # weight that names a project
ENOUGH_SAID = 2.2  # after the word โครงการ
_LEAD = 0.8  # the second must stay below this share of the first
_STRETCH = 600  # a longer text is looked at in its beginning only


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that may be meant, how well it fits (0 to 100), and where the text names it."""

    code: str
    name: str
    score: float
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Index:
    """What tells a person's projects apart; built once and kept."""

    projects: tuple[Known, ...]
    grams: dict[
        str, dict[int, float]
    ]  # three letters -> the names that hold them, and their weight there
    latin: dict[str, frozenset[int]]
    folded: tuple[str, ...]


@lru_cache(maxsize=512)
def index(names: tuple[tuple[str, str], ...]) -> Index:
    """The index of these (code, name) pairs."""
    grams: dict[str, dict[int, float]] = defaultdict(dict)
    latin: dict[str, set[int]] = defaultdict(set)
    folded = []
    for place, (_, name) in enumerate(names):
        norm = normalise(name).norm
        for word in LATIN.findall(norm):
            for spelling in {word, plain(word)}:
                if spelling not in LATIN_COMMON and len(spelling) > 1:
                    latin[spelling].add(place)
        text = fold(NO_LETTERS.sub(" ", norm)).text
        folded.append(text)
        weights = letter_weights(text)
        for start in range(len(text) - _GRAM + 1):
            gram = text[start : start + _GRAM]
            weight = max(weights[start : start + _GRAM])
            grams[gram][place] = max(weight, grams[gram].get(place, 0.0))
    return Index(
        tuple(Known(code, name) for code, name in names),
        dict(grams),
        {word: frozenset(places) for word, places in latin.items()},
        tuple(folded),
    )


def index_of(projects: Sequence[Known]) -> Index:
    """The index of a person's projects."""
    return index(tuple((project.code, project.name) for project in projects))


def matches(norm: str, known: Index, start: int, end: int) -> list[Candidate]:
    """How well each project fits the stretch, the best first; only those that fit at all."""
    stretch = norm[start : min(end, start + _STRETCH)]
    found: dict[int, tuple[float, int, int]] = {}
    for place, weight, first, last in (
        *_latin_hits(stretch, known),
        *_spoken_hits(stretch, known),
        *_name_hits(stretch, known),
    ):
        before = found.get(place)
        if before is None:
            found[place] = (weight, first, last)
        elif weight and (first >= before[2] or last <= before[1]):
            found[place] = (before[0] + weight, min(first, before[1]), max(last, before[2]))
        elif weight > before[0]:
            found[place] = (weight, first, last)
    ranked = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    return [
        Candidate(
            known.projects[place].code,
            known.projects[place].name,
            weight,
            start + first,
            start + last,
        )
        for place, (weight, first, last) in ranked
    ]


def _latin_hits(stretch: str, known: Index) -> Iterator[tuple[int, float, int, int]]:
    if not known.latin or not SPECIAL.search(stretch):
        return
    for found in LATIN.finditer(stretch):
        for place in known.latin.get(found[0]) or known.latin.get(plain(found[0])) or ():
            yield place, 6.0, *found.span()


def _spoken_hits(stretch: str, known: Index) -> Iterator[tuple[int, float, int, int]]:
    for found in SPOKEN_RE.finditer(stretch):
        full = SPOKEN[found[0]].strip()
        places = known.latin.get(full)
        if places is None:
            needle = fold(full).text
            places = frozenset(place for place, name in enumerate(known.folded) if needle in name)
        for place in places or ():
            yield place, 6.0, *found.span()


def _name_hits(stretch: str, known: Index) -> Iterator[tuple[int, float, int, int]]:
    folded = fold(NO_LETTERS.sub(lambda found: " " * len(found[0]), stretch))
    hits: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for start in range(len(folded.text) - _GRAM + 1):
        for place, weight in known.grams.get(folded.text[start : start + _GRAM], {}).items():
            hits[place].append((start, weight))
    if not hits:
        return
    weights = letter_weights(folded.text)
    for place, found in hits.items():
        run = max(
            (_weighed(stretch, folded, one, weights, known.folded[place]) for one in _runs(found)),
            default=None,
        )
        if run is not None and run[0]:
            yield place, run[0], folded.at[run[1]], folded.at[run[2] - 1] + 1


def _weighed(
    stretch: str, folded: Folded, run: list[tuple[int, float]], weights: list[float], name: str
) -> tuple[float, int, int]:
    """The weight of a cluster of shared letters, if it reads like a piece of the name."""
    first, last = run[0][0], run[-1][0] + _GRAM
    heavy: dict[int, float] = {}
    for start, weight in run:
        for place in range(start, start + _GRAM):
            heavy[place] = max(heavy.get(place, 0.0), min(weights[place], weight))
    weight = sum(heavy.values())
    longest = _longest([start for start, _ in run])
    piece = folded.text[first:last]
    if longest < len(piece):
        if longest < 4 or len(heavy) < 0.75 * len(piece):
            return 0.0, first, last
        weight *= fuzz.partial_ratio(piece, name) / 100
    return weight * _stands_alone(stretch, folded, first, weights), first, last


def _stands_alone(stretch: str, folded: Folded, first: int, weights: list[float]) -> float:
    """A piece glued to other words (ทะเบียน|สินทรัพย์) names a thing rather than the project."""
    glued = 0
    for place in range(first - 1, max(-1, first - 9), -1):
        gap = stretch[folded.at[place] + 1 : folded.at[place + 1]]
        if len(gap) > 1 or " " in gap or weights[place] < 1.0:
            break
        glued += 1
    return 0.4 if glued >= 4 else 1.0


def _runs(hits: list[tuple[int, float]]) -> Iterator[list[tuple[int, float]]]:
    """Hits that lie close together."""
    run = [hits[0]]
    for hit in hits[1:]:
        if hit[0] - run[-1][0] > _NEAR:
            yield run
            run = []
        run.append(hit)
    yield run


def _longest(starts: list[int]) -> int:
    longest = run = 1
    for before, start in pairwise(starts):
        run = run + 1 if start == before + 1 else 1
        longest = max(longest, run)
    return longest + _GRAM - 1


def leaders(found: Sequence[Candidate], *, enough: float) -> list[Candidate]:
    """The candidate that clearly leads, or all that stand level; none if nothing is near."""
    if not found or found[0].score < enough:
        return []
    return [
        one
        for one in found
        if one.score >= max(found[0].score * _LEAD, found[0].score - 2.5)
        or one.score >= 0.97 * found[0].score
    ]


_SAID_ENOUGH = 8  # letters of a name said in common words
_WHOLE_ENOUGH = 11  # without the word โครงการ
_PARAPHRASE = 0.7  # of its threes of letters stand in the project's name
_CLEARLY = 0.25  # the second lies that far behind


def paraphrased(said: str, known: Index, *, whole: bool = False) -> str | None:
    """The project that a name made of common words (ประชุมครูและบุคลากร) can only mean."""
    text = fold(said).text
    grams = [text[start : start + _GRAM] for start in range(len(text) - _GRAM + 1)]
    if len(text) < (_WHOLE_ENOUGH if whole else _SAID_ENOUGH):
        return None
    shares = sorted(
        (
            (sum(gram in name for gram in grams) / len(grams), known.projects[place].code)
            for place, name in enumerate(known.folded)
        ),
        reverse=True,
    )
    second = shares[1][0] if len(shares) > 1 else 0.0
    share, code = shares[0]
    enough = 1.0 if whole else _PARAPHRASE
    return code if share >= enough and share - second >= _CLEARLY else None


def rank_projects(text: str, projects: Sequence[Known]) -> list[Candidate]:
    """All projects that a typed code or part of a name may mean, the best first, 0 to 100."""
    norm = normalise(text).norm
    bare = re.sub(r"^(?:โครงการ|รหัส|ที่|#| )+|(?:ค่ะ|ครับ|คะ|จ้า|นะ| )+$", "", norm)
    exact = [
        Candidate(one.code, one.name, 100.0, 0, len(norm))
        for one in projects
        if normalise(one.code).norm == bare
    ]
    if exact:
        return exact
    found = {one.code: one for one in matches(norm, index_of(projects), 0, len(norm))}
    top = max((one.score for one in found.values()), default=0.0)
    ranked = [
        Candidate(
            one.code, one.name, min(99.0, 99.0 * one.score / max(top, ENOUGH)), one.start, one.end
        )
        for one in found.values()
    ]
    return sorted(ranked, key=lambda one: -one.score)
