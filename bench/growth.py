"""Conversation steps a second with 100,000 stored reports, beside the same with 1,200."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from statistics import median

from bench import crowd, history, places, servers
from bench.figures import middle, print_table
from bench.servers import Server
from bench.steps import Case

FEW, MANY = "1,200 reports", "100,000 reports"
PROJECTS_A_YEAR = {FEW: 3, MANY: 250}
ROUNDS, SECONDS, CLIENTS = 5, 2.0, 8
Serve = Callable[[Mapping[str, str]], AbstractContextManager[Server]]


def run() -> None:
    """Measure and print, for each database that is there."""
    with ExitStack() as stack:
        place = stack.enter_context(places.directory())
        urls = {name: f"sqlite:///{place}/{at}.db" for at, name in enumerate(PROJECTS_A_YEAR)}
        _compare("SQLite", urls, servers.one_process)
        found = {name: stack.enter_context(places.postgresql()) for name in PROJECTS_A_YEAR}
        urls = {name: url for name, url in found.items() if url}
        if len(urls) == len(found):
            _compare("PostgreSQL", urls, partial(servers.two_processes, "wsgi:app"))


def _compare(kind: str, urls: Mapping[str, str], serve: Serve) -> None:
    with _cases(urls, serve) as cases:
        for case in cases:
            case.measure(CLIENTS, SECONDS)
        for at in range(ROUNDS):
            for case in cases if at % 2 else reversed(cases):
                case.found[CLIENTS].append(case.measure(CLIENTS, SECONDS))
    few, many = (case.found[CLIENTS] for case in cases)
    share = median(one.rate / other.rate for one, other in zip(many, few, strict=True))
    middles = [(case.name, middle(case.found[CLIENTS])) for case in cases]
    rows = [(name, f"{it.rate:.0f}", f"{it.p99:.1f}", f"{it.cpu:.2f}") for name, it in middles]
    title = f"Growth on {kind}, medians of {ROUNDS}: with {MANY} {share:.2f} of {FEW}"
    print_table(title, ("stored", "a second", "p99 ms", "CPU ms each"), rows)


@contextmanager
def _cases(urls: Mapping[str, str], serve: Serve) -> Iterator[list[Case]]:
    with ExitStack() as stack:
        cases = []
        for name, url in urls.items():
            owners = crowd.gather(url)
            history.write(url, PROJECTS_A_YEAR[name])
            server = stack.enter_context(serve(crowd.settings(url)))
            cases.append(Case(name, server, owners, "", url))
        yield cases
