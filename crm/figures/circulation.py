"""Facts about renewals and holds."""

from collections.abc import Iterator

from sqlalchemy import Connection, or_, select

from crm import records
from crm.database.upsert import table_of
from crm.figures.facts import Day, FigureFact, Mark, within
from crm.figures.values import rounded

__all__ = ["holds", "renewals"]

_RENEWAL = table_of(records.RenewalAttempt)
_HOLD = table_of(records.Hold)
_I = table_of(records.Interaction)

_IS_NO_TRY = or_(_I.c.id.is_(None), _I.c.is_test.is_(False))

# That a hold at a library system elsewhere was cancelled is noted as a row that was over when it was written, and
# names nobody (library/remote/hold_notes.py): nothing was placed.
_IS_HOLD = or_(
    _HOLD.c.patron_id.is_not(None),
    _HOLD.c.status != "cancelled",
    _HOLD.c.closed_at.is_(None),
    _HOLD.c.closed_at != _HOLD.c.placed_at,
)


def renewals(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the attempts at renewing of a day."""
    query = (
        select(_RENEWAL.c.requested_at, _RENEWAL.c.result, _RENEWAL.c.reason_code, _I.c.public_id, _I.c.channel)
        .outerjoin(_I, _I.c.id == _RENEWAL.c.interaction_id)
        .where(within(_RENEWAL.c.requested_at, day), _IS_NO_TRY)
        .order_by(_RENEWAL.c.id)
    )
    for at, result, reason, talk, channel in connection.execute(query):
        marks: list[Mark] = [("renewal", result)]
        if reason is not None:
            marks.append(("renewal_reason", reason))
        yield FigureFact("renewal", at, tuple(marks), talk=talk, channel=channel, detail=reason or result)


def holds(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the holds that were placed on a day."""
    query = (
        select(
            _HOLD.c.placed_at, _HOLD.c.ready_at, _HOLD.c.interaction_id, _HOLD.c.status, _I.c.public_id, _I.c.channel
        )
        .outerjoin(_I, _I.c.id == _HOLD.c.interaction_id)
        .where(within(_HOLD.c.placed_at, day), _IS_NO_TRY, _IS_HOLD)
        .order_by(_HOLD.c.id)
    )
    for row in connection.execute(query):
        marks: list[Mark] = [("hold", "elsewhere" if row.interaction_id is None else "chat")]
        if row.interaction_id is not None and row.ready_at is not None:
            marks.append(("hold_ready", str(rounded((row.ready_at - row.placed_at).total_seconds()))))
        yield FigureFact(
            "hold", row.placed_at, tuple(marks), talk=row.public_id, channel=row.channel, detail=row.status
        )
