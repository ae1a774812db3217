"""Puts tone marks over ั ิ ึ at the same height as over ี ื, so that PDF text copies out right.

    pip install fonttools && python even_marks.py ORIGINAL.ttf RESULT.ttf

A mark that the font moves up or down ends a run of text in typst's PDF, and the syllable is then
written into the file twice ("ตั้ตั้ง" to whoever copies or searches it). The font moves these marks
by at most 56 of 1,000 units, which no eye misses. Run once when the font is renewed.
"""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

ON_LETTERS, ON_MARKS = 4, 6
"""Kinds of tables: where a mark sits on a letter, and where on a mark below it."""
NEARLY = {ON_LETTERS: 5, ON_MARKS: 56}
"""Larger moves keep marks from touching; they are left."""


def main(original: Path, result: Path) -> None:
    """Write the changed font."""
    font = TTFont(original)
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            if table.LookupType in NEARLY:
                _even(table)
    for record in font["name"].names:
        if record.nameID == 5:
            record.string = f"{record.toUnicode()}; even tone marks"
    font.save(result, reorderTables=False)


def _even(table: Any) -> None:
    """Let anchors below agree with those of the marks where they nearly do."""
    marks = (
        [record.MarkAnchor for record in table.Mark1Array.MarkRecord]
        if (table.LookupType == ON_MARKS)
        else [record.MarkAnchor for record in table.MarkArray.MarkRecord]
    )
    usual = [height for height, _ in Counter(one.YCoordinate for one in marks).most_common()]
    for anchor in marks:
        _snap(anchor, usual, 5)
    for anchor in _below(table):
        _snap(anchor, usual, NEARLY[table.LookupType])


def _below(table: Any) -> list[Any]:
    if table.LookupType == ON_MARKS:
        rows = [record.Mark2Anchor for record in table.Mark2Array.Mark2Record]
    else:
        rows = [record.BaseAnchor for record in table.BaseArray.BaseRecord]
    return [anchor for row in rows for anchor in row if anchor is not None]


def _snap(anchor: Any, heights: list[int], nearly: int) -> None:
    """To the most usual height that is near."""
    near = next((one for one in heights if abs(one - anchor.YCoordinate) <= nearly), None)
    if near is not None:
        anchor.YCoordinate = near


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
