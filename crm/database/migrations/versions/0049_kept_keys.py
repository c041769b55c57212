"""Keys of before a change of the secret, encrypted with the present one."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# What shows that a change of the secret has begun: a version of before finds no hash with the mark of a key (`:`).
CHANGED = (
    "kept_key",
    "audit_event WHERE action = 'secret.begun'",
    "patron WHERE card_number_hash LIKE '%:%'",
    "channel_identity WHERE token_hash LIKE '%:%'",
    "staff_session WHERE token_hash LIKE '%:%'",
    "staff_recovery_code WHERE code_hash LIKE '%:%'",
)


def upgrade() -> None:
    """Bring the store forward."""
    op.create_table(
        "kept_key",
        sa.Column("id", KEY, nullable=False),
        sa.Column("mark", sa.String(8), nullable=False),
        sa.Column("sealed", sa.String(128), nullable=False),
        sa.Column("is_first", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kept_key"),
        sa.UniqueConstraint("mark", name="uq_kept_key_mark"),
    )


def downgrade() -> None:
    """Take it back. Refused once a secret was changed: cards and PINs of before could not be found again."""
    # Down to nothing there is nothing to be found any more.
    if op.get_context().opts.get("destination_rev") != "base":
        for question in CHANGED:
            if op.get_bind().execute(sa.text(f"SELECT count(*) FROM {question}")).scalar():  # noqa: S608 - all above
                raise RuntimeError(
                    "the secret was changed: what was kept of the earlier one is needed, restore a backup"
                )
    op.drop_table("kept_key")
