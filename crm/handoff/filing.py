"""Filing of what was wanted of a librarian: a case of its own, or the one that the very matter has already."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, RowMapping, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.subjects import about_case
from crm.cases.opening import CaseView, case_by_number, due_times, insert_case
from crm.cases.own import asker_of, is_own, take_over
from crm.cases.own_steps import put_words
from crm.cases.work import locked_case
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue
from crm.handoff.matter import LONGEST_MATTER, called_for, holds_line, lines_for, wants
from crm.handoff.step_rows import change
from crm.staff.members import acting

__all__ = ["NEW", "Filed", "case_about", "case_for", "case_meant", "meant_now"]

# The subject of a case that asks for a librarian's word; the console words it.
SUBJECT = "librarian"
# Chosen in the place of a number: a case of its own, whatever there is.
NEW = "new"

_INTERACTION = table_of(records.Interaction)
_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)


@dataclass(frozen=True, slots=True)
class Filed:
    """The case that a matter is in; `was_there` when it was not opened for it now."""

    case: CaseView
    was_there: bool = False


def case_for(
    connection: Connection,
    store: Store,
    row: RowMapping,
    lines: Sequence[str],
    *,
    by: Actor | None = None,
    into: str | None = None,
    before: Sequence[str] = (),
) -> Filed:
    """File what a patron wants of a librarian, line by line: what a case of this chat holds already is not filed twice.

    `before` is what was asked before they were called: a new case begins with it, but it leads to no other case.

    Without a choice (`into`) it goes to the case that it is of (`case_meant`), which is taken up again where it was
    answered or closed, else into a case of its own. `into` is the number of a case of whoever talks, or NEW; another
    number raises InvalidValue (case). `by` is the librarian who files it. A due time that is past already begins
    anew: what the patron is told is what is due.
    """
    if into is not None and into != NEW:
        if not is_own(connection, into, row["id"], store.clock.now()):
            raise InvalidValue("case", "a case of whoever talks")
        return Filed(_joined(connection, store, row, into, lines, by), was_there=True)
    number = None if into == NEW else case_meant(connection, store, row, lines)
    if number is not None:
        return Filed(_joined(connection, store, row, number, lines, by), was_there=True)
    told = _told_here(connection, store, row)
    unfiled = [line for line in before if not any(holds_line(case, line) for case in told.values())]
    fresh = [line for line in lines if into == NEW or not any(holds_line(case, line) for case in told.values())]
    key = f"handoff:{row['public_id']}"
    opened = insert_case(
        connection,
        store,
        "question",
        interaction_id=row["id"],
        subject=SUBJECT,
        description=_shortened(lines_for((*unfiled, *(fresh or lines)))),
        language=row["language"] or "fa",
        branch_id=row["branch_id"],
        # A second one is only opened by who chose so, and a conversation is closed but once.
        idempotency_key=f"{key}:{row['last_seq']}" if _by_key(connection, key) else key,
        staff_id=None if by is None else acting(connection, by),
    )
    if by is not None:
        about_it = about_case(connection, opened.number)
        trail.append(connection, store, by, "case.opened", about_it, ("kind", "subject", "description"))
    return Filed(opened)


def case_meant(connection: Connection, store: Store, row: RowMapping, lines: Sequence[str]) -> str | None:
    """Give the number of the case that a matter is of, None where it has none yet.

    That is the one which was named in the call together with words about it, or alone where nothing else was said;
    the one in which the first thing that was said was filed in this chat; and the one that an earlier call here became.
    """
    named, words = called_for(row["subject"])
    if named is not None and (words or not lines) and is_own(connection, named, row["id"], store.clock.now()):
        return named
    if lines:
        for number, told in _told_here(connection, store, row).items():
            if holds_line(told, lines[0], whole=False):
                return number
    return _by_key(connection, f"handoff:{row['public_id']}")


async def meant_now(store: Store, interaction_id: int) -> str | None:
    """Give the case to which a conversation would go if it became one now; None for a case of its own."""

    def look(connection: Connection) -> str | None:
        query = select(_INTERACTION).where(_INTERACTION.c.id == interaction_id)
        row = connection.execute(query).mappings().one()
        return case_meant(connection, store, row, wants(connection, row))

    return await store.look(look)


def case_about(
    connection: Connection, store: Store, row: RowMapping, number: str, matter: str | None
) -> CaseView | None:
    """Put what a patron wants of a librarian to a case that they called about; None for one that is not theirs now."""
    if not is_own(connection, number, row["id"], store.clock.now()):
        return None
    return _joined(connection, store, row, number, [matter] if matter else [], None)


def _joined(
    connection: Connection, store: Store, row: RowMapping, number: str, lines: Sequence[str], by: Actor | None
) -> CaseView:
    now = store.clock.now()
    take_over(connection, number, asker_of(connection, row["public_id"], now))
    found = locked_case(connection, number)
    told = _told(connection, found["id"], found["description"])
    fresh = [line for line in lines if not holds_line(told, line)]
    put_words(connection, store, found, _shortened(fresh), now, by)
    change(connection, row["id"], case_id=found["id"])
    view = case_by_number(connection, number)
    if view.due_at is None or view.due_at > now:
        return view
    # That it was late is in its history (crm.cases.overdue).
    _, due_at = due_times(connection, view.branch_id, now)
    connection.execute(update(_CASE).where(_CASE.c.id == view.id).values(due_at=due_at, version=_CASE.c.version + 1))
    return replace(view, due_at=due_at)


def _told_here(connection: Connection, store: Store, row: RowMapping) -> dict[str, list[str]]:
    """Give what was told in the cases that were filed in this conversation, by number, the latest first."""
    filed = (
        select(_CASE.c.id, _CASE.c.number, _CASE.c.description)
        .where(
            _CASE.c.interaction_id == row["id"],
            _CASE.c.subject != "praise",
            # What was taken back is no matter any more: who calls for it now begins anew.
            or_(_CASE.c.resolution.is_(None), _CASE.c.resolution != "withdrawn"),
        )
        .order_by(_CASE.c.id.desc())
    )
    now = store.clock.now()
    return {
        each.number: _told(connection, each.id, each.description)
        for each in connection.execute(filed).all()
        if is_own(connection, each.number, row["id"], now)
    }


def _told(connection: Connection, case_id: int, description: str | None) -> list[str]:
    added = select(_EVENT.c.note).where(
        _EVENT.c.case_id == case_id, _EVENT.c.note.is_not(None), _EVENT.c.kind.in_(("note", "reopen"))
    )
    said = [description or "", *connection.scalars(added)]
    return [line for words in said for line in (words, *words.splitlines()) if line.strip()]


def _by_key(connection: Connection, key: str) -> str | None:
    number: str | None = connection.scalar(select(_CASE.c.number).where(_CASE.c.idempotency_key == key))
    return number


def _shortened(lines: Sequence[str]) -> str | None:
    """Put lines together; of very much the first stays, which says what it is about, and the latest."""
    text = "\n".join(lines)
    if len(text) <= LONGEST_MATTER:
        return text or None
    first = lines[0][: LONGEST_MATTER // 2]
    return f"{first}\n…\n{text[len(first) + 5 - LONGEST_MATTER :]}"
