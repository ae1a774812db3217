"""How soon a webhook is acknowledged at ten a second, beside a bot that calls LINE meanwhile."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median

from bench import deployed, places
from bench.deployed import Bot
from bench.figures import Figures, figures, middle, print_table
from bench.line import line

ROUNDS, SECONDS, RATE = 3, 6.0, 10.0
LATENCIES = (0.1, 1.0)
Found = dict[tuple[str, float], list[Figures]]


def run() -> None:
    """Measure and print."""
    with ExitStack() as stack:
        place, stand_in = stack.enter_context(places.directory()), stack.enter_context(line())
        ours = deployed.on_sqlite(stack, place, stand_in)
        others = deployed.on_postgresql(stack, stand_in)
        bots = [deployed.plain(stack, stand_in, ours.owners), ours, *others]
        for bot in bots:
            bot.warm_up()
        found: Found = defaultdict(list)
        for _ in range(ROUNDS):
            for latency in LATENCIES:
                stand_in.answers_in(latency)
                for bot in bots:
                    found[bot.name, latency].append(_measure(bot))
    _report(bots, found)


def _measure(bot: Bot) -> Figures:
    sent = bot.send(RATE, SECONDS)
    bot.line.taken([one.token for one in sent])
    return figures([one.acknowledged for one in sent], SECONDS, 0)


def _report(bots: Sequence[Bot], found: Found) -> None:
    plain = bots[0].name
    rows = []
    for latency in LATENCIES:
        for bot in bots:
            mine, theirs = found[bot.name, latency], found[plain, latency]
            it = middle(mine)
            under = median(one.p50 / other.p50 for one, other in zip(theirs, mine, strict=True))
            share = median(
                one.p50 / first.p50
                for one, first in zip(mine, found[bot.name, LATENCIES[0]], strict=True)
            )
            times = (f"{value:.1f}" for value in (it.p50, it.p99, it.longest))
            rows.append((bot.name, f"{latency:g} s", *times, f"{under:.0f}", f"{share:.2f}"))
    heads = ("server", "LINE takes", "p50 ms", "p99 ms", "longest", "times under p", "of 0.1 s")
    title = f"Acknowledged at {RATE:.0f} a second, medians of {ROUNDS} rounds of {SECONDS:.0f} s"
    print_table(title, heads, rows)
