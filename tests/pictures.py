"""Makes the pictures of docs/th anew from the simulator: `python -m tests.pictures`."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from bot import rich_menus
from simulator.person import Person
from tests.browser import chromium, picture_of_chat
from tests.office_sample import Town, sqlite_town
from tests.transcripts.files import FILES

TARGET = Path(__file__).resolve().parents[1] / "docs" / "th" / "images"
LARGEST = 150_000


@dataclass(frozen=True)
class Scene:
    """A picture: whose chat, what happens first, and how many of the last messages it shows."""

    name: str
    who: str
    play: Callable[[Town, Person], None]
    last: int = 1
    menu: bool = False


def _owner(_: Town, one: Person) -> None:
    one.say("โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")


def _director(sample: Town, one: Person) -> None:
    owner = sample.registered("ก02")
    owner.say("โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    owner.say("ยืนยันส่ง")
    one.say("รับรอง")
    one.say("รับรอง 2")


def _finance(_: Town, one: Person) -> None:
    one.send_file("เบิกจ่าย มี.ค. 67.xlsx", FILES["เบิกจ่าย มี.ค. 67.xlsx"]())


def _planner(sample: Town, one: Person) -> None:
    owner = sample.registered("ก05")
    owner.say("โครงการ 6 กำลังทำ ใช้ไป 10,000 ไม่มีปัญหา")
    owner.say("ยืนยันส่ง")
    owner.say("ขอบคุณค่ะ")
    owner.tap("สำรองจ่าย")
    one.say("ส่วนต่าง")


def _summary(sample: Town, one: Person) -> None:
    owner = sample.registered("ก02")
    owner.say("โครงการ 2 เสร็จแล้ว ใช้ไป 23,800")
    owner.say("ยืนยันส่ง")
    one.say("สรุป")


def _missing(_: Town, one: Person) -> None:
    one.say("ใครยังไม่รายงาน")


def _menu(_: Town, one: Person) -> None:
    one.say("เมนู")


def _help(_: Town, one: Person) -> None:
    one.say("ช่วยเหลือ")


def _reason(_: Town, one: Person) -> None:
    one.say("โครงการ 15 เสร็จแล้ว ใช้ไป 5,600 เหลือ 400")
    one.say("ยืนยันส่ง")
    one.say("ขอบคุณค่ะ")


SCENES = (
    Scene("owner", "ก02", _owner, last=2),
    Scene("director", "ก06", _director, last=2),
    Scene("finance", "จ02", _finance, last=2),
    Scene("manager", "ช01", _summary, last=2),
    Scene("missing", "ข02", _missing, last=2),
    Scene("planner", "ฉ02", _planner, last=2),
    Scene("menu-owner", "ก02", _menu, last=1, menu=True),
    Scene("menu-director", "ก06", _menu, last=1, menu=True),
    Scene("menu-finance", "จ02", _menu, last=1, menu=True),
    Scene("menu-manager", "ช01", _menu, last=1, menu=True),
    Scene("menu-planner", "ฉ02", _menu, last=1, menu=True),
    Scene("help", "ก02", _help, last=1),
    Scene("reason", "ข03", _reason, last=1),
)


def make(browser: Browser, scene: Scene, target: Path) -> Path:
    """One picture, in an office of its own."""
    with tempfile.TemporaryDirectory(prefix="kaona-") as folder, sqlite_town(Path(folder)) as town:
        one = town.registered(scene.who)
        rich_menus.offer(town.office)
        scene.play(town, one)
        file = target / f"{scene.name}.png"
        return picture_of_chat(
            browser, town.address, one.user_id, file, last=scene.last, menu=scene.menu
        )


def main() -> None:
    """All pictures, or those named."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for scene in SCENES:
            if len(sys.argv) == 1 or scene.name in sys.argv[1:]:
                size = make(browser, scene, TARGET).stat().st_size
                print(
                    f"{scene.name}.png  {size // 1000} KB{'  TOO LARGE' if size > LARGEST else ''}"
                )


if __name__ == "__main__":
    main()
