"""Answers of applicants: what the chat is asked for, what was typed at that step, and whether a code is right."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    bindparam,
    literal,
    literal_column,
    or_,
    select,
    true,
    update,
)

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.joining.beginning import is_beginning, unanswered
from crm.patrons.telephones import norm_of

__all__ = ["ANSWERED_WITHIN", "CODE_TRIES", "STEPS", "awaited", "code_hashes", "hold_answer"]

# In this order, and back; a code only where one can be sent.
STEPS = ("name", "birth_year", "contact", "code", "address", "review")
# An answer is taken for so long after its question; then it is something else that is said.
ANSWERED_WITHIN = timedelta(minutes=30)
CODE_VALID = timedelta(minutes=15)
CODE_TRIES = 5

_APPLICATION = table_of(records.Application)
_INTERACTION = table_of(records.Interaction)


async def hold_answer(store: Store, identity_id: int, step: str, value: str) -> None:
    """Keep what an applicant typed at the step that waits for it; of a code, whether it was right."""
    await store.transact(lambda connection: _hold(connection, store, identity_id, step, value))


def _hold(connection: Connection, store: Store, identity_id: int, step: str, value: str) -> None:
    now = store.clock.now()
    row = (
        connection.execute(
            select(_APPLICATION)
            .where(_APPLICATION.c.identity_id == identity_id, _APPLICATION.c.status == "draft")
            .with_for_update()
        )
        .mappings()
        .first()
    )
    if row is None or row["awaits"] != step:
        return
    # It goes on to be waited for until the bot has gone on: what is typed once more is covered, too.
    values: dict[str, Any] = {"asked_at": now}
    if step == "contact":
        kind, _, contact = value.partition(":")
        values |= {"contact_kind": kind, "contact": contact, "contact_norm": norm_of(kind, contact)}
        if values["contact_norm"] != row["contact_norm"]:
            values |= {"confirmed_at": None, "code_hash": None, "code_wanted_at": None, "code_sent_at": None}
            values |= {"code_tries": 0, "code_problem": None}
    elif step == "code":
        values |= _checked(store, row, value, now)
    elif step == "birth_year":
        values["birth_year"] = int(value)
    else:
        values[step] = value
    connection.execute(update(_APPLICATION).where(_APPLICATION.c.id == row["id"]).values(**values))


# Looked at with every message: made once.
_DRAFT = (
    select(_APPLICATION.c.awaits, _APPLICATION.c.asked_at)
    .join(_INTERACTION, _INTERACTION.c.id == _APPLICATION.c.interaction_id)
    .where(
        _APPLICATION.c.identity_id == bindparam("identity"),
        # The literal lets the partial index serve it.
        _APPLICATION.c.status == literal_column("'draft'"),
        or_(_INTERACTION.c.status == "open", _INTERACTION.c.status == "waiting_staff"),
    )
    .subquery("draft")
)
# One row in any case: the draft, where there is one, and whether a message of the chat is still to be answered.
_AWAITED = select(
    _DRAFT.c.awaits, _DRAFT.c.asked_at, unanswered(bindparam("identity")).label("unanswered")
).select_from(select(literal(1).label("one")).subquery("here").outerjoin(_DRAFT, true()))


async def awaited(store: Store, identity_id: int) -> str | None:
    """Give what a chat is asked for in its running application; None when its time is over, or a librarian is there.

    Whoever has just said yes to one is asked for the name, although the question is still on its way.
    """
    now = store.clock.now()

    def look(connection: Connection) -> str | None:
        row = connection.execute(_AWAITED, {"identity": identity_id}).first()
        if row is None or row.awaits is None or row.asked_at is None:
            begins = (row is None or row.unanswered) and is_beginning(connection, identity_id)
            return STEPS[0] if begins else None
        return str(row.awaits) if row.asked_at > now - ANSWERED_WITHIN else None

    return await store.glance(look)


def _checked(store: Store, row: RowMapping, code: str, now: datetime) -> dict[str, Any]:
    """Give what a typed code changes: the contact is confirmed, or a try is spent."""
    is_valid = row["code_sent_at"] is not None and row["code_sent_at"] > now - CODE_VALID
    right = row["code_hash"] is not None and row["code_hash"] in code_hashes(store, row["public_id"], code)
    if is_valid and right and row["code_tries"] < CODE_TRIES:
        return {"confirmed_at": now, "code_hash": None, "code_wanted_at": None, "code_problem": None}
    return {"code_tries": row["code_tries"] + 1, "code_problem": "wrong" if is_valid else "expired"}


def code_hashes(store: Store, public_id: str, code: str) -> list[str]:
    """Give the keyed hashes under which a code may be kept; a new one is kept under the first."""
    return store.keys.hashes(f"application:{public_id}:{code}")
