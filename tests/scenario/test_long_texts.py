"""Long answers fit LINE's limits on the card, and are stored whole."""

from sqlalchemy import select

from models.progress import Report, ReportActivity
from tests.office_sample import Town

LONG = "ฝนตกหนักทำให้สัญญาณอินเทอร์เน็ตขาดหาย " * 100


def test_texts_of_thousands_of_letters_are_clipped_on_the_card_and_stored_whole(
    sample: Town,
) -> None:
    owner = sample.registered("ก02")
    owner.say("รายงาน โครงการ 2")
    owner.say("กำลังทำ")
    owner.say("12,500")
    owner.say("\n".join(f"กิจกรรมที่ {n} {LONG[:400]}" for n in range(1, 11)))
    owner.say("ส่งเลย")
    for line in ("แก้ปัญหา", "แก้ข้อเสนอแนะ"):
        owner.say(line)
        owner.say(LONG.strip())
        owner.say("ส่งเลย")
    owner.say("ยืนยันส่ง")
    assert owner.saw("ส่งรายงานเรียบร้อย")
    assert sample.platform.refused == []
    with sample.office.database.read() as connection:
        stored = connection.execute(select(Report.problems, Report.suggestions)).one()
        activities = connection.scalars(select(ReportActivity.text)).all()
    assert tuple(stored) == (LONG.strip(), LONG.strip())
    assert len(activities) == 10


def test_markup_and_formulas_are_only_text(sample: Town) -> None:
    owner = sample.registered("ก02")
    nasty = '=HYPERLINK("http://x") <script>alert(1)</script> {{7*7}} \u202e %s \x00'
    owner.say("รายงาน โครงการ 2")
    owner.say("กำลังทำ")
    owner.say("12,500")
    owner.say("ส่งเลย")
    owner.say("แก้ปัญหา")
    owner.say(nasty)
    owner.say("ส่งเลย")
    owner.say("ยืนยันส่ง")
    with sample.office.database.read() as connection:
        stored = connection.scalars(select(Report.problems)).one()
    assert stored == nasty.replace("\x00", "").strip()
