"""When the patrons of cases were answered: only a word that reached them is an answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from crm import records
from crm.database.upsert import table_of

__all__ = ["answered_at"]

# How staff speak to a patron outside of a chat.
SPOKEN = ("call", "visit", "email")
BATCH = 500

_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)
_HEARD = table_of(records.CaseHeard)
_NOTICE = table_of(records.Notice)
_I = table_of(records.Interaction)


def answered_at(connection: Connection, case_ids: Sequence[int]) -> Mapping[int, datetime]:
    """Give when the answer to each case reached its patron; a case whose patron has heard nothing is not in it.

    A word reaches a patron when it is written into a chat of theirs, when they come back to one and are told, when a
    notice of it goes out, or when staff call or write and note that. Of a patron whom no chat reaches the state that
    staff set tells.
    """
    found: dict[int, datetime] = {}
    for begin in range(0, len(case_ids), BATCH):
        # A statement has not room for the cases of years.
        found |= _answered_at(connection, case_ids[begin : begin + BATCH])
    return found


def _answered_at(connection: Connection, case_ids: Sequence[int]) -> dict[int, datetime]:
    query = select(_CASE.c.id, _CASE.c.answered_at, _CASE.c.patron_id, _I.c.channel_identity_id).outerjoin(
        _I, _I.c.id == _CASE.c.interaction_id
    )
    rows = connection.execute(query.where(_CASE.c.id.in_(case_ids), _CASE.c.answered_at.is_not(None))).all()
    words = _words(connection, [row.id for row in rows])
    found: dict[int, datetime] = {}
    for row in rows:
        if row.patron_id is None and row.channel_identity_id is None:
            # No chat reaches them.
            found[row.id] = row.answered_at
            continue
        # What was said before it was answered was a question, or that it was received.
        reached = [max(at, row.answered_at) for at, spoken in words.get(row.id, ()) if spoken or at >= row.answered_at]
        if reached:
            found[row.id] = min(reached)
    return found


def _words(connection: Connection, case_ids: Sequence[int]) -> Mapping[int, list[tuple[datetime, bool]]]:
    """Give each moment at which a word of a case reached its patron; True where it was spoken, or a letter."""
    written = and_(_EVENT.c.kind == "message", _EVENT.c.case_id.in_(case_ids))
    told = select(_EVENT.c.case_id, _EVENT.c.occurred_at).where(written, _EVENT.c.to_value.is_not(None))
    # Of what was heard before that was noted, only that it was heard is known.
    heard = (
        select(_EVENT.c.case_id, func.coalesce(_HEARD.c.heard_at, _EVENT.c.occurred_at))
        .join(_HEARD, and_(_HEARD.c.case_id == _EVENT.c.case_id, _HEARD.c.upto >= _EVENT.c.id))
        .where(written, _EVENT.c.to_value.is_(None))
    )
    noticed = select(_NOTICE.c.case_id, _NOTICE.c.settled_at).where(
        _NOTICE.c.case_id.in_(case_ids), _NOTICE.c.kind == "case_answered", _NOTICE.c.status == "sent"
    )
    spoken = select(_I.c.case_id, _I.c.started_at).where(
        _I.c.case_id.in_(case_ids), _I.c.kind.in_(SPOKEN), _I.c.direction == "outbound"
    )
    words: dict[int, list[tuple[datetime, bool]]] = {}
    for query, is_spoken in ((told, False), (heard, False), (noticed, False), (spoken, True)):
        for case_id, at in connection.execute(query):
            words.setdefault(case_id, []).append((at, is_spoken))
    return words
