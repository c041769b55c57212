"""The day's harvest of the catalogue: once a night, and again an hour later where it did not come to its end.

How far it came stands in the store: a start, a second gateway or a death in the middle changes nothing.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.importing.harvests import access_of, told_harvest
from bot.importing.reports import ReportFile, share
from bot.importing.telling import told_refusal
from bot.settings import Settings
from crm.actor import Actor
from crm.database.store import Store
from crm.figures.rollup import zone_of
from library.errors import ImportRefused
from library.imports import read_mapping
from library.imports.oai import state
from library.imports.oai.state import Harvested
from protocol.home import Home

__all__ = ["Harvesting"]

log = logging.getLogger(__name__)

BY = Actor("system", "nightly-harvest")
# The hour of the library's day from which it is done, when hardly anybody writes.
FROM_HOUR = 2
AGAIN = timedelta(hours=1)


class Harvesting:
    """Does once a day what is done once a day; asked as often as one likes."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store

    async def run(self) -> int:
        """Harvest if it is time; give how many rows changed."""
        # Its library is loaded by those alone who have a repository.
        from library.imports.oai.harvesting import harvest

        store, access = self._store, access_of(self._settings)
        if access is None:
            return 0
        now = store.clock.now()
        known = await state.harvested(store, access)
        if known is not None and not self._is_time(known, now.astimezone(await store.look(zone_of))):
            return 0
        # Of several gateways one does it.
        if not await state.claim(store, access, now - AGAIN):
            return 0
        report = ReportFile(Home(self._settings.home).imports / f"catalogue-oai-{now:%Y%m%d-%H%M%S}.csv")
        try:
            mapping = read_mapping(self._settings.oai_mapping)
            result = await harvest(store, access, mapping=mapping, by=BY, report=report.write)
        except ImportRefused as error:
            log.warning("the catalogue was not harvested to its end: %s", told_refusal(error, "en"))
            return 0
        finally:
            report.close()
            await share(store, "catalogue", now, report)
        log.info("the catalogue was harvested: %s", " ".join(told_harvest(await state.harvested(store, access), "en")))
        return result.outcome.changes

    @staticmethod
    def _is_time(known: Harvested, now: datetime) -> bool:
        # One that was broken off goes on at any hour.
        if known.token or known.done_at is None:
            return True
        begun = now.replace(hour=FROM_HOUR, minute=0, second=0, microsecond=0)
        return now >= begun and known.done_at < begun
