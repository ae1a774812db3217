"""A long list a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Pages(Generic[Item]):
    """All of a list; `asked` is the number of a page, however wrong."""

    items: Sequence[Item]
    asked: int
    size: int

    @property
    def total(self) -> int:
        """How many there are in all."""
        return len(self.items)

    @property
    def count(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def page(self) -> int:
        """The page in sight: the one asked for, or the nearest there is."""
        return min(max(self.asked, 1), self.count)

    @property
    def first(self) -> int:
        """The place of the first one in sight, from 0."""
        return (self.page - 1) * self.size

    @property
    def shown(self) -> Sequence[Item]:
        """Those in sight."""
        return self.items[self.first : self.first + self.size]
