"""The bot as the stand runs it: the house's own composition, its clock read from the stand's file.

`python -m tests.soak.bot serve|worker`, and `gunicorn "tests.soak.bot:create_app()"`.
"""

import os
from dataclasses import replace
from pathlib import Path

from flask import Flask
from flask.cli import FlaskGroup

import wsgi
from bot import logs
from tests.soak import sabotage
from tests.soak.shifted_clock import ShiftedClock

CLOCK = "SOAK_CLOCK"
BREAK = "SOAK_BREAK"


def create_app() -> Flask:
    """The app of the office that the environment describes."""
    logs.configure()
    made = wsgi.create_office(os.environ)
    office = replace(made, clock=ShiftedClock(Path(os.environ[CLOCK])))
    broken = os.environ.get(BREAK, "")
    return sabotage.of_app(broken, wsgi.app_of(sabotage.of_office(broken, office)), office)


if __name__ == "__main__":
    FlaskGroup(create_app=create_app).main()
