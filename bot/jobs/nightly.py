"""The night's work on patrons and figures: states of the life cycle, guardians whose time is over, stocks of the day.

What was done on which day stands in the store (crm.database.daily_runs): a start, a second gateway or a death in the
middle changes nothing.
"""

from __future__ import annotations

from datetime import datetime

from bot.settings import Settings
from crm.actor import Actor
from crm.database import daily_runs
from crm.database.store import Store
from crm.figures import stocks
from crm.figures.rollup import zone_of
from crm.guardians.setting import end_over
from crm.lifecycle import daily

__all__ = ["Nightly"]

# The hour of the library's day from which it is done, when hardly anybody writes.
FROM_HOUR = 1
ITSELF = Actor("system", "nightly")


class Nightly:
    """Does once a day what is done once a day; asked as often as one likes."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._rule = settings.lifecycle_rule
        self._store = store

    async def run(self) -> int:
        """Do what is left of today; give how many states came about, guardianships ended and stocks were written."""
        zone = await self._store.look(zone_of)
        now = self._store.clock.now().astimezone(zone)
        if not await self._is_time(now):
            return 0
        done = await daily.run(self._store, self._rule, zone)
        done += await end_over(self._store, now.date(), by=ITSELF)
        return done + await stocks.take_stock(self._store, zone)

    async def _is_time(self, now: datetime) -> bool:
        if await self._store.look(lambda connection: daily_runs.is_done(connection, stocks.JOB, now.date())):
            return False
        # A library that begins has something to show at once.
        return now.hour >= FROM_HOUR or not await self._store.look(
            lambda connection: daily_runs.was_ever_done(connection, stocks.JOB)
        )
