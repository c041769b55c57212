"""The first tables of the store."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Bring the store forward."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    # service_case and interaction point at each other. SQLite takes a key to a table that is not there yet
    # but adds none later; PostgreSQL the other way round.
    circular = (
        [
            sa.ForeignKeyConstraint(
                ["interaction_id"],
                ["interaction.id"],
                name=op.f("fk_service_case_interaction_id_interaction"),
                ondelete="SET NULL",
            )
        ]
        if on_sqlite
        else []
    )
    op.create_table(
        "audit_event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("actor_kind", sa.String(length=8), nullable=False),
        sa.Column("actor_ref", sa.String(length=128), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("entity", sa.String(length=64), nullable=False),
        sa.Column("entity_id", sa.String(length=64), nullable=True),
        sa.Column("subject_ref", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("changed_fields", DOCUMENT, nullable=True),
        sa.Column("request_id", sa.String(length=128), nullable=True),
        sa.Column("occurred_at", MOMENT, nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("row_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "actor_kind IN ('patron', 'staff', 'bot', 'system')", name=op.f("ck_audit_event_actor_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("prev_hash", name=op.f("uq_audit_event_prev_hash")),
        sa.UniqueConstraint("row_hash", name=op.f("uq_audit_event_row_hash")),
    )
    op.create_index("ix_audit_event_entity", "audit_event", ["entity", "entity_id"], unique=False)
    op.create_index("ix_audit_event_subject", "audit_event", ["subject_ref", "occurred_at"], unique=False)
    op.create_table(
        "branch",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name_fa", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("address_fa", sa.Text(), nullable=True),
        sa.Column("address_en", sa.Text(), nullable=True),
        sa.Column("directions_fa", sa.Text(), nullable=True),
        sa.Column("directions_en", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("time_zone", sa.String(length=64), server_default=sa.text("'Asia/Tehran'"), nullable=False),
        sa.Column("is_main", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_branch_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_branch_longitude")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branch")),
        sa.UniqueConstraint("code", name=op.f("uq_branch_code")),
    )
    op.create_index(
        "uq_branch_main",
        "branch",
        ["is_main"],
        unique=True,
        sqlite_where=sa.text("is_main"),
        postgresql_where=sa.text("is_main"),
    )
    op.create_table(
        "library_profile",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name_fa", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("currency", sa.String(length=3), server_default=sa.text("'IRR'"), nullable=False),
        sa.Column("answer_days", sa.Integer(), server_default=sa.text("3"), nullable=False),
        sa.CheckConstraint("answer_days > 0", name=op.f("ck_library_profile_answer_days")),
        sa.CheckConstraint("id = 1", name=op.f("ck_library_profile_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_profile")),
    )
    op.create_table(
        "loan_rule",
        sa.Column("id", KEY, nullable=False),
        sa.Column("patron_category", sa.String(length=32), nullable=False),
        sa.Column("item_type", sa.String(length=32), nullable=False),
        sa.Column("loan_days", sa.Integer(), nullable=False),
        sa.Column("max_loans", sa.Integer(), nullable=False),
        sa.Column("max_renewals", sa.Integer(), nullable=False),
        sa.Column("renew_window_days", sa.Integer(), nullable=True),
        sa.Column("max_overdue_days_to_renew", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("fine_per_day_minor", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("currency", sa.String(length=3), server_default=sa.text("'IRR'"), nullable=False),
        sa.Column("max_fines_minor_to_renew", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_renewable", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("hold_shelf_days", sa.Integer(), server_default=sa.text("3"), nullable=False),
        sa.Column("max_holds", sa.Integer(), server_default=sa.text("5"), nullable=False),
        sa.CheckConstraint("hold_shelf_days > 0 AND max_holds >= 0", name=op.f("ck_loan_rule_holds")),
        sa.CheckConstraint("loan_days > 0 AND max_loans >= 0 AND max_renewals >= 0", name=op.f("ck_loan_rule_limits")),
        sa.CheckConstraint(
            "max_overdue_days_to_renew >= 0 AND fine_per_day_minor >= 0 AND max_fines_minor_to_renew >= 0",
            name=op.f("ck_loan_rule_fines"),
        ),
        sa.CheckConstraint(
            "renew_window_days IS NULL OR renew_window_days >= 0", name=op.f("ck_loan_rule_renew_window")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan_rule")),
        sa.UniqueConstraint("patron_category", "item_type", name=op.f("uq_loan_rule_patron_category_item_type")),
    )
    op.create_table(
        "sign_in_throttle",
        sa.Column("card_hash", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("window_started_at", MOMENT, nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_sign_in_throttle_tries")),
        sa.PrimaryKeyConstraint("card_hash", name=op.f("pk_sign_in_throttle")),
    )
    op.create_table(
        "survey",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("trigger", sa.String(length=24), nullable=False),
        sa.Column("cooldown_days", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("sample_rate", sa.Float(), server_default=sa.text("1"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.CheckConstraint("kind IN ('csat', 'nps', 'ces', 'gap')", name=op.f("ck_survey_kind")),
        sa.CheckConstraint(
            "trigger IN ('conversation_closed', 'case_closed', 'periodic', 'manual')", name=op.f("ck_survey_trigger")
        ),
        sa.CheckConstraint("cooldown_days >= 0", name=op.f("ck_survey_cooldown_days")),
        sa.CheckConstraint("sample_rate > 0 AND sample_rate <= 1", name=op.f("ck_survey_sample_rate")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_survey_code_version")),
    )
    op.create_table(
        "title_record",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ils_bib_id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("subjects", sa.Text(), nullable=True),
        sa.Column("isbn", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), server_default=sa.text("'book'"), nullable=False),
        sa.Column("call_number", sa.Text(), nullable=True),
        sa.Column("added_at", MOMENT, nullable=True),
        sa.Column("search_norm", sa.Text(), nullable=False),
        sa.Column("search_squash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_record")),
        sa.UniqueConstraint("ils_bib_id", name=op.f("uq_title_record_ils_bib_id")),
    )
    op.create_index("ix_title_record_added_at", "title_record", ["added_at"], unique=False)
    op.create_table(
        "branch_hours",
        sa.Column("id", KEY, nullable=False),
        sa.Column("branch_id", KEY, nullable=False),
        sa.Column("desk", sa.String(length=32), server_default=sa.text("'library'"), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("closes > opens", name=op.f("ck_branch_hours_span")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_branch_hours_weekday")),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["branch.id"], name=op.f("fk_branch_hours_branch_id_branch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_branch_hours")),
        sa.UniqueConstraint(
            "branch_id", "desk", "weekday", "opens", name=op.f("uq_branch_hours_branch_id_desk_weekday_opens")
        ),
    )
    op.create_table(
        "closing",
        sa.Column("id", KEY, nullable=False),
        sa.Column("branch_id", KEY, nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=True),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.Column("reason_fa", sa.Text(), nullable=False),
        sa.Column("reason_en", sa.Text(), nullable=False),
        sa.CheckConstraint("(opens IS NULL) = (closes IS NULL)", name=op.f("ck_closing_both_hours")),
        sa.CheckConstraint("closes IS NULL OR closes > opens", name=op.f("ck_closing_span")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_closing_days")),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["branch.id"], name=op.f("fk_closing_branch_id_branch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing")),
    )
    op.create_index(op.f("ix_closing_branch_id"), "closing", ["branch_id"], unique=False)
    op.create_index("ix_closing_days", "closing", ["first_day", "last_day"], unique=False)
    op.create_table(
        "item",
        sa.Column("id", KEY, nullable=False),
        sa.Column("title_id", KEY, nullable=False),
        sa.Column("barcode", sa.String(length=64), nullable=False),
        sa.Column("branch_id", KEY, nullable=True),
        sa.Column("status", sa.String(length=16), server_default=sa.text("'available'"), nullable=False),
        sa.Column("item_type", sa.String(length=32), server_default=sa.text("'book'"), nullable=False),
        sa.Column("call_number", sa.Text(), nullable=True),
        sa.Column("shelf", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "status IN ('available', 'on_loan', 'on_hold_shelf', 'in_transit', 'lost', 'withdrawn')",
            name=op.f("ck_item_status"),
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["branch.id"], name=op.f("fk_item_branch_id_branch"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["title_id"], ["title_record.id"], name=op.f("fk_item_title_id_title_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sa.UniqueConstraint("barcode", name=op.f("uq_item_barcode")),
    )
    op.create_index(op.f("ix_item_branch_id"), "item", ["branch_id"], unique=False)
    op.create_index(op.f("ix_item_title_id"), "item", ["title_id"], unique=False)
    op.create_table(
        "library_event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("title_fa", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("description_fa", sa.Text(), nullable=True),
        sa.Column("description_en", sa.Text(), nullable=True),
        sa.Column("branch_id", KEY, nullable=True),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("registration_fa", sa.Text(), nullable=True),
        sa.Column("registration_en", sa.Text(), nullable=True),
        sa.CheckConstraint("ends_at >= starts_at", name=op.f("ck_library_event_span")),
        sa.CheckConstraint("seats >= 0", name=op.f("ck_library_event_seats")),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["branch.id"], name=op.f("fk_library_event_branch_id_branch"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_event")),
    )
    op.create_index(op.f("ix_library_event_branch_id"), "library_event", ["branch_id"], unique=False)
    op.create_index(op.f("ix_library_event_starts_at"), "library_event", ["starts_at"], unique=False)
    op.create_table(
        "patron",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("ils_patron_id", sa.String(length=64), nullable=True),
        sa.Column("card_number_hash", sa.String(length=64), nullable=True),
        sa.Column("card_last4", sa.String(length=4), nullable=True),
        sa.Column("pin_hash", sa.Text(), nullable=True),
        sa.Column("display_name", sa.Text(), nullable=True),
        sa.Column("locale", sa.String(length=2), server_default=sa.text("'fa'"), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=True),
        sa.Column("home_branch_id", KEY, nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("lifecycle", sa.String(length=16), server_default=sa.text("'prospect'"), nullable=False),
        sa.Column("acquired_via", sa.String(length=16), server_default=sa.text("'ils_import'"), nullable=False),
        sa.Column("history_opt_in", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("is_restricted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("restriction_reason_fa", sa.Text(), nullable=True),
        sa.Column("restriction_reason_en", sa.Text(), nullable=True),
        sa.Column("registered_at", MOMENT, nullable=True),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("last_engaged_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("erased_at", MOMENT, nullable=True),
        sa.Column("merged_into_id", KEY, nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("(lifecycle = 'erased') = (erased_at IS NOT NULL)", name=op.f("ck_patron_erased_state")),
        sa.CheckConstraint(
            "acquired_via IN ('web_chat', 'email', 'sms', 'phone', 'in_person', 'telegram', "
            "'whatsapp', 'form', 'api', 'ils_import')",
            name=op.f("ck_patron_acquired_via"),
        ),
        sa.CheckConstraint(
            "lifecycle IN ('prospect', 'new', 'active', 'lapsing', 'lapsed', 'closed', 'erased')",
            name=op.f("ck_patron_lifecycle"),
        ),
        sa.CheckConstraint("locale IN ('fa', 'en')", name=op.f("ck_patron_locale")),
        sa.CheckConstraint(
            "erased_at IS NULL OR (display_name IS NULL AND ils_patron_id IS NULL AND "
            "card_number_hash IS NULL AND card_last4 IS NULL AND pin_hash IS NULL AND "
            "birth_year IS NULL AND restriction_reason_fa IS NULL AND restriction_reason_en IS NULL)",
            name=op.f("ck_patron_erased_is_empty"),
        ),
        sa.CheckConstraint("merged_into_id <> id", name=op.f("ck_patron_not_merged_into_self")),
        sa.ForeignKeyConstraint(
            ["home_branch_id"], ["branch.id"], name=op.f("fk_patron_home_branch_id_branch"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["patron.id"], name=op.f("fk_patron_merged_into_id_patron"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patron")),
        sa.UniqueConstraint("public_id", name=op.f("uq_patron_public_id")),
    )
    op.create_index("ix_patron_lifecycle", "patron", ["lifecycle", "last_engaged_at"], unique=False)
    op.create_index(
        "uq_patron_card_number_hash",
        "patron",
        ["card_number_hash"],
        unique=True,
        sqlite_where=sa.text("card_number_hash IS NOT NULL"),
        postgresql_where=sa.text("card_number_hash IS NOT NULL"),
    )
    op.create_index(
        "uq_patron_ils_patron_id",
        "patron",
        ["ils_patron_id"],
        unique=True,
        sqlite_where=sa.text("ils_patron_id IS NOT NULL"),
        postgresql_where=sa.text("ils_patron_id IS NOT NULL"),
    )
    op.create_table(
        "service_note",
        sa.Column("id", KEY, nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=False),
        sa.Column("branch_id", KEY, nullable=True),
        sa.Column("text_fa", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["branch.id"], name=op.f("fk_service_note_branch_id_branch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_note")),
        sa.UniqueConstraint("topic", "branch_id", name=op.f("uq_service_note_topic_branch_id")),
    )
    op.create_index(
        "uq_service_note_topic_all",
        "service_note",
        ["topic"],
        unique=True,
        sqlite_where=sa.text("branch_id IS NULL"),
        postgresql_where=sa.text("branch_id IS NULL"),
    )
    op.create_table(
        "staff_user",
        sa.Column("id", KEY, nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("branch_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "role IN ('librarian', 'editor', 'supervisor', 'manager', 'admin', 'auditor')",
            name=op.f("ck_staff_user_role"),
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["branch.id"], name=op.f("fk_staff_user_branch_id_branch"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_user")),
        sa.UniqueConstraint("username", name=op.f("uq_staff_user_username")),
    )
    op.create_table(
        "survey_question",
        sa.Column("id", KEY, nullable=False),
        sa.Column("survey_id", KEY, nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("scale", sa.String(length=8), nullable=False),
        sa.Column("dimension", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "scale IN ('csat5', 'nps11', 'ces7', 'gap9', 'text')", name=op.f("ck_survey_question_scale")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_question_survey_id_survey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_question")),
        sa.UniqueConstraint("survey_id", "code", name=op.f("uq_survey_question_survey_id_code")),
    )
    op.create_table(
        "channel_identity",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("external_id", sa.String(length=128), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("assurance", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=2), server_default=sa.text("'fa'"), nullable=False),
        sa.Column("language_chosen", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("linked_at", MOMENT, nullable=True),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("blocked_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "channel IN ('web_chat', 'email', 'sms', 'phone', 'in_person', 'telegram', 'whatsapp', 'form', 'api')",
            name=op.f("ck_channel_identity_channel"),
        ),
        sa.CheckConstraint("language IN ('fa', 'en')", name=op.f("ck_channel_identity_language")),
        sa.CheckConstraint(
            "assurance < 2 OR patron_id IS NOT NULL", name=op.f("ck_channel_identity_verified_has_patron")
        ),
        sa.CheckConstraint("assurance BETWEEN 0 AND 2", name=op.f("ck_channel_identity_assurance")),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_channel_identity_patron_id_patron"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_identity")),
        sa.UniqueConstraint("channel", "external_id", name=op.f("uq_channel_identity_channel_external_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_channel_identity_public_id")),
    )
    op.create_index(op.f("ix_channel_identity_patron_id"), "channel_identity", ["patron_id"], unique=False)
    op.create_index(
        "uq_channel_identity_token_hash",
        "channel_identity",
        ["token_hash"],
        unique=True,
        sqlite_where=sa.text("token_hash IS NOT NULL"),
        postgresql_where=sa.text("token_hash IS NOT NULL"),
    )
    op.create_table(
        "contact_point",
        sa.Column("id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("value_norm", sa.Text(), nullable=False),
        sa.Column("is_primary", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("verified_at", MOMENT, nullable=True),
        sa.Column("bounced_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "kind IN ('email', 'phone', 'telegram', 'whatsapp', 'postal')", name=op.f("ck_contact_point_kind")
        ),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_contact_point_patron_id_patron"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_point")),
    )
    op.create_index(op.f("ix_contact_point_patron_id"), "contact_point", ["patron_id"], unique=False)
    op.create_index(
        "uq_contact_point_primary",
        "contact_point",
        ["patron_id", "kind"],
        unique=True,
        sqlite_where=sa.text("is_primary"),
        postgresql_where=sa.text("is_primary"),
    )
    op.create_index(
        "uq_contact_point_verified",
        "contact_point",
        ["kind", "value_norm"],
        unique=True,
        sqlite_where=sa.text("verified_at IS NOT NULL"),
        postgresql_where=sa.text("verified_at IS NOT NULL"),
    )
    op.create_table(
        "loan",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ils_loan_id", sa.String(length=64), nullable=False),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("item_id", KEY, nullable=True),
        sa.Column("branch_id", KEY, nullable=True),
        sa.Column("patron_category", sa.String(length=32), nullable=True),
        sa.Column("loaned_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("returned_at", MOMENT, nullable=True),
        sa.Column("anonymised_at", MOMENT, nullable=True),
        sa.Column("renewal_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("synced_at", MOMENT, nullable=False),
        sa.CheckConstraint("anonymised_at IS NULL OR patron_id IS NULL", name=op.f("ck_loan_anonymised")),
        sa.CheckConstraint("renewal_count >= 0", name=op.f("ck_loan_renewal_count")),
        sa.CheckConstraint("returned_at IS NULL OR returned_at >= loaned_at", name=op.f("ck_loan_returned")),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["branch.id"], name=op.f("fk_loan_branch_id_branch"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_loan_item_id_item"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_loan_patron_id_patron"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan")),
        sa.UniqueConstraint("ils_loan_id", name=op.f("uq_loan_ils_loan_id")),
    )
    op.create_index("ix_loan_due_at", "loan", ["due_at"], unique=False)
    op.create_index("ix_loan_patron", "loan", ["patron_id", "returned_at"], unique=False)
    op.create_index(
        "uq_loan_item_out",
        "loan",
        ["item_id"],
        unique=True,
        sqlite_where=sa.text("returned_at IS NULL AND item_id IS NOT NULL"),
        postgresql_where=sa.text("returned_at IS NULL AND item_id IS NOT NULL"),
    )
    op.create_table(
        "service_case",
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("idempotency_key", sa.String(length=200), nullable=True),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("interaction_id", KEY, nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(length=16), server_default=sa.text("'new'"), nullable=False),
        sa.Column("priority", sa.String(length=8), server_default=sa.text("'normal'"), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=2), server_default=sa.text("'fa'"), nullable=False),
        sa.Column("assignee_id", KEY, nullable=True),
        sa.Column("branch_id", KEY, nullable=True),
        sa.Column("resolution", sa.String(length=16), nullable=True),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("ack_due_at", MOMENT, nullable=True),
        sa.Column("acknowledged_at", MOMENT, nullable=True),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("reopen_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('question', 'complaint', 'suggestion', 'purchase_request', 'data_request', 'account_problem')",
            name=op.f("ck_service_case_kind"),
        ),
        sa.CheckConstraint("language IN ('fa', 'en')", name=op.f("ck_service_case_language")),
        sa.CheckConstraint("priority IN ('low', 'normal', 'high', 'urgent')", name=op.f("ck_service_case_priority")),
        sa.CheckConstraint(
            "resolution IN ('fixed', 'explained', 'compensated', 'declined', 'duplicate', 'withdrawn')",
            name=op.f("ck_service_case_resolution"),
        ),
        sa.CheckConstraint(
            "status <> 'closed' OR (closed_at IS NOT NULL AND resolution IS NOT NULL)",
            name=op.f("ck_service_case_closed_has_resolution"),
        ),
        sa.CheckConstraint(
            "status IN ('new', 'acknowledged', 'investigating', 'waiting_patron', 'answered', 'appealed', 'closed')",
            name=op.f("ck_service_case_status"),
        ),
        sa.CheckConstraint(
            "closed_at IS NULL OR closed_at >= opened_at", name=op.f("ck_service_case_closed_after_opened")
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["staff_user.id"], name=op.f("fk_service_case_assignee_id_staff_user"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["branch.id"], name=op.f("fk_service_case_branch_id_branch"), ondelete="SET NULL"
        ),
        *circular,
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_service_case_patron_id_patron"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_case")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_service_case_idempotency_key")),
        sa.UniqueConstraint("number", name=op.f("uq_service_case_number")),
    )
    op.create_index(op.f("ix_service_case_interaction_id"), "service_case", ["interaction_id"], unique=False)
    op.create_index(op.f("ix_service_case_patron_id"), "service_case", ["patron_id"], unique=False)
    op.create_index("ix_service_case_queue", "service_case", ["status", "priority", "due_at"], unique=False)
    op.create_table(
        "unanswered_question",
        sa.Column("id", KEY, nullable=False),
        sa.Column("cluster_key", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("sample_redacted", sa.Text(), nullable=False),
        sa.Column("occurrences", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("first_seen_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("status", sa.String(length=16), server_default=sa.text("'new'"), nullable=False),
        sa.Column("answer_ref", sa.Text(), nullable=True),
        sa.Column("owner_id", KEY, nullable=True),
        sa.CheckConstraint("language IN ('fa', 'en')", name=op.f("ck_unanswered_question_language")),
        sa.CheckConstraint(
            "status IN ('new', 'triaged', 'answered', 'out_of_scope')", name=op.f("ck_unanswered_question_status")
        ),
        sa.CheckConstraint("occurrences > 0", name=op.f("ck_unanswered_question_occurrences")),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["staff_user.id"],
            name=op.f("fk_unanswered_question_owner_id_staff_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unanswered_question")),
        sa.UniqueConstraint("language", "cluster_key", name=op.f("uq_unanswered_question_language_cluster_key")),
    )
    op.create_index("ix_unanswered_question_status", "unanswered_question", ["status", "occurrences"], unique=False)
    op.create_table(
        "case_event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("from_value", sa.Text(), nullable=True),
        sa.Column("to_value", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("staff_id", KEY, nullable=True),
        sa.Column("occurred_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('status', 'assign', 'note', 'message', 'sla_breach', 'reopen')", name=op.f("ck_case_event_kind")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"], name=op.f("fk_case_event_case_id_service_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_user.id"], name=op.f("fk_case_event_staff_id_staff_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
    )
    op.create_index("ix_case_event_case", "case_event", ["case_id", "occurred_at"], unique=False)
    op.create_table(
        "fine",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ils_fine_id", sa.String(length=64), nullable=False),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("loan_id", KEY, nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("paid_minor", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("waived_minor", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("assessed_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.CheckConstraint("kind IN ('overdue', 'lost', 'damaged', 'fee')", name=op.f("ck_fine_kind")),
        sa.CheckConstraint(
            "amount_minor >= 0 AND paid_minor >= 0 AND waived_minor >= 0 AND paid_minor + waived_minor <= amount_minor",
            name=op.f("ck_fine_amounts"),
        ),
        sa.ForeignKeyConstraint(["loan_id"], ["loan.id"], name=op.f("fk_fine_loan_id_loan"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_fine_patron_id_patron"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fine")),
        sa.UniqueConstraint("ils_fine_id", name=op.f("uq_fine_ils_fine_id")),
    )
    op.create_index("ix_fine_patron", "fine", ["patron_id", "closed_at"], unique=False)
    op.create_table(
        "interaction",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.String(length=36), nullable=False),
        sa.Column("engine_conversation", sa.String(length=64), nullable=False),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("channel_identity_id", KEY, nullable=True),
        sa.Column("branch_id", KEY, nullable=True),
        sa.Column("parent_id", KEY, nullable=True),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("direction", sa.String(length=16), server_default=sa.text("'inbound'"), nullable=False),
        sa.Column("kind", sa.String(length=16), server_default=sa.text("'conversation'"), nullable=False),
        sa.Column("status", sa.String(length=16), server_default=sa.text("'open'"), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("handled_by", sa.String(length=16), server_default=sa.text("'bot'"), nullable=False),
        sa.Column("assigned_staff_id", KEY, nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("primary_intent", sa.String(length=64), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("read_effort", sa.SmallInteger(), nullable=True),
        sa.Column("is_test", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("last_message_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("handoff_requested_at", MOMENT, nullable=True),
        sa.Column("first_staff_reply_at", MOMENT, nullable=True),
        sa.Column("waiting_since", MOMENT, nullable=True),
        sa.Column("patron_message_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("last_seq", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("expects_contact", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("redacted_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "channel IN ('web_chat', 'email', 'sms', 'phone', 'in_person', 'telegram', 'whatsapp', 'form', 'api')",
            name=op.f("ck_interaction_channel"),
        ),
        sa.CheckConstraint("direction IN ('inbound', 'outbound', 'internal')", name=op.f("ck_interaction_direction")),
        sa.CheckConstraint("handled_by IN ('bot', 'staff', 'both', 'system')", name=op.f("ck_interaction_handled_by")),
        sa.CheckConstraint(
            "kind IN ('conversation', 'call', 'visit', 'email', 'note', 'notice', 'instruction')",
            name=op.f("ck_interaction_kind"),
        ),
        sa.CheckConstraint("language IN ('fa', 'en')", name=op.f("ck_interaction_language")),
        sa.CheckConstraint(
            "outcome IN ('bot_resolved', 'staff_resolved', 'case_opened', 'abandoned', 'no_answer', 'out_of_scope')",
            name=op.f("ck_interaction_outcome"),
        ),
        sa.CheckConstraint(
            "status <> 'closed' OR (ended_at IS NOT NULL AND outcome IS NOT NULL)",
            name=op.f("ck_interaction_closed_has_outcome"),
        ),
        sa.CheckConstraint(
            "status IN ('open', 'waiting_staff', 'with_staff', 'closed')", name=op.f("ck_interaction_status")
        ),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name=op.f("ck_interaction_ended_after_start")),
        sa.CheckConstraint("last_seq >= 0 AND patron_message_count >= 0", name=op.f("ck_interaction_counters")),
        sa.CheckConstraint("read_effort BETWEEN 1 AND 6", name=op.f("ck_interaction_read_effort")),
        sa.ForeignKeyConstraint(
            ["assigned_staff_id"],
            ["staff_user.id"],
            name=op.f("fk_interaction_assigned_staff_id_staff_user"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["branch.id"], name=op.f("fk_interaction_branch_id_branch"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["service_case.id"], name=op.f("fk_interaction_case_id_service_case"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["channel_identity_id"],
            ["channel_identity.id"],
            name=op.f("fk_interaction_channel_identity_id_channel_identity"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["interaction.id"], name=op.f("fk_interaction_parent_id_interaction"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_interaction_patron_id_patron"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction")),
        sa.UniqueConstraint("engine_conversation", name=op.f("uq_interaction_engine_conversation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_interaction_public_id")),
    )
    op.create_index("ix_interaction_case", "interaction", ["case_id"], unique=False)
    op.create_index("ix_interaction_identity", "interaction", ["channel_identity_id", "started_at"], unique=False)
    op.create_index("ix_interaction_patron", "interaction", ["patron_id", "started_at"], unique=False)
    op.create_index("ix_interaction_queue", "interaction", ["status", "handoff_requested_at"], unique=False)
    op.create_index(
        "ix_interaction_silence",
        "interaction",
        ["last_message_at"],
        unique=False,
        sqlite_where=sa.text("status <> 'closed'"),
        postgresql_where=sa.text("status <> 'closed'"),
    )
    op.create_index("ix_interaction_started", "interaction", ["started_at", "channel"], unique=False)
    op.create_index(
        "uq_interaction_running",
        "interaction",
        ["channel_identity_id"],
        unique=True,
        sqlite_where=sa.text("status <> 'closed' AND kind = 'conversation' AND channel_identity_id IS NOT NULL"),
        postgresql_where=sa.text("status <> 'closed' AND kind = 'conversation' AND channel_identity_id IS NOT NULL"),
    )
    if not on_sqlite:
        op.create_foreign_key(
            op.f("fk_service_case_interaction_id_interaction"),
            "service_case",
            "interaction",
            ["interaction_id"],
            ["id"],
            ondelete="SET NULL",
        )
    op.create_table(
        "sign_in_link",
        sa.Column("id", KEY, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("identity_id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("expires_at >= created_at", name=op.f("ck_sign_in_link_expiry")),
        sa.CheckConstraint("patron_id IS NULL OR used_at IS NOT NULL", name=op.f("ck_sign_in_link_patron_when_used")),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_sign_in_link_tries")),
        sa.ForeignKeyConstraint(
            ["identity_id"],
            ["channel_identity.id"],
            name=op.f("fk_sign_in_link_identity_id_channel_identity"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_sign_in_link_patron_id_patron"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_link_token_hash")),
    )
    op.create_index(op.f("ix_sign_in_link_identity_id"), "sign_in_link", ["identity_id"], unique=False)
    op.create_table(
        "hold",
        sa.Column("id", KEY, nullable=False),
        sa.Column("ils_hold_id", sa.String(length=64), nullable=False),
        sa.Column("idempotency_key", sa.String(length=200), nullable=True),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("title_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=True),
        sa.Column("pickup_branch_id", KEY, nullable=True),
        sa.Column("status", sa.String(length=16), server_default=sa.text("'requested'"), nullable=False),
        sa.Column("queue_position", sa.Integer(), nullable=True),
        sa.Column("placed_at", MOMENT, nullable=False),
        sa.Column("ready_at", MOMENT, nullable=True),
        sa.Column("ready_until", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("interaction_id", KEY, nullable=True),
        sa.CheckConstraint(
            "status IN ('requested', 'in_transit', 'ready', 'filled', 'cancelled', 'expired')",
            name=op.f("ck_hold_status"),
        ),
        sa.CheckConstraint("queue_position IS NULL OR queue_position > 0", name=op.f("ck_hold_queue_position")),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interaction.id"], name=op.f("fk_hold_interaction_id_interaction"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_hold_item_id_item"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_hold_patron_id_patron"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["pickup_branch_id"], ["branch.id"], name=op.f("fk_hold_pickup_branch_id_branch"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["title_id"], ["title_record.id"], name=op.f("fk_hold_title_id_title_record"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_hold_idempotency_key")),
        sa.UniqueConstraint("ils_hold_id", name=op.f("uq_hold_ils_hold_id")),
    )
    op.create_index("ix_hold_patron", "hold", ["patron_id", "closed_at"], unique=False)
    op.create_index("ix_hold_queue", "hold", ["title_id", "status", "placed_at"], unique=False)
    op.create_index(
        "uq_hold_patron_title",
        "hold",
        ["patron_id", "title_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL AND patron_id IS NOT NULL"),
        postgresql_where=sa.text("closed_at IS NULL AND patron_id IS NOT NULL"),
    )
    op.create_table(
        "interaction_event",
        sa.Column("id", KEY, nullable=False),
        sa.Column("interaction_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("staff_id", KEY, nullable=True),
        sa.Column("occurred_at", MOMENT, nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("seconds_business", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('started', 'handoff_requested', 'handoff_accepted', 'handoff_declined', "
            "'handoff_expired', 'returned_to_bot', 'first_staff_reply', 'resolved_by_bot', "
            "'resolved_by_staff', 'abandoned', 'reopened', 'case_opened')",
            name=op.f("ck_interaction_event_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_interaction_event_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_user.id"], name=op.f("fk_interaction_event_staff_id_staff_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction_event")),
    )
    op.create_index(op.f("ix_interaction_event_interaction_id"), "interaction_event", ["interaction_id"], unique=False)
    op.create_index("ix_interaction_event_kind", "interaction_event", ["kind", "occurred_at"], unique=False)
    op.create_table(
        "message",
        sa.Column("id", KEY, nullable=False),
        sa.Column("interaction_id", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(length=16), nullable=False),
        sa.Column("staff_id", KEY, nullable=True),
        sa.Column("is_internal", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("body_redacted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("buttons", DOCUMENT, nullable=True),
        sa.Column("custom", DOCUMENT, nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("client_message_id", sa.String(length=128), nullable=True),
        sa.Column("in_reply_to_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("intent", sa.String(length=64), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("analysis", DOCUMENT, nullable=True),
        sa.Column("answer_status", sa.String(length=16), nullable=True),
        sa.Column("answer_name", sa.String(length=128), nullable=True),
        sa.Column("sources", DOCUMENT, nullable=True),
        sa.Column("latency_ms", sa.Integer(), nullable=True),
        sa.Column("engine_version", sa.String(length=128), nullable=True),
        sa.CheckConstraint(
            "answer_status IN ('answered', 'clarified', 'fallback', 'refused', 'error')",
            name=op.f("ck_message_answer_status"),
        ),
        sa.CheckConstraint("answer_status IS NULL OR sender = 'bot'", name=op.f("ck_message_answer_status_of_bot")),
        sa.CheckConstraint("language IN ('fa', 'en')", name=op.f("ck_message_language")),
        sa.CheckConstraint("sender = 'staff' OR staff_id IS NULL", name=op.f("ck_message_staff_of_staff")),
        sa.CheckConstraint("sender IN ('patron', 'bot', 'staff', 'system')", name=op.f("ck_message_sender")),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_message_confidence")),
        sa.CheckConstraint("seq > 0", name=op.f("ck_message_seq")),
        sa.ForeignKeyConstraint(
            ["in_reply_to_id"], ["message.id"], name=op.f("fk_message_in_reply_to_id_message"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_message_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_user.id"], name=op.f("fk_message_staff_id_staff_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index(
        "ix_message_answer_status",
        "message",
        ["answer_status", "created_at"],
        unique=False,
        sqlite_where=sa.text("answer_status IS NOT NULL"),
        postgresql_where=sa.text("answer_status IS NOT NULL"),
    )
    op.create_index(
        "ix_message_intent",
        "message",
        ["intent", "created_at"],
        unique=False,
        sqlite_where=sa.text("intent IS NOT NULL"),
        postgresql_where=sa.text("intent IS NOT NULL"),
    )
    op.create_index(
        "ix_message_reply",
        "message",
        ["in_reply_to_id"],
        unique=False,
        sqlite_where=sa.text("in_reply_to_id IS NOT NULL"),
        postgresql_where=sa.text("in_reply_to_id IS NOT NULL"),
    )
    op.create_index(
        "uq_message_client_message_id",
        "message",
        ["interaction_id", "client_message_id"],
        unique=True,
        sqlite_where=sa.text("client_message_id IS NOT NULL"),
        postgresql_where=sa.text("client_message_id IS NOT NULL"),
    )
    op.create_index("uq_message_seq", "message", ["interaction_id", "seq"], unique=True)
    op.create_table(
        "renewal_attempt",
        sa.Column("id", KEY, nullable=False),
        sa.Column("loan_id", KEY, nullable=False),
        sa.Column("interaction_id", KEY, nullable=True),
        sa.Column("idempotency_key", sa.String(length=200), nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("reason_code", sa.String(length=32), nullable=True),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("completed_at", MOMENT, nullable=True),
        sa.Column("new_due_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "(result = 'succeeded') = (new_due_at IS NOT NULL)", name=op.f("ck_renewal_attempt_new_due")
        ),
        sa.CheckConstraint("result = 'succeeded' OR reason_code IS NOT NULL", name=op.f("ck_renewal_attempt_reason")),
        sa.CheckConstraint("result IN ('succeeded', 'refused', 'failed')", name=op.f("ck_renewal_attempt_result")),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_renewal_attempt_interaction_id_interaction"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["loan_id"], ["loan.id"], name=op.f("fk_renewal_attempt_loan_id_loan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renewal_attempt")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_renewal_attempt_idempotency_key")),
    )
    op.create_index(op.f("ix_renewal_attempt_loan_id"), "renewal_attempt", ["loan_id"], unique=False)
    op.create_index("ix_renewal_attempt_requested", "renewal_attempt", ["requested_at", "result"], unique=False)
    op.create_table(
        "survey_invitation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("survey_id", KEY, nullable=False),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("interaction_id", KEY, nullable=True),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["service_case.id"],
            name=op.f("fk_survey_invitation_case_id_service_case"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_survey_invitation_interaction_id_interaction"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_survey_invitation_patron_id_patron"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_invitation_survey_id_survey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_survey_invitation_token_hash")),
    )
    op.create_index("ix_survey_invitation_patron", "survey_invitation", ["patron_id", "sent_at"], unique=False)
    op.create_index(
        "uq_survey_invitation_interaction",
        "survey_invitation",
        ["interaction_id", "survey_id"],
        unique=True,
        sqlite_where=sa.text("interaction_id IS NOT NULL"),
        postgresql_where=sa.text("interaction_id IS NOT NULL"),
    )
    op.create_table(
        "feedback",
        sa.Column("id", KEY, nullable=False),
        sa.Column("message_id", KEY, nullable=True),
        sa.Column("interaction_id", KEY, nullable=True),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("value", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "message_id IS NOT NULL OR interaction_id IS NOT NULL", name=op.f("ck_feedback_about_something")
        ),
        sa.CheckConstraint("value IN (-1, 1)", name=op.f("ck_feedback_value")),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_feedback_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_feedback_message_id_message"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_feedback_patron_id_patron"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_interaction_id"), "feedback", ["interaction_id"], unique=False)
    op.create_index(op.f("ix_feedback_patron_id"), "feedback", ["patron_id"], unique=False)
    op.create_index(
        "uq_feedback_message",
        "feedback",
        ["message_id"],
        unique=True,
        sqlite_where=sa.text("message_id IS NOT NULL"),
        postgresql_where=sa.text("message_id IS NOT NULL"),
    )
    op.create_table(
        "journal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("channel_message_id", sa.String(length=128), nullable=False),
        sa.Column("identity_id", KEY, nullable=False),
        sa.Column("interaction_id", KEY, nullable=False),
        sa.Column("message_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), server_default=sa.text("'received'"), nullable=False),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("(state = 'received') = (closed_at IS NULL)", name=op.f("ck_journal_closed")),
        sa.CheckConstraint(
            "channel IN ('web_chat', 'email', 'sms', 'phone', 'in_person', 'telegram', 'whatsapp', 'form', 'api')",
            name=op.f("ck_journal_channel"),
        ),
        sa.CheckConstraint("kind IN ('text', 'payload', 'system')", name=op.f("ck_journal_kind")),
        sa.CheckConstraint("state = 'received' OR contact IS NULL", name=op.f("ck_journal_contact_while_open")),
        sa.CheckConstraint("state IN ('received', 'closed', 'failed')", name=op.f("ck_journal_state")),
        sa.ForeignKeyConstraint(
            ["identity_id"],
            ["channel_identity.id"],
            name=op.f("fk_journal_identity_id_channel_identity"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_journal_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_journal_message_id_message"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
        sa.UniqueConstraint(
            "identity_id",
            "channel_message_id",
            "channel",
            name=op.f("uq_journal_identity_id_channel_message_id_channel"),
        ),
        sa.UniqueConstraint("message_id", name=op.f("uq_journal_message_id")),
    )
    op.create_index(op.f("ix_journal_interaction_id"), "journal", ["interaction_id"], unique=False)
    op.create_index(
        "ix_journal_received",
        "journal",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'received'"),
        postgresql_where=sa.text("state = 'received'"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", KEY, nullable=False),
        sa.Column("message_id", KEY, nullable=False),
        sa.Column("identity_id", KEY, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=8), server_default=sa.text("'pending'"), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("next_attempt_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_outbox_sent")),
        sa.CheckConstraint(
            "channel IN ('web_chat', 'email', 'sms', 'phone', 'in_person', 'telegram', 'whatsapp', 'form', 'api')",
            name=op.f("ck_outbox_channel"),
        ),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'sent', 'failed', 'dropped')", name=op.f("ck_outbox_state")
        ),
        sa.ForeignKeyConstraint(
            ["identity_id"],
            ["channel_identity.id"],
            name=op.f("fk_outbox_identity_id_channel_identity"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_outbox_message_id_message"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["channel", "next_attempt_at"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "ix_outbox_identity",
        "outbox",
        ["identity_id", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('pending', 'sending')"),
        postgresql_where=sa.text("state IN ('pending', 'sending')"),
    )
    op.create_table(
        "survey_response",
        sa.Column("id", KEY, nullable=False),
        sa.Column("survey_id", KEY, nullable=False),
        sa.Column("invitation_id", KEY, nullable=True),
        sa.Column("patron_id", KEY, nullable=True),
        sa.Column("patron_category", sa.String(length=32), nullable=True),
        sa.Column("lifecycle_at_response", sa.String(length=16), nullable=True),
        sa.Column("submitted_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "lifecycle_at_response IN ('prospect', 'new', 'active', 'lapsing', 'lapsed', 'closed', 'erased')",
            name=op.f("ck_survey_response_lifecycle_at_response"),
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["survey_invitation.id"],
            name=op.f("fk_survey_response_invitation_id_survey_invitation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["patron_id"], ["patron.id"], name=op.f("fk_survey_response_patron_id_patron"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_response_survey_id_survey"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_response")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_survey_response_invitation_id")),
    )
    op.create_index(op.f("ix_survey_response_patron_id"), "survey_response", ["patron_id"], unique=False)
    op.create_index("ix_survey_response_submitted", "survey_response", ["survey_id", "submitted_at"], unique=False)
    op.create_table(
        "survey_answer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("response_id", KEY, nullable=False),
        sa.Column("question_id", KEY, nullable=False),
        sa.Column("score", sa.SmallInteger(), nullable=True),
        sa.Column("minimum", sa.SmallInteger(), nullable=True),
        sa.Column("desired", sa.SmallInteger(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.CheckConstraint("(minimum IS NULL) = (desired IS NULL)", name=op.f("ck_survey_answer_gap_pair")),
        sa.CheckConstraint(
            "minimum IS NULL OR (minimum BETWEEN 1 AND 9 AND desired BETWEEN 1 AND 9)",
            name=op.f("ck_survey_answer_gap_range"),
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 10", name=op.f("ck_survey_answer_score")),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["survey_question.id"],
            name=op.f("fk_survey_answer_question_id_survey_question"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["survey_response.id"],
            name=op.f("fk_survey_answer_response_id_survey_response"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
        sa.UniqueConstraint("response_id", "question_id", name=op.f("uq_survey_answer_response_id_question_id")),
    )


def downgrade() -> None:
    """Take the store back."""
    op.drop_table("survey_answer")
    op.drop_index("ix_survey_response_submitted", table_name="survey_response")
    op.drop_index(op.f("ix_survey_response_patron_id"), table_name="survey_response")
    op.drop_table("survey_response")
    op.drop_index(
        "ix_outbox_identity",
        table_name="outbox",
        sqlite_where=sa.text("state IN ('pending', 'sending')"),
        postgresql_where=sa.text("state IN ('pending', 'sending')"),
    )
    op.drop_index(
        "ix_outbox_due",
        table_name="outbox",
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.drop_table("outbox")
    op.drop_index(
        "ix_journal_received",
        table_name="journal",
        sqlite_where=sa.text("state = 'received'"),
        postgresql_where=sa.text("state = 'received'"),
    )
    op.drop_index(op.f("ix_journal_interaction_id"), table_name="journal")
    op.drop_table("journal")
    op.drop_index(
        "uq_feedback_message",
        table_name="feedback",
        sqlite_where=sa.text("message_id IS NOT NULL"),
        postgresql_where=sa.text("message_id IS NOT NULL"),
    )
    op.drop_index(op.f("ix_feedback_patron_id"), table_name="feedback")
    op.drop_index(op.f("ix_feedback_interaction_id"), table_name="feedback")
    op.drop_table("feedback")
    op.drop_index(
        "uq_survey_invitation_interaction",
        table_name="survey_invitation",
        sqlite_where=sa.text("interaction_id IS NOT NULL"),
        postgresql_where=sa.text("interaction_id IS NOT NULL"),
    )
    op.drop_index("ix_survey_invitation_patron", table_name="survey_invitation")
    op.drop_table("survey_invitation")
    op.drop_index("ix_renewal_attempt_requested", table_name="renewal_attempt")
    op.drop_index(op.f("ix_renewal_attempt_loan_id"), table_name="renewal_attempt")
    op.drop_table("renewal_attempt")
    op.drop_index("uq_message_seq", table_name="message")
    op.drop_index(
        "uq_message_client_message_id",
        table_name="message",
        sqlite_where=sa.text("client_message_id IS NOT NULL"),
        postgresql_where=sa.text("client_message_id IS NOT NULL"),
    )
    op.drop_index(
        "ix_message_reply",
        table_name="message",
        sqlite_where=sa.text("in_reply_to_id IS NOT NULL"),
        postgresql_where=sa.text("in_reply_to_id IS NOT NULL"),
    )
    op.drop_index(
        "ix_message_intent",
        table_name="message",
        sqlite_where=sa.text("intent IS NOT NULL"),
        postgresql_where=sa.text("intent IS NOT NULL"),
    )
    op.drop_index(
        "ix_message_answer_status",
        table_name="message",
        sqlite_where=sa.text("answer_status IS NOT NULL"),
        postgresql_where=sa.text("answer_status IS NOT NULL"),
    )
    op.drop_table("message")
    op.drop_index("ix_interaction_event_kind", table_name="interaction_event")
    op.drop_index(op.f("ix_interaction_event_interaction_id"), table_name="interaction_event")
    op.drop_table("interaction_event")
    op.drop_index(
        "uq_hold_patron_title",
        table_name="hold",
        sqlite_where=sa.text("closed_at IS NULL AND patron_id IS NOT NULL"),
        postgresql_where=sa.text("closed_at IS NULL AND patron_id IS NOT NULL"),
    )
    op.drop_index("ix_hold_queue", table_name="hold")
    op.drop_index("ix_hold_patron", table_name="hold")
    op.drop_table("hold")
    op.drop_index(op.f("ix_sign_in_link_identity_id"), table_name="sign_in_link")
    op.drop_table("sign_in_link")
    op.drop_index(
        "uq_interaction_running",
        table_name="interaction",
        sqlite_where=sa.text("status <> 'closed' AND kind = 'conversation' AND channel_identity_id IS NOT NULL"),
        postgresql_where=sa.text("status <> 'closed' AND kind = 'conversation' AND channel_identity_id IS NOT NULL"),
    )
    op.drop_index("ix_interaction_started", table_name="interaction")
    op.drop_index(
        "ix_interaction_silence",
        table_name="interaction",
        sqlite_where=sa.text("status <> 'closed'"),
        postgresql_where=sa.text("status <> 'closed'"),
    )
    op.drop_index("ix_interaction_queue", table_name="interaction")
    op.drop_index("ix_interaction_patron", table_name="interaction")
    op.drop_index("ix_interaction_identity", table_name="interaction")
    op.drop_index("ix_interaction_case", table_name="interaction")
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f("fk_service_case_interaction_id_interaction"), "service_case", type_="foreignkey")
    op.drop_table("interaction")
    op.drop_index("ix_fine_patron", table_name="fine")
    op.drop_table("fine")
    op.drop_index("ix_case_event_case", table_name="case_event")
    op.drop_table("case_event")
    op.drop_index("ix_unanswered_question_status", table_name="unanswered_question")
    op.drop_table("unanswered_question")
    op.drop_index("ix_service_case_queue", table_name="service_case")
    op.drop_index(op.f("ix_service_case_patron_id"), table_name="service_case")
    op.drop_index(op.f("ix_service_case_interaction_id"), table_name="service_case")
    op.drop_table("service_case")
    op.drop_index(
        "uq_loan_item_out",
        table_name="loan",
        sqlite_where=sa.text("returned_at IS NULL AND item_id IS NOT NULL"),
        postgresql_where=sa.text("returned_at IS NULL AND item_id IS NOT NULL"),
    )
    op.drop_index("ix_loan_patron", table_name="loan")
    op.drop_index("ix_loan_due_at", table_name="loan")
    op.drop_table("loan")
    op.drop_index(
        "uq_contact_point_verified",
        table_name="contact_point",
        sqlite_where=sa.text("verified_at IS NOT NULL"),
        postgresql_where=sa.text("verified_at IS NOT NULL"),
    )
    op.drop_index(
        "uq_contact_point_primary",
        table_name="contact_point",
        sqlite_where=sa.text("is_primary"),
        postgresql_where=sa.text("is_primary"),
    )
    op.drop_index(op.f("ix_contact_point_patron_id"), table_name="contact_point")
    op.drop_table("contact_point")
    op.drop_index(
        "uq_channel_identity_token_hash",
        table_name="channel_identity",
        sqlite_where=sa.text("token_hash IS NOT NULL"),
        postgresql_where=sa.text("token_hash IS NOT NULL"),
    )
    op.drop_index(op.f("ix_channel_identity_patron_id"), table_name="channel_identity")
    op.drop_table("channel_identity")
    op.drop_table("survey_question")
    op.drop_table("staff_user")
    op.drop_index(
        "uq_service_note_topic_all",
        table_name="service_note",
        sqlite_where=sa.text("branch_id IS NULL"),
        postgresql_where=sa.text("branch_id IS NULL"),
    )
    op.drop_table("service_note")
    op.drop_index(
        "uq_patron_ils_patron_id",
        table_name="patron",
        sqlite_where=sa.text("ils_patron_id IS NOT NULL"),
        postgresql_where=sa.text("ils_patron_id IS NOT NULL"),
    )
    op.drop_index(
        "uq_patron_card_number_hash",
        table_name="patron",
        sqlite_where=sa.text("card_number_hash IS NOT NULL"),
        postgresql_where=sa.text("card_number_hash IS NOT NULL"),
    )
    op.drop_index("ix_patron_lifecycle", table_name="patron")
    op.drop_table("patron")
    op.drop_index(op.f("ix_library_event_starts_at"), table_name="library_event")
    op.drop_index(op.f("ix_library_event_branch_id"), table_name="library_event")
    op.drop_table("library_event")
    op.drop_index(op.f("ix_item_title_id"), table_name="item")
    op.drop_index(op.f("ix_item_branch_id"), table_name="item")
    op.drop_table("item")
    op.drop_index("ix_closing_days", table_name="closing")
    op.drop_index(op.f("ix_closing_branch_id"), table_name="closing")
    op.drop_table("closing")
    op.drop_table("branch_hours")
    op.drop_index("ix_title_record_added_at", table_name="title_record")
    op.drop_table("title_record")
    op.drop_table("survey")
    op.drop_table("sign_in_throttle")
    op.drop_table("loan_rule")
    op.drop_table("library_profile")
    op.drop_index(
        "uq_branch_main", table_name="branch", sqlite_where=sa.text("is_main"), postgresql_where=sa.text("is_main")
    )
    op.drop_table("branch")
    op.drop_index("ix_audit_event_subject", table_name="audit_event")
    op.drop_index("ix_audit_event_entity", table_name="audit_event")
    op.drop_table("audit_event")
