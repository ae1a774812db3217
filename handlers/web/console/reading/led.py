"""The codes of the groups a director leads: a frozen picture knows groups by their codes."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from models.people import Group


def led(connection: Connection, groups: Collection[int] | None) -> frozenset[str] | None:
    """The codes of these groups; None for those who see the whole office."""
    if groups is None:
        return None
    return frozenset(connection.scalars(select(Group.code).where(Group.id.in_(groups))))
