"""Facts about what the library writes first: what arrived, what was kept back, what was pressed, and who then left.

A message may tell several things, each of which is a notice: messages arrive and are pressed, notices are kept back.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from crm import records
from crm.database.upsert import table_of
from crm.figures.facts import Day, FigureFact, Mark, within
from crm.notices.rules import PURPOSE_OF
from crm.records.values import MESSENGERS

__all__ = ["LEFT_WITHIN", "campaign_messages", "decided", "messages"]

# Whoever leaves the library's news so soon after one of its messages is taken to leave because of it.
LEFT_WITHIN = timedelta(days=7)
IN_CHUNKS = 500
# What becomes of a message that is still under way is not decided.
_DECIDED = ("sent", "failed", "dropped")

_NOTICE = table_of(records.Notice)
_OUTBOX = table_of(records.Outbox)
_MESSAGE = table_of(records.Message)
_I = table_of(records.Interaction)
_CONSENT = table_of(records.ConsentRecord)
_PURPOSE = table_of(records.Purpose)


def messages(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the messages of notices that were written on a day, by what became of them.

    Of those that reached a messenger also whether one of their buttons was pressed; the one that stops notices is no
    answer to what they tell. Elsewhere nothing says which message a press belongs to.
    """
    query = (
        select(
            _MESSAGE.c.id, _MESSAGE.c.created_at, _MESSAGE.c.buttons, _OUTBOX.c.channel, _OUTBOX.c.state,
            _OUTBOX.c.identity_id,
        )
        .join(_OUTBOX, _OUTBOX.c.message_id == _MESSAGE.c.id)
        .join(_I, _I.c.id == _MESSAGE.c.interaction_id)
        .where(_I.c.kind == "notice", within(_I.c.started_at, day), _OUTBOX.c.state.in_(_DECIDED))
        .order_by(_MESSAGE.c.id)
    )  # fmt: skip
    rows = connection.execute(query).all()
    useful = {
        row.id: {number for number, one in enumerate(row.buttons or ()) if not _stops(one)}
        for row in rows
        if row.state == "sent" and row.channel in MESSENGERS
    }
    chats = sorted({row.identity_id for row in rows if useful.get(row.id)})
    pressed = _pressed(connection, useful, chats, day.begin)
    for row in rows:
        marks: list[Mark] = [("notice_message", row.state)]
        if useful.get(row.id):
            marks.append(("notice_button", "pressed" if row.id in pressed else "left"))
        yield FigureFact("notice", row.created_at, tuple(marks), channel=row.channel, detail=row.state)


def _stops(button: dict[str, str]) -> bool:
    return button.get("payload", "").startswith("/unsubscribe")


def _pressed(connection: Connection, useful: dict[int, set[int]], chats: Sequence[int], since: datetime) -> set[int]:
    """Find the messages of which a button that answers them was pressed.

    A messenger names a press after the message that bears the button, and the button's place in it.
    """
    found: set[int] = set()
    for begin in range(0, len(chats), IN_CHUNKS):
        query = (
            select(_MESSAGE.c.client_message_id)
            .join(_I, _I.c.id == _MESSAGE.c.interaction_id)
            .where(
                _I.c.channel_identity_id.in_(chats[begin : begin + IN_CHUNKS]),
                _MESSAGE.c.sender == "patron",
                _MESSAGE.c.created_at >= since,
                _MESSAGE.c.client_message_id.contains(":b:"),
            )
        )
        for name in connection.scalars(query):
            message, _, place = name.partition(":b:")[2].partition(":")
            if message.isdecimal() and place.isdecimal() and int(place) in useful.get(int(message), ()):
                found.add(int(message))
    return found


def decided(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the notices of a day that were told, and those that were kept from the patron, by the reason.

    What went by another channel than it was planned for was told on that one.
    """
    channel = func.coalesce(_NOTICE.c.via, _NOTICE.c.channel)
    query = (
        select(_NOTICE.c.settled_at, channel, _NOTICE.c.status, _NOTICE.c.kind, _NOTICE.c.reason)
        .where(within(_NOTICE.c.settled_at, day), _NOTICE.c.status.in_(("sent", "suppressed")))
        .order_by(_NOTICE.c.id)
    )
    for at, told_on, status, kind, reason in connection.execute(query):
        mark = ("notice_told", kind) if status == "sent" else ("notice_kept", reason)
        yield FigureFact("notice", at, (mark,), channel=told_on, detail=reason or status)


def campaign_messages(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the messages of campaigns of a day that arrived, once a week is over, by whether their patron then left.

    Whoever leaves after several messages leaves after the last of them.
    """
    found = connection.execute(_arrived().where(within(_NOTICE.c.settled_at, day))).all()
    rows = [row for row in found if row.sent_at + LEFT_WITHIN <= day.now]
    until = max((row.sent_at for row in rows), default=day.end) + LEFT_WITHIN
    patrons = sorted({row.patron_id for row in rows})
    left, later = _left(connection, patrons, day.begin, until), _later(connection, patrons, day.begin, until)
    for row in rows:
        whens = [
            at
            for at, channel in left.get(row.patron_id, ())
            if channel in (None, row.channel) and row.sent_at < at <= row.sent_at + LEFT_WITHIN
        ]
        # The first no is the answer; a message between it and this one was nearer to it.
        answered = min(whens, default=None)
        between = answered is not None and any(
            row.sent_at < at < answered for at in later.get((row.patron_id, row.channel), ())
        )
        state = "left" if answered is not None and not between else "stayed"
        yield FigureFact("notice", row.sent_at, (("campaign_message", state),), channel=row.channel, detail=state)


def _arrived() -> Select[Any]:
    return (
        select(_NOTICE.c.patron_id, _OUTBOX.c.channel, _OUTBOX.c.sent_at)
        .join(_OUTBOX, _OUTBOX.c.message_id == _NOTICE.c.message_id)
        .where(
            _NOTICE.c.kind == "campaign",
            _NOTICE.c.status == "sent",
            _OUTBOX.c.state == "sent",
            _NOTICE.c.patron_id.is_not(None),
        )
        .order_by(_OUTBOX.c.sent_at, _NOTICE.c.id)
    )


def _left(
    connection: Connection, patrons: Sequence[int], since: datetime, until: datetime
) -> dict[int, list[tuple[datetime, str | None]]]:
    """Give when some patrons said no to the library's news in the days that count, and on which channel."""
    found: dict[int, list[tuple[datetime, str | None]]] = {}
    for begin in range(0, len(patrons), IN_CHUNKS):
        query = (
            select(_CONSENT.c.patron_id, _CONSENT.c.occurred_at, _CONSENT.c.channel)
            .join(_PURPOSE, _PURPOSE.c.id == _CONSENT.c.purpose_id)
            .where(
                _CONSENT.c.patron_id.in_(patrons[begin : begin + IN_CHUNKS]),
                _PURPOSE.c.code == PURPOSE_OF["campaign"],
                _CONSENT.c.action == "withdrawn",
                _CONSENT.c.occurred_at >= since,
                _CONSENT.c.occurred_at <= until,
            )
        )
        for patron_id, at, channel in connection.execute(query):
            found.setdefault(patron_id, []).append((at, channel))
    return found


def _later(
    connection: Connection, patrons: Sequence[int], since: datetime, until: datetime
) -> dict[tuple[int, str], list[datetime]]:
    """Give when messages of campaigns arrived in the days that count, by patron and channel."""
    found: dict[tuple[int, str], list[datetime]] = {}
    for begin in range(0, len(patrons), IN_CHUNKS):
        query = _arrived().where(
            _NOTICE.c.patron_id.in_(patrons[begin : begin + IN_CHUNKS]),
            _OUTBOX.c.sent_at >= since,
            _OUTBOX.c.sent_at <= until,
        )
        for patron_id, channel, at in connection.execute(query):
            found.setdefault((patron_id, channel), []).append(at)
    return found
