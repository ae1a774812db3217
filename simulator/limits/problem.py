"""One thing LINE would complain about: where, and what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]
Json = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """What is wrong with the part of the body at `path`."""

    path: Path
    message: str

    @property
    def property(self) -> str:
        """As LINE writes it for plain parts: `messages[0].text`."""
        words = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return "".join(words).removeprefix(".")

    def pointer(self, skip: int) -> str:
        """As LINE writes it inside Flex: `/body/contents/1/text`, from the container on."""
        return "/" + "/".join(str(part) for part in self.path[skip:])


Problems = Iterator[Problem]
