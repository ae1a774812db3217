"""What the certification conversation says."""

from bot.thaitext import clip, day_and_time
from models.certifying import Certifier, Decided, ReportToCertify
from models.delegations import LEAD_NAMES, LeadKind
from models.progress import Decision

CERTIFY, SEND_BACK = "รับรอง", "ส่งกลับแก้ไข"
ALL_CLEAN = "รับรองทั้งหมดที่ไม่มีข้อสังเกต"
LIST, NEXT, LOOK = "รายการที่รอรับรอง", "ดูฉบับถัดไป", "ดูรายงาน"
NEWEST = "ดูฉบับล่าสุด"
NOTHING_WAITS = "ตอนนี้ไม่มีรายงานที่รอรับรองค่ะ"
NONE_CLEAN = "ตอนนี้ทุกฉบับมีข้อสังเกต กรุณาดูทีละฉบับนะคะ"
WHICH = "แตะรายงานที่ต้องการดู หรือพิมพ์ เช่น รับรอง 5"
NO_SUCH = "ไม่พบรายงานที่รอรับรองของโครงการนี้ค่ะ"
CLEAN_TITLE = "รับรองพร้อมกัน"
CLEAN_LEAD = "รายงานเหล่านี้ไม่มีข้อสังเกต ตรวจดูแล้วแตะปุ่มด้านล่างเพื่อรับรองทั้งหมด"
LIST_CHANGED = "มีรายงานเปลี่ยนไปหลังจากการ์ดใบนั้น กรุณาดูรายการนี้อีกครั้งค่ะ"
ASK_WHY = "ส่งกลับแก้ไขเพราะอะไรคะ"
WHY_HINT = "แตะเลือก หรือพิมพ์เหตุผลสั้น ๆ ผู้รับผิดชอบจะได้รับทันที"
WHY_AGAIN = "ขอเหตุผลเป็นข้อความสั้น ๆ ค่ะ"
NOT_DECIDED = "เก็บไว้ก่อนได้ค่ะ ยังไม่มีการรับรองหรือส่งกลับ พิมพ์ รับรอง เมื่อพร้อม"
FINDINGS, NO_FINDINGS, CHANGES = "ข้อสังเกต", "ไม่มีข้อสังเกต", "ที่เปลี่ยนจากฉบับก่อน"
NO_CHANGES = "ตัวเลขและข้อความเหมือนฉบับก่อน"
OWN_NOTE = "เป็นรายงานของคุณเอง และไม่มีผู้อื่นรับรองแทนได้ ระบบจะบันทึกว่ารับรองตนเอง"

REASONS = (
    ("ยอดเงินไม่ตรงกับหลักฐาน", "spent"),
    ("สถานะไม่ตรงกับที่ดำเนินการจริง", "status"),
    ("กิจกรรมยังไม่ครบ", "activities"),
    ("ขาดผลตามตัวชี้วัด", "results"),
    ("ขอให้แนบรูปหรือเอกสารเพิ่ม", "photos"),
)
"""Usual reasons, each with the line of the form it is about."""

MOST_OF_A_REASON = 500


def waiting(count: int, concerned: int) -> str:
    """`รอรับรอง 5 ฉบับ มีข้อสังเกต 2 ฉบับ`."""
    some = f" มีข้อสังเกต {concerned} ฉบับ" if concerned else " ไม่มีข้อสังเกต"
    return f"รอรับรอง {count} ฉบับ{some}"


def sent(report: ReportToCertify) -> str:
    """Which version, by whom and when."""
    late = " (หลังกำหนด)" if report.late else ""
    behalf = "บันทึกโดย" if report.on_behalf_of else "ส่งโดย"
    when = day_and_time(report.submitted_at)
    return f"ฉบับที่ {report.version} {behalf} {report.signer_name} {when}{late}"


def capacity(kind: LeadKind) -> str:
    """As what somebody is about to certify; nothing for a director."""
    return "" if kind is LeadKind.DIRECTOR else f"รับรองในฐานะ {LEAD_NAMES[kind]}"


def certify_all(count: int) -> str:
    """The button under the list."""
    return f"รับรอง {count} ฉบับนี้"


def certified(report: ReportToCertify) -> str:
    """What was done."""
    return f"รับรองโครงการ {report.project.code} ฉบับที่ {report.version} แล้วค่ะ"


def certified_all(count: int) -> str:
    """What was done, of several."""
    return f"รับรองแล้ว {count} ฉบับค่ะ"


def sent_back(report: ReportToCertify, reason: str) -> str:
    """What was done."""
    return (
        f"ส่งโครงการ {report.project.code} ฉบับที่ {report.version} กลับแก้ไขแล้วค่ะ "
        f"เหตุผล: {clip(reason, 200)}"
    )


def left(count: int) -> str:
    """What is still to do."""
    return f"ยังรออีก {count} ฉบับ" if count else "ไม่มีรายงานที่รอรับรองแล้วค่ะ"


def newer(report: ReportToCertify) -> str:
    """An old button of a version that is not the newest any more."""
    return (
        f"โครงการ {report.project.code} มีฉบับที่ {report.newest} แล้ว "
        f"ปุ่มนี้เป็นของฉบับที่ {report.version} จึงไม่มีอะไรเปลี่ยนค่ะ"
    )


def decided(report: ReportToCertify, one: Decided) -> str:
    """What became of this version."""
    did = CERTIFY if one.decision is Decision.CERTIFIED else SEND_BACK
    why = f" เหตุผล: {clip(one.reason, 200)}" if one.reason else ""
    return (
        f"โครงการ {report.project.code} ฉบับที่ {report.version} "
        f"{did}แล้วโดย {one.by} เมื่อ {day_and_time(one.at)}{why}"
    )


def own(instead: tuple[Certifier, ...]) -> str:
    """Nobody certifies their own report while another can."""
    names = " หรือ ".join(one.name for one in instead)
    return f"เป็นรายงานของคุณเอง ต้องให้ {names} เป็นผู้รับรองค่ะ"


def waits_for(name: str) -> str:
    """On a list: it is one's own, another must certify it."""
    return f"รายงานของคุณ รอ {name} รับรอง"


def cut(hidden: int) -> str:
    """Under a list that does not show all."""
    return f"และอีก {hidden} ฉบับ จะแสดงเมื่อรับรองชุดนี้แล้ว"


# --- what others hear --------------------------------------------------------------------------

RETURNED_TITLE = "ส่งกลับแก้ไข"
FIX = "แก้ไขรายงาน"
REQUEST_TITLE = "มีรายงานรอรับรอง"


def returned(report: ReportToCertify, by: str, reason: str) -> str:
    """To the owner of a returned report."""
    return f"{by} ส่งรายงานฉบับที่ {report.version} กลับให้แก้ไขค่ะ เหตุผล: {clip(reason, 400)}"
