"""End of a patron's sign-in, claims of sign-in links, and counts of failed attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the store forward; whoever is signed in has to sign in once more."""
    moment = "DATETIME" if op.get_bind().dialect.name == "sqlite" else "TIMESTAMPTZ"
    for column in (
        f"signed_in_until {moment}",
        "own_device BOOLEAN DEFAULT false NOT NULL",
        f"lapsed_at {moment}",
    ):
        op.execute(f"ALTER TABLE channel_identity ADD COLUMN {column}")
    op.execute("UPDATE channel_identity SET signed_in_until = linked_at WHERE assurance = 2")
    op.create_index(
        "ix_channel_identity_signed_in_until",
        "channel_identity",
        ["signed_in_until"],
        sqlite_where=sa.text("signed_in_until IS NOT NULL"),
        postgresql_where=sa.text("signed_in_until IS NOT NULL"),
    )
    op.execute("ALTER TABLE sign_in_link ADD COLUMN claim_hash VARCHAR(64)")
    op.execute(f"ALTER TABLE sign_in_link ADD COLUMN renewed_at {moment}")
    op.create_index("ix_sign_in_link_claim_hash", "sign_in_link", ["claim_hash"])
    # What they count is over in an hour.
    op.drop_table("staff_throttle")
    op.drop_table("sign_in_throttle")
    op.create_table(
        "sign_in_throttle",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_sign_in_throttle_failures")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_throttle")),
        sa.UniqueConstraint("key", name=op.f("uq_sign_in_throttle_key")),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("slot_at", MOMENT, nullable=False),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_sign_in_failures_failures")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failures")),
        sa.UniqueConstraint("kind", "slot_at", name=op.f("uq_sign_in_failures_kind_slot_at")),
    )


def downgrade() -> None:
    """Take the store back."""
    op.drop_table("sign_in_failures")
    op.drop_table("sign_in_throttle")
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
    op.drop_index("ix_sign_in_link_claim_hash", table_name="sign_in_link")
    op.execute("ALTER TABLE sign_in_link DROP COLUMN renewed_at")
    op.execute("ALTER TABLE sign_in_link DROP COLUMN claim_hash")
    op.drop_index("ix_channel_identity_signed_in_until", table_name="channel_identity")
    for column in ("lapsed_at", "own_device", "signed_in_until"):
        op.execute(f"ALTER TABLE channel_identity DROP COLUMN {column}")
