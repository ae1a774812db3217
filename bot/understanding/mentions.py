"""Where a text names projects, and what stretch of it speaks of which."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.understanding.facts import Known
from bot.understanding.names import SPOKEN, common, fold
from bot.understanding.projects import (
    ENOUGH,
    ENOUGH_SAID,
    Index,
    index_of,
    leaders,
    matches,
    paraphrased,
)

_SAID = r"(?:โครงการ|รหัสโครงการ|รหัส|ลำดับ|หมายเลข|(?<![ก-์])ที่|#|no\.|เลข|(?<![ก-์])p(?=\d))"
_CODE_SAID = re.compile(
    rf"{_SAID}(?:ที่|รหัส|ลำดับ|เลขที่|หมายเลข|ลำดับที่|ของ(?:หนู"
    rf"|ผม))? ?[:#]? ?(?P<codes>\d{{1,3}}(?:\.\d{{1,3}})?(?: ?(?:,|และ|กับ|/|&) ?(?:โครงการ"
    rf"|ที่)? ?(?:ที่)? ?\d{{1,3}}(?:\.\d{{1,3}})?(?![\d,%])){{0,8}})"
    r"(?![\d,]|\.\d| ?(?:โครงการ(?! )|กิจกรรม(?!ที่)|บาท|คน|แห่ง|โรง|ครั้ง|วัน|ล้าน|แสน|หมื่น"
    r"|พัน|%|ปี"
    r"|เดือน|ฉบับ|เล่ม|รุ่น))"
)
_BARE_CODE = re.compile(
    r"(?<![\d,.])(?:(?<=\s)"
    r"|^)(?<!ที่ )(?<!ไป )(?<!เหลือ )(?<!ใช้ )(?<!เบิก )(?<!จ่าย )(?<!งบ )(?<!กิจกรรม )"
    r"(?<!ข้อ )(?P<code>\d{1,3}(?:\.\d{1,3})?)"
    r"(?= ?(?:เสร็จ|ยังไม่|กำลัง|ใช้|เบิก|จ่าย|ทำ|คงเหลือ|อยู่ระหว่าง|ยกเลิก|เลื่อน))"
)
_BARE_CODES = re.compile(
    r"(?<![\d,.])(?:(?<=\s)"
    r"|^)(?:ทั้ง ?)?(?<!ไป )(?<!เหลือ )(?<!ใช้ )(?<!เบิก )(?<!จ่าย )(?<!งบ )(?<!กิจกรรม )"
    r"(?<!ข้อ )(?P<codes>\d{1,3}(?:\.\d{1,3})?(?: ?(?:,|และ|กับ|/|&) ?\d{1,3}(?:\.\d{1,3})?)+)"
    r"(?= ?(?:ก็)?(?:เสร็จ|ยังไม่|กำลัง|ใช้|เบิก|จ่าย|ทำ|คงเหลือ|อยู่ระหว่าง|ยกเลิก|เลื่อน"
    r"|ดำเนิน|จบ|เรียบร้อย))"
)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
_LINE_CODE = re.compile(
    r"(?:^|(?<=\n)|(?<=[/;] )|(?<=[/;])"
    r"|(?<=, ))[ \-•*|]*(?P<code>\d{1,3}(?:\.\d{1,3})?)(?P<mark>[.):]"
    r"|\))? (?=[^\d\s])(?!(?:โรง|คน|ครั้ง|แห่ง|กิจกรรม|รุ่น|วัน|เดือน|ปี|โครงการ|บาท|ล้าน|แสน"
    r"|หมื่น|พัน|%"
    r"|ท่าน|ใน|จาก|ต\.ค|ม|ก\.|มี|เม|พ\.|มิ|ส\.|ธ|พฤ|ตุ|กั|กุ|สิ))"
)
_LETTER_CODE = re.compile(r"(?<![a-z])[a-z]{1,8}[-/]?\d[\w.-]{0,10}|(?<!\d)\d{1,6}[a-z][\w-]{0,10}")
# What ends a name: figures, lines, and the words of a report.
_EDGE = re.compile(
    r"\n|[/;|]|(?<=\d)\.|(?:ส่วน(?=[ก-ฮเ-ไ]))|ใช้(?:ไป|จ่าย|เงิน|งบ|หมด|แล้ว)?(?=[ \d]|แล้ว|ไป|หมด"
    r"|$|[ก-์])|เสร็จ|เบิก|เหลือ|ยังไม่|กำลัง|อยู่ระหว่าง|ระหว่างดำเนิน|ดำเนินการแล้ว"
    r"|ดำเนินการเสร็จ"
    r"|(?<![\d,.])\d[\d,.]*(?:%| ?บาท| ?คน)|ปัญหาคือ|ไม่มีปัญหา|เนื่องจาก|เพราะ|ค่ะ|ครับ|เรียบร้อย"
    r"|ทำแล้ว|ทำไป|ยกเลิก|เลื่อน|คืนงบ|คืนเงิน|ขอรายงาน|จ่ายไป|จ่ายแล้ว|, (?=โครงการ)"
    r"|ปิด(?:โครงการ|งาน|จ๊อบ)|เขียนโครงการ"
)
_COUNTING = r"(?:หนึ่ง|นึง|สอง|ยี่|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|เอ็ด)"
_UNITS = r"(?:สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน)"
_SPOKEN_SUM = re.compile(
    rf"(?:{_COUNTING}{_UNITS}|หมื่น|แสน)(?:{_COUNTING}(?!ม|ารถ)|{_UNITS})*(?: ?บาท)?"
)
_CODE_JOIN = re.compile(r" ?(?:,|และ|กับ|/|&) ?")
_PROJECT_WORD = re.compile(r"(?:ชื่อ)?(?:โครงการ|งาน|เรื่อง) ?(?:ที่|ชื่อ|:)? ?$")
_NAMED_AFTER = re.compile(r"โครงการ ?(?P<name>[ก-ฮเ-ไ][ก-์]{4,60})")
_NO_NAME = re.compile(
    r"(?:นี้|เดิม|ดังกล่าว|ของ|หนู|ผม|ดิฉัน|เรา|ที่|ทั้ง|ยัง|เสร็จ|จบ|กำลัง|ได้|ใช้|เบิก|มี|ไม่"
    r"|แล้ว|อยู่|เริ่ม|ดำเนิน"
    r"|จัด|ทำ|สิ้นสุด|เรียบร้อย|ขอ|อื่น|ไหน|อะไร|ใด|ถูก|ต้อง|ยกเลิก|พับ|ก็|จะ|เลื่อน|รอ|ให้|ตาม"
    r"|และ|กับ"
    r"|ค่ะ|ครับ|คะ|ประจำ|ปี|ใน|นะ|เลย|สำเร็จ|คืบ|ก้าวหน้า|เป็น|คือ|ต่าง|หลาย|ล่ะ|หมด|คง|เหลือ"
    r"|ปิด|ติด|หลัก"
    r"|ใหญ่|แรก|สุดท้าย|เดียว|หยุด|พี่|ชะลอ|เพิ่ง|น่า|คาด|ใกล้|เกือบ|จึง|แต่|เพราะ|เนื่อง|ไว้|งบ"
    r"|เงิน|โดย|เพื่อ"
    r"|ร่วม|ฯ|บรรลุ|ต่อ|สอง|สาม|สี่|ห้า)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a project: one code, or several that stand level."""

    codes: tuple[str, ...]
    start: int
    end: int
    listed: bool = False  # one of several named together: โครงการ 5 และ 6
    unknown: bool = False  # names a project that is not among the person's own

    @property
    def clear(self) -> bool:
        """Whether one project clearly leads."""
        return len(self.codes) == 1


def mentions(
    norm: str, projects: Sequence[Known], current: str | None, days: Sequence[tuple[int, int]] = ()
) -> list[Mention]:
    """The places that name projects, from left to right; `days` are dates, which hold no codes."""
    if not projects:
        return []
    codes = {project.code: project.code for project in projects}
    found = [
        one
        for one in _by_code(norm, codes)
        if not any(one.start < last and first < one.end for first, last in days)
    ]
    found += [one for one in _by_line(norm, codes) if not _overlaps(one, found)]
    found += [
        one for one in _by_bare_code(norm, codes, listed=bool(found)) if not _overlaps(one, found)
    ]
    found += [one for one in _by_bare_codes(norm, codes) if not _overlaps(one, found)]
    found += [one for one in _by_initials(norm, projects) if not _overlaps(one, found)]
    names = _Names(norm, index_of(projects), current)
    for start, end in _zones(norm, found):
        found += names.within(start, end)
    found = _without_denied(norm, found, projects)
    if any(one.clear for one in found) and len(projects) > 1:
        found += _by_short_name(norm, names.known, found)
    if not found:
        found += (
            _by_paraphrase(norm, names.known)
            or list(_stranger(norm))
            or list(_well_known(norm, names.known))
        )
    return sorted(_once(found), key=lambda one: one.start)


_CHOICE = re.compile(
    r"^\s*(?:(?:เอา|เป็น|คือ|หมายถึง|ของ|โครงการ|อัน|ข้อ|ตัว|เบอร์|เลข|หมายเลข|ลำดับ|รหัส|ที่|น่าจะ"
    r"|ก็)(?:ที่)?[ .:]*)*"
    r"(?P<code>[\w.-]{1,12}?)(?=$|[^\w.,%-]|ค่ะ|คะ|ครับ|คับ|จ้า|นะ|น่ะ|เลย|แหละ|ล่ะ)(?! ?(?:บาท|คน"
    r"|แห่ง|โรง|ครั้ง|กิจกรรม|%))"
)


def chosen(norm: str, projects: Sequence[Known]) -> Iterator[Mention]:
    """อันที่ 11 ค่ะ: the answer to which project is meant."""
    found = _CHOICE.match(norm)
    for one in projects:
        if found and normalised(one.code) == found["code"]:
            yield Mention((one.code,), *found.span("code"))


def _by_paraphrase(norm: str, known: Index) -> list[Mention]:
    """โครงการประชุมครูฯ: a name after the word, though its words stand in many names."""
    for found in _NAMED_AFTER.finditer(norm):
        edge = _EDGE.search(norm, found.start("name"), found.end())
        end = min(found.end(), edge.start() if edge else found.end())
        name = norm[found.start("name") : end]
        code = None if _NO_NAME.match(name) else paraphrased(name, known)
        if code:
            return [Mention((code,), found.start(), end)]
    return []


def _stranger(norm: str) -> Iterator[Mention]:
    """โครงการปลูกป่า: a project by name that is not among the person's own."""
    for found in _NAMED_AFTER.finditer(norm):
        edge = _EDGE.search(norm, found.start("name"), found.end())
        end = min(found.end(), edge.start() if edge else found.end())
        name = norm[found.start("name") : end]
        if not _NO_NAME.match(name) and len(fold(name).text) >= 5 and not common(name):
            yield Mention((), found.start(), end, unknown=True)
            return


_DENIED = re.compile(r"(?:ไม่ใช่|มิใช่)(?:ของ|เป็น|รายงาน|โครงการ| )*$")
_MEANT = re.compile(
    r"(?:หมายถึง|แต่เป็น|ต้องเป็น|ที่ถูก(?:คือ|เป็น|ต้อง)*|เป็น|คือ|ต้อง|ของ|เอา|แก้เป็น)(?:ของ"
    r"|โครงการ|ที่|รหัส|อัน| )*"
    r"(?P<code>\d{1,3}(?:\.\d{1,3})?)(?![\d,%]|\.\d| ?(?:บาท|พัน|หมื่น|แสน|ล้าน|คน|แห่ง|โรง"
    r"|ครั้ง|กิจกรรม|วัน|เดือน))"
)


_WELL_KNOWN = re.compile(
    r"(?:^|(?<=[\n,/]))[ -]*(?P<name>งานศิลป(?:ะ)?หัตถ[ก-์]{0,14}?"
    r"|ศิลป(?:ะ)?หัตถ(?:กรรม)?(?:นักเรียน)?|(?:รางวัล)?พระราชทาน|โรงเรียนสุจริต"
    r"|เขตสุจริต|บ้านนัก(?:วิทย์|วิทยาศาสตร์)(?:น้อย)?|o-?net|ita|pisa|dltv|best practice"
    r"|english camp|coding|อาหารกลางวัน"
    r"|(?:ยา)?เสพติด|ลูกเสือ|เด็กพิการเรียนรวม|ประกันคุณภาพ|ก\.ต\.ป\.น\.?|nt|rt"
    rf"|{'|'.join(sorted(map(re.escape, (one.strip() for one in SPOKEN)), key=len, reverse=True))})"
    r"(?= ?(?:ใช้|เบิก|จ่าย|เสร็จ|ยังไม่|กำลัง|อยู่ระหว่าง|ทำ|ดำเนินการ|คงเหลือ|เหลือ|ยกเลิก"
    r"|เลื่อน|เรียบร้อย|จบ|ปิด))"
)


def _well_known(norm: str, known: Index) -> Iterator[Mention]:
    """ศิลปหัตถกรรมใช้ไป 120,000: what every office calls a project, but none of the person's own."""
    found = _WELL_KNOWN.search(norm)
    name = fold(found["name"]).text if found else ""
    if found and not any(name in full for full in known.folded):
        yield Mention((), *found.span("name"), unknown=True)


def _without_denied(norm: str, found: list[Mention], projects: Sequence[Known]) -> list[Mention]:
    """ไม่ใช่โครงการ 15 หมายถึง 16: the one denied is not meant; without another it is asked."""
    denied = [one for one in found if _DENIED.search(norm, max(0, one.start - 24), one.start)]
    if not denied:
        return found
    not_meant = {code for one in denied for code in one.codes}
    left = [one for one in found if one not in denied]
    others = tuple(one.code for one in projects if one.code not in not_meant)
    left += [
        Mention((meant["code"],), *meant.span("code"))
        for meant in _MEANT.finditer(norm)
        if meant["code"] in others
        and not any(one.start < meant.end() and meant.start("code") < one.end for one in found)
    ]
    if left:
        return left
    first = denied[0]
    return [
        Mention(others if len(others) > 1 else (), first.start, first.end, unknown=not others[1:])
    ]


_SHORTEST = 4  # letters of a name beside another project's
_THING = re.compile(
    r"งบ|เงิน|ยอด|เหลือ|กิจกรรม|โครงการ|รายงาน|เอกสาร|ปัญหา|อุปสรรค|ข้อเสนอ|ข้อมูล|ตอนนี้|ขณะนี้"
    r"|สถานะ|ผล"
    r"|ทั้ง|รวม|ส่วนที่|หนึ่ง|สอง|สาม|สพฐ|สพป|ภาพรวม|ที่เหลือ|โรงเรียน|นักเรียน|ครู"
)
_FRONT = re.compile(r"^(?:(?:โครงการ|การ|จัดซื้อ|จัดทำ|จัดจ้าง|ส่งเสริม|พัฒนา|อบรม|เชิงปฏิบัติการ|ปรับปรุง)+)")


def _by_short_name(norm: str, known: Index, found: Sequence[Mention]) -> Iterator[Mention]:
    """ใช้สองหมื่นเก้า|นิเทศ|ยังไม่เริ่ม: beside another project, the first word of a name will do."""
    taken = {code for one in found for code in one.codes}
    for start, end in _zones(norm, found):
        zone = norm[start:end]
        name = _PARTICLES.sub("", zone).strip()
        short = fold(name).text
        beside = any(one.end == start for one in found)
        if beside or len(short) < _SHORTEST or _THING.search(name) or not _EDGE.match(norm, end):
            continue
        fits = [
            one.code
            for one, full in zip(known.projects, known.folded, strict=True)
            if full.startswith(short) or _FRONT.sub("", full).startswith(short)
        ]
        if len(fits) == 1 and fits[0] not in taken:
            first = start + zone.index(name)
            yield Mention((fits[0],), first, first + len(name))


def _overlaps(one: Mention, others: Sequence[Mention]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _by_code(norm: str, codes: dict[str, str]) -> Iterator[Mention]:
    for found in _CODE_SAID.finditer(norm):
        numbers = list(_NUMBER.finditer(norm, *found.span("codes")))
        own = [number for number in numbers if number[0] in codes]
        if not own:
            said = found[0].startswith(("โครงการ", "รหัส", "#"))
            if said and len(numbers) == 1:
                yield Mention((), *found.span(), unknown=True)
            continue
        if len(own) != len(numbers):
            own = own[:1] if own[0] is numbers[0] else []
        for number in own:
            first = found.start() if number is own[0] else number.start()
            yield Mention((codes[number[0]],), first, number.end(), listed=len(own) > 1)
    for found in _LETTER_CODE.finditer(norm):
        for code in codes:
            if normalised(code) == found[0]:
                yield Mention((code,), *found.span())


def normalised(code: str) -> str:
    """A code as it stands in a normalised text."""
    return code.lower()


def _by_line(norm: str, codes: dict[str, str]) -> Iterator[Mention]:
    """Lines that begin with codes: only when each of them is one of the person's own."""
    lines = list(_LINE_CODE.finditer(norm))
    own = [found for found in lines if found["code"] in codes]
    if len(own) < 2 or len(own) != len(lines) or len({found["code"] for found in own}) != len(own):
        return
    for found in own:
        yield Mention((codes[found["code"]],), found.start("code"), found.end("code"))


def _by_bare_code(norm: str, codes: dict[str, str], *, listed: bool) -> Iterator[Mention]:
    """15 เสร็จแล้ว 16 กำลังทำ: figures before words of a report, when all of them are own codes."""
    bare = list(_BARE_CODE.finditer(norm))
    own = [found for found in bare if found["code"] in codes]
    if len(own) != len(bare) or len({found["code"] for found in own}) < (1 if listed else 2):
        return
    for found in own:
        yield Mention((codes[found["code"]],), found.start("code"), found.end("code"))


def _by_bare_codes(norm: str, codes: dict[str, str]) -> Iterator[Mention]:
    """3.2 กับ 3.4 กำลังดำเนินการ: figures joined before words of a report, all of them own codes."""
    for found in _BARE_CODES.finditer(norm):
        numbers = list(_NUMBER.finditer(norm, *found.span("codes")))
        if all(number[0] in codes for number in numbers):
            for number in numbers:
                yield Mention((codes[number[0]],), *number.span(), listed=True)


_INITIALS = re.compile(r"(?<![ก-์.])(?:[ก-ฮ]\. ?){2,8}[ก-ฮ](?![ก-์])")


def _by_initials(norm: str, projects: Sequence[Known]) -> Iterator[Mention]:
    """ก.ต.ป.น. or กตปน: initials that stand in one project's name only."""
    owners: dict[str, set[str]] = {}
    for one in projects:
        for found in _INITIALS.finditer(one.name):
            owners.setdefault(re.sub(r"[. ]", "", found[0]), set()).add(one.code)
    for letters, own in owners.items():
        typed = r"\.? ?".join(letters)
        for found in re.finditer(rf"(?<![ก-์.]){typed}(?:\.|(?![ก-์]))", norm):
            if len(own) == 1:
                yield Mention(tuple(own), *found.span())


def _zones(norm: str, found: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """The stretches between the words of a report, in which names may stand."""
    taken = sorted((one.start, one.end) for one in found)
    edges = [edge.span() for pattern in (_EDGE, _SPOKEN_SUM) for edge in pattern.finditer(norm)]
    start = 0
    for first, last in sorted([*edges, *taken]):
        if first > start:
            yield start, first
        start = max(start, last)
    if start < len(norm):
        yield start, len(norm)


_PARTICLES = re.compile(r"^(?:[\s\d.,)-]|ส่วน|และ|เรื่อง|งาน)+|(?:[\s.,(-]|ค่ะ|ครับ|ก็|ได้|นี้)+$")


@dataclass
class _Names:
    """Looks for names in stretches of a text; a text full of them is read in its beginning only."""

    norm: str
    known: Index
    current: str | None
    looks: int = 30

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """The names between `start` and `end`."""
        if end - start < 2 or self.looks <= 0:
            return
        self.looks -= 1
        fits = matches(self.norm, self.known, start, end)
        said = fits and _PROJECT_WORD.search(self.norm, max(0, fits[0].start - 16), fits[0].start)
        lead = leaders(fits, enough=ENOUGH_SAID if said else ENOUGH)
        if not lead:
            yield from self._whole_zone(start, end)
            return
        lead = [one for one in lead if one.start < lead[0].end and lead[0].start < one.end]
        first, last = min(one.start for one in lead), max(one.end for one in lead)
        yield Mention(self._settled(tuple(one.code for one in lead), first, last), first, last)
        yield from self.within(start, first)
        yield from self.within(last, end)

    def _whole_zone(self, start: int, end: int) -> Iterator[Mention]:
        """วัสดุสำนักงาน: common words, but nothing else, and of one project's name only."""
        zone = self.norm[start:end]
        name = _PARTICLES.sub("", zone).strip()
        several = len(self.known.projects) > 1
        code = paraphrased(name, self.known, whole=True) if name and several else None
        if code and self.current is None:
            first = start + zone.index(name)
            yield Mention((code,), first, first + len(name))

    def _settled(self, codes: tuple[str, ...], first: int, last: int) -> tuple[str, ...]:
        """Of several that fit, the one just asked about leads when its whole name was typed."""
        if len(codes) < 2 or self.current not in codes:
            return codes
        piece = fold(self.norm[max(0, first - 10) : last]).text
        names = dict(zip((one.code for one in self.known.projects), self.known.folded, strict=True))
        return (self.current,) if self.current and names[self.current] in piece else codes


def _once(found: list[Mention]) -> list[Mention]:
    """Mentions of one project run together; a clear one settles a level one beside it."""
    ordered = sorted(found, key=lambda one: one.start)
    clear = [one for one in ordered if one.clear]
    kept: list[Mention] = []
    for one in ordered:
        if not one.clear and not one.unknown:
            narrowed = [code for code in one.codes if any(code in other.codes for other in clear)]
            if len(narrowed) == 1:
                one = replace(one, codes=(narrowed[0],))  # noqa: PLW2901
        if kept and kept[-1].codes == one.codes:
            continue
        kept.append(one)
    return kept
