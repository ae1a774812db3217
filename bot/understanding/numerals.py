"""Numbers as they are written and spoken: 294,685 · 1.2 แสน · 3หมื่น5 · สองแสนห้า · หมื่นสอง · 12k."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from bot.understanding.number_words import Token, tokens

_MILLION = Decimal(1_000_000)
_PROVINCE = re.compile(r"ร้อยเอ็ด$")  # a town, unless baht follow
_HALF = re.compile(r"ครึ่ง")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and its place; `slip` when its writing may hide another number."""

    value: Decimal
    start: int
    end: int
    slip: bool = False
    rough: bool = False  # สี่ห้าพัน, หมื่นครึ่ง, a lone หมื่น is not: it is one ten-thousand
    grouped: bool = False  # written with a comma, a unit or two decimals: hardly anything but money
    digits: bool = True  # holds a written figure
    bare_unit: bool = False  # หมื่น, แสน without a figure


def numerals(norm: str) -> Iterator[Numeral]:
    """Every number in the text, from left to right."""
    return _grouped(norm, list(tokens(norm)))


def _grouped(norm: str, tokens: list[Token]) -> Iterator[Numeral]:
    place = 0
    while place < len(tokens):
        last = place + 1
        while last < len(tokens) and last - place < 24 and _joins(norm, tokens, last):
            last += 1
        numeral, used = _evaluate(norm, tokens[place:last])
        if (
            not _PROVINCE.match(norm, numeral.start, numeral.end)
            or "บาท" in norm[numeral.end :][:4]
        ):
            yield numeral
        place += used


def _joins(norm: str, tokens: list[Token], place: int) -> bool:
    """Whether a token belongs to the number the one before it is part of."""
    before, here = tokens[place - 1], tokens[place]
    gap = norm[before.end : here.start]
    if gap not in ("", " "):
        return False
    if here.kind == "u":
        return before.kind == "n" or gap == ""
    if before.kind == "u":
        return (gap == "" and not here.literal) or _closes(norm, here)
    return gap == "" and not here.literal and not before.literal


_NEXT_IS_NO_TAIL = re.compile(
    r"\s?(?:%|/|:|-\s?\d|[.)]\s|คน|ท่าน|ราย(?!ง|จ|ไ|ก)|แห่ง|โรง|รร\.?|ครั้ง|วัน|ชั่วโมง|ชม\.?|เดือน"
    r"|ปี|รุ่น|ฉบับ|เล่ม|ชุด"
    r"|กิจกรรม|โครงการ|รายการ|เครื่อง|ข้อ|ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย"
    r"|ต\.?ค|พ\.?ย|ธ\.?ค"
    r"|มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา)"
)


def _closes(norm: str, figure: Token) -> bool:
    """Whether a figure after a unit is its tail (3 หมื่น 5), not the next thing that is counted."""
    return not figure.slip and _NEXT_IS_NO_TAIL.match(norm, figure.end) is None


@dataclass(slots=True)
class _Sum:
    """A number being added up: millions, places from high to low, the figure just heard."""

    millions: Decimal = Decimal(0)
    places: list[tuple[Decimal, Decimal]] = field(default_factory=list)  # (unit, value)
    last: Decimal = Decimal(0)  # the unit just heard
    pending: Token | None = None
    rough: bool = False

    def figure(self, token: Token, *, unit_follows: bool) -> bool:
        """Take a figure; False when it begins another number."""
        if self.pending is not None:
            if self.pending.literal or token.literal or not unit_follows:
                return False
            self.rough = True  # สี่ห้าพัน: four or five thousand
        if token.literal and self.last and not _fits(token.value, self.last):
            return False
        self.pending = token
        return True

    def unit(self, unit: Decimal, *, tight: bool) -> bool:
        """Take a unit; False when it cannot follow what was heard."""
        if unit == _MILLION:
            if self.millions and not self.places and self.pending is None:
                return False
            heard = sum((value for _, value in self.places), Decimal(0))
            times = heard + (self.pending.value if self.pending else Decimal(heard == 0))
            self.millions, self.places = (self.millions + times) * unit, []
        elif not self.places or unit < self.places[-1][0]:
            self.places.append((unit, (self.pending.value if self.pending else 1) * unit))
        elif tight and self.places[-1][0] == 10 < unit and self._above(unit):
            tens = self.places.pop()[1]  # ยี่สิบเอ็ดพัน: 21 thousand
            self.places.append((unit, (tens + (self.pending.value if self.pending else 0)) * unit))
        else:
            return False
        self.last, self.pending = unit, None
        return True

    def _above(self, unit: Decimal) -> bool:
        return len(self.places) == 1 or self.places[-2][0] > unit

    def value(self, *, bare: bool) -> Decimal:
        """The number so far; `bare` when it began with a unit (หมื่นนึง)."""
        total = self.millions + sum((value for _, value in self.places), Decimal(0))
        return total + (_tail(self.pending, self.last, bare=bare) if self.pending else 0)


def _evaluate(norm: str, tokens: list[Token]) -> tuple[Numeral, int]:
    """Add up the tokens as far as they make one number; how many were used."""
    tight = all(one.end == two.start for one, two in pairwise(tokens))
    heard = _Sum()
    used = 0
    for token in tokens:
        if token.kind == "n":
            taken = heard.figure(token, unit_follows=_unit_follows(tokens, used))
        else:
            taken = heard.unit(token.value, tight=tight)
        if not taken:
            break
        used += 1
    return _numeral(norm, tokens[:used], heard), used


def _numeral(norm: str, tokens: list[Token], heard: _Sum) -> Numeral:
    begins_with_unit = tokens[0].kind == "u"
    value = heard.value(bare=begins_with_unit and len(tokens) == 2)
    value += _lost_fraction(norm, tokens)
    end = tokens[-1].end
    half = tokens[-1].kind == "u" and _HALF.match(norm, end)
    if half:
        value, end = value + heard.last / 2, half.end()
    has_unit = any(token.kind == "u" for token in tokens)
    slip = any(token.slip and not _scaled(tokens, place) for place, token in enumerate(tokens))
    slip = slip or any(_beyond_unit(one, unit) for one, unit in pairwise(tokens))
    doubtful_tail = (
        begins_with_unit and len(tokens) == 2 and heard.last == 100 and heard.pending is not None
    )
    return Numeral(
        value,
        tokens[0].start,
        end,
        slip=slip or doubtful_tail,
        rough=heard.rough or bool(half),
        grouped=has_unit or any(token.grouped for token in tokens),
        digits=any(token.literal for token in tokens),
        bare_unit=len(tokens) == 1 and begins_with_unit,
    )


def _beyond_unit(figure: Token, unit: Token) -> bool:
    """5,000 หมื่นสองพัน: two numbers run together rather than so many ten thousands."""
    run_together = figure.grouped and unit.kind == "u"
    return run_together and figure.value >= 1_000 > unit.value / 1_000


def _unit_follows(tokens: list[Token], place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].kind == "u"


def _fits(figure: Decimal, unit: Decimal) -> bool:
    return figure < unit and figure == figure.to_integral_value()


def _tail(pending: Token, last: Decimal, *, bare: bool) -> Decimal:
    """The number after the last unit: สองแสนห้า is 250,000, as it is said; สองร้อยห้า is 205."""
    if bare and pending.value == 1 and not _is_one_of_units(pending):
        return Decimal(0)  # หมื่นนึง is ten thousand and no more
    spoken = pending.value < 10 and last >= 1_000 and not _is_one_of_units(pending)
    return pending.value * last / 10 if spoken else pending.value


def _is_one_of_units(token: Token) -> bool:
    return token.last_one


def _scaled(tokens: list[Token], place: int) -> bool:
    """1.234 before ล้าน is no slip."""
    return (
        place + 1 < len(tokens) and tokens[place + 1].kind == "u" and tokens[place].grouped is False
    )


def _lost_fraction(norm: str, tokens: list[Token]) -> Decimal:
    """What 1.234 ล้าน means beyond 1234 million: a figure before a unit keeps its decimals."""
    if len(tokens) < 2 or tokens[1].kind != "u" or not tokens[0].slip or tokens[0].grouped:
        return Decimal(0)
    written = norm[tokens[0].start : tokens[0].end]
    if written.count(".") != 1:
        return Decimal(0)
    return (Decimal(written) - tokens[0].value) * tokens[1].value
