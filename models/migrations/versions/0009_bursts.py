"""How many events of a chat came in the last minute."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("chat_sessions", sa.Column("burst_began", sa.DateTime(timezone=True)))
    op.add_column(
        "chat_sessions",
        sa.Column("burst_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("chat_sessions", "burst_count")
    op.drop_column("chat_sessions", "burst_began")
