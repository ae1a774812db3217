"""The load: a process of its own that keeps a number of connections busy for some seconds."""

import multiprocessing
import selectors
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from time import perf_counter

from bench import talk
from bench.talk import Owner

LONGEST_WAIT = 20.0
"""A server that says nothing for so long has failed the bench."""


@dataclass(frozen=True)
class Load:
    """`clients` connections, each asking again as soon as it is answered; every owner has one."""

    port: int
    owners: Sequence[Owner]
    clients: int
    seconds: float


@dataclass(frozen=True)
class Pressed:
    """The time of each request, and how long it all took, in seconds."""

    times: list[float]
    seconds: float


def press(load: Load) -> Pressed:
    """Put the load on a server, from another process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_press, (load,))


def _press(load: Load) -> Pressed:
    clients = [Client(load.port, load.owners[at :: load.clients]) for at in range(load.clients)]
    with selectors.DefaultSelector() as selector:
        for client in clients:
            selector.register(client.socket, selectors.EVENT_READ, client)
        times: list[float] = []
        started = perf_counter()
        for client in clients:
            client.ask()
        waiting = len(clients)
        while waiting:
            ready = selector.select(LONGEST_WAIT)
            if not ready:
                raise TimeoutError(f"{waiting} requests were not answered")
            for key, _ in ready:
                client = key.data
                if not client.hear():
                    continue
                now = perf_counter()
                times.append(now - client.asked_at)
                if now - started < load.seconds:
                    client.ask()
                else:
                    waiting -= 1
        taken = perf_counter() - started
    for client in clients:
        client.socket.close()
    return Pressed(times, taken)


class Client:
    """One connection, kept alive; its owners act in turn."""

    def __init__(self, port: int, owners: Sequence[Owner]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), LONGEST_WAIT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        acts = cycle([talk.requests(owner) for owner in owners])
        self._requests = (next(act) for act in acts)
        self._next = next(self._requests)
        self._heard = b""
        self.asked_at = 0.0

    def ask(self) -> None:
        """Send the next request, made beforehand so that its making is not in its time."""
        self._heard = b""
        self.asked_at = perf_counter()
        self.socket.sendall(self._next)
        self._next = next(self._requests)

    def hear(self) -> bool:
        """True once the answer is complete; anything but 200 ends the bench."""
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError("the server hung up")
        self._heard += part
        head, blank, body = self._heard.partition(b"\r\n\r\n")
        if not blank or len(body) < length_of(head):
            return False
        if b" 200 " not in head[:16]:
            raise AssertionError(f"answered {head[:40]!r} {body[:200]!r}")
        return True


def length_of(head: bytes) -> int:
    """The length of the body, by the head's own words."""
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise AssertionError("an answer without a length")
