"""Events of the bot's reading of a patron's account: one for each turn in which it did."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.turn_guard import done_already
from crm.database.upsert import table_of

__all__ = ["BOT", "note_account_read"]

BOT = Actor("bot", "ketabyar")

_EVENT = table_of(records.AuditEvent)


async def note_account_read(store: Store, patron: str, fields: Collection[str], *, turn: str) -> None:
    """Note that the bot read of a patron's account; `turn` names the turn, of which it is noted once.

    What was read was read, whoever still waits for the answer: a turn that is over hinders nothing.
    """
    # The trail is never erased, and what a patron's program calls its messages may be words.
    request_id = store.keys.named(f"turn:{turn}")[:32]

    def note(connection: Connection) -> None:
        known = select(_EVENT.c.id).where(
            _EVENT.c.subject_ref == store.subject_ref(patron), _EVENT.c.request_id == request_id
        )
        if connection.scalar(known.order_by(_EVENT.c.occurred_at.desc()).limit(1)) is None:
            subject = trail.Subject("patron", None, patron)
            trail.append(connection, store, BOT, "account.read", subject, sorted(fields), request_id=request_id)

    with done_already():
        await store.transact(note, aside=True)
