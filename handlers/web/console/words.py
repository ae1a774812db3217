"""What templates say dates, money and states with: filters of the console's pages."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Flask

from bot import thaitext
from models.audit import Channel
from models.messages import Delivery
from models.progress import STATUS_NAMES, WorkStatus

NOT_REPORTED = "ยังไม่รายงาน"


def baht(amount: Decimal | None) -> str:
    """`23,800`; a dash where there is no figure."""
    return "–" if amount is None else thaitext.baht(amount)


def day(moment: date | None) -> str:
    """`31 มี.ค. 2567`; a dash where there is none."""
    return "–" if moment is None else thaitext.day(moment)


def moment(at: datetime | None) -> str:
    """`3 เม.ย. 2567 09:05 น.`; a dash where there is none."""
    return "–" if at is None else thaitext.day_and_time(at)


def percent(part: Any, whole: Any) -> str:
    """`62.5 %`; a dash where there is no whole."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def status(value: WorkStatus | None) -> str:
    """The words of the forms; without a report "not reported"."""
    return NOT_REPORTED if value is None else STATUS_NAMES[value]


CHANNELS = {
    Channel.CHAT: "แชต",
    Channel.CONSOLE: "แดชบอร์ด",
    Channel.COMMAND: "คำสั่งผู้ดูแลระบบ",
    Channel.CLOCK: "ระบบอัตโนมัติ",
    Channel.PHONE: "โทรศัพท์",
}
DELIVERIES = {
    Delivery.WAITING: "รอส่ง",
    Delivery.IN_HAND: "กำลังส่ง",
    Delivery.SENT: "ส่งแล้ว",
    Delivery.FAILED: "ส่งไม่สำเร็จ",
    Delivery.EXPIRED: "หมดเวลา",
    Delivery.PARKED: "พักไว้เพราะโควตาหมด",
    Delivery.WITHDRAWN: "ถอนแล้ว",
}
MESSAGE_KINDS = {"answer": "คำตอบ", "apology": "คำขอโทษ", "reminder": "เตือนให้รายงาน"}
ACTIONS = {
    "console.signed_in": "เข้าแดชบอร์ด",
    "console.signed_out": "ออกจากแดชบอร์ด",
    "submit_report": "ส่งรายงาน",
    "correct_report": "แก้ไขรายงาน",
    "attach_evidence": "แนบไฟล์",
    "remove_evidence": "นำไฟล์ออก",
    "forget_evidence": "ถอนไฟล์ที่ส่ง",
    "invite": "ออกรหัสเชิญ",
    "register": "ลงทะเบียน",
    "register_again": "ลงทะเบียนบัญชีใหม่",
    "unsend": "ยกเลิกข้อความ",
    "plan.imported": "นำเข้าแผน",
    "plan.added": "เพิ่มในแผน",
    "plan.changed": "แก้แผน",
    "plan.removed": "นำออกจากแผน",
    "plan.reordered": "เปลี่ยนลำดับในแผน",
    "disbursements.imported": "นำเข้าเบิกจ่าย",
    "disbursement.recorded": "บันทึกเบิกจ่าย",
    "disbursement.corrected": "แก้เบิกจ่าย",
    "round.opened": "เปิดรอบ",
    "round.extended": "ขยายกำหนดส่ง",
    "round.closed": "ปิดรอบ",
    "rule.changed": "เปลี่ยนการตั้งค่า",
    "target.changed": "เปลี่ยนเป้าหมายเบิกจ่าย",
    "closed_day.added": "เพิ่มวันหยุด",
    "closed_day.removed": "เปิดทำการในวันหยุด",
    "reminder.passed_on": "ให้เตือนผู้ที่ยังไม่รายงาน",
    "hand_over": "มอบโครงการ",
    "message.sent_again": "ส่งข้อความใหม่",
    "template.used": "ใช้แม่แบบของสำนักงาน",
    "template.removed": "กลับไปใช้แม่แบบเดิม",
    "export.asked": "ขอเอกสาร",
    "refused": "ถูกปฏิเสธ",
}
"""Words for the trail; an action that is not here is shown as it is called in the code."""


def register(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters.update(
        baht=baht,
        day=day,
        moment=moment,
        percent=percent,
        status=status,
        round_name=thaitext.round_name,
        channel=lambda one: CHANNELS.get(one, one),
        delivery=lambda one: DELIVERIES.get(one, one),
        action=lambda one: ACTIONS.get(one, one),
        message_kind=lambda one: MESSAGE_KINDS.get(one, one),
    )
