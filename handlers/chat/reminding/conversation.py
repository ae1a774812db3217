"""`เตือนพรุ่งนี้`, `อย่าเพิ่งเตือน`, and the buttons of reminders: later, pass on, show the rest."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from bot import cards
from bot.cards import Json
from bot.dialogue import Said, Tap, Turn
from bot.understanding.remind_on import RemindOn, read_remind_day, read_remind_on
from handlers.chat.person import OfficeChat
from handlers.chat.progress_report import choosing
from handlers.chat.progress_report.choosing import Own
from handlers.chat.reminding import others, texts
from models.authority import Act
from models.closed_days import read_calendar
from models.progress import WorkStatus
from models.rules import read_rules
from scheduler.reminders.texts import weekday
from scheduler.reminders.wishes import Snooze

FARTHEST = timedelta(days=60)
ASKING: Json = {"asking": "day"}
FINISHED = (WorkStatus.COMPLETED, WorkStatus.CANCELLED)


class Reminding:
    """Settles when somebody is reminded next, and hands reminders on to owners."""

    name = "remind"
    version = 1
    act = Act.REPORT
    taps: Mapping[str, Act] = MappingProxyType(
        {"on": Act.REPORT, "ask": Act.REPORT, "pass": Act.NUDGE, "missing": Act.NUDGE}
    )
    words: frozenset[str] = frozenset()

    def recognises(self, rest: str) -> bool:  # noqa: ARG002
        """It has no words of its own; it listens."""
        return False

    def begin(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """Not reached: there are no words."""
        return _ask(chat)

    def overhears(self, chat: OfficeChat, said: Said, *, in_hand: bool) -> Turn | None:  # noqa: ARG002
        """A text that says when to remind, and nothing else."""
        wish = read_remind_on(said.text, chat.today)
        return _settled(chat, wish) if wish else None

    def tapped(self, chat: OfficeChat, state: Json | None, said: Said) -> Turn:  # noqa: ARG002
        """A button of a reminder, perhaps an old one."""
        tap = said.tap or Tap(self.name, "")
        if tap.action == "pass":
            return others.passed_on(chat, tap)
        if tap.action == "missing":
            return others.missing(chat, tap)
        return _settled(chat, _wish(chat, tap.argument(0)) if tap.action == "on" else RemindOn())

    def answered(self, chat: OfficeChat, state: Json, said: Said, misses: int) -> Turn:  # noqa: ARG002
        """The answer to "when?"; what is no day the second time ends the question."""
        wish = read_remind_day(said.text, chat.today) if said.kind == "text" else None
        if wish:
            return _settled(chat, wish)
        if misses:
            return Turn(say=[cards.message(texts.GIVEN_UP)])
        return _ask(chat, texts.ASK_AGAIN, mine=choosing.own(chat), missed=True)

    def paused(self, chat: OfficeChat, state: Json) -> Sequence[Json]:  # noqa: ARG002
        """Nothing was settled."""
        return [cards.message(texts.PUT_ASIDE)]

    def revived(self, state: Json) -> Json | None:  # noqa: ARG002
        """An old question is not worth keeping."""
        return None


def _wish(chat: OfficeChat, written: str) -> RemindOn:
    """The day of a button."""
    if written == "tomorrow":
        return RemindOn(chat.today + timedelta(days=1))
    try:
        return RemindOn(date.fromisoformat(written))
    except ValueError:
        return RemindOn()


def _settled(chat: OfficeChat, wish: RemindOn) -> Turn:
    """The day is written, or asked for once more with the reason."""
    mine = choosing.own(chat)
    if mine is None or not _owes(mine, chat.today):
        return Turn(say=[cards.message(texts.NOTHING_OWED)])
    day = mine.round.due if wish.due_day else wish.day
    if day is None:
        return _ask(chat, mine=mine)
    if day < chat.today:
        return _ask(chat, texts.over(day), mine=mine)
    if day == chat.today:
        return _ask(chat, texts.NOT_TODAY, mine=mine)
    if day > chat.today + FARTHEST:
        return _ask(chat, texts.TOO_FAR, mine=mine)
    return _agreed(chat, mine, day)


def _owes(mine: Own, today: date) -> bool:
    """Something is missing in the open round, or has ended without a last report."""
    ended = (one for one in mine.projects if one.ends_on and one.ends_on < today)
    return bool(mine.left and not mine.round.closed) or any(
        one.status not in FINISHED for one in ended
    )


def _agreed(chat: OfficeChat, mine: Own, day: date) -> Turn:
    calendar, rules = read_calendar(chat.connection), read_rules(chat.connection)
    comes = calendar.working_day_on_or_after(day)
    due = mine.round.due
    still = due if chat.today < due < comes and 0 in rules.remind_before else None
    text = texts.agreed(day, comes, f"{rules.remind_at:%H:%M}", still)
    effect = Snooze(chat.official.id, day, chat.now, chat.event_id)
    return Turn(say=[cards.message(text)], effects=[effect])


def _ask(
    chat: OfficeChat, lead: str = texts.ASK_DAY, *, mine: Own | None = None, missed: bool = False
) -> Turn:
    """Which day? Working days near by as buttons, or any day typed."""
    calendar = read_calendar(chat.connection)
    near = [chat.today + timedelta(days=ahead) for ahead in range(1, 15)]
    working = [day for day in near if calendar.is_working(day)]
    offered = {day: weekday(day) for day in (*working[:2], *_ends_of_weeks(working))}
    if mine and not mine.round.closed and mine.round.due in near:
        offered[mine.round.due] = f"{texts.ON_DUE_DAY} {weekday(mine.round.due)}"
    buttons = [
        cards.button(cards.postback(label, f"remind:on:{day.isoformat()}", label))
        for day, label in sorted(offered.items())
    ]
    bubble = cards.bubble(body=[cards.strong(lead), cards.note(texts.ASK_HINT)], buttons=buttons)
    return Turn(say=[cards.card(lead, bubble)], state=dict(ASKING), missed=missed)


def _ends_of_weeks(working: Sequence[date]) -> list[date]:
    """The last working day of this week and the first of the next."""
    weeks = [day.isocalendar().week for day in working]
    last = [day for day, week in zip(working, weeks, strict=True) if week == weeks[0]][-1:]
    first = [day for day, week in zip(working, weeks, strict=True) if week != weeks[0]][:1]
    return [*last, *first]
