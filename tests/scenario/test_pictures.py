"""The pictures of chats that tests and documents take."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests import pictures
from tests.browser import picture_of_chat
from tests.office_sample import sqlite_town


@pytest.mark.parametrize(("at_pc", "width"), [(False, 780), (True, 1720)], ids=["phone", "pc"])
def test_a_picture_is_as_wide_as_the_screen_and_as_tall_as_the_chat(
    browser: Browser, tmp_path: Path, at_pc: bool, width: int
) -> None:
    with sqlite_town(tmp_path) as sample:
        owner = sample.registered("ก02")
        owner.say("โครงการของฉัน")
        address, whose = sample.address, owner.user_id
        whole = picture_of_chat(browser, address, whose, tmp_path / "all.png", at_pc=at_pc)
        last = picture_of_chat(browser, address, whose, tmp_path / "1.png", at_pc=at_pc, last=1)
    tall, short = (
        Image.open(io.BytesIO(whole.read_bytes())),
        Image.open(io.BytesIO(last.read_bytes())),
    )
    assert tall.width == short.width == width
    assert tall.height > short.height > 480
    assert whole.stat().st_size < 150_000


def test_the_guides_pictures_are_made_by_one_command_and_small(
    browser: Browser, tmp_path: Path
) -> None:
    scene = next(one for one in pictures.SCENES if one.name == "menu-owner")
    made = pictures.make(browser, scene, tmp_path)
    assert made.stat().st_size < pictures.LARGEST
    for one in pictures.SCENES:
        assert (pictures.TARGET / f"{one.name}.png").stat().st_size < pictures.LARGEST
