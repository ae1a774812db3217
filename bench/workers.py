"""Conversation steps a second on PostgreSQL with one, two and four web processes."""

from contextlib import ExitStack
from statistics import median

from bench import crowd, places, servers
from bench.figures import middle, print_table
from bench.steps import Case

NUMBERS = (1, 2, 4)
ROUNDS, SECONDS, CLIENTS = 3, 2.0, 8


def run() -> None:
    """Measure and print; nothing where there is no PostgreSQL."""
    with ExitStack() as stack:
        url = stack.enter_context(places.postgresql())
        if url is None:
            return
        owners, environ = crowd.gather(url), crowd.settings(url)
        cases = []
        for number in NUMBERS:
            server = stack.enter_context(servers.processes(number, "wsgi:app", environ))
            cases.append(Case(str(number), server, owners, ""))
        for case in cases:
            case.measure(CLIENTS, SECONDS / 2)
        for at in range(ROUNDS):
            for case in cases if at % 2 else reversed(cases):
                case.found[CLIENTS].append(case.measure(CLIENTS, SECONDS))
        crowd.check(url, sum(case.done for case in cases))
    _report(cases)


def _report(cases: list[Case]) -> None:
    rows = []
    for case in cases:
        it, alone = case.found[CLIENTS], cases[0].found[CLIENTS]
        times = median(mine.rate / one.rate for mine, one in zip(it, alone, strict=True))
        found = middle(it)
        rows.append((case.name, f"{found.rate:.0f}", f"{found.p99:.1f}", f"{times:.2f}"))
    heads = ("web processes", "a second", "p99 ms", "times one")
    print_table(f"Web processes on PostgreSQL, {CLIENTS} clients, medians of {ROUNDS}", heads, rows)
