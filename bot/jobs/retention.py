"""Retention: erases what is older than its period; figures stay. docs/privacy.md has the periods."""

from __future__ import annotations

import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

from bot.settings import Settings
from crm.database.store import QUICKLY_WRITTEN, Store
from crm.trust.periods import days_of
from crm.trust.retention_runs import note_round
from library.retention import erase_old

__all__ = ["Retention", "erase_what_is_old"]

# When a store is written anew that takes long: hardly anybody writes then.
NIGHT = range(2, 5)
ANEW_SECONDS = 24 * 3600.0


class Retention:
    """Erases what is old each time it runs and, once a day, what is left of it in the store's file."""

    def __init__(self, settings: Settings, store: Store, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._store = store
        self._monotonic = monotonic
        self._anew_at: float | None = None
        self._began = monotonic()

    async def run(self) -> int:
        """Erase what is old; give how much it was."""
        done = await erase_what_is_old(self._settings, self._store)
        # At a start only what was erased now is worth keeping writers waiting for.
        since = self._monotonic() - (self._began if self._anew_at is None else self._anew_at)
        is_time = since >= ANEW_SECONDS or (self._anew_at is None and done > 0)
        if is_time and (self._is_night() or await self._store.size() <= QUICKLY_WRITTEN):
            await self._store.tidy(anew=True)
            self._anew_at = self._monotonic()
        else:
            # Also when nothing was erased now: what a turn is done with is erased all the time.
            await self._store.tidy()
        return done

    def _is_night(self) -> bool:
        return self._store.clock.now().astimezone(ZoneInfo(self._settings.time_zone)).hour in NIGHT


async def erase_what_is_old(settings: Settings, store: Store) -> int:
    """Erase everything whose period is over, and keep a report; give how much it was."""
    days = await days_of(store, settings.retention_defaults)
    counts = await erase_old(store, days)
    await note_round(store, days, counts)
    return sum(counts.values())
