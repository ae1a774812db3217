"""One cell: what people and Excel leave in it, and what it means."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.plan import Approval
from workbooks import cells
from workbooks.cells import BadCellError, ExcelError, Formula
from workbooks.thai_text import arabic_digits, clean

naive = datetime.fromisoformat
"""Excel knows no zones."""
FORMULA = Formula("=SUM(A1:A2)")
ERROR = ExcelError("#REF!")


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        (None, None),
        ("", None),
        ("-", None),  # as in the official tables
        ("–", None),  # Word makes the dash longer
        (0, "0"),
        ("0", "0"),
        (24000, "24000"),
        (24000.0, "24000"),
        (4813.93, "4813.93"),  # a float from Excel, exact to the satang
        (0.1 + 0.2, "0.30"),  # the noise behind the 15th digit is nothing Excel shows
        (1234567890.1, "1234567890.10"),
        ("24,000", "24000"),
        ("๒๔,๐๐๐", "24000"),
        ("๒๔,๐๐๐.๕๐ บาท", "24000.50"),
        (" 5,600.- ", "5600"),
        ("฿ 5600", "5600"),
        ("5 600", "5600"),
        ("5,600.50", "5600.50"),
        (".5", "0.50"),
        ("\u200b1,000\u00a0บาท", "1000"),  # copied from a web page
    ],
)  # fmt: skip
def test_an_amount_is_exact(raw: Any, amount: str | None) -> None:
    assert cells.baht(raw) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    "raw",
    [
        "ห้าพัน",
        "5,60",  # a comma in the wrong place: 5.60 or 560?
        "1,2345",
        "5.600,00",  # the European way
        "5.600",  # 5,600 or 5.60?
        "5600.123",
        4813.935,
        -1,
        "-5,600",
        "(5,600)",
        "1e5",
        1e300,
        float("nan"),
        float("inf"),
        10**13 + 1,  # more than any office handles
        "90%",
        True,
        naive("2024-03-31"),
        time(8, 30),
        timedelta(days=1),
        FORMULA,
        ERROR,
        "--",
        "=1+1",
    ],
)
def test_what_is_no_amount_is_refused(raw: Any) -> None:
    with pytest.raises(BadCellError):
        cells.baht(raw)


@pytest.mark.parametrize(("raw", "amount"), [("-", 0), ("–", 0), (None, None), ("", None), (7, 7)])
def test_in_the_disbursement_sheet_a_dash_is_zero(raw: Any, amount: int | None) -> None:
    assert cells.baht_dash_is_zero(raw) == amount


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (5, "5"),
        (5.0, "5"),
        ("5", "5"),
        (" ๕ ", "5"),
        (1.1, "1.1"),
        ("1.10", "1.10"),  # text keeps its last zero
        ("กนต.", "กนต."),
        (None, ""),
        ("ก 01", "ก 01"),
    ],
)
def test_a_code_is_text(raw: Any, code: str) -> None:
    assert cells.code(raw) == code


@pytest.mark.parametrize("raw", [FORMULA, ERROR, "1,2", True, naive("2024-02-01")])
def test_what_is_no_code_is_refused(raw: Any) -> None:
    with pytest.raises(BadCellError):
        cells.code(raw)


def test_an_activity_number_that_excel_made_a_date_says_how_to_mend_it() -> None:
    with pytest.raises(BadCellError, match="จัดรูปแบบเซลล์"):
        cells.code(naive("2024-02-01"))  # 1-2 typed into a cell that is not text


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("ก01, ก02", ("ก01", "ก02")),
        ("ก02,ก01", ("ก02", "ก01")),
        ("ก01;ก02", ("ก01", "ก02")),
        ("ก01\nก02,", ("ก01", "ก02")),
        (5, ("5",)),
        (None, ()),
        (" , ", ()),
    ],
)
def test_codes_between_commas_keep_their_order(raw: Any, found: tuple[str, ...]) -> None:
    assert cells.codes(raw) == found


def test_the_same_code_twice_in_one_cell_is_refused() -> None:
    with pytest.raises(BadCellError):
        cells.codes("ก01, ๏, ก01")


@pytest.mark.parametrize(("raw", "number"), [(3, 3), (3.0, 3), ("๓", 3), (None, None), ("07", 7)])
def test_a_whole_number(raw: Any, number: int | None) -> None:
    assert cells.whole(raw) == number


@pytest.mark.parametrize("raw", [3.5, -1, "สาม", 10_000, True, FORMULA, naive("2024-01-01")])
def test_what_is_no_whole_number_is_refused(raw: Any) -> None:
    with pytest.raises(BadCellError):
        cells.whole(raw)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        (naive("2024-03-31"), date(2024, 3, 31)),
        (date(2024, 3, 31), date(2024, 3, 31)),
        (naive("2567-03-31 13:00"), date(2024, 3, 31)),  # B.E. typed as if A.D.
        ("31/3/2567", date(2024, 3, 31)),
        (None, None),
    ],
)
def test_a_day(raw: Any, day: date | None) -> None:
    assert cells.day(raw) == day


@pytest.mark.parametrize("raw", [45382, "31", "32/1/2567", FORMULA, ERROR, time(8), True])
def test_what_is_no_day_is_refused(raw: Any) -> None:
    with pytest.raises(BadCellError):
        cells.day(raw)


def test_a_choice_is_read_whatever_the_blanks_and_letter_case() -> None:
    read = cells.choice({member.value: member for member in Approval})
    assert read(" อนุมัติแล้ว ") is Approval.APPROVED
    assert read(None) is None
    assert cells.choice({"Quick Win": 1})("quick  win") == 1
    with pytest.raises(BadCellError, match="ยังไม่เสนออนุมัติ"):
        read("อนุมัติ")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  สอง   คำ\n", "สอง คำ"),
        ("นํ้า", "น้ำ"),  # nikhahit, tone mark and sara aa typed apart
        ("น้ํา", "น้ำ"),
        ("เเผน", "แผน"),  # two sara e
        ("ก\u200bข\ufeff", "กข"),
        ("ก_x000D_ข", "ก ข"),
        ("\ud800ก", "ก"),  # half of a pair, from a damaged file
        (90, "90"),
        (0.9, "0.9"),
        (1e21, "1000000000000000000000"),
        (None, ""),
    ],
)
def test_text_is_what_people_see(raw: Any, text: str) -> None:
    assert cells.text(raw) == text


@given(st.text(max_size=30))
def test_clean_text_is_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_an_amount_survives_excel_as_float_and_as_text(amount: Decimal) -> None:
    assert cells.baht(float(amount)) == amount
    assert cells.baht(f"{amount:,} บาท") == amount


@given(st.integers(min_value=0, max_value=9999))
def test_thai_digits_are_digits(number: int) -> None:
    thai = "".join("๐๑๒๓๔๕๖๗๘๙"[int(digit)] for digit in str(number))
    assert cells.whole(thai) == number
    assert arabic_digits(thai) == str(number)


CELL = st.one_of(
    st.none(), st.text(max_size=20), st.integers(), st.floats(), st.booleans(),
    st.datetimes(), st.times(), st.timedeltas(), st.just(FORMULA), st.just(ERROR),
)  # fmt: skip


@given(CELL)
def test_whatever_stands_in_a_cell_is_read_or_refused(raw: Any) -> None:
    for read in (cells.text, cells.code, cells.codes, cells.baht, cells.whole, cells.day):
        with suppress(BadCellError):
            read(raw)
    assert isinstance(cells.shown(raw), str)
