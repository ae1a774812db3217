"""How LINE counts letters."""

import pytest

from simulator.limits.units import graphemes, utf16_length


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("น้ำ", 1),  # three code points, one letter with its marks
        ("กำลังดี", 4),
        ("เก่า", 3),  # the vowel before the consonant stands alone
        ("ที่", 1),
        ("😀", 1),
        ("👍🏽", 1),  # with a skin tone
        ("👩‍👩‍👧", 1),  # joined
        ("🇹🇭", 1),  # two halves of a flag
        ("🇹🇭🇯🇵", 2),
        ("❤️", 1),  # with a variation selector
        ("e\u0301", 1),
        ("\r\n", 1),
        ("ก\u200bข", 3),  # a zero-width space is a letter of its own
    ],
)
def test_graphemes(text: str, count: int) -> None:
    assert graphemes(text) == count


@pytest.mark.parametrize(("text", "count"), [("น้ำ", 3), ("😀", 2), ("a", 1)])
def test_utf16_units(text: str, count: int) -> None:
    assert utf16_length(text) == count
