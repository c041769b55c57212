"""Rows of our own store for those whose card the server has checked; made at the first sign-in, never with a PIN."""

from __future__ import annotations

import re
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crm import records
from crm.database.store import Store
from crm.lifecycle.rule import LifecycleRule
from crm.records.patrons import name_key
from language.normalise import fold, squash
from library.embedded.base import end_of_day
from library.sip2.wire import PatronRecord

__all__ = ["card_of", "carded", "keep_patron"]

# SIP2 knows patrons by their cards alone: what is asked later needs it, as it needs Koha's number there.
_PREFIX = "sip2:"
MOST = 64 - len(_PREFIX)


def carded(card: str) -> str:
    """Give what our store calls a patron of a SIP2 server by: `sip2:20001001`."""
    return f"{_PREFIX}{card}"


def card_of(ils_patron_id: str | None) -> str | None:
    """Give the card out of what our store calls a patron by; None for whatever `carded` has not made."""
    if not (ils_patron_id or "").startswith(_PREFIX):
        return None
    return (ils_patron_id or "").removeprefix(_PREFIX) or None


def keep_patron(session: Session, store: Store, found: PatronRecord, card: str, zone: ZoneInfo) -> int | None:
    """Make or refresh the row of a patron who has signed in; give its id.

    None for a record that staff made one with another: its patron signs in with the other's card.

    A row with the same card that another system's number names, or none, becomes theirs; one of somebody with quite
    another name loses the card, which was given out again. Nothing else writes a card of the server's into the store.
    """
    patron = records.Patron
    here = (patron.erased_at.is_(None), patron.merged_into_id.is_(None))
    named, hashes = carded(card), store.card_hashes(card)
    same = or_(patron.ils_patron_id == named, patron.card_number_hash.in_(hashes))
    if session.scalar(select(patron.id).where(same, patron.merged_into_id.is_not(None))) is not None:
        return None
    row = session.scalar(select(patron).where(patron.ils_patron_id == named, *here).with_for_update())
    holder = session.scalar(select(patron).where(patron.card_number_hash.in_(hashes)).with_for_update())
    for one in (row, holder):
        if one is not None and _is_another(one.display_name, found.name):
            # The card was given out again: what is kept of who had it is nobody else's.
            one.card_number_hash = one.card_last4 = None
            one.ils_patron_id = None if one.ils_patron_id == named else one.ils_patron_id
            one.lifecycle, one.updated_at = "closed", store.clock.now()
    row = row if row is not None and row.ils_patron_id == named else None
    holder = holder if holder is not None and holder.card_number_hash else None
    session.flush()
    if row is None:
        row = holder
    elif holder is not None and holder is not row:
        holder.card_number_hash = holder.card_last4 = None
        session.flush()
    now = store.clock.now()
    if row is None:
        # When somebody joined, the protocol does not tell. Who signs in uses the library: it is their first word here.
        rule = LifecycleRule()
        row = patron(
            public_id=str(uuid4()), acquired_via="ils_import", created_at=now, updated_at=now, last_engaged_at=now,
            lifecycle=rule.state(*rule.dates(None, now, member_since=now), now),
        )  # fmt: skip
        session.add(row)
    row.display_name = found.name or row.display_name
    row.name_norm = name_key(row.display_name)
    row.category = found.category[:32] or row.category
    if found.expires is not None:
        row.expires_at = end_of_day(found.expires, zone)
    row.updated_at = now
    row.ils_patron_id, row.card_number_hash, row.card_last4 = named, hashes[0], card[-4:]
    # The server checks PINs: what a library file may have left is worth nothing any more.
    row.pin_hash = None
    session.flush()
    return int(row.id)


def _is_another(before: str | None, now: str) -> bool:
    """Tell whether two names are surely not one person's: no word is in both, though both are in the same letters."""
    one, other = _words(before or ""), _words(now)
    return bool(one and other) and not one & other and _scripts(one) == _scripts(other)


def _words(name: str) -> set[str]:
    # A letter alone is the beginning of any name.
    return {squash(word) for word in re.findall(r"[^\W\d_]{2,}", fold(name))}


def _scripts(words: set[str]) -> set[bool]:
    return {word.isascii() for word in words}
