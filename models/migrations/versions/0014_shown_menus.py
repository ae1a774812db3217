"""Which rich menu an account was shown."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("line_accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("menu", sa.String(length=80), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("line_accounts", schema=None) as batch_op:
        batch_op.drop_column("menu")
