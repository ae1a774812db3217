"""What is said while somebody reports a project."""

from datetime import date
from decimal import Decimal

from bot.thaitext import baht, clip, day, round_name
from models.portfolio import Budget, ProjectFacts, RoundFacts
from models.progress import STATUS_NAMES, Decision, FormKind

# --- words of this conversation, typed or on a button ------------------------------------------

REPORT, RESUME, SEND, SEND_NOW, EDIT = "รายงาน", "ทำต่อ", "ยืนยันส่ง", "ส่งเลย", "แก้ไข"
SKIP, MORE, SAME, DROP, ASIDE = "ข้าม", "กรอกเพิ่ม", "เท่าเดิม", "ทิ้งร่าง", "พักไว้ก่อน"

NEXT, CLEAR, REMOVE = "ต่อไป", "ล้างแล้วบอกใหม่", "ลบ"

# --- choosing ----------------------------------------------------------------------------------

NO_ROUND = "ตอนนี้ยังไม่เปิดรอบรายงานค่ะ เมื่อเปิดรอบแล้วก้าวหน้าจะแจ้งให้ทราบ"
NO_PROJECTS = "ยังไม่มีโครงการที่คุณรับผิดชอบในแผนปีนี้ค่ะ ถ้าไม่ถูกต้อง กรุณาแจ้งกลุ่มนโยบายและแผน"
CHOOSE_ALT = "เลือกโครงการที่จะรายงาน"
CHOOSE_THIS, CHOOSE_AGAIN, CHOOSE_DRAFT, CHOOSE_MORE = (
    "รายงานโครงการนี้",
    "แก้รายงานที่ส่งแล้ว",
    "ทำต่อจากร่าง",
    "ดูโครงการอื่น",
)


def choose(of_round: RoundFacts) -> str:
    """Above the carousel."""
    late = " (ปิดรอบแล้ว รายงานได้แต่จะบันทึกว่าล่าช้า)" if of_round.closed else ""
    return (
        f"{round_name(of_round.code)} กำหนดส่ง {day(of_round.due)}{late}\n"
        "แตะเลือกโครงการ หรือพิมพ์บางส่วนของชื่อโครงการค่ะ"
    )


TOLD_OF_WHICH = "รับทราบค่ะ เป็นของโครงการไหนคะ แตะเลือกหนึ่งโครงการ"


def whose_is(told: str) -> str:
    """A piece of a message about several projects whose project could not be made out."""
    return f"ที่บอกไว้ว่า “{clip(told, 100)}” เป็นของโครงการไหนคะ"


def choose_among(count: int) -> str:
    """A name fits several projects."""
    return f"มี {count} โครงการที่ใกล้เคียง หมายถึงโครงการไหนคะ"


WHICH_AGAIN = "ยังหาโครงการไม่พบค่ะ ลองพิมพ์รหัส เช่น โครงการ 2 หรือคำเด่นในชื่อ หรือแตะเลือกจากรายการ"


def state_of(project: ProjectFacts) -> tuple[str, bool]:
    """The line under a project's name, and whether it is settled."""
    if project.draft_key:
        return "มีร่างที่ยังไม่ส่ง", False
    if project.decision is Decision.RETURNED:
        return "ส่งกลับแก้ไข แตะเพื่อแก้", False
    if project.reported and project.status:
        certified = " · รับรองแล้ว" if project.decision is Decision.CERTIFIED else ""
        return f"รายงานแล้ว: {STATUS_NAMES[project.status]}{certified}", True
    return "ยังไม่รายงาน", False


# --- money -------------------------------------------------------------------------------------


def money(amount: Decimal | None) -> str:
    """`23,800 บาท`, or a dash."""
    return "-" if amount is None else f"{baht(amount)} บาท"


def allocated(project: ProjectFacts) -> str:
    """What a project was given."""
    if project.budget is Budget.NONE:
        return "ไม่ใช้งบประมาณ"
    return "รอจัดสรร" if project.budget is Budget.AWAITING else money(project.allocated)


ALLOCATED, LAST_TIME, REMAINING = "ได้รับจัดสรร", "รายงานครั้งก่อน", "คงเหลือ"


def disbursed_as_of(moment: date) -> str:
    """Whose figure it is, and of which day."""
    return f"การเงินเบิกจ่าย ณ {day(moment)}"


# --- questions ---------------------------------------------------------------------------------

ASK_STATUS = "ตอนนี้โครงการเป็นอย่างไรคะ"
ASK_STATUS_AGAIN = "ขอโทษค่ะ ยังไม่แน่ใจสถานะ แตะปุ่มด้านล่าง หรือพิมพ์ เช่น “กำลังทำ” “เสร็จแล้ว” “ยังไม่ได้เริ่ม”"
ASK_SPENT = "ตั้งแต่ 1 ต.ค. ถึงวันนี้ ใช้เงินไปแล้วรวมกี่บาทคะ"
SPENT_HINT = "รวมเงินที่ผูกพันไว้แล้วแต่ยังไม่ส่งเบิกด้วย พิมพ์ตัวเลขได้เลย เช่น 23,800"
ASK_SPENT_AGAIN = (
    "ขอโทษค่ะ ยังอ่านจำนวนเงินไม่ได้ กรุณาพิมพ์ยอดสะสมเป็นตัวเลข เช่น 23,800 หรือ ๒๓,๘๐๐ ถ้ายังไม่ได้ใช้ พิมพ์ 0"
)
ASK_REASON = "เพราะอะไรจึงยังไม่ได้ดำเนินการคะ"
REASON_HINT = "แบบรายงานต้องระบุเหตุผล พิมพ์สั้น ๆ ได้ค่ะ"
REASONS = ("รอจัดสรรงบประมาณ", "อยู่ระหว่างเสนอขออนุมัติ", "ยังไม่ถึงกำหนดตามแผน")
ASK_SOURCES = "แยกยอดใช้ไปตามแหล่งงบได้ไหมคะ"
ASK_SOURCES_AGAIN = "ขอจำนวนเงินของแต่ละแหล่งตามลำดับด้านล่างค่ะ"


def sources_hint(count: int) -> str:
    """How to type the parts."""
    return f"พิมพ์ {count} จำนวนตามลำดับ คั่นด้วยคำว่า กับ เช่น 110,840 กับ 28,370"


ASK_ACTIVITIES = "ทำกิจกรรมอะไรไปแล้วบ้างคะ"
ACTIVITIES_HINT = (
    "พิมพ์พร้อมวันที่ได้ เช่น อบรมครู 20 มีนาคม 2567 หลายกิจกรรมให้ขึ้นบรรทัดใหม่หรือส่งหลายข้อความ เสร็จแล้วแตะ ต่อไป"
)
BY_NUMBER_HINT = "บอกทีเดียวได้ เช่น 1 ทำแล้ว 2 กำลังทำ 3 ยัง หรือ 2 ร้อยละ 50"


def more_activities(count: int) -> str:
    """Activities of the plan that the list leaves out."""
    return f"และอีก {count} กิจกรรม"


HAND_IN_BOOK = "ส่งเป็นรูปเล่มแทน"
ASK_RESULT = "ผลตามตัวชี้วัดนี้เป็นอย่างไรคะ"
ASK_FREE_RESULT = "ผลตามตัวชี้วัดเป็นอย่างไรคะ พิมพ์สั้น ๆ ได้"
ASK_DONE_SO_FAR = "ตัวชี้วัดยังไม่เกิด ทำกิจกรรมอะไรไปแล้วบ้างคะ"
WHICH_RESULT = "ต้องการแก้ผลของตัวชี้วัดไหนคะ"
RESULT_ROW_HINT = "เพิ่มตัวชี้วัดเองได้ พิมพ์ ตัวชี้วัด | ค่าเป้าหมาย | ผลที่ได้"
RESULTS = ("ตามเป้าหมาย", "อยู่ระหว่างรอผล")
NOT_YET = "ตัวชี้วัดยังไม่เกิด"


def target(text: str) -> str:
    """An indicator's target."""
    return f"ค่าเป้าหมาย: {text}"


def results_left(count: int) -> str:
    """Indicators without a result."""
    return f"(ยังไม่ได้กรอกอีก {count} ตัวชี้วัด)"


ASK_PROBLEMS = "มีปัญหาหรืออุปสรรคไหมคะ"
ASK_SUGGESTIONS = "มีข้อเสนอแนะไหมคะ"
ASK_HIGHLIGHTS = "มีจุดเด่นหรือสิ่งที่ภูมิใจไหมคะ"
ADDS_HINT = "พิมพ์เพิ่มได้ จะต่อท้ายข้อความเดิม"
ASK_PHOTOS = "รูปและไฟล์ของรายงานนี้"
ASK_BOOK = "ส่งไฟล์รูปเล่ม (PDF) ในแชตนี้ได้เลยค่ะ"
PHOTOS_HINT = "ส่งรูปหรือไฟล์ PDF เข้ามาในแชตได้ทุกเมื่อ ระบบจะแนบกับรายงานนี้"
ASK_BALANCE_DATE = "ยอดคงเหลือ ณ วันที่เท่าไรคะ"
DATE_HINT = "พิมพ์วันที่ได้ เช่น 5/4/67 หรือ 31 มีนาคม 2567 (ต้องไม่เป็นวันข้างหน้า)"
ASK_DATA_MONTH = "เป็นข้อมูล ณ สิ้นเดือนใดคะ"
MONTH_HINT = "พิมพ์เดือนได้ เช่น มีนาคม 2567"

# --- the completion form -----------------------------------------------------------------------

ASK_GOALS = "บรรลุเป้าหมายของโครงการทุกประการไหมคะ"
GOALS_MET, GOALS_MISSED = "บรรลุทุกประการ", "ไม่บรรลุ"
ASK_GOALS_REASON = "ไม่บรรลุเป้าหมายเนื่องจากอะไรคะ"
RETURNED = "ส่งคืนงบที่เหลือ"
CANCELLED_RETURNED = "ยกเลิกโครงการและส่งคืน"
MOVED = "นำไปใช้โครงการอื่นแล้ว"
CONTINUING = "ยังมีกิจกรรมที่ต้องทำต่อ"


def ask_remaining(amount: str) -> str:
    """Completion form, item 6."""
    return f"เงินคงเหลือ {amount} บาท จะดำเนินการอย่างไรคะ"


ASK_MOVED_TO = "นำเงินไปใช้ในโครงการใดคะ"
MOVED_HINT = "พิมพ์รหัสหรือชื่อโครงการ ถ้าเป็นโครงการที่ยังไม่อยู่ในแผน กรุณาส่งรูปบันทึกที่ได้รับอนุมัติเข้ามาในแชตด้วยค่ะ"


def ask_moved_amount(name: str) -> str:
    """How much went there."""
    return f"นำไปใช้ใน {name} กี่บาทคะ"


ASK_CONTINUATIONS = "ยังมีกิจกรรมใดที่ต้องทำต่อคะ"
CONTINUATIONS_HINT = (
    "พิมพ์บรรทัดละกิจกรรม: ชื่อกิจกรรม | งบประมาณ | วันที่จะทำ\nเช่น ประชุมสรุปผล | 2,000 | พฤษภาคม 2567"
)
ASK_CONTINUE_REASON = "เพราะอะไรกิจกรรมนั้นจึงยังไม่ได้ดำเนินการคะ"


def total(amount: str) -> str:
    """The sum of a list."""
    return f"รวม {amount} บาท"


def days_late(ended: date, days: int) -> str:
    """The fifteen-day rule: remind, do not refuse."""
    return f"โครงการสิ้นสุด {day(ended)} เกินกำหนดรายงานภายใน 15 วันมา {days} วันแล้ว ยังส่งได้ตามปกติค่ะ"


NONE = "ไม่มี"

NEED_TEXT = "ขอเป็นข้อความสั้น ๆ ค่ะ"


_ASK_BACK = {
    "estimate": "ขอยอดที่แน่นอนด้วยค่ะ ยอดโดยประมาณยังบันทึกไม่ได้",
    "share": "ขอเป็นจำนวนเงินที่แน่นอนด้วยค่ะ",
    "increment": "ก้าวหน้าเก็บยอดสะสมตั้งแต่ 1 ต.ค. ค่ะ รวมของเดิมแล้วเป็นเท่าไรคะ",
    "contradiction": "ตัวเลขที่บอกยังไม่ลงตัวกันค่ะ ขอยอดที่ใช้ไปสะสมอีกครั้ง",
    "role": "ขอถามให้แน่ใจค่ะ ยอดไหนคือยอดที่ใช้ไปสะสมตั้งแต่ 1 ต.ค.",
    "slip": "ขอถามให้แน่ใจค่ะ จุดกับจุลภาคในตัวเลขอาจพิมพ์สลับกัน",
    "someone_else": "ขอถามให้แน่ใจค่ะ ยอดที่ใช้ไปของโครงการนี้เป็นเท่าไรคะ",
}


def ask_back(line: str, why: str) -> str:
    """Something said is in doubt: why, in words."""
    if line == "spent":
        return _ASK_BACK.get(why, "ขอยอดเงินที่ใช้ไปสะสมที่แน่นอนด้วยค่ะ")
    return "ขอถามให้แน่ใจอีกครั้งค่ะ"


def it_is(amount: Decimal) -> str:
    """The doubtful amount as a choice."""
    return f"ใช่ {baht(amount)} บาท"


def is_due(of_round: RoundFacts, left: int, days: int) -> str:
    """Until when to report, and what is left."""
    when = f"อีก {days} วัน" if days > 0 else "วันนี้" if days == 0 else f"เลยมา {-days} วัน"
    rest = f"ยังเหลือ {left} โครงการที่ยังไม่รายงาน" if left else "คุณรายงานครบแล้ว"
    return f"{round_name(of_round.code)} กำหนดส่งวันที่ {day(of_round.due)} ({when}) {rest}ค่ะ"


def one_after_the_other(count: int) -> str:
    """Several projects were reported in one message."""
    return f"รับทราบ {count} โครงการค่ะ ขอตรวจทานทีละโครงการนะคะ"


# --- warnings ----------------------------------------------------------------------------------

CORRECT_SO = "ถูกต้องแล้ว"
CHANGE_AMOUNT = "แก้ยอดเงิน"


def over_allocation(spent: Decimal, given: Decimal) -> str:
    """Spent more than allocated."""
    return f"ใช้ไป {baht(spent)} บาท มากกว่าที่ได้รับจัดสรร {baht(given)} บาท ถูกต้องไหมคะ"


def less_than_before(spent: Decimal, before: Decimal) -> str:
    """Cumulative spending went down."""
    return (
        f"ยอดสะสม {baht(spent)} บาท น้อยกว่าที่รายงานครั้งก่อน {baht(before)} บาท "
        "(ยอดนับสะสมตั้งแต่ 1 ต.ค.) ถูกต้องไหมคะ"
    )


def spent_not_started(spent: Decimal) -> str:
    """Money spent in a project not started."""
    return f"โครงการยังไม่ดำเนินการ แต่มียอดใช้ไป {baht(spent)} บาท ถูกต้องไหมคะ"


WARNING_HINT = "ถ้าถูกต้อง แตะปุ่ม หรือพิมพ์เหตุผลสั้น ๆ ไว้ได้ค่ะ"

# --- the card ----------------------------------------------------------------------------------

CARD_TITLE = "ตรวจทานก่อนส่ง"
CARD_HINT = "แตะบรรทัดที่ต้องการแก้ หรือพิมพ์บอกได้ เช่น แก้ยอดใช้ไปเป็น 5,600"
NOT_FILLED = "ยังไม่ได้กรอก"
WHICH_LINE = "ต้องการแก้บรรทัดไหนคะ"
CARD_CHANGED = "มีการแก้ไขหลังจากการ์ดใบนั้น กรุณาตรวจทานใบนี้อีกครั้งค่ะ"
SENT_BY_OTHER = (
    "ระหว่างนี้มีผู้รับผิดชอบร่วมส่งรายงานโครงการนี้แล้ว ถ้าส่งใบนี้จะเป็นการแก้ไขรายงานนั้น กรุณาตรวจทานอีกครั้งค่ะ"
)
CARD_AGAIN = "แตะ ยืนยันส่ง เพื่อส่งรายงาน หรือบอกว่าต้องการแก้อะไร เช่น “แก้ยอดเป็น 5,600” ค่ะ"


def card_label(key: str) -> str:
    """What a line of the card is called."""
    return {
        "status": "สถานะ",
        "spent": "ใช้ไปสะสม",
        "sources": "แยกตามแหล่งงบ",
        "activities": "กิจกรรมที่ทำ",
        "results": "ผลตัวชี้วัด",
        "goals": "เป้าหมาย",
        "remaining_use": "เงินคงเหลือ",
        "continuations": "ต้องทำต่อ",
        "continue_reason": "เหตุที่ยังไม่ทำ",
        "highlights": "จุดเด่น",
        "problems": "ปัญหา",
        "suggestions": "ข้อเสนอแนะ",
        "photos": "รูปและไฟล์",
        "balance_date": "คงเหลือ ณ",
        "data_month": "ข้อมูล ณ สิ้น",
    }[key]


def filled(done: int, of: int) -> str:
    """How far the form is."""
    text = f"กรอกแล้ว {done} จาก {of} ข้อ"
    return text if done == of else f"{text} นอกจากสถานะกับยอดเงิน เว้นไว้กรอกภายหลังได้"


FORMS = {
    FormKind.PROGRESS: "แบบรายงานความก้าวหน้า",
    FormKind.COMPLETION: "แบบรายงานผล (สิ้นสุดโครงการ)",
    FormKind.BOOK: "รายงานเป็นรูปเล่ม",
}


def files(count: int, coming: int) -> str:
    """How many files there are."""
    return f"{count} ไฟล์" + (f" (กำลังรับ {coming})" if coming else "")


# --- photos and files sent in the chat ---------------------------------------------------------


def got_files(count: int, project_name: str) -> str:
    """A photo or file came while a report is in hand."""
    return f"รับแล้วค่ะ แนบ {count} ไฟล์กับรายงาน “{project_name}” ส่งเพิ่มได้อีก เสร็จแล้วพิมพ์ ส่งเลย"


def whose_files(count: int, *, photos: bool) -> str:
    """Photos or files came with no report in hand; `photos`: nothing but photos."""
    what = "รูป" if photos else "ไฟล์"
    how_many = f" {count} {what}" if count > 1 else what
    return f"รับ{how_many}แล้วค่ะ เป็นของโครงการไหนคะ แตะเลือก หรือพิมพ์บางส่วนของชื่อ"


# --- submitted ---------------------------------------------------------------------------------

SENT_TITLE = "ส่งรายงานเรียบร้อย"
WRITTEN_FOR_OWNER = "บันทึกแทนผู้รับผิดชอบแล้ว รอ ผอ.กลุ่มรับรองค่ะ"
SENT_HINT = f"ต้องการแก้ภายหลัง พิมพ์ {EDIT} ได้ทุกเมื่อค่ะ"
LATE_NOTE = "ส่งหลังกำหนด ระบบบันทึกว่าส่งล่าช้า"
NEXT_PROJECT = "รายงานโครงการถัดไป"
FORM = "แบบรายงาน (PDF)"
MY_PROJECTS = "โครงการของฉัน"
ALL_DONE = "รายงานครบทุกโครงการของรอบนี้แล้ว ขอบคุณค่ะ"


def still_left(count: int) -> str:
    """How many of one's projects are not reported."""
    return f"ยังเหลืออีก {count} โครงการที่ยังไม่รายงาน"


# --- drafts, interruptions, old buttons --------------------------------------------------------


def put_aside(project_name: str) -> str:
    """Another request came, or ยกเลิก, or three quiet days."""
    return f"เก็บร่างรายงาน “{project_name}” ไว้แล้วค่ะ พิมพ์ {RESUME} เมื่อพร้อม"


PUT_ASIDE_CHOOSING = "ยกเลิกการเลือกโครงการแล้วค่ะ"
CANCELS_PROJECT = "ถ้าหมายถึงยกเลิกโครงการ แตะปุ่มนี้ค่ะ"
NOTHING_TO_RESUME = f"ไม่มีร่างที่ค้างอยู่ค่ะ พิมพ์ {REPORT} เพื่อเริ่มรายงาน"
NOTHING_TO_SEND = f"ไม่มีรายงานที่รอยืนยันค่ะ พิมพ์ {REPORT} เพื่อเริ่มรายงาน"
NOTHING_TO_EDIT = f"ยังไม่มีรายงานที่ส่งในรอบนี้ค่ะ พิมพ์ {REPORT} เพื่อเริ่มรายงาน"
CORRECTING = "รายงานนี้ส่งแล้ว ถ้าแก้ไขจะส่งเป็นฉบับใหม่ ฉบับเดิมยังเก็บไว้ค่ะ"
FIXED_ALREADY = "รายงานนี้ส่งฉบับใหม่ไปแล้วค่ะ ไม่ต้องแก้อีก"
RESUMED = "ทำต่อจากร่างเดิมค่ะ"
DROPPED = "ทิ้งร่างแล้วค่ะ ไม่มีอะไรถูกส่ง"
DRAFT_DROPPED = f"ร่างของปุ่มนี้ถูกทิ้งไปแล้วค่ะ พิมพ์ {REPORT} เพื่อเริ่มใหม่"


def sent_back(reason: str) -> str:
    """Why a report came back; a correction becomes the next version."""
    return f"รายงานนี้ถูกส่งกลับให้แก้ไขค่ะ เหตุผล: {reason}\nแก้แล้วแตะ {SEND} จะส่งเป็นฉบับใหม่"


def already_sent(project_name: str) -> str:
    """A button of a draft that was submitted."""
    return f"รายงาน “{project_name}” ของปุ่มนี้ส่งไปแล้วค่ะ ถ้าต้องการแก้ แตะ แก้ไข จะเป็นฉบับใหม่"


LATE_MESSAGE = "ข้อความก่อนหน้ามาถึงช้ากว่าข้อความถัดไป จึงยังไม่ได้บันทึกค่ะ ถ้ายังต้องการ กรุณาพิมพ์อีกครั้ง"
ASK_A_PERSON = "ถ้ายังติดขัด โทรหรือทักกลุ่มนโยบายและแผนได้เลยค่ะ"
ABOUT_ANOTHER = "ได้ค่ะ เก็บร่างเดิมไว้ แล้วเปลี่ยนเป็นโครงการนี้นะคะ"
