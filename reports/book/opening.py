"""The first pages: cover (ปก) and preface (คำนำ)."""

from reports.book.parts import Cover, Preface
from reports.picture import RoundPicture
from reports.tables.titles import as_of, long_day, period, span

TITLE = "รายงานผลการดำเนินงานตามแผนปฏิบัติการ"


def cover(picture: RoundPicture) -> Cover:
    """What the report is, of which period, of which day."""
    return Cover(
        title=TITLE,
        period=period(picture),
        as_of=as_of(picture),
        span=span(picture),
        office=picture.office_name,
    )


def preface(picture: RoundPicture) -> Preface:
    """Why there is a report, what it is made from, whom it thanks."""
    return Preface(
        paragraphs=(
            f"{TITLE} {period(picture)} ของ{picture.office_name} เล่มนี้"
            " จัดทำขึ้นเพื่อรายงานความก้าวหน้าในการดำเนินงาน การใช้จ่ายงบประมาณ"
            " ปัญหาอุปสรรค และข้อเสนอแนะของโครงการตามแผนปฏิบัติการประจำปี"
            " สำหรับใช้ติดตาม เร่งรัด และปรับปรุงการดำเนินงานให้บรรลุเป้าหมาย",
            f"ข้อมูลในเล่มนี้รวบรวมจากแบบรายงานของผู้รับผิดชอบโครงการและผลการเบิกจ่าย"
            f"ของกลุ่มบริหารงานการเงินและสินทรัพย์ เป็น{span(picture)}"
            " ยอดใช้ไปเป็นยอดที่ผู้รับผิดชอบรายงาน รวมที่ผูกพันแล้วยังไม่ส่งเบิก"
            " จึงอาจต่างจากยอดเบิกจ่าย",
            "ขอขอบคุณผู้รับผิดชอบโครงการ ผู้อำนวยการกลุ่ม และผู้เกี่ยวข้องทุกท่าน"
            "ที่ให้ข้อมูลครบถ้วนและตรงเวลา หวังเป็นอย่างยิ่งว่ารายงานนี้จะเป็นประโยชน์ต่อการบริหาร"
            "และพัฒนางานต่อไป",
        ),
        signed=picture.office_name,
        day=long_day(picture.as_of),
    )
