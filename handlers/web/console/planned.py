"""What the clock will send in the next 14 days, to whom, at what cost; and reminding at once."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from bot.clock import today
from handlers.web.console.parts import Part
from handlers.web.console.reading.planned import planned_days
from handlers.web.console.site import Site, member, render
from models.audit import Channel
from models.authority import Act
from models.quota import read_quota
from models.rules import read_rules
from scheduler.reminders.passing import PassOn, read_passing_on
from scheduler.reminders.stages import Why

REASONS = {
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
}


def register(site: Site) -> None:
    """Add the pages."""
    office = site.office

    @site.page("/rounds/planned", Part.ROUNDS)
    def planned() -> ResponseReturnValue:
        now = office.clock.now()
        with office.database.read() as connection:
            rules = read_rules(connection)
            days = planned_days(connection, today(office.clock), rules)
            quota = read_quota(connection, now)
            passing = read_passing_on(connection, None, member().who.person_id, now)
        return render(
            "planned.html",
            days=days,
            paused=rules.paused,
            quota=quota,
            passing=passing,
            reasons=REASONS,
            cost=sum(len(one.letters) for one in days),
        )

    @site.page("/rounds/planned", Part.ROUNDS, methods=("POST",))
    def remind_now() -> ResponseReturnValue:
        """Everybody who still owes a report is reminded at the next tick of the clock."""
        site.demand(Act.NUDGE)
        now, who = office.clock.now(), member().who.person_id
        with office.database.write() as connection:
            passing = read_passing_on(connection, None, who, now)
            if passing is not None:
                PassOn(passing, None, who, now, Channel.CONSOLE).apply(connection)
        if passing is None:
            flash("ไม่มีรอบที่เปิดอยู่ จึงไม่มีใครต้องเตือน", "error")
        else:
            flash(
                f"จะเตือน {len(passing.at_once):,} คนในรอบส่งถัดไป"
                f" และ {len(passing.later):,} คนที่ได้รับข้อความวันนี้แล้วในวันทำการถัดไป"
            )
        return redirect(url_for("console.planned"), 303)
