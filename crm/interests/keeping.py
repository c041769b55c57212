"""Keeping interests: added when the patron has said yes, listed to them, and deleted when they say so."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.errors import InvalidValue, NotFound
from crm.interests.profiles import InterestProfile
from crm.patrons.merged import joined_with

__all__ = ["MOST_INTERESTS", "KeptInterest", "forget_interests", "interests_of", "keep_interest"]

MOST_INTERESTS = 40
MOST_WORDS = 120

_INTEREST = table_of(records.Interest)
_TERM = table_of(records.InterestTerm)
_MATCH = table_of(records.TitleMatch)
_PATRON = table_of(records.Patron)


@dataclass(frozen=True, slots=True)
class KeptInterest:
    """One kept interest: the patron's own words, the language they were said in, and what it comes down to."""

    id: int
    words: str
    language: str
    profile: InterestProfile
    created_at: datetime


async def interests_of(store: Store, patron_id: int) -> list[KeptInterest]:
    """List a patron's interests, the oldest first."""
    return await store.look(lambda connection: _interests(connection, patron_id))


def _interests(connection: Connection, patron_id: int) -> list[KeptInterest]:
    query = (
        select(_INTEREST, _TERM.c.kind, _TERM.c.value)
        .outerjoin(_TERM, _TERM.c.interest_id == _INTEREST.c.id)
        .where(_INTEREST.c.patron_id == patron_id)
        .order_by(_INTEREST.c.id)
    )
    terms: dict[int, list[tuple[str, str]]] = {}
    rows = connection.execute(query).all()
    for row in rows:
        terms.setdefault(row.id, [])
        if row.kind is not None:
            terms[row.id].append((row.kind, row.value))
    kept = {row.id: row for row in rows}
    return [
        KeptInterest(key, row.words, row.language, InterestProfile.kept(terms[key]), row.created_at)
        for key, row in kept.items()
    ]


def keep_interest(
    connection: Connection,
    store: Store,
    patron_id: int,
    profile: InterestProfile,
    words: str,
    language: str,
    *,
    by: Actor,
) -> bool:
    """Keep what a patron agreed to have kept; tell whether it was not kept before.

    Raises InvalidValue for what says nothing of a title, or when there are too many already, and NotFound.
    """
    words = " ".join(words.split())[:MOST_WORDS]
    if not profile or not words:
        raise InvalidValue("interest", "nothing that a title could be")
    # Locked, so that of two messages at once the second sees the first.
    one = select(_PATRON.c.public_id).where(_PATRON.c.id == patron_id, _PATRON.c.erased_at.is_(None))
    public_id = connection.scalar(one.with_for_update())
    if public_id is None:
        raise NotFound("patron", patron_id)
    mine = _INTEREST.c.patron_id == patron_id
    if connection.scalar(select(_INTEREST.c.id).where(mine, _INTEREST.c.key == profile.key)) is not None:
        return False
    if (connection.scalar(select(func.count()).where(mine)) or 0) >= MOST_INTERESTS:
        raise InvalidValue("interest", f"more than {MOST_INTERESTS}")
    row = {"patron_id": patron_id, "key": profile.key, "words": words, "language": language}
    if not insert_or_skip(connection, _INTEREST, row | {"created_at": store.clock.now()}, on=["patron_id", "key"]):
        return False
    made = connection.scalar(select(_INTEREST.c.id).where(mine, _INTEREST.c.key == profile.key))
    terms = [{"interest_id": made, "kind": kind, "value": value} for kind, value in profile.terms]
    connection.execute(insert(_TERM), terms)
    trail.append(connection, store, by, "interest.kept", trail.Subject("interest", str(made), public_id))
    return True


def forget_interests(
    connection: Connection, store: Store, patron_id: int, *, only: Collection[int] | None = None, by: Actor
) -> int:
    """Delete a patron's interests, all of them or `only` some; give how many there were.

    What waits to be told because of one is not told any more. Once the last is gone, so is which titles met them.
    """
    public_id = connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == patron_id).with_for_update())
    if public_id is None:
        raise NotFound("patron", patron_id)
    mine = _INTEREST.c.patron_id == patron_id
    those = mine if only is None else mine & _INTEREST.c.id.in_(sorted(only))
    ids = list(connection.scalars(select(_INTEREST.c.id).where(those)))
    if not ids:
        return 0
    # What a record that was made one with theirs says of the same goes, too.
    joined = _INTEREST.c.patron_id.in_(joined_with(connection, patron_id))
    keys = select(_INTEREST.c.key).where(_INTEREST.c.id.in_(ids))
    ids += list(
        connection.scalars(select(_INTEREST.c.id).where(joined, *(() if only is None else [_INTEREST.c.key.in_(keys)])))
    )
    connection.execute(delete(_INTEREST).where(_INTEREST.c.id.in_(ids)))
    if connection.scalar(select(_INTEREST.c.id).where(mine).limit(1)) is None:
        connection.execute(delete(_MATCH).where(_MATCH.c.patron_id == patron_id))
    for key in ids:
        trail.append(connection, store, by, "interest.forgotten", trail.Subject("interest", str(key), public_id))
    return len(ids)
