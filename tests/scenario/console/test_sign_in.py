"""Into the console: a link from the chat, once, for ten minutes; sessions; nobody else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import MovableClock
from handlers import web_app
from models.console import ConsoleLink, ConsoleSession
from tests.office_sample import Town
from tests.scenario.console.conftest import (
    BASE,
    DIRECTOR,
    EXECUTIVE,
    FINANCE,
    OWNER,
    PLANNER,
    Desk,
    desk_of,
    link_of,
)


def ask(town: Town, code: str) -> str:
    town.registered(code).say("แดชบอร์ด")
    return link_of(town, code)


def test_a_planner_signs_in_through_the_chat(planner: Desk) -> None:
    assert planner.at == "/console/overview"
    assert "ภาพรวม ไตรมาส 2 ปีงบประมาณ 2567" in planner.text


def test_looking_at_the_link_does_not_use_it_up_but_the_button_does(sample: Town) -> None:
    link = ask(sample, PLANNER)
    preview = Desk(sample, sample.app.test_client()).look(link)
    preview.look(link)
    assert "เข้าสู่ระบบก้าวหน้า" in preview.text
    assert preview.send(link).at == "/console/overview"
    again = Desk(sample, sample.app.test_client()).look(link)
    assert again.status == 410
    assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in again.text


def test_two_browsers_with_one_link_let_one_in(sample: Town) -> None:
    link = ask(sample, PLANNER)
    first, second = (Desk(sample, sample.app.test_client()).look(link) for _ in range(2))
    assert first.send(link).status == 200
    assert second.send(link).status == 410
    assert second.look("/console/overview").status == 401


def test_the_link_ends_after_ten_minutes(sample: Town, clock: MovableClock) -> None:
    link = ask(sample, PLANNER)
    desk = Desk(sample, sample.app.test_client()).look(link)
    clock.set(clock.now() + timedelta(minutes=10))
    assert desk.send(link).status == 410


def test_only_digests_are_stored(sample: Town) -> None:
    secret = ask(sample, PLANNER).rsplit("/", 1)[1]
    desk = Desk(sample, sample.app.test_client()).look(f"/console/enter/{secret}")
    desk.send(f"/console/enter/{secret}")
    with sample.office.database.read() as connection:
        stored = [
            *connection.scalars(select(ConsoleLink.digest)),
            *connection.scalars(select(ConsoleSession.digest)),
        ]
    assert len(stored) == 2
    assert all(len(one) == 64 and secret not in one for one in stored)


def test_a_session_ends_after_eight_hours(planner: Desk, clock: MovableClock) -> None:
    clock.set(clock.now() + timedelta(hours=7, minutes=59))
    assert planner.look("/console/overview").status == 200
    clock.set(clock.now() + timedelta(minutes=1))
    assert planner.look("/console/overview").status == 401
    assert "พิมพ์ แดชบอร์ด ในแชต" in planner.text


def test_signing_out_and_ending_another_session_from_the_list(sample: Town) -> None:
    first, second = desk_of(sample, PLANNER), desk_of(sample, PLANNER)
    listed = second.look("/console/sessions")
    assert listed.text.count("นางสาว ฉ01") >= 2
    with sample.office.database.read() as connection:
        ids = list(connection.scalars(select(ConsoleSession.id).order_by(ConsoleSession.id)))
    second.send(f"/console/sessions/{ids[0]}/end")
    assert first.look("/console/overview").status == 401
    assert "ออกจากระบบแล้ว" in second.send(f"/console/sessions/{ids[1]}/end").text
    assert second.look("/console/overview").status == 401


def test_nobody_ends_the_session_of_somebody_else_unless_a_planner(sample: Town) -> None:
    desk_of(sample, PLANNER)
    director = desk_of(sample, DIRECTOR).look("/console/sessions")
    assert "ฉ01" not in director.text
    assert director.send("/console/sessions/1/end").status == 404


def test_who_has_no_business_there_gets_no_link(sample: Town) -> None:
    person = sample.registered(OWNER)
    person.say("แดชบอร์ด")
    assert "รายการนี้เปิดให้ไม่ได้" in str(person.messages[-1].body)
    with sample.office.database.read() as connection:
        assert connection.scalar(select(ConsoleLink.id)) is None


def test_a_forged_form_changes_nothing(planner: Desk) -> None:
    planner.look("/console/sessions")
    assert planner.send("/console/sessions/1/end", csrf_token="forged").status == 400
    assert "ส่งข้อมูลไม่สำเร็จ" in planner.text
    assert planner.look("/console/overview").status == 200


def test_guessing_links_ends(nobody: Desk) -> None:
    statuses = [nobody.look(f"/console/enter/{'A' * 39}{n % 10}").status for n in range(21)]
    assert statuses[:20] == [404] * 20
    assert statuses[20] == 429


def guesses(
    town: Town, proxies: int, said_by_visitor: str = "", seen_by_nginx: str = ""
) -> list[int]:
    """The answers to 21 guesses through a chain of proxies; each time the visitor says another."""
    settings = replace(town.office.settings, proxies=proxies)
    client = web_app.create(replace(town.office, settings=settings)).test_client()
    found = []
    for number in range(21):
        said = (said_by_visitor and f"{said_by_visitor}.{number}", seen_by_nginx)
        header = {"X-Forwarded-For": ", ".join(filter(None, said))}
        path = f"/console/enter/{'A' * 38}{number:02}"
        found.append(client.get(path, base_url=BASE, headers=header).status_code)
    return found


def test_no_visitor_chooses_who_is_counted(sample: Town) -> None:
    mine, next_one = "10.0.0", "203.0.113.10"
    locked = [404] * 20 + [429]
    assert guesses(sample, 0, said_by_visitor=mine) == locked  # nobody in front
    assert guesses(sample, 1, seen_by_nginx="203.0.113.1") == locked  # nginx as shipped
    assert guesses(sample, 1, said_by_visitor=mine, seen_by_nginx="203.0.113.2") == locked
    assert (
        guesses(sample, 2, said_by_visitor=mine, seen_by_nginx="203.0.113.3, 192.0.2.1") == locked
    )
    assert guesses(sample, 1, seen_by_nginx=next_one)[0] == 404  # and locks nobody else out


def test_who_has_a_link_comes_in_from_where_somebody_guesses(sample: Town) -> None:
    """A whole office has one address."""
    link = ask(sample, PLANNER)
    desk = Desk(sample, sample.app.test_client())
    for number in range(21):
        desk.look(f"/console/enter/{'A' * 39}{number % 10}")
    assert desk.status == 429
    assert desk.look(link).send(link).at == "/console/overview"


def test_headers_keep_everything_else_out(planner: Desk) -> None:
    policy = planner.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert planner.headers["Cache-Control"] == "no-store"
    assert "<script" not in planner.page
    elsewhere = [at for at in planner.page.split('"') if at.startswith(("http:", "https:", "//"))]
    assert elsewhere == []


def test_the_cookie_is_secure_and_of_the_console_alone(sample: Town) -> None:
    link = ask(sample, PLANNER)
    client = sample.app.test_client()
    answer = client.get(link, base_url="https://kaona.example.go.th")
    cookie = answer.headers["Set-Cookie"]
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/console"):
        assert part in cookie


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        (EXECUTIVE, {"ภาพรวม"}),
        (DIRECTOR, {"ภาพรวม"}),
        (FINANCE, set()),
    ],
)
def test_each_role_sees_its_parts(sample: Town, code: str, parts: set[str]) -> None:
    desk = desk_of(sample, code)
    assert parts <= set(desk.text.split())
    assert (desk.look("/console/overview").status == 200) == ("ภาพรวม" in parts)


def test_unknown_addresses_are_answered_in_thai(planner: Desk, nobody: Desk) -> None:
    assert planner.look("/console/nowhere").status == 404
    assert "ไม่พบหน้านี้" in planner.text
    assert nobody.look("/console/").status == 401


def test_somebody_who_left_is_out_at_once(planner: Desk) -> None:
    with planner.town.office.database.write() as connection:
        connection.exec_driver_sql("UPDATE people SET active = false")
    assert planner.look("/console/overview").status == 401
