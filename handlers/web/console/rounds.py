"""Rounds: open, extend, close; and whether the clock's messages are paused."""

from dataclasses import replace
from datetime import date

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.clock import today
from bot.thaitext import PERIODS, round_name
from handlers.web.console.fields import Form
from handlers.web.console.parts import Part
from handlers.web.console.reading.rounds import all_rounds
from handlers.web.console.site import Site, member, render
from models.audit import Channel
from models.errors import KaonaError
from models.fiscal import NotARoundCodeError, Period, RoundCode
from models.quota import read_quota
from models.rounds import RoundError, extend_round, open_round
from models.rules import change_rules, read_rules
from reports.closing import close_round
from workbooks import cells
from workbooks.plan_load import newest_year

CLOSE_WORD = "ปิดรอบ"
"""Typed to close a round: what was closed stays closed."""


def register(site: Site) -> None:
    """Add the pages."""
    office = site.office

    @site.page("/rounds", Part.ROUNDS)
    def rounds() -> ResponseReturnValue:
        return _page(site, Form(), Form())

    @site.page("/rounds", Part.ROUNDS, methods=("POST",))
    def open_new_round() -> ResponseReturnValue:
        form = Form(request.form)
        code, as_of, due = _opening(form)
        if code and due and form.is_sound:
            try:
                with office.database.write() as connection:
                    open_round(
                        connection,
                        code,
                        as_of=as_of or code.last_day,
                        due=due,
                        at=office.clock.now(),
                        channel=Channel.CONSOLE,
                        actor_id=member().who.person_id,
                    )
            except RoundError as error:
                form.fail("whole", str(error))
        if not form.is_sound:
            return _page(site, form, Form()), 422
        flash(f"เปิดรอบ {round_name(str(code))} แล้ว")
        return redirect(url_for("console.rounds"), 303)

    @site.page("/rounds/<code>/due", Part.ROUNDS, methods=("POST",))
    def extend(code: str) -> ResponseReturnValue:
        form = Form(request.form)
        due = form.read("new_due", cells.day, required=True)
        if due and form.is_sound:
            try:
                with office.database.write() as connection:
                    extend_round(
                        connection,
                        RoundCode.parse(code),
                        due=due,
                        at=office.clock.now(),
                        channel=Channel.CONSOLE,
                        actor_id=member().who.person_id,
                    )
            except (RoundError, NotARoundCodeError) as error:
                form.fail("new_due", str(error))
        return _done(site, form, code, "เลื่อนกำหนดส่งแล้ว")

    @site.page("/rounds/<code>/close", Part.ROUNDS, methods=("POST",))
    def close(code: str) -> ResponseReturnValue:
        form = Form(request.form)
        if form.text("word") != CLOSE_WORD:
            form.fail("word", f"พิมพ์ {CLOSE_WORD} เพื่อยืนยัน")
        if form.is_sound:
            try:
                with office.database.write() as connection:
                    close_round(
                        connection,
                        RoundCode.parse(code),
                        at=office.clock.now(),
                        channel=Channel.CONSOLE,
                        actor_id=member().who.person_id,
                    )
            except KaonaError as error:
                form.fail("word", str(error))
        return _done(site, form, code, "ปิดรอบแล้ว ตัวเลขของรอบนี้ถูกเก็บไว้ตามที่เป็นอยู่")

    @site.page("/rounds/pause", Part.ROUNDS, methods=("POST",))
    def pause() -> ResponseReturnValue:
        is_paused = request.form.get("paused") == "1"
        with office.database.write() as connection:
            before = read_rules(connection)
            change_rules(
                connection,
                before,
                replace(before, paused=is_paused),
                at=office.clock.now(),
                channel=Channel.CONSOLE,
                actor_id=member().who.person_id,
            )
        flash("หยุดส่งข้อความเตือนแล้ว" if is_paused else "ส่งข้อความเตือนตามปกติแล้ว")
        return redirect(url_for("console.rounds"), 303)


def _opening(form: Form) -> tuple[RoundCode | None, date | None, date | None]:
    """What was typed to open a round."""
    code = None
    try:
        code = RoundCode.parse(f"{form.text('year', required=True)}-{form.text('period')}")
    except NotARoundCodeError:
        form.fail("year", "ปี พ.ศ. สี่หลัก เช่น 2567")
    as_of = form.read("as_of", cells.day)
    due = form.read("due", cells.day, required=True)
    return code, as_of, due


def _done(site: Site, form: Form, code: str, said: str) -> ResponseReturnValue:
    if not form.is_sound:
        form.typed["code"] = code
        return _page(site, Form(), form), 422
    flash(said)
    return redirect(url_for("console.rounds"), 303)


def _page(site: Site, opening: Form, changing: Form) -> str:
    office = site.office
    with office.database.read() as connection:
        found = all_rounds(connection)
        rules = read_rules(connection)
        quota = read_quota(connection, office.clock.now())
        year = newest_year(connection)
    opening.typed.setdefault("year", str(year or ""))
    return render(
        "rounds.html",
        rounds=found,
        paused=rules.paused,
        quota=quota,
        opening=opening,
        changing=changing,
        periods=[(period.value, PERIODS[period]) for period in Period],
        today=today(office.clock),
        close_word=CLOSE_WORD,
    )
