"""The clock: calendar, rules, targets, frozen rounds, the holder, the quota."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clock_turns",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("holder", sa.String(length=120), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ticked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "failed",
            sa.JSON().with_variant(JSONB(), "postgresql"),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_clock_turns_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clock_turns")),
    )
    op.create_table(
        "disbursement_targets",
        sa.Column("fiscal_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "quarter",
            sa.Enum(
                "Q1",
                "Q2",
                "Q3",
                "Q4",
                "H1",
                "Y",
                name="quarter",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("percent", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "percent >= 0 AND percent <= 100", name=op.f("ck_disbursement_targets_percent_in_range")
        ),
        sa.PrimaryKeyConstraint("fiscal_year", "quarter", name=op.f("pk_disbursement_targets")),
    )
    op.create_table(
        "quota_readings",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("allowed", sa.Integer(), nullable=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("used >= 0", name=op.f("ck_quota_readings_used_not_negative")),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_quota_readings")),
    )
    op.create_table(
        "closed_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("closed", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "changed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["people.id"], name=op.f("fk_closed_days_changed_by")
        ),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_closed_days")),
    )
    op.create_table(
        "office_rules",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "changed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["people.id"], name=op.f("fk_office_rules_changed_by")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_office_rules")),
    )
    op.create_table(
        "round_pictures",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("picture", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_round_pictures_round_id")
        ),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_round_pictures")),
    )
    op.add_column(
        "outgoing_messages",
        sa.Column("optional", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("outgoing_messages", "optional")
    op.drop_table("round_pictures")
    op.drop_table("office_rules")
    op.drop_table("closed_days")
    op.drop_table("quota_readings")
    op.drop_table("disbursement_targets")
    op.drop_table("clock_turns")
