"""Facts on the library's page: the library, its branches with their week, the cards of the demonstration."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from bot.channels.web.services import Gateway
from bot.texts import text
from crm.library_info import directory, hours
from crm.library_info.calendar import Span
from language.calendars import format_time, weekday_name
from library import seed
from library.errors import LibraryError
from protocol.values import Language

__all__ = ["page_context"]

log = logging.getLogger(__name__)

# Any Saturday: the first day of the store's week.
SATURDAY = date(2026, 11, 21)

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ShownBranch:
    """One branch as the page shows it."""

    name: str
    address: str
    phone: str | None
    hours: list[tuple[str, str]]


async def page_context(gateway: Gateway, language: Language) -> dict[str, Any] | None:
    """Give what the page's template knows how to show, nothing of it a secret; None before there is a library."""
    store = gateway.store
    profile = await directory.profile(store)
    if profile is None:
        return None
    weeks = await hours.weeks(store)
    shown = [
        ShownBranch(branch.name[language], branch.address[language], branch.phone, _lines(weeks[branch.id], language))
        for branch in await directory.branches(store)
    ]
    return {
        "profile": profile,
        "branches": shown,
        "cards": _cards() if profile.is_demo and _has_demo_cards(gateway) else (),
    }


def _has_demo_cards(gateway: Gateway) -> bool:
    """Tell whether the fictional cards sign in: another library system knows nothing of them."""
    return gateway.settings.environment == "demo" and gateway.settings.library_system == "embedded"


@cache
def _cards() -> Sequence[seed.ShownCard]:
    # Read once. A page without cards is better than none.
    try:
        return tuple(seed.cards_shown_at_start())
    except (LibraryError, OSError, ValueError):
        log.exception("the demo cards cannot be read")
        return ()


def _lines(week: list[Spans], language: Language) -> list[tuple[str, str]]:
    """Write a week with days that have the same hours in one line."""
    lines: list[tuple[str, str]] = []
    if not any(week):
        return lines  # not entered yet, which is not "closed"
    first = 0
    for day in range(1, 8):
        if day < 7 and week[day] == week[first]:
            continue
        names = [weekday_name(SATURDAY + timedelta(days=number), language) for number in (first, day - 1)]
        days = names[0] if first == day - 1 else text(language, "page.library.through").join(names)
        lines.append((days, _spans(week[first], language)))
        first = day
    return lines


def _spans(spans: Spans, language: Language) -> str:
    to = text(language, "page.library.to")
    written = [to.join(format_time(moment, language) for moment in span) for span in spans]
    return text(language, "page.library.and").join(written) or text(language, "page.library.closed")
