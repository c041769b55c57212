"""Campaigns: written, approved by somebody who did not write them, and stopped by anybody who may.

Whatever changes what would be sent, or to whom, makes a campaign a draft again. Nobody who wrote at it as it is may
approve it.
"""

from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.edit_conflicts import guard_seen, seen_of
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.notices.rules import PURPOSE_OF, NoticeRules
from crm.outreach.reached import KIND
from crm.outreach.taking_back import take_back
from crm.records.staff_names import name_of
from crm.records.values import CAMPAIGN_GOALS, CAMPAIGN_TRIGGERS, NOTICE_CHANNELS
from crm.trust.purposes import purpose_of

__all__ = [
    "LONGEST_TEXT",
    "CampaignRow",
    "CampaignValues",
    "approve",
    "campaign",
    "campaigns",
    "delete_campaign",
    "make_draft",
    "put_campaign",
    "stop",
]

LONGEST_TEXT = 900
MOST_HELD_OUT = 0.5

_CAMPAIGN = table_of(records.Campaign)
_AUTHOR = table_of(records.CampaignAuthor)
_SEGMENT = table_of(records.Segment)
_PURPOSE = table_of(records.Purpose)
_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class CampaignValues:
    """What is written of a campaign.

    `channels`: tried in this order. `holdout_rate`: from 0 to 0.5. Sent from `starts_at` until `ends_at`, in the hours
    of the library's day from `hours_from` until `hours_until` where these are given, and never in quiet hours.
    `trigger`: `once` to all of the segment, or a state of the life cycle: to each of them who comes into it.
    """

    name: str
    segment_id: int
    text_fa: str
    text_en: str
    channels: tuple[str, ...]
    goal: str
    goal_days: int
    holdout_rate: float
    starts_at: datetime
    ends_at: datetime
    hours_from: time | None = None
    hours_until: time | None = None
    trigger: str = "once"


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign as it stands; `purpose` is the code of what its recipients agreed to."""

    id: int
    values: CampaignValues
    purpose: str
    segment: str
    state: str
    created_by: str | None
    changed_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    drawn_at: datetime | None
    ended_at: datetime | None
    segment_version: int
    authors: frozenset[int]

    @property
    def seen(self) -> str:
        """Give the mark of what somebody saw of it: its values, and the rule of its segment."""
        return seen_of(_guarded(self.values, self.segment_version))


def _guarded(values: CampaignValues, segment_version: int) -> dict[str, Any]:
    return {"values": repr(values), "segment_version": segment_version}


async def campaigns(store: Store) -> list[CampaignRow]:
    """List every campaign, the latest first."""
    return await store.look(_campaigns)


async def campaign(store: Store, campaign_id: int) -> CampaignRow:
    """Give one campaign; raises NotFound."""
    found = await store.look(partial(_campaigns, campaign_id=campaign_id))
    if not found:
        raise NotFound("campaign", campaign_id)
    return found[0]


def _campaigns(connection: Connection, campaign_id: int | None = None) -> list[CampaignRow]:
    wrote, approved = _STAFF.alias(), _STAFF.alias()
    query = (
        select(
            _CAMPAIGN,
            _PURPOSE.c.code.label("purpose"),
            _SEGMENT.c.name.label("segment"),
            _SEGMENT.c.rule_version,
            name_of(wrote).label("wrote"),
            name_of(approved).label("approved_name"),
        )
        .join(_PURPOSE, _PURPOSE.c.id == _CAMPAIGN.c.purpose_id)
        .join(_SEGMENT, _SEGMENT.c.id == _CAMPAIGN.c.segment_id)
        .outerjoin(wrote, wrote.c.id == _CAMPAIGN.c.created_by_id)
        .outerjoin(approved, approved.c.id == _CAMPAIGN.c.approved_by_id)
        .order_by(_CAMPAIGN.c.id.desc())
    )
    if campaign_id is not None:
        query = query.where(_CAMPAIGN.c.id == campaign_id)
    rows = connection.execute(query).mappings().all()
    authors: dict[int, set[int]] = {}
    for row in connection.execute(select(_AUTHOR)):
        authors.setdefault(row.campaign_id, set()).add(row.staff_id)
    return [
        CampaignRow(
            id=row["id"],
            values=_values(row),
            purpose=row["purpose"],
            segment=row["segment"],
            state=row["state"],
            created_by=row["wrote"],
            changed_at=row["changed_at"],
            approved_by=row["approved_name"],
            approved_at=row["approved_at"],
            drawn_at=row["drawn_at"],
            ended_at=row["ended_at"],
            segment_version=row["rule_version"],
            authors=frozenset(authors.get(row["id"], ())),
        )
        for row in rows
    ]


def _values(row: Any) -> CampaignValues:
    kept = {name: row[name] for name in CampaignValues.__dataclass_fields__}
    return CampaignValues(**{**kept, "channels": tuple(row["channels"])})


async def put_campaign(
    store: Store,
    values: CampaignValues,
    *,
    by: Actor,
    campaign_id: int | None = None,
    seen: str | None = None,
    rules: NoticeRules | None = None,
) -> int:
    """Keep a campaign as a draft, and whoever wrote it as one of its authors; give its key.

    One that was approved is not any more. With `rules`, hours that are all quiet ones are refused. Raises
    InvalidValue (with the field), NotFound, EditConflict, and Conflict when it runs or is over.
    """
    _refuse_odd(values, rules)
    return await store.transact(partial(_put, store, values, by, campaign_id, seen))


def _refuse_odd(values: CampaignValues, rules: NoticeRules | None) -> None:
    if not 1 <= len(values.name) <= 80:
        raise InvalidValue("name", "between 1 and 80 characters")
    for name in ("text_fa", "text_en"):
        if not 1 <= len(getattr(values, name).strip()) <= LONGEST_TEXT:
            raise InvalidValue(name, f"between 1 and {LONGEST_TEXT} characters")
    channels = values.channels
    if not channels or len(set(channels)) < len(channels) or any(one not in NOTICE_CHANNELS for one in channels):
        raise InvalidValue("channels", "at least one, each once")
    if values.goal not in CAMPAIGN_GOALS:
        raise InvalidValue("goal", "no such goal")
    if values.trigger not in CAMPAIGN_TRIGGERS:
        raise InvalidValue("trigger", "no such trigger")
    if not 1 <= values.goal_days <= 180:
        raise InvalidValue("goal_days", "between 1 and 180")
    if not 0 <= values.holdout_rate <= MOST_HELD_OUT:
        raise InvalidValue("holdout_rate", "between 0 and a half")
    if values.ends_at <= values.starts_at:
        raise InvalidValue("ends_at", "after it starts")
    first, last = values.hours_from, values.hours_until
    if (first is None) != (last is None) or (first is not None and last is not None and first >= last):
        raise InvalidValue("hours_until", "after the first hour")
    # Nobody is told anything in quiet hours: it would never be sent.
    if rules and first is not None and last is not None and rules.within(values.starts_at, first, last) is None:
        raise InvalidValue("hours_until", "not all of it in the quiet hours")


def _put(
    store: Store,
    values: CampaignValues,
    by: Actor,
    campaign_id: int | None,
    seen: str | None,
    connection: Connection,
) -> int:
    now = store.clock.now()
    others = select(_CAMPAIGN.c.id).where(_CAMPAIGN.c.name == values.name, _CAMPAIGN.c.id != (campaign_id or 0))
    if connection.scalar(others) is not None:
        raise InvalidValue("name", "there is one of that name")
    if connection.scalar(select(_SEGMENT.c.id).where(_SEGMENT.c.id == values.segment_id)) is None:
        raise InvalidValue("segment_id", "no such segment")
    row: dict[str, Any] = {name: getattr(values, name) for name in CampaignValues.__dataclass_fields__}
    row |= {"channels": list(values.channels), "changed_at": now}
    row |= {"purpose_id": purpose_of(connection, PURPOSE_OF[KIND]).id}
    if campaign_id is None:
        row |= {"created_by_id": by.id, "created_at": now, "state": "draft"}
        campaign_id = int(connection.execute(insert(_CAMPAIGN).returning(_CAMPAIGN.c.id), row).scalar_one())
    else:
        before = _locked(connection, campaign_id)
        if before["state"] not in ("draft", "approved"):
            raise Conflict("campaign", before["state"])
        about = trail.Subject("campaign", str(campaign_id))
        guard_seen(connection, seen, _seen_now(connection, before), about, "campaign.changed")
        _unapprove(connection, campaign_id)
        connection.execute(update(_CAMPAIGN).where(_CAMPAIGN.c.id == campaign_id).values(**row))
    if by.id is not None:
        insert_or_skip(
            connection, _AUTHOR, {"campaign_id": campaign_id, "staff_id": by.id}, on=["campaign_id", "staff_id"]
        )
    trail.append(connection, store, by, "campaign.changed", trail.Subject("campaign", str(campaign_id)), sorted(row))
    return campaign_id


def _seen_now(connection: Connection, row: Any) -> dict[str, Any]:
    version = connection.scalar(select(_SEGMENT.c.rule_version).where(_SEGMENT.c.id == row["segment_id"]))
    return _guarded(_values(row), int(version or 0))


def _locked(connection: Connection, campaign_id: int) -> Any:
    query = select(_CAMPAIGN).where(_CAMPAIGN.c.id == campaign_id).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound("campaign", campaign_id)
    return row


def _unapprove(connection: Connection, campaign_id: int) -> None:
    nobody = {"state": "draft", "approved_by_id": None, "approved_at": None, "segment_version": None}
    connection.execute(update(_CAMPAIGN).where(_CAMPAIGN.c.id == campaign_id).values(**nobody))


def make_draft(connection: Connection, store: Store, campaign_id: int, *, by: Actor) -> None:
    """Take an approval back, in the transaction of a connection: what was approved is not what would be sent."""
    _unapprove(connection, campaign_id)
    trail.append(connection, store, by, "campaign.unapproved", trail.Subject("campaign", str(campaign_id)))


async def approve(store: Store, campaign_id: int, *, by: Actor, seen: str) -> None:
    """Approve a draft as it was seen, with the rule of its segment as it is.

    Raises NotFound, EditConflict when it is another one by now, and Conflict: `own` for whoever wrote at it, `over`
    when its time is over, or the state when it is no draft.
    """

    def work(connection: Connection) -> None:
        now, row = store.clock.now(), _locked(connection, campaign_id)
        if row["state"] != "draft":
            raise Conflict("campaign", row["state"])
        wrote = select(_AUTHOR.c.staff_id).where(_AUTHOR.c.campaign_id == campaign_id, _AUTHOR.c.staff_id == by.id)
        if by.id is None or by.id == row["created_by_id"] or connection.scalar(wrote) is not None:
            raise Conflict("campaign", "own")
        if row["ends_at"] <= now:
            raise Conflict("campaign", "over")
        about = trail.Subject("campaign", str(campaign_id))
        seen_now = _seen_now(connection, row)
        guard_seen(connection, seen or "nothing", seen_now, about, "campaign.changed")
        values = {
            "state": "approved",
            "approved_by_id": by.id,
            "approved_at": now,
            "segment_version": seen_now["segment_version"],
        }
        connection.execute(update(_CAMPAIGN).where(_CAMPAIGN.c.id == campaign_id).values(**values))
        trail.append(connection, store, by, "campaign.approved", about)

    await store.transact(work)


async def stop(store: Store, campaign_id: int, *, by: Actor) -> int:
    """Stop a campaign at once and for good, also what is queued or waits to be delivered; give how many hear nothing.

    Raises NotFound, and Conflict when it neither runs nor is approved.
    """

    def work(connection: Connection) -> int:
        row = _locked(connection, campaign_id)
        if row["state"] not in ("approved", "running"):
            raise Conflict("campaign", row["state"])
        now = store.clock.now()
        ended = {"state": "stopped", "ended_at": now}
        connection.execute(update(_CAMPAIGN).where(_CAMPAIGN.c.id == campaign_id).values(**ended))
        kept_back = take_back(connection, campaign_id, now)
        trail.append(connection, store, by, "campaign.stopped", trail.Subject("campaign", str(campaign_id)))
        return kept_back

    return await store.transact(work)


async def delete_campaign(store: Store, campaign_id: int, *, by: Actor) -> None:
    """Delete a draft that was never sent; raises NotFound, and Conflict for any other."""

    def work(connection: Connection) -> None:
        row = _locked(connection, campaign_id)
        if row["state"] != "draft":
            raise Conflict("campaign", row["state"])
        connection.execute(delete(_CAMPAIGN).where(_CAMPAIGN.c.id == campaign_id))
        trail.append(connection, store, by, "campaign.deleted", trail.Subject("campaign", str(campaign_id)))

    await store.transact(work)
