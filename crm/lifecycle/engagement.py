"""Engagement: what counts as a patron's use of the library. Nothing else decides that or writes `last_engaged_at`.

It is a loan, a renewal, a hold that is placed or changed, and what a patron says who is known: in a chat where they are
signed in, at the desk or on the telephone with their card. What the library writes to them is none, and neither are
tries of staff.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, or_, select, true, union_all, update

from crm import records
from crm.database.upsert import table_of

__all__ = ["NO_WISH", "engaged", "engagements", "last_engagements"]

CONTACTS = ("conversation", "call", "visit", "email")
SILENT = ("lapsing", "lapsed")
# Who says nothing else has only answered a message of the library’s, or been polite.
NO_WISH = ("unsubscribe", "affirm", "deny", "cancel", "greet", "goodbye", "thanks")

_PATRON = table_of(records.Patron)
_EVENT = table_of(records.LifecycleEvent)
_LOAN = table_of(records.Loan)
_RENEWAL = table_of(records.RenewalAttempt)
_HOLD = table_of(records.Hold)
_I = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)


def engaged(connection: Connection, patron_id: int, at: datetime) -> None:
    """Note that a patron uses the library at a moment: who had lapsed, or was about to, is active again at once."""
    mine = (_PATRON.c.id == patron_id, _PATRON.c.erased_at.is_(None))
    later = or_(_PATRON.c.last_engaged_at.is_(None), _PATRON.c.last_engaged_at < at)
    connection.execute(update(_PATRON).where(*mine, later).values(last_engaged_at=at))
    silent = select(_PATRON.c.lifecycle).where(*mine, _PATRON.c.lifecycle.in_(SILENT)).with_for_update()
    before = connection.scalar(silent)
    if before is None:
        return
    connection.execute(update(_PATRON).where(*mine, _PATRON.c.lifecycle == before).values(lifecycle="active"))
    # Without a history there is nothing to go on from: the next run begins one.
    known = select(_EVENT.c.to_state).where(_EVENT.c.patron_id == patron_id).order_by(_EVENT.c.id.desc()).limit(1)
    if (last := connection.scalar(known)) in SILENT:
        step = {"patron_id": patron_id, "from_state": last, "to_state": "active", "reason": "engaged"}
        connection.execute(insert(_EVENT), {**step, "occurred_at": at})


def last_engagements(connection: Connection, first: int, last: int, until: datetime) -> dict[int, datetime]:
    """Give when each patron numbered from `first` to `last` used the library last, as far as the rows tell."""
    found: dict[int, datetime] = {}
    for patron, moment, usable in _sources():
        query = (
            select(patron, func.max(moment))
            .where(patron.between(first, last), moment <= until, usable)
            .group_by(patron)
        )
        for patron_id, at in connection.execute(query):
            found[patron_id] = max(at, found.get(patron_id, at))
    return found


def engagements(
    connection: Connection,
    patron_ids: Sequence[int] | Select[Any],
    since: datetime,
    until: datetime,
    *,
    of_own_accord: bool = False,
) -> list[tuple[int, datetime]]:
    """Give each use of the library by some patrons after a moment and up to another: patron and moment.

    With `of_own_accord` a conversation is none in which they only said stop, yes or thanks.
    """
    wished = _wished() if of_own_accord else true()
    parts = [
        select(patron.label("patron_id"), moment.label("at")).where(
            patron.in_(patron_ids),
            moment > since,
            moment <= until,
            usable,
            *([wished] if patron is _I.c.patron_id else []),
        )
        for patron, moment, usable in _sources()
    ]
    return [(row.patron_id, row.at) for row in connection.execute(union_all(*parts))]


def _wished() -> ColumnElement[bool]:
    said = select(_MESSAGE.c.id).where(_MESSAGE.c.interaction_id == _I.c.id, _MESSAGE.c.sender == "patron")
    return or_(
        _I.c.kind != "conversation",
        _I.c.first_staff_reply_at.is_not(None),
        ~said.where(_MESSAGE.c.intent.in_(NO_WISH)).exists(),
        said.where(_MESSAGE.c.intent.not_in(NO_WISH)).exists(),
    )


def _sources() -> tuple[tuple[Any, Any, ColumnElement[bool]], ...]:
    """Where use is told: the column of the patron, that of the moment, and which rows count."""
    loan_of = _RENEWAL.c.loan_id == _LOAN.c.id
    said = and_(
        _I.c.kind.in_(CONTACTS),
        _I.c.direction == "inbound",
        _I.c.is_test.is_(False),
        or_(_I.c.kind != "conversation", _I.c.patron_message_count >= 1),
    )
    return (
        (_LOAN.c.patron_id, _LOAN.c.loaned_at, _LOAN.c.patron_id.is_not(None)),
        (_LOAN.c.patron_id, _RENEWAL.c.requested_at, and_(loan_of, _RENEWAL.c.result == "succeeded")),
        (_HOLD.c.patron_id, _HOLD.c.placed_at, _HOLD.c.patron_id.is_not(None)),
        (_I.c.patron_id, _I.c.started_at, said),
    )
