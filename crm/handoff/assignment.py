"""Assignment of conversations: the librarian who has one, and the roles that may decide all the same."""

from sqlalchemy import Connection, RowMapping, select

from crm import records
from crm.database.upsert import table_of
from crm.errors import Conflict, TakenBySomebody
from crm.handoff.step_rows import locked
from crm.records.staff_names import name_of

__all__ = ["DECIDING", "guard_holder", "refuse_taken"]

# Who may decide upon a conversation that another has.
DECIDING = ("supervisor", "admin")

_INTERACTION = table_of(records.Interaction)
_STAFF = table_of(records.StaffUser)


def guard_holder(connection: Connection, interaction_id: int, staff_id: int) -> RowMapping:
    """Give a conversation that this librarian has, or may decide upon; raises Taken, or Conflict when nobody has it.

    A supervisor and an administrator decide upon every one, and anybody upon one that only waits.
    """
    row = locked(connection, interaction_id)
    if row["status"] not in ("waiting_staff", "with_staff"):
        raise Conflict("conversation", row["status"])
    if row["status"] == "with_staff" and row["assigned_staff_id"] != staff_id:
        role = connection.scalar(select(_STAFF.c.role).where(_STAFF.c.id == staff_id))
        if role not in DECIDING:
            raise refuse_taken(connection, interaction_id)
    return row


def refuse_taken(connection: Connection, interaction_id: int, *, but: int | None = None) -> Conflict:
    """Make the refusal that names who has a conversation; `but` is the one who asks."""
    found = connection.execute(
        select(_INTERACTION.c.status, _INTERACTION.c.assigned_staff_id, name_of(_STAFF))
        .outerjoin(_STAFF, _STAFF.c.id == _INTERACTION.c.assigned_staff_id)
        .where(_INTERACTION.c.id == interaction_id)
    ).one()
    if found.status == "with_staff" and found.display_name and found.assigned_staff_id != but:
        return TakenBySomebody("conversation", found.status, found.display_name)
    return Conflict("conversation", found.status)
