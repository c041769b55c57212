"""Campaigns with a trigger: whoever comes into a state of the life cycle is drawn then, once.

Drawn are members of the segment who came into the state of late and are in it still, of whom neither this record nor
one that was made one with it was drawn before. Each is held out by a lot of their own. Whoever is in the state since
before the campaign, or was found in it when the library began to keep states, did not come into it.
"""

import random
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, exists, insert, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.rules import NoticeRules
from crm.outreach.reached import joined_records, reached_by
from crm.outreach.segments import refresh_in
from crm.outreach.taking_back import take_back

__all__ = ["EVERY", "draw_triggered"]

# So often it is looked who has come into the state: states come about once a night, or when a patron comes back.
EVERY = timedelta(hours=1)
# What came about longer ago is no occasion any more, also for who agrees to be told only now.
OF_LATE = timedelta(days=7)
# Of all ways into a state those that are the patron's own: by time alone, or by registering.
_REASONS = {"lapsing": ("time",), "lapsed": ("time", "unused"), "new": ("registered",)}

_CAMPAIGN = table_of(records.Campaign)
_RECIPIENT = table_of(records.CampaignRecipient)
_MEMBER = table_of(records.SegmentMember)
_PATRON = table_of(records.Patron)
_EVENT = table_of(records.LifecycleEvent)


def draw_triggered(
    store: Store, rules: NoticeRules, connection: Connection, row: RowMapping, dice: random.Random, by: Actor
) -> int:
    """Draw who has come into the state of a running campaign since it was last looked; give how many.

    The campaign is locked. Where its segment has another rule than the approved one it is stopped instead.
    """
    now, key = store.clock.now(), row["id"]
    channels = [channel for channel in row["channels"] if channel in rules.channels]
    if not channels:
        # Whoever comes into the state in the meantime is looked for once a channel is on again.
        return 0
    connection.execute(update(_CAMPAIGN).where(_CAMPAIGN.c.id == key).values(looked_at=now))
    candidates = _came_into(row, now) & reached_by(connection, channels, now)
    if connection.scalar(select(_PATRON.c.id).where(candidates).limit(1)) is None:
        return 0
    if refresh_in(connection, store, row["segment_id"], rules.zone) != row["segment_version"]:
        # Another rule reaches others than those that were approved.
        stopped = update(_CAMPAIGN).where(_CAMPAIGN.c.id == key).values(state="stopped", ended_at=now)
        connection.execute(stopped)
        take_back(connection, key, now)
        trail.append(connection, store, by, "campaign.stopped", trail.Subject("campaign", str(key)))
        return 0
    eligible = (
        select(_PATRON.c.id)
        .join(_MEMBER, (_MEMBER.c.patron_id == _PATRON.c.id) & (_MEMBER.c.segment_id == row["segment_id"]))
        .where(_MEMBER.c.status == "in", candidates)
        .order_by(_PATRON.c.id)
    )
    # They come one by one: a share of so few would never hold anybody out.
    recipients = [
        {
            "campaign_id": key,
            "patron_id": one,
            "arm": "held_out" if dice.random() < row["holdout_rate"] else "told",
            "drawn_at": now,
        }
        for one in connection.scalars(eligible)
    ]
    if recipients:
        connection.execute(insert(_RECIPIENT), recipients)
    return len(recipients)


def _came_into(row: RowMapping, now: datetime) -> ColumnElement[bool]:
    """Give the condition that a patron came into the state of a campaign, is in it, and was never drawn for it."""
    state = row["trigger"]
    since = max(row["starts_at"], now - OF_LATE)
    event = exists().where(
        _EVENT.c.patron_id == _PATRON.c.id,
        _EVENT.c.to_state == state,
        _EVENT.c.reason.in_(_REASONS[state]),
        _EVENT.c.occurred_at >= since,
        _EVENT.c.occurred_at <= now,
    )
    family = joined_records()
    joined = select(family.c.other).where(family.c.root == _PATRON.c.id).correlate(_PATRON)
    drawn = exists().where(
        _RECIPIENT.c.campaign_id == row["id"],
        or_(_RECIPIENT.c.patron_id == _PATRON.c.id, _RECIPIENT.c.patron_id.in_(joined)),
    )
    is_in_it = (_PATRON.c.lifecycle == state) & _PATRON.c.erased_at.is_(None) & _PATRON.c.merged_into_id.is_(None)
    return and_(is_in_it, event, ~drawn)
