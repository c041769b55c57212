"""Detachment of old notices from their patrons: what was told to whom about which loan is history of reading too.

With them go which new titles met somebody's interests, which events somebody followed, and whom a campaign that is over
was for.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, delete, func, null, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.batches import BATCH, by_number, in_batches
from crm.interests.news import FRESH
from crm.outreach.reached import counted_until

__all__ = ["forget_notices", "forget_notices_of", "old_notices"]

_NOTICE = table_of(records.Notice)
_MATCH = table_of(records.TitleMatch)
_TITLE = table_of(records.TitleRecord)
_CAMPAIGN = table_of(records.Campaign)
_RECIPIENT = table_of(records.CampaignRecipient)
_FOLLOWED = table_of(records.FollowedEvent)
_EVENT = table_of(records.LibraryEvent)
# What is measured of a campaign is looked for a little longer than its days.
MEASURED = timedelta(days=3)
_LINKS = (
    "patron_id", "subscription_id", "loan_id", "hold_id", "case_id", "match_id", "recipient_id", "guardianship_id",
    "mirrored_id", "followed_id", "message_id",
)  # fmt: skip


async def forget_notices(store: Store, *, before: datetime) -> int:
    """Detach the notices that were sent or kept back before a moment; give how many. Their counts stay."""
    done = await by_number(store, old_notices(before), _detach)
    await in_batches(store, partial(_forget_matches, before=min(before, store.clock.now() - FRESH)))
    await store.transact(partial(_forget_recipients, before=before))
    await in_batches(store, partial(_forget_followed, before=before))
    return done


def _detach(connection: Connection, ids: Sequence[int]) -> None:
    connection.execute(update(_NOTICE).where(_NOTICE.c.id.in_(ids)).values(**dict.fromkeys(_LINKS, null())))


def old_notices(before: datetime) -> Select[Any]:
    """Select the notices that were sent or kept back before a moment and still lead to their patron."""
    settled = _NOTICE.c.status != "queued", _NOTICE.c.settled_at < before
    return select(_NOTICE.c.id).where(*settled, _NOTICE.c.patron_id.is_not(None))


def _forget_matches(connection: Connection, before: datetime) -> int:
    """Delete which titles met somebody's interests, once the titles are no longer new."""
    old = (
        select(_MATCH.c.id)
        .join(_TITLE, _TITLE.c.id == _MATCH.c.title_id)
        .where(_MATCH.c.matched_at < before, _TITLE.c.added_at < before)
        .order_by(_MATCH.c.id)
        .limit(BATCH)
    )
    ids = list(connection.scalars(old))
    connection.execute(delete(_MATCH).where(_MATCH.c.id.in_(ids)))
    return len(ids)


def _forget_followed(connection: Connection, before: datetime) -> int:
    """Delete which events somebody followed, once these are over."""
    begins = func.coalesce(_EVENT.c.starts_at, _FOLLOWED.c.starts_at)
    over = (
        select(_FOLLOWED.c.id)
        .outerjoin(_EVENT, _EVENT.c.id == _FOLLOWED.c.event_id)
        .where(begins < before)
        .order_by(_FOLLOWED.c.id)
        .limit(BATCH)
    )
    ids = list(connection.scalars(over))
    connection.execute(delete(_FOLLOWED).where(_FOLLOWED.c.id.in_(ids)))
    return len(ids)


def _forget_recipients(connection: Connection, before: datetime) -> None:
    """Detach the recipients of campaigns that are over and measured; the counts of both arms stay."""
    over = select(_CAMPAIGN).where(_CAMPAIGN.c.ended_at < before, _CAMPAIGN.c.drawn_at.is_not(None))
    ids = [row["id"] for row in connection.execute(over).mappings() if counted_until(row) + MEASURED < before]
    mine = _RECIPIENT.c.campaign_id.in_(ids), _RECIPIENT.c.patron_id.is_not(None)
    connection.execute(update(_RECIPIENT).where(*mine).values(patron_id=None))


def forget_notices_of(connection: Connection, patron_id: int, now: datetime) -> None:
    """Close what waits to be told to a patron, and take every link away but the one to the patron."""
    mine = _NOTICE.c.patron_id == patron_id
    closed = {"status": "cancelled", "reason": "closed", "settled_at": now}
    connection.execute(update(_NOTICE).where(mine, _NOTICE.c.status == "queued").values(**closed))
    others: dict[str, None] = {name: None for name in _LINKS if name != "patron_id"}
    connection.execute(update(_NOTICE).where(mine).values(**others))
