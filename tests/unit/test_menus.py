"""The one list of what people can do: the card, the picture, and the help made from it."""

from io import BytesIO
from itertools import chain, combinations

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, features

from bot.menus import (
    ENTRIES,
    STRANGER,
    Ability,
    abilities_of,
    entries_of,
    entries_of_kind,
    kind_of,
)
from bot.rich_menu_image import FONTS, cells_of, draw, size_of
from bot.rich_menus import name_of, spec_of
from handlers.chat import guides
from models.authority import Authority, Lead
from models.delegations import LeadKind
from models.people import Role
from simulator.limits import check_rich_menu
from simulator.limits.rich_menus import IMAGE_BYTES

KINDS = [
    kind_of(frozenset(some))
    for some in chain.from_iterable(combinations(Ability, size) for size in range(6))
] + [STRANGER]


@pytest.mark.parametrize("kind", KINDS)
def test_every_menu_keeps_lines_limits_and_its_cells_cover_it(kind: str) -> None:
    entries = entries_of_kind(kind)
    check_rich_menu(dict(spec_of(kind)))
    width, height = size_of(entries)
    cells = cells_of(entries)
    assert sum(one.width * one.height for one in cells) == width * height
    assert [one.entry for one in cells] == list(entries)
    assert len(name_of(kind)) <= 80


def test_the_largest_picture_is_far_below_lines_limit() -> None:
    png = draw(ENTRIES)
    assert len(png) < IMAGE_BYTES / 4
    with Image.open(BytesIO(png)) as picture:
        assert picture.size == size_of(ENTRIES)


def test_no_word_is_wider_than_its_cell() -> None:
    font = ImageFont.truetype(str(FONTS / "Sarabun-Bold.ttf"), 60)
    assert all(font.getlength(one.word) < 2500 / 3 - 120 for one in ENTRIES)
    assert all(font.getlength(one.does) < 2500 / 3 - 60 for one in ENTRIES)


def test_thai_marks_are_shaped_not_stacked_over_each_other() -> None:
    """`ที่` with raqm is not what Pillow's own layout makes of it."""
    assert features.check("raqm")
    pictures = []
    for engine in (ImageFont.Layout.RAQM, ImageFont.Layout.BASIC):
        font = ImageFont.truetype(str(FONTS / "Sarabun-Bold.ttf"), 120, layout_engine=engine)
        picture = Image.new("L", (300, 260))
        ImageDraw.Draw(picture).text((40, 60), "ที่ปั้", fill=255, font=font)
        pictures.append(picture)
    assert ImageChops.difference(*pictures).getbbox()


def test_who_is_several_things_sees_all_of_them_once() -> None:
    roles = frozenset({Role.OWNER, Role.DIRECTOR, Role.FINANCE})
    held = abilities_of(Authority(1, roles, (Lead(7, LeadKind.DIRECTOR),)))
    assert kind_of(held) == "finance+leader+owner"
    words = [one.word for one in entries_of(held)]
    assert len(words) == len(set(words))
    assert {"รายงาน", "รับรอง", "ยอดเบิกจ่าย", "ช่วยเหลือ"} <= set(words)
    assert entries_of_kind("finance+leader+owner") == entries_of(held)


def test_a_delegation_alone_makes_a_leader() -> None:
    held = abilities_of(Authority(1, frozenset({Role.OWNER}), (Lead(7, LeadKind.ACTING),)))
    assert Ability.LEADER in held
    assert Ability.LEADER not in abilities_of(Authority(1, frozenset({Role.DIRECTOR})))


@pytest.mark.parametrize("ability", list(Ability))
def test_each_guide_has_a_short_form_that_names_its_words(ability: Ability) -> None:
    guide = guides.read(ability)
    assert 3 <= len(guide.short) <= 6
    assert all(len(line) <= 110 and "**" not in line for line in guide.short)
    own = [one.word for one in ENTRIES if ability in one.whose]
    assert any(word in line for word in own for line in guide.short)
