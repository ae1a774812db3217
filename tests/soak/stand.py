"""One run of the stand on one database: set up, trouble, quiet, the books."""

import logging
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from threading import Event, Thread

from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError

from bot.office import Office
from bot.settings import Settings
from models import closed_days, schema
from models.database import Database
from models.messages import DeferredTask, Delivery, OutgoingMessage, TaskState
from models.people import LineAccount, Person
from simulator import Account, Platform, create_simulator, serve_in_thread, user_id_for
from tests.office_sample import MORNING, load
from tests.scenario.killed.bot_process import free_port
from tests.soak import bot, crew, places
from tests.soak.books import Books, Sums
from tests.soak.books.events import of_events
from tests.soak.books.logs import of_logs
from tests.soak.books.messages import of_messages
from tests.soak.books.record import of_platform
from tests.soak.books.reports import of_photos, of_reports
from tests.soak.crew import Crew
from tests.soak.mail import Mail
from tests.soak.people import CAREFUL, HASTY, Owner
from tests.soak.shifted_clock import World
from tests.soak.trouble import Sky, Trouble
from tests.soak.weather import Weather

SECRET, TOKEN, KEY = "secret-of-the-soak", "token-of-the-soak", "key-of-the-soak"
PAUSE_OF_AN_OWNER = (0.5, 2.5)
AWAY_AT_START = "ended by itself (1)"
"""As a process does that finds no database when it starts, to be started again."""
SETTLES_WITHIN = 120.0
PEOPLE_FINISH_WITHIN = 240.0


@dataclass(frozen=True)
class Plan:
    """What was asked for."""

    kind: str
    seconds: float
    seed: str
    sabotage: str = ""


class Stand:
    """Everything of one run."""

    def __init__(self, plan: Plan, place: places.Place, folder: Path, exits: ExitStack) -> None:
        self.plan, self.place, self.folder = plan, place, folder
        self.world = World(folder / "clock", MORNING)
        self.weather = Weather(f"{plan.seed} weather")
        self.weather.clear_up()
        self.port = free_port()
        self.database = Database(place.url)
        self.most_sessions = 0
        self.parked: set[int] = set()
        exits.callback(self.database.close)
        self.people = self._office()
        self.platform = Platform(
            channel_secret=SECRET,
            access_token=TOKEN,
            webhook_url=f"http://127.0.0.1:{self.port}/callback",
            people=[Account(user_id_for(code), code, friend=True) for code in self.people],
            clock=self.world,
            faults=self.weather,
        )
        line = exits.enter_context(serve_in_thread(create_simulator(self.platform)))
        self.crew = self._crew(line)
        exits.callback(self.crew.kill)
        self.mail = Mail(self.platform, SECRET, self.port, f"{plan.seed} mail")
        self.owners = [self._owner(code, of) for code, of in {**CAREFUL, **HASTY}.items()]
        self.sky = Sky(self.weather, self.platform, f"{plan.seed} sky")
        self.trouble = Trouble(
            self.crew,
            place,
            self.world,
            self.mail,
            seed=f"{plan.seed} trouble",
            seconds=plan.seconds,
        )

    def _office(self) -> list[str]:
        """The sample office; everybody has registered."""
        schema.upgrade(self.database)
        office = Office(settings=Settings(), database=self.database, clock=self.world)
        load(office)
        now = self.world.now()
        with self.database.write() as connection:
            closed_days.fill(connection, (2023, 2024, 2025), at=now)
            people = connection.execute(select(Person.id, Person.code)).all()
            accounts = [
                {
                    "line_user_id": user_id_for(row.code),
                    "person_id": row.id,
                    "bound_at": now,
                    "consented_at": now,
                }
                for row in people
            ]
            connection.execute(insert(LineAccount), accounts)
        return [row.code for row in people]

    def _crew(self, line: str) -> Crew:
        environ = {
            "DATABASE_URL": self.place.url,
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
            "LINE_API_BASE_URL": line,
            "LINE_DATA_API_BASE_URL": line,
            "PUBLIC_BASE_URL": "https://kaona.example.go.th",
            "SECRET_KEY": KEY,
            "PORT": str(self.port),
            "FILES_DIRECTORY": str(self.folder / "files"),
            bot.CLOCK: str(self.folder / "clock"),
            bot.BREAK: self.plan.sabotage,
        }
        made = crew.of_sqlite if self.plan.kind == "sqlite" else crew.of_postgresql
        return made(self.port, environ, self.folder)

    def _owner(self, code: str, project: str) -> Owner:
        return Owner(
            code=code,
            project=project,
            platform=self.platform,
            mail=self.mail,
            doom=self.weather.doomed.add,
            random=Random(f"{self.plan.seed} {code}"),
            pause=PAUSE_OF_AN_OWNER,
        )

    def run(self) -> Books:
        self.crew.start()
        self._play()
        self._settle()
        self.crew.stop()
        return self._books()

    def _play(self) -> None:
        """People write and things go wrong for as long as asked; then all finish what they do."""
        over = Event()
        writing = [_thread(owner.work, over) for owner in self.owners]
        works = (self.trouble.work, self.sky.work, self._watch)
        breaking = [_thread(work, over) for work in works]
        Event().wait(self.plan.seconds)
        over.set()
        for thread in breaking:
            thread.join()
        for thread in writing:
            thread.join(PEOPLE_FINISH_WITHIN)

    def _watch(self, over: Event) -> None:
        """What nobody could tell afterwards: who was parked, how many connections there were."""
        sessions = text(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        parked = select(OutgoingMessage.id).where(OutgoingMessage.state == Delivery.PARKED)
        while not over.wait(0.5):
            with suppress(DBAPIError), self.database.read() as connection:
                self.parked.update(connection.scalars(parked))
                if not self.database.is_sqlite:
                    self.most_sessions = max(self.most_sessions, connection.scalar(sessions) or 0)

    def _settle(self) -> None:
        """Wait until nothing is to be done any more; time passes for what waits longer."""
        never = Event()
        for turn in range(int(SETTLES_WITHIN)):
            never.wait(1.0)
            if not self._left_to_do() and not self.weather.holds_up:
                return
            if turn >= 25 and turn % 10 == 0:
                self.world.pass_by(timedelta(minutes=61))

    def _left_to_do(self) -> int:
        """Messages tried or due, and deferred work not done."""
        out, work = OutgoingMessage, DeferredTask
        due = out.due_at <= self.world.now()
        tried = out.attempts > 0
        with self.database.read() as connection:
            messages = select(func.count()).where(
                out.state.in_((Delivery.IN_HAND, Delivery.PARKED))
                | ((out.state == Delivery.WAITING) & (due | tried))
            )
            tasks = select(func.count()).where(
                work.state.in_((TaskState.WAITING, TaskState.IN_HAND))
            )
            return (connection.scalar(messages) or 0) + (connection.scalar(tasks) or 0)

    def _books(self) -> Books:
        record = of_platform(self.platform, self.mail.letters, self.owners, self.weather.doomed)
        secrets = [SECRET, TOKEN, KEY, "กำลังทำค่ะ", "ยืนยันส่ง"]
        secrets += [user_id_for(code) for code in self.people]
        with self.database.read() as connection:
            chapters = [
                of_events(connection, record),
                of_reports(connection, record),
                of_photos(connection, record, self.folder / "files"),
                of_messages(connection, record, self.parked),
            ]
        chapters += [of_logs(sorted(self.folder.glob("*.log")), secrets), self._processes()]
        plan = self.plan
        broken = f", broken on purpose: {plan.sabotage}" if plan.sabotage else ""
        title = f"{plan.kind}, {plan.seconds / 60:g} minutes, seed {plan.seed}{broken}"
        return Books(title, [self._trouble(), *chapters])

    def _trouble(self) -> Sums:
        sums = Sums("What was done to it")
        _count(sums, "", self.trouble.happened)
        sums.line(f"  a database away: {self.place.how}"[:84], "")
        _count(sums, "season at LINE: ", self.sky.seasons)
        _count(sums, "call at LINE: ", self.weather.met)
        sums.line("call at LINE: reply token dead on arrival", len(self.weather.doomed))
        return sums

    def _processes(self) -> Sums:
        sums = Sums("Processes: whoever was asked to stop stopped well")
        ends = self.crew.ends()
        _count(sums, "", ends)
        if self.most_sessions:
            sums.line("connections to PostgreSQL at once, at most", self.most_sessions)
        good = ("killed", "child killed", "stopped well", "stopped before it was up", AWAY_AT_START)
        sums.none("other ways to end", [end for end in ends if end not in good])
        return sums


def _count(sums: Sums, words: str, counted: Counter[str]) -> None:
    for name, number in sorted(counted.items()):
        sums.line(words + name, number)


def _thread(work: Callable[[Event], None], over: Event) -> Thread:
    thread = Thread(target=work, args=(over,), daemon=True)
    thread.start()
    return thread


def run(plan: Plan, folder: Path) -> Books:
    """One run in a folder of its own."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with ExitStack() as exits:
        place = exits.enter_context(places.place(plan.kind, folder, f"{plan.seed} place"))
        return Stand(plan, place, folder, exits).run()
