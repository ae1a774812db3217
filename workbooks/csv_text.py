"""Text for a CSV file that a spreadsheet opens: never taken for a formula."""

from typing import Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets take for the begin of a formula, in full width as well."""


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would compute it."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
