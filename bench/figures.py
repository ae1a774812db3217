"""Figures: what a load measured, medians over rounds, and tables of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figures:
    """What one server did under one load. Times in milliseconds; `cpu` is the server's, a step."""

    rate: float
    p50: float
    p99: float
    longest: float
    cpu: float


def figures(times: Sequence[float], seconds: float, cpu_seconds: float) -> Figures:
    """From the time of each request, in seconds."""
    ordered = sorted(times)
    return Figures(
        rate=len(ordered) / seconds,
        p50=1000 * ordered[len(ordered) // 2],
        p99=1000 * ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)],
        longest=1000 * ordered[-1],
        cpu=1000 * cpu_seconds / len(ordered),
    )


def middle(rounds: Sequence[Figures]) -> Figures:
    """The median of each figure."""
    names = ("rate", "p50", "p99", "longest", "cpu")
    return Figures(**{name: median(getattr(one, name) for one in rounds) for name in names})


def print_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with its first column to the left, the others to the right."""
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    print(f"\n{title}")
    for row in (heads, ["-" * width for width in widths], *rows):
        first, *others = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        right = (cell.strip().rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        print("  ".join((first, *right)))
