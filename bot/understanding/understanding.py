"""One text, read as a whole: intent, the projects it speaks of, and the facts of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from bot.understanding import corrections, intent, reasons
from bot.understanding.dates import When, dates
from bot.understanding.facts import (
    Doubt,
    Fact,
    Intent,
    Key,
    Known,
    Said,
    Status,
    Understanding,
    known,
    without_doubtful,
)
from bot.understanding.figures import ORDINAL, Figures, figures
from bot.understanding.mentions import Mention, mentions
from bot.understanding.money import Ledger, Money
from bot.understanding.normalise import LONGEST, Text, normalise
from bot.understanding.percent import Share
from bot.understanding.roles import Role, Sum, roles
from bot.understanding.status import State, is_numbered_list, read_state

T = TypeVar("T")

_AS_OF = re.compile(
    r"(?:(?<![ก-์])ณ|ข้อมูล(?:ถึง)?|ยอด(?:ถึง)?|นับถึง|จนถึง|(?<![ก-์])ถึง|ตัดยอด|สิ้นสุด)(?: ?(?:วันที่|วัน|เดือน|สิ้นสุดเดือน|สิ้นสุด|สิ้นเดือน|สิ้น|ที่))* ?$"
)
_END_WORD = re.compile(r"^สิ้น")
_LATE = re.compile(r"(?:เลื่อน|ขยาย|เสร็จ|จัด|ส่ง|ภายใน|กำหนด|เปิด|เริ่ม)[ก-์ ]{0,14}$")
_YET = re.compile(r"^(?:ยัง|ยังเลย|ยังไม่|ยังไม่ได้|ยังๆ|ยังครับผม|ไม่|ยังก่อน)$")
_SMALL = 100  # baht; without บาท it may as well be a count or a percentage
_OLDEST = 3  # years; a balance date further back is a slip of the pen
_REPORTING = re.compile(r"รายงาน|ส่งแบบ|ส่งรายงาน|แจ้งผล")
_NOT_WORK_ASK = re.compile(r"เลื่อน(?:ส่ง|รายงาน)")


def understand(
    text: str,
    *,
    today: date,
    projects: Sequence[Known] = (),
    current: str | None = None,
    asked: str | None = None,
) -> Understanding:
    """What a person's text says. Nothing is guessed: what is not sure stands among the doubts."""
    read = _Reader(normalise(text), today, projects, current, asked).read()
    return read if len(text) <= LONGEST else _doubting_sums(read)


def _doubting_sums(read: Understanding) -> Understanding:
    """Of a text too long to be read to its end, no sum is taken for granted."""
    doubts = tuple(
        Doubt(key, "unclear", fact)
        for key, fact in (("spent_baht", read.spent), ("remaining_baht", read.remaining))
        if fact
    )
    multi = tuple(replace(said, spent=None, remaining=None) for said in read.multi)
    return replace(read, spent=None, remaining=None, multi=multi, doubts=(*read.doubts, *doubts))


@dataclass
class _Reader:
    text: Text
    today: date
    projects: Sequence[Known]
    current: str | None
    asked: str | None

    def read(self) -> Understanding:
        norm = self.text.norm
        if not norm.strip():
            return Understanding()
        if self.asked is None or not self._answers():
            if intent.is_command(norm):
                return Understanding(intent="command")
        if self._all_meant():
            return self._every()
        segments = list(self._segments())
        if len(segments) > 1:
            return self._several(segments)
        said = self._said(0, len(norm), self._only_mention())
        return self._whole(said)

    def _answers(self) -> bool:
        return False

    # the pieces of the text -------------------------------------------------------------

    @cached_property
    def void(self) -> list[tuple[int, int]]:
        return intent.void_clauses(self.text.norm)

    @cached_property
    def mentions(self) -> list[Mention]:
        days = [(when.start, when.end) for when in self.dates]
        found = mentions(self.text.norm, self.projects, self.current, days)
        if not found and self.asked == "project":
            found = list(self._bare_code())
        return [one for one in found if not _inside(one.start, self.void)]

    def _bare_code(self) -> Iterator[Mention]:
        """A code alone, as the answer to which project is meant."""
        bare = _bare(self.text.norm)
        if known(self.projects, bare):
            start = self.text.norm.find(bare)
            yield Mention((bare,), start, start + len(bare))

    @cached_property
    def dates(self) -> list[When]:
        return dates(self.text.norm, self.today)

    @cached_property
    def figures(self) -> Figures:
        return figures(self.text.norm, self.dates, [(one.start, one.end) for one in self.mentions])

    @cached_property
    def view(self) -> str:
        """The text with names, dates and void clauses blanked, so that no grammar trips over them."""
        view = list(self.text.norm)
        for one in self.mentions:
            view[one.start : one.end] = "\x00" * (one.end - one.start)
        for start, end in self.void:
            view[start:end] = "\x01" * (end - start)
        for when in self.figures.dates:
            if when.first > self.today:
                view[when.start : when.end] = "\x03" * (when.end - when.start)
        return "".join(view)

    @cached_property
    def money_view(self) -> str:
        """The same with dates and other numbers blanked as well."""
        view = list(self.view)
        for place, taken in enumerate(self.figures.taken):
            letter = view[place]
            if taken and letter not in "\n\x00\x01" and (taken != ord(ORDINAL) or letter.isdigit()):
                view[place] = "\x02"
        return "".join(view)

    @cached_property
    def correcting(self) -> bool:
        return corrections.is_correction(self.view)

    def fact(self, value: T, start: int, end: int) -> Fact[T]:
        """A fact with the piece of the original text."""
        return Fact(value, self.text.piece(start, end).strip(), self.text.span(start, end))

    # projects ---------------------------------------------------------------------------

    def _only_mention(self) -> Mention | None:
        return self.mentions[0] if self.mentions else None

    def _segments(self) -> Iterator[tuple[int, int, Mention]]:
        """The stretches that speak of one project each, when the text names several."""
        named = self.mentions
        if len({one.codes for one in named}) < 2 or any(one.unknown for one in named):
            return
        starts = [
            self._segment_start(one, named[place - 1] if place else None)
            for place, one in enumerate(named)
        ]
        ends = [*starts[1:], len(self.text.norm)]
        yield from zip(starts, ends, named, strict=True)

    def _segment_start(self, one: Mention, before: Mention | None) -> int:
        if before is None:
            return 0
        line = self.text.norm.rfind("\n", before.end, one.start)
        return line + 1 if line >= 0 else one.start

    def _all_meant(self) -> bool:
        return len(self.projects) > 1 and not self.mentions and bool(_ALL.search(self.view))

    def _every(self) -> Understanding:
        """ทุกโครงการ, ทั้งสองโครงการ: the status of each; money said of all is asked about."""
        said = self._said(0, len(self.text.norm), None)
        found = _ALL.search(self.view)
        count = _COUNT_OF_ALL.get(found["count"], len(self.projects)) if found else 0
        codes = tuple(project.code for project in self.projects)
        if said.spent or said.remaining or count != len(codes) or not _facts(said):
            said = replace(said, spent=None, remaining=None, candidates=codes, doubts=(*said.doubts, Doubt("project", "candidates")))
            return self._whole(said)
        start, end = found.span() if found else (0, 0)
        each = tuple(replace(said, project=self.fact(code, start, end)) for code in codes)
        return Understanding(intent="correction" if self.correcting else "report", multi=each)

    def _several(self, segments: list[tuple[int, int, Mention]]) -> Understanding:
        said = [self._said(start, end, mention) for start, end, mention in segments]
        said = _shared(said, segments)
        if not any(_facts(one) for one in said):
            return self._named_only(said)
        told = [one for one in said if _facts(one) or one.doubts]
        codes = [one.project.value for one in told if one.project]
        if len(told) == 1:
            return self._whole(told[0])
        if len(codes) < len(told) or len(set(codes)) < len(codes):
            return self._unclear(told)
        kind: Intent = "correction" if self.correcting else "report"
        return Understanding(intent=kind, multi=tuple(told))

    def _named_only(self, said: Sequence[Said]) -> Understanding:
        codes = tuple(dict.fromkeys(code for one in said for code in _codes(one)))
        if intent.has_question(self.text.norm) or not codes:
            return self._without_facts()
        return Understanding(
            intent="report", doubts=(Doubt("project", "candidates"),), candidates=codes
        )

    def _unclear(self, told: Sequence[Said]) -> Understanding:
        """Several are named, and which is which is not clear: ask, and keep what is beyond doubt."""
        multi = tuple(one for one in told)
        return Understanding(intent="report", multi=multi)

    def _named(
        self, mention: Mention | None
    ) -> tuple[Fact[str] | None, Known | None, tuple[str, ...]]:
        """The project a stretch names, the project meant, and the candidates when that is in doubt."""
        if mention is None:
            meant = known(self.projects, self.current) if self.current else None
            if meant is None and len(self.projects) == 1:
                meant = self.projects[0]
            return None, meant, ()
        if mention.clear:
            code = mention.codes[0]
            return self.fact(code, mention.start, mention.end), known(self.projects, code), ()
        return None, None, mention.codes

    # one project ------------------------------------------------------------------------

    def _said(self, start: int, end: int, mention: Mention | None) -> Said:
        project, meant, candidates = self._named(mention)
        doubts: list[Doubt] = []
        if mention is not None and not mention.clear:
            doubts.append(Doubt("project", "unknown_project" if mention.unknown else "candidates"))
        state = self._state(start, end)
        status = self._status(state, doubts)
        money = self._money(
            start,
            end,
            meant,
            finished=status is not None and status.value == "completed",
            doubts=doubts,
        )
        status = self._not_started_but_spent(status, money, doubts)
        said = Said(
            project=project,
            status=status,
            spent=money.spent,
            remaining=money.remaining,
            allocated=money.allocated,
            returned=money.returned,
            disbursed=money.disbursed,
            percent=self._percent(start, end, doubts),
            as_of=self._as_of(start, end, doubts),
            problem=self._reason("problem", start, end),
            suggestion=self._reason("suggestion", start, end),
            activities=tuple(self._pieces(reasons.activities(self.text.norm[start:end]), start)),
            results=tuple(self._pieces(reasons.results(self.text.norm[start:end]), start)),
            doubts=(*doubts, *money.doubts),
            candidates=candidates,
        )
        return without_doubtful(said)

    def _pieces(self, found: Iterator[reasons.Piece], start: int) -> Iterator[Fact[str]]:
        for piece in found:
            fact = self.fact("", start + piece.start, start + piece.end)
            yield replace(fact, value=fact.text)

    def _state(self, start: int, end: int) -> State:
        view = self.view[start:end]
        for old_start, old_end in corrections.old_values(self.view) if self.correcting else ():
            first, last = max(old_start - start, 0), min(old_end - start, end - start)
            if first < last:
                view = view[:first] + "\x01" * (last - first) + view[last:]
        shares = [
            _moved(share, -start)
            for share in self.figures.shares
            if start <= share.start < end and not _inside(share.start, self.void)
        ]
        state = read_state(view, shares)
        return replace(state, start=state.start + start, end=state.end + start)

    def _status(self, state: State, doubts: list[Doubt]) -> Fact[Status] | None:
        if state.ask:
            doubts.append(Doubt("status", "unclear"))
            return None
        if state.status is not None:
            return self.fact(state.status, state.start, state.end)
        bare = _bare(self.text.norm)
        if _YET.match(bare):
            if self.asked == "status":
                return self.fact("not_started", 0, len(self.text.norm))
            if self.asked in (None, "project", "problem", "suggestion"):
                doubts.append(Doubt("status", "unclear"))
        return None

    def _not_started_but_spent(
        self, status: Fact[Status] | None, money: Money, doubts: list[Doubt]
    ) -> Fact[Status] | None:
        if (
            status is not None
            and status.value == "not_started"
            and money.spent is not None
            and money.spent.value > 0
        ):
            doubts.append(Doubt("status", "contradiction"))
            return None
        return status

    def _money(
        self, start: int, end: int, meant: Known | None, *, finished: bool, doubts: list[Doubt]
    ) -> Money:
        sums = self._sums(start, end)
        view = self.money_view[start:end]
        ledger = Ledger(
            view=view,
            fact=lambda value, first, last: self.fact(value, start + first, start + last),
            sums=sums,
            shares=[
                _moved(share, -start)
                for share in self.figures.shares
                if start <= share.start < end and not _inside(share.start, self.void)
            ],
            known=meant.allocated if meant else None,
            finished=finished,
            bare_is=self._bare_is(),
        )
        nil = self._nil_money(start, end)
        return nil if nil is not None else ledger.settle()

    def _nil_money(self, start: int, end: int) -> Money | None:
        """`-`, `ไม่มี`, `ยัง` to the question how much was spent."""
        if self.asked not in ("spent_baht", "remaining_baht"):
            return None
        bare = _bare(self.text.norm)
        if _LAUGHTER.match(bare):  # or is it a sum?
            guess = self.fact(Decimal(bare), start, end) if len(bare) < 8 else None
            key: Key = "spent_baht" if self.asked == "spent_baht" else "remaining_baht"
            return Money(doubts=(Doubt(key, "slip", guess),))
        if (
            reasons.is_nil(self.text.norm)
            or _YET.match(bare)
            or bare in ("ไม่ได้ใช้", "ยังไม่ใช้", "ไม่ใช้", "ฟรี", "ไม่มีค่าใช้จ่าย", "ไม่เหลือ")
        ):
            zero = self.fact(Decimal(0), start, end)
            return (
                Money(spent=zero)
                if self.asked == "spent_baht" and bare != "ไม่เหลือ"
                else Money(remaining=zero)
            )
        if bare in ("หมด", "หมดเกลี้ยง", "ทั้งหมด", "หมดเลย", "เต็มจำนวน", "ครบ", "เต็มวงเงิน"):
            meant = known(self.projects, self.current) if self.current else None
            whole = meant.allocated if meant else None
            spent = self.fact(whole, start, end) if whole is not None else None
            return Money(spent=spent, remaining=self.fact(Decimal(0), start, end))
        return None

    def _bare_is(self) -> Key | None:
        if self.asked == "remaining_baht":
            return "remaining_baht"
        if (
            self.asked == "spent_baht"
            or (self.current is not None and self.asked in (None, "status"))
            or self.correcting
        ):
            return "spent_baht"
        return "spent_baht" if self.mentions and self.mentions[0].clear else None

    def _sums(self, start: int, end: int) -> list[Sum]:
        amounts = [
            one
            for one in self.figures.amounts
            if start <= one.start < end and not _inside(one.start, self.void)
        ]
        shifted = [replace(one, start=one.start - start, end=one.end - start) for one in amounts]
        sums = roles(self.money_view[start:end], shifted)
        if self.correcting:
            sums = _corrected(sums, self.money_view[start:end])
        alone = len(sums) == 1 and self.asked in ("spent_baht", "remaining_baht")
        return list(_money_only(sums, self.figures.counted, alone=alone))

    def _percent(self, start: int, end: int, doubts: list[Doubt]) -> Fact[Decimal] | None:
        shares = [
            share
            for share in self.figures.shares
            if start <= share.start < end
            and share.of == "work"
            and not share.fraction
            and not _inside(share.start, self.void)
        ]
        if not shares and self.asked == "progress_percent":
            return self._bare_percent()
        shares = [share for share in shares if 0 <= share.value <= 100]
        if not shares:
            return None
        share = shares[-1] if self.correcting else shares[0]
        if (
            _rough_share(self.text.norm, share)
            or (len({one.value for one in shares}) > 1
            and not self.correcting)
        ):
            doubts.append(
                Doubt(
                    "progress_percent", "estimate", self.fact(share.value, share.start, share.end)
                )
            )
            return None
        return self.fact(share.value, share.start, share.end)

    def _bare_percent(self) -> Fact[Decimal] | None:
        amounts = self.figures.amounts
        if (
            len(amounts) == 1
            and 0 <= amounts[0].value <= 100
            and not amounts[0].baht
            and not amounts[0].slip
        ):
            return self.fact(amounts[0].value, amounts[0].start, amounts[0].end)
        return None

    def _as_of(self, start: int, end: int, doubts: list[Doubt]) -> Fact[date] | None:
        for when in self.figures.dates:
            if (
                not start <= when.start < end
                or _inside(when.start, self.void)
                or not self._is_balance(when, start)
            ):
                continue
            last = when.last
            if last > self.today and not when.dated:
                earlier = _a_year_before(last)
                last = earlier if (self.today - earlier).days < 62 else last
            if last > self.today or (self.today - last).days > 366 * _OLDEST or not when.sure:
                doubts.append(Doubt("as_of", "future"))
                return None
            return self.fact(last, when.start, when.end)
        return None

    def _is_balance(self, when: When, start: int) -> bool:
        before = self.text.norm[max(start, when.start - 24) : when.start]
        if when.kind == "now":
            return False
        if self.asked == "as_of" or (self.correcting and before.rstrip().endswith(("วันที่เป็น", "เป็นวันที่"))):
            return True
        if _LATE.search(before):
            return False
        cue = _AS_OF.search(before)
        if cue:
            return not (
                cue[0].startswith("ถึง")
                and before[: cue.start()].rstrip().endswith(("-", "เลื่อน", "จาก"))
            )
        said = self.text.norm[when.start : when.end]
        return said.startswith("สิ้น") and bool(
            re.match(r" ?(?:ใช้|เบิก|จ่าย|คงเหลือ|เหลือ|ยอด)", self.text.norm[when.end : when.end + 12])
        )

    def _reason(self, kind: str, start: int, end: int) -> Fact[str] | None:
        norm, view = self.view[start:end], self.view[start:end]
        found = (reasons.problem if kind == "problem" else reasons.suggestion)(norm, view)
        if found is None:
            return None
        fact = self.fact("", start + found.start, start + found.end)
        value = found.value or reasons.stripped(fact.text)
        return replace(fact, value=value) if value else None

    # the whole --------------------------------------------------------------------------

    def _whole(self, said: Said) -> Understanding:
        said = self._answer_in_words(said)
        if self._is_list(said):
            return self._list()
        gone = corrections.removed(self.text.norm) if self.correcting else ()
        said = self._taken_back(said, gone)
        if not (
            _facts(said) or said.doubts or said.project or said.results or gone or self._tells(said)
        ):
            return self._without_facts()
        if (
            not (_facts(said) or gone)
            and not _sayable(said)
            and (intent.has_question(self.text.norm) or self.void)
        ):
            return self._without_facts()
        kind: Intent = "correction" if self.correcting else "report"
        fields = {name: getattr(said, name) for name in said.__dataclass_fields__}
        return Understanding(**fields, intent=kind, removed=gone)

    def _taken_back(self, said: Said, gone: Sequence[Key]) -> Said:
        """ลบปัญหาออก: there is none."""
        none = self.fact(reasons.NONE, 0, len(self.text.norm))
        if "problem" in gone:
            said = replace(said, problem=none)
        return replace(said, suggestion=none) if "suggestion" in gone else said

    def _tells(self, said: Said) -> bool:
        """A fact that has no key of its own: an advance, a wish, no budget, a result."""
        told = any(not _inside(one.start, self.void) for one in self.figures.amounts)
        held = bool(said.activities) and any(when.last <= self.today for when in self.figures.dates)
        return told or held or bool(_TELLS.search(self.view))

    def _is_list(self, said: Said) -> bool:
        return is_numbered_list(self.money_view) and not self.mentions

    def _list(self) -> Understanding:
        doubts = (Doubt("status", "unclear"), Doubt("project", "candidates"))
        return Understanding(
            intent="report", doubts=doubts, candidates=tuple(one.code for one in self.projects)
        )

    def _answer_in_words(self, said: Said) -> Said:
        """A free answer to the question about problems or suggestions is that text."""
        if self.asked not in ("problem", "suggestion") or said.doubts:
            return said
        if reasons.is_nil(self.text.norm):
            fact = self.fact(reasons.NONE, 0, len(self.text.norm))
            return replace(said, **{self.asked: fact})
        if self.void or any(
            getattr(said, name)
            for name in ("status", "spent", "remaining", "percent", "problem", "suggestion")
            if name != self.asked
        ):
            return said
        value = reasons.stripped(self.text.raw)
        if len(value) < 3 or _SMALL_TALK.match(value):
            return said
        return replace(said, **{self.asked: self.fact(value, 0, len(self.text.norm))})

    def _without_facts(self) -> Understanding:
        if intent.has_question(self.text.norm):
            return Understanding(intent="question")
        return Understanding(intent="correction" if self.correcting else "other")


_TELLS = re.compile(
    r"ยืมเงิน|เงินยืม|ไม่ใช้งบ|ไม่ใช้เงิน|ไม่มีงบประมาณ|ต้องการเพิ่ม|ของบเพิ่ม|ไม่บรรลุ|บรรลุเป้า|ได้รับรางวัล|ชนะเลิศ|ส่งคืน|ขอคืน|คืนงบ|(?:ทำ|จัด|ดำเนินการ|ประชุม|อบรม|ลง)[ก-์]{0,24}(?:ไปแล้ว|แล้ว)"
)
_ALL = re.compile(
    r"(?:ทั้ง ?(?P<count>สอง|สาม|สี่|ห้า|2|3|4|5)?(?:หมด)?(?:ทุก)?|ทุก(?:ๆ| ๆ)?) ?โครงการ(?!ที่)|โครงการ(?:ของ(?:หนู|ผม|ดิฉัน|เรา))?ทั้ง(?:หมด|สอง|สาม|คู่)"
)
_COUNT_OF_ALL = {"สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_SMALL_TALK = re.compile(r"^(?:ขอบคุณ|สวัสดี|โอเค|ok|รับทราบ|ได้|555|ครับ|ค่ะ|อืม|เดี๋ยว|ขอเวลา|ไม่รู้|ไม่ทราบ)")
_SHORT = 60
_LAUGHTER = re.compile(r"^5{3,}$")
_PARTICLES = re.compile(
    r"(?:ค่ะ|คะ|ค่า|ครับผม|ครับ|คับ|จ้า|จ้ะ|นะ|น่ะ|ฮะ|เลย|แล้ว|พี่|อ่ะ|[\s.!~ๆ]|[^\w\s\u0e00-\u0e7f-])+$"
)


def _bare(norm: str) -> str:
    """A short answer without its particles; nothing of a longer text."""
    bare = norm.strip()
    return _PARTICLES.sub("", bare) if len(bare) <= _SHORT else ""


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _moved(share: Share, by: int) -> Share:
    return replace(share, start=share.start + by, end=share.end + by)


def _a_year_before(day: date) -> date:
    return (
        day.replace(year=day.year - 1, day=min(day.day, 28))
        if day.month == 2
        else day.replace(year=day.year - 1)
    )


def _rough_share(norm: str, share: Share) -> bool:
    before = norm[max(0, share.start - 18) : share.start]
    after = norm[share.end : share.end + 12]
    return bool(
        re.search(
            r"(?:(?<!งบ)ประมาณ|ราวๆ?|เกือบ|น่าจะ|คร่าวๆ|ไม่ถึง|กว่า|สัก|ไม่เกิน|คาดว่า|ราว ๆ|มากกว่า|เกิน)(?:จะ|ได้|ที่|ถึง|ไป)? ?$",
            before,
        )
        or re.match(r" ?(?:กว่า|โดยประมาณ|มั้ง|ได้มั้ง|นิดๆ|เศษ)", after)
    )


def _money_only(sums: Sequence[Sum], counted: bool, *, alone: bool) -> Iterator[Sum]:
    """Without small figures that may count anything; beside counted things they do."""
    money = any(one.amount.likely or one.role not in (Role.NONE, Role.ITEM) for one in sums)
    for one in sums:
        small = 0 < one.amount.value < _SMALL and not one.amount.marked
        if small and not alone:
            if not counted and one.role is not Role.NONE:
                yield replace(one, amount=replace(one.amount, slip=True))
        elif alone and one.amount.yearlike:
            yield replace(one, amount=replace(one.amount, slip=False))
        elif one.role is not Role.NONE or one.amount.likely or alone or (money and one.amount.value >= _SMALL):
            yield one


def _corrected(sums: list[Sum], view: str) -> list[Sum]:
    """In a correction, what stands after `ไม่ใช่` or before `เป็น` is the old value."""
    kept: list[Sum] = []
    for place, one in enumerate(sums):
        following = sums[place + 1] if place + 1 < len(sums) else None
        between = view[one.amount.end : following.amount.start] if following else ""
        before = view[max(0, one.amount.start - 12) : one.amount.start]
        if re.search(r"ไม่ใช่ ?(?:ยอด)?$", before) or one.role is Role.DENIED:
            continue
        if (
            re.search(r"เป็น|ต้อง|->|→", between)
            and following
            and len(between) < 30
            and not re.search(r"เหลือ|ใช้|เบิก", between)
        ):
            if following.role is Role.NONE:
                sums[place + 1] = replace(
                    following, role=one.role if one.role in _KEEPS else Role.NONE
                )
            continue
        kept.append(
            replace(one, role=Role.NONE)
            if one.role in (Role.FORMER, Role.ALLOCATED)
            and not _SAID_ALLOCATED.search(view[: one.amount.start])
            else one
        )
    return kept


_KEEPS = (Role.SPENT, Role.ACTUAL, Role.DISBURSED, Role.COMMITTED, Role.REMAINING, Role.RETURNED)
_SAID_ALLOCATED = re.compile(r"จัดสรร|ได้รับ|วงเงิน|งบ")


def _facts(said: Said) -> bool:
    """Whether any key of the contract beside the project is settled."""
    return any(
        (
            said.status,
            said.spent,
            said.remaining,
            said.percent,
            said.as_of,
            said.problem,
            said.suggestion,
        )
    )


def _sayable(said: Said) -> bool:
    return bool(said.doubts or said.results or said.allocated)


def _codes(said: Said) -> tuple[str, ...]:
    return (said.project.value,) if said.project else said.candidates


def _shared(said: list[Said], segments: list[tuple[int, int, Mention]]) -> list[Said]:
    """Projects named together (โครงการ 5 และ 6 เสร็จแล้ว) share the status that follows them."""
    for place in range(len(said) - 2, -1, -1):
        _, end, mention = segments[place]
        here, after = said[place], said[place + 1]
        close = segments[place + 1][2].start - mention.end <= 8
        if close and not _facts(here) and not here.doubts and here.project:
            if after.spent or after.remaining:
                doubts = (*here.doubts, Doubt("spent_baht", "role"))
                said[place] = replace(here, status=after.status, doubts=doubts)
                said[place + 1] = without_doubtful(
                    replace(
                        after, remaining=None, doubts=(*after.doubts, Doubt("spent_baht", "role"))
                    )
                )
            else:
                said[place] = replace(
                    after, project=here.project, candidates=(), doubts=after.doubts
                )
    return said
