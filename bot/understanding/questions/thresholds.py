"""`โครงการที่เบิกต่ำกว่า 30%`: which money, compared how, with what number."""

import re
from decimal import Decimal

from bot.topics import Comparison, Measure, Threshold
from bot.understanding.numerals import numerals

_WORD = r"(?:หนึ่ง|นึง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|ยี่|สิบ|ร้อย|เอ็ด|ศูนย์|พัน|หมื่น|แสน|ล้าน)"
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?{_WORD}?|{_WORD}{{1,8}})"
_VERB = r"(?P<verb>(?:การ)?เบิกจ่าย|เบิก|ใช้จ่าย|ใช้)(?:งบประมาณ|งบ|เงิน)?(?:ไป|ได้|แล้ว|ยัง|มา|อยู่)*"
_OPS: tuple[tuple[str, Comparison], ...] = (
    ("ไม่ต่ำกว่า|ไม่น้อยกว่า|อย่างน้อย|>=", ">="),
    ("ไม่เกิน|ไม่มากกว่า|<=", "<="),
    ("ต่ำกว่า|น้อยกว่า|ไม่ถึง|<", "<"),
    ("เกินกว่า|เกิน|มากกว่า|สูงกว่า|>", ">"),
    ("ตั้งแต่|ถึง|ครบ", ">="),
)
_COMPARED = re.compile(
    rf"{_VERB}(?P<op>{'|'.join(words for words, _ in _OPS)})"
    rf"(?:(?P<half>ครึ่ง(?:หนึ่ง|นึง)?)|(?P<all>งบประมาณ|งบ|เงินที่ได้|วงเงิน|(?:ที่)?จัดสรร)"
    rf"|(?P<rate>ร้อยละ)?(?P<number>{_NUMBER})(?P<unit>%|เปอร์เซ[ก-์]{{0,6}}|percent|บาท)?)"
    r"(?:ของงบ(?:ประมาณ)?)?(?:ขึ้นไป|แล้ว|เลย)?"
)
_NOTHING = re.compile(
    r"(?:ยัง)?ไม่(?:ได้|มีการ|เคย)?(?P<verb>เบิกจ่าย|เบิก|ใช้จ่าย|ใช้เงิน|ใช้งบ)(?:งบประมาณ|งบ|เงิน)?"
    r"(?!ถึง|เกิน|ต่ำ|มาก|น้อย)(?:เลย|อะไร)*"
)
_ALL = re.compile(
    r"(?P<verb>เบิกจ่าย|เบิก|ใช้จ่าย|ใช้เงิน|ใช้งบ|ใช้)(?:งบประมาณ|งบ|เงิน)?(?:ไป|ได้)?(?:หมด|ครบ)(?:แล้ว)?"
)
LISTS = re.compile(r"โครงการ.{0,24}?ที่|ไหน|โครงการใด|อะไร|บ้าง|กี่โครงการ|มีโครงการ|รายชื่อ|^ขอ|ไหม|มั้ย")


def take_threshold(flat: str) -> tuple[Threshold | None, str]:
    """The threshold a text without blanks asks for, and the text without it."""
    if not LISTS.search(flat):
        return None, flat
    for pattern, read in ((_COMPARED, _compared), (_NOTHING, _nothing), (_ALL, _all)):
        for found in pattern.finditer(flat):
            threshold = read(found)
            if threshold:
                return threshold, f"{flat[: found.start()]} {flat[found.end() :]}"
    return None, flat


def _measure(found: re.Match[str]) -> Measure:
    return Measure.SPENT if found["verb"].startswith("ใช้") else Measure.DISBURSED


def _compared(found: re.Match[str]) -> Threshold | None:
    comparison = next(op for words, op in _OPS if found["op"] in words.split("|"))
    if found["half"]:
        return Threshold(_measure(found), comparison, Decimal(50))
    if found["all"]:
        return (
            Threshold(_measure(found), comparison, Decimal(100)) if "เกิน" in found["op"] else None
        )
    read = list(numerals(found["number"]))
    if len(read) != 1 or read[0].value is None:
        return None
    number = read[0].value
    is_baht = found["unit"] == "บาท" or (number > 100 and not (found["rate"] or found["unit"]))
    if comparison == ">=" and found["op"] == "ครบ" and number != 100:
        return None
    return Threshold(_measure(found), comparison, number, is_baht)


def _nothing(found: re.Match[str]) -> Threshold:
    return Threshold(_measure(found), "<=", Decimal(0))


def _all(found: re.Match[str]) -> Threshold:
    return Threshold(_measure(found), ">=", Decimal(100))
