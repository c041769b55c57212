"""How far members of staff have seen the conversations of the inbox, and what in them is new to each."""

from typing import Any

from sqlalchemy import Connection, ScalarSelect, case, func, select

from crm import records
from crm.cases.opening import interaction_id_of
from crm.database.store import Store
from crm.database.upsert import table_of, upsert

__all__ = ["see", "unread_by"]

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_SEEN = table_of(records.SeenConversation)


async def see(store: Store, conversation: str, staff_id: int, seq: int) -> bool:
    """Note that a member of staff has seen a conversation up to a message; tell whether that was news.

    What was seen stays seen, and no further than there are messages. Raises NotFound.
    """
    now = store.clock.now()

    def known(connection: Connection) -> tuple[int, int]:
        interaction_id = interaction_id_of(connection, conversation)
        last = connection.scalar(select(_INTERACTION.c.last_seq).where(_INTERACTION.c.id == interaction_id))
        return interaction_id, min(seq, int(last or 0))

    def before(connection: Connection, interaction_id: int) -> int:
        mine = select(_SEEN.c.seq).where(_SEEN.c.interaction_id == interaction_id, _SEEN.c.staff_id == staff_id)
        return int(connection.scalar(mine) or 0)

    def note(connection: Connection) -> bool:
        interaction_id, upto = known(connection)
        if before(connection, interaction_id) >= upto:
            return False
        row = {"staff_id": staff_id, "interaction_id": interaction_id, "seq": upto, "seen_at": now}
        # Of two pages of one person the one that is further on counts.
        further = case((_SEEN.c.seq > upto, _SEEN.c.seq), else_=upto)
        upsert(connection, _SEEN, row, on=["staff_id", "interaction_id"], change={"seq": further, "seen_at": now})
        return True

    def is_news(connection: Connection) -> bool:
        interaction_id, upto = known(connection)
        return before(connection, interaction_id) < upto

    # A page says so again and again: what is known already is no write.
    return await store.look(is_news) and await store.transact(note)


def unread_by(staff_id: int) -> ScalarSelect[Any]:
    """Count the patron's messages in a conversation (of `interaction`) that a member of staff has not seen."""
    upto = (
        select(_SEEN.c.seq)
        .where(_SEEN.c.interaction_id == _INTERACTION.c.id, _SEEN.c.staff_id == staff_id)
        .correlate(_INTERACTION)
        .scalar_subquery()
    )
    return (
        select(func.count())
        .select_from(_MESSAGE)
        .where(
            _MESSAGE.c.interaction_id == _INTERACTION.c.id,
            _MESSAGE.c.sender == "patron",
            _MESSAGE.c.seq > func.coalesce(upto, 0),
        )
        .correlate(_INTERACTION)
        .scalar_subquery()
    )
