"""Contact data that wait for their case, encrypted, so that any gateway puts them into it."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "held_contact",
        sa.Column("id", KEY, nullable=False),
        sa.Column("interaction_id", KEY, nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("is_kept", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
            name="fk_held_contact_interaction_id_interaction",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_held_contact"),
        sa.UniqueConstraint("interaction_id", name="uq_held_contact_interaction_id"),
    )
    op.create_index("ix_held_contact_expires_at", "held_contact", ["expires_at"])


def downgrade() -> None:
    """Take it back."""
    # What is encrypted there would be taken for contact data as they were written.
    op.execute("UPDATE journal SET contact = NULL WHERE contact LIKE 'sealed:%'")
    op.drop_index("ix_held_contact_expires_at", table_name="held_contact")
    op.drop_table("held_contact")
