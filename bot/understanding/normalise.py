"""One spelling for every way of typing, with the way back to the text as it was typed."""

import re
from dataclasses import dataclass

LONGEST = 2000  # longer than any report in a chat; the rest is not read, and sums are asked about

_TO = {
    **{chr(0x0E50 + n): str(n) for n in range(10)},  # ๐-๙
    **{chr(0xFF10 + n): str(n) for n in range(10)},  # full-width digits
    **{chr(c): chr(c + 32) for c in range(ord("A"), ord("Z") + 1)},
    **{chr(0xFF21 + n): chr(ord("a") + n) for n in range(26)},  # full-width Latin
    **{chr(0xFF41 + n): chr(ord("a") + n) for n in range(26)},
    **dict.fromkeys("\t\x0b\x0c\u00a0\u1680\u202f\u205f\u3000", " "),
    **{chr(c): " " for c in range(0x2000, 0x200B)},
    **dict.fromkeys("‐‑‒–—―−﹣－ー", "-"),
    **dict.fromkeys("，、﹐", ","),
    **dict.fromkeys("．․", "."),
    **dict.fromkeys("…", "."),
    **dict.fromkeys("％﹪", "%"),
    **dict.fromkeys("（", "("),
    **dict.fromkeys("）", ")"),
    **dict.fromkeys("／", "/"),
    **dict.fromkeys("：", ":"),
    **dict.fromkeys("＝", "="),
    **dict.fromkeys("×✕✖", "x"),
    **dict.fromkeys("＋", "+"),
    **dict.fromkeys("？", "?"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("\r\u0085\u2028\u2029", "\n"),
}
_TABLE = str.maketrans(_TO)

# Misspellings seen in chats, with the spelling the grammars know; none is a word itself.
TYPOS = {
    "ไช้": "ใช้",
    "ใข้": "ใช้",
    "ใช่ไป": "ใช้ไป",
    "ใช้ไบ": "ใช้ไป",
    "ใช่จ่าย": "ใช้จ่าย",
    "ใช้จาย": "ใช้จ่าย",
    "อยุ่": "อยู่",
    "อย่ระหว่าง": "อยู่ระหว่าง",
    "อยู่ระหวาง": "อยู่ระหว่าง",
    "เหลิอ": "เหลือ",
    "เหลีอ": "เหลือ",
    "เหลื่อ": "เหลือ",
    "คงเหือ": "คงเหลือ",
    "คงเหลอ": "คงเหลือ",
    "เบิค": "เบิก",
    "เบิ่ก": "เบิก",
    "เบีก": "เบิก",
    "เสรจ": "เสร็จ",
    "เสร้จ": "เสร็จ",
    "เสร๊จ": "เสร็จ",
    "เส็จ": "เสร็จ",
    "เสร็ด": "เสร็จ",
    "เสดแล้ว": "เสร็จแล้ว",
    "เสดละ": "เสร็จละ",
    "ใกล้เสด": "ใกล้เสร็จ",
    "เส็ดแล้ว": "เสร็จแล้ว",
    "เส็ดละ": "เสร็จละ",
    "เสร็ดแล้ว": "เสร็จแล้ว",
    "ยังม่าย": "ยังไม่",
    "ม่ายมี": "ไม่มี",
    "ม่ายได้": "ไม่ได้",
    "ยังมะ": "ยังไม่",
    "ช้ายไป": "ใช้ไป",
    "ช้าย": "ใช้",
    "ใช้ปาย": "ใช้ไป",
    "จ่ายปาย": "จ่ายไป",
    "ทำปาย": "ทำไป",
    "เบิกปาย": "เบิกไป",
    "เสดแร้ว": "เสร็จแล้ว",
    "แร้ว": "แล้ว",
    "โครงกาน": "โครงการ",
    "โครงการณ์": "โครงการ",
    "โคงการ": "โครงการ",
    "โครงงการ": "โครงการ",
    "งบประมาน": "งบประมาณ",
    "งบประมาญ": "งบประมาณ",
    "งปม.": "งบประมาณ",
    "งปม": "งบประมาณ",
    "ประมาน": "ประมาณ",
    "จัดสัน": "จัดสรร",
    "จัดสรรค์": "จัดสรร",
    "จัดสรน": "จัดสรร",
    "ดำเนินกาน": "ดำเนินการ",
    "ดำเนิการ": "ดำเนินการ",
    "ดำเนิดการ": "ดำเนินการ",
    "ดำเนืนการ": "ดำเนินการ",
    "กำลงั": "กำลัง",
    "กะลัง": "กำลัง",
    "ปันหา": "ปัญหา",
    "ปัญา": "ปัญหา",
    "ปัยหา": "ปัญหา",
    "เรียบร้อน": "เรียบร้อย",
    "เรียบรอ้ย": "เรียบร้อย",
    "เรียบร้อบ": "เรียบร้อย",
    "เรียนร้อยแล้ว": "เรียบร้อยแล้ว",
    "เรียบรอย": "เรียบร้อย",
    "ยกเลิด": "ยกเลิก",
    "ยกเลิค": "ยกเลิก",
    "ไม่ได่": "ไม่ได้",
    "ไม่ไดั": "ไม่ได้",
    "ไม่ด้าย": "ไม่ได้",
    "ไม่ใด้": "ไม่ได้",
    "ใม่": "ไม่",
    "ใด้": "ได้",
    "ไดัรับ": "ได้รับ",
    "ร้อนละ": "ร้อยละ",
    "รอ้ยละ": "ร้อยละ",
    "ผุกพัน": "ผูกพัน",
    "ผูกพันธ์": "ผูกพัน",
    "อณุมัติ": "อนุมัติ",
    "อนุมัต ": "อนุมัติ ",
    "คุนภาพ": "คุณภาพ",
    "ใตรมาส": "ไตรมาส",
    "ไตรมาด": "ไตรมาส",
    "จ่ายไบ": "จ่ายไป",
    "กำลง": "กำลัง",
    "เนนการ": "เนินการ",
    "เนนงาน": "เนินงาน",
    "ใชไป": "ใช้ไป",
    "ใชจ่าย": "ใช้จ่าย",
    "ใชเงิน": "ใช้เงิน",
    "ใชงบ": "ใช้งบ",
    "ใชหมด": "ใช้หมด",
    "ใชแล้ว": "ใช้แล้ว",
    "ใชแลว": "ใช้แล้ว",
    "เหลอ": "เหลือ",
    "แลว": "แล้ว",
    "ยงไม่": "ยังไม่",
    "ยงทำ": "ยังทำ",
    "เสรจแลว": "เสร็จแล้ว",
    "เบกไป": "เบิกไป",
    "เบกจ่าย": "เบิกจ่าย",
    "จายไป": "จ่ายไป",
    "ไมมี": "ไม่มี",
    "ไมได้": "ไม่ได้",
    "ไมเหลือ": "ไม่เหลือ",
    "ยังไมเริ่ม": "ยังไม่เริ่ม",
    "ยังไม ": "ยังไม่ ",
    "ปญหา": "ปัญหา",
    "ระหวาง": "ระหว่าง",
    "อยูระหว่าง": "อยู่ระหว่าง",
    "ทำอยู ": "ทำอยู่ ",
    "เริมทำ": "เริ่มทำ",
    "ยังไม่เริม": "ยังไม่เริ่ม",
    "ยกเลก": "ยกเลิก",
    "เรยบร้อย": "เรียบร้อย",
}
_REPEAT_FROM = 3  # แล้วววว is แล้ว; ครรภ์ is a word
_EDIT = re.compile(
    "(?P<void>[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
    "|[\ud800-\udfff])"
    "|(?P<control>[\x00-\x09\x0e-\x1f\x7f-\x84\x86-\x9f])"
    "|(?P<sara_am>\u0e4d(?P<tone_a>[\u0e48-\u0e4b]?)\u0e32|(?P<tone_b>[\u0e48-\u0e4b])\u0e4d\u0e32)"
    "|(?P<swapped>(?P<mark>[\u0e47-\u0e4b])(?P<vowel>[\u0e31\u0e34-\u0e39]))"
    "|(?P<doubled>(?P<one>[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])(?P=one)+)"
    "|(?P<sara_ae>เเ)"
    "|(?P<long>(?P<letter>[ก-ฮะาำเแโใไ])(?P=letter){2,})"
    "|(?P<typo>" + "|".join(sorted(map(re.escape, TYPOS), key=len, reverse=True)) + ")"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text as typed (`raw`), as the grammars read it (`norm`), and the way back."""

    raw: str
    norm: str
    at: tuple[int, ...] | None  # raw position of each normal character; None when they are the same

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the raw text of `norm[start:end]`."""
        if self.at is None:
            return start, end
        return self.at[start], self.at[end]

    def piece(self, start: int, end: int) -> str:
        """The raw text of `norm[start:end]`."""
        first, last = self.span(start, end)
        return self.raw[first:last]


def normalise(raw: str) -> Text:
    """Read `raw` into one spelling. Never longer than the text; nothing is guessed."""
    raw = raw[:LONGEST]
    plain = raw.translate(_TABLE)
    if _EDIT.search(plain) is None:
        return Text(raw, plain, None)
    return _edited(raw, plain)


def _edited(raw: str, plain: str) -> Text:
    out: list[str] = []
    at: list[int] = []
    done = 0
    for found in _EDIT.finditer(plain):
        new = _replacement(found)
        out += [plain[done : found.start()], new]
        at += range(done, found.start())
        at += [min(found.start() + n, found.end() - 1) for n in range(len(new))]
        done = found.end()
    out.append(plain[done:])
    at += range(done, len(plain) + 1)
    return Text(raw, "".join(out), tuple(at))


def _replacement(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "void":
            return ""
        case "control":
            return " "
        case "sara_am":
            return (found["tone_a"] or found["tone_b"] or "") + "ำ"
        case "swapped":
            return found["vowel"] + found["mark"]
        case "doubled":
            return found["one"]
        case "sara_ae":
            return "แ"
        case "long":
            return found["letter"]
        case _:
            return TYPOS[found[0]]
