"""The ticket between password and second step: signed, for five minutes, in one browser."""

from __future__ import annotations

import hmac

from crm.database.store import Store, keyed_hash

__all__ = ["give_ticket", "read_ticket"]

SECONDS = 300


def give_ticket(store: Store, staff_id: int, door: str) -> str:
    """Make the ticket of somebody whose password was right, worth nothing without the cookie `door`."""
    until = int(store.clock.now().timestamp()) + SECONDS
    return f"{staff_id}.{until}.{_seal(store, staff_id, until, door)}"


def read_ticket(store: Store, ticket: str, door: str) -> int | None:
    """Give the number of the account that a ticket was given to; None when it is late, changed or another's."""
    parts = ticket.split(".")
    if len(parts) != 3 or not door or not all(part.isdecimal() and len(part) < 16 for part in parts[:2]):
        return None
    staff_id, until = int(parts[0]), int(parts[1])
    right = hmac.compare_digest(parts[2].encode(), _seal(store, staff_id, until, door).encode())
    return staff_id if right and store.clock.now().timestamp() <= until else None


def _seal(store: Store, staff_id: int, until: int, door: str) -> str:
    return keyed_hash(store.key, f"staff-ticket:{staff_id}:{until}:{door}")
