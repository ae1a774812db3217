"""The one browser of the tests, and pictures of a chat as a phone and as LINE for PC show it."""

import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PATIENCE_MS = 30_000
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
TALLEST = 4000
COLORS = 96
"""A palette this small keeps a picture well below 150 KB and its letters clear."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window. Without one on the machine the test is skipped, or fails in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if "browser" in os.environ.get("KAONA_TEST_REQUIRE", "").split(","):
            pytest.fail("no browser: `chromium` is not installed")
        pytest.skip("no browser: `chromium` is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of one test module; `tests/conftest.py` offers it to all."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page of a phone's size, with patience for a slow machine."""
    page = browser.new_page(viewport=PHONE)
    page.set_default_timeout(PATIENCE_MS)
    yield page
    page.close()


def picture_of_chat(
    browser: Browser,
    address: str,
    user_id: str,
    target: Path,
    *,
    at_pc: bool = False,
    last: int | None = None,
    menu: bool = False,
) -> Path:
    """A PNG of a person's chat in the simulator at `address`: 390 px wide, or as LINE for PC.

    As tall as what it shows: the whole chat, or its `last` messages; with `menu` the rich menu
    lies open below them.
    """
    page = browser.new_page(viewport=DESKTOP if at_pc else PHONE, device_scale_factor=2)
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{address.rstrip('/')}/?person={user_id}")
    expect(page.get_by_test_id("clock")).to_contain_text("25")
    if at_pc:
        page.get_by_test_id("mode-pc").click()
    if last is not None:
        page.get_by_test_id("message").first.wait_for()
        page.evaluate(_SHOW_ONLY, last)
    if menu and page.locator("#menu:not(.open)").count():
        page.get_by_test_id("menu-toggle").click()
    _as_tall_as_the_chat(page)
    taken = page.locator(".device").screenshot(animations="disabled")
    page.close()
    target.write_bytes(compressed(taken))
    return target


_SHOW_ONLY = """(last) => {
  const all = [...document.querySelectorAll('[data-testid=message]')];
  const kept = new Set(all.slice(-last));
  for (const one of document.getElementById('log').children)
    if (![...kept].some((message) => one === message || one.contains(message)))
      one.style.display = 'none';
}"""


def _as_tall_as_the_chat(page: Page) -> None:
    """Makes the window as tall as what the chat holds, so that nothing of it is scrolled away."""
    page.add_style_tag(
        content="#log { scroll-behavior: auto !important } .device { height: 100dvh !important }"
        " .stage { padding-block: 0 !important }"
    )
    wanted = page.evaluate(
        "(() => { const log = document.getElementById('log');"
        " const last = [...log.children].filter((one) => one.offsetHeight).pop();"
        " const inside = last ? last.getBoundingClientRect().bottom"
        " - log.getBoundingClientRect().top + log.scrollTop + 16 : 0;"
        " return Math.ceil(window.innerHeight - log.clientHeight + inside); })()"
    )
    size = page.viewport_size or PHONE
    page.set_viewport_size({"width": size["width"], "height": max(240, min(TALLEST, wanted))})
    page.evaluate("document.getElementById('log').scrollTop = 0")


def compressed(png: bytes) -> bytes:
    """The same picture with a small palette, as committed pictures are."""
    with Image.open(io.BytesIO(png)) as picture:
        small = picture.convert("RGB").quantize(
            COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
        out = io.BytesIO()
        small.save(out, "PNG", optimize=True)
        return out.getvalue()
