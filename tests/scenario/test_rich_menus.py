"""The rich menus as people see them below the chat, and how they follow what people are."""

from sqlalchemy import delete, insert, select, update

from bot import rich_menus
from bot.menus import ENTRIES, REGISTER, entries_of_kind
from bot.rich_menu_image import draw
from handlers.chat.menu import TITLE
from models.people import Person, PersonRole, Role
from scheduler.menus_job import ShowMenus
from simulator import FaultPlan, rate_limited
from simulator.rich_menu import RichMenu
from tests.office_sample import Town


def seen(sample: Town, code: str) -> list[str]:
    """The words of the menu somebody sees."""
    menu = sample.platform.rich_menus.shown_to(sample.person(code).user_id)
    assert isinstance(menu, RichMenu)
    assert menu.image
    return [area["action"]["text"] for area in menu.spec["areas"]]


def person_id(sample: Town, code: str) -> int:
    with sample.office.database.read() as connection:
        return connection.scalar(select(Person.id).where(Person.code == code)) or 0


def test_everybody_sees_what_they_can_do_and_a_stranger_how_to_begin(sample: Town) -> None:
    for code in ("ก02", "จ02", "ช01"):
        sample.registered(code)
    assert rich_menus.offer(sample.office)["made"] == 4
    assert "รายงาน" in seen(sample, "ก02")
    assert "ยอดเบิกจ่าย" not in seen(sample, "ก02")
    assert {"รายงาน", "ยอดเบิกจ่าย", "ส่วนต่าง"} <= set(seen(sample, "จ02"))
    assert seen(sample, "ช01") == [
        "สรุป",
        "ใครยังไม่รายงาน",
        "ส่วนต่าง",
        "แดชบอร์ด",
        "ขอรายงาน",
        "ช่วยเหลือ",
    ]
    assert seen(sample, "ข01") == [REGISTER.word]
    assert sample.platform.refused == []


def test_a_second_time_makes_nothing_and_an_old_menu_goes(sample: Town) -> None:
    sample.registered("ก02")
    first = rich_menus.offer(sample.office)
    before = {menu.id for menu in sample.platform.rich_menus.all()}
    old = sample.office.line.make_rich_menu(
        {**rich_menus.spec_of("owner"), "name": "kaona owner of-an-older-layout"},
        draw(entries_of_kind("owner")),
    )
    again = rich_menus.offer(sample.office)
    assert (first["made"], again["made"], again["removed"]) == (2, 0, 1)
    assert {menu.id for menu in sample.platform.rich_menus.all()} == before
    assert old not in before


def test_menus_follow_roles_leaving_and_registering(sample: Town) -> None:
    sample.registered("ก02")
    job, clock = ShowMenus(), sample.office.clock
    assert job.run(sample.office, clock.now()) == {}
    assert sample.platform.rich_menus.all() == []  # nobody asked for menus yet
    rich_menus.offer(sample.office)
    one = person_id(sample, "ก02")
    with sample.office.database.write() as connection:
        connection.execute(insert(PersonRole), [{"person_id": one, "role": Role.FINANCE}])
    assert job.run(sample.office, clock.now()) == {"menus": 1}
    assert "ยอดเบิกจ่าย" in seen(sample, "ก02")
    assert job.run(sample.office, clock.now()) == {}
    with sample.office.database.write() as connection:
        connection.execute(delete(PersonRole).where(PersonRole.person_id == one))
        connection.execute(update(Person).where(Person.id == one).values(active=False))
    job.run(sample.office, clock.now())
    assert seen(sample, "ก02") == [REGISTER.word]
    sample.registered("ก03")
    assert job.run(sample.office, clock.now()) == {"menus": 1}
    assert "รายงาน" in seen(sample, "ก03")


def test_every_word_of_a_menu_can_be_typed_and_is_answered(sample: Town) -> None:
    everything = sample.registered("จ01")
    one = person_id(sample, "จ01")
    with sample.office.database.write() as connection:
        rows = [{"person_id": one, "role": role} for role in (Role.PLANNER, Role.EXECUTIVE)]
        connection.execute(insert(PersonRole), rows)
    everything.say("เมนู")
    card = everything.last.body
    assert card["altText"] == TITLE
    for entry in ENTRIES:
        assert entry.word in str(card)
        everything.say(entry.word)
        said = " ".join(everything.last.texts)
        assert "ยังไม่เข้าใจ" not in said
        assert "เปิดให้ไม่ได้" not in said
    assert sample.platform.refused == []


def test_while_line_is_away_menus_wait_for_the_next_tick(sample: Town) -> None:
    sample.registered("ก02")
    rich_menus.offer(sample.office)
    with sample.office.database.write() as connection:
        connection.execute(
            delete(PersonRole).where(PersonRole.person_id == person_id(sample, "ก02"))
        )
        role = {"person_id": person_id(sample, "ก02"), "role": Role.EXECUTIVE}
        connection.execute(insert(PersonRole).values(role))
    faults = sample.platform.faults
    assert isinstance(faults, FaultPlan)
    faults.add(rate_limited(), path="richmenu")
    now = sample.office.clock.now()
    assert ShowMenus().run(sample.office, now) == {"unshown": 1}
    assert ShowMenus().run(sample.office, now) == {"menus": 1}
    assert "สรุป" in seen(sample, "ก02")
