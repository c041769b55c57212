"""How a change of the secret stands: what still hangs on the secret of before, and what is found by its kept key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, func, select

from crm import records
from crm.actor import Actor
from crm.audit import seal, trail
from crm.database import kept_keys, shared_files
from crm.database.key_ring import MARK_END, KeyRing, mark_of
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.patrons.cards import pin_mark
from crm.staff.second_step import sealed_before

__all__ = ["LAST_PROOFS", "SecretStanding", "begun_at", "note_begun", "secret_standing"]

# What was signed for a moment (codes for a PIN, forms of a sign-in) is over after that.
LAST_PROOFS = timedelta(minutes=15)
BEGUN = "secret.begun"
BY = Actor("system", "secret")

_EVENT = table_of(records.AuditEvent)
_PATRON = table_of(records.Patron)
_CHAT = table_of(records.ChannelIdentity)
_SESSION = table_of(records.StaffSession)
_CODE = table_of(records.StaffRecoveryCode)


@dataclass(frozen=True, slots=True)
class SecretStanding:
    """How a change stands.

    `needs`: what is lost without the secret of before, how much of each (key, seal, trail, two_step, files).
    `found`: rows that are found by a kept key (cards, pins, chats, sessions, recovery_codes). `changed_at`: when all
    was carried over last. `chain`: how the trail stands, where it has events that the present key does not vouch for.
    """

    needs: Mapping[str, int]
    found: Mapping[str, int]
    changed_at: datetime | None
    chain: trail.ChainReport | None

    @property
    def only_broken_trail(self) -> bool:
        """Tell whether nothing needs the secret of before but a trail that is broken, which nobody can vouch for."""
        is_broken = self.chain is not None and not self.chain.is_sound
        return is_broken and not any(count for name, count in self.needs.items() if name != "trail")

    @property
    def free_at(self) -> datetime | None:
        """When the secret of before can be taken away; None while something needs it, or nothing was changed."""
        return None if any(self.needs.values()) else self.proofs_over_at

    @property
    def proofs_over_at(self) -> datetime | None:
        """When nothing is open any more that was signed for a moment; None while nothing was changed."""
        return None if self.changed_at is None else self.changed_at + LAST_PROOFS


async def secret_standing(store: Store) -> SecretStanding:
    """Look at everything that was made with a key; changes nothing."""
    # By themselves, since they read a long trail in pages.
    count = await trail.still_written_before(store)
    report = await trail.verify(store) if count else None
    return await store.look(lambda connection: _standing(connection, store, count, report))


async def note_begun(store: Store) -> None:
    """Note, once, that a process has begun with the present key and one of before."""
    what = trail.Subject("store", mark_of(store.keys.current))

    def note(connection: Connection) -> None:
        if _begun(connection, store) is None:
            trail.append(connection, store, BY, BEGUN, what)

    if store.keys.previous:
        await store.transact(note)


async def begun_at(store: Store) -> datetime | None:
    """Give when a process began with the present key and one of before; None where none did."""
    return await store.look(lambda connection: _begun(connection, store))


def _begun(connection: Connection, store: Store) -> datetime | None:
    same = (_EVENT.c.entity == "store", _EVENT.c.entity_id == mark_of(store.keys.current), _EVENT.c.action == BEGUN)
    query = select(_EVENT.c.occurred_at).where(*same).order_by(_EVENT.c.id.desc()).limit(1)
    begun: datetime | None = connection.scalar(query)
    return begun


def _standing(connection: Connection, store: Store, events: int, report: trail.ChainReport | None) -> SecretStanding:
    keys, now = store.keys, store.clock.now()
    needs = {
        "key": int(not kept_keys.are_kept(connection, keys)),
        "seal": int(not seal.is_present(connection, store)),
        "trail": events,
        "two_step": sealed_before(connection, store),
        "files": shared_files.sealed_before(connection, store),
    }
    with_card = _PATRON.c.card_number_hash.is_not(None) & _PATRON.c.erased_at.is_(None)
    with_pin = _PATRON.c.pin_hash.is_not(None) & _PATRON.c.erased_at.is_(None)
    found = {
        "cards": _count(connection, with_card, _before(_PATRON.c.card_number_hash, keys)),
        "pins": _count(connection, with_pin, ~_PATRON.c.pin_hash.startswith(pin_mark(store), autoescape=True)),
        "chats": _count(connection, _CHAT.c.token_hash.is_not(None), _before(_CHAT.c.token_hash, keys)),
        "sessions": _count(
            connection,
            _SESSION.c.ended_at.is_(None) & (_SESSION.c.expires_at > now),
            _before(_SESSION.c.token_hash, keys),
        ),
        "recovery_codes": _count(connection, _CODE.c.used_at.is_(None), _before(_CODE.c.code_hash, keys)),
    }
    query = select(_EVENT.c.occurred_at).where(_EVENT.c.action == trail.SECRET_CHANGED)
    told = (connection.scalar(query.order_by(_EVENT.c.id.desc()).limit(1)), seal.sealed_at(connection, store))
    changed_at = max((moment for moment in told if moment is not None), default=None)
    return SecretStanding(needs, found, changed_at, report)


def _before(column: Column[Any], keys: KeyRing) -> ColumnElement[bool]:
    """The condition that a hash was not made with the present key."""
    # Hashes with the first key have no mark.
    return column.contains(MARK_END) if keys.is_first else ~column.startswith(keys.mark)


def _count(connection: Connection, *which: ColumnElement[bool]) -> int:
    return int(connection.scalar(select(func.count()).where(*which)) or 0)
