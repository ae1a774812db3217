"""The program compiled and run as docs/deploy.md has it: without docstrings and assertions."""

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
ENVIRON: Final = {"PYTHONOPTIMIZE": "2"}
COMPILE: Final = (
    "-OO -m compileall -q -x _py2 .venv/lib bot handlers models reports scheduler workbooks"
)
"""What is said after `.venv/bin/python`; `_py2` is code of Python 2 in a library."""


def compile_all() -> None:
    """Some ten seconds once, then two; without it each process would compile for itself."""
    packages = str(Path(sys.prefix) / "lib")
    words = COMPILE.replace(".venv/lib", packages).split()
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True)
