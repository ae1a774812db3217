"""Particles and short answers: what stands around the words that count."""

import re

_PARTICLES = """
ค่ะ คะ ค้ะ ค่า คร่ะ ครับ คับ คัฟ คร้าบ ค้าบ ครัช ครับผม จ้า จ้ะ จ๊ะ จ๋า นะ น่ะ น้า
ฮะ ฮับ ขอรับ พะยะค่ะ เลย แล้ว ด้วย อะ อ่ะ อ่า ล่ะ ละ เนอะ สิ ซิ แหละ เด้อ พี่ น้อง
หนู ทุกคน จริงๆ
"""
PARTICLES = tuple(_PARTICLES.split())
P = "|".join(sorted(PARTICLES, key=len, reverse=True))
_TRAILING = re.compile(
    rf"(?:[\s.,;:!~)ๆ]|(?<![ก-์])(?:{P})|5{{3,}}\+?|[^\w\s\u0e00-\u0e7f()%\"'“”/+-]"
    r"|(?:นะ)?(?:ค่ะ|คะ|ครับผม|ครับ|คับ|คร้าบ|ค้าบ|จ้า|จ้ะ|(?<!ช)นะ|ฮะ|(?<!เ)เลย|แล้ว|ด้วย))$"
)
_TAIL = 16  # the longest particle with what stands before it
_LEADING = re.compile(r"^(?:[\s.,;:!~*•=-]|(?:คือ|ว่า|มี|ได้แก่|ก็|เป็น|ที่พบ|แต่|และ|โดย)(?=\s|[ก-ฮเ-ไ]))+")
_KEPT_LEADING = re.compile(r"^(?:มีการ|มีผู้|เป็นต้น)")
NIL = re.compile(
    r"^[\s.:=-]*(?:-+|ไม่มี|ไม่พบ|none|n/a)(?:[\s.:=-]|ใดๆ|ใด ๆ|อะไร|เลย|ปัญหา|อุปสรรค"
    r"|ข้อเสนอแนะ)*$"
)
MOST = 1000  # characters of a piece; more is not a sentence


def stripped(raw: str) -> str:
    """Without blanks, dots, laughter, emoji and particles at its ends."""
    text = raw.strip()
    for _ in range(MOST):
        found = _TRAILING.search(text, max(0, len(text) - _TAIL))
        if found is None or found.start() == 0:
            break
        text = text[: found.start()].rstrip()
    return text if _KEPT_LEADING.match(text) else _LEADING.sub("", text)


def is_nil(text: str) -> bool:
    """Whether an answer says that there is none: -, ไม่มีค่ะ."""
    return bool(NIL.match(stripped(text) or text.strip()))


_SHORT = 60  # characters; a longer text is no short answer
_YET = re.compile(r"^(?:ยัง|ยังเลย|ยังไม่|ยังไม่ได้|ยังๆ|ไม่|ยังก่อน)$")
_SOFT = re.compile(
    r"(?:ค่ะ|คะ|ค่า+|ครับผม|ครับ|คับ|จ้า|จ้ะ|นะ|น่ะ|ฮะ|เลย|แล้ว|พี่|อ่ะ|[\s.!~ๆ]"
    r"|[^\w\s\u0e00-\u0e7f-])+$"
)


def bare_answer(norm: str) -> str:
    """A short answer without its particles; nothing of a longer text."""
    bare = norm.strip()
    return _SOFT.sub("", bare) if len(bare) <= _SHORT else ""


def is_not_yet(bare: str) -> bool:
    """`ยัง`: not yet, whatever was asked."""
    return bool(_YET.match(bare))
