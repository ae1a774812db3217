"""Real servers in processes of their own, on loopback."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
STARTS_WITHIN, STOPS_WITHIN = 30.0, 10.0


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """What it and its children have used so far; 0 where the system does not tell."""
        return sum(_cpu(pid) for pid in _family(self.pid))

    def memory(self) -> list[int]:
        """The resident kilobytes of it and its children."""
        return [_resident(pid) for pid in _family(self.pid)]


def two_processes(app: str, environ: Mapping[str, str]) -> AbstractContextManager[Server]:
    """gunicorn with two processes of eight threads, as it is deployed on PostgreSQL."""
    return processes(2, app, environ)


@contextmanager
def processes(number: int, app: str, environ: Mapping[str, str]) -> Iterator[Server]:
    """gunicorn with so many processes of eight threads."""
    port = free_port()
    gunicorn = ["gunicorn", "--worker-class", "gthread", "--workers", str(number)]
    gunicorn += ["--threads", "8"]
    quiet = ["--log-level", "warning", "--keep-alive", "60", "--no-control-socket"]
    command = [*gunicorn, *quiet, "--bind", f"127.0.0.1:{port}", app]
    with running(command, environ, port=port) as pid:
        yield Server(port, pid)


@contextmanager
def one_process(environ: Mapping[str, str], factory: str = "") -> Iterator[Server]:
    """waitress as `flask serve` has it; for the app of `factory` with plain threads."""
    port = free_port()
    with running(["bench.waiting", str(port), factory], environ, port=port) as pid:
        yield Server(port, pid)


@contextmanager
def flask_serve(environ: Mapping[str, str]) -> Iterator[Server]:
    """Bot, sender and clock in one process."""
    port = free_port()
    command = ["flask", "serve", "--host", "127.0.0.1"]
    with running(command, {**environ, "PORT": str(port)}, port=port) as pid:
        yield Server(port, pid)


@contextmanager
def flask_worker(environ: Mapping[str, str]) -> Iterator[Server]:
    """Sender and clock beside web processes; it listens on no port."""
    with running(["flask", "worker"], environ) as pid:
        yield Server(0, pid)


@contextmanager
def running(
    module: list[str], environ: Mapping[str, str], *, port: int | None = None
) -> Iterator[int]:
    """A process of Python's, ready once it answers at `port`, if it has one."""
    command = [sys.executable, "-m", *module]
    # The bot writes a log line for each event, which is part of its work but not of our table.
    folder = HERE / "var"
    folder.mkdir(exist_ok=True)
    with (folder / "bench.log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=HERE, env={**os.environ, **environ}, stdout=log, stderr=log
        )
    try:
        if port is not None:
            _wait_for(port, process)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Until it answers anything at all: a port is open before its app is loaded."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        asking = HTTPConnection("127.0.0.1", port, timeout=STARTS_WITHIN)
        try:
            asking.request("GET", "/")
            asking.getresponse()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            asking.close()
    raise RuntimeError(f"{process.args!r} did not start")


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *map(int, children)]


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)
