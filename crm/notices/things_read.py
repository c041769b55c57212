"""Reading what notices are about from the store: one look for each kind of thing."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, case, func, literal, null, select, type_coerce

from crm import records
from crm.database.many import among
from crm.database.upsert import table_of
from crm.guardians.ages import GuardianAges, ages_now
from crm.guardians.standing import joined
from crm.notices.following import followed_now, told_already
from crm.notices.rules import NoticeRules
from crm.notices.things import Things
from crm.patrons.merged import survivor_of
from crm.records.base import UtcDateTime

__all__ = ["things_of"]

_LOAN = table_of(records.Loan)
_HOLD = table_of(records.Hold)
_ITEM = table_of(records.Item)
_TITLE = table_of(records.TitleRecord)
_BRANCH = table_of(records.Branch)
_PATRON = table_of(records.Patron)
_CASE = table_of(records.ServiceCase)
_HEARD = table_of(records.CaseHeard)
_MATCH = table_of(records.TitleMatch)
_INTEREST = table_of(records.Interest)
_NOTICE = table_of(records.Notice)
_RECIPIENT = table_of(records.CampaignRecipient)
_CAMPAIGN = table_of(records.Campaign)
_MEMBER = table_of(records.SegmentMember)
_WARD = table_of(records.Guardianship)
_MIRRORED = table_of(records.Mirrored)
_READ = table_of(records.MirrorRead)
_FOLLOWED = table_of(records.FollowedEvent)

# What is about a patron themselves.
OF_PATRONS = ("card_expiring", "welcome")


def things_of(connection: Connection, notices: Sequence[RowMapping], rules: NoticeRules) -> Things:
    """Read what some notices are about; one look for each kind of thing.

    Of loans and holds that our own store keeps no longer nothing is read: nobody would say whether they are still so.
    """
    own = notices if rules.own_loans else ()
    loans = (
        select(
            *(_LOAN.c[name] for name in ("id", "ils_loan_id", "patron_id", "due_at", "returned_at")),
            _TITLE.c.title,
            _BRANCH.c.time_zone,
        )
        .outerjoin(_ITEM, _ITEM.c.id == _LOAN.c.item_id)
        .outerjoin(_TITLE, _TITLE.c.id == _ITEM.c.title_id)
        .outerjoin(_BRANCH, _BRANCH.c.id == _LOAN.c.branch_id)
    )
    holds = (
        select(
            *(_HOLD.c[name] for name in ("id", "ils_hold_id", "patron_id", "status", "ready_until")),
            func.coalesce(_HOLD.c.ready_until, _HOLD.c.ready_at).label("until"),
            _TITLE.c.title,
            *(_BRANCH.c[name] for name in ("time_zone", "name_fa", "name_en")),
        )
        .outerjoin(_TITLE, _TITLE.c.id == _HOLD.c.title_id)
        .outerjoin(_BRANCH, _BRANCH.c.id == _HOLD.c.pickup_branch_id)
    )
    heard = select(func.max(_HEARD.c.upto)).where(_HEARD.c.case_id == _CASE.c.id).scalar_subquery()
    cases = select(_CASE.c.id, _CASE.c.number, _CASE.c.patron_id, heard.label("heard"))
    matches = (
        select(_MATCH.c.id, _MATCH.c.patron_id, _TITLE.c.title, _TITLE.c.authors, _INTEREST.c.words)
        .join(_TITLE, _TITLE.c.id == _MATCH.c.title_id)
        .outerjoin(_INTEREST, _INTEREST.c.id == _MATCH.c.interest_id)
    )
    columns = ("state", "trigger", "approved_by_id", "ends_at", "hours_from", "hours_until", "text_fa", "text_en")
    recipients = (
        select(
            *(_RECIPIENT.c[name] for name in ("id", "campaign_id", "patron_id", "arm")),
            *(_CAMPAIGN.c[name] for name in columns),
            _MEMBER.c.status,
            _PATRON.c.lifecycle,
        )
        .join(_CAMPAIGN, _CAMPAIGN.c.id == _RECIPIENT.c.campaign_id)
        .outerjoin(_PATRON, _PATRON.c.id == _RECIPIENT.c.patron_id)
        .outerjoin(
            _MEMBER,
            (_MEMBER.c.segment_id == _CAMPAIGN.c.segment_id) & (_MEMBER.c.patron_id == _RECIPIENT.c.patron_id),
        )
    )
    patrons = select(
        _PATRON.c.id, _PATRON.c.expires_at, _PATRON.c.registered_at, _PATRON.c.erased_at, _READ.c.read_at,
        func.coalesce(_READ.c.tells_card, False).label("tells_card"),
    ).outerjoin(_READ, _READ.c.patron_id == _PATRON.c.id)  # fmt: skip
    # In the shape of our own loans and holds: of what it is, the mirror does not know.
    last_day = case((_MIRRORED.c.has_last_day, _MIRRORED.c.due_at), else_=None)
    mirrored = (
        select(
            *(_MIRRORED.c[name] for name in ("id", "patron_id", "due_at")),
            _MIRRORED.c.ref.label("ils_loan_id"),
            _MIRRORED.c.ref.label("ils_hold_id"),
            literal("ready").label("status"),
            null().label("returned_at"),
            null().label("title"),
            _MIRRORED.c.due_at.label("until"),
            type_coerce(last_day, UtcDateTime()).label("ready_until"),
            *(_BRANCH.c[name] for name in ("time_zone", "name_fa", "name_en")),
            _READ.c.read_at,
        )
        .outerjoin(_READ, _READ.c.patron_id == _MIRRORED.c.patron_id)
        .outerjoin(_BRANCH, _BRANCH.c.id == _MIRRORED.c.branch_id)
    )
    drawn = _by_id(connection, recipients, _RECIPIENT, (one["recipient_id"] for one in notices))
    wards = _by_id(connection, joined(), _WARD, (one["guardianship_id"] for one in notices))
    return Things(
        _by_id(connection, loans, _LOAN, (one["loan_id"] for one in own)),
        _by_id(connection, holds, _HOLD, (one["hold_id"] for one in own)),
        _by_id(connection, patrons, _PATRON, (one["patron_id"] for one in notices if one["kind"] in OF_PATRONS)),
        _by_id(connection, cases, _CASE, (one["case_id"] for one in notices)),
        _by_id(connection, matches, _MATCH, (one["match_id"] for one in notices)),
        drawn,
        _told_before(connection, {row["campaign_id"] for row in drawn.values()}),
        wards,
        _by_id(connection, mirrored, _MIRRORED, (one["mirrored_id"] for one in notices)),
        ages_now(connection) if wards else GuardianAges(),
        _by_id(connection, followed_now(), _FOLLOWED, (one["followed_id"] for one in notices)),
        told_already(connection, [one["id"] for one in notices if one["kind"] == "event"]),
    )


def _told_before(connection: Connection, campaigns: set[int]) -> frozenset[tuple[int, int]]:
    """Find whom some campaigns told under a record that was made one with another since: the two are one person."""
    if not campaigns:
        return frozenset()
    query = (
        select(_RECIPIENT.c.campaign_id, _RECIPIENT.c.patron_id)
        .join(_PATRON, _PATRON.c.id == _RECIPIENT.c.patron_id)
        .join(_NOTICE, _NOTICE.c.recipient_id == _RECIPIENT.c.id)
        .where(
            among(connection, _RECIPIENT.c.campaign_id, campaigns),
            _PATRON.c.merged_into_id.is_not(None),
            _NOTICE.c.status == "sent",
        )
    )
    return frozenset(
        (row.campaign_id, survivor_of(connection, row.patron_id)) for row in connection.execute(query).all()
    )


def _by_id(connection: Connection, query: Any, table: Any, ids: Iterable[int | None]) -> dict[int, RowMapping]:
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    found = connection.execute(query.where(among(connection, table.c.id, wanted)))
    return {row["id"]: row for row in found.mappings()}
