"""What LINE's stand-in does wrong: each call meets what the season has in store."""

from collections import Counter
from random import Random
from threading import Event, Lock

from flask import request

from simulator import Fault, connection_dropped, never_answers, rate_limited, server_error

SEASONS = {
    "fair": {"slow": 0.05},
    "slow": {"slow": 0.9, "hangs": 0.02},
    "stormy": {
        "slow": 0.15,
        "500": 0.08,
        "500, taken": 0.08,
        "dropped": 0.08,
        "dropped, taken": 0.08,
        "429": 0.1,
        "hangs": 0.02,
    },
    "crowded": {"429": 0.6},
    "away": {"500": 0.5, "dropped": 0.5},
}
"""The share of calls that meet each fault."""
LONGEST_SLOW = 3.0
HANGS = 12.0
"""Longer than the bot waits for an answer (bot/line_api.py)."""


class Weather:
    """Plays `simulator.fault.Faults`: by chance, from a seed."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)
        self._lock = Lock()
        self._season = SEASONS["fair"]
        self.doomed: set[str] = set()
        """Reply tokens that were dead on arrival: no fault shall hide LINE's refusal."""
        self.met: Counter[str] = Counter()
        self._held_up = 0

    def turn(self, season: str) -> None:
        """Another season."""
        self._season = SEASONS[season]

    def clear_up(self) -> None:
        """Nothing goes wrong any more."""
        self._season = {}

    def next_for(self, method: str, path: str) -> Fault | None:
        if (request.get_json(silent=True) or {}).get("replyToken") in self.doomed:
            return None
        with self._lock:
            name = self._choose()
            if name is None:
                return None
            self.met[name] += 1
            return self._fault(name)

    def _choose(self) -> str | None:
        left = self._random.random()
        for name, share in self._season.items():
            left -= share
            if left < 0:
                return name
        return None

    def _fault(self, name: str) -> Fault:
        match name:
            case "slow":
                return Fault(slow_before=self._random.uniform(0.2, LONGEST_SLOW))
            case "hangs":
                return never_answers(HANGS)
            case "429":
                return rate_limited()
            case "500" | "500, taken":
                return server_error(accepted=name.endswith("taken"))
        return connection_dropped(accepted=name.endswith("taken"))

    @property
    def holds_up(self) -> bool:
        """True while a call is made to wait: it may have taken effect, and is not recorded yet."""
        return self._held_up > 0

    def wait(self, seconds: float) -> None:
        if not seconds:
            return
        with self._lock:
            self._held_up += 1
        Event().wait(seconds)
        with self._lock:
            self._held_up -= 1
