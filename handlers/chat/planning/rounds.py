"""Rounds by chat: open, extend, close, each with a card to look over and one tap."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from bot import cards
from bot.dialogue import Tap, Turn
from bot.thaitext import day, round_name
from bot.understanding import read_date
from handlers.chat.person import OfficeChat
from handlers.chat.planning import layout, texts
from models.audit import Channel
from models.fiscal import NotARoundCodeError, Period, RoundCode, fiscal_year_of
from models.rounds import Round, RoundError, extend_round, open_round
from models.rules import read_rules
from reports.closing import close_round

QUARTERS = (Period.Q1, Period.Q2, Period.Q3, Period.Q4)


@dataclass(frozen=True)
class OpenRound:
    """Opens a round."""

    code: RoundCode
    due: date
    chat: OfficeChat

    def apply(self, connection: Connection) -> None:
        """Write it; `RoundError` if that makes no sense."""
        open_round(
            connection,
            self.code,
            as_of=self.code.last_day,
            due=self.due,
            at=self.chat.now,
            channel=Channel.CHAT,
            actor_id=self.chat.official.id,
        )


@dataclass(frozen=True)
class ExtendRound:
    """Gives an open round another due date."""

    code: RoundCode
    due: date
    chat: OfficeChat

    def apply(self, connection: Connection) -> None:
        """Write it; `RoundError` if that makes no sense."""
        extend_round(
            connection,
            self.code,
            due=self.due,
            at=self.chat.now,
            channel=Channel.CHAT,
            actor_id=self.chat.official.id,
        )


@dataclass(frozen=True)
class CloseRound:
    """Closes a round and freezes its picture."""

    code: RoundCode
    chat: OfficeChat

    def apply(self, connection: Connection) -> None:
        """Write it; `RoundError` if that makes no sense."""
        close_round(
            connection,
            self.code,
            at=self.chat.now,
            channel=Channel.CHAT,
            actor_id=self.chat.official.id,
        )


Dated = OpenRound | ExtendRound


def begin_opening(chat: OfficeChat, rest: str) -> Turn:
    """`เปิดรอบ`, `เปิดรอบ 2567-Q3`, `เปิดรอบ 2567-Q3 10 ก.ค.`."""
    first, _, last = rest.partition(" ")
    try:
        code = RoundCode.parse(first) if first else _next(chat)
    except NotARoundCodeError:
        return Turn(say=[cards.message(f"ไม่รู้จักรอบ {first} เช่น 2567-Q3 ค่ะ")])
    if code is None:
        open_now = _open(chat)
        text = texts.open_already(open_now[0]) if open_now else texts.NO_ROUND
        return Turn(say=[cards.message(text)])
    due = read_date(last, chat.today) if last else _usual_due(chat, code)
    if due is None:
        return Turn(say=[cards.message(texts.ASK_DUE_AGAIN)])
    return _look_over(chat, "open", OpenRound(code, due, chat))


def begin_extending(chat: OfficeChat, rest: str) -> Turn:
    """`เลื่อนกำหนดส่ง`, `เลื่อนกำหนดส่ง 20 เม.ย.`."""
    found = _open(chat)
    if found is None:
        return Turn(say=[cards.message(texts.NO_OPEN_ROUND)])
    due = read_date(rest, chat.today) if rest else None
    if due is None:
        hint = texts.ASK_DUE_AGAIN if rest else f"ตอนนี้กำหนดส่ง {day(found[1])}"
        card = layout.ask(texts.ASK_DUE, round_name(found[0]), hint)
        return Turn(say=[card], state={"asking": "due"}, missed=bool(rest))
    return _look_over(chat, "extend", ExtendRound(RoundCode.parse(found[0]), due, chat))


def begin_closing(chat: OfficeChat) -> Turn:
    """`ปิดรอบ`."""
    found = _open(chat)
    if found is None:
        return Turn(say=[cards.message(texts.NO_OPEN_ROUND)])
    rows = [("รอบ", round_name(found[0])), ("กำหนดส่ง", day(found[1]))]
    data = f"plan:close:{found[0]}"
    return Turn(say=[layout.confirm(texts.CLOSE, rows, data, note=texts.ROUND_CHANGES)])


def _look_over(chat: OfficeChat, action: str, effect: Dated) -> Turn:
    refused = _trial(chat, effect)
    if refused and action == "extend":
        card = layout.ask(texts.ASK_DUE, round_name(str(effect.code)), refused)
        return Turn(say=[card], state={"asking": "due"}, missed=True)
    if refused:
        return Turn(say=[cards.message(refused)])
    title = texts.OPEN if action == "open" else texts.EXTEND
    rows = [("รอบ", round_name(str(effect.code))), ("กำหนดส่ง", day(effect.due))]
    if action == "open":
        rows.insert(1, ("ข้อมูล ณ", day(effect.code.last_day)))
    data = f"plan:{action}:{effect.code}:{effect.due.isoformat()}"
    return Turn(say=[layout.confirm(title, rows, data)])


def _trial(chat: OfficeChat, effect: Dated) -> str:
    """Why it would be refused, by the rules themselves; empty if it would not. Nothing stays."""
    trial = chat.connection.begin_nested()
    try:
        effect.apply(chat.connection)
    except RoundError as error:
        return f"{error}ค่ะ"
    finally:
        trial.rollback()
    return ""


# --- the buttons -------------------------------------------------------------------------------


def opened(chat: OfficeChat, tap: Tap) -> Turn:
    """The card was confirmed."""
    effect = _of(chat, tap, OpenRound)
    return _done(chat, effect, texts.opened) if effect else _changed()


def extended(chat: OfficeChat, tap: Tap) -> Turn:
    """The card was confirmed."""
    effect = _of(chat, tap, ExtendRound)
    return _done(chat, effect, texts.extended) if effect else _changed()


def closed(chat: OfficeChat, tap: Tap) -> Turn:
    """The card was confirmed; an old card of a round that is closed changes nothing."""
    found = _open(chat, tap.argument(0))
    if found is None:
        return Turn(say=[cards.message(texts.NO_OPEN_ROUND)])
    effect = CloseRound(RoundCode.parse(found[0]), chat)
    return Turn(say=[cards.message(texts.closed(found[0]))], effects=[effect], must_arrive=True)


def _done(chat: OfficeChat, effect: Dated, says: Callable[[str, date], str]) -> Turn:
    refused = _trial(chat, effect)
    if refused:
        return Turn(say=[cards.message(refused)])
    text = says(str(effect.code), effect.due)
    return Turn(say=[cards.message(text)], effects=[effect], must_arrive=True)


def _changed() -> Turn:
    return Turn(say=[cards.message(texts.CHANGED_MEANWHILE)])


def _of(chat: OfficeChat, tap: Tap, kind: type[OpenRound] | type[ExtendRound]) -> Dated | None:
    try:
        code, due = RoundCode.parse(tap.argument(0)), date.fromisoformat(tap.argument(1))
    except (NotARoundCodeError, ValueError):
        return None
    return kind(code, due, chat)


# --- which round -------------------------------------------------------------------------------


def _open(chat: OfficeChat, code: str = "") -> tuple[str, date] | None:
    """The open round (of that code, or the newest) with its due date."""
    query = select(Round.code, Round.due).where(Round.closed_at.is_(None))
    if code:
        query = query.where(Round.code == code)
    row = chat.connection.execute(query.order_by(Round.as_of.desc()).limit(1)).first()
    return (row.code, row.due) if row else None


def _next(chat: OfficeChat) -> RoundCode | None:
    """The quarter that ended last or is ending, if it was never opened and none is open."""
    if _open(chat):
        return None
    known = set(chat.connection.scalars(select(Round.code)))
    year = fiscal_year_of(chat.today)
    candidates = [RoundCode(one, quarter) for one in (year, year - 1) for quarter in QUARTERS]
    over = [one for one in candidates if one.last_day <= chat.today and str(one) not in known]
    return max(over, key=lambda one: one.last_day, default=None)


def _usual_due(chat: OfficeChat, code: RoundCode) -> date:
    """So many days after the cut-off as the rules say; after today, if that is over."""
    rules = read_rules(chat.connection)
    return max(code.last_day, chat.today) + timedelta(days=rules.due_after_days)
