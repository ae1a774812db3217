"""Questions in chat: what each role gets to see, what is refused and recorded, what it costs."""

import json
import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, insert, select

from bot.clock import BANGKOK, MovableClock
from models.audit import AuditEntry
from models.exports import Export
from models.plan import Project, ProjectGroup
from simulator.message import By
from simulator.person import Person
from tests.office_sample import Town
from tests.scenario.repeated.acting import Stage
from tests.scenario.test_statements import Counting

QUESTIONS = (
    "สรุป",
    "ใครยังไม่รายงาน",
    "กลุ่มนิเทศเป็นยังไง",
    "โครงการที่เบิกต่ำกว่า 30%",
    "โครงการไหนเสร็จแล้วบ้าง",
    "โครงการ 5 เป็นยังไง",
    "ของคุณ ข03 เป็นยังไง",
    "เทียบกับไตรมาสที่แล้ว",
    "งบเหลือเท่าไร",
    "ปัญหาที่พบมีอะไรบ้าง",
    "ใครยังไม่ลงทะเบียน",
    "เหลือกี่วัน",
    "แต่ละกลุ่มเป็นยังไง",
    "มีอะไรต้องตัดสินใจบ้าง",
    "ใครส่งช้าบ้าง",
)
MOST = 36
"""Statements of one question at most; it is not a matter of how many projects there are."""


def answers(person: Person, since: int) -> str:
    """What the bot said after that many messages, as text."""
    bodies = [one.body for one in person.messages[since:] if one.by is By.BOT]
    return json.dumps(bodies, ensure_ascii=False)


def postbacks(text: str) -> set[str]:
    return set(re.findall(r'"data": "(overview:[^"]*)"', text))


def pause(town: Town) -> None:
    """Nobody asks faster: what comes in a flood is left alone."""
    assert isinstance(town.office.clock, MovableClock)
    town.office.clock.advance(timedelta(seconds=10))


def ask(town: Town, who: str, question: str) -> str:
    pause(town)
    person = town.person(who)
    since = len(person.messages)
    person.say(question)
    return answers(person, since)


def press(town: Town, who: str, data: str) -> str:
    pause(town)
    person = town.person(who)
    since = len(person.messages)
    person.act({"type": "postback", "data": data, "label": "x"})
    return answers(person, since)


def everything_asked(town: Town, who: str) -> set[str]:
    """The payloads of all buttons somebody is shown on the answers to all questions."""
    found: set[str] = set()
    for question in QUESTIONS:
        found |= postbacks(ask(town, who, question))
    return found


@pytest.fixture
def buttons(sample: Town) -> set[str]:
    """What the executive is shown; one round, the whole office."""
    sample.registered("ช01")
    return everything_asked(sample, "ช01")


def names_of_others(town: Town, lead: str, own: set[str]) -> list[str]:
    """Names of projects that neither belong to the group nor to the person."""
    with town.office.database.read() as connection:
        rows = connection.execute(select(Project.code, Project.name)).all()
        led = connection.scalars(
            select(Project.code)
            .join(ProjectGroup, ProjectGroup.project_id == Project.id)
            .join(ProjectGroup.metadata.tables["groups"])
            .where(ProjectGroup.metadata.tables["groups"].c.code == lead)
        ).all()
    return [row.name[:30] for row in rows if row.code not in {*led, *own}]


@pytest.mark.parametrize(
    ("who", "lead", "own"), [("ก02", "", {"2", "13"}), ("ข02", "กสศ.", {"14"}), ("จ03", "", {"25"})]
)
def test_no_button_of_another_shows_more_than_ones_own(
    sample: Town, buttons: set[str], who: str, lead: str, own: set[str]
) -> None:
    """An owner, a director, a joint owner press everything the executive could press."""
    assert len(buttons) > 20
    sample.registered(who)
    heard = [press(sample, who, data) for data in sorted(buttons)]
    assert "[]" not in heard
    said = "".join(heard)
    others = names_of_others(sample, lead, own)
    assert len(others) > 15
    assert [name for name in others if name in said] == []


def test_a_stranger_meets_the_registration(sample: Town, buttons: set[str]) -> None:
    sample.person("จ02").follow()
    for data in sorted(buttons):
        assert "ยินดีต้อนรับ" in press(sample, "จ02", data)


@pytest.mark.parametrize(
    "question", ["กลุ่มนิเทศเป็นยังไง", "โครงการ 5 เป็นยังไง", "ของคุณ ข03 ถึงไหนแล้ว", "ใครยังไม่ลงทะเบียน"]
)
def test_a_refusal_is_one_sentence_and_is_recorded(sample: Town, question: str) -> None:
    sample.registered("ก02")
    said = ask(sample, "ก02", question)
    assert "เปิดให้ไม่ได้" in said
    with sample.office.database.read() as connection:
        refused = select(func.count()).where(AuditEntry.action == "refused")
        assert connection.scalar(refused) == 1


@pytest.mark.parametrize(
    "data",
    [
        "overview:project:2567-Q9:::0",
        "overview:project:2567-Q1::5:0",
        "overview:threshold:2567-Q2::disbursed<NaN:0",
        "overview:threshold:2567-Q2::x:0",
        "overview:group:2567-Q2::0",
        "overview:group:2567-Q2:ไม่มี::0",
        "overview:person:2567-Q2::x:0",
        "overview:export:2567-Q9:::0",
        "overview:nothing",
        "overview:state:2567-Q2::zzz:99999999999",
        "overview:missing",
    ],
)
def test_odd_payloads_do_no_harm(sample: Town, data: str) -> None:
    sample.registered("ช01")
    assert press(sample, "ช01", data) != "[]"


def test_the_full_report_is_asked_for_and_its_link_opens(sample: Town) -> None:
    sample.registered("ช01")
    ask(sample, "ช01", "สรุป")
    person = sample.person("ช01")
    since = len(person.messages)
    person.tap("รายงานฉบับเต็ม")
    link = re.findall(r'"uri": "https://kaona.example.go.th([^"]+)"', answers(person, since))
    assert len(link) == 1
    assert sample.app.test_client().get(link[0]).status_code == 200
    with sample.office.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(Export)) == 1


def test_a_director_exports_the_own_group_only(sample: Town) -> None:
    sample.registered("ข02")
    ask(sample, "ข02", "สรุป")
    sample.person("ข02").tap("รายงานฉบับเต็ม")
    with sample.office.database.read() as connection:
        assert connection.scalars(select(Export.groups)).all() == [["กสศ."]]


def test_a_question_in_the_middle_of_a_report_leaves_it_where_it_was(sample: Town) -> None:
    person = sample.registered("ฉ01")
    person.say("รายงาน โครงการ 26")
    ask(sample, "ฉ01", "ใครยังไม่รายงาน")
    ask(sample, "ฉ01", "กลุ่มนิเทศเป็นยังไง")
    assert "ใช้เงินไปแล้ว" in ask(sample, "ฉ01", "กำลังทำ")


def test_an_old_card_still_asks_about_its_own_round(sample: Town, clock: MovableClock) -> None:
    """The button names the round, whatever is open today."""
    sample.registered("ช01")
    asked = postbacks(ask(sample, "ช01", "สรุป"))
    clock.set(datetime(2024, 4, 5, 10, tzinfo=BANGKOK))
    assert {data.split(":")[2] for data in asked} == {"2567-Q2"}


def statements(town: Town) -> dict[str, int]:
    stage, counting, cost = Stage.of(town), Counting(town), dict[str, int]()
    for question in QUESTIONS:
        pause(town)
        with counting.of():
            stage.post(stage.says("ช01", question))
        cost[question] = counting.counted
        stage.deliver()
    return cost


def test_questions_cost_the_same_whatever_the_office(sample: Town) -> None:
    sample.registered("ช01")
    before = statements(sample)
    with sample.office.database.write() as connection:
        columns = dict(connection.execute(select(Project.__table__).limit(1)).one()._mapping)
        columns.pop("id")
        extra = [
            columns | {"code": f"X{n}", "name": f"เพิ่มเติม {n}", "position": 1000 + n}
            for n in range(200)
        ]
        connection.execute(insert(Project), extra)
    after = statements(sample)
    assert after == before
    assert max(after.values()) <= MOST, after
