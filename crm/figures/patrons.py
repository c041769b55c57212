"""Facts about patrons: who registered, and which states of the life cycle came about."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Connection, and_, or_, select

from crm import records
from crm.database.upsert import table_of
from crm.figures.facts import Day, FigureFact, Mark, within
from crm.records.values import CHATS

__all__ = ["moves", "registrations"]

ASSISTED = timedelta(days=30)
MESSAGING = (*CHATS, "whatsapp", "sms")

_I = table_of(records.Interaction)
_PATRON = table_of(records.Patron)
_EVENT = table_of(records.LifecycleEvent)


def registrations(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give who registered on a day, by what brought them, and whether they had talked with the library before."""
    before = select(_I.c.id).where(
        _I.c.patron_id == _PATRON.c.id,
        _I.c.kind == "conversation",
        _I.c.is_test.is_(False),
        _I.c.started_at < _PATRON.c.registered_at,
        _I.c.started_at >= day.begin - ASSISTED,
    )
    query = select(_PATRON.c.registered_at, _PATRON.c.acquired_via, before.exists()).where(
        within(_PATRON.c.registered_at, day), _PATRON.c.merged_into_id.is_(None)
    )
    for at, via, assisted in connection.execute(query.order_by(_PATRON.c.id)):
        marks: list[Mark] = [("registered", "chat" if via in MESSAGING else "elsewhere")]
        if assisted:
            marks.append(("registered_assisted", ""))
        yield FigureFact("patron", at, tuple(marks), detail=via)


def moves(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the states that came about on a day.

    What is first known of a patron is none that came about, and neither is what another rule makes of the same dates.
    Of a record that was made one with another none counts: the other one is the patron's.
    """
    began = or_(_EVENT.c.from_state.is_not(None), _EVENT.c.reason == "registered")
    query = (
        select(_EVENT.c.occurred_at, _EVENT.c.from_state, _EVENT.c.to_state, _EVENT.c.reason)
        .outerjoin(_PATRON, _PATRON.c.id == _EVENT.c.patron_id)
        .where(
            and_(within(_EVENT.c.occurred_at, day), began, _EVENT.c.reason != "rule"),
            _PATRON.c.merged_into_id.is_(None),
        )
    )
    for at, before, state, reason in connection.execute(query.order_by(_EVENT.c.id)):
        marks: list[Mark] = [("became", state)]
        if before in ("lapsing", "lapsed") and state == "active" and reason == "engaged":
            marks.append(("returned", before))
        if before == "new" and reason in ("settled", "unused"):
            marks.append(("activation", reason))
        yield FigureFact("patron", at, tuple(marks), detail=state)
