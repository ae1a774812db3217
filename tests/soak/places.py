"""The two databases, each with the trouble it can be put to."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from secrets import token_hex
from threading import Event
from typing import Protocol

import psycopg
from psycopg import sql

from tests.scenario.killed.bot_process import free_port

POSTGRES = os.environ.get("KAONA_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
UNPRIVILEGED = "nobody"
"""PostgreSQL's server refuses to run as root."""


class Place(Protocol):
    """A database of the stand's own."""

    url: str
    how: str
    """What a restart of it is here, for the sums."""

    def restart(self, seconds: float) -> None:
        """Away for so long, then back."""


class SqlitePlace:
    """A file. Another process holds its lock, with a transaction begun, and is killed."""

    how = "another process holds the file locked, writes half a transaction and is killed"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "kaona.db"
        self.url = f"sqlite:///{self._path}"

    def restart(self, seconds: float) -> None:
        command = [sys.executable, "-m", "tests.soak.places", str(self._path)]
        holder = subprocess.Popen(command, stdout=subprocess.PIPE)
        try:
            assert holder.stdout is not None
            holder.stdout.readline()
            Event().wait(seconds)
        finally:
            holder.kill()
            holder.communicate()


def hold(path: str) -> None:
    """Take the writer's lock, write without an end, and wait to be killed."""
    with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("DELETE FROM outgoing_messages")
        connection.execute("UPDATE chat_sessions SET burst_count = burst_count + 1")
        print("held", flush=True)
        Event().wait()


class Cluster:
    """A PostgreSQL server of our own, really stopped and started."""

    how = "the server is stopped (fast or immediate) and started again"

    def __init__(self, folder: Path, tools: Path, random: Random) -> None:
        self._folder, self._tools, self._random = folder / "cluster", tools, random
        self._port = free_port()
        self.url = f"postgresql://postgres@127.0.0.1:{self._port}/kaona"
        self._as = {"user": UNPRIVILEGED, "extra_groups": []} if os.geteuid() == 0 else {}
        self._folder.mkdir(mode=0o700)
        if self._as:
            shutil.chown(self._folder, UNPRIVILEGED)
            folder.chmod(0o711)
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C")
        self.start()
        with psycopg.connect(self.url.rsplit("/", 1)[0] + "/postgres", autocommit=True) as admin:
            admin.execute("CREATE DATABASE kaona")

    def restart(self, seconds: float) -> None:
        self.stop(self._random.choice(("fast", "immediate")))
        Event().wait(seconds)
        self.start()

    def start(self) -> None:
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -k {self._folder}"
        log = str(self._folder / "server.log")
        self._run("pg_ctl", "-w", "-t", "120", "-l", log, "-o", options, "start")

    def stop(self, mode: str) -> None:
        self._run("pg_ctl", "-w", "-t", "120", "-m", mode, "stop")

    def _run(self, tool: str, *words: str) -> None:
        command: Sequence[str] = (str(self._tools / tool), "-D", str(self._folder), *words)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(command, check=True, cwd="/", **quiet, **self._as)  # type: ignore[call-overload]


class Borrowed:
    """A database on a server that is not ours: nobody gets in for a while."""

    how = "all sessions are ended and none is let in (no PostgreSQL server to start here)"

    def __init__(self) -> None:
        self.name = f"kaona_soak_{token_hex(4)}"
        self.url = POSTGRES.rsplit("/", 1)[0] + "/" + self.name
        self._tell("CREATE DATABASE {}")

    def restart(self, seconds: float) -> None:
        self._tell("ALTER DATABASE {} ALLOW_CONNECTIONS false")
        try:
            with psycopg.connect(POSTGRES, autocommit=True) as admin:
                admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                    (self.name,),
                )
            Event().wait(seconds)
        finally:
            self._tell("ALTER DATABASE {} ALLOW_CONNECTIONS true")

    def drop(self) -> None:
        self._tell("DROP DATABASE {} WITH (FORCE)")

    def _tell(self, statement: str) -> None:
        with psycopg.connect(POSTGRES, autocommit=True) as admin:
            admin.execute(sql.SQL(statement).format(sql.Identifier(self.name)))


@contextmanager
def place(kind: str, folder: Path, seed: str) -> Iterator[Place]:
    """The database of this kind, gone afterwards (the file stays in `folder`)."""
    if kind == "sqlite":
        yield SqlitePlace(folder)
    elif tools := _server_tools():
        cluster = Cluster(folder, tools, Random(seed))
        try:
            yield cluster
        finally:
            cluster.stop("fast")
    else:
        borrowed = Borrowed()
        try:
            yield borrowed
        finally:
            borrowed.drop()


def _server_tools() -> Path | None:
    """Where PostgreSQL's server lies: on the path, or where Debian puts it."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return kept[-1].parent if kept else None


if __name__ == "__main__":
    hold(sys.argv[1])
