"""Who may be sent news of the library on which channel, as conditions of one query over many patrons.

It says what crm.trust.consents.permit says of one patron, and that they asked for it there; each message asks permit
once more when it is sent.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    RowMapping,
    String,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    or_,
    select,
)

from crm import records
from crm.database.upsert import table_of
from crm.notices.rules import PURPOSE_OF
from crm.trust.purposes import purpose_of

__all__ = ["KIND", "THING", "counted_until", "joined_records", "reached_by", "thing_of"]

KIND = "campaign"
# What a notice of a campaign is about: a recipient, by the key.
THING = "recipient:"

_CONSENT = table_of(records.ConsentRecord)
_SUBSCRIPTION = table_of(records.Subscription)
_PATRON = table_of(records.Patron)
_MERGE = table_of(records.PatronMerge)


def thing_of(recipient_id: ColumnElement[int]) -> ColumnElement[str]:
    """Give what notices to a recipient are about, as a condition says it."""
    return literal(THING).concat(cast(recipient_id, String))


def counted_until(campaign: RowMapping) -> datetime:
    """Give until when it is counted who reaches the goal of a campaign that has begun.

    Of one with a trigger somebody may be drawn to its end.
    """
    began: datetime = campaign["drawn_at"]
    last = began
    if campaign["trigger"] != "once":
        last = min(campaign["ends_at"], campaign["ended_at"] or campaign["ends_at"])
    return max(last, began) + timedelta(days=campaign["goal_days"])


def reached_by(connection: Connection, channels: Collection[str], now: datetime) -> ColumnElement[bool]:
    """Give the condition on a patron that one of the channels is allowed."""
    purpose = purpose_of(connection, PURPOSE_OF[KIND])
    ways = [_allowed(channel, purpose.id, purpose.text_version, now) for channel in sorted(channels)]
    return or_(false(), *ways)


def joined_records() -> CTE:
    """Give the records that were made one with others: whose they are now (`root`), and since when."""
    first = select(
        _MERGE.c.survivor_id.label("root"), _MERGE.c.merged_id.label("other"), _MERGE.c.decided_at.label("since")
    ).where(_MERGE.c.state == "merged")
    joined = first.cte(recursive=True)
    further = select(joined.c.root, _MERGE.c.merged_id, _MERGE.c.decided_at).join(
        joined, joined.c.other == _MERGE.c.survivor_id
    )
    return joined.union(further.where(_MERGE.c.state == "merged"))


# Names of their own: whoever asks may look at these tables, too. They are made once, for that takes longer than all
# else of the condition, and nowhere does one stand inside itself.
_ASKED_FOR, _OTHER, _FAMILY = _SUBSCRIPTION.alias(), _PATRON.alias(), joined_records().alias()
_MINE, _YOURS, _MY_LAST, _YOUR_LAST = (_CONSENT.alias() for _ in range(4))


def _allowed(channel: str, purpose_id: int, text_version: int, now: datetime) -> ColumnElement[bool]:
    asked_for, other, family, mine, yours = _ASKED_FOR, _OTHER, _FAMILY, _MINE, _YOURS

    def latest(said: FromClause, of: ColumnElement[int], outer: FromClause) -> ColumnElement[int | None]:
        return (
            select(said.c.id)
            .where(
                said.c.patron_id == of,
                said.c.purpose_id == purpose_id,
                or_(said.c.channel == channel, said.c.channel.is_(None)),
            )
            .order_by(said.c.occurred_at.desc(), said.c.id.desc())
            .limit(1)
            .correlate(outer)
            .scalar_subquery()
        )

    def is_yes(last: FromClause) -> ColumnElement[bool]:
        return and_(
            last.c.action == "granted",
            last.c.text_version >= text_version,
            or_(last.c.expires_at.is_(None), last.c.expires_at > now),
        )

    def own(*more: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(mine.c.id == latest(_MY_LAST, _PATRON.c.id, _PATRON), *more)

    def theirs(*more: ColumnElement[bool]) -> ColumnElement[bool]:
        last = latest(_YOUR_LAST, family.c.other, family)
        said = select(yours.c.id).select_from(family.join(yours, yours.c.id == last))
        return said.where(family.c.root == _PATRON.c.id, *more).correlate(_PATRON).exists()

    since = select(func.max(family.c.since)).where(family.c.root == _PATRON.c.id).correlate(_PATRON).scalar_subquery()
    # As permit says: what was said under either counts and a no wins, until something is said anew.
    agreed = case(
        (~exists().where(other.c.merged_into_id == _PATRON.c.id), own(is_yes(mine))),
        (own(mine.c.occurred_at > since), own(is_yes(mine))),
        else_=and_(or_(own(is_yes(mine)), theirs(is_yes(yours))), ~own(~is_yes(mine)), ~theirs(~is_yes(yours))),
    )
    asked = exists().where(
        asked_for.c.patron_id == _PATRON.c.id,
        asked_for.c.kind == KIND,
        asked_for.c.channel == channel,
        asked_for.c.ended_at.is_(None),
    )
    return asked & agreed
