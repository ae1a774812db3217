"""Conversation steps acknowledged a second, beside bare routes that only verify or only write."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench import bare, crowd, places, servers
from bench.figures import Figures, figures, middle, print_table
from bench.load import Load, press
from bench.servers import Server
from bench.talk import Owner

ROUNDS = 3
SECONDS = 2.0
WARM_UP_SECONDS = 1.0
CLIENTS = (4, 8, 16)
SWIFT = 50.0
"""Milliseconds the 99th of a hundred may take for a rate to count."""


@dataclass
class Case:
    """A server under measure. `base`: the bare route whose share it is measured as."""

    name: str
    server: Server
    owners: Sequence[Owner]
    base: str
    database_url: str = ""
    done: int = 0
    found: dict[int, list[Figures]] = field(default_factory=lambda: defaultdict(list))

    def measure(self, clients: int, seconds: float) -> Figures:
        """Press it once."""
        before = self.server.cpu_seconds()
        pressed = press(Load(self.server.port, self.owners, clients, seconds))
        self.done += len(pressed.times)
        return figures(pressed.times, pressed.seconds, self.server.cpu_seconds() - before)

    def best(self) -> int:
        """The number of clients with the highest rate at a swift p99; without any, the fewest."""
        swift = [level for level in CLIENTS if middle(self.found[level]).p99 < SWIFT]
        return max(swift or CLIENTS[:1], key=lambda level: middle(self.found[level]).rate)


def run() -> None:
    """Measure and print."""
    with cases() as all_cases:
        for case in all_cases:
            case.measure(CLIENTS[0], WARM_UP_SECONDS)
        for _ in range(ROUNDS):
            for clients in CLIENTS:
                for case in all_cases:
                    case.found[clients].append(case.measure(clients, SECONDS))
        for case in all_cases:
            if case.database_url:
                crowd.check(case.database_url, case.done)
        report(all_cases)


@contextmanager
def cases() -> Iterator[list[Case]]:
    """All servers, running."""
    with ExitStack() as stack:
        place = stack.enter_context(places.directory())
        bot_url = stack.enter_context(places.postgresql())
        bare_url = stack.enter_context(places.postgresql())
        yield [
            *_on_sqlite(stack, place),
            *(_on_postgresql(stack, bot_url, bare_url) if bot_url and bare_url else ()),
        ]


def _on_sqlite(stack: ExitStack, place: Path) -> Iterator[Case]:
    url = f"sqlite:///{place}/kaona.db"
    owners = crowd.gather(url)
    environ = crowd.settings(url) | {"BARE_DATABASE": str(place / "bare.db")}
    signature = servers.two_processes("bench.bare:signature()", environ)
    yield Case("a  signature only", stack.enter_context(signature), owners, "")
    writing = servers.one_process(environ, "bench.bare:sqlite")
    yield Case("b  + four rows, SQLite", stack.enter_context(writing), owners, "a")
    bot = servers.one_process(environ)
    yield Case("Kaona on SQLite", stack.enter_context(bot), owners, "b", url)


def _on_postgresql(stack: ExitStack, bot_url: str, bare_url: str) -> Iterator[Case]:
    owners = crowd.gather(bot_url)
    bare.create_postgresql(bare_url)
    environ = crowd.settings(bot_url) | {"BARE_DATABASE": bare_url}
    writing = servers.two_processes("bench.bare:postgresql()", environ)
    yield Case("c  + four rows, PostgreSQL", stack.enter_context(writing), owners, "a")
    bot = servers.two_processes("wsgi:app", environ)
    yield Case("Kaona on PostgreSQL", stack.enter_context(bot), owners, "c", bot_url)


def report(all_cases: Sequence[Case]) -> None:
    """Every figure, then the shares at each server's best rate."""
    heads = ("server", "clients", "a second", "p50 ms", "p99 ms", "longest", "CPU ms each")
    rows = [
        _row(case.name, clients, middle(case.found[clients]))
        for case in all_cases
        for clients in CLIENTS
    ]
    print_table(f"Steps acknowledged, medians of {ROUNDS}, {SECONDS:.0f} s each", heads, rows)
    shares = [_share(case, all_cases) for case in all_cases if case.base]
    print_table(
        "Shares within each round, median",
        ("at the best rate with p99 < 50 ms", "clients", "a second", "share", "of", "p99 ms"),
        shares,
    )


def _row(name: str, clients: int, found: Figures) -> tuple[str, ...]:
    times = (f"{value:.1f}" for value in (found.p50, found.p99, found.longest))
    return (name, str(clients), f"{found.rate:.0f}", *times, f"{found.cpu:.2f}")


def _share(case: Case, all_cases: Sequence[Case]) -> tuple[str, ...]:
    base = next(one for one in all_cases if one.name.startswith(case.base))
    ours, theirs = case.found[case.best()], base.found[base.best()]
    share = median(mine.rate / bare.rate for mine, bare in zip(ours, theirs, strict=True))
    found = middle(ours)
    kept = "" if found.p99 < SWIFT else " too slow"
    rate, p99 = f"{found.rate:.0f}", f"{found.p99:.1f}{kept}"
    return (case.name, str(case.best()), rate, f"{share:.2f}", case.base, p99)
