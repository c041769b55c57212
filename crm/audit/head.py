"""The head of the audit trail: its known length, in a sealed file beside the store, to notice a cut end.

A chain that is cut at its end is still a chain: that something is gone is seen only by who knows how long it was.
The file is for the owner alone. Whoever can change both the store and an older copy of this file back can still
cut what came in between, which is why the length and the hash are written to the log once a day, too.
"""

import asyncio
import json
import logging
import os
from dataclasses import asdict
from pathlib import Path

from crm.actor import Actor
from crm.audit import trail
from crm.audit.trail import ChainReport, Head
from crm.database.store import Store
from protocol.home import Home

__all__ = ["HeadForged", "HeadKeeper", "kept_head", "verify_whole"]

LOGGED_EVERY = 86400.0

log = logging.getLogger(__name__)


class HeadForged(Exception):
    """The file of the head was not written by us, or is damaged."""


def kept_head(store: Store, path: Path) -> Head | None:
    """Read the head that was kept; None when there is none. Raises HeadForged."""
    try:
        found = json.loads(path.read_text(encoding="ascii"))
        head = Head(int(found["events"]), int(found["last_id"]), str(found["last_hash"]))
        seal = str(found["seal"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise HeadForged(f"{path.name} cannot be read") from error
    if not store.keys.is_signed(_about(head), seal):
        raise HeadForged(f"the seal of {path.name} is not ours")
    return head


async def verify_whole(store: Store, home: Path) -> tuple[ChainReport, str]:
    """Check the whole chain, its end included; give what came of it, and how the kept head was.

    The latter is `kept`, `none` (nothing to compare the end with) or `forged`.
    """
    try:
        kept = await asyncio.to_thread(kept_head, store, Home(home).audit_head)
    except HeadForged:
        return await trail.verify(store), "forged"
    return await trail.verify(store, kept), "none" if kept is None else "kept"


class HeadKeeper:
    """Saves the head as the chain grows; one that does not continue the saved head never replaces it."""

    def __init__(self, store: Store, home: Path) -> None:
        self._store = store
        self._path = Home(home).audit_head
        self._next: dict[str, float] = {}

    async def keep(self) -> int:
        """Keep how far the chain reaches now; give 1 when that had to be written."""
        store = self._store
        try:
            kept = await asyncio.to_thread(kept_head, store, self._path)
        except HeadForged as why:
            self._tell(logging.ERROR, "the audit trail's head is not to be trusted: %s", why)
            return 0
        if kept is None:
            await self._begin()
        head = await trail.head(store, kept)
        if head is None or head.events < (kept.events if kept is not None else 0):
            self._tell(logging.ERROR, "the audit trail was cut or changed: it no longer holds what was its last event")
            return 0
        self._tell(logging.INFO, "the audit trail has %d events, the last has the hash %s", head.events, head.last_hash)
        if head == kept:
            return 0
        await asyncio.to_thread(self._write, head)
        return 1

    async def _begin(self) -> None:
        """Note in the trail itself that its end could not be checked before, unless there is nothing to cut yet."""
        head = await trail.head(self._store)
        if head is not None and head.events:
            log.warning("no head of the audit trail was kept; it is kept from now on, at %d events", head.events)
            by, what = Actor("system", "audit.head"), trail.Subject("audit_event", str(head.last_id))
            await self._store.transact(
                lambda connection: trail.append(connection, self._store, by, "audit.head_begun", what)
            )

    def _tell(self, level: int, text: str, *values: object) -> None:
        """Log once a day, or what is wrong once an hour."""
        now = asyncio.get_running_loop().time()
        if now >= self._next.get(text, 0.0):
            self._next[text] = now + (LOGGED_EVERY if level == logging.INFO else 3600.0)
            log.log(level, text, *values)

    def _write(self, head: Head) -> None:
        beside = self._path.with_name(self._path.name + ".new")
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump({**asdict(head), "seal": self._store.keys.signed(_about(head))}, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)


def _about(head: Head) -> str:
    return f"audit-head:{head.events}:{head.last_id}:{head.last_hash}"
