"""Names as people clip and misspell them; words that carry no weight in a name."""

import re
from dataclasses import dataclass

# Spoken and clipped forms of names, as they stand in the projects' own names.
SPOKEN = {
    "โอเน็ต": "o-net",
    "โอเนต": "o-net",
    "โอเน็ท": "o-net",
    "โอเนท": "o-net",
    "onet": "o-net",
    "o net": "o-net",
    "เอ็นที": "nt",
    "เอนที": "nt",
    "อาร์ที": "rt",
    "อาที": "rt",
    "ไอทีเอ": "ita",
    "พิซ่า": "pisa",
    "ปิซ่า": "pisa",
    "ดีแอลทีวี": "dltv",
    "บ้านวิทย์": "บ้านนักวิทยาศาสตร์",
    "บ้านนักวิทย์": "บ้านนักวิทยาศาสตร์",
    "บ้านวิทยาศาสตร์": "บ้านนักวิทยาศาสตร์",
    "ศิลปะหัตถ": "ศิลปหัตถ",
    "รางวัลพระ ": "รางวัลพระราชทาน ",
    "ยาเสพติด": "เสพติด",
    "โค้ดดิ้ง": "coding",
    "อิงลิชแคมป์": "english camp",
    "เบสท์แพรคทิส": "best practice",
    "แอคทีฟเลิร์นนิง": "active learning",
    "คอมฯ": "คอมพิวเตอร์",
}
# Words that stand in names everywhere, or in any sentence: they carry next to no weight.
_COMMON = """
โครงการ การศึกษา ศึกษา พัฒนา ส่งเสริม สนับสนุน ขับเคลื่อน เสริมสร้าง ยกระดับ
บริหารจัดการ บริหาร จัดการ ดำเนินงาน ดำเนินการ การเรียนรู้ เรียนรู้ เรียนการสอน
นักเรียน ผู้เรียน โรงเรียน สถานศึกษา ครู บุคลากร ทางการ ข้าราชการ คุณภาพ ระบบ ระดับ
ประจำปี ปีการศึกษา ปีงบประมาณ งบประมาณ พ.ศ. ภายใน ภายใต้ ด้าน สู่ เพื่อ โดย และ ของ
ที่ ใน ให้ การ ความ ตาม แห่ง จาก กับ จัดทำ จัดซื้อ จัด กิจกรรม สำนักงาน เขตพื้นที่
เขต พื้นที่ ประถมศึกษา มัธยมศึกษา ประถม สพป สพท สพฐ สังกัด จังหวัด กลุ่ม ตำแหน่ง
ปฏิบัติการ ปฏิบัติ งาน ผลงาน ผลการ ประเมิน ติดตาม ตรวจสอบ อบรม ประชุม แข่งขัน นิเทศ
คัดเลือก สอบ ทดสอบ รับ ประเทศ ระยะเวลา ชั้น ปีที่ ครั้งที่ เป็น ได้ มี ผ่าน ใช้
ค่าใช้จ่าย อย่าง ทุก ประสิทธิภาพ ศักยภาพ ปรับปรุง ปัญหา แก้ไข เกี่ยวข้อง อื่น
ความพร้อม เตรียม มาตรฐาน เชิง วัสดุ ข้อมูล กรณี ไทย นโยบาย คณะกรรมการ กรรมการ รายงาน
ความสามารถ ทักษะ ขั้นพื้นฐาน พื้นฐาน วัน เจ้าหน้าที่ ผู้บริหาร เรียน โอกาส สิทธิ
ผู้ปกครอง หน้าที่ เข้า ปลอด มีส่วนร่วม ส่วนร่วม สิ่งแวดล้อม ชุมชน รูปแบบ เสร็จ แล้ว
ใช้ไป เหลือ คงเหลือ เบิก จ่าย บาท อนุมัติ กำลัง ระหว่าง ไม่ ยัง ทำ โควิด เลื่อน
ไตรมาส เดือน อุปกรณ์ คอม ผล สรุป เกณฑ์ เอกสาร เล่ม คน ครั้ง รอ เงิน งบ ตรวจ สมัคร
ข้อสอบ
"""
COMMON = tuple(_COMMON.split())
LATIN = re.compile(r"[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*")
LATIN_COMMON = frozenset(
    [
        "best",
        "new",
        "system",
        "team",
        "content",
        "center",
        "thai",
        "k",
        "ok",
        "line",
        "onsite",
        "online",
        "pdf",
        "excel",
        "zoom",
    ]
)
_FOLD = {
    **dict.fromkeys("ศษ", "ส"),
    "ณ": "น",
    "ฎ": "ด",
    "ฏ": "ต",
    "ฑ": "ท",
    "ฒ": "ท",
    "ธ": "ท",
    "ฬ": "ล",
    "ภ": "พ",
    "ใ": "ไ",
}
_DROPPED = frozenset("่้๊๋็ะ\"'“”()[]{}.,:;!?*_-–/ฯๆ \n\u200b")
_KILLER = "\u0e4c"  # ์ silences the letter it stands on


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without blanks, marks and look-alike letters; where each character came from."""

    text: str
    at: tuple[int, ...]


def fold(norm: str) -> Folded:
    """Drop what people leave out or mix up when they type a name."""
    out: list[str] = []
    at: list[int] = []
    for place, letter in enumerate(norm):
        if letter == _KILLER:
            if out and at[-1] == place - 1:
                out.pop()
                at.pop()
            continue
        if letter in _DROPPED:
            continue
        out.append(_FOLD.get(letter, letter))
        at.append(place)
    return Folded("".join(out), tuple(at))


_COMMON_FOLDED = re.compile(
    "|".join(sorted({re.escape(fold(word).text) for word in COMMON}, key=len, reverse=True))
)
SPOKEN_RE = re.compile("|".join(sorted(map(re.escape, SPOKEN), key=len, reverse=True)))
SPECIAL = re.compile(r"[a-z0-9]")
NO_LETTERS = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


def common(words: str) -> bool:
    """Whether the words stand in names everywhere and so name nothing."""
    return sum(letter_weights(fold(words).text)) < 3.0


def letter_weights(folded: str) -> list[float]:
    """How much each letter tells: those of common words next to nothing."""
    weights = [1.0] * len(folded)
    for found in _COMMON_FOLDED.finditer(folded):
        weights[found.start() : found.end()] = [0.12] * (found.end() - found.start())
    return weights


def plain(word: str) -> str:
    """O-NET and B.T.C. without their marks."""
    return word.replace("-", "").replace(".", "")
