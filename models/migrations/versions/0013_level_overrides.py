"""Levels of progress judged by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STANDING = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "level_overrides",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "ระหว่าง",
                "ยังไม่ดำเนินการ",
                "สำเร็จแล้ว",
                "บางส่วน",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judged_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "chat",
                "console",
                "command",
                "clock",
                "phone",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_level_overrides_reason_given")),
        sa.ForeignKeyConstraint(
            ["judged_by"], ["people.id"], name=op.f("fk_level_overrides_judged_by")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_level_overrides_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_level_overrides_round_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_level_overrides")),
    )
    op.create_index("ix_level_overrides_round_id", "level_overrides", ["round_id"])
    op.create_index(
        "uq_level_overrides_standing",
        "level_overrides",
        ["project_id", "round_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def downgrade() -> None:
    op.drop_table("level_overrides")
