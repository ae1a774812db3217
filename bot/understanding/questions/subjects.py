"""Groups and people that a question names: by code, by part of the name, slightly misspelt."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.understanding.names import Folded, fold
from bot.understanding.questions.question import NamedGroup, NamedPerson

_LEAST = 3
"""Letters of a name that can tell a group."""
_NEAR = 76
"""How like a misspelt name must be, of 100."""
_SAYS_GROUP = re.compile(
    r"(?<!แต่ละ)(?<!ทุก)(?<!ราย)(?<!ตาม)(?<!แบ่ง)(?<!อันดับ)(?:กลุ่ม|หน่วย(?=ตรวจ))"
    r"(?!หน่อย|ค่ะ|ครับ|คะ|ไหน|ใด|เป้า|อายุ|สาระ|ตัวอย่าง|ย่อย|ไลน์|ละ|โรงเรียน|นี้|เรา|ผม|ฉัน|หนู|ที่|งาน|เดียวกัน)"
)
_KINDS = re.compile(r"^(?:กลุ่ม|หน่วย|ฝ่าย|ศูนย์|งาน)")
_ADDRESS = (
    r"คุณ(?!ภาพ|ธรรม|วุฒิ|ค่า|สมบัติ|ลักษณะ|ครู)|พี่|น้อง|นางสาว|นาง|นาย(?!ก)|น\.ส\.?|นส\.|ว่าที่ ?ร\.? ?[ตอท]\.?"
    r"|ดร\.|ท่าน|อาจารย์"
)
_ADDRESSED = re.compile(rf"(?:(?:ของ|งาน|ดู) ?|^|(?<= ))(?:{_ADDRESS}) ?(?=[ก-ฮเ-ไa-z])")
_TITLE = re.compile(rf"^(?:{_ADDRESS}) ?")
_OF = re.compile(r"(?:ของ|ขอดู|ดูงาน|^) ?(?=[ก-ฮเ-ไa-z])")


@dataclass(frozen=True)
class Named:
    """The codes a text may mean, and the text without the name."""

    codes: tuple[str, ...]
    rest: str
    unknown: bool = False


def take_group(norm: str, groups: Sequence[NamedGroup]) -> Named:
    """The group a text names; several if it does not tell which."""
    by_code = _group_by_code(norm, groups)
    if by_code:
        return by_code
    for said in _SAYS_GROUP.finditer(norm):
        found = _group_after(norm, said.start(), said.end(), groups)
        if found:
            return found
        if re.match(r"[ก-๙a-z]{2}", norm[said.end() :].lstrip()):
            return Named((), _cut(norm, said.start(), _word_end(norm, said.end())), unknown=True)
    return Named((), norm)


def _group_by_code(norm: str, groups: Sequence[NamedGroup]) -> Named | None:
    for group in groups:
        letters = r"\.? ?".join(map(re.escape, group.code.casefold().replace(".", "")))
        dotted = r"(?:\.|(?![ก-๙a-z0-9]))" if "." in group.code else r"(?![a-z0-9])"
        found = re.search(rf"(?:กลุ่ม ?)?(?<![ก-๙a-z0-9])(?:ของ ?)?{letters}{dotted}", norm)
        if found is None:
            found = re.search(rf"(?:กลุ่ม|ของ) ?{letters}{dotted}", norm)
        if found:
            return Named((group.code,), _cut(norm, *found.span()))
    return None


def _group_after(norm: str, start: int, end: int, groups: Sequence[NamedGroup]) -> Named | None:
    tail = fold(norm[end:])
    fits = [(_fit(tail.text, group), group.code) for group in groups]
    longest = max((fit for fit, _ in fits), default=0)
    if longest < _LEAST:
        return None
    codes = tuple(code for fit, code in fits if fit == longest)
    return Named(codes, _cut(norm, start, end + _end(tail, longest, norm[end:])))


def _fit(tail: str, group: NamedGroup) -> int:
    """How many letters of `tail` name the group: as a part of its name, or nearly so."""
    names = [fold(_KINDS.sub("", one.casefold())).text for one in (group.name, group.short_name)]
    exact = max((_prefix_within(tail, name) for name in names), default=0)
    words = [
        fold(word).text
        for one in (group.name, group.short_name)
        for word in re.split(r"[ฯ\s]+", _KINDS.sub("", one.casefold()))
    ]
    return max([exact, *(_misspelt(tail, word) for word in words if len(word) > _LEAST)])


def _prefix_within(tail: str, name: str) -> int:
    """The longest beginning of `tail` that stands anywhere in `name`."""
    return next((size for size in range(len(tail), 0, -1) if tail[:size] in name), 0)


def _misspelt(tail: str, word: str) -> int:
    sizes = range(max(_LEAST, len(word) - 2), min(len(tail), len(word) + 1) + 1)
    scored = [(fuzz.ratio(tail[:size], word), size) for size in sizes if tail[:1] == word[:1]]
    score, size = max(scored, default=(0, 0))
    return size if score >= _NEAR else 0


def take_person(norm: str, people: Sequence[NamedPerson]) -> Named:
    """The person a text names; several if it does not tell which."""
    for pattern, addressed in ((_ADDRESSED, True), (_OF, False)):
        for said in pattern.finditer(norm):
            found = _person_after(norm, said, people)
            if found:
                return found
            if addressed and not re.match(r"(?:ผอ|ครับ|ค่ะ|คะ)", norm[said.end() :]):
                return Named(
                    (), _cut(norm, said.start(), _word_end(norm, said.end())), unknown=True
                )
    return Named((), norm)


def _person_after(norm: str, said: re.Match[str], people: Sequence[NamedPerson]) -> Named | None:
    text = norm[said.end() :]
    tail = fold(text)
    fits = [(_called(tail.text, person), person.code) for person in people]
    longest = max((fit for fit, _ in fits), default=0)
    if not longest:
        return None
    end = _end(tail, longest, text)
    if re.match(r"[0-9]", text[end:]):
        return None
    codes = tuple(code for fit, code in fits if fit == longest)
    return Named(codes, _cut(norm, said.start(), said.end() + end))


def _called(tail: str, person: NamedPerson) -> int:
    """How many letters of `tail` are the person's name: the whole of it, or the given name."""
    bare = _TITLE.sub("", person.name.casefold())
    names = [fold(one).text for one in (bare, bare.split(" ")[0])]
    return max(
        (len(one) for one in names if len(one) >= _LEAST and tail.startswith(one)), default=0
    )


def _end(tail: Folded, letters: int, text: str) -> int:
    """Where in `text` that many folded letters end, with the marks that follow the last."""
    end = tail.at[letters - 1] + 1
    while end < len(text) and re.match(r"[\u0e30\u0e31-\u0e3a\u0e47-\u0e4eฯ.]", text[end]):
        end += 1
    return end


def _word_end(norm: str, start: int) -> int:
    """Where the word after `start` ends: at the next blank that follows a letter."""
    found = re.compile(r" ?[^ ]+").match(norm, start)
    end = found.end() if found else start
    stop = _STOPS.search(norm, start + 2, end)
    return stop.start() if stop else end


_STOPS = re.compile(r"เป็น|ถึงไหน|ส่ง|รายงาน|ยัง|ไม่|ใคร|มี|เบิก|งบ|เหลือ|ล่ะ|หน่อย|ค่ะ|คะ|ครับ|แล้ว")


def _cut(norm: str, start: int, end: int) -> str:
    return f"{norm[:start].rstrip().removesuffix('ของ')} {norm[end:]}"


def alike(text: str, groups: Sequence[NamedGroup]) -> Iterator[str]:
    """Codes of groups that a text begins with though it does not say กลุ่ม."""
    tail = fold(text).text
    for group in groups:
        words = re.split(r"[ฯ\s]+", _KINDS.sub("", group.short_name.casefold()))
        first = fold(words[0]).text if words else ""
        if len(first) > _LEAST and tail.startswith(first):
            yield group.code
