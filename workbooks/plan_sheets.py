"""The plan workbook's sheets and columns, in one place for template, reader, writer, differences.

Names and order of sheets and headings are a promise to others (design, plan workbook).
"""

from typing import Final

from models.people import ROLE_NAMES
from models.plan import AlignmentKind, AllocationStatus, Approval, ProjectKind, TableStyle
from workbooks.plan import (
    ActivityRow,
    AlignmentRow,
    AllocationRow,
    GroupRow,
    IndicatorRow,
    ObjectiveRow,
    OfficeRow,
    PersonRow,
    ProjectRow,
    SourceRow,
    StrategyRow,
)
from workbooks.sheets import (
    BAHT,
    CODE,
    CODES,
    DATE,
    SHORT_TEXT,
    TEXT,
    WHOLE,
    Column,
    Kind,
    Sheet,
    one_of,
    some_of,
)

ROLES: Final = some_of({word: role for role, word in ROLE_NAMES.items()})
LONG_NAME: Final = Kind(TEXT.read, longest=400)


def _project(example: str = "5") -> Column:
    return Column(
        "รหัสโครงการ", "project", CODE, "รหัสตามชีต โครงการ", example, required=True, width=13
    )


OFFICE: Final = Sheet(
    title="ข้อมูลทั่วไป",
    rows="office",
    row=OfficeRow,
    noun="ข้อมูลทั่วไป",
    subject="plan",
    key=(),
    hint="หนึ่งแถวต่อหนึ่งรายการ",
    columns=(
        Column(
            "ชื่อหน่วยงาน", "name", LONG_NAME, "ชื่อเต็มที่ใช้ในรายงาน",
            "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสมุทรสาคร", required=True,
        ),
        Column(
            "ชื่อย่อ", "short_name", SHORT_TEXT, "ชื่อที่ใช้ในตารางและในแชต", "สพป.สมุทรสาคร",
            required=True,
        ),
        Column(
            "ปีงบประมาณ", "fiscal_year", WHOLE, "ปี พ.ศ. สี่หลัก นับ 1 ต.ค. ถึง 30 ก.ย.",
            "2567", required=True,
        ),
        Column(
            "รูปแบบตาราง", "table_style", one_of(TableStyle), "แบบของตารางในรายงาน", "สมุทรสาคร",
            required=True,
        ),
    ),
)  # fmt: skip

GROUPS: Final = Sheet(
    title="กลุ่ม",
    rows="groups",
    row=GroupRow,
    noun="กลุ่ม",
    subject="group",
    key=("code",),
    needed=True,
    hint="กลุ่มและหน่วยของสำนักงาน ตามลำดับในตารางรายงาน",
    columns=(
        Column("รหัส", "code", CODE, "ไม่ซ้ำกัน", "กนผ.", required=True),
        Column("ชื่อกลุ่ม", "name", LONG_NAME, "ชื่อเต็ม", "กลุ่มนโยบายและแผน", required=True, width=45),
        Column(
            "ชื่อย่อ", "short_name", SHORT_TEXT, "ชื่อในตารางรายงาน", "นโยบายและแผน",
            required=True, width=24,
        ),
        Column("ลำดับ", "position", WHOLE, "ลำดับในตารางรายงาน", "6", required=True, width=8),
    ),
)  # fmt: skip

STRATEGIES: Final = Sheet(
    title="กลยุทธ์",
    rows="strategies",
    row=StrategyRow,
    noun="กลยุทธ์",
    subject="strategy",
    key=("number",),
    hint="กลยุทธ์ของสำนักงานในปีงบประมาณนี้",
    columns=(
        Column("ที่", "number", WHOLE, "เลขกลยุทธ์ ไม่ซ้ำกัน", "1", required=True, width=8),
        Column(
            "ชื่อกลยุทธ์", "name", TEXT, "ข้อความเต็ม", "ยกระดับคุณภาพการศึกษา", required=True,
            width=90, wraps=True,
        ),
    ),
)  # fmt: skip

SOURCES: Final = Sheet(
    title="แหล่งงบ",
    rows="sources",
    row=SourceRow,
    noun="แหล่งงบ",
    subject="source",
    key=("code",),
    hint="ที่มาของงบประมาณ",
    columns=(
        Column("รหัส", "code", CODE, "ไม่ซ้ำกัน", "1", required=True, width=8),
        Column("ชื่อ", "name", SHORT_TEXT, "ชื่อในตารางรายงาน", "งบ สพป.", required=True, width=30),
    ),
)

PEOPLE: Final = Sheet(
    title="บุคลากร",
    rows="people",
    row=PersonRow,
    noun="บุคลากร",
    subject="person",
    key=("code",),
    hint="ทุกคนที่ใช้ระบบ",
    columns=(
        Column("รหัส", "code", CODE, "รหัสประจำตัวที่ไม่เปลี่ยน ไม่ซ้ำกัน", "ก01", required=True),
        Column(
            "ชื่อ-สกุล", "name", LONG_NAME, "พร้อมคำนำหน้า", "ว่าที่ ร.อ. ก01", required=True, width=28
        ),
        Column(
            "ตำแหน่ง", "title", LONG_NAME, "ตามที่ลงนาม ผู้รักษาราชการแทนขึ้นต้นด้วย รก.",
            "ศึกษานิเทศก์ชำนาญการพิเศษ", width=45,
        ),
        Column("กลุ่ม", "group", CODE, "รหัสตามชีต กลุ่ม ผู้บริหารเว้นว่างได้", "กนต."),
        Column(
            "บทบาท", "roles", ROLES,
            "หนึ่งหรือหลายบทบาท คั่นด้วยจุลภาค: " + ", ".join(ROLE_NAMES.values()),
            "ผู้รับผิดชอบ, ผอ.กลุ่ม", required=True, width=32,
        ),
    ),
)  # fmt: skip

PROJECTS: Final = Sheet(
    title="โครงการ",
    rows="projects",
    row=ProjectRow,
    noun="โครงการ",
    subject="project",
    key=("code",),
    needed=True,
    ordered=True,
    hint="โครงการทั้งหมดของปี ตามลำดับในบัญชีสรุป",
    columns=(
        Column("รหัส", "code", CODE, "เช่น 5 หรือ 1.1 ไม่ซ้ำกัน ให้เป็นข้อความ", "5", required=True),
        Column(
            "ชื่อโครงการ", "name", TEXT, "ชื่อตามแผน", "จัดทำแผนปฏิบัติการประจำปี", required=True,
            width=70, wraps=True,
        ),
        Column(
            "กลุ่ม", "groups", CODES, "รหัสตามชีต กลุ่ม คั่นด้วยจุลภาค กลุ่มแรกเป็นหลัก",
            "กนต.", required=True,
        ),
        Column(
            "ผู้รับผิดชอบ", "owners", CODES, "รหัสตามชีต บุคลากร คั่นด้วยจุลภาค", "ก01, ก02",
            required=True, width=16,
        ),
        Column("กลยุทธ์ที่", "strategy", WHOLE, "เลขตามชีต กลยุทธ์ เว้นว่างได้", "1", width=10),
        Column("ประเภท", "kind", one_of(ProjectKind), "เว้นว่างได้", "ตามแผน"),
        Column(
            "การอนุมัติ", "approval", one_of(Approval), "สถานะการขออนุมัติโครงการ", "อนุมัติแล้ว",
            required=True, width=18,
        ),
        Column("เริ่ม", "starts_on", DATE, "วันเริ่มโครงการ เว้นว่างได้", "1/10/2566", width=14),
        Column("สิ้นสุด", "ends_on", DATE, "วันสิ้นสุดโครงการ เว้นว่างได้", "30/9/2567", width=14),
    ),
)  # fmt: skip

OBJECTIVES: Final = Sheet(
    title="วัตถุประสงค์",
    rows="objectives",
    row=ObjectiveRow,
    noun="วัตถุประสงค์",
    key=("project", "number"),
    project="project",
    hint="วัตถุประสงค์ของโครงการ ใช้ในแบบรายงานผลเมื่อสิ้นสุดกิจกรรม",
    columns=(
        _project(),
        Column("ที่", "number", WHOLE, "ไม่ซ้ำกันในโครงการ", "1", required=True, width=8),
        Column(
            "ข้อความ",
            "text",
            TEXT,
            "หนึ่งข้อต่อหนึ่งแถว",
            "เพื่อพัฒนา...",
            required=True,
            width=90,
            wraps=True,
        ),
    ),
)

ALIGNMENTS: Final = Sheet(
    title="ความสอดคล้อง",
    rows="alignments",
    row=AlignmentRow,
    noun="ความสอดคล้อง",
    key=("project", "kind", "text"),
    project="project",
    ordered=True,
    hint="ข้อ 1.1 ถึง 1.5 ของแบบรายงาน",
    columns=(
        _project(),
        Column(
            "ด้าน",
            "kind",
            one_of(AlignmentKind),
            "ด้านที่สอดคล้อง",
            "ยุทธศาสตร์ชาติ",
            required=True,
            width=18,
        ),
        Column("ข้อความ", "text", TEXT, "เลขหรือชื่อ", "3", required=True, width=80, wraps=True),
    ),
)

ALLOCATIONS: Final = Sheet(
    title="งบประมาณ",
    rows="allocations",
    row=AllocationRow,
    noun="งบประมาณ",
    key=("project", "source"),
    project="project",
    hint="หนึ่งแถวต่อโครงการและแหล่งงบ โครงการที่ไม่ใช้งบมีหนึ่งแถว",
    columns=(
        _project(),
        Column("แหล่งงบ", "source", CODE, "รหัสตามชีต แหล่งงบ เว้นว่างถ้าไม่ใช้งบ", "1", width=10),
        Column("จัดสรร", "amount", BAHT, "บาท เว้นว่างถ้ารอจัดสรรหรือไม่ใช้งบ", "24,000", width=18),
        Column(
            "สถานะ", "status", one_of(AllocationStatus), "รอจัดสรรและไม่ใช้งบต่างจาก 0 บาท", "จัดสรรแล้ว",
            required=True, width=14,
        ),
    ),
)  # fmt: skip

ACTIVITIES: Final = Sheet(
    title="กิจกรรม",
    rows="activities",
    row=ActivityRow,
    noun="กิจกรรม",
    key=("project", "number"),
    project="project",
    ordered=True,
    hint="กิจกรรมตามแผน",
    columns=(
        _project(),
        Column(
            "ที่", "number", CODE, "เช่น 1 หรือ 1-2 ไม่ซ้ำกันในโครงการ ให้เป็นข้อความ", "1-2",
            required=True, width=8,
        ),
        Column(
            "กิจกรรม", "name", TEXT, "ชื่อกิจกรรม", "ประชุมเชิงปฏิบัติการ", required=True, width=80,
            wraps=True,
        ),
        Column("กลุ่ม", "group", CODE, "เฉพาะเมื่อต่างจากกลุ่มของโครงการ", "กบค."),
        Column("งบประมาณ", "budget", BAHT, "บาท เฉพาะเมื่อกิจกรรมมีงบของตนเอง", "5,000", width=18),
    ),
)  # fmt: skip

INDICATORS: Final = Sheet(
    title="ตัวชี้วัด",
    rows="indicators",
    row=IndicatorRow,
    noun="ตัวชี้วัด",
    key=("project", "number"),
    project="project",
    ordered=True,
    hint="ตัวชี้วัดและค่าเป้าหมาย",
    columns=(
        _project(),
        Column("ที่", "number", CODE, "ไม่ซ้ำกันในโครงการ ให้เป็นข้อความ", "1", required=True, width=8),
        Column(
            "รายการ", "text", TEXT, "ตัวชี้วัด", "ร้อยละของผู้เข้าร่วม", required=True, width=80, wraps=True
        ),
        Column(
            "ค่าเป้าหมาย", "target", SHORT_TEXT, "ตามแผน เว้นว่างได้", "ร้อยละ 90", width=24, wraps=True
        ),
    ),
)

SHEETS: Final = (
    GROUPS,
    STRATEGIES,
    SOURCES,
    PEOPLE,
    PROJECTS,
    OBJECTIVES,
    ALIGNMENTS,
    ALLOCATIONS,
    ACTIVITIES,
    INDICATORS,
)
"""All sheets that are tables, in the order of the workbook; `OFFICE` stands before them."""
FACT_HEADINGS: Final = ("รายการ", "ค่า")
