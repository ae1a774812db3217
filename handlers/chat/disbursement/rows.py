"""Figures on their way: typed rows, and the JSON an offer keeps of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from workbooks.disbursement_reader import Figures
from workbooks.disbursements import DISBURSEMENTS, DisbursementRow
from workbooks.rows import Located


def as_json(rows: Iterable[DisbursementRow]) -> list[list[Any]]:
    """What an offer keeps; amounts as text, as everywhere in JSON."""
    return [
        [row.project, row.source, None if row.amount is None else str(row.amount), str(row.as_of)]
        for row in rows
    ]


def figures_of(content: Mapping[str, Any]) -> Figures:
    """The figures an offer keeps, as if they had just been read."""
    rows = [
        DisbursementRow(
            project, source, None if amount is None else Decimal(amount), date.fromisoformat(as_of)
        )
        for project, source, amount, as_of in content.get("rows", ())
    ]
    return figures(rows)


def figures(rows: Sequence[DisbursementRow]) -> Figures:
    """Rows that come from no file; their numbers count from 1."""
    located = [Located(DISBURSEMENTS, at, row, frozenset()) for at, row in enumerate(rows, start=1)]
    return Figures(tuple(located))
