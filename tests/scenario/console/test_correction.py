"""Correcting a whole report on the web: every line, the chat's checks, and the word to owners."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert, select

from bot.clock import MovableClock
from models.answers import ActivityDone, Answers, Continuation, IndicatorResult, Remark
from models.audit import Channel
from models.messages import Delivery, OutgoingMessage
from models.plan import Activity, FundingSource, Indicator, Project
from models.portfolio import current_round
from models.progress import (
    Evidence,
    EvidenceKind,
    EvidenceState,
    RemainingUse,
    Report,
    StoredFile,
    WorkStatus,
)
from models.report_reading import newest_answers
from models.submission import Submission, Submitter
from tests.office_sample import Town
from tests.scenario.console.conftest import PLANNER, Desk, desk_of, hand_in
from tests.scenario.console.test_projects import project_id
from tests.scenario.console.typed_form import untouched


def stored(town: Town, code: str) -> Answers:
    with town.office.database.read() as connection:
        of_round = current_round(connection)
        assert of_round
        return newest_answers(connection, project_id(town, code), of_round.id)


def address(town: Town, code: str) -> str:
    return f"/console/projects/{project_id(town, code)}/report"


def correct(desk: Desk, code: str, **changed: str) -> Desk:
    """Open the form, change some fields, send all of it as a browser does."""
    at = address(desk.town, code)
    fields = untouched(desk.look(at).page) | {"reason": "โทรแจ้ง"} | changed
    return desk.send(at, **fields)


def field_of(desk: Desk, label: str, part: str) -> str:
    """The name of a row's field, by what stands above the row."""
    found = re.search(
        rf"<legend>{re.escape(label)}</legend>.*?name=\"([a-z]+-\d+)-", desk.page, re.S
    )
    assert found, label
    return f"{found[1]}-{part}"


@pytest.fixture
def reported(planner: Desk) -> Desk:
    hand_in(planner.town)
    return planner


def everything(town: Town) -> Answers:
    """A report that has something in every line there is."""
    with town.office.database.read() as connection:
        of = project_id(town, "16")
        activity = connection.scalars(select(Activity.id).where(Activity.project_id == of)).first()
        row = connection.execute(
            select(Indicator.id, Indicator.text).where(Indicator.project_id == of)
        ).first()
        sources = list(connection.scalars(select(FundingSource.id).order_by(FundingSource.code)))
    planned = [ActivityDone("ชื่อเดิมของกิจกรรม", "1 ธ.ค. 66", activity)] if activity else []
    told = [IndicatorResult(row.text, "เป้าที่เขียนเอง", "", row.id, not_yet=True)] if row else []
    return Answers(
        status=WorkStatus.COMPLETED,
        percent=Decimal("87.5"),
        spent=Decimal("139210.25"),
        spent_by_source=((sources[0], Decimal("110840.25")), (sources[1], Decimal(28370))),
        remaining=Decimal("-0.75"),  # what does not add up is kept until somebody touches it
        balance_date=date(2024, 3, 30),
        data_month=date(2024, 2, 29),
        activities=(
            ActivityDone(
                "  ขั้นตอน <ก>\nสองบรรทัด", "ธ.ค. 66", None, WorkStatus.CANCELLED, Decimal(30)
            ),
            *planned,
        ),
        results=(*told, IndicatorResult("ตัวชี้วัดเอง", "ร้อยละ 80", "ร้อยละ 81")),
        problems="",
        suggestions="ข้อเสนอ & “คำพูด”",
        highlights="เด่น",
        goals_met=False,
        goals_reason="คะแนนไม่ถึง",
        remaining_use=RemainingUse.CONTINUING,
        moved_to="โครงการที่ยังไม่อยู่ในแผน",
        moved_amount=Decimal("12.5"),
        continuations=(Continuation("นิเทศ", Decimal(1000), "พ.ค. 67"), Continuation("สรุปผล")),
        continue_reason="รองบ",
        remarks=(Remark("over_allocation", "ได้งบเพิ่ม"),),
    )


def hand_in_everything(town: Town) -> Answers:
    answers = everything(town)
    with town.office.database.write() as connection:
        of_round = current_round(connection)
        assert of_round
        Submission(
            draft_id=None,
            project_id=project_id(town, "16"),
            project_code="16",
            round=of_round,
            based_on=0,
            answers=answers,
            allocated=Decimal(160000),
            by=Submitter(1, "ก", ""),
            at=town.office.clock.now(),
            today=date(2024, 4, 3),
            channel=Channel.CHAT,
        ).apply(connection)
    return stored(town, "16")


def test_a_form_nobody_touched_changes_nothing_of_a_full_report(planner: Desk) -> None:
    before = hand_in_everything(planner.town)
    assert before.results
    assert before.results[0].target == "เป้าที่เขียนเอง"
    correct(planner, "16")
    assert "ฉบับที่ 2 แล้ว" in planner.text, planner.text
    assert stored(planner.town, "16") == before


def test_nor_of_any_of_the_offices_reports(reported: Desk) -> None:
    with reported.town.office.database.read() as connection:
        codes = connection.scalars(
            select(Project.code).join(Report, Report.project_id == Project.id)
        ).all()
    assert len(codes) == 17
    for code in codes:
        before = stored(reported.town, code)
        correct(reported, code)
        if reported.status == 422:  # what was never asked is asked now, as in the chat
            asked = re.findall(r'<p class="wrong" id="w-([a-z_-]+)"', reported.page)
            assert asked, (code, reported.text)
            assert {re.sub("-.*", "", one) for one in asked} <= {"warning", "goals_reason"}
            correct(reported, code, **dict.fromkeys(asked, "ถูกต้องแล้ว"))
        after = replace(stored(reported.town, code), remarks=before.remarks)
        reason = before.goals_reason or (after.goals_reason if before.goals_met is False else None)
        assert after == replace(before, goals_reason=reason), code


def test_every_line_can_be_corrected(planner: Desk) -> None:
    town = planner.town
    hand_in_everything(town)
    page = planner.look(address(town, "16")).page
    sources = sorted(re.findall(r'name="(source-\d+)"', page))
    other = field_of(planner, "กิจกรรมอื่น", "text")
    correct(
        planner,
        "16",
        status="in_progress",
        percent="60%",
        spent="๑๓๐,๐๐๐",
        **{sources[0]: "100,000", sources[1]: "30000"},
        remaining="",
        balance_date="2 เม.ย. 67",
        data_month="มีนาคม 2567",
        problems="งบมาช้า",
        suggestions="-",
        **{other: "ขั้นตอนใหม่", other.replace("text", "state"): "completed"},
    )
    assert "ฉบับที่ 2 แล้ว" in planner.text, planner.text
    after = stored(town, "16")
    assert after.status is WorkStatus.IN_PROGRESS
    assert after.percent == 60
    assert after.spent == 130000
    assert [amount for _, amount in after.spent_by_source] == [100000, 30000]
    assert after.remaining == 30000
    assert (after.balance_date, after.data_month) == (date(2024, 4, 2), date(2024, 3, 31))
    assert (after.problems, after.suggestions) == ("งบมาช้า", "")
    assert after.activities
    assert (after.activities[0].text, after.activities[0].status) == ("ขั้นตอนใหม่", "completed")
    assert after.continuations == everything(town).continuations
    assert after.highlights == "เด่น"


def test_what_does_not_fit_is_said_beside_its_field(planner: Desk) -> None:
    hand_in_everything(planner.town)
    sources = sorted(
        re.findall(r'name="(source-\d+)"', planner.look(address(planner.town, "16")).page)
    )
    correct(
        planner,
        "16",
        spent="130000",
        remaining="1",
        balance_date="1/1/2570",
        **{sources[0]: "1", sources[1]: "2", "next-3-budget": "สิบ", "result-2-result": ""},
        moved_amount="x",
        goals_reason="",
    )
    assert planner.status == 422
    wrong = dict(re.findall(r'<p class="wrong" id="w-([a-z0-9_-]+)">([^<]+)', planner.page))
    assert wrong.keys() == {
        "remaining",
        "balance_date",
        sources[1],
        "next-3-name",
        "next-3-budget",
        "result-2-result",
        "moved_amount",
        "goals_reason",
    }
    assert "30,000" in wrong["remaining"]
    assert 'value="สิบ"' in planner.page
    assert stored(planner.town, "16").spent == Decimal("139210.25")


def test_a_warning_is_answered_and_kept_with_the_answer(reported: Desk) -> None:
    correct(reported, "15", spent="6500")
    assert reported.status == 422
    assert "มากกว่าที่ได้รับจัดสรร 6,000 บาท ถูกต้องไหมคะ" in reported.text
    correct(reported, "15", spent="6500", **{"warning-over_allocation": "ได้งบเพิ่ม"})
    assert stored(reported.town, "15").remarks == (Remark("over_allocation", "ได้งบเพิ่ม"),)
    assert stored(reported.town, "15").remaining == -500


def test_not_started_wants_the_reason_and_costs_nothing(planner: Desk) -> None:
    correct(planner, "3", status="not_started")
    assert "ยังไม่ดำเนินการ ต้องระบุเหตุผล" in planner.text
    correct(planner, "3", status="not_started", problems="รองบ")
    after = stored(planner.town, "3")
    assert after.status is WorkStatus.NOT_STARTED
    assert after.spent == 0
    assert after.problems == "รองบ"


def test_more_rows_are_there_for_the_asking_and_nothing_is_stored(planner: Desk) -> None:
    correct(planner, "2", status="completed", more="activity")
    assert planner.status == 200
    names = re.findall(r'name="(activity-\d+-text)" rows', planner.page)
    assert len(names) == 4
    assert 'value="completed" selected' in planner.page
    planner.send(
        address(planner.town, "2"),
        **untouched(planner.page)
        | {"spent": "100", "reason": "โทรแจ้ง", names[0]: "ก", names[3]: "ข", "more": ""},
    )
    activities = stored(planner.town, "2").activities or ()
    assert [one.text for one in activities] == ["ก", "ข"]


def test_photos_stay_with_the_corrected_report(reported: Desk) -> None:
    now = datetime(2024, 4, 3, 2, 0, tzinfo=UTC)
    at = f"/console/projects/{project_id(reported.town, '15')}"
    with reported.town.office.database.write() as connection:
        report = connection.scalar(
            select(Report.id).where(Report.project_id == project_id(reported.town, "15"))
        )
        connection.execute(
            insert(StoredFile).values(
                digest="d" * 64, media_type="image/jpeg", size=1, stored_at=now
            )
        )
        photo = {
            "kind": EvidenceKind.IMAGE,
            "state": EvidenceState.READY,
            "digest": "d" * 64,
            "report_id": report,
            "name": "ภาพ.jpg",
            "added_by": 1,
            "added_at": now,
        }
        connection.execute(insert(Evidence), [photo])
    assert "1 ไฟล์ ติดไปกับฉบับใหม่" in reported.look(f"{at}/report").text
    correct(reported, "15", suggestions="ใหม่")
    with reported.town.office.database.read() as connection:
        of = connection.scalars(
            select(Report.version)
            .join(Evidence, Evidence.report_id == Report.id)
            .where(Evidence.digest == "d" * 64)
            .order_by(Report.version)
        ).all()
    assert list(of) == [1, 2]
    assert reported.look(at).page.count('alt="ภาพ.jpg"') == 1


# --- the word to the owners --------------------------------------------------------------------


def told(town: Town, code: str) -> list[str]:
    """What an owner was told of the planning group's writing."""
    said = [str(one.body) for one in town.person(code).chat.from_bot]
    return [one for one in said if "กลุ่มแผน" in one and "เลขรับ" in one]


def test_owners_hear_of_it_once_and_the_page_says_so_before(
    sample: Town, clock: MovableClock
) -> None:
    sample.registered("ก02")
    desk = desk_of(sample, PLANNER)
    desk.look(address(sample, "2"))
    assert "ระบบจะแจ้ง นาง ก02 ใน LINE คนละ 1 ข้อความ" in desk.text
    correct(desk, "2", status="in_progress", spent="5000")
    clock.advance(timedelta(minutes=20))
    sample.tick()
    first = told(sample, "ก02")
    assert len(first) == 1
    assert "กลุ่มแผนรายงานแทนคุณ" in first[0]
    assert "5,000 บาท" in first[0]
    correct(desk, "2", spent="5100")
    sample.tick()
    sample.tick()
    heard = told(sample, "ก02")
    assert len(heard) == 2
    assert "กลุ่มแผนแก้รายงานของคุณ" in heard[1]
    assert "โทรแจ้ง" in heard[1]


def test_the_same_is_said_when_it_was_done_in_chat(sample: Town, clock: MovableClock) -> None:
    sample.registered("ก02")
    planner = sample.registered(PLANNER)
    planner.say("รายงานแทน 2")
    planner.tap("เริ่มกรอก")
    planner.say("กำลังทำค่ะ ใช้ไป 5,000")
    planner.say("ส่งเลย")
    planner.tap("ยืนยันส่ง")
    clock.advance(timedelta(minutes=20))
    sample.tick()
    (heard,) = told(sample, "ก02")
    assert "กลุ่มแผนรายงานแทนคุณ" in heard
    assert "5,000 บาท" in heard


def test_at_night_it_waits_and_the_month_could_do_without_it(
    sample: Town, clock: MovableClock
) -> None:
    sample.registered("ก02")
    desk = desk_of(sample, PLANNER)
    clock.advance(timedelta(hours=12))
    desk = desk_of(sample, PLANNER)
    correct(desk, "2", status="in_progress", spent="5000")
    with sample.office.database.read() as connection:
        row = connection.execute(
            select(OutgoingMessage.due_at, OutgoingMessage.optional, OutgoingMessage.state).where(
                OutgoingMessage.kind == "report_written"
            )
        ).one()
    assert row.due_at == datetime(2024, 4, 4, 1, 30, tzinfo=UTC)
    assert row.optional
    assert row.state is Delivery.WAITING
