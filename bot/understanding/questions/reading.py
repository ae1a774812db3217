"""Thai text -> a question, or none. Nothing is guessed: what is left unexplained makes it none."""

import re
from dataclasses import replace

from bot.topics import Topic
from bot.understanding.names import fold
from bot.understanding.normalise import normalise
from bot.understanding.projects import (
    ENOUGH,
    ENOUGH_SAID,
    index_of,
    leaders,
    matches,
    paraphrased,
)
from bot.understanding.questions.question import Names, Question
from bot.understanding.questions.rounds import take_round
from bot.understanding.questions.subjects import Named, alike, take_group, take_person
from bot.understanding.questions.thresholds import take_threshold
from bot.understanding.questions.topics import take_state, take_topic

LONGEST = 160
"""Letters of a question; what is longer tells something."""
_LEFT, _LEFT_UNSURE = 9, 2
"""Letters that may stay unexplained: in the form of a question, and without it."""
_NAME = 2
"""Letters of a project's name."""

_ASKS = re.compile(
    r"ยังไง|อย่างไร|เป็นไง|ไหม|มั้ย|หรือยัง|รึยัง|ครบยัง|ส่งยัง|หรือเปล่า|เท่าไ|กี่|ไหน|ใด|ใคร|อะไร|บ้าง|เมื่อไ"
    r"|ล่ะ(?:เป็น|ค|$|\s)|ล่ะ|ขอดู|ขอข้อมูล|ขอสรุป|ขอภาพรวม|ขอราย|อยากดู|อยากรู้|อยากทราบ|^ดู|สรุป|ภาพรวม|รายชื่อ"
    r"|รายละเอียด|ลิสต์|เทียบ|อันดับ|เดดไลน์|กำหนดส่ง|รวมปัญหา|รวบรวม|โครงการที่(?!\d)|^ของ(?:คุณ|พี่|นาย|นาง)|ขอเปรียบ|แยกตามกลุ่ม|แยกรายกลุ่ม|ทุกกลุ่ม|แต่ละกลุ่ม|\?"
)
_FILLERS = re.compile(
    r"(?:นะ)?(?:ค่ะ|คะ|ครับ|คับ|จ้า|จ๊ะ|ฮะ)|หน่อย|บ้าง|ด้วย|ช่วย|อยาก(?:ดู|รู้|ทราบ|ได้)|ขอ(?:ดู|ทราบ|ข้อมูล|รายชื่อ|ลิสต์?)?"
    r"|ตอนนี้|ขณะนี้|วันนี้|ล่าสุด|ทั้งหมด|ทั้งเขต|ทั้งสำนักงาน|ของเรา|เขตเรา|ให้|ดู(?:แล)?|แสดง|รายละเอียด|ข้อมูล|รายชื่อ"
    r"|เป็น(?:ยังไง|อย่างไร|ไง)|ยังไง|อย่างไร|ไหม|มั้ย|(?:หรือ|รึ)(?:ยัง|เปล่า)|(?:ไป)?ถึงไหน|(?:ไป)?แค่ไหน"
    r"|(?:ความ)?คืบหน้า|(?:ความ)?ก้าวหน้า|เท่าไห?ร่?|กี่(?:บาท|โครงการ|คน|เปอร์[ก-์]*|%)|อะไร|ไหน|ใคร|ใด|เมื่อไห?ร่?"
    r"|โครงการ|กลุ่ม|ของ|ใน|ที่|มี|แล้ว|ไป|ได้|มา|ล่ะ|ท่าน|ผอ\.?|พี่|รอง|เรื่อง|เกี่ยวกับ|จาก|กับ|และ|อยู่|คือ|ครบ|นี้|กัน"
    r"|เปรียบเทียบ|เทียบ|จำแนก|แยก|รับผิดชอบ|ดูแล|ส่ง(?:รายงาน)?|รายงาน(?:ผล)?|งาน|คน|ทุก|เข้า|ตาม|ราย|เลย|อีก|จะ|กว่า|ๆ|ยัง"
    r"|ปัญหา|อุปสรรค|งบประมาณ|งบ|เงิน|เหลือ|เบิกจ่าย|เบิก|ใช้(?:จ่าย)?|สรุป|ภาพรวม|ผล|สถานะ|[\s\"'?!.,:;()/-]"
)
_PROJECT_CODE = re.compile(
    r"(?:โครงการ(?:ที่|รหัส|เลขที่)*|รหัส(?:โครงการ)?) ?#? ?(?P<code>[a-zก-ฮ]{0,3}\d+(?:[./-]\d+)*)"
    r"(?![\d%]| ?(?:เปอร์|บาท|วัน|คน|โครงการ|กลุ่ม|แห่ง))"
)
_BEGINS_ACT = re.compile(
    r"^(?:ขอ)?(?:รายงาน|แก้ไข|แก้|ยกเลิก|ส่ง|เตือน|เปิดรอบ|ปิดรอบ|เลื่อน|รับรอง|ลงทะเบียน)"
    r"(?:โครงการ| ?\d| ?[a-z0-9]{6,}$)"
)


def asks(text: str) -> bool:
    """True if a text has the form of a question at all; cheap, and without names."""
    norm = "".join(normalise(text[:LONGEST]).norm.replace("ไคร", "ใคร").split())
    return len(text) <= LONGEST and _ASKS.search(norm) is not None


def read_question(text: str, names: Names) -> Question | None:
    """What a text asks for, by the names somebody may ask about; None if it is no such question."""
    if len(text) > LONGEST or "\n" in text.strip():
        return None
    norm = " ".join(normalise(text).norm.replace("ไคร", "ใคร").split())
    if not norm or _BEGINS_ACT.match(norm.replace(" ", "")):
        return None
    sure = _ASKS.search(norm.replace(" ", "")) is not None
    question = _by_code(norm, names) or _read(norm, names, sure=sure)
    return replace(question, sure=sure) if question else None


def _by_code(norm: str, names: Names) -> Question | None:
    """`โครงการ 5 ...`: whatever is asked, the project's card answers it."""
    found = _PROJECT_CODE.search(norm)
    if found is None:
        return None
    sure = _ASKS.search(norm.replace(" ", "")) is not None
    rest = f"{norm[: found.start()]} {norm[found.end() :]}"
    if not _is_explained(_without_topics(rest), sure=sure):
        return None
    code = found["code"]
    known = tuple(one.code for one in names.projects if normalise(one.code).norm == code)
    return Question(Topic.PROJECT, projects=known, unknown=not known)


def _without_topics(rest: str) -> str:
    flat = rest.replace(" ", "")
    _, flat = take_round(flat)
    _, flat = take_threshold(flat)
    _, flat = take_topic(flat)
    return take_state(flat)[1]


def _read(norm: str, names: Names, *, sure: bool) -> Question | None:
    group = take_group(norm, names.groups)
    person = take_person(group.rest, names.people)
    flat = person.rest.replace(" ", "")
    round_, flat = take_round(flat)
    threshold, flat = take_threshold(flat)
    topic, state = (Topic.THRESHOLD if threshold else None), None
    if not threshold:
        topic, flat = take_topic(flat)
    if topic in (None, Topic.SUMMARY):
        state, left = take_state(flat)
        topic, flat = (Topic.STATE, left) if state else (topic, flat)
    if topic is Topic.COMPARE and round_ == "before":
        round_ = ""
    question = Question(topic or Topic.SUMMARY, threshold=threshold, state=state, round=round_)
    if group.codes or group.unknown:
        return _of_group(question, topic, group, flat, sure=sure)
    if person.codes or person.unknown:
        return _of_person(question, person, flat, sure=sure)
    if topic in _WITHOUT_PROJECT and _is_explained(flat, sure=False, verbs=sure):
        return question
    about = _of_named_project(norm, names, question, topic, sure=sure)
    if about:
        return about
    told = topic is not None or (round_ and sure)
    return question if told and _is_explained(flat, sure=sure) else None


_WITHOUT_PROJECT = frozenset(Topic) - {Topic.SUMMARY}
"""Topics that are not about one project unless something is left to explain."""


def _of_group(
    question: Question, topic: Topic | None, group: Named, flat: str, *, sure: bool
) -> Question | None:
    if not _is_explained(flat, sure=sure) or (group.unknown and not sure):
        return None
    if topic in (None, Topic.SUMMARY, Topic.GROUPS):
        topic = Topic.GROUP
    return replace(question, topic=topic, groups=group.codes, unknown=group.unknown)


def _of_person(question: Question, person: Named, flat: str, *, sure: bool) -> Question | None:
    if not _is_explained(flat, sure=sure):
        return None
    return replace(
        question,
        topic=Topic.PERSON,
        people=person.codes,
        unknown=person.unknown,
        threshold=None,
        state=None,
    )


def _of_named_project(
    norm: str, names: Names, question: Question, topic: Topic | None, *, sure: bool
) -> Question | None:
    """The project whose name stands in the text, or the group that is called so."""
    said = "โครงการ" in norm
    name = " ".join(_ASIDE.sub(" ", norm).split())
    if len(fold(name).text) < _NAME:
        return None
    groups = () if said else tuple(alike(name, names.groups))
    known = index_of(names.projects)
    found = leaders(matches(name, known, 0, len(name)), enough=ENOUGH_SAID if said else ENOUGH)
    codes = tuple(one.code for one in found)
    if not codes and said:
        only = paraphrased(name, known)
        codes = (only,) if only else ()
        return Question(Topic.PROJECT, projects=codes) if codes and sure else None
    if groups and (sure or fold(name).text):
        return replace(question, topic=topic or Topic.GROUP, groups=groups, projects=codes)
    if not codes:
        return None
    rest = name[: found[0].start] + " " + name[found[0].end :]
    return Question(Topic.PROJECT, projects=codes) if _is_explained(rest, sure=sure) else None


_ASIDE = re.compile(
    r"โครงการ(?:ที่)?|เป็น(?:ยังไง|อย่างไร|ไง)|บ้าง|(?:นะ)?(?:ค่ะ|คะ|ครับ|คับ)|(?:หรือ|รึ)(?:ยัง|เปล่า)|(?:ไป)?ถึงไหน(?:แล้ว)?"
    r"|(?:ไป)?แค่ไหน(?:แล้ว)?|ใคร(?:ดูแล|รับผิดชอบ)?|เบิก(?:จ่าย)?ไป|ใช้(?:เงิน|งบ)?ไป|เท่าไห?ร่?|กี่บาท|ส่งรายงาน|รายงาน(?:ผล)?"
    r"|ขอ(?:ดู|ข้อมูล|ทราบ)?|อยาก(?:ดู|รู้|ทราบ)|ไหม|มั้ย|ล่ะ|รายละเอียด|คืบหน้า|ปัญหา|อะไร|ส่งหรือ|(?<=[ก-์])ส่ง$|งบเหลือ|แล้ว$"
)


_NO_VERBS = re.compile(
    r"(?:นะ)?(?:ค่ะ|คะ|ครับ|คับ|จ้า|จ๊ะ|ฮะ)|ขอ|หน่อย|ด้วย|โครงการ|กลุ่ม|ของ|ที่|ข้อมูล|ๆ|[\s\"'?!.,:;()/-]"
)


def _is_explained(flat: str, *, sure: bool, verbs: bool | None = None) -> bool:
    """True if next to nothing is left: no figure, and few letters.

    Verbs (ส่ง, เบิก) explain themselves in a question only: else they tell something.
    """
    if re.search(r"\d", flat):
        return False
    fillers = _FILLERS if (sure if verbs is None else verbs) else _NO_VERBS
    return len(fillers.sub("", flat)) <= (_LEFT if sure else _LEFT_UNSURE)
