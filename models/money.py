"""Money: `Decimal` baht in the code, whole satang in the database."""

from decimal import Decimal

from models.errors import KaonaError

LARGEST = Decimal(10) ** 13
"""No office handles ten million million baht; a larger figure is a slip of the finger."""


class NotMoneyError(KaonaError):
    """An amount must be a number of baht from 0 up, with at most two decimals."""


def to_satang(baht: Decimal) -> int:
    """Whole satang of an amount in baht; `NotMoneyError` unless it is exact and not negative."""
    if not baht.is_finite() or baht < 0 or baht > LARGEST:
        raise NotMoneyError
    satang = baht * 100
    if satang != satang.to_integral_value():
        raise NotMoneyError
    return int(satang)


def from_satang(satang: int) -> Decimal:
    """Baht of whole satang, with two decimals only where there are satang."""
    baht, rest = divmod(satang, 100)
    return Decimal(baht) if rest == 0 else Decimal(satang).scaleb(-2)
