"""A check-up of the API key at an edge-patron: harmless questions, and what our own store has beside FOLIO."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm import records
from crm.database.in_session import in_session
from crm.database.store import Store
from library.folio.access import FolioAccess
from library.folio.client import FolioClient
from library.folio.ids import external_of, is_uuid

__all__ = ["Asked", "OurSide", "check_up", "our_side"]

LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What FOLIO showed: whether it finds nobody where there is nobody, and how many of our patrons it finds."""

    knows_nobody: bool
    known: int
    asked: int


@dataclass(frozen=True, slots=True)
class OurSide:
    """What stands in our own store beside FOLIO.

    `with_pin` counts cards that can sign in, `external_ids` are some by which FOLIO may be asked of patrons.
    """

    branches: tuple[str, ...]
    has_rules: bool
    has_titles: bool
    with_pin: int
    external_ids: tuple[str, ...]


async def check_up(access: FolioAccess, external_ids: tuple[str, ...]) -> Asked:
    """Ask FOLIO about nobody, and whether it finds a few patrons of ours; no list of theirs is read.

    Raises LibraryError when it cannot be reached, or does not accept our key.
    """
    client = FolioClient(access)
    try:
        nobody = await client.find(str(uuid4()))
        found = [await client.find(one) for one in external_ids]
        return Asked(nobody is None, sum(one is not None for one in found), len(found))
    finally:
        await client.close()


async def our_side(store: Store) -> OurSide:
    """Look at what our own store has."""
    patron = records.Patron

    def look(session: Session) -> OurSide:
        here = (patron.erased_at.is_(None), patron.merged_into_id.is_(None))
        numbers = session.scalars(select(records.TitleRecord.ils_bib_id).limit(LOOKED_AT))
        named = session.scalars(
            select(patron.ils_patron_id).where(patron.ils_patron_id.like("folio:%"), *here).limit(3)
        )
        return OurSide(
            branches=tuple(session.scalars(select(records.Branch.code))),
            has_rules=session.scalar(select(records.LoanRule.id).limit(1)) is not None,
            has_titles=any(is_uuid(number) for number in numbers),
            with_pin=session.scalar(select(func.count(patron.id)).where(patron.pin_hash.is_not(None), *here)) or 0,
            external_ids=tuple(one for name in named if (one := external_of(name))),
        )

    return await store.look(in_session(look))
