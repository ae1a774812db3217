"""Reminders: what was told and why, what people asked for, when a draft was spoken of."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reminder_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("computed_from", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_reminder_days")),
    )
    op.create_table(
        "reminder_requests",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("person_id", ROW_ID, nullable=False),
        sa.Column("asked_by", ROW_ID, nullable=False),
        sa.Column("remind_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("caused_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["people.id"], name=op.f("fk_reminder_requests_asked_by")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_reminder_requests_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_requests")),
    )
    op.create_index(
        "uq_reminder_requests_open",
        "reminder_requests",
        ["person_id", "asked_by"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "reminders",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("person_id", ROW_ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("natural_key", sa.String(length=200), nullable=False),
        sa.Column("reasons", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("signature", sa.String(length=40), nullable=False),
        sa.Column("escalation", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reminders_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint("natural_key", name=op.f("uq_reminders_natural_key")),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_reminders_person_id_day")),
    )
    op.create_index(op.f("ix_reminders_day"), "reminders", ["day"], unique=False)
    op.add_column("drafts", sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("drafts", "reminded_at")
    op.drop_table("reminders")
    op.drop_table("reminder_requests")
    op.drop_table("reminder_days")
