"""Sums of money: the number, its tail (บาท, .-, ถ้วน, สตางค์) and whether it is an estimate."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.understanding.numerals import Numeral

_BAHT = r"บาท|฿|บ\.|บ(?![ก-์])|thb|baht|bath|บาด(?!แผ|เจ็บ)|ตัง(?:ค์)?"
_ROUGH_TAIL = r"(?:กว่า|เศษ|นิด|หน่อย|ต้น|ปลาย)(?: ?ๆ)*"
_TAIL = re.compile(
    rf" ?(?P<rough>{_ROUGH_TAIL})?(?P<baht>[ .]{{0,40}}(?:{_BAHT}))?(?: ?ถ้วน)?"
    rf"(?P<mark>[.,]?-(?=[\s).,;/]|$))?(?P<rough_too> ?{_ROUGH_TAIL})?"
)
_SATANG = re.compile(r" ?(?:สตางค์|สต\.)(?:ถ้วน)?")
_BAHT_BEFORE = re.compile(r"(?:฿|thb) ?$")
_BETWEEN = re.compile(r" ?(?:-|ถึง|หรือ|ไม่ก็) ?")

_ROUGH_BEFORE = re.compile(
    r"(?:(?<!งบ)ประมาณ(?!การ)|ราว|เกือบ|ใกล้|น่าจะ|คาดว่า|คร่าว|ไม่เกิน|ไม่ถึง|ไม่ต่ำกว่า"
    r"|ไม่น้อยกว่า"
    r"|มากกว่า|น้อยกว่า|เกิน|อย่างน้อย"
    r"|อย่างมาก|สัก|ซัก|แถว|~|≈|±|\+-|หลัก|หลาย|ไม่กี่|คิดว่า|รู้สึกว่า|เห็นว่า|จำได้ว่า|บวกลบ"
    r"|เฉลี่ย|ร่วม|เฉียด"
    r"|ตก|กว่า|คงจะ|ไม่แน่ใจว่า)"
    r"(?: ?ๆ)*(?: ?(?:ว่า|จะ|อยู่ที่|ที่|เป็น|แค่|เพียง|ประมาณ|ราว|สัก|ถึง)(?: ?ๆ)*){0,3} ?$"
)
_HEDGE_BEFORE = re.compile(
    r"(?:น่าจะ|คิดว่า|คาดว่า|เดาว่า|เหมือนว่า|เหมือนจะ|รู้สึกว่า|จำได้ว่า|ถ้าจำไม่ผิด|ไม่แน่ใจ"
    r"|คร่าวๆ|คร่าว ๆ"
    r"|โดยประมาณ|ราวๆ|เกือบ)"
    r"(?:จะ|ก็)? ?(?:ใช้|จ่าย|เบิก|เหลือ|คงเหลือ|หมด|อยู่|มี|ยอด)[ก-์ :]{0,16}$"
)
_ROUGH_AFTER = re.compile(
    r"[ (]{0,2}(?:กว่า|เศษ(?!ส)|โดยประมาณ|ประมาณ(?!การ|ว่า)|มั้ง|ได้มั้ง|ถ้าจำไม่ผิด|ไม่แน่ใจ"
    r"|ไม่ชัวร์|คร่าว"
    r"|นิดๆ|หน่อยๆ|ต้นๆ|ปลายๆ|up\b|\+(?! ?\d))"
)
_ROUGH_LATER = re.compile(r"มั้ง|ถ้าจำไม่ผิด|ไม่แน่ใจ|ไม่ชัวร์|ยังไม่นิ่ง|ยังไม่สรุป|เป็นตัวเลขคร่าว")
_LONE_UNIT_ROUGH = re.compile(r"(?:หลัก|หลาย|เป็น|เรือน|ไม่กี่|ครึ่ง|แตะ|เหยียบ) ?$")
_DASH = re.compile(
    r"(?<![\w\d-])-(?=[ .]*(?:บาท|\n|$|[);/,]| (?:และ|คง|เหลือ|ใช้|เบิก|จ่าย|งบ|ปัญหา|ณ|ข้อ|ค่ะ"
    r"|ครับ"
    r"|สถานะ)))"
)
_DASH_AFTER = re.compile(
    r"(?:ใช้ไป|ใช้จ่าย|ใช้|เบิก|เบิกจ่าย|จ่าย|จ่ายไป|คงเหลือ|เหลือ|ส่งคืน|คืน|แล้วยังไม่ส่งเบิก"
    r"|ผูกพัน"
    r"|ยอดใช้)(?:ไป|แล้ว|เงิน|งบ|\([^()\n]{0,60}\))*[ .:=)]{0,30}$"
)
_YEARS = range(2540, 2600)
_DASH_TAIL = re.compile(rf"[ .]{{0,40}}(?:{_BAHT})")
_PARENS = re.compile(r"\([^()\n]{0,80}\)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money and its place, tail included."""

    value: Decimal
    start: int
    end: int
    marked: bool = False  # บาท, .-, a comma or a unit: money by its looks
    baht: bool = False  # บาท or satang is said
    slip: bool = False
    rough: bool = False
    dash: bool = False
    negative: bool = False
    words: bool = False  # written without a figure

    @property
    def likely(self) -> bool:
        """Whether it would be taken for money without a word beside it."""
        return self.marked or (self.value >= 1000 and not self.yearlike)

    @property
    def yearlike(self) -> bool:
        """A bare 2567 is hardly ever money."""
        return not self.marked and self.value in _YEARS


def amounts(norm: str, numbers: Sequence[Numeral]) -> Iterator[Amount]:
    """The sums of money among numbers that count nothing else."""
    read = [_amount(norm, number) for number in numbers]
    place = 0
    while place < len(read):
        here = read[place]
        if place + 1 < len(read):
            joined = _with_satang(norm, here, read[place + 1]) or _between(
                norm, here, read[place + 1]
            )
            if joined:
                here, place = joined, place + 1
        yield here
        place += 1


def _amount(norm: str, number: Numeral) -> Amount:
    tail = _TAIL.match(norm, number.end)
    end = tail.end() if tail else number.end
    before = norm[max(0, number.start - 60) : number.start].rsplit("\n", 1)[-1]
    baht_before = _BAHT_BEFORE.search(before)
    satang = _SATANG.match(norm, number.end)
    baht = bool(tail and tail["baht"]) or bool(baht_before) or bool(satang)
    mark = bool(tail and (tail["mark"] or "ถ้วน" in tail[0]))
    value = number.value / 100 if satang else number.value
    year = not (baht or mark or number.grouped) and value in _YEARS
    negative = before.endswith("-") and before[-2:-1] in ("", " ", ":", "=", "อ", "ป")
    return Amount(
        value=value,
        start=number.start - (len(baht_before[0]) if baht_before else 0),
        end=satang.end() if satang else end,
        marked=baht or mark or number.grouped,
        baht=baht,
        slip=number.slip or _too_large(value) or (value * 100) % 1 != 0 or year,
        rough=_is_rough(norm, number, before, tail),
        negative=negative,
        words=not number.digits,
    )


def _too_large(value: Decimal) -> bool:
    return value >= Decimal(10) ** 12


def _is_rough(norm: str, number: Numeral, before: str, tail: re.Match[str] | None) -> bool:
    end = tail.end() if tail else number.end
    if number.rough or (tail and (tail["rough"] or tail["rough_too"])):
        return True
    if number.bare_unit and _LONE_UNIT_ROUGH.search(before):
        return True
    line = norm[end : end + 30].split("\n", 1)[0]
    return bool(
        _ROUGH_BEFORE.search(before)
        or _HEDGE_BEFORE.search(before)
        or _ROUGH_AFTER.match(norm, end)
        or _ROUGH_LATER.search(line)
    )


def _with_satang(norm: str, baht: Amount, after: Amount) -> Amount | None:
    """ห้าพันหกร้อยบาท + ห้าสิบสตางค์."""
    gap = norm[baht.end : after.start]
    is_satang = after.baht and after.value < 1 and norm[after.end - 1] != "บ"
    if baht.baht and is_satang and gap.strip() in ("", "กับ", "และ") and len(gap) < 6:
        return replace(baht, value=baht.value + after.value, end=after.end)
    return None


def _between(norm: str, low: Amount, high: Amount) -> Amount | None:
    """5-6 พัน, 5,000 ถึง 6,000: no exact sum."""
    if _BETWEEN.fullmatch(norm[low.end : high.start]) and low.value < high.value and not low.dash:
        return replace(high, start=low.start, rough=True)
    return None


def dashes(norm: str) -> Iterator[Amount]:
    """A dash where a sum is expected is zero."""
    if "-" not in norm:
        return
    for found in _DASH.finditer(norm):
        before = norm[max(0, found.start() - 90) : found.start()].rsplit("\n", 1)[-1]
        if _DASH_AFTER.search(before):
            tail = _DASH_TAIL.match(norm, found.end())
            yield Amount(
                Decimal(0),
                found.start(),
                tail.end() if tail else found.end(),
                marked=True,
                dash=True,
            )


def without_brackets(text: str) -> str:
    """The text with bracketed remarks blanked, length kept."""
    return _PARENS.sub(lambda found: " " * len(found[0]), text) if "(" in text else text
