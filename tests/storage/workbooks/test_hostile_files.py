"""Files that are no plan workbook, or mean harm: one clear sentence, never a traceback."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from tests.unit.workbooks.books import SMALL, at, formatted, saved, small
from workbooks import archive, reader
from workbooks.faults import WorkbookFaultsError
from workbooks.plan_reader import read_plan


def faults_of(stream: BytesIO) -> str:
    with pytest.raises(WorkbookFaultsError) as caught:
        read_plan(stream)
    return str(caught.value)


def zipped(entries: dict[str, bytes]) -> BytesIO:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in entries.items():
            pack.writestr(name, content)
    return stream


def repacked(change: Callable[[str, bytes], bytes], extra: dict[str, bytes]) -> BytesIO:
    """The small workbook with its inner files changed, and others added."""
    with zipfile.ZipFile(small()) as pack:
        entries = {name: change(name, pack.read(name)) for name in pack.namelist()}
    return zipped(entries | extra)


def keep(name: str, content: bytes) -> bytes:
    return content


def sheet_xml(change: Callable[[bytes], bytes]) -> BytesIO:
    """The small workbook with the XML of its second sheet (กลุ่ม) changed."""
    name = "xl/worksheets/sheet2.xml"
    return repacked(lambda at, content: change(content) if at == name else content, {})


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new, 1)

    return change


BOMB = b"<x/>" * (archive.LARGEST_UNPACKED // 4 + 1)
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", archive.NOT_A_WORKBOOK),
        (b"code,name\n1,x\n", archive.NOT_A_WORKBOOK),
        (b"%PDF-1.7", archive.NOT_A_WORKBOOK),
        (archive.OLD_EXCEL + b"\0" * 600, archive.OLD_OR_LOCKED),
        (b"PK\x03\x04" + b"\0" * 100, archive.NOT_A_WORKBOOK),
        (b"x" * (archive.LARGEST_FILE + 1), archive.TOO_BIG),
    ],
    ids=["empty", "csv", "pdf", "xls", "cut zip", "too big"],
)
def test_what_is_no_workbook(content: bytes, sentence: str) -> None:
    assert sentence in faults_of(BytesIO(content))


def test_a_zip_of_something_else() -> None:
    assert archive.NOT_A_WORKBOOK in faults_of(zipped({"word/document.xml": b"<x/>"}))


def test_a_zip_bomb_is_small_on_disk_and_refused() -> None:
    bomb = repacked(keep, {"xl/media/image1.xml": BOMB})
    assert len(bomb.getvalue()) < 1024 * 1024
    assert archive.TOO_BIG_UNPACKED in faults_of(bomb)


def test_a_zip_bomb_that_understates_its_size_is_refused() -> None:
    """The central directory says 4 bytes; what is inside is counted while it is unpacked."""
    bomb = repacked(keep, {"xl/media/image1.xml": BOMB}).getvalue()
    told = len(BOMB).to_bytes(4, "little")
    assert bomb.count(told) == 2
    found = faults_of(BytesIO(bomb.replace(told, (4).to_bytes(4, "little"))))
    assert archive.DAMAGED in found or archive.TOO_BIG_UNPACKED in found


def test_a_zip_that_overstates_its_size_is_refused_before_it_is_unpacked() -> None:
    small_file = repacked(keep, {"xl/media/image1.xml": b"<x/>" * 999}).getvalue()
    told, much = (3996).to_bytes(4, "little"), archive.LARGEST_UNPACKED.to_bytes(4, "little")
    assert small_file.count(told) == 2
    assert archive.TOO_BIG_UNPACKED in faults_of(BytesIO(small_file.replace(told, much)))


def test_what_is_unpacked_is_counted_whatever_was_declared() -> None:
    with (
        zipfile.ZipFile(zipped({"x": BOMB})) as pack,
        pytest.raises(WorkbookFaultsError, match="ใหญ่เกินไป"),
    ):
        archive.unpack(pack, pack.infolist())


def test_thousands_of_entries_are_refused() -> None:
    extra = {f"xl/media/{number}": b"" for number in range(archive.MOST_ENTRIES)}
    assert archive.TOO_BIG_UNPACKED in faults_of(repacked(keep, extra))


def test_macros_are_refused() -> None:
    assert archive.HAS_MACROS in faults_of(repacked(keep, {"xl/vbaProject.bin": b"x"}))


def test_an_archive_that_points_before_its_begin() -> None:
    """Found by overwriting bytes at random: zipfile seeks to a negative place."""
    content = bytearray(small().getvalue())
    offset = len(content) - 22 + 16  # of the directory, in the record that ends the file
    begin = int.from_bytes(content[offset : offset + 4], "little")
    content[offset : offset + 4] = (begin + 17).to_bytes(4, "little")
    assert archive.DAMAGED in faults_of(BytesIO(bytes(content)))


def test_a_damaged_entry() -> None:
    content = bytearray(small().getvalue())
    content[60:90] = b"\0" * 30
    assert "ไฟล์" in faults_of(BytesIO(bytes(content)))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda _: b"", id="an empty sheet file"),
        pytest.param(lambda xml: xml[: len(xml) // 2], id="XML cut in the middle"),
        pytest.param(lambda xml: LAUGHS + xml, id="entities that expand"),
        pytest.param(replaced(b'r="A2"', b'r="2A"'), id="a cell that is nowhere"),
        pytest.param(
            replaced(b't="inlineStr">', b't="s"><v>99999</v>'), id="a text that is nowhere"
        ),
        pytest.param(replaced(b'<row r="2"', b'<row r="zwei"'), id="a row without number"),
    ],
)
def test_damaged_sheets(change: Callable[[bytes], bytes]) -> None:
    assert archive.DAMAGED in faults_of(sheet_xml(change))


def test_a_row_far_beyond_the_last_row_of_excel_ends_the_sheet() -> None:
    """Taken at its word it would make a reader count to a thousand million."""
    xml = replaced(b'<row r="3"', b'<row r="99999999999"')
    assert "กลุ่ม" in faults_of(sheet_xml(xml))


def test_a_wrong_dimension_is_not_believed() -> None:
    short = sheet_xml(replaced(b'<dimension ref="A1:D3"', b'<dimension ref="A1:A1"'))
    assert read_plan(short).groups == SMALL.groups


def test_a_hundred_thousand_empty_rows_are_no_rows() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(10, 100_010))
    padded = sheet_xml(replaced(b"</sheetData>", rows + b"</sheetData>"))
    assert read_plan(padded) == SMALL


def test_a_value_in_the_last_row_of_excel_is_found() -> None:
    far = b'<row r="1048576"><c r="A1048576"><v>7</v></c></row></sheetData>'
    assert "แถว 1048576" in faults_of(sheet_xml(replaced(b"</sheetData>", far)))


def test_a_cell_in_the_last_column_of_excel_is_not_read() -> None:
    far = b'<row r="9"><c r="XFD9"><v>7</v></c></row></sheetData>'
    assert read_plan(sheet_xml(replaced(b"</sheetData>", far))) == SMALL


def test_too_many_rows_are_refused() -> None:
    rows = b"<row><c><v>1</v></c></row>" * (reader.MOST_ROWS + 1)
    many = sheet_xml(replaced(b"</sheetData>", rows + b"</sheetData>"))
    assert reader.TOO_MANY_ROWS in faults_of(many)


def test_too_many_sheets_are_refused() -> None:
    book = Workbook()
    for number in range(reader.MOST_SHEETS):
        book.create_sheet(str(number))
    assert reader.TOO_MANY_SHEETS in faults_of(saved(book))


def test_an_empty_workbook_lists_every_missing_sheet() -> None:
    found = faults_of(saved(Workbook()))
    for title in ("ข้อมูลทั่วไป", "โครงการ", "ตัวชี้วัด"):
        assert f"ชีต {title}: " in found


def test_features_openpyxl_warns_of_do_no_harm() -> None:
    """Warnings are errors in tests: a list kept in an extension would end the import."""
    extension = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}">'
        b'<x14:dataValidations xmlns:x14="urn:x"/></ext></extLst></worksheet>'
    )
    assert read_plan(sheet_xml(replaced(b"</worksheet>", extension))) == SMALL


def test_a_date_outside_the_calendar_is_a_fault() -> None:
    found = faults_of(small(formatted("โครงการ", "H2", 10**9, "d/m/yyyy")))
    assert "ชีต โครงการ แถว 2 คอลัมน์ เริ่ม" in found


def test_merged_headings_are_named() -> None:
    def merge(book: Workbook) -> None:
        book["กลุ่ม"].merge_cells("A1:B1")

    found = faults_of(small(merge))
    assert "ชีต กลุ่ม แถว 1 คอลัมน์ ชื่อกลุ่ม" in found
    assert "ไม่ผสานเซลล์" in found


def test_a_title_above_the_headings_is_named() -> None:
    def title(book: Workbook) -> None:
        book["กลุ่ม"].insert_rows(1)
        book["กลุ่ม"]["A1"] = "รายชื่อกลุ่ม"

    assert 'ชีต กลุ่ม แถว 1 คอลัมน์ รหัส: พบ "รายชื่อกลุ่ม"' in faults_of(small(title))


def test_headings_in_another_order_with_blanks_and_more_columns_are_understood() -> None:
    def shuffle(book: Workbook) -> None:
        page = book["แหล่งงบ"]
        page.insert_cols(1)
        page["A1"], page["A2"], page["C1"], page["D1"] = " ชื่อ ", "งบ สพป.", "หมายเหตุ", "สี"
        page["A3"] = "งบ สพฐ."

    assert read_plan(small(shuffle)).sources == SMALL.sources


@pytest.mark.parametrize("cell", ["A2", "B2", "F2", "H2"])
def test_a_formula_is_never_taken_for_its_value(cell: str) -> None:
    assert "ใส่ค่า ไม่ใช่สูตร" in faults_of(small(at("โครงการ", cell, "=1+1")))


def test_a_formula_between_two_sheets_of_money_is_shown() -> None:
    found = faults_of(small(at("งบประมาณ", "C2", "=SUM(C3:C9)")))
    assert 'ชีต งบประมาณ แถว 2 คอลัมน์ จัดสรร: พบ "=SUM(C3:C9)"' in found


def test_a_template_saved_by_excel_with_many_validations_is_read() -> None:
    def validate(book: Workbook) -> None:
        for number in range(50):
            rule = DataValidation(type="whole", operator="between", formula1="1", formula2="9")
            rule.add(f"Z{number + 1}")
            book["กลุ่ม"].add_data_validation(rule)

    assert read_plan(small(validate)) == SMALL


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_file_with_any_bytes_overwritten_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(small().getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, 10**6))  # the length differs with the time of writing
        content[place % len(content)] = data.draw(st.integers(0, 255))
    try:
        read_plan(BytesIO(bytes(content)))
    except WorkbookFaultsError as error:
        assert error.faults  # noqa: PT017 - either is right


TYPED: Any = st.one_of(
    st.none(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=30),
    st.datetimes(datetime.fromisoformat("1901-01-01"), datetime.fromisoformat("2600-01-01")),
    st.booleans(),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10), st.integers(1, 5), st.integers(1, 9), TYPED), max_size=8)
)
def test_whatever_is_typed_into_the_workbook_is_read_or_refused(
    edits: list[tuple[int, int, int, Any]],
) -> None:
    book = load_workbook(small())
    for sheet, line, column, value in edits:
        book.worksheets[sheet].cell(line, column).value = value
    try:
        read_plan(saved(book))
    except WorkbookFaultsError as error:
        assert all(fault.expected for fault in error.faults)  # noqa: PT017 - either is right
