"""Amounts, dates and times as Thai officials read them (years in the Buddhist era)."""

import unicodedata
from datetime import date, datetime
from decimal import Decimal

from bot.clock import BANGKOK
from models.fiscal import Period, RoundCode, to_be

MONTHS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)

PERIODS = {
    Period.Q1: "ไตรมาส 1",
    Period.Q2: "ไตรมาส 2",
    Period.Q3: "ไตรมาส 3",
    Period.Q4: "ไตรมาส 4",
    Period.HALF: "รอบ 6 เดือน",
    Period.YEAR: "ทั้งปี",
}


def baht(amount: Decimal) -> str:
    """`23,800`, with two decimals only where there are satang: `4,813.93`."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def day(moment: date) -> str:
    """`31 มี.ค. 2567`."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {to_be(moment.year)}"


def month(moment: date) -> str:
    """`มี.ค. 2567`."""
    return f"{MONTHS[moment.month - 1]} {to_be(moment.year)}"


def day_and_time(moment: datetime) -> str:
    """`3 เม.ย. 2567 09:05 น.`, in Bangkok."""
    local = moment.astimezone(BANGKOK)
    return f"{day(local.date())} {local:%H:%M} น."


def round_name(code: str) -> str:
    """`ไตรมาส 2 ปีงบประมาณ 2567` for `2567-Q2`."""
    parsed = RoundCode.parse(code)
    return f"{PERIODS[parsed.period]} ปีงบประมาณ {parsed.fiscal_year}"


def clip(text: str, most: int) -> str:
    """At most `most` characters, never parting a Thai letter from its marks; `…` where cut."""
    if len(text) <= most:
        return text
    end = most - 1
    while end > 0 and unicodedata.category(text[end]) in ("Mn", "Me", "Cf"):
        end -= 1
    return text[:end].rstrip() + "…"
