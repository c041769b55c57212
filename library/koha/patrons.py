"""Rows of our own store for Koha's patrons: made when somebody signs in for the first time, never with a PIN."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import uuid4

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crm import records
from crm.database.store import Store
from crm.lifecycle.rule import LifecycleRule
from crm.records.patrons import name_key
from library.embedded.base import Branches, end_of_day
from library.koha import wire
from library.koha.mapping import expiry_of, name_of, number_of, numbered
from library.koha.part import row_of
from protocol.values import LANGUAGES, Language

__all__ = ["keep_patron"]


def keep_patron(session: Session, store: Store, found: wire.PatronRecord, card: str, places: Branches) -> int | None:
    """Make or refresh the row of a patron of Koha's who has signed in; give its id.

    None for a record that staff made one with another: its patron signs in with the other's card.

    A row with the same card that no number of Koha's names yet (from a library file, an import, another system)
    becomes theirs, and loses the other system's number. A card that has gone to somebody else is taken from whoever
    had it. Nothing else writes a number of Koha's into the store.
    """
    patron = records.Patron
    here = (patron.erased_at.is_(None), patron.merged_into_id.is_(None))
    number, hashes = numbered(found.patron_id), store.card_hashes(card)
    same = or_(patron.ils_patron_id == number, patron.card_number_hash.in_(hashes))
    if session.scalar(select(patron.id).where(same, patron.merged_into_id.is_not(None))) is not None:
        return None
    row = session.scalar(select(patron).where(patron.ils_patron_id == number, *here).with_for_update())
    holder = session.scalar(select(patron).where(patron.card_number_hash.in_(hashes)).with_for_update())
    if row is None and holder is not None and number_of(holder.ils_patron_id) is None:
        row = holder
    elif holder is not None and holder is not row:
        holder.card_number_hash = holder.card_last4 = None
        session.flush()
    now = store.clock.now()
    if row is None:
        row = patron(
            public_id=str(uuid4()), acquired_via="ils_import", lifecycle="prospect", created_at=now, updated_at=now
        )
        session.add(row)
    is_fresh = row.id is None
    _refresh(row, found, places, now)
    if is_fresh:
        # Who signs in uses the library: it is their first word here.
        row.last_engaged_at = now
        rule = LifecycleRule()
        row.lifecycle = rule.state(*rule.dates(row.registered_at, now, member_since=now), now)
    row.ils_patron_id, row.card_number_hash, row.card_last4 = number, hashes[0], card[-4:]
    # Koha checks PINs: what a library file may have left is worth nothing any more.
    row.pin_hash = None
    session.flush()
    return int(row.id)


def _refresh(row: records.Patron, found: wire.PatronRecord, places: Branches, now: datetime) -> None:
    row.display_name = name_of(found) or row.display_name
    row.name_norm = name_key(row.display_name)
    row.category = (found.category_id or "")[:32] or row.category
    row.is_restricted = bool(found.restricted)
    branch = row_of(found.library_id or "", places)
    row.home_branch_id = branch.id if branch else row.home_branch_id
    expires = expiry_of(found.expiry_date)
    zone = places.zone(row.home_branch_id)
    row.expires_at = end_of_day(expires, zone) if expires else None
    row.registered_at = end_of_day(found.date_enrolled, zone) if found.date_enrolled else row.registered_at
    if row.registered_at and row.registered_at > now:
        row.registered_at = now
    if language := language_of(found.lang):
        row.locale = language
    row.updated_at = now


def language_of(lang: str | None) -> Language | None:
    """Give the language in which Koha writes to a patron, where it is one of ours: fa-Arab, en-GB, or its default."""
    spoken = (lang or "").split("-")[0].casefold()
    return cast(Language, spoken) if spoken in LANGUAGES else None
