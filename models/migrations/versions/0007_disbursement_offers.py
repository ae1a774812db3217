"""What finance offered: a sent workbook or figures in words, seen before they count."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "disbursement_offers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("message_id", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(length=400), server_default="", nullable=False),
        sa.Column("digest", sa.String(length=64), server_default="", nullable=False),
        sa.Column("shown", sa.String(length=64), server_default="", nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "checking",
                "offered",
                "faulty",
                "same",
                "imported",
                "cancelled",
                "replaced",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("content", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_disbursement_offers_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disbursement_offers")),
        sa.UniqueConstraint("key", name=op.f("uq_disbursement_offers_key")),
    )
    with op.batch_alter_table("disbursement_offers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_disbursement_offers_message_id"), ["message_id"], unique=False
        )
        batch_op.create_index("ix_disbursement_offers_person", ["person_id", "state"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("disbursement_offers", schema=None) as batch_op:
        batch_op.drop_index("ix_disbursement_offers_person")
        batch_op.drop_index(batch_op.f("ix_disbursement_offers_message_id"))

    op.drop_table("disbursement_offers")
