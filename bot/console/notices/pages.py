"""The page of notices: counts and reasons alone, no patron is named on it."""

from __future__ import annotations

from datetime import timedelta

from litestar import Controller, get
from litestar.response import Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column, stamp
from bot.console.frame.lists import ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.notices.limits import limits
from crm.notices.mirror import mirror_state
from crm.notices.reading import overview
from crm.records.values import NOTICE_CHANNELS
from language.calendars import format_time

__all__ = ["NoticePages"]

DAYS = 7
WAITING = (
    Column("kind", "notices.what", heads_row=True),
    Column("channel", "notices.channel"),
    Column("notices", "notices.how_many", "notices"),
    Column("patrons", "notices.patrons", "patrons"),
    Column("first", "notices.first_at"),
)
SETTLED = (
    Column("status", "notices.became", "status", heads_row=True),
    Column("reason", "notices.why", "reason"),
    Column("kind", "notices.what", "kind"),
    Column("channel", "notices.channel", "channel"),
    Column("notices", "notices.how_many", "notices"),
)
FAILURES = (
    Column("when", "notices.when", stamp("made_at"), style="nowrap", heads_row=True),
    Column("channel", "notices.channel", "channel"),
    Column("state", "notices.state", "state"),
    Column("things", "notices.how_many", "things"),
    Column("error", "notices.why", "error"),
)


class NoticePages(Controller):
    """Handlers of the page of notices."""

    path = "/notices"

    @get("/", opt=needs(Permission.READ_CASES))
    async def index(self, visit: Visit) -> Template | Stream:
        """Show what goes out, what was kept back and what did not arrive."""
        query = ListQuery.from_request(visit.request)
        rules = visit.console.settings.notice_rules
        found = await overview(visit.store, visit.store.clock.now() - timedelta(days=DAYS))
        if query.wants_csv:
            return visit.file("notices", SETTLED, found.settled)
        return visit.page(
            "notices/list.html",
            query=query,
            days=DAYS,
            waiting_columns=WAITING,
            settled_columns=SETTLED,
            failure_columns=FAILURES,
            found=found,
            limits=limits(visit.console.settings, visit.console.library),
            mirror=await mirror_state(visit.store) if visit.console.settings.reads_elsewhere else None,
            rules=rules,
            quiet_from=format_time(rules.quiet_from, visit.language),
            quiet_until=format_time(rules.quiet_until, visit.language),
            is_quiet=rules.is_quiet(visit.store.clock.now()),
            channels=[
                (channel, channel in rules.channels, found.subscribed.get(channel, 0)) for channel in NOTICE_CHANNELS
            ],
        )
