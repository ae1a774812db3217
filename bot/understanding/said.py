"""What one stretch of a text says of one project."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from bot.understanding import particles, reasons
from bot.understanding.balance import read_balance_day
from bot.understanding.disposal import read_disposal
from bot.understanding.facts import Doubt, Fact, Known, Said, Status, known, without_doubtful
from bot.understanding.ledger import Money
from bot.understanding.mentions import Mention
from bot.understanding.percent import Share
from bot.understanding.status import read_state
from bot.understanding.sums import read_money
from bot.understanding.view import Stretch

_ROUGH_BEFORE = re.compile(
    r"(?:(?<!งบ)ประมาณ|ราวๆ?|ราว ๆ|เกือบ|น่าจะ|คร่าวๆ|ไม่ถึง|กว่า|สัก|ไม่เกิน|คาดว่า|มากกว่า|เกิน)"
    r"(?:จะ|ได้|ที่|ถึง|ไป)? ?$"
)
_ROUGH_AFTER = re.compile(r" ?(?:กว่า|โดยประมาณ|มั้ง|ได้มั้ง|นิดๆ|เศษ)")


def read_said(stretch: Stretch, mention: Mention | None) -> Said:
    """Every fact of the stretch about the project it names (or the one that is meant)."""
    doubts: list[Doubt] = []
    project, meant = _project(stretch, mention, doubts)
    status = _status(stretch, doubts)
    money = read_money(stretch, meant, finished=status is not None and status.value == "completed")
    said = Said(
        project=project,
        status=_unless_spent(status, money, doubts),
        spent=money.spent,
        remaining=money.remaining,
        allocated=money.allocated,
        returned=money.returned,
        disbursed=money.disbursed,
        percent=_percent(stretch, doubts),
        as_of=read_balance_day(stretch, doubts),
        problem=_reason(stretch, reasons.problem(stretch.blanked)),
        suggestion=_reason(stretch, reasons.suggestion(stretch.blanked)),
        disposal=read_disposal(stretch, status),
        activities=tuple(_pieces(stretch, reasons.activities(stretch.norm))),
        results=tuple(_pieces(stretch, reasons.results(stretch.norm))),
        doubts=(*doubts, *money.doubts),
        candidates=mention.codes if mention and not mention.clear else (),
    )
    return without_doubtful(said)


def _project(
    stretch: Stretch, mention: Mention | None, doubts: list[Doubt]
) -> tuple[Fact[str] | None, Known | None]:
    """The project that is named, and the one that is meant."""
    view = stretch.view
    if mention is None:
        return None, view.meant()
    if mention.clear:
        code = mention.codes[0]
        return view.fact(code, mention.start, mention.end), known(view.projects, code)
    doubts.append(Doubt("project", "unknown_project" if mention.unknown else "candidates"))
    return None, None


def _status(stretch: Stretch, doubts: list[Doubt]) -> Fact[Status] | None:
    state = read_state(stretch.without_old_values(), stretch.shares)
    if state.status is not None:
        return stretch.fact(state.status, state.start, state.end)
    bare = _bare_percent(stretch) if stretch.view.asked == "progress_percent" else None
    if bare is not None and 0 < bare.value < 100:
        return stretch.view.whole("in_progress")
    not_yet = particles.is_not_yet(stretch.view.bare)
    if not_yet and stretch.view.asked == "status":
        return stretch.view.whole("not_started")
    of_what = not_yet and stretch.view.asked in (None, "project", "problem", "suggestion")
    if state.ask or of_what:
        doubts.append(Doubt("status", "unclear"))
    return None


def _unless_spent(
    status: Fact[Status] | None, money: Money, doubts: list[Doubt]
) -> Fact[Status] | None:
    """`ยังไม่เริ่ม` beside money spent is asked about; the sum stands."""
    spent = money.spent is not None and money.spent.value > 0
    if status is not None and status.value == "not_started" and spent:
        doubts.append(Doubt("status", "contradiction"))
        return None
    return status


def _percent(stretch: Stretch, doubts: list[Doubt]) -> Fact[Decimal] | None:
    """The share of the work that is done."""
    shares = [one for one in stretch.shares if one.of == "work" and not one.fraction]
    if not shares and stretch.view.asked == "progress_percent":
        return _bare_percent(stretch)
    shares = [one for one in shares if 0 <= one.value <= 100]
    if not shares:
        return None
    correcting = stretch.view.correcting
    share = shares[-1] if correcting else shares[0]
    fact = stretch.fact(share.value, share.start, share.end)
    several = len({one.value for one in shares}) > 1 and not correcting
    if several or _is_rough(stretch.norm, share):
        doubts.append(Doubt("progress_percent", "estimate", fact))
        return None
    return fact


def _is_rough(norm: str, share: Share) -> bool:
    before = norm[max(0, share.start - 18) : share.start]
    return bool(_ROUGH_BEFORE.search(before) or _ROUGH_AFTER.match(norm, share.end))


def _bare_percent(stretch: Stretch) -> Fact[Decimal] | None:
    """A figure alone, as the answer to how far the work is."""
    if len(stretch.amounts) != 1:
        return None
    one = stretch.amounts[0]
    fits = 0 <= one.value <= 100 and not one.baht and not one.slip
    return stretch.fact(one.value, one.start, one.end) if fits else None


def _reason(stretch: Stretch, found: reasons.Piece | None) -> Fact[str] | None:
    if found is None:
        return None
    fact = stretch.fact("", found.start, found.end)
    value = found.value or particles.stripped(fact.text)
    return replace(fact, value=value) if value else None


def _pieces(stretch: Stretch, found: Iterable[reasons.Piece]) -> Iterator[Fact[str]]:
    for piece in found:
        fact = stretch.fact("", piece.start, piece.end)
        yield replace(fact, value=fact.text)
