"""From a webhook to the arrival of its reply at LINE, at a hundred a second."""

from contextlib import ExitStack

from bench import deployed, places
from bench.deployed import Bot
from bench.figures import Figures, figures, middle, print_table
from bench.line import line

ROUNDS, SECONDS, RATE, LATENCY = 3, 6.0, 100.0, 0.1


def run() -> None:
    """Measure and print."""
    rows = []
    with ExitStack() as stack:
        place, stand_in = stack.enter_context(places.directory()), stack.enter_context(line())
        ours = deployed.on_sqlite(stack, place, stand_in)
        bots = [ours, *deployed.on_postgresql(stack, stand_in)]
        for bot in bots:
            bot.warm_up()
        stand_in.answers_in(LATENCY)
        rounds = [[_measure(bot) for bot in bots] for _ in range(ROUNDS)]
    for bot, *found in zip(bots, *rounds, strict=True):
        it = middle(found)
        rows.append((bot.name, f"{it.p50:.1f}", f"{it.p99:.1f}", f"{it.longest:.1f}"))
    title = f"Webhook to reply at {RATE:.0f} a second, medians of {ROUNDS}, none lost or doubled"
    print_table(title, ("server", "p50 ms", "p99 ms", "longest"), rows)


def _measure(bot: Bot) -> Figures:
    """`taken` sees to it that every reply came, and came once."""
    sent = bot.send(RATE, SECONDS)
    came = bot.line.taken([one.token for one in sent])
    return figures([came[one.token].at - one.due for one in sent], SECONDS, 0)
