"""Facts about conversations, and about contacts that only staff had.

A conversation belongs to the day on which it began. The base set is the engaged conversation: inbound, no try of
staff's, with at least one message of the patron's.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, or_, select

from crm import records
from crm.conversations.closing import SOCIAL
from crm.database.upsert import table_of
from crm.figures.facts import Day, FigureFact, Mark, within
from crm.figures.hours import open_seconds
from crm.figures.values import rounded
from crm.library_info.calendar import weekday_number

__all__ = ["contacts", "engaged", "talks"]

AGAIN = timedelta(hours=72)
REPEATED = timedelta(days=7)
# Later messages of the same chat still belong to one conversation: nothing longer is looked at for contacts again.
LONGEST = timedelta(days=1)

_I = table_of(records.Interaction)
_F = table_of(records.Feedback)
_CASE = table_of(records.ServiceCase)

_COLUMNS = (
    _I.c.id, _I.c.public_id, _I.c.channel, _I.c.language, _I.c.primary_intent, _I.c.outcome, _I.c.handled_by,
    _I.c.started_at, _I.c.ended_at, _I.c.handoff_requested_at, _I.c.first_staff_reply_at, _I.c.read_effort,
    _I.c.channel_identity_id, _I.c.patron_id,
)  # fmt: skip

Contacts = dict[tuple[str, int, str], list[datetime]]


def engaged(first: datetime, last: datetime) -> Any:
    """The condition that an interaction is an engaged conversation that began in a span."""
    return and_(
        _I.c.kind == "conversation",
        _I.c.direction == "inbound",
        _I.c.is_test.is_(False),
        _I.c.patron_message_count >= 1,
        _I.c.started_at >= first,
        _I.c.started_at < last,
    )


def talks(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the conversations of a day."""
    rows = connection.execute(select(*_COLUMNS).where(engaged(day.begin, day.end)).order_by(_I.c.id)).mappings().all()
    if not rows:
        return
    again = _contacts(connection, day)
    bad = set(
        connection.scalars(
            select(_F.c.interaction_id)
            .join(_I, _I.c.id == _F.c.interaction_id)
            .where(_F.c.value == -1, engaged(day.begin, day.end))
        )
    )
    for row in rows:
        marks = (*_nature(row, day), *_end(row, again, row["id"] in bad), *_handoff(row, day), *_first(row, again))
        yield FigureFact(
            "talk", row["started_at"], marks, talk=row["public_id"], channel=row["channel"],
            detail=row["outcome"] or "open",
        )  # fmt: skip


def contacts(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the contacts of a day that only staff had: calls, visits, letters.

    One that opened a case counts; one about a case that is there already, or that belongs to a chat, is counted there.
    """
    query = (
        select(_I.c.public_id, _I.c.started_at, _I.c.channel, _I.c.outcome)
        .outerjoin(_CASE, _CASE.c.id == _I.c.case_id)
        .where(
            _I.c.kind.in_(("call", "visit", "email")),
            _I.c.direction == "inbound",
            _I.c.handled_by == "staff",
            _I.c.is_test.is_(False),
            _I.c.parent_id.is_(None),
            or_(_I.c.case_id.is_(None), _CASE.c.interaction_id == _I.c.id),
            within(_I.c.started_at, day),
        )
        .order_by(_I.c.id)
    )
    for row in connection.execute(query):
        yield FigureFact(
            "contact", row.started_at, (("staff_only", ""),), talk=row.public_id, channel=row.channel,
            detail=row.outcome or "open",
        )  # fmt: skip


def _nature(row: RowMapping, day: Day) -> Iterator[Mark]:
    local = row["started_at"].astimezone(day.zone)
    yield "engaged", ""
    yield "channel", row["channel"]
    yield "language", row["language"] or "?"
    yield "outcome", row["outcome"] or "open"
    yield "hour", f"{weekday_number(local.date())}:{local.hour}"
    if row["primary_intent"]:
        yield "intent", row["primary_intent"]
    if row["read_effort"]:
        yield "effort", str(row["read_effort"])
        yield "effort_is", "reference" if row["read_effort"] >= 3 else "direction"


def _end(row: RowMapping, again: Contacts, is_bad: bool) -> Iterator[Mark]:
    escalated = (
        row["handoff_requested_at"] is not None
        or row["handled_by"] in ("staff", "both")
        or row["outcome"] == "case_opened"
    )
    if escalated:
        yield "escalated", ""
        return
    yield "contained", ""
    # Where nothing was asked but how one is, nothing was solved either.
    asked = row["primary_intent"] not in SOCIAL
    solved = row["outcome"] == "bot_resolved" and asked and not is_bad and not _came_again(row, again, AGAIN)
    yield ("verified" if solved else "unverified"), ""


def _handoff(row: RowMapping, day: Day) -> Iterator[Mark]:
    asked, answered = row["handoff_requested_at"], row["first_staff_reply_at"]
    if asked is None:
        return
    when = "open" if day.is_open(asked) else "closed"
    yield "handoff", when
    if answered is None:
        yield "handoff_unanswered", when
        return
    yield "handoff_accepted", when
    yield "first_response", f"{when}:{rounded((answered - asked).total_seconds())}"
    if day.desk is not None:
        yield "first_response_open", str(rounded(open_seconds(day.desk, asked, answered)))


def _first(row: RowMapping, again: Contacts) -> Iterator[Mark]:
    """Say of one that was solved whether its patron, who is known, had to come back with the same matter."""
    if row["outcome"] in ("bot_resolved", "staff_resolved") and row["patron_id"] is not None:
        yield "first_contact", "again" if _came_again(row, again, REPEATED, by=("patron",)) else "once"


def _contacts(connection: Connection, day: Day) -> Contacts:
    """When each chat partner and each patron began a conversation on each intent, on this day and soon after."""
    found: Contacts = defaultdict(list)
    rows = connection.execute(
        select(_I.c.channel_identity_id, _I.c.patron_id, _I.c.primary_intent, _I.c.started_at).where(
            engaged(day.begin, day.end + LONGEST + REPEATED), _I.c.primary_intent.is_not(None)
        )
    )
    for identity, patron, intent, started in rows:
        if identity is not None:
            found["identity", identity, intent].append(started)
        if patron is not None:
            found["patron", patron, intent].append(started)
    return found


def _came_again(
    row: RowMapping, again: Contacts, soon: timedelta, *, by: tuple[str, ...] = ("identity", "patron")
) -> bool:
    until = (row["ended_at"] or row["started_at"]) + soon
    intent = row["primary_intent"] or ""
    who = {"identity": row["channel_identity_id"], "patron": row["patron_id"]}
    return any(
        row["started_at"] < moment <= until for name in by for moment in again.get((name, who[name], intent), ())
    )
