"""What is open for whoever opens a chat: the patron who is signed in there, and the cases that are theirs to see."""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from crm import records
from crm.cases.own import Asker, owned_by
from crm.conversations.identities import Identity
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.patrons.sign_in_periods import holds

__all__ = ["OpenMatters", "open_matters"]

_CASE = table_of(records.ServiceCase)
_IDENTITY = table_of(records.ChannelIdentity)
_PATRON = table_of(records.Patron)
# As `crm.cases.own.OwnCase.is_open` has it.
_DONE = ("answered", "closed")


@dataclass(frozen=True, slots=True)
class OpenMatters:
    """The patron signed in to a chat, by key and public id, and how many cases wait for the library."""

    patron: tuple[int, str] | None
    cases: int


async def open_matters(store: Store, partner: Identity) -> OpenMatters:
    """Look at what is open for a chat partner; of a sign-in that is over nothing is told."""
    now = store.clock.now()

    def look(connection: Connection) -> OpenMatters:
        signed_in = (
            select(_PATRON.c.id, _PATRON.c.public_id)
            .join(_IDENTITY, _IDENTITY.c.patron_id == _PATRON.c.id)
            .where(
                _IDENTITY.c.id == partner.id,
                _PATRON.c.id == partner.patron_id,
                holds(now),
                _PATRON.c.erased_at.is_(None),
                _PATRON.c.merged_into_id.is_(None),
            )
        )
        row = connection.execute(signed_in).first() if partner.is_signed_in else None
        patron = None if row is None else (row.id, row.public_id)
        who = Asker(0, partner.id, patron[0] if patron else None, partner.history_after)
        mine = and_(owned_by(who), _CASE.c.subject != "praise", _CASE.c.status.not_in(_DONE))
        count = connection.scalar(select(func.count()).select_from(_CASE).where(mine)) or 0
        return OpenMatters(patron, count)

    return await store.look(look)
