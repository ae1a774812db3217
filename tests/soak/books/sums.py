"""Sums as they are printed, and what does not balance."""

from dataclasses import dataclass, field

SHOWN = 8
"""How many of the same fault are shown."""


@dataclass
class Sums:
    """One chapter: lines with their numbers, and faults."""

    title: str
    lines: list[tuple[str, object]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def line(self, words: str, number: object) -> None:
        self.lines.append((words, number))

    def must_be(self, words: str, number: int, wanted: int) -> None:
        """A line that must come to this."""
        self.line(words, number)
        if number != wanted:
            self.faults.append(f"{words}: {number} instead of {wanted}")

    def none(self, words: str, found: list[str]) -> None:
        """A line that must be 0; what was found is shown."""
        self.line(words, len(found))
        self.faults += [f"{words}: {one}" for one in found[:SHOWN]]
        if len(found) > SHOWN:
            self.faults.append(f"{words}: and {len(found) - SHOWN} more")


@dataclass
class Books:
    """All chapters of one run."""

    title: str
    chapters: list[Sums]

    @property
    def balance(self) -> bool:
        return not any(chapter.faults for chapter in self.chapters)

    def __str__(self) -> str:
        lines = [self.title]
        for chapter in self.chapters:
            lines += ["", f"  {chapter.title}"]
            lines += [f"    {words:<74}{number!s:>9}" for words, number in chapter.lines]
        faults = [fault for chapter in self.chapters for fault in chapter.faults]
        lines += ["", *(f"  DOES NOT BALANCE: {fault}" for fault in faults)]
        lines.append("  THE BOOKS BALANCE" if self.balance else f"  {len(faults)} faults")
        return "\n".join(lines)
