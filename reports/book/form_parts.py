"""What both official forms share: head, alignment, money, indicators, attachments, signatures."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Final

from bot.clock import BANGKOK
from bot.thaitext import baht
from models.delegations import LEAD_NAMES, LeadKind
from models.plan import AlignmentKind
from models.progress import Decision, FormKind, activity_state
from reports.book.parts import (
    Block,
    FormItem,
    Grid,
    Line,
    Paragraph,
    Photo,
    Photos,
    Signature,
)
from reports.book.writing import DASH, money, month, said
from reports.picture import (
    ActivityPicture,
    CertificationPicture,
    ProjectPicture,
    ReportPicture,
    ResultPicture,
    RoundPicture,
)
from reports.tables.titles import long_day

ALIGNMENTS: Final = (
    (AlignmentKind.NATIONAL_STRATEGY, "1.1 ยุทธศาสตร์ชาติที่"),
    (AlignmentKind.STANDARD, "1.2 มาตรฐาน สพป. ที่"),
    (AlignmentKind.STRATEGY, "1.3 กลยุทธ์ สพป. ที่"),
    (AlignmentKind.QUICK_WIN, "1.4 Quick Win สพฐ."),
    (AlignmentKind.MINISTRY_POLICY, "1.5 นโยบายการศึกษาของ ศธ."),
)
NOT_YET: Final = "ตัวชี้วัดยังไม่เกิด ความก้าวหน้า: "
INDICATORS: Final = ("รายการเป้าหมาย/ตัวชี้วัด", "ค่าเป้าหมาย", "ผลที่ได้")
CERTIFIED_HERE: Final = "รับรองผ่านระบบก้าวหน้า"
SELF_CERTIFIED: Final = "รับรองโดยผู้รับผิดชอบเอง ผ่านระบบก้าวหน้า"
WHOLE_BOOK: Final = "ผู้รับผิดชอบส่งรายงานเป็นรูปเล่ม หน้านี้แสดงข้อมูลสำคัญ"


def head(picture: RoundPicture, project: ProjectPicture, report: ReportPicture) -> FormItem:
    """Project, owners, groups; and that a whole book was handed in."""
    names = {group.code: group.name for group in picture.groups}
    blocks: list[Block] = [
        Line("ชื่อโครงการ", project.name),
        Line("ผู้รับผิดชอบ", " / ".join(one.name for one in project.owners) or DASH),
        Line("กลุ่ม/หน่วย", ", ".join(names.get(code, code) for code in project.groups) or DASH),
    ]
    if report.form is FormKind.BOOK:
        blocks.append(Paragraph(WHOLE_BOOK))
    return FormItem("", tuple(blocks))


def data_month(picture: RoundPicture, report: ReportPicture) -> str:
    """`ข้อมูล ณ สิ้นสุดเดือน มีนาคม พ.ศ. 2567`; the round's month unless the owner said another."""
    return f"ข้อมูล ณ สิ้นสุดเดือน {month(report.data_month or picture.as_of)}"


def alignment(project: ProjectPicture) -> FormItem:
    """Items 1.1 to 1.5, from the plan; a strategy nobody wrote down is the project's own."""
    return FormItem(
        "1. ความสอดคล้อง",
        tuple(Line(label, _aligned(project, kind)) for kind, label in ALIGNMENTS),
    )


def _aligned(project: ProjectPicture, kind: AlignmentKind) -> str:
    texts = [one.text for one in project.alignments if one.kind is kind]
    if not texts and kind is AlignmentKind.STRATEGY and project.strategy is not None:
        texts = [str(project.strategy)]
    return "; ".join(texts) or DASH


def budget(picture: RoundPicture, project: ProjectPicture, report: ReportPicture) -> list[Block]:
    """Given by source and in all, spent, remaining with the owner's own day."""
    if project.allocated is None:
        state = "รอจัดสรร" if project.is_awaiting else "ไม่ใช้งบประมาณ"
        blocks: list[Block] = [Line("ได้รับจัดสรร", state)]
        if not report.spent:
            return blocks
    else:
        given = ((one.name, project.allocated_of(one.code)) for one in picture.sources)
        blocks = [Line(f"ได้รับจัดสรร {name}", _baht(amount)) for name, amount in given]
        blocks.append(Line("รวมได้รับ", _baht(project.allocated)))
    blocks += [Line("ใช้ไป (รวมผูกพันแล้วยังไม่ส่งเบิก)", _spent(picture, report))]
    day = f" (ณ วันที่ {long_day(report.balance_date)})" if report.balance_date else ""
    blocks += [Line(f"คงเหลือ{day}", _baht(remaining(project, report)))]
    return blocks


def remaining(project: ProjectPicture, report: ReportPicture) -> Decimal | None:
    """As reported; else what was given less what was spent."""
    if report.remaining is not None or project.allocated is None:
        return report.remaining
    return None if report.spent is None else project.allocated - report.spent


def _spent(picture: RoundPicture, report: ReportPicture) -> str:
    """The sum, with its parts where the owner told them of more than one source."""
    if len(report.spendings) < 2:
        return _baht(report.spent)
    names = {one.code: one.name for one in picture.sources}
    parts = (f"{names.get(one.source, one.source)} {baht(one.spent)}" for one in report.spendings)
    return f"{_baht(report.spent)} ({' + '.join(parts)})"


def _baht(amount: Decimal | None) -> str:
    return DASH if amount is None else f"{money(amount)} บาท"


def activities(report: ReportPicture) -> tuple[Block, ...]:
    """What was done, a paragraph each."""
    told = tuple(Paragraph(_activity(one)) for one in report.activities)
    return told or (Paragraph(DASH),)


def _activity(one: ActivityPicture) -> str:
    when = f" ({one.done_on})" if one.done_on else ""
    return f"{one.text}{when}{activity_state(one.status, one.percent)}"


def indicators(project: ProjectPicture, report: ReportPicture) -> Grid:
    """What came of each indicator; the plan's own where none was reported."""
    rows = tuple(
        (one.indicator, one.target or DASH, _result(one)) for one in report.results
    ) or tuple((one.text, one.target or DASH, DASH) for one in project.indicators)
    return Grid(INDICATORS, rows or ((DASH, DASH, DASH),), (5, 2, 5))


def _result(one: ResultPicture) -> str:
    return f"{NOT_YET if one.not_yet else ''}{one.result or DASH}"


def text_item(heading: str, text: str | None) -> FormItem:
    """An item that is one text."""
    return FormItem(heading, (Paragraph(said(text)),))


def attachments(heading: str, report: ReportPicture) -> Iterator[FormItem]:
    """The photos, and the names of the documents; nothing without either."""
    photos = tuple(Photo(one.digest, one.name) for one in report.evidence if one.is_photo)
    names = tuple(Paragraph(one.name) for one in report.evidence if not one.is_photo)
    if photos:
        yield FormItem(heading, (Photos(photos),))
    if names:
        yield FormItem("เอกสารแนบ", names)


def signatures(report: ReportPicture) -> tuple[Signature, Signature]:
    """The owner, and the director who certified; without one there are dots to sign on."""
    owner = Signature(
        role="ผู้รับผิดชอบโครงการ",
        name=report.signer_name,
        title=report.signer_title,
        day=_day(report.submitted_at),
        note=f"บันทึกแทน {report.on_behalf_of}" if report.on_behalf_of else "",
    )
    return owner, _certified(report.certification)


def _certified(one: CertificationPicture | None) -> Signature:
    if one is None or one.decision is not Decision.CERTIFIED:
        return Signature("รับรองถูกต้อง", "", "ผู้อำนวยการกลุ่ม", "")
    title = one.title or "ผู้อำนวยการกลุ่ม"
    if one.capacity is not LeadKind.DIRECTOR:
        title = LEAD_NAMES[one.capacity]
    is_said = not one.acting or title.startswith(("รก.", "รักษา", "ผู้ปฏิบัติหน้าที่"))
    return Signature(
        role="รับรองถูกต้อง",
        name=one.name,
        title=title if is_said else f"รก. {title}",
        day=_day(one.decided_at),
        note=SELF_CERTIFIED if one.self_certified else CERTIFIED_HERE,
    )


def _day(moment: datetime) -> str:
    return long_day(moment.astimezone(BANGKOK).date())
