"""What goes wrong around the bot, one thing at a time, in an order left to chance."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random
from threading import Event

from simulator import Platform
from tests.soak.crew import Crew
from tests.soak.mail import Mail
from tests.soak.places import Place
from tests.soak.shifted_clock import World
from tests.soak.weather import SEASONS, Weather

PAUSE = (1.5, 4.0)
SEASON = (4.0, 10.0)
AWAY = (2.0, 6.0)
AWAY_LONG = 35.0
"""Longer than SQLite's busy time-out (models/database.py) and than a lease."""
DISK_FULL = (2.0, 6.0)
CLOCK_WRONG = (4.0, 10.0)
PATIENCE = 15.0
"""Seconds to wait for a moment when no webhook is on its way."""
LONG_RUN = 240.0
"""Seconds from which on a run has room for `AWAY_LONG`."""


class Bag:
    """Everything in it comes once before anything comes again."""

    def __init__(self, things: list[str], random: Random) -> None:
        self._things, self._random = things, random
        self._left: list[str] = []

    def draw(self) -> str:
        if not self._left:
            self._left = self._random.sample(self._things, len(self._things))
        return self._left.pop()


class Sky:
    """Turns LINE's seasons; the month's quota is used up for a while."""

    def __init__(self, weather: Weather, platform: Platform, seed: str) -> None:
        self._weather, self._platform = weather, platform
        self._random = Random(seed)
        self.seasons: Counter[str] = Counter()

    def work(self, over: Event) -> None:
        bag = Bag([*SEASONS, "no quota"], self._random)
        while not over.is_set():
            season = bag.draw()
            self.seasons[season] += 1
            if season == "no quota":
                self._platform.quota.limit = self._platform.quota.used(self._platform.clock.now())
            else:
                self._weather.turn(season)
            over.wait(self._random.uniform(*SEASON))
            self._platform.quota.limit = None
        self._weather.clear_up()


class Trouble:
    """Kills, restarts, fills the disk, sets the clock."""

    def __init__(
        self, crew: Crew, place: Place, world: World, mail: Mail, *, seed: str, seconds: float
    ) -> None:
        self._crew, self._place, self._world, self._mail = crew, place, world, mail
        self._random = Random(seed)
        self._long_ones = int(seconds >= LONG_RUN)
        self._kinds: dict[str, Callable[[Event], None]] = {
            "a process killed": self._kill,
            "a process killed again": self._kill,
            "a process stopped": self._stop,
            "database away": self._restart,
            "database away again": self._restart,
            "disk full": self._fill,
            "clock set ahead": lambda over: self._mislead(over, ahead=True),
            "clock set back": lambda over: self._mislead(over, ahead=False),
            "a day goes by": self._pass_time,
        }
        self.happened: Counter[str] = Counter()

    def work(self, over: Event) -> None:
        bag = Bag(list(self._kinds), self._random)
        while not over.wait(self._random.uniform(*PAUSE)):
            kind = bag.draw()
            self._kinds[kind](over)
            if kind != "a day goes by":  # counts itself, if it comes to that
                self.happened[kind.removesuffix(" again")] += 1
        self._world.mislead(timedelta())
        self._crew.fill_the_disk(full=False)

    def _kill(self, _: Event) -> None:
        member = self._random.choice(self._crew.members)
        if len(member.family()) > 1 and self._random.random() < 0.7:
            member.kill_a_child(self._random.randrange(8))
        else:
            member.kill()

    def _stop(self, _: Event) -> None:
        self._random.choice(self._crew.members).stop()

    def _restart(self, _: Event) -> None:
        seconds = self._random.uniform(*AWAY)
        if self._long_ones:
            self._long_ones, seconds = 0, AWAY_LONG
        self._place.restart(seconds)

    def _fill(self, over: Event) -> None:
        self._crew.fill_the_disk(full=True)
        over.wait(self._random.uniform(*DISK_FULL))
        self._crew.fill_the_disk(full=False)

    def _mislead(self, over: Event, *, ahead: bool) -> None:
        by = timedelta(minutes=self._random.uniform(1, 300))
        self._world.mislead(by if ahead else -by)
        over.wait(self._random.uniform(*CLOCK_WRONG))
        self._world.mislead(timedelta())

    def _pass_time(self, _: Event) -> None:
        with self._mail.nothing_on_the_road(PATIENCE) as quiet:
            if quiet:
                self._world.pass_by(timedelta(hours=self._random.uniform(10, 26)))
                self.happened["a day goes by"] += 1
