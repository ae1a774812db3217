"""Delegations; drafts the planning group writes for an owner."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delegations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "director",
                "acting",
                "delegated",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("given_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
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
        sa.Column(
            "revoked_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind <> 'director'", name=op.f("ck_delegations_not_by_the_plan")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_delegations_ends_later")),
        sa.ForeignKeyConstraint(["given_by"], ["people.id"], name=op.f("fk_delegations_given_by")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_delegations_group_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_delegations_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["people.id"], name=op.f("fk_delegations_revoked_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
    )
    op.create_index(op.f("ix_delegations_group_id"), "delegations", ["group_id"])
    op.create_index("ix_delegations_person_group", "delegations", ["person_id", "group_id"])
    # in plain words: Alembic would rebuild the table on SQLite, which its foreign keys forbid
    number = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE drafts ADD COLUMN on_behalf_of {number} "
        "CONSTRAINT fk_drafts_on_behalf_of REFERENCES people (id)"
    )
    op.add_column(
        "drafts",
        sa.Column("correction_reason", sa.Text(), server_default="", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("drafts", "correction_reason")
    op.drop_column("drafts", "on_behalf_of")
    op.drop_table("delegations")
