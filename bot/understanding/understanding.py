"""One text, read as a whole: intent, the projects it speaks of, and the facts of each."""

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

from bot.understanding import corrections, intent, particles, reasons
from bot.understanding.facts import Doubt, Fact, Intent, Key, Known, Said, Understanding
from bot.understanding.normalise import LONGEST, normalise
from bot.understanding.said import read_said
from bot.understanding.several import read_all, read_several
from bot.understanding.status import is_numbered_list
from bot.understanding.view import Stretch, View

_TELLS = re.compile(
    r"ยืมเงิน|เงินยืม|(?:ใช้|เบิก|จ่าย)ไปแล้ว|อยู่ระหว่าง|ไม่ใช้งบ|ไม่ใช้เงิน|ไม่มีงบประมาณ|ต้องการเพิ่ม|ของบเพิ่ม"
    r"|ไม่บรรลุ|บรรลุเป้า"
    r"|ได้รับรางวัล|ชนะเลิศ|ส่งคืน|ขอคืน|คืนงบ"
    r"|(?:ทำ|จัด|ดำเนินการ|ประชุม|อบรม|ลง)[ก-์]{0,24}(?:ไปแล้ว|แล้ว)"
)
_SAYS = re.compile(r"[0-9a-zก-ฮ-]")  # without any of these nothing is said
_SMALL_TALK = re.compile(r"^(?:ขอบคุณ|สวัสดี|โอเค|ok|รับทราบ|ได้|555|ครับ|ค่ะ|อืม|เดี๋ยว|ขอเวลา|ไม่รู้|ไม่ทราบ)")


def understand(
    text: str,
    *,
    today: date,
    projects: Sequence[Known] = (),
    current: str | None = None,
    asked: str | None = None,
) -> Understanding:
    """What a person's text says. Nothing is guessed: what is not sure stands among the doubts."""
    read = _read(View(normalise(text), today, projects, current, asked))
    return read if len(text) <= LONGEST else _doubting_sums(read)


def _read(view: View) -> Understanding:
    if not _SAYS.search(view.norm):
        return Understanding()
    if intent.is_command(view.norm):
        return Understanding(intent="command")
    read = _several_or_one(view)
    told = read.multi or read.has_facts or read.removed
    if (
        not told
        and view.asked not in ("problem", "suggestion")
        and intent.act(view.norm) is not None
    ):
        return Understanding(intent="command")
    return read


def _several_or_one(view: View) -> Understanding:
    several = read_all(view) or read_several(view)
    if not several:
        mention = view.mentions[0] if view.mentions else None
        return _whole(view, read_said(Stretch(view, 0, len(view.norm)), mention))
    if len(several) == 1:
        return _whole(view, several[0])
    return Understanding(intent=_kind(view), multi=tuple(several))


def _doubting_sums(read: Understanding) -> Understanding:
    """Of a text too long to be read to its end, no sum is taken for granted."""
    found: tuple[tuple[Key, Fact | None], ...] = (  # type: ignore[type-arg]
        ("spent_baht", read.spent),
        ("remaining_baht", read.remaining),
    )
    doubts = [Doubt(key, "unclear", fact) for key, fact in found if fact]
    multi = tuple(replace(said, spent=None, remaining=None) for said in read.multi)
    return replace(read, spent=None, remaining=None, multi=multi, doubts=(*read.doubts, *doubts))


def _kind(view: View) -> Intent:
    own = corrections.own_slip(view.blanked)
    return "correction" if view.correcting and not own else "report"


def _whole(view: View, said: Said) -> Understanding:
    """The understanding of a text about one project, or about none."""
    if is_numbered_list(view.money) and not view.mentions:
        return _of_what(view)
    gone = corrections.removed(view.norm) if view.correcting else ()
    said = _taken_back(view, _in_words(view, said), gone)
    told = said.has_facts or bool(gone)
    if (
        not told
        and (view.asks or view.void)
        and not (said.doubts or said.results or said.allocated)
    ):
        return _without_facts(view)
    if not (
        told or said.doubts or said.project or said.results or said.disposal or _tells(view, said)
    ):
        return _without_facts(view)
    kept = {one.name: getattr(said, one.name) for one in fields(Said)}
    return Understanding(**kept, intent=_kind(view), removed=gone)


def _of_what(view: View) -> Understanding:
    """`1 ทำแล้ว 2 กำลังทำ 3 ยัง`: activities or projects?"""
    doubts = (Doubt("status", "unclear"), Doubt("project", "candidates"))
    codes = tuple(project.code for project in view.projects)
    return Understanding(intent="report", doubts=doubts, candidates=codes)


def _taken_back(view: View, said: Said, gone: Sequence[Key]) -> Said:
    """`ลบปัญหาออก`: there is none."""
    none = view.whole(reasons.NONE)
    if "problem" in gone:
        said = replace(said, problem=none)
    return replace(said, suggestion=none) if "suggestion" in gone else said


def _tells(view: View, said: Said) -> bool:
    """A fact that has no key of its own: an advance, a wish, no budget, an activity held."""
    places = [one.start for one in view.figures.amounts]
    places += [one.start for one in view.figures.shares]
    told = not all(view.is_void(place) for place in places)
    held = bool(said.activities) and any(when.last <= view.today for when in view.figures.dates)
    return told or held or bool(_TELLS.search(view.blanked))


def _in_words(view: View, said: Said) -> Said:
    """A free answer to the question about problems or suggestions is that text."""
    if view.asked not in ("problem", "suggestion") or said.doubts:
        return said
    if particles.is_nil(view.norm):
        answer = view.whole(reasons.NONE)
    else:
        value = particles.stripped(view.text.raw)
        answer = view.whole(value)
        if view.void or said.has_facts or len(value) < 3 or _SMALL_TALK.match(value):
            return said
    if view.asked == "problem":
        return replace(said, problem=answer)
    return replace(said, suggestion=answer)


def _without_facts(view: View) -> Understanding:
    if view.asks:
        return Understanding(intent="question")
    return Understanding(intent="correction" if view.correcting else "other")
