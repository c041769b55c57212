"""How many patrons have agreed to what, and how many have not: counts of what each said last."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from crm import records
from crm.database.store import Store

__all__ = ["ConsentCount", "consent_counts"]


@dataclass(frozen=True, slots=True)
class ConsentCount:
    """Patrons whose last word to a purpose on a channel (None: on all) is a yes, and those whose is not."""

    purpose: str
    channel: str | None
    agreed: int
    declined: int


async def consent_counts(store: Store) -> list[ConsentCount]:
    """Count what patrons said last, by purpose and channel.

    A word for all channels that came later stands in the place of one for a channel. Erased patrons are not counted,
    nor is what was said under a record that was merged into another.
    """
    said, later = records.ConsentRecord, aliased(records.ConsentRecord)
    purpose, patron = records.Purpose, records.Patron
    replaced = (
        select(later.id)
        .where(
            later.patron_id == said.patron_id,
            later.purpose_id == said.purpose_id,
            later.id > said.id,
            (later.channel == said.channel) | later.channel.is_(None),
        )
        .exists()
    )
    # As it is asked when something is told (crm.trust.consents).
    holds = or_(said.expires_at.is_(None), said.expires_at > store.clock.now())
    is_newest = or_(purpose.lawful_basis != "consent", said.text_version >= purpose.text_version)
    agreed = case((and_(said.action == "granted", holds, is_newest), 1), else_=0)
    query = (
        select(purpose.code, said.channel, func.sum(agreed), func.sum(1 - agreed))
        .join(purpose, purpose.id == said.purpose_id)
        .join(patron, patron.id == said.patron_id)
        .where(~replaced, patron.erased_at.is_(None), patron.merged_into_id.is_(None))
        .group_by(purpose.code, said.channel)
        .order_by(purpose.code, said.channel)
    )

    def look(connection: Connection) -> list[ConsentCount]:
        return [ConsentCount(code, channel, int(yes), int(no)) for code, channel, yes, no in connection.execute(query)]

    return await store.look(look)
