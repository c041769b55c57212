"""Columns and one index for the list of conversations, kept with the interaction."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = ("lowest_confidence", "fallback_count", "score", "thumb")
LISTED = (
    "started_at, id, kind, channel, language, status, outcome, handled_by, primary_intent, branch_id, "
    "lowest_confidence, fallback_count, score, thumb"
)
CONFIDENCE = "SELECT min(confidence) FROM message WHERE message.interaction_id = interaction.id"
FALLBACKS = (
    "SELECT count(*) FROM message WHERE message.interaction_id = interaction.id "
    "AND answer_status IN ('fallback', 'error')"
)
SCORE = (
    "SELECT max(survey_answer.score) FROM survey_invitation "
    "JOIN survey_response ON survey_response.invitation_id = survey_invitation.id "
    "JOIN survey_answer ON survey_answer.response_id = survey_response.id "
    "JOIN survey ON survey.id = survey_invitation.survey_id AND survey.kind = 'csat' "
    "WHERE survey_invitation.interaction_id = interaction.id"
)
THUMB = "SELECT min(value) FROM feedback WHERE feedback.interaction_id = interaction.id"


def upgrade() -> None:
    """Bring the store forward."""
    number = "FLOAT" if op.get_bind().dialect.name == "sqlite" else "DOUBLE PRECISION"
    for column in (
        f"lowest_confidence {number}",
        "fallback_count INTEGER DEFAULT 0 NOT NULL",
        "score SMALLINT",
        "thumb SMALLINT",
    ):
        op.execute(f"ALTER TABLE interaction ADD COLUMN {column}")
    op.execute(
        f"UPDATE interaction SET lowest_confidence = ({CONFIDENCE}), fallback_count = ({FALLBACKS}), "  # noqa: S608
        f"score = ({SCORE}), thumb = ({THUMB})"
    )
    op.execute("DROP INDEX ix_interaction_started")
    op.execute(f"CREATE INDEX ix_interaction_list ON interaction ({LISTED})")


def downgrade() -> None:
    """Take the store back."""
    op.execute("DROP INDEX ix_interaction_list")
    op.execute("CREATE INDEX ix_interaction_started ON interaction (started_at, channel)")
    for column in reversed(COLUMNS):
        op.execute(f"ALTER TABLE interaction DROP COLUMN {column}")
