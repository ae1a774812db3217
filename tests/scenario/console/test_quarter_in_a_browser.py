"""The planner's quarter in a browser: sign in, plan, invites, reports, correction, closing, papers.

Every page on the way is looked at by axe-core, at a desk's width and a phone's.
"""

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from bot.clock import MovableClock
from bot.ids import CountingIds
from bot.office import Office
from handlers import deferred_work
from models import schema
from models.database import Database
from models.plan import Plan, TableStyle
from reports import exports
from scheduler.deferring import run_due
from simulator.server import serve_in_thread
from tests.browser import DESKTOP, PATIENCE_MS, PHONE
from tests.office_sample import MORNING, SAMPLES, Town, settings_of, town
from tests.scenario.console.conftest import hand_in

PAGES = (
    "overview",
    "projects",
    "projects/15",
    "projects/15/report",
    "plan",
    "plan/sheets/โครงการ",
    "plan/sheets/โครงการ/row?k=2",
    "people",
    "people/ก02/hand-over",
    "rounds",
    "rounds/planned",
    "rounds/missing",
    "documents/templates",
    "disbursements",
    "tables?table=table2",
    "tables?table=listing",
    "tables/projects?table=table1&row=6&column=projects",
    "documents",
    "trail",
    "settings",
    "sessions",
    "nowhere",
)
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
"""A page that has to be pushed sideways on a phone."""
LINK = re.compile(r"http://127\.0\.0\.1:\d+/console/enter/[0-9A-Z]+")


@dataclass(frozen=True)
class Served:
    """The office with its console at an address."""

    town: Town
    address: str

    def link(self) -> str:
        """What the planner gets in the simulator's chat for `แดชบอร์ด`."""
        planner = self.town.person("ฉ01")
        planner.say("แดชบอร์ด")
        return str(LINK.findall(str([one.body for one in planner.chat.from_bot]))[-1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    database, clock = Database(f"sqlite:///{tmp_path}/kaona.db"), MovableClock(MORNING)
    schema.upgrade(database)
    settings = replace(settings_of(tmp_path), public_base_url=address)
    office = Office(settings=settings, database=database, clock=clock, ids=CountingIds())
    with town(office, clock) as sample, serve_in_thread(sample.app, port=port):
        sample.registered("ฉ01")
        yield Served(sample, address)
    database.close()


def signed_in(browser: Browser, served: Served) -> Page:
    page = browser.new_page(viewport=DESKTOP)
    page.set_default_timeout(PATIENCE_MS)
    page.goto(served.link())
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ภาพรวม")
    return page


def faults_of(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in ("serious", "critical")]


def test_the_planners_quarter(browser: Browser, served: Served, tmp_path: Path) -> None:
    page, sample = signed_in(browser, served), served.town
    clock = sample.office.clock
    assert isinstance(clock, MovableClock)

    def part(name: str) -> None:
        page.get_by_role("link", name=name, exact=True).first.click()

    def says(text: str) -> None:
        expect(page.get_by_role("main")).to_contain_text(text)

    part("แผน")
    page.get_by_label("ไฟล์แผน").set_input_files(renamed(tmp_path))
    page.get_by_role("button", name="ตรวจไฟล์").click()
    says("แก้ 1 โครงการ")
    page.get_by_role("button", name="นำเข้าตามนี้").click()
    says("นำเข้าแผนปี 2567 แล้ว")

    part("บุคลากร")
    page.get_by_role("button", name="ออกรหัสเชิญและพิมพ์").click()
    assert page.locator(".cut").count() == 23
    codes = page.locator(".cut", has_text="นาง ก02").locator(".code").inner_text()
    second = page.locator(".cut", has_text="นางสาว ก03").locator(".code").inner_text()
    assert page.pdf(format="A4")[:4] == b"%PDF"

    part("รอบรายงาน")
    page.get_by_label("เลื่อนกำหนดส่งเป็น").fill("20/4/2567")
    page.get_by_role("button", name="เลื่อนกำหนดส่ง").click()
    says("กำหนดส่ง 20 เม.ย. 2567")

    owner = sample.person("ก02")
    owner.follow()
    owner.say(codes)
    owner.tap("ยอมรับ")
    owner.say("โครงการ 2 เสร็จแล้วค่ะ ใช้ไป 23,800")
    owner.tap("ยืนยันส่ง")
    part("ภาพรวม")
    says("1 จาก 26")

    late = sample.person("ก03")
    late.follow()
    late.say(second)
    late.tap("ยอมรับ")
    clock.advance(timedelta(minutes=20))
    part("รอบรายงาน")
    page.get_by_role("link", name="ข้อความที่จะส่งใน 14 วัน").click()
    says("แจ้งเปิดรอบ")
    page.get_by_role("link", name="เตือนเดี๋ยวนี้").click()
    page.get_by_label("เตือน นางสาว ก03").check()
    page.get_by_role("button", name="เตือนคนที่เลือก").click()
    says("จะเตือน 1 คน")
    sample.tick()
    assert "ฝากเตือน" in str(late.last.body)

    part("โครงการ")
    page.get_by_label("การรายงาน").select_option("any")
    page.get_by_role("button", name="แสดง").click()
    says("พบ 1 โครงการ")
    page.get_by_role("link", name="แผนที่แก้แล้ว").click()
    page.get_by_role("link", name="แก้ไขรายงาน").click()
    page.get_by_label("ใช้ไป (บาท)").fill("สองหมื่น")
    page.get_by_role("button", name="บันทึกฉบับที่ 2").click()
    assert page.get_by_label("ใช้ไป (บาท)").get_attribute("aria-invalid") == "true"
    page.get_by_label("ใช้ไป (บาท)").fill("23,900")
    page.get_by_label("เหตุผลที่แก้ไข").fill("โทรแจ้งยอดใหม่")
    page.get_by_role("button", name="บันทึกฉบับที่ 2").click()
    says("เลขรับ 2567-Q2-2-2")
    expect(page.locator("td.changed").first).to_contain_text("23,900")

    part("รอบรายงาน")
    page.get_by_label("ปิดรอบ (เปิดใหม่ไม่ได้)").fill("ปิดรอบ")
    page.get_by_role("button", name="ปิดรอบ", exact=True).click()
    says("รอบที่ปิดแล้ว")

    part("เอกสาร")
    page.get_by_role("button", name="ทำทุกเอกสาร").click()
    says("กำลังจัดทำเอกสาร")
    for _ in exports.offered():
        run_due(sample.office, deferred_work.handlers(sample.office))
    part("เอกสาร")
    ready = page.locator("tbody tr", has_text="พร้อม")
    expect(ready).to_have_count(len(exports.offered()))
    for address in [one.get_attribute("href") for one in ready.locator("a").all()]:
        path = (address or "").split("?")[0]
        assert page.request.get(f"{path}/file").ok

    page.get_by_role("button", name="ออกจากระบบ").click()
    says("ออกจากระบบแล้ว")


def renamed(folder: Path) -> Path:
    book = load_workbook(SAMPLES / "samut_sakhon_2567_plan.xlsx")
    book["โครงการ"]["B3"] = "แผนที่แก้แล้ว"
    book.save(folder / "แผนใหม่.xlsx")
    return folder / "แผนใหม่.xlsx"


def test_everybody_can_use_every_page_at_a_desk_and_on_a_phone(
    browser: Browser, served: Served
) -> None:
    hand_in(served.town)
    page = browser.new_page(viewport=PHONE)
    page.goto(served.link())
    assert faults_of(page) == []
    page = signed_in(browser, served)

    def look(path: str, *, on_a_phone: bool) -> None:
        page.set_viewport_size(PHONE if on_a_phone else DESKTOP)
        page.goto(f"{served.address}/console/{path}")
        assert faults_of(page) == [], path
        assert page.locator("table").count() == page.locator("table:has(thead th)").count(), path
        page.set_viewport_size(PHONE)
        assert not page.evaluate(WIDER), path

    for number, path in enumerate(PAGES):
        look(path, on_a_phone=bool(number % 2))
    with served.town.office.database.write() as connection:  # levels stand in this style's tables
        connection.execute(update(Plan).values(table_style=TableStyle.NAKHON_PATHOM))
    look("projects/15/level", on_a_phone=False)
    expect(page.get_by_label("ระดับ")).to_be_visible()


def test_the_keyboard_alone_is_enough(browser: Browser, served: Served) -> None:
    page = browser.new_page(viewport=DESKTOP)
    page.goto(served.link())
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ภาพรวม")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("ข้ามไปที่เนื้อหา")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("รอบรายงาน")).to_be_focused()
