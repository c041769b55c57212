"""What came of a campaign: who was told and what was kept back, and the difference to those who were held out."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.outreach.effects import Difference, ShareWithin, difference, share
from crm.outreach.reached import KIND, counted_until, thing_of
from crm.patrons.merged import joined_with, survivor_of

__all__ = ["Report", "report"]

_CAMPAIGN = table_of(records.Campaign)
_RECIPIENT = table_of(records.CampaignRecipient)
_NOTICE = table_of(records.Notice)
_PATRON = table_of(records.Patron)


@dataclass(frozen=True, slots=True)
class Report:
    """The two arms, whoever of those to be told really was, and how they differ.

    All who were drawn are compared, also those to whom nothing could be sent: who was reached is no accident, who was
    drawn is. `fates` are the notices by status and reason; `until` is when the goal's days are over.

    Of records that were made one since, `twice` are those that were drawn beside another of the same patron, who counts
    once; `mixed` are the patrons who were drawn for both arms, and count in neither.
    """

    told: ShareWithin | None
    held_out: ShareWithin | None
    difference: Difference | None
    fates: tuple[tuple[str, str | None, int], ...]
    until: datetime
    is_over: bool
    twice: int = 0
    mixed: int = 0

    @property
    def sent(self) -> int:
        """How many messages were sent."""
        return sum(count for status, _, count in self.fates if status == "sent")

    @property
    def waiting(self) -> int:
        """How many wait to be sent."""
        return sum(count for status, _, count in self.fates if status == "queued")


async def report(store: Store, campaign_id: int) -> Report | None:
    """Give what came of a campaign; None before its recipients were drawn. Raises NotFound."""
    now = store.clock.now()
    return await store.look(lambda connection: _report(connection, campaign_id, now))


def _report(connection: Connection, campaign_id: int, now: datetime) -> Report | None:
    row = connection.execute(select(_CAMPAIGN).where(_CAMPAIGN.c.id == campaign_id)).mappings().first()
    if row is None:
        raise NotFound("campaign", campaign_id)
    if row["drawn_at"] is None:
        return None
    counted = (
        select(_RECIPIENT.c.arm, func.count(), func.count(_RECIPIENT.c.goal_met_at))
        .where(_RECIPIENT.c.campaign_id == campaign_id)
        .group_by(_RECIPIENT.c.arm)
    )
    drawn, reached = Counter[str](), Counter[str]()
    for arm, of, met in connection.execute(counted):
        drawn[arm], reached[arm] = of, met
    twice, mixed = _once(connection, campaign_id, drawn, reached)
    arms = {arm: share(reached[arm], of) for arm, of in drawn.items()}
    fates = (
        select(_NOTICE.c.status, _NOTICE.c.reason, func.count())
        .join(_RECIPIENT, (_NOTICE.c.kind == KIND) & (_NOTICE.c.thing == thing_of(_RECIPIENT.c.id)))
        .where(_RECIPIENT.c.campaign_id == campaign_id)
        .group_by(_NOTICE.c.status, _NOTICE.c.reason)
        .order_by(_NOTICE.c.status, _NOTICE.c.reason)
    )
    until = counted_until(row)
    told, held_out = arms.get("told"), arms.get("held_out")
    return Report(
        told,
        held_out,
        difference(told, held_out),
        tuple((status, reason, count) for status, reason, count in connection.execute(fates)),
        until,
        now > until,
        twice,
        mixed,
    )


def _once(connection: Connection, campaign_id: int, drawn: Counter[str], reached: Counter[str]) -> tuple[int, int]:
    """Count a patron once whose records were made one after both were drawn; give how often, and of whom in no arm."""
    mine = (_RECIPIENT.c.campaign_id == campaign_id, _PATRON.c.merged_into_id.is_not(None))
    joined = select(_PATRON.c.id).join(_RECIPIENT, _RECIPIENT.c.patron_id == _PATRON.c.id).where(*mine)
    twice = mixed = 0
    for root in sorted({survivor_of(connection, one) for one in connection.scalars(joined).all()}):
        ids = [root, *joined_with(connection, root)]
        query = select(_RECIPIENT.c.arm, _RECIPIENT.c.goal_met_at).where(
            _RECIPIENT.c.campaign_id == campaign_id, _RECIPIENT.c.patron_id.in_(ids)
        )
        found = connection.execute(query).all()
        if len(found) < 2:
            continue
        arms = {row.arm for row in found}
        for row in found:
            drawn[row.arm] -= 1
            reached[row.arm] -= row.goal_met_at is not None
        if len(arms) > 1:
            # They were written to, and not: what they did tells nothing of either.
            mixed += 1
            continue
        twice += len(found) - 1
        drawn[found[0].arm] += 1
        reached[found[0].arm] += any(row.goal_met_at is not None for row in found)
    return twice, mixed
