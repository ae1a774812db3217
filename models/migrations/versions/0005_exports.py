"""Exports, and the office's own document templates."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_templates",
        sa.Column(
            "kind",
            sa.Enum(
                "report", "memo", name="kind", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("set_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"], ["stored_files.digest"], name=op.f("fk_document_templates_digest")
        ),
        sa.ForeignKeyConstraint(
            ["set_by"], ["people.id"], name=op.f("fk_document_templates_set_by")
        ),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_document_templates")),
    )
    with op.batch_alter_table("document_templates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_templates_digest"), ["digest"], unique=False)

    op.create_table(
        "exports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("groups", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "style",
            sa.Enum(
                "สมุทรสาคร",
                "นครปฐม",
                name="style",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("thai_digits", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("asked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
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
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "making",
                "ready",
                "failed",
                "gone",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("percent", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("doing", sa.String(length=100), server_default="", nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "(state = 'ready') = (digest IS NOT NULL)", name=op.f("ck_exports_file_if_ready")
        ),
        sa.CheckConstraint(
            "percent >= 0 AND percent <= 100", name=op.f("ck_exports_percent_in_range")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_exports_asked_by")),
        sa.ForeignKeyConstraint(
            ["digest"], ["stored_files.digest"], name=op.f("fk_exports_digest")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_exports_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
        sa.UniqueConstraint("key", name=op.f("uq_exports_key")),
    )
    with op.batch_alter_table("exports", schema=None) as batch_op:
        batch_op.create_index("ix_exports_asked_at", ["asked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_exports_asked_by"), ["asked_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_exports_digest"), ["digest"], unique=False)
        batch_op.create_index("ix_exports_fingerprint", ["fingerprint"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("exports", schema=None) as batch_op:
        batch_op.drop_index("ix_exports_fingerprint")
        batch_op.drop_index(batch_op.f("ix_exports_digest"))
        batch_op.drop_index(batch_op.f("ix_exports_asked_by"))
        batch_op.drop_index("ix_exports_asked_at")

    op.drop_table("exports")
    with op.batch_alter_table("document_templates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_templates_digest"))

    op.drop_table("document_templates")
