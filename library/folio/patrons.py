"""Rows of our own store for those who sign in: known here by card and PIN, and at FOLIO by an external ID."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from crm.database.store import Store
from library.folio.ids import named

__all__ = ["keep_external_id"]


def keep_external_id(session: Session, store: Store, patron_id: int, external_id: str) -> None:
    """Note by which external ID FOLIO has just found a patron; whoever had it before has it no longer."""
    patron = records.Patron
    name = named(external_id)
    other = session.scalar(select(patron).where(patron.ils_patron_id == name, patron.id != patron_id).with_for_update())
    now = store.clock.now()
    if other is not None:
        other.ils_patron_id, other.updated_at = None, now
        session.flush()
    row = session.get_one(patron, patron_id)
    if row.erased_at is None and row.ils_patron_id != name:
        row.ils_patron_id, row.updated_at = name, now
    session.flush()
