"""Figures of patrons who stay, leave and come back, from the dated states of the life cycle."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Subquery, and_, func, or_, select, type_coerce

from crm import records
from crm.database.upsert import table_of
from crm.figures.values import Effect, FigureShare
from crm.lifecycle.engagement import SILENT, engagements
from crm.lifecycle.rule import IN_USE, MEMBERS, LifecycleRule
from crm.outreach.effects import difference, share
from crm.patrons.merged import joined_with, survivor_of

__all__ = ["PatronsKept", "WinBack", "kept", "recovery_retention", "win_back", "win_back_by_lot", "won_back"]

# How long after the end of their case a patron who had complained is watched for coming back.
RECOVERED = timedelta(days=90)
IN_CHUNKS = 500

_PATRON = table_of(records.Patron)
_EVENT = table_of(records.LifecycleEvent)
_NOTICE = table_of(records.Notice)
_CASE = table_of(records.ServiceCase)
_CASE_EVENT = table_of(records.CaseEvent)
_CAMPAIGN = table_of(records.Campaign)
_RECIPIENT = table_of(records.CampaignRecipient)


@dataclass(frozen=True, slots=True)
class PatronsKept:
    """Who used the library at the beginning and at the end of a range.

    `began` used it at the beginning, `stayed` of these also at the end; `ended` used it at the end, `joined` of these
    registered in between; `members` were registered at the beginning. `is_known`: the states of the beginning are.
    """

    is_known: bool = False
    began: int = 0
    stayed: int = 0
    ended: int = 0
    joined: int = 0
    members: int = 0

    @property
    def retention(self) -> FigureShare:
        """The share of those who used the library at the beginning who still do at the end."""
        return FigureShare(self.stayed, self.began)

    @property
    def churn(self) -> FigureShare:
        """The share of those who used it at the beginning and do no more."""
        return FigureShare(self.began - self.stayed, self.began)

    @property
    def published(self) -> FigureShare:
        """Retention as other libraries publish it: those in use at the end but for the new ones, of all members."""
        return FigureShare(self.ended - self.joined, self.members)


def kept(connection: Connection, begin: datetime, end: datetime) -> PatronsKept:
    """Compare the states at two moments; nothing is known from before states were first written down."""
    earliest = connection.scalar(
        select(func.min(records.DailyRun.started_at)).where(records.DailyRun.job == "lifecycle")
    )
    if earliest is None or earliest > begin:
        return PatronsKept()
    then, later = _states(begin, "then"), _states(end, "later")
    columns = (then.c.to_state, later.c.to_state, _PATRON.c.registered_at >= begin, func.count())
    joined = _PATRON.outerjoin(then, then.c.patron_id == _PATRON.c.id).outerjoin(
        later, later.c.patron_id == _PATRON.c.id
    )
    # A record that was made one with another is the same patron, who counts once.
    query = select(*columns).select_from(joined).where(_PATRON.c.merged_into_id.is_(None)).group_by(*columns[:3])
    began = stayed = ended = new = members = 0
    for before, after, is_new, count in connection.execute(query):
        began += count if before in IN_USE else 0
        stayed += count if before in IN_USE and after in IN_USE else 0
        ended += count if after in IN_USE else 0
        new += count if after in IN_USE and is_new else 0
        members += count if before in MEMBERS else 0
    return PatronsKept(True, began, stayed, ended, new, members)


def _states(at: datetime, name: str) -> Subquery:
    """The state of every patron right before a moment."""
    last = (
        select(_EVENT.c.patron_id, func.max(_EVENT.c.id).label("id"))
        .where(_EVENT.c.occurred_at < at, _EVENT.c.patron_id.is_not(None))
        .group_by(_EVENT.c.patron_id)
        .subquery()
    )
    return select(_EVENT.c.patron_id, _EVENT.c.to_state).join(last, last.c.id == _EVENT.c.id).subquery(name)


@dataclass(frozen=True, slots=True)
class WinBack:
    """How many silent patrons who were written to used the library again in time, beside those left out on purpose."""

    contacted: int = 0
    returned: int = 0
    held_out: int = 0
    held_out_returned: int = 0

    @property
    def gain(self) -> float | None:
        """The percentage points that writing brought beyond what came by itself; None without both groups."""
        if not self.contacted or not self.held_out:
            return None
        return 100 * (self.returned / self.contacted - self.held_out_returned / self.held_out)

    @property
    def effect(self) -> Effect:
        """The same with the bounds between which it truly is."""
        told, others = FigureShare(self.returned, self.contacted), FigureShare(self.held_out_returned, self.held_out)
        arms = share(self.returned, self.contacted), share(self.held_out_returned, self.held_out)
        bounds = difference(*arms)
        return Effect(told, others) if bounds is None else Effect(told, others, 100 * bounds.low, 100 * bounds.high)


def won_back(
    contacted: Mapping[int, datetime],
    held_out: Mapping[int, datetime],
    uses: Iterable[tuple[int, datetime]],
    span: timedelta,
) -> WinBack:
    """Compare silent patrons who were written to with those left out on purpose, by when each was or would have been.

    `uses` are the patrons' uses of the library; one counts within `span` after the moment.
    """
    back: set[int] = set()
    for patron, at in uses:
        for group in (contacted, held_out):
            since = group.get(patron)
            if since is not None and since < at <= since + span:
                back.add(patron)
    return WinBack(len(contacted), len(back & contacted.keys()), len(held_out), len(back & held_out.keys()))


def win_back(connection: Connection, begin: datetime, end: datetime, now: datetime, rule: LifecycleRule) -> WinBack:
    """Say how many of the silent patrons who got a notice in a span came back in time.

    Each counts once, by the first notice, and only once the time to come back is over.
    """
    span = timedelta(days=rule.return_days)
    last = (
        select(func.max(_EVENT.c.id))
        .where(_EVENT.c.patron_id == _NOTICE.c.patron_id, _EVENT.c.occurred_at <= _NOTICE.c.settled_at)
        .correlate(_NOTICE)
        .scalar_subquery()
    )
    query = (
        select(_NOTICE.c.patron_id, func.min(_NOTICE.c.settled_at))
        .join(_EVENT, and_(_EVENT.c.patron_id == _NOTICE.c.patron_id, _EVENT.c.id == last))
        .where(
            _NOTICE.c.status == "sent",
            _NOTICE.c.settled_at >= begin,
            _NOTICE.c.settled_at < min(end, now - span),
            _EVENT.c.to_state.in_(SILENT),
        )
        .group_by(_NOTICE.c.patron_id)
    )
    contacted: dict[int, datetime] = dict(iter(connection.execute(query)))
    return won_back(contacted, {}, _uses(connection, list(contacted), begin, min(end, now) + span), span)


def win_back_by_lot(
    connection: Connection, begin: datetime, end: datetime, now: datetime, rule: LifecycleRule
) -> WinBack:
    """Compare the silent patrons whom campaigns of a span told with those whom the lot held out of them.

    Each patron counts once, as they were first drawn for a campaign that holds somebody out, whether anything could be
    sent to them or not, and only once the time to come back is over. Whoever was drawn for both groups of that
    campaign, under records that were made one since, counts in neither.
    """
    span = timedelta(days=rule.return_days)
    drawn_at = func.coalesce(_RECIPIENT.c.drawn_at, _CAMPAIGN.c.drawn_at)
    last = (
        select(func.max(_EVENT.c.id))
        .where(_EVENT.c.patron_id == _RECIPIENT.c.patron_id, _EVENT.c.occurred_at <= drawn_at)
        .correlate(_RECIPIENT, _CAMPAIGN)
        .scalar_subquery()
    )
    at = type_coerce(drawn_at, _RECIPIENT.c.drawn_at.type).label("at")
    query = (
        select(_RECIPIENT.c.patron_id, _RECIPIENT.c.campaign_id, _RECIPIENT.c.arm, at)
        .join(_CAMPAIGN, _CAMPAIGN.c.id == _RECIPIENT.c.campaign_id)
        .join(_EVENT, and_(_EVENT.c.patron_id == _RECIPIENT.c.patron_id, _EVENT.c.id == last))
        .where(
            _CAMPAIGN.c.holdout_rate > 0,
            drawn_at >= begin,
            drawn_at < min(end, now - span),
            _EVENT.c.to_state.in_(SILENT),
        )
        .order_by(at, _RECIPIENT.c.id)
    )
    rows = connection.execute(query).all()
    roots = _roots(connection, {row.patron_id for row in rows})
    first: dict[int, Any] = {}
    mixed: set[int] = set()
    for row in rows:
        root = roots[row.patron_id]
        before = first.setdefault(root, row)
        if before.campaign_id == row.campaign_id and before.arm != row.arm:
            mixed.add(root)
    groups: dict[str, dict[int, datetime]] = {"told": {}, "held_out": {}}
    for root, row in first.items():
        if root not in mixed:
            groups[row.arm][root] = row.at
    uses = _uses(connection, list(roots), begin, min(end, now) + span)
    mine = ((roots[patron], used_at) for patron, used_at in uses)
    return won_back(groups["told"], groups["held_out"], mine, span)


def _roots(connection: Connection, patrons: set[int]) -> dict[int, int]:
    """Give whose the records of some patrons are now, with all that were made one with these."""
    roots = {one: one for one in patrons}
    ids = sorted(patrons)
    joined: set[int] = set()
    for begin in range(0, len(ids), IN_CHUNKS):
        some = ids[begin : begin + IN_CHUNKS]
        merged = (_PATRON.c.id.in_(some) & _PATRON.c.merged_into_id.is_not(None), _PATRON.c.merged_into_id.in_(some))
        joined |= set(connection.scalars(select(_PATRON.c.id).where(or_(*merged))))
    for root in {survivor_of(connection, one) for one in joined}:
        roots |= dict.fromkeys([root, *joined_with(connection, root)], root)
    return roots


def recovery_retention(connection: Connection, begin: datetime, end: datetime, now: datetime) -> FigureShare:
    """The share of patrons who had complained, whose case ended in a span, and who used the library in 90 days after.

    Each counts once, by the last end of a case; only ends that are so long ago.
    """
    query = (
        select(_CASE.c.patron_id, func.max(_CASE_EVENT.c.occurred_at))
        .join(_CASE_EVENT, _CASE_EVENT.c.case_id == _CASE.c.id)
        .where(
            _CASE.c.kind == "complaint",
            _CASE.c.patron_id.is_not(None),
            _CASE_EVENT.c.kind == "status",
            _CASE_EVENT.c.to_value == "closed",
            _CASE_EVENT.c.occurred_at >= begin,
            _CASE_EVENT.c.occurred_at < min(end, now - RECOVERED),
        )
        .group_by(_CASE.c.patron_id)
    )
    ended: dict[int, datetime] = dict(iter(connection.execute(query)))
    uses = _uses(connection, list(ended), begin, min(end, now) + RECOVERED)
    made = won_back(ended, {}, uses, RECOVERED)
    return FigureShare(made.returned, made.contacted)


def _uses(
    connection: Connection, patrons: Sequence[int], since: datetime, until: datetime
) -> Iterable[tuple[int, datetime]]:
    for begin in range(0, len(patrons), IN_CHUNKS):
        yield from engagements(connection, patrons[begin : begin + IN_CHUNKS], since, until, of_own_accord=True)
