"""A log line carries its fields."""

import logging

from bot.logs import Fields


def test_fields_stand_behind_the_message() -> None:
    record = logging.makeLogRecord(
        {"name": "kaona.inbox", "levelname": "INFO", "msg": "event", "outcome": "answered"}
    )
    line = Fields().format(record)
    assert line.endswith("INFO kaona.inbox event outcome=answered")


def test_a_traceback_follows_its_line() -> None:
    try:
        raise RuntimeError("why")
    except RuntimeError as error:
        info = (RuntimeError, error, error.__traceback__)
    line = Fields().format(logging.makeLogRecord({"msg": "event failed", "exc_info": info}))
    assert "event failed\nTraceback" in line
