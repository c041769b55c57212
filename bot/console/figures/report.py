"""The monthly report: what stands on its one page, for the screen, for paper and for mail."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.console.figures.cards import FigureCard, cards
from bot.console.figures.charts import Names, chart
from bot.console.figures.headline import headline, to_do
from bot.console.figures.span import Span, month_span, months
from bot.console.figures.sparklines import columns
from bot.console.figures.tables import stock_lines
from bot.console.frame.intent_names import names_of
from bot.console.frame.locale import Locale
from bot.console.frame.roles import Permission
from bot.content.project import Project
from bot.settings import Settings
from crm.database.store import Store
from crm.figures.counting import VERSION
from crm.figures.reading import Figure, Range, figures_of, read
from crm.library_info import directory

__all__ = ["ReportFor", "both_spans", "last_month", "made_cards", "month_name", "report_of"]

# What the one printed page has room for.
ON_PAPER = (
    "containment", "handoff", "first_response_median", "handoff_unanswered", "abandonment", "helpful",
    "response_rate", "case_time_median", "reopened", "renewal_success", "holds_chat", "nps", "reach", "retention",
    "new_patrons_chat", "latency_p50",
)  # fmt: skip
BARS_ON_PAPER, ASKED_ON_PAPER = 8, 5


@dataclass(frozen=True, slots=True)
class ReportFor:
    """Whom a report is for: how they are spoken to, and what they may see."""

    store: Store
    settings: Settings
    content: Project
    locale: Locale
    may: Callable[[Permission], bool]


def last_month(locale: Locale) -> Span:
    """Give the last month that is over, in the reader's calendar."""
    span = month_span(months(locale, 2)[1])
    assert span is not None  # noqa: S101 - made by ourselves
    return span


def month_name(span: Span, locale: Locale) -> str:
    """Name a month: «آبان ۱۴۰۵», "November 2026"."""
    return locale.day(span.first).partition(" ")[2]


async def report_of(one: ReportFor, span: Span) -> dict[str, Any]:
    """Work out what the report of a month says."""
    now, before = await both_spans(one.store, one.settings, span)
    profile = await directory.profile(one.store)
    made = made_cards(one.settings, one.locale, now, before, lambda _: ())
    names = await asyncio.to_thread(names_of, one.content)
    return {
        "library": "" if profile is None else profile.name[one.locale.language],
        "written": one.store.clock.now(),
        "version": VERSION,
        "span": span,
        "uncounted": now.uncounted,
        "headline": headline(made, now, before, one.locale),
        "days": columns(_by_day(now, one.locale), one.locale),
        **_bars("intents", now, names, one.locale),
        **_bars("scores", now, names, one.locale),
        "more": [made[key] for key in ON_PAPER],
        "to_do": await to_do(one.store, one.may, now),
        "questions": now.questions[:ASKED_ON_PAPER] if one.may(Permission.READ_QUESTIONS) else (),
        "stock": stock_lines(now, before, elsewhere=not one.settings.keeps_loans),
    }


async def both_spans(store: Store, settings: Settings, span: Span) -> tuple[Range, Range]:
    """Read the figures of a range of days, and of the period before."""
    rule = settings.lifecycle_rule
    return (
        await read(store, span.first, span.last, rule),
        await read(store, span.before.first, span.before.last, rule),
    )


def made_cards(
    settings: Settings,
    locale: Locale,
    now: Range,
    before: Range,
    behind: Callable[[Figure], tuple[tuple[str, str], ...]],
) -> Mapping[str, FigureCard]:
    """Make the card of every figure, by its key; `behind` gives the links to what stands behind it."""
    groups = cards(figures_of(now), figures_of(before), locale, settings.lifecycle_rule, behind)
    return {card.key: card for group in groups.values() for card in group}


def _by_day(now: Range, locale: Locale) -> list[tuple[str, int]]:
    drawn = chart("days", now, lambda name, _: name or "", locale)
    return [(label, int(values[0] or 0)) for label, values in drawn.rows]


def _bars(key: str, now: Range, names: Names, locale: Locale) -> dict[str, Any]:
    """Give a chart's rows for paper, as many as there is room for, and the greatest number of them."""
    rows = [(label, values[0]) for label, values in chart(key, now, names, locale).rows][:BARS_ON_PAPER]
    return {key: rows, f"{key}_most": max((number or 0 for _, number in rows), default=0)}
