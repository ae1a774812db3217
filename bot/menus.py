"""What each person can do, as one list: the menu card, the rich menu and the help come from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from models.authority import Authority
from models.people import Role


class Ability(StrEnum):
    """What somebody is to the bot; one may be several at once."""

    OWNER = "owner"
    LEADER = "leader"
    FINANCE = "finance"
    EXECUTIVE = "executive"
    PLANNER = "planner"


@dataclass(frozen=True)
class Entry:
    """A word of a conversation with what it does, and for whom (nobody named: for everybody)."""

    word: str
    does: str
    whose: frozenset[Ability] = frozenset()


def _of(*whose: Ability) -> frozenset[Ability]:
    return frozenset(whose)


_MANAGING = _of(Ability.LEADER, Ability.FINANCE, Ability.EXECUTIVE, Ability.PLANNER)

ENTRIES = (
    Entry("รายงาน", "บอกสถานะกับยอดเงิน", _of(Ability.OWNER)),
    Entry("โครงการของฉัน", "ดูว่ารายงานถึงไหน", _of(Ability.OWNER)),
    Entry("ทำต่อ", "กลับไปร่างล่าสุด", _of(Ability.OWNER)),
    Entry("แบบรายงาน", "ไฟล์ PDF ไว้ลงนาม", _of(Ability.OWNER)),
    Entry("รับรอง", "รายงานที่รอรับรอง", _of(Ability.LEADER)),
    Entry("งานแผน", "รอบ เตือน และตอบแทน", _of(Ability.PLANNER)),
    Entry("ยอดเบิกจ่าย", "ส่งไฟล์หรือพิมพ์ยอด", _of(Ability.FINANCE)),
    Entry("สรุป", "ภาพรวมของรอบ", _MANAGING),
    Entry(
        "ใครยังไม่รายงาน",
        "รายชื่อโครงการ",
        _of(Ability.LEADER, Ability.EXECUTIVE, Ability.PLANNER),
    ),
    Entry(
        "ส่วนต่าง",
        "ใช้ไปเทียบกับเบิกจ่าย",
        _of(Ability.FINANCE, Ability.EXECUTIVE, Ability.PLANNER),
    ),
    Entry("แดชบอร์ด", "ดูบนเว็บ", _MANAGING),
    Entry("ขอรายงาน", "Word Excel PDF", _MANAGING),
    Entry("ช่วยเหลือ", "วิธีใช้แบบสั้น"),
)
"""In the order of the menu."""

REGISTER = Entry("ลงทะเบียน", "ใช้รหัสเชิญจากกลุ่มนโยบายและแผน")
"""All that somebody can do whom nobody knows yet."""
STRANGER = "stranger"


def abilities_of(authority: Authority) -> frozenset[Ability]:
    """What somebody is today."""
    held = {Ability(role.value) for role in authority.roles if role is not Role.DIRECTOR}
    return frozenset(held | ({Ability.LEADER} if authority.leads else set()))


def entries_of(abilities: Iterable[Ability]) -> tuple[Entry, ...]:
    """What they can do, in the order of the menu."""
    held = frozenset(abilities)
    return tuple(one for one in ENTRIES if not one.whose or one.whose & held)


def kind_of(abilities: frozenset[Ability]) -> str:
    """The name of the menu for a set of abilities: `finance+owner`."""
    return "+".join(sorted(abilities)) or "nothing"


def entries_of_kind(kind: str) -> tuple[Entry, ...]:
    """The entries of the menu of that name."""
    if kind == STRANGER:
        return (REGISTER,)
    return entries_of(Ability(one) for one in kind.split("+") if one in set(Ability))
