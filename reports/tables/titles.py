"""What stands above a table: its name, the period, and the day its figures are of."""

from datetime import date

from models.fiscal import Period, first_day, to_be
from reports.picture import RoundPicture
from workbooks.thai_dates import LONG_MONTHS

PERIODS = {
    Period.Q1: "ไตรมาสที่ 1",
    Period.Q2: "ไตรมาสที่ 2",
    Period.Q3: "ไตรมาสที่ 3",
    Period.Q4: "ไตรมาสที่ 4",
    Period.HALF: "รอบ 6 เดือน",
    Period.YEAR: "รอบ 12 เดือน",
}


def titled(name: str, picture: RoundPicture) -> str:
    """`ตารางที่ 1 ... ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2567 (ข้อมูล ณ วันที่ 31 มีนาคม 2567)`."""
    return f"{name} {period(picture)} ({as_of(picture)})"


def name_in(title: str, picture: RoundPicture) -> str:
    """The name alone, where period and day stand elsewhere."""
    return title.removesuffix(titled("", picture))


def period(picture: RoundPicture) -> str:
    """`ไตรมาสที่ 2 ปีงบประมาณ พ.ศ. 2567`."""
    return f"{PERIODS[picture.round.period]} ปีงบประมาณ พ.ศ. {picture.round.fiscal_year}"


def as_of(picture: RoundPicture) -> str:
    """`ข้อมูล ณ วันที่ 31 มีนาคม 2567`."""
    return f"ข้อมูล ณ วันที่ {long_day(picture.as_of)}"


def span(picture: RoundPicture) -> str:
    """All figures are cumulative, whatever the period."""
    begin = long_day(first_day(picture.round.fiscal_year))
    return f"ยอดสะสมตั้งแต่วันที่ {begin} ถึงวันที่ {long_day(picture.as_of)}"


def long_day(day: date) -> str:
    """`31 มีนาคม 2567`."""
    return f"{day.day} {LONG_MONTHS[day.month - 1]} {to_be(day.year)}"
