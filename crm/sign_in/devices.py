"""Browsers known from earlier staff sign-ins, whose attempts are counted separately.

A browser carries a mark for each account, sealed with the server's key and with the account's password: a new password
makes every mark worthless. A mark lets nobody in; it only keeps others from locking the account's owner out.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["LASTS", "LONGEST", "Device", "known_device", "with_device"]

LASTS = timedelta(days=180)
# As many people may share a browser; who signed in longest ago gives way.
MOST_ACCOUNTS = 6
LONGEST = 1000
SEAL_LENGTH = 40

_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class Device:
    """A browser on which an account was signed in."""

    staff_id: int
    nonce: str


@dataclass(frozen=True, slots=True)
class _Mark:
    staff_id: int
    issued: int
    nonce: str
    seal: str

    def __str__(self) -> str:
        return f"{self.staff_id}.{self.issued}.{self.nonce}.{self.seal}"


async def known_device(store: Store, carried: str, username: str) -> Device | None:
    """Give the browser that carries a good mark of an account; None for all others."""
    query = select(_STAFF.c.id, _STAFF.c.password_hash).where(_STAFF.c.username == username)
    row = await store.look(lambda connection: connection.execute(query).first())
    if row is None:
        return None
    oldest = int((store.clock.now() - LASTS).timestamp())
    for mark in _marks(carried):
        right = store.keys.is_signed(
            _about(mark.staff_id, mark.issued, mark.nonce, row.password_hash), mark.seal, SEAL_LENGTH
        )
        if mark.staff_id == row.id and mark.issued >= oldest and right:
            return Device(row.id, mark.nonce)
    return None


async def with_device(store: Store, carried: str, staff_id: int) -> str:
    """Give what a browser is to carry after an account has signed in on it: its other marks, and a new one."""
    query = select(_STAFF.c.password_hash).where(_STAFF.c.id == staff_id)
    password: Any = await store.look(lambda connection: connection.scalar(query))
    issued, nonce = int(store.clock.now().timestamp()), secrets.token_hex(12)
    mark = _Mark(staff_id, issued, nonce, _seal(store, _about(staff_id, issued, nonce, password)))
    others = [each for each in _marks(carried) if each.staff_id != staff_id]
    return "~".join(str(each) for each in [mark, *others[: MOST_ACCOUNTS - 1]])


def _marks(carried: str) -> Iterator[_Mark]:
    for part in carried[:LONGEST].split("~")[:MOST_ACCOUNTS]:
        staff_id, issued, nonce, seal = [*part.split("."), "", "", ""][:4]
        if all(_is_number(each) for each in (staff_id, issued)) and nonce.isalnum() and part.isascii():
            yield _Mark(int(staff_id), int(issued), nonce[:24], seal)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16


def _seal(store: Store, about: str) -> str:
    return store.keys.signed(about)[:SEAL_LENGTH]


def _about(staff_id: int, issued: int, nonce: str, password: str | None) -> str:
    return f"staff-device:{staff_id}:{issued}:{nonce}:{password or ''}"
