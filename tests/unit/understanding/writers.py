"""Ways of writing amounts and dates, for the property tests: the inverse of the grammars."""

from calendar import monthrange
from datetime import date

DIGIT_WORDS = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
MONTHS = (
    ("มกราคม", "ม.ค.", "มค", "มกรา"),
    ("กุมภาพันธ์", "ก.พ.", "กพ", "กุมภา"),
    ("มีนาคม", "มี.ค.", "มีค", "มีนา"),
    ("เมษายน", "เม.ย.", "เมย", "เมษา"),
    ("พฤษภาคม", "พ.ค.", "พค", "พฤษภา"),
    ("มิถุนายน", "มิ.ย.", "มิย", "มิถุนา"),
    ("กรกฎาคม", "ก.ค.", "กค", "กรกฎา"),
    ("สิงหาคม", "ส.ค.", "สค", "สิงหา"),
    ("กันยายน", "ก.ย.", "กย", "กันยา"),
    ("ตุลาคม", "ต.ค.", "ตค", "ตุลา"),
    ("พฤศจิกายน", "พ.ย.", "พย", "พฤศจิกา"),
    ("ธันวาคม", "ธ.ค.", "ธค", "ธันวา"),
)
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def thai(written: str) -> str:
    return written.translate(_TO_THAI)


def _below_a_million(number: int) -> str:
    words = ""
    for place in range(5, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            continue
        if place == 1:
            words += {1: "สิบ", 2: "ยี่สิบ"}.get(digit, DIGIT_WORDS[digit] + "สิบ")
        elif place == 0 and digit == 1 and number > 1:
            words += "เอ็ด"
        else:
            words += DIGIT_WORDS[digit] + PLACES[place]
    return words


def in_words(number: int) -> str:
    """As it is written on a cheque: สองแสนห้าหมื่น."""
    if number == 0:
        return "ศูนย์"
    millions, rest = divmod(number, 1_000_000)
    head = in_words(millions) + "ล้าน" if millions else ""
    return head + (_below_a_million(rest) if rest else "")


def is_plain_in_words(number: int) -> bool:
    """False where common speech means something else: สองแสนห้า is said for 250,000, not 200,005."""
    last = number % 10
    rest = number % 1_000_000
    return last in (0, 1) or rest < 10 == number < 10 or number % 1000 // 10 > 0


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
