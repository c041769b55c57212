"""Notices: planned every night, and what happens in between every minute; sent when it is time.

Each part can end at any point and is taken up again: what was planned is not planned anew, and what a patron was told
is committed together with the message (crm.notices).
"""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from bot.jobs.mirroring import Mirroring
from bot.jobs.outreach import Outreach
from bot.notices.wording import word
from bot.settings import Settings
from crm.database.store import Store
from crm.notices.planning import plan
from crm.notices.sending import drop_untrue, send_due
from crm.notices.welcomes import end_welcomes

__all__ = ["Notices"]

log = logging.getLogger(__name__)

# Hours of the library's day: what falls due is planned once a day, when hardly anybody writes.
PLANNED_FROM = 1
# Another process may have committed a moment later than its clock said.
OVERLAP = timedelta(minutes=2)


class Notices:
    """Plans and sends; one round a minute."""

    def __init__(self, settings: Settings, store: Store, mirroring: Mirroring | None = None) -> None:
        self._rules = settings.notice_rules
        self._mirroring = mirroring
        self._store = store
        self._planned_on: date | None = None
        self._looked_at: datetime | None = None
        self._outreach = Outreach(store, settings.notice_rules)
        # Until the work of the night is done, each round does it again.
        self._owes_night = False

    async def run(self) -> int:
        """Do what is due now; give how many messages were put into the outbox."""
        began = self._store.clock.now()
        nightly = self._looked_at is None or self._is_time_to_plan()
        if nightly or self._looked_at is None:
            day = self._today()
            dropped = await drop_untrue(self._store, self._rules)
            await end_welcomes(self._store)
            made = await plan(self._store, self._rules)
            self._planned_on = day
            if made or dropped.cancelled:
                log.info("%d notices were planned; %d are true no more", made, sum(dropped.cancelled.values()))
        else:
            await plan(self._store, self._rules, soon=True)
            # Who asks for it now is not to wait for the night.
            await plan(self._store, self._rules, asked_since=self._looked_at - OVERLAP)
        self._looked_at = began
        await self._freshen()
        told = await send_due(self._store, self._rules, word)
        # After what patrons have to know: whatever fails here keeps no reminder back.
        self._owes_night = self._owes_night or nightly
        if await self._outreach.plan(nightly=self._owes_night):
            told.add(await send_due(self._store, self._rules, word))
        self._owes_night = False
        for kept_back in (told.suppressed, told.cancelled):
            for reason, count in kept_back.items():
                log.info("%d notices were kept back: %s", count, reason)
        return told.messages

    async def _freshen(self) -> None:
        """Read once more of the library system what is to be told now."""
        if self._mirroring is not None and not self._rules.is_quiet(self._store.clock.now()):
            await self._mirroring.freshen()

    def _is_time_to_plan(self) -> bool:
        # After a start at once: the night may have been missed, and planned again nothing is new.
        hour = self._store.clock.now().astimezone(self._rules.zone).hour
        return self._planned_on != self._today() and hour >= PLANNED_FROM

    def _today(self) -> date:
        return self._rules.local_day(self._store.clock.now())
