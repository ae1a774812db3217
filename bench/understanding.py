"""How well, and how fast, free text is understood: the labelled utterances, field by field."""

from time import perf_counter

from tests.utterances.score import FIELDS, Score, lines, score


def run() -> None:
    """Print precision and recall of each field, wrong amounts, and the pace of a thousand lines."""
    for name in ("dev.jsonl", "held_out.jsonl", "held_out_2.jsonl"):
        _show(name, score(lines(name)), len(lines(name)))
    thousand = (lines("dev.jsonl") * 3)[:1000]
    began = perf_counter()
    score(thousand)
    print(f"\n1,000 lines understood in {perf_counter() - began:.2f} s")


def _show(name: str, found: Score, count: int) -> None:
    print(f"\n{name}: {count} utterances")
    print(f"{'field':<18}{'precision':>10}{'recall':>10}{'wanted':>8}")
    for key in FIELDS:
        row = f"{found.precision(key):>10.3f}{found.recall(key):>10.3f}{found.wanted[key]:>8}"
        print(f"{key:<18}{row}")
    print(f"wrong amounts one confirmation would store: {len(found.wrong_amounts)}")
