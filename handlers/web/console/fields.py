"""A form as it was typed: read field by field; what is wrong stands beside its field."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from workbooks.cells import BadCellError

T = TypeVar("T")
MISSING = "กรุณากรอกช่องนี้"
LONGEST = 4000
MOST_DIGITS = 9
"""Of an id, a year or a page in an address: what any column takes."""


def whole_number(typed: str) -> int:
    """`ValueError` for what is none, or too long to be one of ours."""
    if len(typed) > MOST_DIGITS:
        raise ValueError
    return int(typed)


class Form:
    """What was typed (kept as it is) and what is wrong with it; an empty one before that."""

    def __init__(self, typed: Mapping[str, str] | None = None) -> None:
        self.typed: dict[str, str] = dict(typed or {})
        self.faults: dict[str, str] = {}

    @property
    def is_sound(self) -> bool:
        """True while nothing is wrong."""
        return not self.faults

    def text(self, name: str, *, required: bool = False, longest: int = LONGEST) -> str:
        """A text without blanks around it."""
        value = self.typed.get(name, "").strip()
        if required and not value:
            self.fail(name, MISSING)
        if len(value) > longest:
            self.fail(name, f"ข้อความยาวไม่เกิน {longest:,} ตัวอักษร")
        return value

    def read(
        self, name: str, reader: Callable[[str], T | None], *, required: bool = False
    ) -> T | None:
        """What `reader` (of workbooks/cells.py) makes of it; None if empty or wrong."""
        typed = self.text(name, required=required)
        if not typed or name in self.faults:
            return None
        try:
            return reader(typed)
        except BadCellError as error:
            self.fail(name, str(error))
            return None

    def fail(self, name: str, why: str) -> None:
        """Something is wrong with a field; what was said first stands."""
        self.faults.setdefault(name, why)
