"""The collector of garbage in a long-running process: what it leaves aside, how often it looks."""

import gc
from typing import Final

NEW_OBJECTS: Final = 50_000
"""A picture of 2,000 projects has as many; by default every 700 are looked through."""


def set_aside() -> None:
    """Leave all that is there now out of later collections; once, when the process is ready.

    A full collection goes through everything a process holds: some 300,000 objects of code and
    libraries, a tenth of a second. It stands still for so long in the middle of somebody's page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
