"""Chooses the moments of death: around a webhook, around a call of LINE, while starting."""

from random import Random
from threading import Event, Lock, Thread

from simulator import Fault, connection_dropped
from tests.scenario.killed.bot_process import BotProcess

MOMENTS = (
    "while a webhook is handled",
    "right after a webhook",
    "before LINE took a call",
    "after LINE took a call",
    "while it starts",
)


class Killer:
    """Plays LINE's faults as well: a call meets its end when the caller has just died."""

    def __init__(self, bot: BotProcess, seed: int) -> None:
        self._bot = bot
        self._random = Random(seed)
        self._lock = Lock()
        self._on_call: Fault | None = None
        self._moments = list(MOMENTS)
        self._called = Event()
        self.happened: list[str] = []

    def next_for(self, method: str, path: str) -> Fault | None:
        """Asked by the simulator at every call of the bot."""
        with self._lock:
            fault, self._on_call = self._on_call, None
        self._called.set()
        if fault is None:
            return None
        self._kill("after LINE took a call" if fault.accepted else "before LINE took a call")
        return fault

    def wait(self, seconds: float) -> None:
        """No fault here takes time."""

    def wait_for_a_call(self) -> None:
        """If a death stands out until the next call: until it comes, or for a moment."""
        self._called.clear()
        if self._on_call is not None:
            self._called.wait(1.0)

    def prepare(self) -> str:
        """Choose the next moment: each kind comes in turn, in an order left to chance."""
        if self._on_call is not None:
            return "waiting for a call"
        if not self._moments:
            self._moments = list(MOMENTS)
        chosen = self._moments.pop(self._random.randrange(len(self._moments)))
        if chosen == "while a webhook is handled":
            self._kill_soon(chosen, 0.03)
        elif chosen == "while it starts":
            self._kill("right after a webhook")
            self._bot.launch()
            self._kill_soon(chosen, 1.5)
        elif chosen != "right after a webhook":
            self._on_call = connection_dropped(accepted=chosen.startswith("after"))
        return chosen

    def after(self, chosen: str) -> None:
        """The webhook was acknowledged."""
        if chosen == "right after a webhook":
            Event().wait(self._random.random() * 0.02)
            self._kill(chosen)

    def _kill_soon(self, moment: str, within: float) -> None:
        pause = self._random.random() * within

        def run() -> None:
            Event().wait(pause)
            self._kill(moment)

        Thread(target=run, daemon=True).start()

    def _kill(self, moment: str) -> None:
        before = self._bot.kills
        self._bot.kill()
        if self._bot.kills > before:
            self.happened.append(moment)
