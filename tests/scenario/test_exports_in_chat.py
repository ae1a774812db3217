"""`ขอรายงาน`: from the word in the chat to the file in the hand."""

from io import BytesIO
from urllib.parse import urlsplit

import docx
from openpyxl import load_workbook
from sqlalchemy import select

from models.exports import Export
from simulator.person import Person
from tests.office_sample import Town

PLANNER, DIRECTOR, OWNER = "ฉ01", "ก06", "ก02"


def fetch(town: Town, person: Person) -> bytes:
    """Open the newest link and download, as the page does by itself."""
    actions = {one["label"]: one for one in person.last.actions}
    address = str(actions["เปิดรับไฟล์"]["uri"])
    assert address.startswith("https://kaona.example.go.th/files/exports/")
    path = urlsplit(address).path
    client = town.app.test_client()
    assert "พร้อมแล้วค่ะ" in client.get(path).text
    return bytes(client.get(f"{path}/file", buffered=True).data)


def groups_asked(town: Town) -> list[list[str]]:
    with town.office.database.read() as connection:
        return list(connection.scalars(select(Export.groups).order_by(Export.id)))


def test_a_planner_gets_the_whole_office(sample: Town) -> None:
    planner = sample.registered(PLANNER)
    planner.say("ขอรายงาน")
    planner.tap("รายงานฉบับเต็ม (Word)")
    document = docx.Document(BytesIO(fetch(sample, planner)))
    assert any("ส่วนที่ 5 แบบรายงานรายโครงการ" in one.text for one in document.paragraphs)
    planner.tap("ขอแบบเลขไทย")
    document = docx.Document(BytesIO(fetch(sample, planner)))
    assert any("ส่วนที่ ๕ แบบรายงานรายโครงการ" in one.text for one in document.paragraphs)
    assert groups_asked(sample) == [[], []]


def test_a_director_gets_the_group_led_even_by_a_planner_s_button(sample: Town) -> None:
    director = sample.registered(DIRECTOR)
    director.say("ส่งออก")
    director.tap("ตาราง (Excel)")
    book = load_workbook(BytesIO(fetch(sample, director)))
    page = book["ตาราง 1"]
    assert [page.cell(6, 2).value, page.cell(7, 2).value] == ["นิเทศ ติดตามฯ", "รวม"]
    director.tap_data("exports:make:2567-Q2:tables.xlsx:arabic:")
    assert groups_asked(sample) == [["กนต."], ["กนต."]]
    director.tap_data("exports:make:2567-Q2:tables.xlsx:arabic:5")
    assert "เปิดให้ไม่ได้" in director.last.texts[0]
    assert len(groups_asked(sample)) == 2


def test_an_owner_gets_nothing(sample: Town) -> None:
    owner = sample.registered(OWNER)
    for words in ("ขอรายงาน", "เอกสาร"):
        owner.say(words)
        assert "เปิดให้ไม่ได้" in owner.last.texts[0]
    assert groups_asked(sample) == []


def test_old_and_odd_buttons_offer_the_way_on(sample: Town) -> None:
    planner = sample.registered(PLANNER)
    for data in ("exports:make:2560-Q1:book.doc:arabic:", "exports:choose:2560-Q1:"):
        planner.tap_data(data)
        assert "ตาราง (Excel)" in planner.last.texts
    assert groups_asked(sample) == []
