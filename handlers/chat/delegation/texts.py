"""What the delegation conversation says."""

from datetime import date

from bot.thaitext import day
from models.delegating import Candidate, DelegationFacts
from models.delegations import LeadKind

START, REVOKE = "มอบหมาย", "ยกเลิกการมอบหมาย"
TITLE = "มอบหมายให้รับรองรายงานแทน"
WHICH_GROUP = "มอบหมายของกลุ่มใดคะ"
WHO = "มอบหมายให้ใครคะ"
WHO_HINT = "แตะเลือก หรือพิมพ์รหัสหรือชื่อ เช่น ก05"
WHO_AGAIN = "ยังหาไม่พบค่ะ ลองพิมพ์รหัสของคนนั้นตามแผน เช่น ก05 หรือแตะเลือก"
UNTIL = "ถึงวันไหนคะ"
UNTIL_HINT = "แตะเลือก หรือพิมพ์วันที่ เช่น 15 เม.ย."
UNTIL_AGAIN = "ขอเป็นวันที่ ตั้งแต่วันนี้เป็นต้นไป ไม่เกินหนึ่งปี เช่น 15 เม.ย. ค่ะ"
PICK = "เลือกวันที่"
ACTING = "รักษาการ จนกว่าจะยกเลิก"
CONFIRM = "ยืนยันมอบหมาย"
OTHER_PERSON = "เปลี่ยนคน"
ENDS_BY_ITSELF = "เมื่อพ้นกำหนดจะสิ้นสุดเอง และยกเลิกก่อนได้ทุกเมื่อ"
NOT_REGISTERED = "คนนี้ยังไม่ได้ลงทะเบียนใน LINE จะเริ่มรับรองได้เมื่อลงทะเบียนแล้ว"
NOW = "มอบหมายอยู่ตอนนี้"
REVOKED_ALREADY = "การมอบหมายนี้สิ้นสุดหรือถูกยกเลิกไปแล้วค่ะ"
PUT_ASIDE = "ยังไม่ได้มอบหมายค่ะ"
KINDS = {
    LeadKind.DELEGATED: "ปฏิบัติหน้าที่แทน ผอ.กลุ่ม",
    LeadKind.ACTING: "รักษาการ ผอ.กลุ่ม (รก.)",
    LeadKind.DIRECTOR: "ผอ.กลุ่ม",
}


def period(starts_on: date, ends_on: date | None) -> str:
    """`3 เม.ย. 2567 ถึง 15 เม.ย. 2567`."""
    last = f"ถึง {day(ends_on)}" if ends_on else "จนกว่าจะยกเลิก"
    return f"{day(starts_on)} {last}"


def until(label: str, last: date) -> str:
    """`7 วัน (ถึง 9 เม.ย. 2567)`."""
    return f"{label} (ถึง {day(last)})"


def line(one: DelegationFacts) -> str:
    """Of a list."""
    return f"{one.person_name} · {KINDS[one.kind]} · {period(one.starts_on, one.ends_on)}"


def done(who: Candidate, group: str, starts_on: date, ends_on: date | None) -> str:
    """What was done."""
    return f"มอบหมาย {who.name} รับรองรายงานของ{group}แล้วค่ะ {period(starts_on, ends_on)}"


def told(by: str, group: str, kind: LeadKind, starts_on: date, ends_on: date | None) -> str:
    """To who was chosen."""
    return (
        f"{by} มอบหมายให้คุณ{KINDS[kind]} รับรองรายงานของ{group} "
        f"{period(starts_on, ends_on)} พิมพ์ รับรอง เพื่อดูรายการค่ะ"
    )


def revoked(one: DelegationFacts) -> str:
    """What was done."""
    return f"ยกเลิกการมอบหมาย {one.person_name} แล้วค่ะ"
