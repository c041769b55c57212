"""What is taken out of the index of words leaves nothing in it, nor does what was taken out before."""

from alembic import op

from crm.records.search import erase_for_good, write_anew

revision = "0008"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store forward."""
    erase_for_good(op.get_bind())
    write_anew(op.get_bind())


def downgrade() -> None:
    """Take the store back."""
    erase_for_good(op.get_bind(), wanted=False)
