"""What the chat tells before anything is said: whether a librarian is there, and what is open for this visitor."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.channels.web.services import Gateway
from bot.channels.web.wire import OpenMatter, Welcome
from bot.texts import text
from bot.texts.numbers import number
from crm.audit.account_reads import note_account_read
from crm.conversations.identities import Identity
from crm.conversations.open_matters import open_matters
from crm.errors import NotFound, StoreError
from crm.handoff.steps import DESK
from crm.library_info import directory
from crm.staff.presence import anybody_there
from language.calendars import format_time, weekday_name
from library.errors import LibraryError
from library.values import Capability, HoldState
from protocol.values import Language

__all__ = ["presence", "told"]

log = logging.getLogger(__name__)

# The library system may be slow; the first screen does not wait for it.
SECONDS = 2.0
SOON = timedelta(days=3)
NEXT_DAYS = timedelta(days=6)


async def told(gateway: Gateway, visitor: Identity | None) -> Welcome:
    """Tell who is there and what is open; of nobody known only the first."""
    return Welcome(await presence(gateway), [] if visitor is None else await _matters(gateway, visitor))


def _both(say: Callable[[Language], str]) -> dict[str, str]:
    return {"fa": say("fa"), "en": say("en")}


async def presence(gateway: Gateway) -> dict[str, str]:
    """Say that the assistant answers, and until or from when librarians do; only what their desk's hours say."""
    store, now = gateway.store, gateway.store.clock.now()
    try:
        if await directory.is_open(store, None, now, DESK):
            closes = await _closes(gateway, now)
            if not await store.look(lambda connection: anybody_there(connection, now)):
                return _both(lambda language: text(language, "widget.there.nobody"))
            if closes is not None:
                return _both(
                    lambda language: text(language, "widget.there.now", time=format_time(closes.time(), language))
                )
        elif (opens := await directory.next_opening(store, None, now, DESK)) is not None and opens - now < NEXT_DAYS:
            return _both(lambda language: text(language, "widget.there.later", moment=_moment(opens, now, language)))
    except NotFound:
        # A library that has told no branch has nobody at a desk either.
        pass
    return _both(lambda language: text(language, "widget.there.bot"))


def _moment(opens: datetime, now: datetime, language: Language) -> str:
    time = format_time(opens.time(), language)
    is_today = opens.date() == now.astimezone(opens.tzinfo).date()
    return time if is_today else f"{weekday_name(opens.date(), language)} {time}"


async def _closes(gateway: Gateway, now: datetime) -> datetime | None:
    """Give the moment until which the desk is open now."""
    branches = await directory.branches(gateway.store)
    here = now.astimezone(branches[0].zone if branches else ZoneInfo(gateway.settings.time_zone))
    hours = await directory.opening(gateway.store, None, here.date(), DESK)
    ends = [last for first, last in hours.spans if first <= here.time() < last]
    return datetime.combine(here.date(), ends[0], here.tzinfo) if ends else None


async def _matters(gateway: Gateway, visitor: Identity) -> list[OpenMatter]:
    found = await open_matters(gateway.store, visitor)
    counts: list[tuple[str, int, str]] = []
    if found.patron is not None:
        counts.extend(await _account(gateway, visitor, *found.patron))
    counts.append(("cases", found.cases, "/case_status"))
    return [_matter(name, count, payload) for name, count, payload in counts if count]


def _matter(name: str, count: int, payload: str) -> OpenMatter:
    def say(language: Language) -> str:
        return text(language, f"widget.matter.{name}", count, n=number(count, language))

    return OpenMatter(_both(say), payload)


async def _account(gateway: Gateway, visitor: Identity, patron_id: int, public_id: str) -> list[tuple[str, int, str]]:
    """Count what of the patron's loans and reservations should not wait; nothing where that cannot be read in time.

    Nor where only files tell of them: what was so when they were written is not said as if it were so now.
    """
    if Capability.CURRENT not in gateway.library.capabilities():
        return []
    store, now = gateway.store, gateway.store.clock.now()
    try:
        async with asyncio.timeout(SECONDS):
            loans = await gateway.library.loans(patron_id)
            holds = await gateway.library.holds(patron_id)
        # Once an hour is enough for the trail.
        name = f"welcome:{visitor.public_id}:{now:%Y%m%d%H}"
        await note_account_read(store, public_id, {"loans", "holds"}, turn=name)
    except (LibraryError, StoreError, TimeoutError) as error:
        log.warning("what is open for a patron was not read: %s", type(error).__name__)
        return []
    late = sum(loan.overdue for loan in loans)
    soon = sum(not loan.overdue and loan.due - now <= SOON for loan in loans)
    ready = sum(hold.state == HoldState.READY for hold in holds)
    return [("late", late, "/loans"), ("soon", soon, "/loans"), ("ready", ready, "/hold_status")]
