"""Alembic's entry: runs the migrations on the connection it is handed.

A migration must mean the same for ever, so it names plain column types, not those of today's code.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import JSON

from models.base import Baht, SignedBaht, UtcDateTime
from models.schema import METADATA


def plain_type(kind: str, thing: Any, _: AutogenContext) -> str | Literal[False]:
    """How a column type of the code is written in a migration."""
    if kind == "type" and isinstance(thing, Baht | SignedBaht):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, JSON):
        return 'sa.JSON().with_variant(JSONB(), "postgresql")'
    return False


def run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=plain_type,
    )
    context.run_migrations()


run()
