"""What must hold for any amount, any day, and any text whatever."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.understanding import Known, read_amount, read_date, understand
from tests.unit.understanding import writers

TODAY = date(2024, 4, 18)
PROJECTS = (
    Known("5", "ทดสอบทางการศึกษาระดับชาติขั้นพื้นฐาน (O-NET) ปีการศึกษา 2566", Decimal(321574)),
    Known("16", "ส่งเสริมสนับสนุนการจัดประกวดและแข่งขันศิลปหัตถกรรมนักเรียน", Decimal(160000)),
)
INTENTS = {"report", "correction", "question", "command", "other"}
quick = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])

satangs = st.one_of(
    st.integers(0, 10_000_000_000 * 100),
    st.integers(0, 10_000_000_000).map(lambda baht: baht * 100),
    st.integers(0, 2_000_000 * 100),
    st.sampled_from([0, 1, 25, 50, 99, 100, 100_000, 11_100, 25_000_000, 10_000_000_000 * 100]),
)


def _baht_and_satang(satang: int) -> tuple[int, int]:
    return divmod(satang, 100)


def _with_decimals(satang: int, pattern: str) -> str:
    baht, rest = _baht_and_satang(satang)
    return pattern.format(baht=baht, rest=f".{rest:02d}" if rest else "")


FIGURES = [
    "{baht:,}{rest}",  # 294,685.50
    "{baht:,}{rest} บาท",
    "{baht:,}{rest}บาท",
    "฿{baht:,}{rest}",
    "{baht:,}{rest}.-",  # 5,600.-
    "({baht:,}{rest}-)",  # (3,900-)
    "{baht:,}{rest}..... บาท",  # a dotted line
    "...{baht:,}{rest}.....บาท",
    "{baht}{rest} บาท",  # no commas
    "{baht:,}{rest} บ.",
    "{baht:,}{rest} บาทถ้วน",
    "  {baht:,}{rest}  ค่ะ",
]


@pytest.mark.parametrize("pattern", FIGURES)
@quick
@given(satang=satangs)
def test_an_amount_in_figures_reads_back_to_the_satang(pattern: str, satang: int) -> None:
    written = _with_decimals(satang, pattern)
    if set(written.strip(" ค่ะ")) == {"5"}:  # 555 is laughing
        return
    assert read_amount(written).value == Decimal(satang) / 100
    assert read_amount(writers.thai(written)).value == Decimal(satang) / 100


@quick
@given(satang=satangs)
def test_a_blank_before_the_comma_changes_nothing(satang: int) -> None:
    written = _with_decimals(satang, "{baht:,}{rest} บาท").replace(",", " ,")
    assert read_amount(written).value == Decimal(satang) / 100


@quick
@given(
    baht=st.integers(0, 10_000_000_000).filter(writers.is_plain_in_words), rest=st.integers(0, 99)
)
def test_an_amount_in_words_reads_back_to_the_satang(baht: int, rest: int) -> None:
    words = writers.in_words(baht) + "บาท"
    words += writers.in_words(rest) + "สตางค์" if rest else "ถ้วน"
    assert read_amount(words).value == Decimal(baht) + Decimal(rest) / 100


@pytest.mark.parametrize(
    ("unit", "size"),
    [("พัน", 10**3), ("หมื่น", 10**4), ("แสน", 10**5), ("ล้าน", 10**6), ("k", 10**3)],
)
@pytest.mark.parametrize("blank", ["", " "])
@quick
@given(tenths=st.integers(1, 99_999), decimals=st.integers(0, 3))
def test_a_figure_with_a_unit_reads_back(
    unit: str, size: int, blank: str, tenths: int, decimals: int
) -> None:
    figure = Decimal(tenths).scaleb(-decimals)
    expected = figure * size
    assert read_amount(f"{figure:f}{blank}{unit}").value == expected  # 1.2 แสน, 3.45 ล้าน, 12k


@pytest.mark.parametrize(
    ("unit", "size"), [("พัน", 10**3), ("หมื่น", 10**4), ("แสน", 10**5), ("ล้าน", 10**6)]
)
@quick
@given(times=st.integers(1, 9), tail=st.integers(2, 9))
def test_a_spoken_tail_is_of_the_next_place(unit: str, size: int, times: int, tail: int) -> None:
    """สองแสนห้า is 250,000; 3หมื่น5 is 35,000; หมื่นสอง is 12,000."""
    expected = times * size + tail * size // 10
    word, tail_word = writers.DIGIT_WORDS[times], writers.DIGIT_WORDS[tail]
    assert read_amount(f"{word}{unit}{tail_word}").value == expected
    assert read_amount(f"{times}{unit}{tail}").value == expected
    assert read_amount(f"{times} {unit} {tail}").value == expected
    assert read_amount(f"{unit}{tail_word}").value == size + tail * size // 10


@quick
@given(satang=satangs.filter(lambda satang: satang >= 100 * 100))
def test_spent_in_a_sentence_is_the_amount_and_nothing_else(satang: int) -> None:
    written = _with_decimals(satang, "โครงการ O-NET ใช้ไป {baht:,}{rest} บาท ผู้เข้าร่วม 102 คน ไม่มีปัญหา")
    said = understand(written, today=TODAY, projects=PROJECTS)
    assert said.spent is not None
    assert said.spent.value == Decimal(satang) / 100
    assert said.project is not None
    assert said.project.value == "5"


days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
SHORT = [
    lambda d: f"{d.day}/{d.month}/{(d.year + 543) % 100:02d}",  # 5/4/67
    lambda d: f"{d.day:02d}-{d.month:02d}-{(d.year + 543) % 100:02d}",
    lambda d: f"{d.day} {writers.MONTHS[d.month - 1][1]} {(d.year + 543) % 100:02d}",  # 31 มี.ค. 67
    lambda d: f"{d.day}{writers.MONTHS[d.month - 1][2]}{(d.year + 543) % 100:02d}",  # 31มีค67
    lambda d: f"{d.day} {writers.MONTHS[d.month - 1][3]} {(d.year + 543) % 100:02d}",  # 31 มีนา 67
]
LONG = [
    lambda d: f"{d.day}/{d.month}/{d.year + 543}",
    lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",  # A.D.
    lambda d: f"{d.day}-{d.month}-{d.year + 543}",
    lambda d: f"{d.day}.{d.month}.{d.year + 543}",
    lambda d: d.isoformat(),
    lambda d: f"{d.day} {writers.MONTHS[d.month - 1][0]} {d.year + 543}",  # 10 เมษายน 2567
    lambda d: f"{d.day} {writers.MONTHS[d.month - 1][0]} พ.ศ. {d.year + 543}",
    lambda d: f"วันที่ {d.day} เดือน{writers.MONTHS[d.month - 1][0]} พ.ศ.{d.year + 543}",
    lambda d: f"{d.day} {writers.MONTHS[d.month - 1][1]} {d.year + 543}",
    lambda d: f"{d.day} {writers.MONTHS[d.month - 1][3]} {d.year + 543}",
    lambda d: f"{d.day} {d:%B} {d.year}",
    lambda d: f"{d.day} {d:%b} {d.year}",
]


@pytest.mark.parametrize("write", LONG)
@quick
@given(day=days)
def test_a_day_with_a_full_year_reads_back(write, day: date) -> None:  # type: ignore[no-untyped-def]
    assert read_date(write(day), TODAY) == day
    assert read_date(writers.thai(write(day)), TODAY) == day


@pytest.mark.parametrize("write", SHORT)
@quick
@given(day=st.dates(date(1958, 1, 1), date(2056, 12, 31)))
def test_a_two_digit_year_is_of_the_buddhist_era(write, day: date) -> None:  # type: ignore[no-untyped-def]
    assert read_date(write(day), TODAY) == day


@quick
@given(month=st.integers(1, 12))
def test_a_month_end_is_of_the_running_fiscal_year(month: int) -> None:
    """October to December of the running fiscal year lie in the calendar year before."""
    year = 2023 if month >= 10 else 2024
    assert read_date(f"สิ้น{writers.MONTHS[month - 1][3]}", TODAY) == writers.month_end(year, month)


LETTERS = "กขคงดตนบปมยรลวสหอะาิีึืุูเแโใไ่้๊๋็์ํำๆฯ๐๑๒๓๔๕๖๗๘๙0123456789 ,.-/()%฿\n\u200b\u200f\u202e😀"
WORDS = [
    "ไม่",
    "ยังไม่",
    "เสร็จ",
    "แล้ว",
    "ใช้ไป",
    "เหลือ",
    "คงเหลือ",
    "เบิก",
    "จ่ายจริง",
    "ได้รับ",
    "งบ",
    "5,600",
    "400",
    "บาท",
    "1.2",
    "แสน",
    "หมื่นสอง",
    "โครงการ",
    "16",
    "O-NET",
    "ศิลปหัตถกรรม",
    "ณ",
    "5/4/67",
    "สิ้นมีนา",
    "ร้อยละ",
    "80",
    "%",
    "ครึ่ง",
    "3",
    "จาก",
    "4",
    "กิจกรรม",
    "คน",
    "ปัญหา",
    "ไม่มี",
    "รองบ",
    "ควร",
    "เป็น",
    "ไม่ใช่",
    "แก้",
    "ถ้า",
    "จะ",
    "ไหม",
    "ค่ะ",
    "ครับ",
    "\n",
    "/",
    ";",
    "(",
    ")",
    "-",
    "...",
    "+",
    "กับ",
    "555",
    "รวม",
    "ค่าอาหาร",
    "อีก",
    "ประมาณ",
    "กว่า",
]


def _wild(random: Random, longest: int) -> str:
    """Any characters at all, and those that the grammars look at."""
    return "".join(
        random.choice(LETTERS) if random.random() < 0.2 else chr(random.randrange(0x110000))
        for _ in range(random.randrange(longest))
    )


def test_ten_thousand_random_strings_raise_nothing() -> None:
    random = Random(3)
    for _ in range(10_000):
        answered = understand(_wild(random, 14), today=TODAY, projects=PROJECTS).as_json()
        assert answered["intent"] in INTENTS


def test_texts_of_5000_characters_raise_nothing() -> None:
    """How long they take is shown by `make bench`."""
    random = Random(4)
    for letters in (LETTERS, "5,. ", "ไม่ยังเสร็จ ", "งบ\n", "\u202e😀\x07", "ก่"):
        for _ in range(4):
            text = "".join(random.choice(letters) for _ in range(5000))
            answered = understand(text, today=TODAY, projects=PROJECTS).as_json()
            assert answered["intent"] in INTENTS


def test_every_piece_is_of_the_text() -> None:
    random = Random(5)
    for _ in range(60):
        _read_anything(_wild(random, 120))


def test_no_medley_of_the_grammars_own_words_raises() -> None:
    random = Random(6)
    for _ in range(120):
        words = random.choices(WORDS, k=random.randrange(24))
        _read_anything(random.choice(["", " "]).join(words))


def _read_anything(text: str) -> None:
    for current, asked in ((None, None), ("16", "spent_baht"), ("5", "problem")):
        said = understand(text, today=TODAY, projects=PROJECTS, current=current, asked=asked)
        answer = said.as_json()
        assert answer["intent"] in INTENTS
        assert not set(said.ask_about) & set(answer)
        for fact in (
            said.status,
            said.spent,
            said.remaining,
            said.percent,
            said.as_of,
            said.problem,
        ):
            if fact is not None:
                start, end = fact.span
                assert 0 <= start <= end <= len(text)
                assert fact.text == text[start:end].strip()
