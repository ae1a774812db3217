"""What is kept of somebody: seen, handed out, removed; official records stay."""

import json
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select, update

import wsgi
from bot.clock import MovableClock
from bot.file_links import GOOD_FOR, FileLinks
from models import archive
from models.messages import ChatSession, InboundEvent, OutgoingMessage
from models.people import LineAccount, Person
from models.personal_data import Whose, data_of
from models.progress import Draft, Evidence, Report
from scheduler.housekeeping import KeepHouse
from simulator import user_id_for
from tests.office_sample import Town
from tests.unit.evidence import files

OWNER, LINE_ID = "ก02", user_id_for("ก02")


def run(sample: Town, *words: str, **more: Any) -> Any:
    return wsgi.app_of(sample.office).test_cli_runner().invoke(args=words, **more)


@pytest.fixture
def known(sample: Town) -> Town:
    """One report with a photo, then a draft with another."""
    owner = sample.registered(OWNER)
    owner.say("โครงการ 2 เสร็จแล้ว ใช้ไป 23,800 ไม่มีปัญหา")
    owner.send_image(files.jpeg(6))
    owner.say("ส่งเลย")
    owner.tap("ยืนยันส่ง")
    owner.say("โครงการ 13 กำลังทำ ใช้ไป 9,999")
    owner.send_image(files.jpeg(7))
    return sample


def keep_house(sample: Town) -> Mapping[str, int]:
    return KeepHouse().run(sample.office, sample.office.clock.now())


def everything(sample: Town) -> str:
    with sample.office.database.read() as connection:
        lines = (line for table in archive.TABLES for line in archive.lines(connection, table))
        return b"".join(lines).decode()


def person_id(sample: Town) -> int:
    with sample.office.database.read() as connection:
        return connection.execute(select(Person.id).where(Person.code == OWNER)).scalar_one()


def test_the_page_and_the_file_hold_what_was_said_and_reported(known: Town) -> None:
    known.person(OWNER).say("ขอข้อมูลของฉัน")
    address = FileLinks(known.office).to_own_data(person_id(known))
    assert address
    path = urlsplit(address).path
    client = known.app.test_client()
    page, file = client.get(path), client.get(f"{path}/file")
    assert page.status_code == file.status_code == 200
    assert "9,999" in page.text or "9999" in page.text
    kept = json.loads(file.data)
    assert [row["line_user_id"] for row in kept["line_accounts"]] == [LINE_ID]
    assert [row["spent"] for row in kept["reports"]] == ["23800"]
    assert len(kept["evidence"]) == 2
    assert not [key for rows in kept.values() for row in rows for key in row if "digest" in key]


def test_nobody_else_is_in_it(known: Town) -> None:
    known.registered("ก01").say("โครงการ 1 กำลังทำ ใช้ไป 1,234")
    mine = run(known, "people", "export", OWNER).output
    assert "9999" in mine
    assert user_id_for("ก01") not in mine
    assert "1234" not in mine


def test_the_link_dies_after_a_day_and_when_somebody_is_forgotten(
    known: Town, clock: MovableClock
) -> None:
    address = FileLinks(known.office).to_own_data(person_id(known))
    assert address
    path, client = urlsplit(address).path, known.app.test_client()
    clock.advance(GOOD_FOR + timedelta(seconds=1))
    assert client.get(path).status_code == 404
    clock.advance(-GOOD_FOR)
    assert client.get(path).status_code == 200
    assert run(known, "people", "forget", OWNER, "--yes").exit_code == 0
    assert client.get(path).status_code == client.get(f"{path}/file").status_code == 404


def test_after_forgetting_the_account_and_the_chat_are_gone_and_the_report_stays(
    known: Town,
) -> None:
    person = person_id(known)
    owner = known.person(OWNER)
    owner.say("ลบข้อมูลของฉัน")
    owner.say("ลบเลย")
    assert owner.saw("ลบเรียบร้อยแล้วค่ะ")
    with known.office.database.read() as connection:
        assert connection.scalars(select(Report.spent)).all() == [Decimal(23_800)]
        assert connection.scalars(
            select(Evidence.report_id).where(Evidence.added_by == person)
        ).all()
        assert [row.values for row in connection.execute(select(Draft.values))] == [{}, {}]
        left = data_of(connection, Whose(None, LINE_ID))
    assert list(left) == ["chat_sessions", "outgoing_messages"]
    assert [row["state"]["conversation"] for row in left["chat_sessions"]] == [""]
    assert [row["kind"] for row in left["outgoing_messages"]] == ["answer"]
    assert "9999" not in everything(known)


def test_the_last_answer_goes_too_after_some_days(known: Town, clock: MovableClock) -> None:
    run(known, "people", "forget", OWNER, "--yes")
    known.person(OWNER).say("สวัสดี")
    clock.advance(timedelta(days=8))
    assert keep_house(known)["chats"] == 1
    assert keep_house(known)["chats"] == 0
    assert LINE_ID not in everything(known).replace('"line_user_id"', "")


def test_somebody_forgotten_comes_back_with_a_new_code(known: Town) -> None:
    run(known, "people", "forget", OWNER, "--yes")
    owner = known.person(OWNER)
    owner.say("รายงาน")
    assert owner.saw("รหัสเชิญ")
    made = run(known, "people", "invite", "--person", OWNER)
    code = made.output.split("ลงทะเบียน ")[1].split()[0]
    owner.say(f"ลงทะเบียน {code}")
    owner.tap("ยอมรับ")
    owner.say("โครงการของฉัน")
    assert owner.saw("รายงานแล้ว 1 จาก 2 โครงการ")


def test_who_left_is_called_by_the_office_role(known: Town) -> None:
    with known.office.database.write() as connection:
        connection.execute(
            update(Person).where(Person.code == OWNER).values(active=False, title="ศึกษานิเทศก์")
        )
    run(known, "people", "forget", OWNER, "--yes")
    with known.office.database.read() as connection:
        assert connection.scalars(select(Report.signer_name)).all() == ["ศึกษานิเทศก์"]
        named = select(Person.name).where(Person.code == OWNER)
        assert connection.scalar(named) == "ศึกษานิเทศก์"


def test_whom_the_plan_names_keeps_the_name(known: Town) -> None:
    run(known, "people", "forget", OWNER, "--yes")
    with known.office.database.read() as connection:
        assert connection.scalars(select(Report.signer_name)).all() == ["นาง ก02"]


def test_without_yes_it_is_asked_back(known: Town) -> None:
    assert run(known, "people", "forget", "นาง  ก02", input="n\n").exit_code == 1
    with known.office.database.read() as connection:
        assert connection.scalar(select(LineAccount.person_id)) == person_id(known)


def test_a_name_nobody_has_is_one_line(known: Town) -> None:
    done = run(known, "people", "forget", "นาย ใครไม่รู้", "--yes")
    assert done.exit_code == 1
    assert done.output.count("\n") == 1


def test_chats_are_kept_as_long_as_the_office_said_and_no_longer(
    known: Town, clock: MovableClock
) -> None:
    def rows() -> tuple[int, ...]:
        with known.office.database.read() as connection:
            kept = [OutgoingMessage.id, InboundEvent.webhook_event_id, ChatSession.line_user_id]
            return tuple(len(connection.execute(select(one)).all()) for one in kept)

    before = rows()
    run(known, "rules", "set", "keep_chats_days", "100")
    for days, expected in ((99, before), (3, (0, 0, 1))):
        clock.advance(timedelta(days=days))
        keep_house(known)
        assert rows() == expected
    with known.office.database.read() as connection:
        assert len(connection.execute(select(Report.id)).all()) == 1
