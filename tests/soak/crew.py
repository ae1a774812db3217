"""The bot's processes: started, watched as systemd does, killed, stopped, short of disk."""

import http.client
import os
import resource
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, RLock, Thread
from typing import IO

from tests import as_deployed

ROOT = Path(__file__).resolve().parents[2]
STOPS_WITHIN = 60.0
"""As `TimeoutStopSec` of the units in docs/deploy."""
STARTS_WITHIN = 60.0
RESTART_PAUSE = 0.5
UP = b"Kaona "
"""How the line begins by which `flask serve` and `flask worker` say that they work."""


class Member:
    """One process of the bot. What it says comes by a pipe, so that a full disk loses none."""

    def __init__(self, name: str, command: Sequence[str], environ: Mapping[str, str], log: Path):
        self.name = name
        self._command = [sys.executable, "-m", *command]
        self._environ = {"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1", **environ}
        self._log = log
        self._lock = RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_up = False
        self.statuses: Counter[str] = Counter()

    def start(self) -> None:
        with self._lock:
            if self._process is not None:
                return
            self._is_up = False
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._environ,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            assert self._process.stdout is not None
            Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()

    def _listen(self, pipe: IO[bytes]) -> None:
        with self._log.open("ab") as log, pipe:
            for line in pipe:
                self._is_up = self._is_up or line.startswith(UP)
                log.write(line)
                log.flush()

    def look_after(self) -> None:
        """Start it again if it ended by itself."""
        with self._lock:
            if self._process is not None and self._process.poll() is not None:
                self.statuses[f"ended by itself ({self._process.returncode})"] += 1
                self._bury(self._process)
            self.start()

    def kill(self) -> None:
        """`kill -9`, with all its children."""
        with self._lock:
            if self._process is not None:
                self.statuses["killed"] += 1
                self._bury(self._process)

    def kill_a_child(self, which: int) -> None:
        """`kill -9` for one of its children, if it has any."""
        with self._lock:
            children = self.family()[1:]
            if children:
                self.statuses["child killed"] += 1
                os.kill(children[which % len(children)], signal.SIGKILL)

    def stop(self) -> None:
        """SIGTERM, as an operator or systemd stops it; how it ended is counted."""
        with self._lock:
            process = self._process
            if process is None:
                return
            process.terminate()
            try:
                status = process.wait(STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                self.statuses["did not stop in time"] += 1
            else:
                self.statuses[self._end(status)] += 1
            self._bury(process)

    def _end(self, status: int) -> str:
        if status == 0:
            return "stopped well"
        if status == -signal.SIGTERM and not self._is_up:
            return "stopped before it was up"
        return f"stopped with {status}"

    def _bury(self, process: "subprocess.Popen[bytes]") -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(STOPS_WITHIN)
        self._process = None

    def family(self) -> list[int]:
        """It and its children."""
        with self._lock:
            if self._process is None:
                return []
            pid = self._process.pid
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        except OSError:
            return [pid]
        return [pid, *map(int, children)]


class Crew:
    """All processes of the bot on one database, and somebody who starts them again."""

    def __init__(self, members: Sequence[Member], port: int) -> None:
        self.members = list(members)
        self._port = port
        self._over = Event()
        self._watch = Thread(target=self._look_after, daemon=True)

    def start(self) -> None:
        for member in self.members:
            member.start()
        never = Event()
        for _ in range(int(STARTS_WITHIN / 0.2)):
            if self.answers("/healthz"):
                break
            never.wait(0.2)
        else:
            raise TimeoutError("the bot did not start")
        self._watch.start()

    def answers(self, path: str) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        """Everybody is stopped as an operator does it."""
        self._over.set()
        self._watch.join()
        for member in self.members:
            member.stop()

    def kill(self) -> None:
        """At the end of a stand that broke."""
        self._over.set()
        for member in self.members:
            member.kill()

    def fill_the_disk(self, *, full: bool) -> None:
        """No process may write to a file any more (EFBIG), or all may again."""
        for pid in (pid for member in self.members for pid in member.family()):
            try:
                _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (0 if full else hard, hard))
            except ProcessLookupError:
                continue

    def ends(self) -> Counter[str]:
        """How processes ended."""
        return sum((member.statuses for member in self.members), Counter[str]())

    def _look_after(self) -> None:
        while not self._over.wait(RESTART_PAUSE):
            for member in self.members:
                member.look_after()


def of_sqlite(port: int, environ: Mapping[str, str], logs: Path) -> Crew:
    """`flask serve`, alone."""
    serve = ["tests.soak.bot", "serve", "--host", "127.0.0.1"]
    return Crew([Member("serve", serve, environ, logs / "serve.log")], port)


def of_postgresql(port: int, environ: Mapping[str, str], logs: Path) -> Crew:
    """gunicorn with two processes of eight threads and two workers, as in docs/deploy.md."""
    as_deployed.compile_all()
    environ = {**environ, **as_deployed.ENVIRON}
    gunicorn = [
        *("gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "8"),
        *("--keep-alive", "60", "--graceful-timeout", "20", "--no-control-socket"),
        *("--log-level", "warning", "--bind", f"127.0.0.1:{port}", "tests.soak.bot:create_app()"),
    ]
    workers = [
        Member(name, ["tests.soak.bot", "worker"], environ, logs / f"{name}.log")
        for name in ("worker-1", "worker-2")
    ]
    return Crew([Member("web", gunicorn, environ, logs / "web.log"), *workers], port)
