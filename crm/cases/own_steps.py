"""Steps that patrons take in their own cases: adding words, which takes an answered one up again, and withdrawing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, or_, select, update

from crm import records
from crm.actor import Actor
from crm.cases.file import PATRONS_WORDS
from crm.cases.opening import due_times
from crm.cases.own import OwnCase, asker_of, case_views, is_own, take_over
from crm.cases.work import MOVES, locked_case, moved, put_case, put_event, reopened
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.staff.members import acting

__all__ = ["OwnStep", "add_words", "put_words", "withdraw"]

LONGEST = 4000
SETTLED = ("answered", "closed")

_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)


@dataclass(frozen=True, slots=True)
class OwnStep:
    """The case after a step, and what the step was: added, reopened, withdrawn, or nothing (it was so already)."""

    case: OwnCase
    done: str


async def add_words(store: Store, number: str, words: str, *, conversation: str) -> OwnStep:
    """Add a patron's words to a case of theirs.

    What is said to an answer (that it is not accepted, mostly) takes the case up again (`reopened`), and what is said
    to a librarian's question lets the work go on. The same words again change nothing. Raises NotFound, also for
    another's case.
    """

    def add(connection: Connection, row: RowMapping, now: datetime) -> str:
        if _was_said(connection, row, words):
            return "nothing"
        return put_words(connection, store, row, words, now)

    return await _step(store, number, conversation, add)


async def withdraw(store: Store, number: str, *, conversation: str) -> OwnStep:
    """Close a case of a patron's own because they take it back; `nothing` for one that is closed already.

    Raises NotFound, also for another's case.
    """

    def close(connection: Connection, row: RowMapping, now: datetime) -> str:
        if "closed" not in MOVES[row["status"]]:
            return "nothing"
        put_event(connection, row["id"], "status", now, None, row["status"], "closed")
        changes = {"status": "closed", "resolution": "withdrawn", "closed_at": max(now, row["opened_at"])}
        put_case(connection, store, row, changes, None, "case.withdrawn")
        return "withdrawn"

    return await _step(store, number, conversation, close)


async def _step(store: Store, number: str, conversation: str, work: Any) -> OwnStep:
    def step(connection: Connection) -> OwnStep:
        now = store.clock.now()
        who = asker_of(connection, conversation, now)
        # Locked first: who asks must not learn from the difference whose it is.
        row = locked_case(connection, number)
        if not is_own(connection, number, who.interaction_id, now):
            raise NotFound("case", number)
        take_over(connection, number, who)
        done = str(work(connection, row, now))
        return OwnStep(case_views(connection, _CASE.c.number == number)[0], done)

    return await store.transact(step)


def put_words(
    connection: Connection, store: Store, row: RowMapping, words: str | None, now: datetime, by: Actor | None = None
) -> str:
    """Put a patron's words to a case that was read by `locked_case`: added, reopened (when it was settled), or nothing.

    One that is settled is taken up also without words, or by the same ones. `by` is the member of staff who does it
    for the patron, and is named in the history.
    """
    note = words[:LONGEST] if words else None
    staff_id = None if by is None else acting(connection, by)
    if row["status"] in SETTLED:
        _, due_at = due_times(connection, row["branch_id"], now)
        with_it = note if staff_id is None else None
        put_event(connection, row["id"], "reopen", now, staff_id, row["status"], "appealed", with_it)
        if staff_id is not None and note:
            put_event(connection, row["id"], "note", now, staff_id, PATRONS_WORDS, note=note)
        put_case(connection, store, row, reopened(due_at), by, "case.appealed")
        return "reopened"
    if not words or _was_said(connection, row, words):
        return "nothing"
    put_event(connection, row["id"], "note", now, staff_id, None if staff_id is None else PATRONS_WORDS, note=note)
    changes: dict[str, Any] = {}
    if row["status"] == "waiting_patron":
        put_event(connection, row["id"], "status", now, staff_id, row["status"], "investigating")
        changes = moved(connection, row, "investigating", now)
    if by is not None:
        put_case(connection, store, row, changes, by, "case.noted")
    else:
        connection.execute(update(_CASE).where(_CASE.c.id == row["id"]).values(**changes, version=row["version"] + 1))
    return "added"


def _was_said(connection: Connection, row: RowMapping, words: str) -> bool:
    if row["description"] == words:
        return True
    said = select(_EVENT.c.id).where(
        _EVENT.c.case_id == row["id"],
        or_(_EVENT.c.staff_id.is_(None), _EVENT.c.from_value == PATRONS_WORDS),
        _EVENT.c.note == words[:LONGEST],
    )
    return connection.scalar(said.limit(1)) is not None
