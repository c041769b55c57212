"""Whether a librarian has explained anything to the patron of a case, before they are told that it was explained."""

from sqlalchemy import Connection, RowMapping, and_, exists, or_, select

from crm import records
from crm.cases.file import way_to_patron
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["is_unexplained"]

# How staff speak to a patron outside of a chat.
_SPOKEN = ("call", "visit", "email")

_EVENT = table_of(records.CaseEvent)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)


def is_unexplained(connection: Connection, store: Store, row: RowMapping) -> bool:
    """Tell whether a case would be said to be explained though its patron got no word of a librarian's about it.

    A word is an answer, what a librarian wrote in the conversation of the case after it was opened, or a call, visit or
    letter that staff noted for it. Of a patron whom no chat reaches nothing is said, and staff have told them outside.
    """
    way = way_to_patron(connection, row["patron_id"], row["interaction_id"], now=store.clock.now())
    if way is None and row["patron_id"] is None:
        return False
    answered = exists().where(
        _EVENT.c.case_id == row["id"], _EVENT.c.kind == "message", _EVENT.c.from_value.is_(None)
    )  # fmt: skip
    written = exists().where(
        _MESSAGE.c.interaction_id == row["interaction_id"],
        _MESSAGE.c.sender == "staff",
        _MESSAGE.c.is_internal.is_(False),
        _MESSAGE.c.created_at >= row["opened_at"],
        # What the case itself said there (that it was received) is no explanation.
        ~exists().where(
            and_(
                _EVENT.c.case_id == row["id"],
                _EVENT.c.kind == "message",
                _EVENT.c.occurred_at == _MESSAGE.c.created_at,
            )
        ),
    )
    spoken = exists().where(
        _INTERACTION.c.case_id == row["id"], _INTERACTION.c.kind.in_(_SPOKEN), _INTERACTION.c.direction == "outbound"
    )
    return not connection.scalar(select(or_(answered, written, spoken)))
