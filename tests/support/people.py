"""Patrons and librarians of a test library."""

from __future__ import annotations

import uuid

from sqlalchemy import insert

from crm import records
from crm.actor import Actor
from crm.conversations.interactions import InteractionView, interaction_of
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.handoff import steps
from crm.patrons.cards import hash_pin
from crm.staff import members

CARD, PIN = "1000200030", "4821"

PATRON = table_of(records.Patron)


async def add_patron(store: Store, card: str = CARD, pin: str = PIN, name: str = "Sara") -> int:
    """Add a patron with a card and a PIN."""
    now = store.clock.now()
    row = {
        "public_id": str(uuid.uuid4()),
        "card_number_hash": store.card_hash(card),
        "card_last4": card[-4:],
        "pin_hash": hash_pin(store, pin),
        "display_name": name,
        "locale": "en",
        "category": "adult",
        "lifecycle": "active",
        "acquired_via": "ils_import",
        "history_opt_in": False,
        "created_at": now,
        "updated_at": now,
    }
    return await store.transact(
        lambda connection: connection.execute(insert(PATRON).returning(PATRON.c.id), row).scalar_one()
    )


async def add_librarian(store: Store) -> Actor:
    """Add a librarian who can take conversations."""
    await members.add_staff(store, "maryam", "Maryam", "librarian", "a long password of a librarian")
    return await members.actor_named(store, "maryam")


async def always_open(_store: Store, _at: object) -> tuple[bool, None]:
    """Opening hours of a desk that never closes."""
    return True, None


async def ask_for_librarian(store: Store, identity_id: int) -> InteractionView:
    """Queue the running conversation of a chat partner, as the action for it does."""
    running = await interaction_of(store, identity_id)
    assert running is not None
    asked = await steps.request(store, running.engine_conversation, reason="test", opening=always_open)
    assert asked.state == "queued"
    return running
