"""Which numbers of a text are money, and which count, date, name or measure something else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from bot.understanding.amounts import Amount, amounts, dashes
from bot.understanding.dates import When, dates
from bot.understanding.numerals import Numeral, numerals
from bot.understanding.percent import Share, fractions, halves, percents

# What stands after a number and says that people, things or times are counted.
COUNTED = (
    r"คน(?!ละ)|ท่าน|นาย(?!ก)|ราย(?!ง|จ|ได้|การจ|ละ)|รูป|แห่ง|โรงเรียน|โรง|รร\.?|ศูนย์|ครั้ง|หน(?!อ|ัง|้า|่ว|ึ่|ี|ั)|รอบ|เที่ยว|วัน(?!นี้|ที่|ละ|จ|อ|พ|ศ|เ)"
    r"|คืน(?!เงิน|งบ|ค|ให้|ส|แล้ว|ไป|ก|ท)|ชั่วโมง|ชม\.?|นาที|วินาที|เดือน(?!นี้|ที่)|ปี(?!นี้|ที่|งบ|ละ)|สัปดาห์|อาทิตย์|รุ่น|ฉบับ"
    r"|เล่ม|ชุด|แผ่น|เครื่อง|ตัว(?!ชี้|บ่ง|เลข)|ตัวชี้วัด|ตัวบ่งชี้|ชิ้น|อัน|ใบ(?!เสร็จ|สำคัญ|ส|เบิก)|หน้า(?!ที่)|เรื่อง(?!เบิก)|กิจกรรม|โครงการ|งาน(?!ที่|น)|หลักสูตร"
    r"|ห้อง|กลุ่ม(?!น|บ|ส|อ|ก|พ|ง|ท)|ทีม|เขต|สหวิทยาเขต|อำเภอ|จังหวัด|ตำบล|หมู่บ้าน|รายการ|ข้อ|คะแนน|แต้ม|ด้าน|แหล่ง|งวด|ไตรมาส"
    r"|ฐาน|บูธ|ผลงาน|รางวัล|เหรียญ|คู่|วง(?!เ)|มื้อ|กล่อง|ขวด|ลิตร|กม\.?|กิโล|เมตร|ตร\.ม\.?|ตารางเมตร|คัน|ต้น(?!เ|ๆ)|ถุง|แพ็ค|รีม|องค์กร|หน่วยงาน|ประเภท|สาขา"
    r"|คาบ|ตอน(?!นี้)|จุด|ข่าว|โพสต์|คลิป|ภาพ|ไฟล์|เสียง|ลูก|หลัง|หลา|ไร่|ระดับ|ขั้น|ลำ|ดวง|เวที|สนาม|ชนิด|แบบ|คำถาม|ครู|นักเรียน"
    r"|สถานศึกษา|พื้นที่|ชุมชน|ครัวเรือน|องศา|โต๊ะ|ตู้|ป้าย|ซอง|ม้วน|โหล|กก\.?|กิโลกรัม|ชั้น|เฟส|ระยะ|น\.(?![ก-ฮ])|โมง|ทุ่ม|ส่วน(?!ของ|ที่)"
)
_COUNTED = re.compile(rf" ?(?:{COUNTED})")
# Numbers that name, date or measure something, by what stands before or around them.
_NAMED = re.compile(
    r"(?P<link>https?://\S{1,200}|www\.\S{1,200}|[a-z0-9._]{1,40}@[a-z0-9.]{1,40})"
    r"|(?P<phone>(?:โทร(?:ศัพท์|หา)?|เบอร์[ก-์]*|มือถือ|tel)[ก-์.: ]{0,12}\d[\d -]{2,16}\d(?: ?ต่อ ?\d{1,5})?"
    r"|(?<![\d,.])0\d{1,2}[- ]\d{3}[- ]?\d{3,4}(?!\d)(?: ?ต่อ ?\d{1,5})?|(?<![\d,.])0[689]\d{8}(?!\d))"
    r"|(?P<letter>(?:ศธ|ที่ ศธ|กน[ก-ฮ]|กส[ก-ฮ]|กบ[ก-ฮ]|กอก|กพ[ก-ฮ]|นร|กค|อว|มท)\.? ?\d[\d.]*(?: ?/ ?ว? ?\d[\d/]*)"
    r"|(?:หนังสือ(?:ที่|เลขที่)?|บันทึก(?:ข้อความ)?(?:ที่|เลขที่)?|คำสั่ง(?:ที่|เลขที่)?|ประกาศ(?:ที่)?|เลขที่|เลขรับที่?|ฎีกา(?:ที่|เลขที่)?|สัญญา(?:ยืม)?(?:ที่|เลขที่)|ใบเสร็จ(?:เลขที่|ที่)|ลว\.?)"
    r"[^\d\n]{0,12}\d[\d.]*(?: ?/ ?ว? ?\d+)*(?![,\d]|\.\d)|(?<!\d)ว ?\d{1,4}(?: ?/ ?\d{2,4})?(?!\d))"
    r"|(?P<time>(?:เวลา ?)?(?<![\d,.])\d{1,2}[.:]\d{2} ?(?:- ?|ถึง ?)\d{1,2}[.:]\d{2}(?: ?น\.?(?![ก-ฮ]))?"
    r"|(?:เวลา ?)(?<![\d,.])\d{1,2}[.:]\d{2}(?: ?น\.?)?|(?<![\d,.])\d{1,2}[.:]\d{2} ?น\.?(?![ก-ฮะ-์])|(?:บ่าย|ตี) ?\d{1,2}(?: ?โมง)?(?![\d,]))"
    r"|(?P<class>(?:(?<![ก-ฮ])[ปม]\.? ?[1-6]|(?<![ก-ฮ])อ\. ?[1-3])(?: ?[-/,] ?(?:[ปมอ]\.? ?)?\d{1,2})*(?![\d,.])"
    r"|ประถม(?:ศึกษา(?:ปีที่)?|ปีที่)? ?\d(?: ?- ?\d)?|มัธยม(?:ศึกษา(?:ปีที่)?|ปีที่)? ?\d(?: ?- ?\d)?|อนุบาล ?\d(?: ?- ?\d)?)"
    r"|(?P<year>(?:ปี(?:งบประมาณ|งบ|การศึกษา|บัญชี)?|พ\.? ?ศ\.?|ค\.? ?ศ\.?|fy|ประจำปี[ก-์]*|งบปี|งบประมาณปี|ภาคเรียนที่ ?\d ?/)"
    r" ?(?:พ\.? ?ศ\.? ?)?\.? ?(?:\d{4}|\d{2})(?: ?[-/] ?(?:\d{4}|\d{2}))?(?![\d,]|\.\d))"
    r"|(?P<order>(?:ไตรมาส|กิจกรรม|ครั้ง|ข้อ|รุ่น|งวด|ลำดับ|หน้า|ระดับ|ชั้น|เขต|รอบ|ภาคเรียน|เทอม|หน่วย(?:การเรียนรู้)?|กลยุทธ์|ยุทธศาสตร์"
    r"|มาตรฐาน|ตัวชี้วัด|ตัวบ่งชี้|ประเด็น|อันดับ|ห้อง(?:ประชุม|เรียน)?|ชุด|เวอร์ชั่?น|version|ระยะ|เฟส|เป้าหมาย|ภาค|บท|ตอน|หมู่|ซอย"
    r"|รัชกาล|ศตวรรษ|สัปดาห์|วาระ|ฐาน|ทีม|กลุ่ม|ช่วง|เล่ม|แผน|หมวด|มาตรา|สพป[^\d\n]{0,20}เขต|โรค(?:ติดเชื้อ)?โควิด|โควิด|covid)"
    r"(?:ที่)? ?-?(?:ที่ ?)?\d{1,3}(?:\.\d{1,2})?(?: ?(?:-|,|และ|ถึง|กับ|/) ?\d{1,3}(?!\d|,\d{3}| ?บาท))*(?!\d|,\d{3}| ?(?:%|บาท|หมื่น|แสน|พัน|ล้าน)|\.\d)"
    r"|q ?[1-4](?:/\d{2,4})?(?!\d))"
    r"|(?P<latin>(?<![a-z])[a-z][a-z._-]{0,20}\d+(?:[./-]\d+)*(?![\d,]))"
    r"|(?P<laugh>(?<![\d,.])5{3,}(?:\+|5)*(?!\d|,\d|\.\d| ?(?:บ(?![ก-ฮ])|บาท|คน|แห่ง|฿|สตางค์)))"
    r"|(?P<price>(?:[ก-์]{1,12}|กม\.|ชม\.|รร\.|@) ?ละ ?(?:ประมาณ ?)?\d[\d,]*(?:\.\d+)?(?: ?(?:บาท|บ\.))?"
    r"|@ ?\d[\d,]*(?:\.\d+)?(?: ?บาท)?|(?<![\d,])\d[\d,]*(?:\.\d+)? ?(?:บาท)? ?(?:/ ?|ต่อ ?)(?:คน|หัว|วัน|ชั่วโมง|ชม\.?|โรง(?:เรียน)?|แห่ง|ชุด|เล่ม|ครั้ง|มื้อ|เดือน|ปี|กม\.?))"
)
_SCORE_BEFORE = re.compile(
    r"(?:คะแนน|พึงพอใจ|พอใจ|ค่าเฉลี่ย|เฉลี่ย|ระดับ|gpa|ผลสัมฤทธิ์|x̄|s\.?d\.?)"
    r"(?:[ก-์a-z.()=: -]{0,28})(?:อยู่ที่|ได้|เท่ากับ|คือ|=|:)? ?$"
)
_PEOPLE_BEFORE = re.compile(
    r"(?:ผู้เข้าร่วม|ผู้เข้าอบรม|เข้าร่วม|เข้าอบรม|ผู้เข้าสอบ|เข้าสอบ|ผู้สมัคร|ผู้บริหาร|(?<!ค่า)วิทยากร|กรรมการ|บุคลากร|นักเรียน|ครู|เด็ก|โรงเรียน|สมาชิก)"
    r"(?:อบรม|ประชุม|กิจกรรม|โครงการ|ทั้งหมด|ทั้งสิ้น|จำนวน|มา|รวม|แล้ว|ประมาณ|ไป| ){0,4}$"
)
_BULLET = re.compile(r"(?:^|(?<=\n))[ \-•*]*[(\[]?\d{1,2}(?:[.)\]]|\.\))(?![\d])")
_BAHT_NEXT = re.compile(r"[ .]{0,20}(?:บาท|฿|บ\.|สตางค์|สต\.)")
_MONEY_BEFORE = re.compile(r"(?:ใช้|จ่าย|เบิก|เหลือ|งบ|เงิน|ได้รับ|จัดสรร|วงเงิน|คืน)[ก-์ :=]{0,14}$")


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True, slots=True)
class Figures:
    """Every number of a text by what it is; `taken` marks the places that hold no money."""

    amounts: tuple[Amount, ...]
    dates: tuple[When, ...]
    shares: tuple[Share, ...]
    taken: bytes


def figures(norm: str, today: date, named: Iterable[tuple[int, int]] = ()) -> Figures:
    """Sort out the numbers of a text; `named` are places already read as a project's code or name."""
    taken = bytearray(len(norm))
    for start, end in named:
        _take(taken, start, end)
    for found in _NAMED.finditer(norm):
        if not any(taken[found.start() : found.end()]):
            _take(taken, *found.span())
    days = list(_free(dates(norm, today), taken))
    for found in _BULLET.finditer(norm):
        if not any(taken[found.start() : found.end()]):
            _take(taken, *found.span())
    shares = list(_free(percents(norm), taken))
    shares += _free(_counted_shares(norm), taken)
    numbers = [number for number in numerals(norm) if not any(taken[number.start : number.end])]
    money = list(_money(norm, numbers, taken))
    shares += _free(halves(norm), taken)
    money += _free(dashes(norm), taken)
    return Figures(
        tuple(sorted(money, key=lambda amount: amount.start)),
        tuple(days),
        tuple(sorted(shares, key=lambda share: share.start)),
        bytes(taken),
    )


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)


def _free(found: Iterable[P], taken: bytearray) -> Iterator[P]:
    """Those whose place is not taken yet; they take it."""
    for one in found:
        if not any(taken[one.start : one.end]):
            _take(taken, one.start, one.end)
            yield one


def _counted_shares(norm: str) -> Iterator[Share]:
    """3 จาก 4 กิจกรรม, unless a word of money stands before it: ใช้ 300 จาก 600."""
    for share in fractions(norm):
        if not _MONEY_BEFORE.search(norm, max(0, share.start - 24), share.start):
            yield share


def _money(norm: str, numbers: list[Numeral], taken: bytearray) -> Iterator[Amount]:
    left = [number for number in numbers if not _is_count(norm, number)]
    for number in numbers:
        if number not in left:
            _take(taken, number.start, number.end)
    yield from amounts(norm, left)


def _is_count(norm: str, number: Numeral) -> bool:
    before = norm[max(0, number.start - 40) : number.start].rsplit("\n", 1)[-1]
    if _COUNTED.match(norm, number.end):
        return True
    if not number.digits and not number.grouped:
        return not _BAHT_NEXT.match(norm, number.end)
    if number.grouped and number.value >= 1000 and "." not in norm[number.start : number.end]:
        return False
    return bool(
        _SCORE_BEFORE.search(before) or _PEOPLE_BEFORE.search(before)
    ) and not _BAHT_NEXT.match(norm, number.end)
