"""Campaigns under way: recipients drawn, each once and told once on one channel, and what came of it measured.

All are drawn as it begins, or, where it has a trigger, each as they come into a state (crm.outreach.triggers).

What is told is a notice like every other: consent, quiet hours, hours, state and membership are read again when it is
sent (crm.notices.sending). A process may end anywhere: the draw is one transaction, and so is each batch of notices.
"""

import random
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    Subquery,
    and_,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.lookups import is_missing
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.lifecycle.engagement import NO_WISH
from crm.notices.planning import write_planned
from crm.notices.rules import NoticeRules
from crm.outreach.campaigns import make_draft
from crm.outreach.reached import KIND, THING, counted_until, reached_by, thing_of
from crm.outreach.segments import refresh_in
from crm.outreach.taking_back import take_back
from crm.outreach.triggers import EVERY, draw_triggered

__all__ = ["finish_over", "measure", "plan_campaigns", "start_due"]

BATCH = 500
SYSTEM = Actor("system", "campaigns")
# What happened in the last hours may not be in the store yet: it is looked for a little longer.
LATE = timedelta(days=2)

_CAMPAIGN = table_of(records.Campaign)
_RECIPIENT = table_of(records.CampaignRecipient)
_MEMBER = table_of(records.SegmentMember)
_PATRON = table_of(records.Patron)
_SUBSCRIPTION = table_of(records.Subscription)
_NOTICE = table_of(records.Notice)
_LOAN = table_of(records.Loan)
_HOLD = table_of(records.Hold)
_RENEWAL = table_of(records.RenewalAttempt)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)


async def start_due(store: Store, rules: NoticeRules, *, dice: random.Random | None = None) -> int:
    """Begin every approved campaign whose time has come, and draw its recipients; give how many were begun.

    Of running ones with a trigger those are drawn who have come into its state since.
    """
    if KIND not in rules.kinds:
        return 0
    now = store.clock.now()
    due = select(_CAMPAIGN.c.id).where(
        _CAMPAIGN.c.state == "approved", _CAMPAIGN.c.starts_at <= now, _CAMPAIGN.c.ends_at > now
    )
    keys = await store.look(lambda connection: list(connection.scalars(due.order_by(_CAMPAIGN.c.id))))
    begun = 0
    for key in keys:
        begun += await store.transact(partial(_start, store, rules, key, dice or random.SystemRandom()))
    looking = select(_CAMPAIGN.c.id).where(_is_looking(now))
    for key in await store.look(lambda connection: list(connection.scalars(looking.order_by(_CAMPAIGN.c.id)))):
        await store.transact(partial(_draw_more, store, rules, key, dice or random.SystemRandom()))
    return begun


def _is_looking(now: datetime) -> ColumnElement[bool]:
    """Give the condition that it is to be looked for those who have come into a campaign's state."""
    return and_(
        _CAMPAIGN.c.state == "running",
        _CAMPAIGN.c.trigger != "once",
        _CAMPAIGN.c.starts_at <= now,
        _CAMPAIGN.c.ends_at > now,
        or_(_CAMPAIGN.c.looked_at.is_(None), _CAMPAIGN.c.looked_at <= now - EVERY),
    )


def _draw_more(store: Store, rules: NoticeRules, campaign_id: int, dice: random.Random, connection: Connection) -> int:
    # Locked and looked at anew: of two gateways the second finds that the first has looked.
    query = select(_CAMPAIGN).where(_CAMPAIGN.c.id == campaign_id, _is_looking(store.clock.now())).with_for_update()
    row = connection.execute(query).mappings().first()
    return 0 if row is None else draw_triggered(store, rules, connection, row, dice, SYSTEM)


def _start(store: Store, rules: NoticeRules, campaign_id: int, dice: random.Random, connection: Connection) -> int:
    now = store.clock.now()
    query = select(_CAMPAIGN).where(_CAMPAIGN.c.id == campaign_id).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None or row["state"] != "approved" or not row["starts_at"] <= now < row["ends_at"]:
        return 0
    if refresh_in(connection, store, row["segment_id"], rules.zone) != row["segment_version"]:
        # Another rule reaches others than those that were approved.
        make_draft(connection, store, campaign_id, by=SYSTEM)
        return 0
    channels = [channel for channel in row["channels"] if channel in rules.channels]
    if not channels:
        # It is drawn once: those who could be told once a channel is on again would never be.
        return 0
    drawn = [] if row["trigger"] != "once" else _drawn_at_once(connection, row["segment_id"], channels, now)
    held_out = set(dice.sample(drawn, round(len(drawn) * row["holdout_rate"])))
    recipients = [
        {"campaign_id": campaign_id, "patron_id": one, "arm": "held_out" if one in held_out else "told"}
        for one in drawn
    ]
    if recipients:
        connection.execute(insert(_RECIPIENT), recipients)
    begun = update(_CAMPAIGN).where(_CAMPAIGN.c.id == campaign_id).values(state="running", drawn_at=now)
    connection.execute(begun)
    trail.append(connection, store, SYSTEM, "campaign.begun", trail.Subject("campaign", str(campaign_id)))
    return 1


def _drawn_at_once(connection: Connection, segment_id: int, channels: list[str], now: datetime) -> list[int]:
    eligible = (
        select(_PATRON.c.id)
        .join(_MEMBER, (_MEMBER.c.patron_id == _PATRON.c.id) & (_MEMBER.c.segment_id == segment_id))
        .where(_MEMBER.c.status == "in", _PATRON.c.erased_at.is_(None), reached_by(connection, channels, now))
        .order_by(_PATRON.c.id)
    )
    return list(connection.scalars(eligible))


async def plan_campaigns(store: Store, rules: NoticeRules) -> int:
    """Write down a notice for each recipient who is to be told and has none, on the first channel that is allowed."""
    if KIND not in rules.kinds:
        return 0
    now = store.clock.now()
    running = select(_CAMPAIGN.c.id).where(
        _CAMPAIGN.c.state == "running", _CAMPAIGN.c.starts_at <= now, _CAMPAIGN.c.ends_at > now
    )
    done = 0
    for key in await store.look(lambda connection: list(connection.scalars(running.order_by(_CAMPAIGN.c.id)))):
        after = 0
        while True:
            after, made = await store.transact(partial(_plan, store, rules, key, after))
            done += made
            if not after:
                break
    return done


def _plan(store: Store, rules: NoticeRules, campaign_id: int, after: int, connection: Connection) -> tuple[int, int]:
    """Plan for a batch of recipients; give the last of them, 0 when there are no more, and how many notices."""
    now = store.clock.now()
    campaign = connection.execute(
        select(_CAMPAIGN).where(_CAMPAIGN.c.id == campaign_id, _CAMPAIGN.c.state == "running").with_for_update()
    ).mappings().first()  # fmt: skip
    if campaign is None:
        return 0, 0
    # Locked with the campaign: of two gateways the second finds the notices of the first.
    unplanned = (
        select(_RECIPIENT.c.id, _RECIPIENT.c.patron_id, _RECIPIENT.c.drawn_at)
        .where(
            _RECIPIENT.c.campaign_id == campaign_id,
            _RECIPIENT.c.arm == "told",
            _RECIPIENT.c.patron_id.is_not(None),
            _RECIPIENT.c.id > after,
            # By its name, which outlives the link: what was told long ago is told all the same.
            is_missing(_NOTICE, _NOTICE.c.kind == KIND, _NOTICE.c.thing == thing_of(_RECIPIENT.c.id)),
        )
        .order_by(_RECIPIENT.c.id)
        .limit(BATCH)
    )
    recipients = connection.execute(unplanned).all()
    if not recipients:
        return 0, 0
    first = rules.awake(now)
    if campaign["hours_from"] is not None:
        first = rules.within(now, campaign["hours_from"], campaign["hours_until"]) or first
    ways = _ways(connection, [one.patron_id for one in recipients], campaign["channels"], rules, now)
    notices = [
        {
            "patron_id": one.patron_id,
            "subscription_id": ways[one.patron_id][1],
            "kind": KIND,
            "channel": ways[one.patron_id][0],
            "thing": f"{THING}{one.id}",
            "due_at": one.drawn_at or campaign["drawn_at"],
            "step": 0,
            "recipient_id": one.id,
            "status": "queued",
            "planned_at": now,
            "send_after": first,
        }
        for one in recipients
        if one.patron_id in ways
    ]
    made = write_planned(connection, notices)
    return (recipients[-1].id if len(recipients) == BATCH else 0), made


def _ways(
    connection: Connection, patrons: list[int], channels: list[str], rules: NoticeRules, now: datetime
) -> dict[int, tuple[str, int]]:
    """Give the first channel on which each patron may be told, with their subscription there."""
    ways: dict[int, tuple[str, int]] = {}
    for channel in channels:
        if channel not in rules.channels:
            continue
        query = (
            select(_SUBSCRIPTION.c.patron_id, _SUBSCRIPTION.c.id)
            .join(_PATRON, _PATRON.c.id == _SUBSCRIPTION.c.patron_id)
            .where(
                _SUBSCRIPTION.c.patron_id.in_(patrons),
                _SUBSCRIPTION.c.kind == KIND,
                _SUBSCRIPTION.c.channel == channel,
                _SUBSCRIPTION.c.ended_at.is_(None),
                reached_by(connection, [channel], now),
            )
        )
        for row in connection.execute(query):
            ways.setdefault(row.patron_id, (channel, row.id))
    return ways


async def finish_over(store: Store) -> int:
    """End the campaigns whose time for sending and for reaching the goal is over; give how many."""

    ended = _CAMPAIGN.c.state.in_(("approved", "running")) & (_CAMPAIGN.c.ends_at <= store.clock.now())
    if await store.look(lambda connection: connection.scalar(select(_CAMPAIGN.c.id).where(ended).limit(1))) is None:
        return 0

    def work(connection: Connection) -> int:
        now, done = store.clock.now(), 0
        query = select(_CAMPAIGN).where(ended)
        for row in connection.execute(query.with_for_update()).mappings().all():
            if row["drawn_at"] is not None and now < counted_until(row):
                continue
            take_back(connection, row["id"], now, "too_late")
            over = update(_CAMPAIGN).where(_CAMPAIGN.c.id == row["id"]).values(state="done", ended_at=now)
            connection.execute(over)
            done += 1
        return done

    return await store.transact(work)


async def measure(store: Store) -> int:
    """Note for every recipient, told or held out, when they first reached the goal; give how many newly did.

    It is noted while it is still known who borrowed what.
    """
    now = store.clock.now()
    drawn = select(_CAMPAIGN).where(_CAMPAIGN.c.drawn_at.is_not(None))
    rows = await store.look(lambda connection: connection.execute(drawn).mappings().all())
    done = 0
    for row in rows:
        if now <= counted_until(row) + LATE:
            done += await store.transact(partial(_measure, row, now))
    return done


def _measure(campaign: RowMapping, now: datetime, connection: Connection) -> int:
    """Note who reached the goal in its days, each from when they were drawn."""
    days, began = timedelta(days=campaign["goal_days"]), campaign["drawn_at"]
    # Whose days have been over for long was noted in time.
    events = _events(campaign["goal"], max(began, now - days - LATE), counted_until(campaign))
    drawn_at = func.coalesce(_RECIPIENT.c.drawn_at, literal(began, _RECIPIENT.c.drawn_at.type))
    met = (
        select(_RECIPIENT.c.id, _RECIPIENT.c.drawn_at, func.min(events.c.at).label("at"))
        .join(events, and_(events.c.patron_id == _RECIPIENT.c.patron_id, events.c.at > drawn_at))
        .where(_RECIPIENT.c.campaign_id == campaign["id"], _RECIPIENT.c.goal_met_at.is_(None))
        .group_by(_RECIPIENT.c.id, _RECIPIENT.c.drawn_at)
    )
    found = [row for row in connection.execute(met) if row.at <= (row.drawn_at or began) + days]
    for row in found:
        connection.execute(update(_RECIPIENT).where(_RECIPIENT.c.id == row.id).values(goal_met_at=row.at))
    return len(found)


def _events(goal: str, since: datetime, until: datetime) -> Subquery:
    """Give what counts as reaching a goal, by patron."""

    def of(patron: Any, at: Any, *more: Any) -> Select[Any]:
        return select(patron.label("patron_id"), at.label("at")).where(
            patron.is_not(None), at > since, at <= until, *more
        )

    lent = of(_LOAN.c.patron_id, _LOAN.c.loaned_at)
    held = of(_HOLD.c.patron_id, _HOLD.c.placed_at)
    if goal == "loan":
        return lent.subquery()
    if goal == "hold":
        return held.subquery()
    renewed = of(_LOAN.c.patron_id, _RENEWAL.c.requested_at, _RENEWAL.c.result == "succeeded").join(
        _RENEWAL, _RENEWAL.c.loan_id == _LOAN.c.id
    )
    # What they wrote themselves: a message of the library's reaches nothing, and neither does a "stop" to it, which
    # only those can say who were told.
    said = select(_MESSAGE.c.id).where(_MESSAGE.c.interaction_id == _INTERACTION.c.id, _MESSAGE.c.sender == "patron")
    wished = said.where(_MESSAGE.c.intent.is_not(None), _MESSAGE.c.intent.not_in(NO_WISH)).exists()
    wrote = of(
        _INTERACTION.c.patron_id,
        _INTERACTION.c.started_at,
        _INTERACTION.c.direction == "inbound",
        or_(wished, _INTERACTION.c.first_staff_reply_at.is_not(None)),
    )
    return union_all(lent, held, renewed, wrote).subquery()
