"""As what somebody certified, and which line a return is about."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "certifications",
        sa.Column("concerns", sa.String(length=24), server_default="", nullable=False),
    )
    # in plain words: Alembic would rebuild the table on SQLite
    op.execute(
        "ALTER TABLE certifications ADD COLUMN capacity VARCHAR(24) NOT NULL DEFAULT 'director' "
        "CONSTRAINT ck_certifications_capacity "
        "CHECK (capacity IN ('director', 'acting', 'delegated'))"
    )


def downgrade() -> None:
    op.drop_column("certifications", "capacity")
    op.drop_column("certifications", "concerns")
