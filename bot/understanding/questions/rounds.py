"""Which round a question means: ไตรมาส 1, รอบ 6 เดือน, ไตรมาสที่แล้ว."""

import re

_NUMBERS = {"1": "1", "2": "2", "3": "3", "4": "4"} | {
    "หนึ่ง": "1",
    "แรก": "1",
    "สอง": "2",
    "สาม": "3",
    "สี่": "4",
}
_NAMED = re.compile(rf"ไตรมาส(?:ที่)?(?P<number>{'|'.join(_NUMBERS)})(?!\d)")
_HALF = re.compile(r"(?:รอบ)?(?:6|หก)เดือน(?:แรก)?")
_YEAR = re.compile(r"ทั้งปี|รอบ(?:12|สิบสอง)เดือน|ตลอดปี")
_BEFORE = re.compile(r"(?:ไตรมาส|รอบ|งวด|ครั้ง)(?:ที่แล้ว|ที่ผ่านมา|ก่อน(?:หน้า)?(?:นี้)?)")
_THIS = re.compile(r"(?:ไตรมาส|รอบ|งวด)(?:นี้|ปัจจุบัน|ล่าสุด)")


def take_round(flat: str) -> tuple[str, str]:
    """The round a text without blanks names, and the text without it."""
    named = _NAMED.search(flat)
    if named:
        return f"Q{_NUMBERS[named['number']]}", _without(flat, named)
    for pattern, found in ((_BEFORE, "before"), (_HALF, "H1"), (_YEAR, "Y"), (_THIS, "")):
        place = pattern.search(flat)
        if place:
            return found, _without(flat, place)
    return "", flat


def _without(flat: str, found: re.Match[str]) -> str:
    return f"{flat[: found.start()]} {flat[found.end() :]}"
