"""Staff's work on groups of unanswered questions: assigning, naming, merging, splitting, settling."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue, NotFound
from crm.staff.own_words import own_words

__all__ = ["assign", "change", "keep_replay", "mark_answered", "merge", "rename", "set_status", "split"]

ENTITY = "question_group"
LONGEST_TITLE = 200
LONGEST_NOTE = 4000
# What staff may set by hand; that a question is answered has to be shown.
SETTABLE = ("new", "triaged", "out_of_scope")

_GROUP = table_of(records.QuestionGroup)
_QUESTION = table_of(records.UnansweredQuestion)
_STAFF = table_of(records.StaffUser)


async def assign(store: Store, group_id: int, staff_id: int | None, by: Actor) -> None:
    """Give a group to somebody, or to nobody. Raises NotFound for a group or an account that is not there."""

    def work(connection: Connection) -> None:
        if (
            staff_id is not None
            and connection.scalar(select(_STAFF.c.is_active).where(_STAFF.c.id == staff_id)) is None
        ):
            raise NotFound("staff", staff_id)
        _change(connection, store, group_id, by, "question.assigned", {"owner_id": staff_id}, in_work=True)

    await store.transact(work)


async def change(store: Store, group_id: int, by: Actor, **values: str | None) -> None:
    """Set the note, the intent or the answer of a group. Raises NotFound, InvalidValue."""
    if unknown := set(values) - {"note", "intent", "answer_name"}:
        raise InvalidValue(min(unknown), "it cannot be set")
    if len(values.get("note") or "") > LONGEST_NOTE:
        raise InvalidValue("note", "it is too long")
    kept = {name: own_words((value or "").strip()) or None for name, value in values.items()}
    await store.transact(
        lambda connection: _change(connection, store, group_id, by, "question.changed", kept, in_work=True)
    )


async def rename(store: Store, group_id: int, title: str, by: Actor) -> None:
    """Give a group another title. Raises NotFound, InvalidValue."""
    title = _title(title)
    await store.transact(
        lambda connection: _change(connection, store, group_id, by, "question.renamed", {"title": title})
    )


async def set_status(store: Store, group_id: int, status: str, by: Actor) -> None:
    """Set a group new, in work or out of scope. Raises NotFound, InvalidValue."""
    if status not in SETTABLE:
        raise InvalidValue("status", "this status is not set by hand")

    def work(connection: Connection) -> None:
        _change(connection, store, group_id, by, "question.status", {"status": status, "answered_at": None})
        _follow(connection, group_id, status)

    await store.transact(work)


async def merge(store: Store, group_id: int, others: Collection[int], by: Actor) -> None:
    """Take other groups into one. Raises NotFound, and InvalidValue when there is nothing to take."""
    taken = sorted(set(others) - {group_id})
    if not taken:
        raise InvalidValue("others", "another group is needed")

    def work(connection: Connection) -> None:
        found = set(connection.scalars(select(_GROUP.c.id).where(_GROUP.c.id.in_(taken))))
        for missing in taken:
            if missing not in found:
                raise NotFound("question group", missing)
        status = _change(connection, store, group_id, by, "question.merged", {"replay": None})
        connection.execute(update(_QUESTION).where(_QUESTION.c.group_id.in_(taken)).values(group_id=group_id))
        connection.execute(delete(_GROUP).where(_GROUP.c.id.in_(taken)))
        # Whether the whole is answered has to be shown anew.
        kept = "triaged" if status == "answered" else status
        connection.execute(update(_GROUP).where(_GROUP.c.id == group_id).values(status=kept, answered_at=None))
        _follow(connection, group_id, kept)

    await store.transact(work)


async def split(store: Store, group_id: int, question_ids: Collection[int], title: str, by: Actor) -> int:
    """Take wordings out of a group into one of their own and give its id.

    Raises NotFound, and InvalidValue when no wording or none but these would be left.
    """
    wanted = set(question_ids)
    title = own_words(title)

    def work(connection: Connection) -> int:
        members = dict(
            connection.execute(
                select(_QUESTION.c.id, _QUESTION.c.sample_redacted)
                .where(_QUESTION.c.group_id == group_id)
                .order_by(_QUESTION.c.id)
            ).all()
        )
        if not members:
            raise NotFound("question group", group_id)
        chosen = [number for number in members if number in wanted]
        if not chosen or len(chosen) == len(members):
            raise InvalidValue("wordings", "some wordings are to be taken out, and some left")
        now = store.clock.now()
        # In work from the start, both: what somebody took apart is not to be joined again by itself.
        row = {
            "title": _title(title or members[chosen[0]][:LONGEST_TITLE]),
            "status": "triaged",
            "created_at": now,
            "updated_at": now,
        }
        made = int(connection.execute(insert(_GROUP).values(row).returning(_GROUP.c.id)).scalar_one())
        connection.execute(update(_QUESTION).where(_QUESTION.c.id.in_(chosen)).values(group_id=made, status="triaged"))
        _change(connection, store, group_id, by, "question.split", {"replay": None}, in_work=True)
        return made

    return await store.transact(work)


async def keep_replay(store: Store, group_id: int, rows: Sequence[dict[str, Any]], by: Actor) -> None:
    """Keep how a group's wordings were read when they were tried again. Raises NotFound."""
    await store.transact(
        lambda connection: _change(connection, store, group_id, by, "question.replayed", {"replay": list(rows)})
    )


async def mark_answered(
    store: Store, group_id: int, rows: Sequence[dict[str, Any]], by: Actor, *, reason: str | None = None
) -> None:
    """Note that a group is answered, as `rows` show: one a wording, with `question_id` and `answered`.

    Raises NotFound, and InvalidValue for `wordings` when one has not been tried, and for `reason` when one is
    still unanswered and nobody says why that is right.
    """
    reason = own_words((reason or "").strip()) or None

    def work(connection: Connection) -> None:
        # Of a wording that was erased nobody can show any more that it is answered.
        kept = (_QUESTION.c.group_id == group_id, _QUESTION.c.sample_redacted != "")
        members = set(connection.scalars(select(_QUESTION.c.id).where(*kept)))
        tried = {int(row["question_id"]): bool(row["answered"]) for row in rows}
        if not members or members - tried.keys():
            raise InvalidValue("wordings", "every wording has to be tried")
        left = {number for number in members if not tried[number]}
        if left and reason is None:
            raise InvalidValue("reason", "some wordings are still unanswered")
        told = [{**row, "exception": reason, "by": by.name} if int(row["question_id"]) in left else row for row in rows]
        values = {"status": "answered", "answered_at": store.clock.now(), "replay": told}
        _change(connection, store, group_id, by, "question.answered", values, reason=reason if left else None)
        _follow(connection, group_id, "answered")

    await store.transact(work)


def _title(text: str) -> str:
    title = own_words(" ".join(text.split()))
    if not title or len(title) > LONGEST_TITLE:
        raise InvalidValue("title", "a title is needed, and no story")
    return title


def _change(
    connection: Connection,
    store: Store,
    group_id: int,
    by: Actor,
    action: str,
    values: dict[str, Any],
    *,
    in_work: bool = False,
    reason: str | None = None,
) -> str:
    """Change a group and note who did; give the status that it had. `in_work`: what was new is in work then."""
    status = connection.scalar(select(_GROUP.c.status).where(_GROUP.c.id == group_id).with_for_update())
    if status is None:
        raise NotFound("question group", group_id)
    kept = {**values, "updated_at": store.clock.now()}
    if in_work and status == "new":
        kept["status"] = "triaged"
        _follow(connection, group_id, "triaged")
    connection.execute(update(_GROUP).where(_GROUP.c.id == group_id).values(**kept))
    subject = trail.Subject(ENTITY, str(group_id))
    trail.append(connection, store, by, action, subject, sorted(values), reason=reason)
    return str(status)


def _follow(connection: Connection, group_id: int, status: str) -> None:
    """Let the wordings have the status of their group."""
    connection.execute(update(_QUESTION).where(_QUESTION.c.group_id == group_id).values(status=status))
