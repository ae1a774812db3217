"""Which numbers of a text are money, and which count, date, name or measure something else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol, TypeVar

from bot.understanding.amounts import Amount, amounts, dashes
from bot.understanding.dates import When
from bot.understanding.numerals import Numeral, numerals
from bot.understanding.percent import Share, fractions, halves, percents

# What stands after a number and says that people, things or times are counted.
_COUNTERS = (
    r"คน(?!ละ)|ท่าน|นาย(?!ก)|ราย(?!ง|จ|ได้|การ|ละ)|รูป|แห่ง|โรง(?!เรียน|แรม|อาหาร|พยา)|รร\.?"
    r"|ครั้ง(?!นี้|ที่|ก่อน|แรก)|หน(?![ก-์])|เที่ยว|ชั่วโมง|ชม\.?|นาที|วินาที|สัปดาห์(?!นี้|ที่"
    r"|หน้า)"
    r"|วัน(?!นี้|ที่|ละ|[จอพศเส])|เดือน(?!นี้|ที่|หน้า|ก่อน)|ปี(?!นี้|ที่|งบ|ละ|หน้า|ก่อน)"
    r"|รุ่น(?!ที่|แรก|นี้)|ฉบับ"
    r"|เล่ม|แผ่น|เครื่อง|ชิ้น|อัน(?![ก-ฮเ-ไ])|คะแนน|แต้ม|เหรียญ|มื้อ|กล่อง|ขวด|ลิตร"
    r"|กม\.?|กิโล(?:เมตร|กรัม)?|กก\.?|เมตร|ตร\.ม\.?|ตารางเมตร|คัน(?![ก-์])|ถุง|แพ็ค|รีม|คาบ|คลิป"
    r"|โพสต์|ไฟล์|หลา|ไร่|ลำ(?![ก-์])|ดวง|ม้วน|โหล|ซอง|องศา|น\.(?![ก-ฮ])|โมง|ทุ่ม|ครัวเรือน|บูธ"
    r"|เข็ม|ผืน"
    r"|ใบ(?!เสร็จ|สำคัญ|ส|เบิก|แจ้ง|รับรอง)"
    r"|ชุด(?!ที่)|ตัว(?!ชี้|บ่ง|เลข|อย่าง|แทน)|ข้อ(?!เสนอ|มูล|ความ|ขัด|สรุป|สอบ|จำกัด|สังเกต)"
    r"|หน้า(?!ที่|นี้)"
    r"|คู่(?!มือ)|ฐาน(?!ข้อมูล)|ต้น(?!เ|ๆ|ฉบับ|ทุน|แบบ)|ตู้|ป้าย|โต๊ะ"
)
# Nouns that count things too, but may begin the next clause: ใช้ไป 5,600 โครงการเสร็จแล้ว.
_NOUNS = (
    r"โรงเรียน|ศูนย์|รอบ|อาทิตย์|ตัวชี้วัด|ตัวบ่งชี้|เรื่อง|กิจกรรม|โครงการ|งาน|หลักสูตร|ห้อง"
    r"|กลุ่ม|ทีม|เขต"
    r"|สหวิทยาเขต|อำเภอ|จังหวัด|ตำบล|หมู่บ้าน|รายการ|ด้าน|แหล่ง|งวด|ไตรมาส"
    r"|ผลงาน|รางวัล|วง|องค์กร|หน่วยงาน|ประเภท|สาขา|ตอน|จุด|ข่าว|ภาพ|เสียง|ลูก|หลัง|ระดับ"
    r"|ขั้น(?:ตอน)?"
    r"|เวที|สนาม|ชนิด|แบบ|คำถาม|ครู|นักเรียน|สถานศึกษา|พื้นที่|ชุมชน|ชั้น|เฟส|ระยะ"
)
_COUNTED = re.compile(rf" ?(?:{_COUNTERS})")
_NAMED_COUNT = re.compile(
    rf"(?P<gap> ?)(?:{_NOUNS})(?P<more>(?!ค่ะ|คะ|ครับ|คับ|แล้ว|จ้า|นะ|ละ|เลย|ที่|จาก|ใน|และ"
    rf"|กับ)[ก-ฮเ-ไ])?(?! ?(?:ที่ ?(?:\d|หนึ่ง|สอง|สาม|สี่|ห้า|หก)|แรก|สุดท้าย))"
)
_NIGHTS = re.compile(r" ?คืน(?=$|[ .,\n)]|ค่ะ|ครับ)")
_SPENT_BEFORE = re.compile(
    r"(?:ใช้ไป|ใช้จ่าย|ใช้เงิน|ใช้งบ|เบิกไป|เบิกจ่าย|เบิกแล้ว|จ่ายไป|จ่ายแล้ว|จ่ายจริง|คงเหลือ"
    r"|รวม|เป็นเงิน"
    r"|ทั้งสิ้น)(?:ไป|แล้ว|เงิน| |:)*$"
)

# Numbers that name, date or measure something, by what stands before or around them.
_NAMED = re.compile(
    r"(?P<link>https?://\S{1,200}|www\.\S{1,200}|[a-z0-9._]{1,40}@[a-z0-9.]{1,40})"
    r"|(?P<phone>(?:โทร(?:ศัพท์|หา)?|เบอร์[ก-์]{0,16}|มือถือ"
    r"|tel)[ก-์.: ]{0,12}\d[\d -]{2,16}\d(?: ?ต่อ ?\d{1,5})?"
    r"|(?<![\d,.])0\d{1,2}[- ]\d{3}[- ]?\d{3,4}(?!\d)(?: ?ต่อ ?\d{1,5})?"
    r"|(?<![\d,.])0[689]\d{8}(?!\d))"
    r"|(?P<code>(?:(?<![a-z])po|รหัส(?:งบประมาณ|กิจกรรม|แหล่ง|บัญชี|หน่วยงาน)[ก-์]{0,12}"
    r"|เลข(?:ที่)?(?:สัญญา|บัญชี|ผู้เสียภาษี|คุม)[ก-์]{0,12})[ .:]{0,3}\d[\d-]{3,24})"
    r"|(?P<letter>(?:ศธ|ที่ ศธ|กน[ก-ฮ]|กส[ก-ฮ]|กบ[ก-ฮ]|กอก|กพ[ก-ฮ]|นร|กค|อว"
    r"|มท)\.? ?\d[\d.]*(?: ?/ ?ว? ?\d[\d/]*)"
    r"|(?:หนังสือ(?:ที่|เลขที่)?|บันทึก(?:ข้อความ)?(?:ที่|เลขที่)?|คำสั่ง(?:ที่|เลขที่)?"
    r"|ประกาศ(?:ที่)?|เลขที่"
    r"|เลขรับที่?|ฎีกา(?:ที่|เลขที่)?|สัญญา(?:ยืม)?(?:ที่|เลขที่)|ใบเสร็จ(?:เลขที่|ที่)|ลว\.?)"
    r"[^\d\n]{0,12}\d[\d.]*(?: ?/ ?ว? ?\d+)*(?![,\d]|\.\d)"
    r"|(?<![\dก-์])ว ?\d{1,4}(?: ?/ ?\d{2,4})?(?!\d|,\d))"
    r"|(?P<time>(?:เวลา ?)?(?<![\d,.])\d{1,2}[.:]\d{2} ?(?:- ?"
    r"|ถึง ?)\d{1,2}[.:]\d{2}(?: ?น\.?(?![ก-ฮ]))?"
    r"|(?:เวลา ?)(?<![\d,.])\d{1,2}[.:]\d{2}(?: ?น\.?)?"
    r"|(?<![\d,.])\d{1,2}[.:]\d{2} ?น\.?(?![ก-ฮะ-์])|(?:บ่าย|ตี) ?\d{1,2}(?: ?โมง)?(?![\d,]))"
    r"|(?P<class>(?:(?<![ก-์])[ปม]\.? ?[1-6]"
    r"|(?<![ก-์])อ\. ?[1-3])(?: ?[-/,] ?(?:[ปมอ]\.? ?)?\d{1,2})*(?![\d,.])"
    r"|ประถม(?:ศึกษา(?:ปีที่)?|ปีที่)? ?\d(?: ?- ?\d)?|มัธยม(?:ศึกษา(?:ปีที่)?"
    r"|ปีที่)? ?\d(?: ?- ?\d)?"
    r"|อนุบาล ?\d(?: ?- ?\d)?)"
    r"|(?P<year>(?:ปี(?:งบประมาณ|งบ|การศึกษา|บัญชี)?|พ\.? ?ศ\.?|ค\.? ?ศ\.?|fy|ประจำปี[ก-์]*|งบปี"
    r"|งบประมาณปี|ภาคเรียนที่ ?\d ?/)"
    r" ?(?:พ\.? ?ศ\.? ?)?\.? ?(?:\d{4}|\d{2})(?: ?[-/] ?(?:\d{4}|\d{2}))?(?![\d,]|\.\d))"
    r"|(?P<order>(?:ไตรมาส|กิจกรรม|ครั้ง|ข้อ|รุ่น|งวด|ลำดับ|หน้า|ระดับ|ชั้น|เขต|รอบ|ภาคเรียน|เทอม"
    r"|หน่วย(?:การเรียนรู้)?|กลยุทธ์|ยุทธศาสตร์"
    r"|มาตรฐาน|ตัวชี้วัด|ตัวบ่งชี้|ประเด็น|อันดับ|ห้อง(?:ประชุม|เรียน)?|ชุด|เวอร์ชั่?น|version"
    r"|ระยะ|เฟส"
    r"|เป้าหมาย|ภาค|บท|ตอน|หมู่|ซอย"
    r"|รัชกาล|ศตวรรษ|สัปดาห์|วาระ|ฐาน|ทีม|กลุ่ม|ช่วง|เล่ม|แผน|หมวด|มาตรา|สพป[^\d\n]{0,20}เขต"
    r"|โรค(?:ติดเชื้อ)?โควิด|โควิด|covid)"
    r"(?:ที่)? ?-?(?:ที่ ?)?\d{1,3}(?:\.\d{1,2})?(?:(?!,\d{3}) ?(?:-|,|และ|ถึง|กับ"
    r"|/) ?\d{1,3}(?!\d|,\d{3}| ?บาท))*(?!\d|,\d{3}| ?(?:%|บาท|หมื่น|แสน|พัน|ล้าน)|\.\d)"
    r"|q ?[1-4](?:/\d{2,4})?(?!\d))"
    r"|(?P<latin>(?<![a-z])[a-z][a-z._-]{0,20}\d+(?:[./-]\d+)*(?![\d,]))"
    r"|(?P<laugh>(?<![\d,.])5{3,}(?:\+|5)*(?!\d|,\d|\.\d|\.?-| ?(?:บ(?![ก-ฮ])|บาท|คน|แห่ง|฿|สตางค์)))"
    r"|(?P<product>(?<![\d,.])\d[\d,.]{0,12} ?(?:[ก-์]{2,8})? ?[x*] ?\d[\d,.]{0,12}"
    r"(?: ?[ก-์]{2,8})?(?: ?[x*] ?\d[\d,.]{0,12}(?: ?[ก-์]{2,8})?){0,3})"
    r"|(?P<price>ต่อ(?:คน|หัว|วัน|ชั่วโมง|ชม\.?|โรง(?:เรียน)?|แห่ง|ชุด|เล่ม|ครั้ง|มื้อ"
    r"|รุ่น)(?:ละ)? ?\d[\d,]*(?:\.\d+)?(?: ?บาท)?|(?:[ก-์]{1,12}|กม\.|ชม\.|รร\."
    r"|@) ?(?<!ร้อย)ละ ?(?:ประมาณ ?)?\d[\d,]*(?:\.\d+)?(?: ?(?:บาท|บ\.))?"
    r"|@ ?\d[\d,]*(?:\.\d+)?(?: ?บาท)?|(?<![\d,])\d[\d,]*(?:\.\d+)? ?(?:บาท)? ?(?:/ ?"
    r"|ต่อ ?)(?:คน|หัว|วัน|ชั่วโมง|ชม\.?|โรง(?:เรียน)?|แห่ง|ชุด|เล่ม|ครั้ง|มื้อ|เดือน|ปี|กม\.?)(?! ?(?:ละ)? ?\d))"
)
_SCORE_BEFORE = re.compile(
    r"(?:คะแนน|พึงพอใจ|พอใจ|ค่าเฉลี่ย|เฉลี่ย|ระดับ|gpa|ผลสัมฤทธิ์|x̄|s\.?d\.?)"
    r"(?:[ก-์a-z.()=: -]{0,28})(?:อยู่ที่|ได้|เท่ากับ|คือ|=|:)? ?$"
)
_PEOPLE_BEFORE = re.compile(
    r"(?:ผู้เข้าร่วม|ผู้เข้าอบรม|เข้าร่วม|เข้าอบรม|ผู้เข้าสอบ|เข้าสอบ|ผู้สมัคร|ผู้บริหาร"
    r"|(?<!ค่า)วิทยากร|กรรมการ"
    r"|บุคลากร|นักเรียน|ครู|เด็ก|โรงเรียน|สมาชิก)"
    r"(?:อบรม|ประชุม|กิจกรรม|โครงการ|ทั้งหมด|ทั้งสิ้น|จำนวน|มา|รวม|แล้ว|ประมาณ|ไป| ){0,4}$"
)
_BULLET = re.compile(r"(?:^|(?<=\n))[ \-•*]*[(\[]?\d{1,2}(?:[.)\]]|\.\))(?![\d.-])")
_BAHT_NEXT = re.compile(r"[ .]{0,20}(?:บาท|฿|บ\.|สตางค์|สต\.)")
_MONEY_BEFORE = re.compile(r"(?:ใช้|จ่าย|เบิก|เหลือ|งบ|เงิน|ได้รับ|จัดสรร|วงเงิน|คืน)[ก-์ :=]{0,14}$")


_MOST = 120  # numbers in one text; a table of more is not a chat
TAKEN = b"\1"
ORDINAL = b"\2"  # กิจกรรมที่ 1, งวดที่ 2: its words label the sum beside it


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
    counted: bool  # people, things or times are counted


def figures(norm: str, found: Iterable[When], named: Iterable[tuple[int, int]] = ()) -> Figures:
    """Sort out the numbers of a text: `found` are its dates, `named` the projects' names."""
    taken = bytearray(len(norm))
    for start, end in named:
        _take(taken, start, end)
    days = list(_free(found, taken))
    for other in _NAMED.finditer(norm):
        if not any(taken[other.start() : other.end()]):
            _take(taken, *other.span(), mark=ORDINAL if other.lastgroup == "order" else TAKEN)
    for bullet in _BULLET.finditer(norm):
        if not any(taken[bullet.start() : bullet.end()]):
            _take(taken, *bullet.span())
    shares = list(_free(percents(norm), taken))
    shares += _free(_counted_shares(norm), taken)
    numbers = [
        number
        for number in islice(numerals(norm), _MOST)
        if not any(taken[number.start : number.end])
    ]
    money = list(_money(norm, numbers, taken))
    counted = len(money) < len(numbers) or any(share.fraction for share in shares)
    shares += _free(halves(norm), taken)
    money += _free(dashes(norm), taken)
    return Figures(
        tuple(sorted(money, key=lambda amount: amount.start)),
        tuple(days),
        tuple(sorted(shares, key=lambda share: share.start)),
        bytes(taken),
        counted,
    )


def _take(taken: bytearray, start: int, end: int, *, mark: bytes = TAKEN) -> None:
    taken[start:end] = mark * (end - start)


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
    left: list[Numeral] = []
    for number in numbers:
        end = _end_of_count(norm, number)
        if end > number.end and any(taken[number.end : end]):
            end = 0  # the "unit" is the next project's name
        if end:
            _take(taken, number.start, end)
        else:
            left.append(number)
    yield from amounts(norm, left)


def _end_of_count(norm: str, number: Numeral) -> int:
    """Where a count ends, unit included (102 โรงเรียน); 0 when the number may be money."""
    counted = _COUNTED.match(norm, number.end)
    if counted:
        return counted.end()
    if number.value < 32 and _NIGHTS.match(norm, number.end):
        return number.end
    named = _NAMED_COUNT.match(norm, number.end)
    if named and not (named["gap"] and named["more"] and _looks_like_money(norm, number)):
        return named.end("more") - 1 if named["more"] else named.end()
    if _BAHT_NEXT.match(norm, number.end):
        return 0
    if not number.digits and not number.grouped:
        return number.end
    if number.digits and not number.grouped and number.value >= 10**9:
        return number.end  # a budget code or a contract's number
    if number.grouped and number.value >= 1000 and "." not in norm[number.start : number.end]:
        return 0
    before = norm[max(0, number.start - 40) : number.start].rsplit("\n", 1)[-1]
    return number.end if _SCORE_BEFORE.search(before) or _PEOPLE_BEFORE.search(before) else 0


def _looks_like_money(norm: str, number: Numeral) -> bool:
    """Before a noun that may begin the next clause: a large sum, or one after spending."""
    if number.grouped or number.value >= 1000:
        return True
    return number.value >= 100 and bool(
        _SPENT_BEFORE.search(norm, max(0, number.start - 20), number.start)
    )
