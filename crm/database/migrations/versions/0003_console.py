"""Tables of the console: staff sessions, reviews, question groups, answers, content, models, figures, search."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from crm.records.search import make_search, remove_search

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

STAFF = ("language", "calendar", "totp_secret", "totp_confirmed_at", "totp_last_step", "last_sign_in_at")


def upgrade() -> None:
    """Bring the store forward."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    moment, key, document = ("DATETIME", "INTEGER", "JSON") if on_sqlite else ("TIMESTAMPTZ", "BIGINT", "JSONB")
    # In plain SQL: SQLite takes a column with its constraint, while alembic would make the table anew, and so
    # empty every column that points at it.
    for column in (
        "language VARCHAR(2) DEFAULT 'fa' NOT NULL CONSTRAINT ck_staff_user_language CHECK (language IN ('fa', 'en'))",
        "calendar VARCHAR(16) CONSTRAINT ck_staff_user_calendar CHECK (calendar IN ('jalali', 'gregorian'))",
        "totp_secret VARCHAR(64)",
        f"totp_confirmed_at {moment}",
        "totp_last_step INTEGER",
        f"last_sign_in_at {moment}",
    ):
        op.execute(f"ALTER TABLE staff_user ADD COLUMN {column}")
    op.create_table(
        "label",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name_fa", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("color", sa.String(length=16), server_default="grey", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label")),
        sa.UniqueConstraint("code", name=op.f("uq_label_code")),
    )
    op.create_table(
        "metric_daily",
        sa.Column("id", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("metric", sa.String(length=64), nullable=False),
        sa.Column("dims_key", sa.String(length=200), server_default=sa.text("''"), nullable=False),
        sa.Column("numerator", sa.Float(), nullable=False),
        sa.Column("denominator", sa.Float(), nullable=True),
        sa.Column("definition_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("computed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_metric_daily")),
        sa.UniqueConstraint(
            "day",
            "metric",
            "dims_key",
            "definition_version",
            name=op.f("uq_metric_daily_day_metric_dims_key_definition_version"),
        ),
    )
    op.create_index("ix_metric_daily_metric", "metric_daily", ["metric", "day"], unique=False)
    op.create_table(
        "search_state",
        sa.Column("id", KEY, nullable=False),
        sa.Column("last_message_id", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_search_state_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_state")),
    )
    op.create_table(
        "staff_throttle",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_staff_throttle_failures")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_throttle")),
        sa.UniqueConstraint("key", name=op.f("uq_staff_throttle_key")),
    )
    op.create_table(
        "answer_version",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text_fa", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("buttons_fa", DOCUMENT, nullable=True),
        sa.Column("buttons_en", DOCUMENT, nullable=True),
        sa.Column("starts_at", MOMENT, nullable=True),
        sa.Column("ends_at", MOMENT, nullable=True),
        sa.Column("state", sa.String(length=16), server_default=sa.text("'draft'"), nullable=False),
        sa.Column("restored_from", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("author_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("state IN ('draft', 'published', 'withdrawn')", name=op.f("ck_answer_version_state")),
        sa.CheckConstraint(
            "ends_at IS NULL OR starts_at IS NULL OR ends_at > starts_at", name=op.f("ck_answer_version_window")
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_answer_version_version")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["staff_user.id"], name=op.f("fk_answer_version_author_id_staff_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_version")),
        sa.UniqueConstraint("name", "version", name=op.f("uq_answer_version_name_version")),
    )
    op.create_index(
        "ix_answer_version_published",
        "answer_version",
        ["name"],
        unique=False,
        sqlite_where=sa.text("state = 'published'"),
        postgresql_where=sa.text("state = 'published'"),
    )
    op.create_table(
        "canned_answer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("title_fa", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("text_fa", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_by_id", KEY, nullable=True),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["staff_user.id"],
            name=op.f("fk_canned_answer_created_by_id_staff_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned_answer")),
        sa.UniqueConstraint("code", name=op.f("uq_canned_answer_code")),
    )
    op.create_table(
        "content_change",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("intent", sa.String(length=64), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("detail", DOCUMENT, nullable=True),
        sa.Column("staff_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('example_added', 'example_removed', 'example_moved', 'intent_added', 'intent_renamed', "
            "'imported', 'exported')",
            name=op.f("ck_content_change_kind"),
        ),
        sa.CheckConstraint("language IN ('fa', 'en')", name=op.f("ck_content_change_language")),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_user.id"], name=op.f("fk_content_change_staff_id_staff_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_change")),
    )
    op.create_index(op.f("ix_content_change_created_at"), "content_change", ["created_at"], unique=False)
    op.create_index("ix_content_change_intent", "content_change", ["intent", "created_at"], unique=False)
    op.create_table(
        "model_version",
        sa.Column("id", KEY, nullable=False),
        sa.Column("inputs", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by_id", KEY, nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("log", sa.Text(), nullable=True),
        sa.Column("report", DOCUMENT, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("published_by_id", KEY, nullable=True),
        sa.CheckConstraint("origin IN ('console', 'files')", name=op.f("ck_model_version_origin")),
        sa.CheckConstraint(
            "state IN ('training', 'failed', 'trained', 'tested', 'published', 'retired')",
            name=op.f("ck_model_version_state"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["staff_user.id"],
            name=op.f("fk_model_version_created_by_id_staff_user"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["staff_user.id"],
            name=op.f("fk_model_version_published_by_id_staff_user"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_version")),
    )
    op.create_index("ix_model_version_state", "model_version", ["state", "created_at"], unique=False)
    op.create_index(
        "uq_model_version_published",
        "model_version",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'published'"),
        postgresql_where=sa.text("state = 'published'"),
    )
    op.create_index(
        "uq_model_version_training",
        "model_version",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'training'"),
        postgresql_where=sa.text("state = 'training'"),
    )
    op.create_table(
        "question_group",
        sa.Column("id", KEY, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), server_default=sa.text("'new'"), nullable=False),
        sa.Column("owner_id", KEY, nullable=True),
        sa.Column("intent", sa.String(length=64), nullable=True),
        sa.Column("answer_name", sa.String(length=128), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("replay", DOCUMENT, nullable=True),
        sa.CheckConstraint(
            "status IN ('new', 'triaged', 'answered', 'out_of_scope')", name=op.f("ck_question_group_status")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["staff_user.id"], name=op.f("fk_question_group_owner_id_staff_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_group")),
    )
    op.create_index("ix_question_group_status", "question_group", ["status", "updated_at"], unique=False)
    op.create_table(
        "staff_session",
        sa.Column("id", KEY, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", KEY, nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_user.id"], name=op.f("fk_staff_session_staff_id_staff_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_session_token_hash")),
    )
    op.create_index(
        "ix_staff_session_running",
        "staff_session",
        ["staff_id"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "interaction_label",
        sa.Column("interaction_id", KEY, nullable=False),
        sa.Column("label_id", KEY, nullable=False),
        sa.Column("staff_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_interaction_label_interaction_id_interaction"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["label_id"], ["label.id"], name=op.f("fk_interaction_label_label_id_label"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_user.id"], name=op.f("fk_interaction_label_staff_id_staff_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("interaction_id", "label_id", name=op.f("pk_interaction_label")),
    )
    op.create_index(op.f("ix_interaction_label_label_id"), "interaction_label", ["label_id"], unique=False)
    op.create_table(
        "question_sighting",
        sa.Column("id", KEY, nullable=False),
        sa.Column("question_id", KEY, nullable=False),
        sa.Column("interaction_id", KEY, nullable=True),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_question_sighting_interaction_id_interaction"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["unanswered_question.id"],
            name=op.f("fk_question_sighting_question_id_unanswered_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_sighting")),
    )
    op.create_index("ix_question_sighting_question", "question_sighting", ["question_id", "seen_at"], unique=False)
    op.create_index(op.f("ix_question_sighting_seen_at"), "question_sighting", ["seen_at"], unique=False)
    op.create_table(
        "saved_test",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("interaction_id", KEY, nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_by_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"],
            ["staff_user.id"],
            name=op.f("fk_saved_test_created_by_id_staff_user"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name=op.f("fk_saved_test_interaction_id_interaction"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_test")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_test_name")),
    )
    op.create_table(
        "review_item",
        sa.Column("id", KEY, nullable=False),
        sa.Column("message_id", KEY, nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("needs", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "reason IN ('declined', 'unsure', 'contradicted', 'badly_rated', 'random')",
            name=op.f("ck_review_item_reason"),
        ),
        sa.CheckConstraint("needs IN (1, 2)", name=op.f("ck_review_item_needs")),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_review_item_message_id_message"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_item")),
        sa.UniqueConstraint("message_id", name=op.f("uq_review_item_message_id")),
    )
    op.create_index(
        "ix_review_item_done",
        "review_item",
        ["done_at"],
        unique=False,
        sqlite_where=sa.text("done_at IS NOT NULL"),
        postgresql_where=sa.text("done_at IS NOT NULL"),
    )
    op.create_index(
        "ix_review_item_waiting",
        "review_item",
        ["weight"],
        unique=False,
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "example_proposal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("intent", sa.String(length=64), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), server_default="proposed", nullable=False),
        sa.Column("review_item_id", KEY, nullable=True),
        sa.Column("question_id", KEY, nullable=True),
        sa.Column("proposed_by_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("decided_by_id", KEY, nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint("language IN ('fa', 'en')", name=op.f("ck_example_proposal_language")),
        sa.CheckConstraint("origin IN ('review', 'question', 'staff')", name=op.f("ck_example_proposal_origin")),
        sa.CheckConstraint("state IN ('proposed', 'accepted', 'rejected')", name=op.f("ck_example_proposal_state")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["staff_user.id"],
            name=op.f("fk_example_proposal_decided_by_id_staff_user"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["staff_user.id"],
            name=op.f("fk_example_proposal_proposed_by_id_staff_user"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["unanswered_question.id"],
            name=op.f("fk_example_proposal_question_id_unanswered_question"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["review_item_id"],
            ["review_item.id"],
            name=op.f("fk_example_proposal_review_item_id_review_item"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_example_proposal")),
        sa.UniqueConstraint("language", "intent", "text", name=op.f("uq_example_proposal_language_intent_text")),
    )
    op.create_index("ix_example_proposal_state", "example_proposal", ["state", "created_at"], unique=False)
    op.create_table(
        "review_verdict",
        sa.Column("id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("staff_id", KEY, nullable=True),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("intent", sa.String(length=64), nullable=True),
        sa.Column("entities", DOCUMENT, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["review_item.id"], name=op.f("fk_review_verdict_item_id_review_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_user.id"], name=op.f("fk_review_verdict_staff_id_staff_user"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_verdict")),
        sa.UniqueConstraint("item_id", "staff_id", name=op.f("uq_review_verdict_item_id_staff_id")),
    )
    op.create_index(op.f("ix_review_verdict_created_at"), "review_verdict", ["created_at"], unique=False)
    op.create_index(op.f("ix_review_verdict_staff_id"), "review_verdict", ["staff_id"], unique=False)
    for column in (
        f"group_id {key} CONSTRAINT fk_unanswered_question_group_id_question_group "
        "REFERENCES question_group (id) ON DELETE SET NULL",
        f"vector {document}",
    ):
        op.execute(f"ALTER TABLE unanswered_question ADD COLUMN {column}")
    op.create_index("ix_unanswered_question_group_id", "unanswered_question", ["group_id"], unique=False)
    make_search(op.get_bind())


def downgrade() -> None:
    """Take the store back."""
    remove_search(op.get_bind())
    op.drop_index("ix_unanswered_question_group_id", table_name="unanswered_question")
    for column in ("vector", "group_id"):
        op.execute(f"ALTER TABLE unanswered_question DROP COLUMN {column}")
    op.drop_index(op.f("ix_review_verdict_staff_id"), table_name="review_verdict")
    op.drop_index(op.f("ix_review_verdict_created_at"), table_name="review_verdict")
    op.drop_table("review_verdict")
    op.drop_index("ix_example_proposal_state", table_name="example_proposal")
    op.drop_table("example_proposal")
    op.drop_index(
        "ix_review_item_waiting",
        table_name="review_item",
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.drop_index(
        "ix_review_item_done",
        table_name="review_item",
        sqlite_where=sa.text("done_at IS NOT NULL"),
        postgresql_where=sa.text("done_at IS NOT NULL"),
    )
    op.drop_table("review_item")
    op.drop_table("saved_test")
    op.drop_index(op.f("ix_question_sighting_seen_at"), table_name="question_sighting")
    op.drop_index("ix_question_sighting_question", table_name="question_sighting")
    op.drop_table("question_sighting")
    op.drop_index(op.f("ix_interaction_label_label_id"), table_name="interaction_label")
    op.drop_table("interaction_label")
    op.drop_index(
        "ix_staff_session_running",
        table_name="staff_session",
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_table("staff_session")
    op.drop_index("ix_question_group_status", table_name="question_group")
    op.drop_table("question_group")
    op.drop_index(
        "uq_model_version_training",
        table_name="model_version",
        sqlite_where=sa.text("state = 'training'"),
        postgresql_where=sa.text("state = 'training'"),
    )
    op.drop_index(
        "uq_model_version_published",
        table_name="model_version",
        sqlite_where=sa.text("state = 'published'"),
        postgresql_where=sa.text("state = 'published'"),
    )
    op.drop_index("ix_model_version_state", table_name="model_version")
    op.drop_table("model_version")
    op.drop_index("ix_content_change_intent", table_name="content_change")
    op.drop_index(op.f("ix_content_change_created_at"), table_name="content_change")
    op.drop_table("content_change")
    op.drop_table("canned_answer")
    op.drop_index(
        "ix_answer_version_published",
        table_name="answer_version",
        sqlite_where=sa.text("state = 'published'"),
        postgresql_where=sa.text("state = 'published'"),
    )
    op.drop_table("answer_version")
    op.drop_table("staff_throttle")
    op.drop_table("search_state")
    op.drop_index("ix_metric_daily_metric", table_name="metric_daily")
    op.drop_table("metric_daily")
    op.drop_table("label")
    for column in reversed(STAFF):
        op.execute(f"ALTER TABLE staff_user DROP COLUMN {column}")
