"""The books: what was acknowledged and accepted, held against what is stored. Nothing runs here."""

from tests.soak.books.sums import Books, Sums

__all__ = ["Books", "Sums"]
