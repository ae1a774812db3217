"""A load by the clock: each webhook goes out at its moment, whatever became of those before it.

Times count from that moment, so that a server which falls behind cannot hide it.
"""

import asyncio
import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from time import monotonic

from bench import talk
from bench.load import length_of
from bench.talk import Owner

ANSWERS_WITHIN = 20.0
BEGINS_IN = 0.1


@dataclass(frozen=True)
class Schedule:
    """So many webhooks a second, for so many seconds; the owners act in turn."""

    port: int
    owners: Sequence[Owner]
    rate: float
    seconds: float


@dataclass(frozen=True)
class Sent:
    """A webhook: its reply token, its moment (of the machine's clock), seconds to its 200."""

    token: str
    due: float
    acknowledged: float


def send(schedule: Schedule) -> list[Sent]:
    """Send them, from another process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_send, (schedule,))


def _send(schedule: Schedule) -> list[Sent]:
    return asyncio.run(_Sender(schedule).run())


class _Sender:
    """Connections are kept and taken again; where none is free, one more is opened."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def run(self) -> list[Sent]:
        acts = cycle([talk.requests(owner) for owner in self._schedule.owners])
        begin = monotonic() + BEGINS_IN
        async with asyncio.timeout(self._schedule.seconds + ANSWERS_WITHIN):
            async with asyncio.TaskGroup() as group:
                sending = []
                for number in range(round(self._schedule.rate * self._schedule.seconds)):
                    request = next(next(acts))
                    due = begin + number / self._schedule.rate
                    await asyncio.sleep(max(0.0, due - monotonic()))
                    sending.append(group.create_task(self._one(request, due)))
        for _, writer in self._free:
            writer.close()
        return [task.result() for task in sending]

    async def _one(self, request: bytes, due: float) -> Sent:
        reader, writer = self._free.pop() if self._free else await self._connect()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(length_of(head))
        acknowledged = monotonic() - due
        if b" 200 " not in head[:16]:
            raise AssertionError(f"answered {head[:40]!r}")
        self._free.append((reader, writer))
        return Sent(talk.reply_token(request), due, acknowledged)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self._schedule.port)
