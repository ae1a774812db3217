"""The page in a real browser, with a small bot on the other side."""

import io
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Request, ViewportSize, expect

from simulator import Platform, StoppedClock, create_simulator, into, serve_in_thread
from tests.browser import DESKTOP, PHONE
from tests.scenario.simulator.echo_bot import echo_bot
from tests.scenario.simulator.world import MALEE, SOMCHAI


class Screen:
    """A page and the platform behind it; `hook` finds an element by its test id."""

    def __init__(self, page: Page, platform: Platform, base_url: str) -> None:
        self.page = page
        self.platform = platform
        self.base_url = base_url
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._refuse_foreign)

    def open(self, user_id: str = SOMCHAI.user_id) -> None:
        self.page.goto(f"{self.base_url}/?person={user_id}")
        expect(self.hook("clock")).to_contain_text("2567")

    def hook(self, name: str, **more: str) -> Locator:
        found = self.page.get_by_test_id(name)
        return found.filter(has_text=more["text"]) if more else found

    def say(self, text: str) -> None:
        self.hook("message-input").fill(text)
        self.hook("send").click()

    def expect_from_bot(self, text: str) -> None:
        expect(self.page.locator('[data-by="bot"]').last).to_contain_text(text)

    def expect_own(self, text: str) -> None:
        expect(self.page.locator('[data-by="person"]').last).to_contain_text(text)

    def _refuse_foreign(self, request: Request) -> None:
        if not request.url.startswith((self.base_url, "data:", "blob:")):
            self.errors.append(f"asked for {request.url}")


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def size(request: pytest.FixtureRequest) -> ViewportSize:
    wanted: ViewportSize = request.param
    return wanted


@pytest.fixture
def screen(browser: Browser, size: ViewportSize) -> Iterator[Screen]:
    api_url: list[str] = []
    platform = Platform(
        channel_secret="secret",
        access_token="token",
        webhook_url="http://bot/callback",
        people=[SOMCHAI, MALEE],
        clock=StoppedClock(datetime(2024, 4, 3, 2, tzinfo=UTC)),
        post=into(echo_bot(api_url, "token")),
        in_background=True,
    )
    with ExitStack() as stack:
        api_url.append(stack.enter_context(serve_in_thread(create_simulator(platform))))
        context = stack.enter_context(browser.new_context(viewport=size, accept_downloads=False))
        screen = Screen(context.new_page(), platform, api_url[0])
        yield screen
        platform.wait_until_idle()
    assert screen.errors == []
    assert [call.answer for call in platform.refused] == []


def test_writing_and_being_answered(screen: Screen) -> None:
    screen.open()
    screen.say("สวัสดี\nครับ")
    screen.expect_own("อ่านแล้ว")
    screen.expect_from_bot("ได้รับ สวัสดี")
    expect(screen.hook("chat")).to_contain_text("วันพุธที่ 3 เมษายน 2567")


def test_a_card_shows_text_as_text_and_its_buttons_work(screen: Screen) -> None:
    screen.open()
    screen.say("การ์ด")
    expect(screen.hook("flex-bubble")).to_contain_text("<b>ตลาดนัด</b> โครงการที่ 5")
    screen.hook("flex-button", text="ยืนยันส่ง").click()
    screen.expect_from_bot("confirm=5")
    screen.expect_own("ส่งเลย")


def test_a_progress_bar_has_its_share_of_the_width(screen: Screen) -> None:
    screen.open()
    screen.say("การ์ด")
    bar = screen.page.locator(".bubble .box .box .box")
    expect(bar).to_be_visible()
    inner, outer = bar.bounding_box(), bar.locator("..").bounding_box()
    assert inner is not None
    assert outer is not None
    assert inner["width"] / outer["width"] == pytest.approx(0.45, abs=0.01)


def test_a_date_is_picked_with_the_year_said_in_thai(screen: Screen) -> None:
    screen.open()
    screen.say("การ์ด")
    screen.hook("flex-button", text="เลือกวันที่").click()
    expect(screen.page.locator("#picker-thai")).to_have_text("วันอาทิตย์ที่ 31 มีนาคม 2567")
    screen.hook("picker-input").fill("2024-04-02")
    screen.hook("picker-go").click()
    screen.expect_from_bot('"date": "2024-04-02"')


def test_quick_replies_belong_to_the_last_message_and_to_the_phone(screen: Screen) -> None:
    screen.open()
    screen.say("การ์ด")
    quick = screen.hook("quick-reply", text="เมนู")
    expect(quick).to_be_visible()
    screen.hook("mode-pc").click()
    expect(quick).to_be_hidden()
    screen.hook("mode-phone").click()
    quick.click()
    screen.expect_own("เมนู")
    expect(quick).to_be_hidden()


def test_a_stranger_scans_the_invitation_adds_the_bot_and_sends_the_words(screen: Screen) -> None:
    screen.open(MALEE.user_id)
    screen.hook("add-friend").click()
    screen.expect_from_bot("ยินดีต้อนรับ")
    expect(screen.hook("add-friend")).to_be_hidden()
    screen.hook("actions").click()
    screen.hook("action-scan").click()
    screen.hook("scan-invite").click()
    expect(screen.hook("message-input")).to_have_value("ลงทะ AB12")
    screen.hook("send").click()
    screen.expect_from_bot("ได้รับ ลงทะ AB12")


def test_photos_files_and_stickers_are_sent(screen: Screen) -> None:
    screen.open()
    photo = {"name": "a.png", "mimeType": "image/png", "buffer": picture(40, 40)}
    screen.hook("photo-input").set_input_files(photo)  # type: ignore[arg-type]
    screen.expect_from_bot("ได้รับ image")
    file = {"name": "แผน.xlsx", "mimeType": "application/zip", "buffer": b"PK"}
    screen.hook("file-input").set_input_files(file)  # type: ignore[arg-type]
    screen.expect_from_bot("ได้รับ file")
    screen.expect_own("แผน.xlsx")
    screen.hook("actions").click()
    screen.hook("action-sticker").click()
    screen.hook("sticker").first.click()
    screen.expect_from_bot("ได้รับ sticker")


def test_the_menu_opens_and_its_places_can_be_tapped(screen: Screen) -> None:
    platform = screen.platform
    area = {
        "bounds": {"x": 0, "y": 0, "width": 1200, "height": 405},
        "action": {"type": "message", "label": "รายงาน", "text": "รายงาน"},
    }
    spec = {"size": {"width": 1200, "height": 405}, "selected": False, "areas": [area]}
    menu = platform.rich_menus.create({**spec, "name": "x", "chatBarText": "เมนูหลัก"})
    platform.rich_menus.put_image(menu.id, picture(1200, 405), "image/png")
    platform.rich_menus.set_default(menu.id)
    screen.open()
    screen.hook("menu-toggle", text="เมนูหลัก").click()
    screen.hook("menu-area").click()
    screen.expect_from_bot("ได้รับ รายงาน")
    screen.hook("mode-pc").click()
    expect(screen.hook("menu-toggle")).to_be_hidden()


def test_the_clock_goes_where_it_is_sent(screen: Screen) -> None:
    screen.open()
    if screen.hook("clock-morning").is_hidden():
        screen.page.locator("#clock-chip").click()
    screen.hook("clock-morning").click()
    expect(screen.hook("clock")).to_have_text("วันพฤหัสบดีที่ 4 เมษายน 256709:00 น.")
    screen.hook("clock-input").fill("2024-06-30T16:30")
    screen.hook("clock-go").click()
    expect(screen.hook("clock")).to_contain_text("30 มิถุนายน 2567")
    assert screen.platform.clock.now() == datetime(2024, 6, 30, 9, 30, tzinfo=UTC)


def test_choosing_another_person_shows_only_their_chat(screen: Screen) -> None:
    screen.open()
    screen.say("ของสมชาย")
    screen.expect_from_bot("ได้รับ ของสมชาย")
    screen.hook("person-switcher").click()
    screen.hook("person-search").fill("นโยบาย")
    expect(screen.hook("person-option", text="สมชาย")).to_be_hidden()
    screen.hook("person-option", text="มาลี").click()
    expect(screen.hook("message")).to_have_count(0)
    expect(screen.hook("add-friend")).to_be_visible()


def test_an_own_message_can_be_taken_back(screen: Screen) -> None:
    screen.open()
    screen.say("พิมพ์ผิด")
    screen.expect_from_bot("ได้รับ พิมพ์ผิด")
    screen.page.locator('[data-by="person"] .balloon').click()
    screen.hook("unsend").click()
    screen.expect_own("ยกเลิกข้อความแล้ว")
    expect(screen.page.locator('[data-by="person"]')).not_to_contain_text("พิมพ์ผิด")


def test_blocking_closes_the_chat_and_unblocking_opens_it(screen: Screen) -> None:
    screen.open()
    screen.hook("actions").click()
    screen.hook("action-block").click()
    expect(screen.hook("message-input")).to_be_hidden()
    screen.hook("add-friend", text="ปลดบล็อก").click()
    screen.expect_from_bot("ยินดีต้อนรับ")
    expect(screen.hook("message-input")).to_be_visible()


def test_nothing_is_wider_than_the_screen(screen: Screen, size: ViewportSize) -> None:
    screen.open()
    screen.say("การ์ด")
    expect(screen.hook("flex-bubble")).to_be_visible()
    screen.say("ยาว" * 400)
    screen.expect_from_bot("ยาวยาว")
    for selector in ("document.documentElement", "document.getElementById('log')"):
        assert screen.page.evaluate(f"{selector}.scrollWidth <= {selector}.clientWidth")


def picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#06c755").save(out, "PNG")
    return out.getvalue()
