"""Shares: ร้อยละ 80, 80%, แปดสิบเปอร์เซ็นต์, ครึ่งทาง, 3 จาก 4."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from bot.understanding.normalise import normalise
from bot.understanding.numerals import numerals

Of: TypeAlias = Literal["work", "money", "result"]

_SIGN = r" ?(?:%|เปอร์?เซ็?นต์?์?|เปอร์?เซ็?น|เปอร์?เซ็?|percent)"
_WORD = r"(?:หนึ่ง|นึง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|ยี่|สิบ|ร้อย|เอ็ด|ศูนย์){1,6}"
_NUMBER = rf"(?:\d{{1,4}}(?:\.\d{{1,4}})?|{_WORD})"
_PERCENT = re.compile(
    rf"(?:ร้อยละ|อัตราร้อยละ) ?(?:ที่ ?|ประมาณ ?|:)?(?P<a>{_NUMBER})(?: ?(?:%|เปอร์เซ็นต์))?"
    rf"|(?<![\d.,])(?P<b>{_NUMBER}){_SIGN}"
    r"|(?:เปอร์?เซ็?นต์?์?|ความ(?:คืบ|ก้าว)หน้า|คืบหน้า(?:ไป|แล้ว)?)(?:ของงาน|งาน"
    r"|โครงการ)?(?: ?(?:เป็น"
    r"|คือ|อยู่ที่|ได้|=|:))* ?"
    r"(?P<c>\d{1,3}(?:\.\d{1,2})?)(?![\d,]|\.\d| ?(?:%|เปอร์|บาท|คน|ครั้ง|กิจกรรม|แห่ง|โรง|ใน"
    r"|จาก|รุ่น))"
)
_HALF = re.compile(r"ครึ่ง(?: ?(?:นึง|หนึ่ง|ทาง|ๆ|โครงการ|งาน|แล้ว))?")
_OF = re.compile(
    r"(?<![\d.,/])(?P<part>\d{1,4}) ?(?P<unit>[ก-ฮเ-ไ][ก-์]{1,12})? ?(?:จาก(?:ทั้งหมด|ทั้งสิ้น"
    r"|จำนวน)?|ใน|/) ?(?P<all>\d{1,4})"
    r"(?![\d,]|\.\d|/)"
)

_COUNT = r"(?:\d{1,3}|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ)"
_KIND = r"(?:กิจกรรม|ครั้ง|รุ่น|โรงเรียน|โรง|แห่ง|รอบ|งวด|ขั้นตอน|เฟส|ระยะ|หลักสูตร|อำเภอ)"
_SPOKEN_OF = re.compile(
    rf"(?<![\d.,/])(?P<part>{_COUNT}) ?(?P<unit>{_KIND}) ?(?:แล้ว ?)?(?:จาก(?:ทั้งหมด|ทั้งสิ้น"
    rf"|จำนวน)?|ใน) ?"
    rf"(?P<all>{_COUNT})(?![\d,]|\.\d|/|หมื่น|พัน|แสน|ร้อย|สิบ)"
    rf"|(?<![\d.,/])(?P<part2>{_COUNT}) ?(?:จาก(?:ทั้งหมด|ทั้งสิ้น|จำนวน)?"
    rf"|ใน) ?(?P<all2>{_COUNT}) ?(?={_KIND})"
)

_MONEY = re.compile(
    r"งบ|เงิน|เบิก|ใช้(?!เวลา|ระยะ|วิธี|ห้อง|ระบบ|งาน)|จ่าย|เหลือ|จัดสรร|วงเงิน|ภาษี|vat|มัดจำ"
    r"|ดอกเบี้ย"
    r"|ค่า(?:ปรับ|ใช้จ่าย|จ้าง)|กัน"
)
_RESULT = re.compile(
    r"พึงพอใจ|พอใจ|นักเรียน|ผู้เรียน|เด็ก|โรงเรียน|รร\.|ครู|ผู้เข้า|เข้าร่วม|ผู้ปกครอง|บุคลากร"
    r"|ผ่าน|คะแนน|บรรลุ"
    r"|เป้า|ตัวชี้วัด"
    r"|ผลการ|ผลสัมฤทธิ์|สูงสุด|ต่ำสุด|เฉลี่ย|อัตรา|มาตรฐาน|ของผู้|ของนัก|ของโรง|ของครู|ระดับดี"
    r"|ความรู้|ประเมิน"
    r"|สถานศึกษา"
    r"|แบบสอบถาม|ตอบ|ita|กลุ่มเป้าหมาย|ชุมชน|เพิ่มขึ้น|ลดลง|ความถูกต้อง"
)
_OUTCOME = re.compile(
    r"ผ่าน(?!ไป|มา|แล้ว)|บรรลุ|พอใจ|คะแนน|เหรียญ|รางวัล|เกณฑ์|อ่านออก|อ่านได้|เขียนได้|สอบได้"
    r"|สอบผ่าน|ตอบแบบ"
    r"|ตัวชี้วัด|ตัวบ่งชี้|เป้า|ชนะ|เข้าร่วม|เข้าอบรม|เข้าสอบ|ผู้(?:เข้า|ผ่าน|สมัคร|ตอบ)|เฉลี่ย"
    r"|มีคุณภาพ|ระดับดี"
    r"|ได้รับการรับรอง"
)
_OUTCOME_AFTER = re.compile(r" ?(?:คะแนน|เหรียญ|แต้ม|ผ่าน|บรรลุ)")
_DOING = re.compile(
    r"(?:ทำ|จัด|ลง|นิเทศ|เยี่ยม|แจก|ตรวจ|เก็บ|ซ่อม|อบรม|สอบ|ติดตาม|ดำเนิน|ส่งมอบ"
    r"|สัมภาษณ์)[ก-์ ]{0,24}$"
)
_WORK = re.compile(
    r"คืบหน้า|ก้าวหน้า|ทำได้|ทำไป|ทำแล้ว|ดำเนิน(?:การ|งาน)|เสร็จ|สำเร็จ|ภาพรวม|โครงการ(?!โรง)|งานไป"
    r"|เดินหน้า|progress|จัดไป|(?<!ไม่)ถึง"
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share, of what, and its place."""

    value: Decimal
    of: Of
    start: int
    end: int
    fraction: bool = False  # 3 จาก 4, 3/4: counts, not a figure of progress
    half: bool = False


def percents(norm: str) -> Iterator[Share]:
    """Every percentage in the text, with what it is a share of."""
    for found in _PERCENT.finditer(norm):
        value = _value(found["a"] or found["b"] or found["c"])
        if value is not None:
            of = "work" if found["c"] else share_of(norm, found.start(), found.end())
            yield Share(value, of, *found.span())


def _value(written: str) -> Decimal | None:
    if written[0].isdigit():
        return Decimal(written)
    read = list(numerals(written))
    return read[0].value if len(read) == 1 else None


def halves(norm: str) -> Iterator[Share]:
    """ครึ่งทาง, ครึ่งนึง."""
    for found in _HALF.finditer(norm):
        of = share_of(norm, found.start(), found.end())
        yield Share(Decimal(50), of, *found.span(), half=True)


def fractions(norm: str) -> Iterator[Share]:
    """3 จาก 4 กิจกรรม, 2 ครั้งจาก 4, 3/4."""
    for found in (*_OF.finditer(norm), *_SPOKEN_OF.finditer(norm)):
        ends = found.groupdict()
        part, whole = (_count(ends[key] or ends.get(f"{key}2") or "0") for key in ("part", "all"))
        if 0 < whole <= 999 and part <= whole:
            share = (Decimal(100) * part / whole).quantize(Decimal("0.01"))
            of: Of = "result" if _is_outcome(norm, found) else "work"
            yield Share(share, of, *found.span(), fraction=True)


def _count(written: str) -> int:
    return int(_value(written) or 0)


def _is_outcome(norm: str, found: re.Match[str]) -> bool:
    """ผ่านเกณฑ์ 20 แห่งจาก 102: what an indicator counts, not how much of the work is done."""
    before = norm[max(norm.rfind("\n", 0, found.start()) + 1, found.start() - 45) : found.start()]
    after = norm[found.end() : found.end() + 14].split("\n", maxsplit=1)[0]
    if _OUTCOME.search(before) or _OUTCOME_AFTER.match(after):
        return True
    people = (found.groupdict().get("unit") or "").startswith(
        ("คน", "ราย", "ท่าน", "คะแนน")
    ) or after.lstrip()[:2] == "คน"
    return people and not _DOING.search(before)


def share_of(norm: str, start: int, end: int) -> Of:
    """What a share is of, by the words of its clause: the nearest before it, else after it."""
    before = norm[max(norm.rfind("\n", 0, start) + 1, start - 45) : start]
    after = norm[end : end + 25].split("\n", maxsplit=1)[0]
    if re.match(r" ?ของ ?(?:งบ|เงิน|วงเงิน|ยอด|ที่ได้)", after):
        return "money"
    if re.match(r" ?(?:ของ|มี) ?(?!งาน|โครงการ|กิจกรรม|แผน|ทั้งหมด)[ก-ฮเ-ไ]", after):
        return "result"
    nearest = max(
        ((match.end(), of) for of, pattern in _KINDS for match in pattern.finditer(before)),
        default=None,
    )
    if nearest:
        return nearest[1]
    return next((of for of, pattern in _KINDS if of != "work" and pattern.search(after)), "work")


_KINDS: tuple[tuple[Of, re.Pattern[str]], ...] = (
    ("work", _WORK),
    ("money", _MONEY),
    ("result", _RESULT),
)


def read_percent(text: str) -> Decimal | None:
    """The percentage an answer gives ("60", "60%", "ร้อยละหกสิบ", "ครึ่งทาง"), 0 to 100."""
    norm = normalise(text).norm
    shares = [share.value for share in (*percents(norm), *halves(norm))]
    values = shares or [number.value for number in numerals(norm)]
    return values[0] if len(values) == 1 and 0 <= values[0] <= 100 else None
