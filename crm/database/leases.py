"""Leases: what one gateway at a time does for all that share the store, until it says so no more."""

import time

from sqlalchemy import Connection, delete, func, or_
from sqlalchemy.dialects import postgresql

from crm import records
from crm.database.instances import until
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import StoreError

__all__ = ["LEASE_SECONDS", "Lease"]

LEASE_SECONDS = 15.0

_LEASE = table_of(records.Lease)


class Lease:
    """One lease as this process sees it; `ask` is to be called every few seconds.

    Where the store is not shared it is always held.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name
        self._held_until = 0.0

    @property
    def is_held(self) -> bool:
        """Tell whether nobody else can hold it at this moment."""
        return self._store.holder is None or time.monotonic() < self._held_until

    async def ask(self) -> bool:
        """Take the lease if it is free, or hold it longer; tell whether it is held. Errors of the store are raised."""
        holder = self._store.holder
        if holder is None:
            return True
        asked = time.monotonic()
        mine = {"holder": holder, "until": until(LEASE_SECONDS)}
        take = (
            postgresql.insert(_LEASE)
            .values(name=self._name, **mine)
            .on_conflict_do_update(
                index_elements=["name"],
                set_=mine,
                where=or_(_LEASE.c.holder == holder, _LEASE.c.until < func.clock_timestamp()),
            )
            .returning(_LEASE.c.id)
        )

        def work(connection: Connection) -> bool:
            return connection.scalar(take) is not None

        is_mine = await self._store.transact(work, aside=True)
        self._held_until = asked + LEASE_SECONDS if is_mine else 0.0
        return is_mine

    async def give_up(self) -> None:
        """Let another take it at once."""
        holder = self._store.holder
        self._held_until = 0.0
        if holder is None:
            return
        gone = delete(_LEASE).where(_LEASE.c.name == self._name, _LEASE.c.holder == holder)
        try:
            await self._store.transact(lambda connection: connection.execute(gone), aside=True)
        except StoreError:
            # It ends by itself.
            return
