"""Outcomes of conversations.

When a conversation is closed, the first of these that holds is its outcome:

1. `case_opened`: it led to a case.
2. `staff_resolved`: a librarian wrote in it, and the patron is not waiting for the next answer.
3. `abandoned`: it was asked for a librarian (or one owed an answer) and nobody answered.
4. `out_of_scope`: nothing was asked in it but what the library does not do (its primary intent, which a later
   real question would have replaced).
5. `no_answer`: the bot never answered: there is no bot turn in it, or each one is a fallback or an error.
6. `abandoned`: the bot's last turn is neither answered nor refused; the patron left in the middle, at a
   question of the bot's (or before the sign-in that it asked for), or after something that it did not understand.
7. `bot_resolved`: the bot's last turn is answered, or refused: a refusal by the rules is a right answer too.

A greeting, thanks, a goodbye and the score that is asked for then are no such turns: who takes leave politely has not
left in the middle.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, case, func, insert, literal, or_, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["OUTCOME", "close_interaction", "close_silent"]

SETTLED = ("answered", "refused")
TALKED = ("answered", "refused", "clarified")
# What is said around a matter; a yes or a no belongs to it.
POLITE = ("greet", "thanks", "goodbye", "rate")

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_EVENT = table_of(records.InteractionEvent)

_turns = (_MESSAGE.c.interaction_id == _INTERACTION.c.id, _MESSAGE.c.answer_status.is_not(None))
_ASKED = _MESSAGE.alias("asked")
_last_status = (
    select(_MESSAGE.c.answer_status)
    .outerjoin(_ASKED, _ASKED.c.id == _MESSAGE.c.in_reply_to_id)
    .where(*_turns, or_(_ASKED.c.intent.is_(None), _ASKED.c.intent.not_in(POLITE)))
    .order_by(_MESSAGE.c.seq.desc())
    .limit(1)
    .correlate(_INTERACTION)
    .scalar_subquery()
)
_talked = select(_MESSAGE.c.id).where(*_turns, _MESSAGE.c.answer_status.in_(TALKED)).correlate(_INTERACTION)

OUTCOME = case(
    (_INTERACTION.c.case_id.is_not(None), literal("case_opened")),
    (
        and_(_INTERACTION.c.first_staff_reply_at.is_not(None), _INTERACTION.c.waiting_since.is_(None)),
        literal("staff_resolved"),
    ),
    (
        or_(_INTERACTION.c.waiting_since.is_not(None), _INTERACTION.c.status != "open"),
        literal("abandoned"),
    ),
    (_INTERACTION.c.primary_intent == "out_of_scope", literal("out_of_scope")),
    (~_talked.exists(), literal("no_answer")),
    # Without any such turn nothing was left unfinished.
    (func.coalesce(_last_status, "answered").not_in(SETTLED), literal("abandoned")),
    else_=literal("bot_resolved"),
)

EVENT_OF = {
    "bot_resolved": "resolved_by_bot",
    "staff_resolved": "resolved_by_staff",
    "abandoned": "abandoned",
}


def close_interaction(
    connection: Connection, interaction_id: int, now: datetime, *, outcome: str | None = None
) -> str | None:
    """Close a running interaction; give its outcome, or None when it was closed already."""
    done = connection.execute(
        update(_INTERACTION)
        .where(_INTERACTION.c.id == interaction_id, _INTERACTION.c.status != "closed")
        .values(
            status="closed",
            outcome=OUTCOME if outcome is None else outcome,
            ended_at=_ended(now),
            waiting_since=None,
            expects_contact=False,
        )
        .returning(_INTERACTION.c.outcome)
    ).first()
    if done is None:
        return None
    _note_end(connection, [(interaction_id, done.outcome)], now)
    return str(done.outcome)


async def close_silent(store: Store, *, before: datetime) -> int:
    """Close every conversation in which nobody wrote since `before`; give how many.

    One in which a librarian owes the patron an answer is not silent: `handoff_expiry.expire` sees to it.
    """
    silent = and_(
        _INTERACTION.c.status != "closed",
        _INTERACTION.c.kind == "conversation",
        func.coalesce(_INTERACTION.c.last_message_at, _INTERACTION.c.started_at) < before,
        _INTERACTION.c.waiting_since.is_(None),
    )

    def close(connection: Connection) -> int:
        now = store.clock.now()
        closed = connection.execute(
            update(_INTERACTION)
            .where(silent)
            .values(status="closed", outcome=OUTCOME, ended_at=_ended(now), expects_contact=False)
            .returning(_INTERACTION.c.id, _INTERACTION.c.outcome)
        ).all()
        _note_end(connection, [(row.id, row.outcome) for row in closed], now)
        return len(closed)

    return await store.transact(close)


def _ended(now: datetime) -> Any:
    # A clock that was set back must not make an end that lies before the start.
    later: Callable[..., Any] = case
    return later((_INTERACTION.c.started_at > now, _INTERACTION.c.started_at), else_=now)


def _note_end(connection: Connection, ended: list[tuple[int, str]], now: datetime) -> None:
    rows = [
        {"interaction_id": interaction_id, "kind": EVENT_OF[outcome], "occurred_at": now}
        for interaction_id, outcome in ended
        if outcome in EVENT_OF
    ]
    if rows:
        connection.execute(insert(_EVENT), rows)
