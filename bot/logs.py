"""What the process writes about itself: one line an event, with its fields, on standard error.

`2024-04-03T09:00:00+0700 INFO kaona.inbox event event=01H... kind=message outcome=answered`
Fields are ids of our own and counts; LINE ids, tokens and texts never reach a log.
"""

import logging

_OF_EVERY_RECORD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}


class Fields(logging.Formatter):
    """Time, level, who, what, and then the fields given with `extra`."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S%z")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """The line, its fields behind it."""
        fields = (
            f"{name}={value}"
            for name, value in record.__dict__.items()
            if name not in _OF_EVERY_RECORD
        )
        return " ".join([super().formatMessage(record), *fields])


def configure() -> None:
    """Write our own events from INFO up, those of libraries from WARNING up."""
    handler = logging.StreamHandler()
    handler.setFormatter(Fields())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("kaona").setLevel(logging.INFO)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # waiting is the queue's work
