"""Two records of one patron made one, by staff, with every row that moves written down so that it can be taken back.

What was said and done under the record that goes stands under the one that stays. Its chats are signed out and their
sign-in is not moved: whoever sits there signs in anew with the card of the record that stays, so that a merge of two
people by mistake shows neither anything of the other. Consents are not moved (`crm.trust.consents` reads those of both,
and the stricter holds). Rows that the record that stays has itself already stay where they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Table, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.conversations import signing_out
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.notices.mirror import forget_mirrored
from crm.notices.ways import patron_of_chat
from crm.people.moved_rows import moved_to, noted
from crm.people.overlaps import carry_opt_outs, hold_segments, join_equals
from crm.people.record import ADDRESSES
from crm.staff.own_words import own_words
from crm.trust.consents import said_no
from crm.trust.history import PURPOSE as HISTORY

__all__ = ["STAYS", "Merged", "merge_patrons", "moving_columns"]

LONGEST = 200
# Begins a number by which alone a library system is asked of a patron: no card is checked there, so none works on.
ASKED_BY_NUMBER = "folio:"
# And what a library system named itself, which nothing replaces.
NAMED_THERE = (ASKED_BY_NUMBER, "koha:", "sip2:")

_PATRON = table_of(records.Patron)
_MERGE = table_of(records.PatronMerge)
_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_POINT = table_of(records.ContactPoint)
_LINK = table_of(records.SignInLink)
_HOLD = table_of(records.Hold)

# Tables that point at a patron and whose rows stay with the record that they were written of.
STAYS: Mapping[str, str] = {
    "consent_record": "append-only; what was said under either record is read with it",
    "sign_in_link": "which card was proved at a chat is of that card",
    "data_link": "a page that is open for some minutes; it ends with the sign-in",
    "import_change": "which row an import wrote",
    "imported_record": "which row stands for which record of the other system",
    "patron_merge": "what was decided of the two records",
    "mirror_read": "goes at once: a library system is asked of a record by the record's own number",
    "mirrored": "goes at once, with when it was read",
    "lifecycle_event": "what each record went through: the last of one is no state of the other",
    "guardianship": "who may see whose card was agreed to for that card; it rests, and the desk sets it anew",
    "segment_member": "who is in follows from the rule; who was taken out is taken out (crm.people.overlaps)",
}


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge: its number, how many rows moved, and the chats that were signed out."""

    id: int
    rows: int
    chats: tuple[int, ...]


def moving_columns() -> list[tuple[Table, Column[Any]]]:
    """Give every column by which a row is a patron's and moves with them; found in the schema, so none is forgotten."""
    return [
        (table, column)
        for table in records.Base.metadata.sorted_tables
        if table is not _PATRON and table.name not in STAYS and "id" in table.c
        for column in table.columns
        if any(key.column is _PATRON.c.id for key in column.foreign_keys)
    ]


async def merge_patrons(store: Store, survivor: str, merged: str, *, by: Actor, reason: str) -> Merged:
    """Make one record of two, by their public ids: `survivor` stays, `merged` goes.

    Loans, holds and debts that this store keeps move along; where another system has them, the caller has seen to it
    that the record that goes has none open. Raises NotFound, Conflict when one of them was made one with another
    already, and InvalidValue: `reason`, `survivor` for one without a card in place of one with a card, `holds` when
    both wait for the same title.
    """
    words = own_words(reason.strip())
    if not 0 < len(words) <= LONGEST:
        raise InvalidValue("reason", f"a text of at most {LONGEST} signs is needed")
    if survivor == merged:
        raise InvalidValue("survivor", "two records are needed")
    return await store.transact(lambda connection: _merge(connection, store, survivor, merged, by, words))


def _merge(connection: Connection, store: Store, survivor: str, merged: str, by: Actor, reason: str) -> Merged:
    now = store.clock.now()
    hold_segments(connection)
    stays, goes = _both(connection, survivor, merged)
    if stays["card_number_hash"] is None and goes["card_number_hash"] is not None:
        raise InvalidValue("survivor", "the record with the card stays")
    if _same_hold(connection, stays["id"], goes["id"]):
        raise InvalidValue("holds", "both wait for the same title")
    made = {"survivor_id": stays["id"], "merged_id": goes["id"], "state": "merged", "reason": reason}
    merge_id = int(
        connection.execute(
            insert(_MERGE).returning(_MERGE.c.id), {**made, "decided_by_id": by.id, "decided_at": now}
        ).scalar_one()
    )
    chats = _signed_out(connection, store, goes, by)
    forget_mirrored(connection, [goes["id"]])
    _demote_addresses(connection, store, merge_id, stays["id"], goes["id"])
    moved = sum(_moved(connection, store, merge_id, stays["id"], goes["id"], *pair) for pair in moving_columns())
    join_equals(connection, store, merge_id, stays["id"], goes["id"])
    carry_opt_outs(connection, merge_id, stays["id"], goes["id"], now)
    _carry_fields(connection, store, merge_id, stays, goes, now)
    _carry_number(connection, store, merge_id, stays, goes)
    connection.execute(
        update(_PATRON)
        .where(_PATRON.c.id == goes["id"])
        .values(merged_into_id=stays["id"], updated_at=now, version=_PATRON.c.version + 1)
    )
    for row in (stays, goes):
        about = trail.Subject("patron", str(merge_id), row["public_id"])
        trail.append(connection, store, by, "patron.merged", about, ("merged_into_id",), reason=reason)
    return Merged(merge_id, moved, tuple(chats))


def _both(connection: Connection, survivor: str, merged: str) -> tuple[RowMapping, RowMapping]:
    """Read both records to change them, always in the same order; raises NotFound, Conflict."""
    query = select(_PATRON).where(_PATRON.c.public_id.in_((survivor, merged)), _PATRON.c.erased_at.is_(None))
    found = {
        row["public_id"]: row for row in connection.execute(query.order_by(_PATRON.c.id).with_for_update()).mappings()
    }
    for public_id in (survivor, merged):
        if public_id not in found:
            raise NotFound("patron", public_id)
        if found[public_id]["merged_into_id"] is not None:
            raise Conflict("patron", "merged")
    return found[survivor], found[merged]


def _same_hold(connection: Connection, one: int, other: int) -> bool:
    mine = select(_HOLD.c.title_id).where(_HOLD.c.patron_id == one, _HOLD.c.closed_at.is_(None))
    theirs = select(_HOLD.c.id).where(
        _HOLD.c.patron_id == other, _HOLD.c.closed_at.is_(None), _HOLD.c.title_id.in_(mine)
    )
    return connection.scalar(theirs.limit(1)) is not None


def _signed_out(connection: Connection, store: Store, goes: RowMapping, by: Actor) -> list[int]:
    """Sign out every chat of the record that goes; an address is no chat, and moves with where it is kept."""
    now = store.clock.now()
    query = select(_IDENTITY).where(_IDENTITY.c.patron_id == goes["id"], _IDENTITY.c.channel.not_in(ADDRESSES))
    chats = []
    for row in connection.execute(query.with_for_update()).mappings().all():
        open_links = (_LINK.c.identity_id == row["id"], _LINK.c.used_at.is_(None))
        connection.execute(update(_LINK).where(*open_links).values(used_at=now))
        signing_out.forget(connection, store, row, "identity.unlinked", by=by, keeps_answers=True)
        chats.append(int(row["id"]))
    # A chat whose sign-in had ended by itself was still known as theirs: it is nobody's now.
    known = select(_INTERACTION.c.channel_identity_id).where(_INTERACTION.c.patron_id == goes["id"])
    lapsed = (_IDENTITY.c.id.in_(known), _IDENTITY.c.patron_id.is_(None), _IDENTITY.c.lapsed_at.is_not(None))
    for identity_id in list(connection.scalars(select(_IDENTITY.c.id).where(*lapsed))):
        if patron_of_chat(connection, identity_id) == goes["id"]:
            connection.execute(update(_IDENTITY).where(_IDENTITY.c.id == identity_id).values(lapsed_at=None))
    return chats


def _demote_addresses(connection: Connection, store: Store, merge_id: int, stays: int, goes: int) -> None:
    """Let the first address of a kind be that of the record that stays."""
    has = select(_POINT.c.kind).where(_POINT.c.patron_id == stays, _POINT.c.is_primary)
    first = (_POINT.c.patron_id == goes, _POINT.c.is_primary, _POINT.c.kind.in_(has))
    for point_id in list(connection.scalars(select(_POINT.c.id).where(*first))):
        connection.execute(update(_POINT).where(_POINT.c.id == point_id).values(is_primary=False))
        noted(connection, store, merge_id, _POINT, [point_id], "is_primary", True, False)


def _moved(
    connection: Connection, store: Store, merge_id: int, stays: int, goes: int, table: Table, column: Column[Any]
) -> int:
    """Move the rows of one column; give how many did. What the record that stays has itself already does not move."""
    query = select(table.c.id).where(column == goes).order_by(table.c.id)
    if table is _IDENTITY:
        query = query.where(_IDENTITY.c.channel.in_(ADDRESSES))
    ids = list(connection.scalars(query))
    done: list[int] = []
    if ids and moved_to(connection, table, column, ids, stays):
        done = ids
    elif ids:
        done = [each for each in ids if moved_to(connection, table, column, [each], stays)]
    noted(connection, store, merge_id, table, done, column.name, goes, stays)
    return len(done)


def _carry_fields(
    connection: Connection, store: Store, merge_id: int, stays: RowMapping, goes: RowMapping, now: datetime
) -> None:
    """Let the record that stays know what the other knew: earlier, later, and of what restricts, the stricter."""
    known: dict[str, Any] = {
        "registered_at": _of(min, stays["registered_at"], goes["registered_at"]),
        "last_engaged_at": _of(max, stays["last_engaged_at"], goes["last_engaged_at"]),
        "birth_year": stays["birth_year"] or goes["birth_year"],
        "category": stays["category"] or goes["category"],
        "home_branch_id": stays["home_branch_id"] or goes["home_branch_id"],
        # Silence is no no: a yes under either holds, unless a no was said under one of them.
        "history_opt_in": (stays["history_opt_in"] or goes["history_opt_in"])
        and not any(said_no(connection, one["id"], HISTORY) for one in (stays, goes)),
    }
    if goes["is_restricted"] and not stays["is_restricted"]:
        known["is_restricted"] = True
        for name in ("restriction_reason_fa", "restriction_reason_en"):
            known[name] = goes[name]
    changed = {name: value for name, value in known.items() if value != stays[name]}
    for name, value in changed.items():
        noted(connection, store, merge_id, _PATRON, [stays["id"]], name, stays[name], value)
    connection.execute(
        update(_PATRON)
        .where(_PATRON.c.id == stays["id"])
        .values(**changed, updated_at=now, version=_PATRON.c.version + 1)
    )


def _carry_number(connection: Connection, store: Store, merge_id: int, stays: RowMapping, goes: RowMapping) -> None:
    """Give the record that stays the number by which alone a library system is asked, where it has none such itself.

    It is one record's: first nobody's, and a merge that is taken back goes the same way from the end.
    """
    number, other = goes["ils_patron_id"], stays["ils_patron_id"]
    if not (number or "").startswith(ASKED_BY_NUMBER) or (other or "").startswith(NAMED_THERE):
        return
    for row, before, after in ((goes, number, None), (stays, other, number)):
        noted(connection, store, merge_id, _PATRON, [row["id"]], "ils_patron_id", before, after)
        connection.execute(update(_PATRON).where(_PATRON.c.id == row["id"]).values(ils_patron_id=after))


def _of(choose: Any, *values: datetime | None) -> datetime | None:
    there = [value for value in values if value is not None]
    return choose(there) if there else None
