"""What must still go out this month; counted messages by the time they went."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("quota_readings") as table:
        table.add_column(
            sa.Column("expected", sa.Integer(), server_default=sa.text("0"), nullable=False)
        )
        table.add_column(
            sa.Column("pushed", sa.Integer(), server_default=sa.text("0"), nullable=False)
        )
        table.create_check_constraint("expected_not_negative", "expected >= 0")
    op.create_index(
        "ix_outgoing_messages_pushed",
        "outgoing_messages",
        ["sent_at"],
        sqlite_where=sa.text("sent_as = 'push'"),
        postgresql_where=sa.text("sent_as = 'push'"),
    )


def downgrade() -> None:
    op.drop_index("ix_outgoing_messages_pushed", "outgoing_messages")
    with op.batch_alter_table("quota_readings") as table:
        table.drop_constraint("expected_not_negative", type_="check")
        table.drop_column("pushed")
        table.drop_column("expected")
