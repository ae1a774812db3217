"""The database goes away: 503, and nothing is lost when LINE delivers again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from models.database import Database
from tests.scenario.letterbox import BEN, Letterbox, says

GREETING = "ยินดีต้อนรับสู่ “ก้าวหน้า”"


class Moody(Database):
    """A database that is away from the `after`th write on, while `cause` is set."""

    def __init__(self, real: Database, cause: Exception | None, after: int = 0) -> None:
        self.__dict__.update(real.__dict__)
        self.cause, self.after = cause, after

    @contextmanager
    def write(self) -> Iterator[Any]:
        self.after -= 1
        if self.cause and self.after < 0:
            raise self.cause
        with super().write() as connection:
            yield connection


CAUSES = [
    OperationalError("BEGIN", {}, Exception("server closed the connection unexpectedly")),
    NoConnectionFree("QueuePool limit of size 10 overflow 10 reached"),
]


def moody(letterbox: Letterbox, cause: Exception, after: int = 0) -> Moody:
    database = Moody(letterbox.office.database, cause, after)
    object.__setattr__(letterbox.office, "database", database)
    return database


@pytest.mark.parametrize("cause", CAUSES, ids=["down", "no connection free"])
def test_while_the_database_is_away_the_webhook_is_503_and_redelivery_loses_nothing(
    letterbox: Letterbox, cause: Exception
) -> None:
    database = moody(letterbox, cause)
    raw = says("สวัสดี")
    assert letterbox.post(raw) == 503
    assert letterbox.rows() == {}
    database.cause = None
    again = raw | {"deliveryContext": {"isRedelivery": True}}
    assert letterbox.post(again) == 200
    assert letterbox.deliver() == [GREETING]


def test_each_webhook_of_an_outage_costs_one_line_of_the_log(
    letterbox: Letterbox, caplog: pytest.LogCaptureFixture
) -> None:
    moody(letterbox, CAUSES[0])
    letterbox.post(says("สวัสดี"))
    (line,) = [record for record in caplog.records if record.name == "kaona.webhook"]
    assert line.exc_info is None
    assert "server closed the connection" in line.__dict__["reason"]


def test_a_database_lost_in_the_middle_of_a_body_repeats_nothing_on_redelivery(
    letterbox: Letterbox,
) -> None:
    database = moody(letterbox, CAUSES[0], after=1)
    body = [says("สวัสดี"), says("สวัสดี", BEN)]
    assert letterbox.post(*body) == 503
    database.cause = None
    assert letterbox.deliver() == [GREETING]
    assert letterbox.post(*body) == 200
    assert letterbox.deliver() == [GREETING]


def test_a_sqlite_file_that_cannot_be_opened_is_503(letterbox: Letterbox, tmp_path: Any) -> None:
    (tmp_path / "folder").mkdir()
    gone = Database(f"sqlite:///{tmp_path}/folder")
    object.__setattr__(letterbox.office, "database", gone)
    assert letterbox.post(says("สวัสดี")) == 503


def test_a_postgresql_that_does_not_answer_is_503(letterbox: Letterbox) -> None:
    gone = Database("postgresql://postgres@127.0.0.1:1/nothing")
    object.__setattr__(letterbox.office, "database", gone)
    assert letterbox.post(says("สวัสดี")) == 503
    gone.close()
