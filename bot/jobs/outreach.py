"""What the library tells of its own accord, where a patron agreed: new titles that meet interests, and campaigns.

It only plans; what is planned is sent as every notice is (bot.jobs.notices).
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from crm.database.store import Store
from crm.interests.news import find_new, plan_new
from crm.notices.rules import NoticeRules
from crm.outreach.running import finish_over, measure, plan_campaigns, start_due
from crm.outreach.segments import refresh_all

__all__ = ["Outreach"]

log = logging.getLogger(__name__)

# What came of campaigns is noted while it is still known who borrowed.
MEASURED_EVERY = timedelta(hours=1)


class Outreach:
    """Plans new titles and campaigns; every part can end at any point and is taken up again."""

    def __init__(self, store: Store, rules: NoticeRules) -> None:
        self._store = store
        self._rules = rules
        self._measured_at: datetime | None = None

    async def plan(self, *, nightly: bool) -> int:
        """Plan what is due; give how many notices. `nightly`: compare titles with interests, and follow segments."""
        if nightly:
            await find_new(self._store)
            await refresh_all(self._store, self._rules.zone)
        planned = await plan_new(self._store, self._rules)
        begun = await start_due(self._store, self._rules)
        planned += await plan_campaigns(self._store, self._rules)
        now = self._store.clock.now()
        if self._measured_at is None or now - self._measured_at >= MEASURED_EVERY:
            await measure(self._store)
            self._measured_at = now
        over = await finish_over(self._store)
        if begun or over:
            log.info("%d campaigns were begun, %d are over", begun, over)
        return planned
