"""Facts in place of notes, documents in passages, and the vectors of both; each note becomes the fact of its topic."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# A note had no question of its own: it was told whenever its topic came up.
QUESTIONS = {
    "account": ("حساب، پین و کارت چه قاعده‌هایی دارند؟", "How do account, PIN and card work?"),
    "borrow": ("چگونه کتاب امانت بگیرم؟", "How do I borrow a book?"),
    "card_registration": ("چگونه عضو شوم؟", "How do I join?"),
    "citation_help": ("برای ارجاع‌دهی چه کمکی هست؟", "What help is there with citing?"),
    "course_reserves": ("کتاب‌های درسی کجا هستند؟", "Where are the textbooks?"),
    "donation": ("چگونه کتاب اهدا کنم؟", "How can I donate books?"),
    "employment": ("چگونه در کتابخانه کار کنم؟", "How can I work at the library?"),
    "equipment": ("چه وسایلی امانت داده می‌شود؟", "Which equipment is lent?"),
    "eresources": ("منابع الکترونیکی را چگونه ببینم؟", "How do I use the e-resources?"),
    "facilities": ("کتابخانه چه امکاناتی دارد؟", "What does the building offer?"),
    "fines": ("بدهی را چگونه بپردازم؟", "How do I pay what I owe?"),
    "hold": ("رزرو چگونه است؟", "How do reservations work?"),
    "ill": ("کتابی را که ندارید چگونه بگیرم؟", "How do I get what you do not own?"),
    "loan_policy": ("قاعده‌های امانت چیست؟", "What are the rules of borrowing?"),
    "location": ("چگونه به کتابخانه بیایم؟", "How do I get to the library?"),
    "lost_item": ("اگر کتاب گم یا خراب شد چه کنم؟", "What if a book is lost or damaged?"),
    "lost_property": ("وسیله‌ام جا مانده؛ چه کنم؟", "What if I left something behind?"),
    "print_scan": ("چاپ، کپی و اسکن چگونه است؟", "How do I print, copy and scan?"),
    "privacy": ("با داده‌های من چه می‌شود؟", "What happens with my data?"),
    "report_fault": ("خرابی را چگونه خبر بدهم؟", "How do I report a fault?"),
    "research_help": ("برای پژوهش چه کمکی هست؟", "What help is there with research?"),
    "return": ("کتاب را چگونه پس بدهم؟", "How do I return a book?"),
    "room_booking": ("اتاق را چگونه رزرو کنم؟", "How do I book a room?"),
    "shelf_location": ("کتاب‌ها کجا چیده شده‌اند؟", "Where do the books stand?"),
    "staff_contact": ("چگونه با کارکنان تماس بگیرم؟", "How do I reach the staff?"),
    "subscribe": ("چگونه باخبر شوم؟", "How do I get notices?"),
    "suggest_purchase": ("چگونه خرید کتاب را پیشنهاد بدهم؟", "How do I suggest a purchase?"),
    "visitor_access": ("بدون عضویت چه کارهایی می‌توانم بکنم؟", "What can I do without a membership?"),
    "website_problem": ("سایت باز نمی‌شود؛ چه کنم؟", "What if the website does not open?"),
    "wifi": ("وای‌فای چگونه است؟", "How does the wireless network work?"),
}


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "fact",
        sa.Column("id", KEY, nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=False),
        sa.Column("branch_id", KEY, nullable=True),
        sa.Column("audience", sa.String(length=32), nullable=True),
        sa.Column("question_fa", sa.Text(), nullable=False),
        sa.Column("question_en", sa.Text(), nullable=False),
        sa.Column("text_fa", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("also", sa.Text(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_from IS NULL OR valid_until >= valid_from", name=op.f("ck_fact_validity")
        ),
        sa.ForeignKeyConstraint(
            ["branch_id"], ["branch.id"], name=op.f("fk_fact_branch_id_branch"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
    )
    op.create_index("ix_fact_topic", "fact", ["topic", "position"])
    op.create_index(op.f("ix_fact_branch_id"), "fact", ["branch_id"])
    op.create_table(
        "document",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("language IN ('fa', 'en')", name=op.f("ck_document_language")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("name", name=op.f("uq_document_name")),
    )
    op.create_table(
        "passage",
        sa.Column("id", KEY, nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_passage_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
    )
    op.create_index("uq_passage_document_id_position", "passage", ["document_id", "position"], unique=True)
    op.create_table(
        "sentence_vector",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sentence_vector")),
    )
    op.create_table(
        "knowledge_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_knowledge_state_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_state")),
    )
    _take_over_notes()
    op.drop_table("service_note")


def _take_over_notes() -> None:
    connection = op.get_bind()
    notes = connection.execute(sa.text("SELECT topic, branch_id, text_fa, text_en FROM service_note ORDER BY id")).all()
    add = sa.text(
        "INSERT INTO fact (topic, branch_id, question_fa, question_en, text_fa, text_en, position) "
        "VALUES (:topic, :branch, :question_fa, :question_en, :text_fa, :text_en, 0)"
    )
    for topic, branch, text_fa, text_en in notes:
        question_fa, question_en = QUESTIONS.get(topic, (topic, topic))
        row = {"topic": topic, "branch": branch, "question_fa": question_fa, "question_en": question_en}
        connection.execute(add, {**row, "text_fa": text_fa, "text_en": text_en})


def downgrade() -> None:
    """Take the store back; of each topic the first facts that fit into one note are kept."""
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
    _give_back_notes()
    for name in ("knowledge_state", "sentence_vector", "passage", "document", "fact"):
        op.drop_table(name)


def _give_back_notes() -> None:
    connection = op.get_bind()
    facts = connection.execute(
        sa.text("SELECT topic, branch_id, text_fa, text_en FROM fact ORDER BY topic, branch_id, position, id")
    ).all()
    notes: dict[tuple[str, int | None], tuple[str, str]] = {}
    for topic, branch, text_fa, text_en in facts:
        before = notes.get((topic, branch))
        joined = (text_fa, text_en) if before is None else (f"{before[0]}\n{text_fa}", f"{before[1]}\n{text_en}")
        if before is None or max(map(len, joined)) <= 1500:
            notes[topic, branch] = joined
    add = sa.text("INSERT INTO service_note (topic, branch_id, text_fa, text_en) VALUES (:topic, :branch, :fa, :en)")
    for (topic, branch), (text_fa, text_en) in notes.items():
        connection.execute(add, {"topic": topic, "branch": branch, "fa": text_fa, "en": text_en})
