"""`python -m bench [NAME...]`: runs the benches named, or those that run by default."""

import sys
from importlib import import_module

BENCHES = (
    "steps",
    "acknowledging",
    "replying",
    "pushing",
    "footprint",
    "workers",
    "growth",
    "understanding",
    "exports",
    "questions",
    "reminders",
    "console",
)
"""Modules here with a `run()`. Imported when run: the processes that press load this file too."""
BY_DEFAULT = tuple(name for name in BENCHES if name != "growth")


def main(names: list[str]) -> int:
    """Run each bench; 2 for a name there is no bench of."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no bench {', '.join(unknown)}; there are: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    for name in names or BY_DEFAULT:
        import_module(f"bench.{name}").run()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
