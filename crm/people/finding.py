"""Finding a patron: by name, by card number (as its keyed hash), by telephone or by e-mail."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.patrons.merged import survivor_of
from crm.patrons.telephones import digits_of, ends_with
from language.digits import to_ascii
from language.normalise import fold, squash
from protocol.alphabet import by_alphabet

__all__ = ["MOST", "FoundPatrons", "PatronHit", "find_patrons", "hits_of"]

MOST = 20
LONGEST = 200
SHORTEST_PHONE = 7
LAST_OF_CARD = 4

_PATRON = table_of(records.Patron)
_POINT = table_of(records.ContactPoint)
_BRANCH = table_of(records.Branch)
_NUMBER = re.compile(r"[\d\s()+\-./]+")


@dataclass(frozen=True, slots=True)
class PatronHit:
    """One patron that was found; `branch` is {"fa", "en"}, None where no branch is named."""

    id: int
    public_id: str
    name: str | None
    card_last4: str | None
    category: str | None
    birth_year: int | None
    lifecycle: str
    branch: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class FoundPatrons:
    """The patrons that were found, by what (card, card_end, phone, email or name), and whether there are more."""

    by: str
    hits: tuple[PatronHit, ...] = ()
    more: bool = False


async def find_patrons(store: Store, wanted: str) -> FoundPatrons:
    """Find patrons by whatever was typed, MOST at the most.

    Of a number the card comes first, then the telephone; a record that was made one with another is found as that one.
    """
    typed = wanted.strip()[:LONGEST]
    return await store.look(lambda connection: _find(connection, store, typed))


def hits_of(connection: Connection, ids: Sequence[int]) -> list[PatronHit]:
    """Read patrons in the order of their ids; those that were erased are left out."""
    query = (
        select(
            _PATRON.c.id,
            _PATRON.c.public_id,
            _PATRON.c.display_name.label("name"),
            *(_PATRON.c[name] for name in ("card_last4", "category", "birth_year", "lifecycle")),
            _BRANCH.c.name_fa,
            _BRANCH.c.name_en,
        )
        .outerjoin(_BRANCH, _BRANCH.c.id == _PATRON.c.home_branch_id)
        .where(_PATRON.c.id.in_(ids), _PATRON.c.erased_at.is_(None))
    )
    found = {}
    for row in connection.execute(query).mappings():
        values = dict(row)
        fa, en = values.pop("name_fa"), values.pop("name_en")
        found[row["id"]] = PatronHit(**values, branch=None if fa is None else {"fa": fa, "en": en})
    return [found[each] for each in ids if each in found]


def _find(connection: Connection, store: Store, typed: str) -> FoundPatrons:
    if not typed:
        return FoundPatrons("name")
    if "@" in typed:
        return _found(connection, "email", _by_address("email", _POINT.c.value_norm == squash(typed)))
    plain = to_ascii(typed)
    if (any(sign.isdigit() for sign in plain) and len(plain.split()) == 1) or _NUMBER.fullmatch(plain):
        by_card = connection.scalar(
            select(_PATRON.c.id).where(
                _PATRON.c.card_number_hash.in_(store.card_hashes(plain)), _PATRON.c.erased_at.is_(None)
            )
        )
        if by_card is not None:
            return FoundPatrons("card", tuple(hits_of(connection, [survivor_of(connection, int(by_card))])))
    if _NUMBER.fullmatch(plain):
        digits = digits_of(plain)
        if len(digits) == LAST_OF_CARD:
            return _found(connection, "card_end", _here(_PATRON.c.card_last4 == digits))
        if len(digits) < SHORTEST_PHONE:
            return FoundPatrons("card")
        return _found(connection, "phone", _by_address("phone", ends_with(_POINT.c.value_norm, digits)))
    words = [key for word in fold(typed).split() if (key := squash(word))]
    if not words:
        return FoundPatrons("name")
    named = (_PATRON.c.name_norm.contains(word, autoescape=True) for word in words)
    return _found(connection, "name", _here(*named))


def _here(*conditions: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    return [*conditions, _PATRON.c.erased_at.is_(None), _PATRON.c.merged_into_id.is_(None)]


def _by_address(kind: str, condition: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    owners = select(_POINT.c.patron_id).where(_POINT.c.kind == kind, condition)
    return _here(_PATRON.c.id.in_(owners))


def _found(connection: Connection, by: str, conditions: Sequence[ColumnElement[bool]]) -> FoundPatrons:
    query = select(_PATRON.c.id).where(*conditions).order_by(_PATRON.c.name_norm, _PATRON.c.id).limit(MOST + 1)
    ids = list(connection.scalars(query))
    hits = sorted(hits_of(connection, ids[:MOST]), key=lambda hit: by_alphabet(hit.name or ""))
    return FoundPatrons(by, tuple(hits), len(ids) > MOST)
