"""The pieces of a number: figures with their commas and points, words, units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

WORDS = {
    "ศูนย์": 0,
    "หนึ่ง": 1,
    "นึง": 1,
    "เอ็ด": 1,
    "สอง": 2,
    "ยี่": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
}
UNITS = {
    "สิบ": 10,
    "ร้อย": 100,
    "พัน": 1_000,
    "หมื่น": 10_000,
    "แสน": 100_000,
    "ล้าน": 1_000_000,
    "ลบ.": 1_000_000,
    "k": 1_000,
}
# Words that only look like numbers: ห้าม, สามารถ, เรียบร้อย, สัมพันธ์, ร้อยละ, ผูกพัน, ล้านนา, เก้าอี้ ...
_NOT_AFTER = {
    "สาม": "ารถ|ัคคี|ัญ|ี|เณร",
    "ห้า": "ม",
    "หก": "ล้ม|คะเมน",
    "เก้า": "อี้",
    "ยี่": "ห้อ",
    "สอง": "แถว|ภาษา",
    "ร้อย": "ละ|เอก|โท|ตรี|เรียง|แก้ว|รัด|ยิ้ม",
    "พัน": "ธ|เอก|โท|ตรี|ผูก|ตำรวจ|กัน",
    "แสน": "ดี|สาหัส|ยาก|สุข|สบาย|เหนื่อย",
    "ล้าน": "นา|ช้าง|เลี่ยน",
    "ศูนย์": "(?!บาท)[ก-ฮเแโใไ]",
    "สิบ": "เอก|โท|ตรี",
}
_NOT_BEFORE = {
    "พัน": ("ผูก", "สัม", "เกี่ยว", "เผ่า", "ยึด"),
    "ร้อย": ("เรียบ", "เรียน", "นาย", "ตำรวจ", "ช่อ", "ถัก"),
    "หนึ่ง": ("ตัว", "หลัก", "ซึ่", "ครึ่ง", "ที่", "อัน", "เป็น", "ใด", "วัน"),
    "นึง": ("ตัว", "หลัก", "ครึ่ง", "แป๊บ", "แปบ", "แป๊ป", "อัน", "ที", "นิด", "หน่อย"),
    "สอง": ("ทั้ง", "ที่", "มัธยม", "ประถม"),
    "สาม": ("ทั้ง", "ที่"),
    "สี่": ("ทั้ง", "ที่"),
    "ห้า": ("ทั้ง", "ที่"),
    "สิบ": ("ที่",),
    "แสน": (),
    "หก": ("ที่", "ตก"),
    "ศูนย์": ("ที่", "เลข", "ตัว"),
}


def _word(word: str) -> str:
    before = "".join(f"(?<!{other})" for other in _NOT_BEFORE.get(word, ()))
    after = f"(?!{_NOT_AFTER[word]})" if word in _NOT_AFTER else ""
    return f"{before}{re.escape(word)}{after}"


_PLAIN = r"\d+(?:(?:,| ,)\d+)*(?:\.\d+)*"
_TOKEN = re.compile(
    rf"(?P<loose>\d{{1,3}}(?:, \d{{3}}|(?: \d{{3}})+)(?![\d,]))"
    rf"|(?P<plain>{_PLAIN})"
    rf"|(?P<word>{'|'.join(_word(word) for word in sorted(WORDS, key=len, reverse=True))})"
    rf"|(?P<unit>{'|'.join(_word(unit) for unit in UNITS if unit not in ('k', 'ลบ.'))}"
    r"|(?<=\d)k(?![a-z])|(?<=\d )k(?![a-z])|(?<=[\d ])ลบ\.)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A figure, a number word or a unit, and its place."""

    kind: str  # "n" or "u"
    value: Decimal
    start: int
    end: int
    literal: bool
    slip: bool = False
    grouped: bool = False
    last_one: bool = False  # เอ็ด: one of the units, never of a higher place


def tokens(norm: str) -> Iterator[Token]:
    """The pieces of numbers from left to right."""
    for found in _TOKEN.finditer(norm):
        start, end = found.span()
        match found.lastgroup:
            case "word":
                value = Decimal(WORDS[found[0]])
                yield Token("n", value, start, end, literal=False, last_one=found[0] == "เอ็ด")
            case "unit":
                yield Token("u", Decimal(UNITS[found[0]]), start, end, literal=False)
            case _:
                yield _figure(found[0], start, end, loose=found.lastgroup == "loose")


def _figure(written: str, start: int, end: int, *, loose: bool) -> Token:
    """A row of digits with its commas and points; what is not how money is written is a slip."""
    whole, *fractions = written.replace(" ,", ",").split(".")
    groups = re.split(r"[, ]+", whole)
    good_groups = len(groups) == 1 or (
        1 <= len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(g) == 3 for g in groups[1:])
    )
    digits = "".join(groups)
    slip = (loose and not groups[-1].startswith("000")) or not good_groups or len(fractions) > 1
    if fractions and len(fractions[-1]) > 2:
        slip, digits = True, digits + "".join(fractions)
    elif len(fractions) > 1:
        digits += "".join(fractions)
    elif fractions:
        digits += "." + fractions[0]
    grouped = len(groups) > 1 or (len(fractions) == 1 and len(fractions[0]) == 2)
    return Token("n", Decimal(digits), start, end, literal=True, slip=slip, grouped=grouped)
