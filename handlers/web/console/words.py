"""What templates say dates, money and states with: filters of the console's pages."""

import json
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
MESSAGE_KINDS = {
    "answer": "คำตอบ",
    "apology": "คำขอโทษ",
    "reminder": "เตือนให้รายงาน",
    "escalation": "แจ้งโครงการที่ยังไม่รายงาน",
    "summary": "สรุป",
    "certify_request": "ขอให้รับรอง",
    "returned": "ส่งกลับแก้ไข",
    "report_written": "แจ้งว่ากลุ่มแผนรายงานหรือแก้ไข",
    "handed_over": "แจ้งโอนโครงการ",
    "delegated": "แจ้งมอบหมาย",
    "quota_warning": "แจ้งโควตา",
    "export": "แจ้งเอกสารพร้อม",
}
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
    "level.judged": "พิจารณาระดับ",
    "level.withdrawn": "ยกเลิกระดับที่พิจารณา",
    "reminder.snoozed": "ขอเลื่อนเตือน",
    "difference.explained": "บอกเหตุผลส่วนต่าง",
    "certify_report": "รับรองรายงาน",
    "return_report": "ส่งรายงานกลับแก้ไข",
    "delegate": "มอบหมายให้รับรอง",
    "revoke_delegation": "ยกเลิกการมอบหมาย",
    "person.forgotten": "ลบข้อมูลส่วนตัว",
}
"""Words for the trail; an action that is not here is shown as it is called in the code."""
SUBJECTS = {
    "closed_day": "วันหยุด",
    "delegation": "การมอบหมาย",
    "disbursement": "เบิกจ่าย",
    "disbursement_target": "เป้าหมายเบิกจ่าย",
    "disbursements": "เบิกจ่าย",
    "evidence": "ไฟล์แนบ",
    "export": "เอกสาร",
    "group": "กลุ่ม",
    "message": "ข้อความ",
    "person": "บุคลากรลำดับ",
    "plan": "แผน",
    "project": "โครงการ",
    "report": "รายงานลำดับ",
    "round": "รอบ",
    "rule": "การตั้งค่า",
    "source": "แหล่งงบ",
    "strategy": "กลยุทธ์",
    "template": "แม่แบบ",
}
FIELDS = {
    "allocated": "จัดสรร",
    "amount": "จำนวนเงิน",
    "as_of": "ข้อมูล ณ วันที่",
    "baht": "บาท",
    "capacity": "ในฐานะ",
    "closed_at": "ปิดเมื่อ",
    "consented": "ยอมรับ",
    "drafts": "ร่าง",
    "due": "กำหนดส่ง",
    "ends_on": "ถึงวันที่",
    "file": "ไฟล์",
    "level": "ระดับ",
    "name": "ชื่อ",
    "on": "วันที่",
    "own": "รายงานของตนเอง",
    "percent": "ร้อยละ",
    "person": "บุคลากรลำดับ",
    "reason": "เหตุผล",
    "receipt": "เลขรับ",
    "source": "แหล่งงบ",
    "spent": "ใช้ไป",
    "starts_on": "ตั้งแต่วันที่",
    "status": "สถานะ",
    "title": "ตำแหน่ง",
    "value": "ค่า",
    "version": "ฉบับที่",
}
"""The same for what an entry is about and what changed in it."""
VALUES = {
    "true": "ใช่",
    "false": "ไม่ใช่",
    "null": "ไม่มี",
    **{one.value: name for one, name in STATUS_NAMES.items()},
}


def changed(name: str, value: object) -> str:
    """`สถานะ: เสร็จสิ้นแล้ว`: one thing of an entry, before or after."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"{FIELDS.get(name, name)}: {VALUES.get(text, text)}"


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
        subject=lambda one: SUBJECTS.get(one, one),
        message_kind=lambda one: MESSAGE_KINDS.get(one, one),
    )
