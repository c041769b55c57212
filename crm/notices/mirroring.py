"""Mirroring: what a library system elsewhere has of patrons is written down as it was read.

The library system always wins: what it does not name any more is gone from here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.mirror import forget_things
from crm.notices.mirror_turns import OF_LOANS, agreed_kinds

__all__ = ["LONGEST_REF", "MirroredLoan", "MirroredPatron", "ReadyHere", "note_failed", "note_read"]

AGAIN_AFTER_FAILURE = timedelta(minutes=10)
LONGEST_REF = 96
# Systems that number each loan and each reservation; elsewhere they are called by the copy.
NUMBERED = frozenset({"koha", "folio"})

_READ = table_of(records.MirrorRead)
_MIRRORED = table_of(records.Mirrored)
_PATRON = table_of(records.Patron)
_BRANCH = table_of(records.Branch)


@dataclass(frozen=True, slots=True)
class MirroredLoan:
    """A loan as the library system has it: its own id, and until when it is."""

    ref: str
    due: datetime


@dataclass(frozen=True, slots=True)
class ReadyHere:
    """A reservation that is ready; `until` is None where no last day is told, `branch` the code of a branch of ours."""

    ref: str
    until: datetime | None
    branch: str | None


@dataclass(frozen=True, slots=True)
class MirroredPatron:
    """What the library system has of a patron; `expires` counts only where the system `tells_card`."""

    loans: tuple[MirroredLoan, ...]
    ready: tuple[ReadyHere, ...]
    tells_card: bool = False
    expires: datetime | None = None


async def note_failed(
    store: Store, patrons: Sequence[int], failure: str, *, again: timedelta = AGAIN_AFTER_FAILURE
) -> None:
    """Note that some patrons could not be read, and when to try again; what is known of them stays as old as it is."""
    later = store.clock.now() + again
    change = update(_READ).where(_READ.c.patron_id.in_(sorted(patrons))).values(failure=failure, next_at=later)
    await store.transact(lambda connection: connection.execute(change))


async def note_read(
    store: Store, asked: Sequence[int], found: Mapping[int, MirroredPatron], *, began: datetime, every: timedelta
) -> int:
    """Write down what the library system has of some patrons, who were asked for at a moment; give how much changed.

    Of those asked for who are not found, the system has nobody. Who has left meanwhile, or was read later by somebody
    else, stays as they are.
    """
    # Before the transaction that writes: it looks at every consent.
    kinds = await store.look(partial(agreed_kinds, asked, store.clock.now()))
    told = {one: _wanted_of(matter, kinds.get(one, frozenset())) for one, matter in found.items()}
    return await store.transact(partial(_note_read, store, asked, told, found, began, every))


def _wanted_of(one: MirroredPatron, kinds: frozenset[str]) -> MirroredPatron:
    """Leave out what no notice is to be told of."""
    loans = one.loans if kinds & set(OF_LOANS) else ()
    return replace(one, loans=loans, ready=one.ready if "hold_ready" in kinds else ())


def _note_read(
    store: Store,
    asked: Sequence[int],
    told: Mapping[int, MirroredPatron],
    found: Mapping[int, MirroredPatron],
    began: datetime,
    every: timedelta,
    connection: Connection,
) -> int:
    # Patrons before what is theirs, as an erasure and a merge lock them.
    them = select(_PATRON.c.id).where(_PATRON.c.id.in_(sorted(asked))).order_by(_PATRON.c.id)
    connection.execute(them.with_for_update())
    query = select(_READ, _PATRON.c.public_id, _PATRON.c.expires_at).join(_PATRON, _PATRON.c.id == _READ.c.patron_id)
    query = query.where(_READ.c.patron_id.in_(sorted(asked))).order_by(_READ.c.patron_id)
    rows = connection.execute(query.with_for_update(of=_READ)).mappings().all()
    branches = {row.code.casefold(): row.id for row in connection.execute(select(_BRANCH.c.code, _BRANCH.c.id))}
    changed = 0
    for row in rows:
        if row["read_at"] is not None and row["read_at"] > began:
            continue
        one = told.get(row["patron_id"])
        changed += _follow(connection, store, row, one, found.get(row["patron_id"]), branches)
        if one is not None and one.tells_card and one.expires != row["expires_at"]:
            card = update(_PATRON).where(_PATRON.c.id == row["patron_id"], _PATRON.c.erased_at.is_(None))
            connection.execute(card.values(expires_at=one.expires, updated_at=store.clock.now()))
        state: dict[str, Any] = {
            "read_at": began,
            "next_at": began + every,
            "failure": None if one is not None else "unknown",
        }
        state["tells_card"] = one is not None and one.tells_card
        connection.execute(update(_READ).where(_READ.c.id == row["id"]).values(**state))
    return changed


def _follow(
    connection: Connection,
    store: Store,
    row: RowMapping,
    wanted: MirroredPatron | None,
    named: MirroredPatron | None,
    branches: Mapping[str, int],
) -> int:
    """Let the rows of a patron be what the library system says; those that stay keep their keys.

    `named` is all that it names, `wanted` what of that is kept; None where it knows nobody of that number.
    """
    one = wanted or MirroredPatron((), ())
    now, patron = store.clock.now(), row["patron_id"]
    told: dict[tuple[str, str], dict[str, Any]] = {
        ("loan", loan.ref): {"due_at": loan.due, "has_last_day": True, "branch_id": None} for loan in one.loans
    }
    for hold in one.ready:
        place = branches.get((hold.branch or "").casefold())
        told["hold", hold.ref] = {"due_at": hold.until, "has_last_day": hold.until is not None, "branch_id": place}
    kept = connection.execute(select(_MIRRORED).where(_MIRRORED.c.patron_id == patron)).mappings().all()
    before = {(old["kind"], old["ref"]): old for old in kept}
    gone = {key: old["id"] for key, old in before.items() if key not in told}
    there = set[tuple[str, str]]()
    if named is not None:
        there = {("loan", loan.ref) for loan in named.loans} | {("hold", hold.ref) for hold in named.ready}
    # Only of whom it knows, and does not name any more, is something over.
    over = [key_id for key, key_id in gone.items() if named is not None and key not in there]
    if over:
        connection.execute(delete(_MIRRORED).where(_MIRRORED.c.id.in_(over)))
    if len(over) < len(gone):
        forget_things(connection, _MIRRORED.c.id.in_(sorted(set(gone.values()) - set(over))))
    changed = len(gone)
    for (kind, ref), values in told.items():
        old = before.get((kind, ref))
        if old is None:
            name = store.subject_ref(_called(row, kind, ref))[:32]
            new = {"patron_id": patron, "kind": kind, "ref": ref, "name": name, "seen_at": now}
            connection.execute(insert(_MIRRORED).values(**new, **{**values, "due_at": values["due_at"] or now}))
            changed += 1
            continue
        # Without a last day it is news from when it was first seen.
        values["due_at"] = values["due_at"] or old["seen_at"]
        if any(old[name] != value for name, value in values.items()):
            connection.execute(update(_MIRRORED).where(_MIRRORED.c.id == old["id"]).values(**values))
            changed += 1
    return changed


def _called(row: RowMapping, kind: str, ref: str) -> str:
    # By its number alone, so that a merge of records tells nothing twice; where the copy is all that names it, somebody
    # else may have it until the same day.
    whose = "" if row["system"] in NUMBERED else f"{row['public_id']}:"
    return f"{row['system']}:{kind}:{whose}{ref}"
