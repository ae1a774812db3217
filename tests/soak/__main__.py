"""`python -m tests.soak`: run the stand, print the sums; status 1 if the books do not balance."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from secrets import randbelow

from tests.soak import sabotage
from tests.soak.stand import Plan, run

DATABASES = ("sqlite", "postgresql")


def main() -> int:
    asked = _asked()
    if asked.database == "both":
        return _side_by_side(asked)
    folder = Path(tempfile.mkdtemp(prefix="kaona-soak-"))
    plan = Plan(asked.database, asked.minutes * 60, asked.seed, asked.sabotage)
    books = run(plan, folder)
    print(books)
    if books.balance:
        shutil.rmtree(folder)
        return 0
    print(f"  database, files and logs are kept in {folder}")
    return 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--database", choices=(*DATABASES, "both"), default="both")
    parser.add_argument("--seed", default=str(randbelow(1_000_000)))
    parser.add_argument("--break", dest="sabotage", choices=tuple(sabotage.NAMES), default="")
    return parser.parse_args()


def _side_by_side(asked: argparse.Namespace) -> int:
    """Each database has a process; what they print comes whole."""
    more = ["--break", asked.sabotage] if asked.sabotage else []
    runs = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.soak", "--database", database),
                *("--minutes", str(asked.minutes), "--seed", asked.seed, *more),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        for database in DATABASES
    ]
    for one in runs:
        print(one.communicate()[0], flush=True)
    return int(any(one.returncode for one in runs))


if __name__ == "__main__":
    raise SystemExit(main())
