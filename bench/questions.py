"""Questions in chat at 26 and 2,000 projects: what an answer costs, reading and cards included."""

from collections.abc import Callable
from functools import partial
from statistics import median
from time import perf_counter

from sqlalchemy import insert, select

from bench import places
from bench.exports import grow
from bench.figures import print_table
from bot.clock import BANGKOK
from bot.dialogue import Said
from bot.office import Office
from bot.settings import Settings
from handlers.chat import person
from handlers.chat.overview.conversation import Overview
from handlers.chat.person import OfficeChat
from models.database import Database
from models.people import LineAccount, Person

SIZES = (26, 2_000)
TIMES = 7
QUESTIONS = (
    "สรุป",
    "ใครยังไม่รายงาน",
    "กลุ่มนิเทศเป็นยังไง",
    "โครงการที่เบิกต่ำกว่า 30%",
    "โครงการ 5 เป็นยังไง",
    "ของคุณ ข03 เป็นยังไง",
    "ปัญหาที่พบมีอะไรบ้าง",
    "ฝนตกไหมวันนี้",
)
"""The last is none that is answered."""


def run() -> None:
    """Each question of an executive, the median of several; the first of all makes the index."""
    found = []
    with places.directory() as place:
        for size in SIZES:
            database = Database(f"sqlite:///{place}/{size}.db")
            grow(database, size)
            found.append(_measure(database))
            database.close()
    small, large = found
    rows = [
        (
            question,
            f"{1000 * small[question]:.1f}",
            f"{1000 * large[question]:.1f}",
            f"{large[question] / small[question]:.1f}",
        )
        for question in QUESTIONS
    ]
    heads = ("milliseconds", *(f"{size:,}" for size in SIZES), f"{SIZES[1]:,} / {SIZES[0]}")
    print_table("Answers to questions by projects of the office", heads, rows)


def _measure(database: Database) -> dict[str, float]:
    settings = {"DATABASE_URL": "sqlite:///unused.db", "SECRET_KEY": "key-of-the-bench"}
    settings |= {"LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t"}
    office = Office(Settings.from_environ(settings), database)
    _register(office)
    return {question: _median(partial(_answer, office, question)) for question in QUESTIONS}


def _register(office: Office) -> None:
    now = office.clock.now()
    with office.database.write() as connection:
        executive = connection.scalar(select(Person.id).where(Person.code == "ช01"))
        account = {"line_user_id": "U1", "person_id": executive, "bound_at": now}
        connection.execute(insert(LineAccount).values(**account, consented_at=now))


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(TIMES):
        begin = perf_counter()
        act()
        times.append(perf_counter() - begin)
    return median(times)


def _answer(office: Office, question: str) -> None:
    now = office.clock.now()
    with office.database.read() as connection:
        who = person.find(connection, "U1", now.astimezone(BANGKOK).date())
        chat = OfficeChat(office, connection, "U1", who, "e1", now)
        overview, said = Overview(), Said(text=question)
        if question in overview.words:
            overview.begin(chat, None, said)
        else:
            overview.overhears(chat, said, in_hand=False)
