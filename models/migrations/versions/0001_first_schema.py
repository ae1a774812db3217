"""First schema."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "chat_sessions",
        sa.Column("line_user_id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("last_event_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("line_user_id", name=op.f("pk_chat_sessions")),
    )
    op.create_index(
        op.f("ix_chat_sessions_touched_at"), "chat_sessions", ["touched_at"], unique=False
    )
    op.create_table(
        "funding_sources",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_sources")),
        sa.UniqueConstraint("code", name=op.f("uq_funding_sources_code")),
    )
    op.create_table(
        "groups",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("short_name", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("code", name=op.f("uq_groups_code")),
    )
    op.create_table(
        "inbound_events",
        sa.Column("webhook_event_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("line_user_id", sa.String(length=64), nullable=True),
        sa.Column("message_id", sa.String(length=64), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "done", "failed", name="state", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("payload", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("webhook_event_id", name=op.f("pk_inbound_events")),
    )
    op.create_index(
        op.f("ix_inbound_events_message_id"), "inbound_events", ["message_id"], unique=False
    )
    op.create_index(
        "ix_inbound_events_state_received_at",
        "inbound_events",
        ["state", "received_at"],
        unique=False,
    )
    op.create_table(
        "outgoing_messages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("retry_key", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("natural_key", sa.String(length=200), nullable=True),
        sa.Column("caused_by", sa.String(length=64), nullable=True),
        sa.Column("reply_token", sa.String(length=200), nullable=True),
        sa.Column("reply_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("must_arrive", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("body", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "in_hand",
                "sent",
                "failed",
                "expired",
                "parked",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("first_tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("in_doubt", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "rides_with", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_as", sa.String(length=8), nullable=True),
        sa.Column("line_request_id", sa.String(length=64), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(state = 'in_hand') = (lease_until IS NOT NULL)",
            name=op.f("ck_outgoing_messages_lease_if_in_hand"),
        ),
        sa.CheckConstraint(
            "(state = 'sent') = (sent_at IS NOT NULL)",
            name=op.f("ck_outgoing_messages_sent_at_if_sent"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_messages")),
        sa.UniqueConstraint("natural_key", name=op.f("uq_outgoing_messages_natural_key")),
        sa.UniqueConstraint("retry_key", name=op.f("uq_outgoing_messages_retry_key")),
    )
    op.create_index(
        op.f("ix_outgoing_messages_caused_by"), "outgoing_messages", ["caused_by"], unique=False
    )
    op.create_index(
        "ix_outgoing_messages_due",
        "outgoing_messages",
        ["due_at", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'in_hand', 'parked')"),
        postgresql_where=sa.text("state IN ('waiting', 'in_hand', 'parked')"),
    )
    op.create_index(
        "ix_outgoing_messages_open",
        "outgoing_messages",
        ["recipient", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'in_hand', 'parked')"),
        postgresql_where=sa.text("state IN ('waiting', 'in_hand', 'parked')"),
    )
    op.create_index(
        "ix_outgoing_messages_reply",
        "outgoing_messages",
        ["reply_until"],
        unique=False,
        sqlite_where=sa.text(
            "state IN ('waiting', 'in_hand', 'parked') AND reply_until IS NOT NULL"
        ),
        postgresql_where=sa.text(
            "state IN ('waiting', 'in_hand', 'parked') AND reply_until IS NOT NULL"
        ),
    )
    op.create_table(
        "plans",
        sa.Column("fiscal_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("office_name", sa.String(length=400), nullable=False),
        sa.Column("office_short_name", sa.String(length=200), nullable=False),
        sa.Column(
            "table_style",
            sa.Enum(
                "สมุทรสาคร",
                "นครปฐม",
                name="table_style",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("fiscal_year", name=op.f("pk_plans")),
    )
    op.create_table(
        "registration_attempts",
        sa.Column("line_user_id", sa.String(length=64), nullable=False),
        sa.Column("wrong", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("line_user_id", name=op.f("pk_registration_attempts")),
    )
    op.create_table(
        "stored_files",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_stored_files_size_not_negative")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_stored_files")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("title", sa.String(length=400), server_default="", nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_people_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("code", name=op.f("uq_people_code")),
    )
    op.create_table(
        "rounds",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column(
            "period",
            sa.Enum(
                "Q1",
                "Q2",
                "Q3",
                "Q4",
                "H1",
                "Y",
                name="period",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "closed_at IS NULL OR closed_at >= opened_at", name=op.f("ck_rounds_closed_later")
        ),
        sa.ForeignKeyConstraint(
            ["fiscal_year"], ["plans.fiscal_year"], name=op.f("fk_rounds_fiscal_year")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("code", name=op.f("uq_rounds_code")),
        sa.UniqueConstraint("fiscal_year", "period", name=op.f("uq_rounds_fiscal_year_period")),
    )
    op.create_table(
        "strategies",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(
            ["fiscal_year"], ["plans.fiscal_year"], name=op.f("fk_strategies_fiscal_year")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategies")),
        sa.UniqueConstraint("fiscal_year", "number", name=op.f("uq_strategies_fiscal_year_number")),
    )
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
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
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=60), nullable=False),
        sa.Column("before", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True),
        sa.Column("after", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("caused_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["people.id"], name=op.f("fk_audit_entries_actor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    op.create_index(op.f("ix_audit_entries_actor_id"), "audit_entries", ["actor_id"], unique=False)
    op.create_index(
        "ix_audit_entries_subject", "audit_entries", ["subject", "subject_id"], unique=False
    )
    op.create_table(
        "deferred_tasks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("arguments", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("caused_by", sa.String(length=64), nullable=True),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "in_hand",
                "done",
                "failed",
                "expired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(state = 'in_hand') = (lease_until IS NOT NULL)",
            name=op.f("ck_deferred_tasks_lease_if_in_hand"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_deferred_tasks_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deferred_tasks")),
    )
    op.create_index(
        "ix_deferred_tasks_due",
        "deferred_tasks",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'in_hand')"),
        postgresql_where=sa.text("state IN ('waiting', 'in_hand')"),
    )
    op.create_table(
        "invites",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("code_digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_invites_expires_later")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_invites_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invites")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_invites_code_digest")),
    )
    op.create_index(
        "uq_invites_open",
        "invites",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
        postgresql_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
    )
    op.create_table(
        "line_accounts",
        sa.Column("line_user_id", sa.String(length=64), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_line_accounts_person_id")
        ),
        sa.PrimaryKeyConstraint("line_user_id", name=op.f("pk_line_accounts")),
        sa.UniqueConstraint("person_id", name=op.f("uq_line_accounts_person_id")),
    )
    op.create_table(
        "person_roles",
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "role",
            sa.Enum(
                "owner",
                "director",
                "planner",
                "finance",
                "executive",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_person_roles_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "role", name=op.f("pk_person_roles")),
    )
    op.create_table(
        "projects",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "strategy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "ตามแผน",
                "ระหว่างปี",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "approval",
            sa.Enum(
                "อนุมัติแล้ว",
                "ยังไม่เสนออนุมัติ",
                name="approval",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.CheckConstraint(
            "starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on",
            name=op.f("ck_projects_dates"),
        ),
        sa.ForeignKeyConstraint(
            ["fiscal_year"], ["plans.fiscal_year"], name=op.f("fk_projects_fiscal_year")
        ),
        sa.ForeignKeyConstraint(
            ["strategy_id"], ["strategies.id"], name=op.f("fk_projects_strategy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sa.UniqueConstraint("fiscal_year", "code", name=op.f("uq_projects_fiscal_year_code")),
    )
    op.create_table(
        "activities",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.CheckConstraint("budget >= 0", name=op.f("ck_activities_budget_not_negative")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_activities_group_id")),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_activities_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
        sa.UniqueConstraint(
            "project_id", "position", name=op.f("uq_activities_project_id_position")
        ),
    )
    op.create_table(
        "alignments",
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ยุทธศาสตร์ชาติ",
                "มาตรฐาน",
                "กลยุทธ์",
                "Quick Win",
                "นโยบาย ศธ.",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_alignments_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "position", name=op.f("pk_alignments")),
    )
    op.create_table(
        "allocations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "จัดสรรแล้ว",
                "รอจัดสรร",
                "ไม่ใช้งบ",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(status = 'จัดสรรแล้ว') = (amount IS NOT NULL)",
            name=op.f("ck_allocations_amount_if_allocated"),
        ),
        sa.CheckConstraint(
            "status = 'ไม่ใช้งบ' OR source_id IS NOT NULL",
            name=op.f("ck_allocations_source_if_budget"),
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_allocations_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_allocations_project_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["funding_sources.id"], name=op.f("fk_allocations_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocations")),
        sa.UniqueConstraint(
            "project_id", "source_id", name=op.f("uq_allocations_project_id_source_id")
        ),
    )
    op.create_index(
        "uq_allocations_no_budget",
        "allocations",
        ["project_id"],
        unique=True,
        sqlite_where=sa.text("source_id IS NULL"),
        postgresql_where=sa.text("source_id IS NULL"),
    )
    op.create_table(
        "disbursements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "recorded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
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
        sa.CheckConstraint("amount >= 0", name=op.f("ck_disbursements_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_disbursements_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["people.id"], name=op.f("fk_disbursements_recorded_by")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["funding_sources.id"], name=op.f("fk_disbursements_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disbursements")),
    )
    op.create_index(
        "uq_disbursements_current",
        "disbursements",
        ["project_id", "source_id", "as_of"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "indicators",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_indicators_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicators")),
        sa.UniqueConstraint(
            "project_id", "position", name=op.f("uq_indicators_project_id_position")
        ),
    )
    op.create_table(
        "objectives",
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_objectives_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_objectives")),
    )
    op.create_table(
        "project_groups",
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_project_groups_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_project_groups_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "group_id", name=op.f("pk_project_groups")),
        sa.UniqueConstraint(
            "project_id", "position", name=op.f("uq_project_groups_project_id_position")
        ),
    )
    op.create_index(
        op.f("ix_project_groups_group_id"), "project_groups", ["group_id"], unique=False
    )
    op.create_table(
        "project_owners",
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_project_owners_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_project_owners_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "person_id", name=op.f("pk_project_owners")),
        sa.UniqueConstraint(
            "project_id", "position", name=op.f("uq_project_owners_project_id_position")
        ),
    )
    op.create_index(
        op.f("ix_project_owners_person_id"), "project_owners", ["person_id"], unique=False
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(length=60), nullable=False),
        sa.Column(
            "form",
            sa.Enum(
                "progress",
                "completion",
                "book",
                name="form",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "not_started",
                "in_progress",
                "completed",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("percent", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("remaining", sa.BigInteger(), nullable=True),
        sa.Column("balance_date", sa.Date(), nullable=True),
        sa.Column("data_month", sa.Date(), nullable=True),
        sa.Column("problems", sa.Text(), nullable=True),
        sa.Column("suggestions", sa.Text(), nullable=True),
        sa.Column("highlights", sa.Text(), nullable=True),
        sa.Column("goals_met", sa.Boolean(), nullable=True),
        sa.Column("goals_reason", sa.Text(), nullable=True),
        sa.Column(
            "remaining_use",
            sa.Enum(
                "nothing_left",
                "returned",
                "cancelled_returned",
                "moved",
                "continuing",
                name="remaining_use",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "moved_project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("moved_to", sa.Text(), nullable=True),
        sa.Column("moved_amount", sa.BigInteger(), nullable=True),
        sa.Column("continue_reason", sa.Text(), nullable=True),
        sa.Column("signer_name", sa.String(length=400), nullable=False),
        sa.Column("signer_title", sa.String(length=400), server_default="", nullable=False),
        sa.Column(
            "submitted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
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
            "on_behalf_of", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("late", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("correction_reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("moved_amount >= 0", name=op.f("ck_reports_moved_amount_not_negative")),
        sa.CheckConstraint(
            "percent >= 0 AND percent <= 100", name=op.f("ck_reports_percent_in_range")
        ),
        sa.CheckConstraint("spent >= 0", name=op.f("ck_reports_spent_not_negative")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_reports_version_from_one")),
        sa.ForeignKeyConstraint(
            ["moved_project_id"], ["projects.id"], name=op.f("fk_reports_moved_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["on_behalf_of"], ["people.id"], name=op.f("fk_reports_on_behalf_of")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_reports_project_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_reports_round_id")),
        sa.ForeignKeyConstraint(
            ["submitted_by"], ["people.id"], name=op.f("fk_reports_submitted_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint(
            "project_id", "round_id", "version", name=op.f("uq_reports_project_id_round_id_version")
        ),
        sa.UniqueConstraint("receipt", name=op.f("uq_reports_receipt")),
    )
    op.create_index(op.f("ix_reports_round_id"), "reports", ["round_id"], unique=False)
    op.create_index(op.f("ix_reports_submitted_by"), "reports", ["submitted_by"], unique=False)
    op.create_table(
        "certifications",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "decision",
            sa.Enum(
                "certified",
                "returned",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("acting", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("self_certified", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
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
        sa.CheckConstraint(
            "decision <> 'returned' OR reason <> ''",
            name=op.f("ck_certifications_reason_if_returned"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_certifications_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_certifications_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certifications")),
    )
    op.create_index(
        op.f("ix_certifications_report_id"), "certifications", ["report_id"], unique=False
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "submitted",
                "discarded",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("based_on", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("values", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_drafts_person_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_drafts_project_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_drafts_report_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_drafts_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("key", name=op.f("uq_drafts_key")),
    )
    op.create_index(
        "uq_drafts_open",
        "drafts",
        ["person_id", "project_id", "round_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "report_activities",
        sa.Column(
            "report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "activity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "not_started",
                "in_progress",
                "completed",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("percent", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activities.id"], name=op.f("fk_report_activities_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
            name=op.f("fk_report_activities_report_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", "position", name=op.f("pk_report_activities")),
    )
    op.create_table(
        "report_continuations",
        sa.Column(
            "report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("planned_for", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("budget >= 0", name=op.f("ck_report_continuations_budget_not_negative")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
            name=op.f("fk_report_continuations_report_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", "position", name=op.f("pk_report_continuations")),
    )
    op.create_table(
        "report_remarks",
        sa.Column(
            "report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
            name=op.f("fk_report_remarks_report_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", "kind", name=op.f("pk_report_remarks")),
    )
    op.create_table(
        "report_results",
        sa.Column(
            "report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "indicator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), server_default="", nullable=False),
        sa.Column("result", sa.Text(), server_default="", nullable=False),
        sa.Column("not_yet", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicators.id"], name=op.f("fk_report_results_indicator_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
            name=op.f("fk_report_results_report_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", "position", name=op.f("pk_report_results")),
    )
    op.create_table(
        "report_spendings",
        sa.Column(
            "report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("spent >= 0", name=op.f("ck_report_spendings_spent_not_negative")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
            name=op.f("fk_report_spendings_report_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["funding_sources.id"], name=op.f("fk_report_spendings_source_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "source_id", name=op.f("pk_report_spendings")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "image",
                "file",
                "video",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "on_its_way",
                "ready",
                "refused",
                "removed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("draft_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=400), server_default="", nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=True),
        sa.Column("added_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refusal", sa.String(length=24), nullable=True),
        sa.Column("notice", sa.String(length=80), nullable=True),
        sa.CheckConstraint(
            "(state = 'ready') = (digest IS NOT NULL)", name=op.f("ck_evidence_file_if_ready")
        ),
        sa.CheckConstraint(
            "(state = 'removed') = (removed_at IS NOT NULL)",
            name=op.f("ck_evidence_removed_at_if_removed"),
        ),
        sa.CheckConstraint(
            "(state = 'refused') = (refusal IS NOT NULL)",
            name=op.f("ck_evidence_refusal_if_refused"),
        ),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name=op.f("fk_evidence_added_by")),
        sa.ForeignKeyConstraint(
            ["digest"], ["stored_files.digest"], name=op.f("fk_evidence_digest")
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_evidence_draft_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_evidence_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_digest"), "evidence", ["digest"], unique=False)
    op.create_index(op.f("ix_evidence_draft_id"), "evidence", ["draft_id"], unique=False)
    op.create_index(op.f("ix_evidence_message_id"), "evidence", ["message_id"], unique=False)
    op.create_index(op.f("ix_evidence_notice"), "evidence", ["notice"], unique=False)
    op.create_index(op.f("ix_evidence_report_id"), "evidence", ["report_id"], unique=False)
    op.create_index(
        "ix_evidence_waiting",
        "evidence",
        ["added_by"],
        unique=False,
        sqlite_where=sa.text("draft_id IS NULL AND report_id IS NULL"),
        postgresql_where=sa.text("draft_id IS NULL AND report_id IS NULL"),
    )


def downgrade() -> None:

    op.drop_index(
        "ix_evidence_waiting",
        table_name="evidence",
        sqlite_where=sa.text("draft_id IS NULL AND report_id IS NULL"),
        postgresql_where=sa.text("draft_id IS NULL AND report_id IS NULL"),
    )
    op.drop_index(op.f("ix_evidence_report_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_notice"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_message_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_draft_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_digest"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_table("report_spendings")
    op.drop_table("report_results")
    op.drop_table("report_remarks")
    op.drop_table("report_continuations")
    op.drop_table("report_activities")
    op.drop_index(
        "uq_drafts_open",
        table_name="drafts",
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.drop_table("drafts")
    op.drop_index(op.f("ix_certifications_report_id"), table_name="certifications")
    op.drop_table("certifications")
    op.drop_index(op.f("ix_reports_submitted_by"), table_name="reports")
    op.drop_index(op.f("ix_reports_round_id"), table_name="reports")
    op.drop_table("reports")
    op.drop_index(op.f("ix_project_owners_person_id"), table_name="project_owners")
    op.drop_table("project_owners")
    op.drop_index(op.f("ix_project_groups_group_id"), table_name="project_groups")
    op.drop_table("project_groups")
    op.drop_table("objectives")
    op.drop_table("indicators")
    op.drop_index(
        "uq_disbursements_current",
        table_name="disbursements",
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.drop_table("disbursements")
    op.drop_index(
        "uq_allocations_no_budget",
        table_name="allocations",
        sqlite_where=sa.text("source_id IS NULL"),
        postgresql_where=sa.text("source_id IS NULL"),
    )
    op.drop_table("allocations")
    op.drop_table("alignments")
    op.drop_table("activities")
    op.drop_table("projects")
    op.drop_table("person_roles")
    op.drop_table("line_accounts")
    op.drop_index(
        "uq_invites_open",
        table_name="invites",
        sqlite_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
        postgresql_where=sa.text("used_at IS NULL AND revoked_at IS NULL"),
    )
    op.drop_table("invites")
    op.drop_index(
        "ix_deferred_tasks_due",
        table_name="deferred_tasks",
        sqlite_where=sa.text("state IN ('waiting', 'in_hand')"),
        postgresql_where=sa.text("state IN ('waiting', 'in_hand')"),
    )
    op.drop_table("deferred_tasks")
    op.drop_index("ix_audit_entries_subject", table_name="audit_entries")
    op.drop_index(op.f("ix_audit_entries_actor_id"), table_name="audit_entries")
    op.drop_table("audit_entries")
    op.drop_table("strategies")
    op.drop_table("rounds")
    op.drop_table("people")
    op.drop_table("stored_files")
    op.drop_table("registration_attempts")
    op.drop_table("plans")
    op.drop_index(
        "ix_outgoing_messages_reply",
        table_name="outgoing_messages",
        sqlite_where=sa.text(
            "state IN ('waiting', 'in_hand', 'parked') AND reply_until IS NOT NULL"
        ),
        postgresql_where=sa.text(
            "state IN ('waiting', 'in_hand', 'parked') AND reply_until IS NOT NULL"
        ),
    )
    op.drop_index(
        "ix_outgoing_messages_open",
        table_name="outgoing_messages",
        sqlite_where=sa.text("state IN ('waiting', 'in_hand', 'parked')"),
        postgresql_where=sa.text("state IN ('waiting', 'in_hand', 'parked')"),
    )
    op.drop_index(
        "ix_outgoing_messages_due",
        table_name="outgoing_messages",
        sqlite_where=sa.text("state IN ('waiting', 'in_hand', 'parked')"),
        postgresql_where=sa.text("state IN ('waiting', 'in_hand', 'parked')"),
    )
    op.drop_index(op.f("ix_outgoing_messages_caused_by"), table_name="outgoing_messages")
    op.drop_table("outgoing_messages")
    op.drop_index("ix_inbound_events_state_received_at", table_name="inbound_events")
    op.drop_index(op.f("ix_inbound_events_message_id"), table_name="inbound_events")
    op.drop_table("inbound_events")
    op.drop_table("groups")
    op.drop_table("funding_sources")
    op.drop_index(op.f("ix_chat_sessions_touched_at"), table_name="chat_sessions")
    op.drop_table("chat_sessions")
