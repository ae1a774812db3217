"""The bot as it is deployed, everything running, with a stand-in for LINE behind it."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import crowd, places, servers
from bench.line import StandIn
from bench.schedule import Schedule, Sent, send
from bench.servers import Server
from bench.talk import Owner
from tests import as_deployed

WARM_UP_SECONDS, WARM_UP_RATE = 2.0, 20.0


@dataclass(frozen=True)
class Bot:
    """A running bot: the process that takes webhooks, the worker if there is one."""

    name: str
    web: Server
    owners: Sequence[Owner]
    line: StandIn
    database_url: str = ""
    worker: Server | None = None

    def warm_up(self) -> None:
        """Until all of it is there: what was sent has come."""
        sent = self.send(WARM_UP_RATE, WARM_UP_SECONDS)
        self.line.taken([one.token for one in sent])

    def send(self, rate: float, seconds: float) -> list[Sent]:
        """Webhooks by the clock."""
        return send(Schedule(self.web.port, self.owners, rate, seconds))


def environ_of(database_url: str, line: StandIn) -> dict[str, str]:
    """Its settings."""
    return crowd.settings(database_url) | {"LINE_API_BASE_URL": line.address}


def on_sqlite(stack: ExitStack, place: Path, line: StandIn) -> Bot:
    """`flask serve`: all in one process."""
    url = f"sqlite:///{place}/kaona.db"
    owners = crowd.gather(url)
    web = stack.enter_context(servers.flask_serve(environ_of(url, line)))
    return Bot("Kaona on SQLite", web, owners, line, url)


def on_postgresql(stack: ExitStack, line: StandIn) -> Iterator[Bot]:
    """gunicorn with two processes and a worker, as docs/deploy.md has them; none without
    PostgreSQL.
    """
    url = stack.enter_context(places.postgresql())
    if url is None:
        return
    owners = crowd.gather(url)
    as_deployed.compile_all()
    environ = environ_of(url, line) | as_deployed.ENVIRON
    web = stack.enter_context(servers.two_processes("wsgi:app", environ))
    worker = stack.enter_context(servers.flask_worker(environ))
    yield Bot("Kaona on PostgreSQL", web, owners, line, url, worker)


def plain(stack: ExitStack, line: StandIn, owners: Sequence[Owner]) -> Bot:
    """p: a plain bot that calls LINE within the request."""
    environ = environ_of("sqlite:///none.db", line)
    web = stack.enter_context(servers.two_processes("bench.bare:plain_bot()", environ))
    return Bot("p  calls LINE in the request", web, owners, line)
