"""Signed cookies of a browser before sign-in: the token of its forms, and the ticket to the second step."""

from __future__ import annotations

import hashlib

from itsdangerous import BadSignature, Signer, TimestampSigner

from crm.database.store import Store

__all__ = ["door_token", "give_ticket", "read_ticket"]

SECONDS = 300


def door_token(store: Store, door: str) -> str:
    """Give the token that the forms of the browser with the cookie `door` have to carry."""
    signer = Signer(store.key, salt="staff-door", key_derivation="hmac", digest_method=hashlib.sha256)
    return signer.get_signature(door).decode()


def give_ticket(store: Store, staff_id: int, door: str) -> str:
    """Make the ticket of somebody whose password was right, worth nothing without the cookie `door`."""
    return _TicketSigner(store, door).sign(str(staff_id)).decode()


def read_ticket(store: Store, ticket: str, door: str) -> int | None:
    """Give the number of the account that a ticket was given to; None when it is late, changed or another's."""
    if not door:
        return None
    try:
        return int(_TicketSigner(store, door).unsign(ticket, max_age=SECONDS))
    except BadSignature:
        return None


class _TicketSigner(TimestampSigner):
    """Signs by the store's clock, for one browser alone: its cookie is in the key, and not in the ticket."""

    def __init__(self, store: Store, door: str) -> None:
        super().__init__(store.key, salt=f"staff-ticket:{door}", key_derivation="hmac", digest_method=hashlib.sha256)
        self._clock = store.clock

    def get_timestamp(self) -> int:
        return int(self._clock.now().timestamp())
