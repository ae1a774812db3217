"""`flask serve` as a process of its own, that can be killed at any moment and started again."""

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, RLock

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 30.0
LOOK_EVERY = 0.02


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class BotProcess:
    """One bot, started and killed by turns."""

    def __init__(self, environ: Mapping[str, str], log: Path, buried: Callable[[], None]) -> None:
        self.port = int(environ["PORT"])
        self._environ = {"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1", **environ}
        self._log = log
        self._buried = buried
        self._lock = RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self.kills = 0

    def set_environ(self, **more: str) -> None:
        """For the next start."""
        self._environ |= more

    def launch(self) -> None:
        """Start it, if it does not run; it may not be ready yet."""
        with self._lock:
            if self._process is not None:
                return
            with self._log.open("ab") as log:
                command = [sys.executable, "-m", "flask", "serve", "--host", "127.0.0.1"]
                self._process = subprocess.Popen(
                    command, cwd=ROOT, env=self._environ, stdout=log, stderr=log
                )

    def kill(self) -> None:
        """`kill -9`, if it runs."""
        with self._lock:
            if self._process is None:
                return
            self._process.kill()
            self._process.wait(PATIENCE)
            self._process = None
            self._buried()
            self.kills += 1

    def wait_until_ready(self) -> None:
        """Until it answers; it is started again if it was killed meanwhile."""
        never = Event()
        for _ in range(int(PATIENCE / LOOK_EVERY)):
            self.launch()
            if self._answers():
                return
            never.wait(LOOK_EVERY)
        raise TimeoutError(self.said())

    def stop(self) -> int:
        """SIGTERM, as an operator stops it; the exit status."""
        with self._lock:
            assert self._process is not None
            self._process.terminate()
            status = self._process.wait(PATIENCE)
            self._process = None
            return status

    def said(self) -> str:
        """Everything it wrote."""
        return self._log.read_text(encoding="utf-8")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()
