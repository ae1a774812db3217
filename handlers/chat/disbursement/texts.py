"""What is said to finance about disbursement figures."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.thaitext import baht
from models.disbursement_offers import OfferState

if TYPE_CHECKING:  # a worker says these texts and never reads a sentence
    from bot.understanding.disbursed import Disbursed

IMPORT, RECORD, CANCEL = "นำเข้า", "บันทึกยอด", "ไม่นำเข้า"
FIGURES = "ยอดเบิกจ่าย"
DIFFERENCES = "ส่วนต่าง"
SEE_ALL, SEE_MORE, SEE_FAULTS = "ดูทุกรายการ", "ดูต่อ", "ดูจุดผิดทั้งหมด"
FILE_TITLE, TOLD_TITLE = "ไฟล์ยอดเบิกจ่าย", "ยอดเบิกจ่าย"
BIGGEST = "เปลี่ยนมากที่สุด"
NOTES = "ข้อสังเกต"

HOW = (
    "ส่งไฟล์ Excel ในแชตนี้ได้เลยค่ะ ก้าวหน้าจะตรวจและแสดงสิ่งที่จะเปลี่ยนก่อนนำเข้า\n"
    "ไฟล์ต้องมีชีต เบิกจ่าย แถวแรกเป็นหัวคอลัมน์ รหัสโครงการ แหล่งงบ เบิกจ่าย ณ วันที่\n\n"
    "หรือพิมพ์ทีละโครงการ เช่น\n“โครงการ 5 เบิกแล้ว 294,685 ณ 31 มี.ค.”\n"
    "ยอดเป็นยอดสะสมตั้งแต่ 1 ตุลาคมนะคะ"
)
NO_OFFER = "ยังไม่มียอดเบิกจ่ายที่รอนำเข้าค่ะ ส่งไฟล์ Excel หรือพิมพ์ยอดมาได้เลย"
CANCELLED = "ไม่นำเข้าแล้วค่ะ ยอดเดิมไม่เปลี่ยน"
CHANGED_MEANWHILE = "ข้อมูลในระบบเปลี่ยนไปหลังจากแสดงครั้งก่อน กรุณาดูอีกครั้งก่อนนำเข้าค่ะ"
PAST = {
    OfferState.CHECKING: "กำลังตรวจไฟล์นี้อยู่ค่ะ รอสักครู่นะคะ",
    OfferState.FAULTY: "ไฟล์นี้มีจุดที่ต้องแก้ จึงนำเข้าไม่ได้ แก้แล้วส่งใหม่อีกครั้งนะคะ",
    OfferState.SAME: "ยอดนี้ตรงกับในระบบอยู่แล้วค่ะ ไม่ต้องนำเข้า",
    OfferState.IMPORTED: "ยอดนี้นำเข้าไปแล้วค่ะ ไม่ต้องทำซ้ำ",
    OfferState.CANCELLED: "รายการนี้ยกเลิกไปแล้วค่ะ ถ้าต้องการนำเข้า ส่งใหม่อีกครั้งนะคะ",
    OfferState.REPLACED: "มียอดที่ส่งมาใหม่กว่านี้แล้วค่ะ ใช้การ์ดล่าสุดนะคะ",
}
NOT_XLSX = (
    "ไฟล์นี้ไม่ใช่ .xlsx ค่ะ ถ้าเป็นยอดเบิกจ่าย เปิดใน Excel แล้วบันทึกเป็น Excel Workbook (.xlsx) แล้วส่งใหม่นะคะ"
)
NOT_FETCHED = "รับไฟล์จาก LINE ไม่สำเร็จค่ะ กรุณาส่งใหม่อีกครั้ง"
TOO_LARGE = "ไฟล์ใหญ่เกิน 10 MB ค่ะ ลบแถวและชีตที่ไม่ใช้แล้วส่งใหม่นะคะ"
NOTHING_CHANGES = "ตรงกับในระบบทุกยอดแล้ว ไม่ต้องนำเข้าค่ะ"
WHOSE = "โครงการ {code} เป็นโครงการที่คุณรับผิดชอบด้วย ยอดนี้คือยอดไหนคะ"
OF_FINANCE, OF_OWNER = "ยอดเบิกจ่ายของการเงิน", "ยอดใช้ไปที่จะรายงาน"
ASK_SOURCE = "โครงการ {code} ใช้เงินหลายแหล่ง ยอด {amount} บาท เบิกจากแหล่งไหนคะ"
ASK_PROJECT = "ยอด {amount} บาท เป็นของโครงการไหนคะ"
EXAMPLE = "พิมพ์เช่น “โครงการ 5 เบิกแล้ว 294,685 ณ 31 มี.ค.”"

_SENTENCES = {
    "no_project": f"ยังไม่ทราบว่าเป็นโครงการไหนค่ะ {EXAMPLE}",
    "unknown_project": "ไม่พบโครงการนี้ในแผนปีงบประมาณ {year} ค่ะ ตรวจรหัสโครงการอีกครั้งนะคะ: “{said}”",
    "several_projects": "ชื่อนี้ตรงกับหลายโครงการ กรุณาระบุรหัสโครงการค่ะ: “{said}”",
    "no_amount": "ยังไม่พบยอดของโครงการ {code} กรุณาพิมพ์เป็นตัวเลขค่ะ เช่น “โครงการ {code} เบิกแล้ว 5,000”",
    "negative": "ยอดของโครงการ {code} ติดลบไม่ได้ค่ะ ถ้าส่งเงินคืน ให้พิมพ์ยอดเบิกจ่ายสะสมที่เหลือ",
    "increment": "ยอดเบิกจ่ายเป็นยอดสะสมตั้งแต่ 1 ตุลาคม โครงการ {code} รวมแล้วเบิกเท่าไรคะ",
    "estimate": "โครงการ {code} ขอยอดที่แน่นอนด้วยค่ะ",
    "unclear": "โครงการ {code} อ่านยอดได้ไม่ชัด กรุณาพิมพ์ยอดเดียวต่อแหล่งงบค่ะ",
    "future": "วันที่ของยอดต้องไม่หลังวันนี้ ({today}) ค่ะ",
    "unknown_source": "โครงการ {code} ไม่ได้รับเงินจากแหล่งนั้นค่ะ แหล่งงบตามแผน: {sources}",
    "no_source": "โครงการ {code} ใช้เงินหลายแหล่ง กรุณาระบุแหล่งงบค่ะ: {sources}",
    "no_budget": "โครงการ {code} ไม่ใช้งบประมาณ จึงไม่มียอดเบิกจ่ายค่ะ",
    "other_year": "ยังไม่มีแผนของปีงบประมาณ {year} ค่ะ ตรวจวันที่อีกครั้งนะคะ",
    "twice": "โครงการ {code} แหล่งเดียวกันมีสองยอดในข้อความนี้ กรุณาพิมพ์ยอดเดียวค่ะ",
}


def sentence(why: str, one: "Disbursed", *, today: str, year: int, sources: str) -> str:
    """Why a figure told in words is not taken, in one sentence."""
    said = one.said if len(one.said) <= 60 else one.said[:59] + "…"
    return _SENTENCES[why].format(
        code=one.project or "", said=said, today=today, year=year, sources=sources or "-"
    )


def counted(amount: int, noun: str = "ยอด") -> str:
    """`26 ยอด`."""
    return f"{amount:,} {noun}"


def money(amount: Decimal) -> str:
    """`5,600 บาท`."""
    return f"{baht(amount)} บาท"


def missing(codes: Sequence[str], shown: int = 12) -> str:
    """Which projects a workbook says nothing of; their figures stay."""
    rest = len(codes) - shown
    more = f" และอีก {rest} โครงการ" if rest > 0 else ""
    return f"ไม่มีในไฟล์ {len(codes)} โครงการ ยอดเดิมไม่เปลี่ยน: {', '.join(codes[:shown])}{more}"
