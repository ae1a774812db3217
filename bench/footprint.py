"""What the processes need: memory after work, time to start, time of a command."""

import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from time import monotonic

from bench import deployed, places, servers
from bench.deployed import Bot
from bench.figures import print_table
from bench.line import StandIn, line

ROUNDS = 3
STEPS_A_SECOND, SECONDS = 50.0, 5.0
STARTS = (("flask --help", ["--help"]), ("flask init (nothing to do)", ["init"]))


@dataclass(frozen=True)
class Taken:
    """What a start took, in seconds of the clock and of the processor."""

    wall: float
    cpu: float


def run() -> None:
    """Measure and print."""
    with ExitStack() as stack:
        place, stand_in = stack.enter_context(places.directory()), stack.enter_context(line())
        bots = [deployed.on_sqlite(stack, place, stand_in)]
        bots += deployed.on_postgresql(stack, stand_in)
        for bot in bots:
            _work(bot)
        rows = [row for bot in bots for row in _memory(bot)]
        print_table(f"Memory after {STEPS_A_SECOND * SECONDS:.0f} steps", ("process", "MB"), rows)
        environ = deployed.environ_of(bots[0].database_url, stand_in)
        _report_starts(environ, bots[-1].database_url, stand_in)


def _work(bot: Bot) -> None:
    bot.warm_up()
    sent = bot.send(STEPS_A_SECOND, SECONDS)
    bot.line.taken([one.token for one in sent])


def _memory(bot: Bot) -> list[tuple[str, str]]:
    """The largest of like processes; gunicorn's first process only looks after the others."""
    web = bot.web.memory()
    if bot.worker is None:
        return [("flask serve on SQLite", _megabytes(web[0]))]
    return [
        ("web process on PostgreSQL", _megabytes(max(web[1:]))),
        ("worker process on PostgreSQL", _megabytes(bot.worker.memory()[0])),
    ]


def _megabytes(kilobytes: int) -> str:
    return f"{kilobytes / 1024:.0f}"


def _report_starts(environ: Mapping[str, str], web_url: str, stand_in: StandIn) -> None:
    rows = [_row(name, [_command(environ, words) for _ in range(ROUNDS)]) for name, words in STARTS]
    web = deployed.environ_of(web_url, stand_in)
    rows.append(_row("web process, to its first answer", [_web(web) for _ in range(ROUNDS)]))
    title = f"Time to start, medians of {ROUNDS}"
    print_table(title, ("what", "seconds", "CPU seconds"), rows)


def _command(environ: Mapping[str, str], words: list[str]) -> Taken:
    begun, before = monotonic(), _children()
    command = [sys.executable, "-m", "flask", *words]
    subprocess.run(
        command, cwd=servers.HERE, env={**os.environ, **environ}, check=True, capture_output=True
    )
    return Taken(monotonic() - begun, _children() - before)


def _web(environ: Mapping[str, str]) -> Taken:
    begun = monotonic()
    with servers.processes(1, "wsgi:app", environ) as web:
        return Taken(monotonic() - begun, web.cpu_seconds())


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _row(name: str, found: list[Taken]) -> tuple[str, ...]:
    wall, cpu = median(one.wall for one in found), median(one.cpu for one in found)
    return (name, f"{wall:.2f}", f"{cpu:.2f}")
