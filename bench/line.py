"""A stand-in for the LINE API that answers after a fixed time and remembers what came when.

`python -m bench.line PORT` is a process of its own; a `StandIn` is how a bench speaks with it.
"""

import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from urllib.request import urlopen

import orjson

from bench import servers

ARRIVES_WITHIN = 20.0
"""What has not come by then is lost."""
ACCEPTED = b'{"sentMessages":[{"id":"1"}]}'


@dataclass(frozen=True)
class Taken:
    """A call: the moment it came (of the machine's clock), its reply token or retry key."""

    at: float
    key: str


@dataclass(frozen=True)
class StandIn:
    """The running stand-in."""

    port: int

    @property
    def address(self) -> str:
        """Its base URL."""
        return f"http://127.0.0.1:{self.port}"

    def answers_in(self, seconds: float) -> None:
        """From now on each call is answered after so long."""
        self._ask(f"/answers-in/{seconds}")

    def taken(self, keys: Sequence[str]) -> dict[str, Taken]:
        """What came since it was asked last: each of `keys` once and nothing else, or an error."""
        came: list[Taken] = []
        deadline = monotonic() + ARRIVES_WITHIN
        while len(came) < len(keys) and monotonic() < deadline:
            time.sleep(0.1)
            came += [Taken(*one) for one in orjson.loads(self._ask("/taken"))]
        found = {one.key: one for one in came}
        if len(found) != len(came) or found.keys() != set(keys):
            lost = len(set(keys) - found.keys())
            raise AssertionError(f"of {len(keys)}: {lost} lost, {len(came) - len(found)} doubled")
        return found

    def _ask(self, path: str) -> bytes:
        with urlopen(self.address + path, timeout=ARRIVES_WITHIN) as answer:
            body: bytes = answer.read()
        return body


@contextmanager
def line() -> Iterator[StandIn]:
    """A stand-in in a process of its own."""
    port = servers.free_port()
    with servers.running(["bench.line", str(port)], {}, port=port):
        yield StandIn(port)


class _State:
    """What all connections share."""

    def __init__(self) -> None:
        self.taken: list[tuple[float, str]] = []
        self.seconds = 0.0


class _Connection(asyncio.Protocol):
    """One connection, kept alive; requests come one after the other."""

    def __init__(self, state: _State) -> None:
        self._state, self._heard = state, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See asyncio."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """See asyncio."""
        self._heard += data
        head, blank, body = self._heard.partition(b"\r\n\r\n")
        if not blank or len(body) < _length(head):
            return
        self._heard = b""
        method, path, _ = head.split(b" ", 2)
        if method == b"POST":
            self._take(head, body)
        else:
            self._tell(path.decode())

    def _take(self, head: bytes, body: bytes) -> None:
        key = _header(head, b"x-line-retry-key") or orjson.loads(body)["replyToken"]
        self._state.taken.append((monotonic(), key))
        loop = asyncio.get_running_loop()
        loop.call_later(self._state.seconds, self._answer, ACCEPTED)

    def _tell(self, path: str) -> None:
        if path.startswith("/answers-in/"):
            self._state.seconds = float(path.rpartition("/")[2])
        said = self._state.taken if path == "/taken" else []
        if path == "/taken":
            self._state.taken = []
        self._answer(orjson.dumps(said))

    def _answer(self, body: bytes) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        if not self._transport.is_closing():
            self._transport.write(f"{head}\r\nX-Line-Request-Id: bench\r\n\r\n".encode() + body)


def _length(head: bytes) -> int:
    return int(_header(head, b"content-length") or 0)


def _header(head: bytes, wanted: bytes) -> str:
    for line_of in head.split(b"\r\n")[1:]:
        name, _, value = line_of.partition(b":")
        if name.lower() == wanted:
            return value.strip().decode()
    return ""


async def _serve(port: int) -> None:
    state, loop = _State(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(state), "127.0.0.1", port, backlog=512)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
