"""Campaigns that go to each patron who comes into a state of the life cycle."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from crm.database.migrations.altering import allow
from crm.records.base import UtcDateTime

revision = "0039"
down_revision = "0037"
branch_labels = None
depends_on = None

REASON = ("state_changed",)
TRIGGERS = "'once', 'lapsing', 'lapsed', 'new'"


def upgrade() -> None:
    """Bring the store forward: what there is was for all of a segment at once."""
    op.execute(
        "ALTER TABLE campaign ADD COLUMN \"trigger\" VARCHAR(16) DEFAULT 'once' NOT NULL "
        f"CONSTRAINT ck_campaign_trigger CHECK (trigger IN ({TRIGGERS}))"
    )
    op.add_column("campaign", sa.Column("looked_at", UtcDateTime(), nullable=True))
    op.add_column("campaign_recipient", sa.Column("drawn_at", UtcDateTime(), nullable=True))
    allow("notice", "reason", REASON)


def downgrade() -> None:
    """Take it back: campaigns with a trigger end, and what they had to tell is told no more."""
    now = sa.bindparam("now", datetime.now(UTC), UtcDateTime())
    for statement in (
        "UPDATE notice SET status = 'cancelled', reason = 'stopped', settled_at = :now "
        "WHERE status = 'queued' "
        "AND recipient_id IN (SELECT id FROM campaign_recipient WHERE drawn_at IS NOT NULL)",
        "UPDATE campaign SET state = 'stopped', ended_at = :now "
        "WHERE trigger <> 'once' AND state IN ('approved', 'running')",
    ):
        op.execute(sa.text(statement).bindparams(now))
    op.execute("UPDATE notice SET reason = 'closed' WHERE reason = 'state_changed'")
    allow("notice", "reason", REASON, no_more=True)
    op.drop_column("campaign_recipient", "drawn_at")
    op.drop_column("campaign", "looked_at")
    op.drop_column("campaign", "trigger")
