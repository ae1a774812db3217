"""What the clock will send in the next 14 days, to whom and at what cost."""

from flask.typing import ResponseReturnValue

from handlers.web.console.parts import Part
from handlers.web.console.reading.planned import planned_days
from handlers.web.console.site import Site, member, render
from models.quota import read_quota
from models.rules import read_rules
from scheduler.reminders.passing import EVERYBODY, read_passing_on
from scheduler.reminders.stages import Why

REASONS: dict[str, str] = {
    Why.OPENED: "แจ้งเปิดรอบ",
    Why.BEFORE: "เตือนก่อนกำหนด",
    Why.DUE: "เตือนวันกำหนดส่ง",
    Why.AFTER: "เตือนเมื่อเลยกำหนด",
    Why.COMPLETION: "รายงานผลหลังสิ้นสุดโครงการ",
    Why.DRAFT: "มีร่างค้าง",
    Why.ASKED: "เตือนตามที่ขอไว้",
    Why.PASSED_ON: "ผอ.หรือกลุ่มแผนให้เตือน",
    Why.DIRECTOR: "แจ้ง ผอ.กลุ่ม",
    Why.PLANNER: "แจ้งกลุ่มแผน",
    "summary.provisional": "สรุปเบื้องต้นวันครบกำหนด",
    "summary.final": "สรุปหลังปิดรอบ",
    "summary.monthly": "สรุปประจำเดือน",
    "certify_request": "ขอให้รับรองรายงาน",
    "quota_warning": "แจ้งโควตาใกล้หมด",
}


def register(site: Site) -> None:
    """Add the pages."""
    office = site.office

    @site.page("/rounds/planned", Part.ROUNDS)
    def planned() -> ResponseReturnValue:
        now = office.clock.now()
        with office.database.read() as connection:
            rules, quota = read_rules(connection), read_quota(connection, now)
            days = planned_days(connection, now, rules, quota)
            passing = read_passing_on(connection, EVERYBODY, member().who.person_id, now)
        return render(
            "planned.html",
            days=days,
            paused=rules.paused,
            quota=quota,
            passing=passing,
            reasons=REASONS,
            cost=sum(len(one.messages) for one in days),
        )
