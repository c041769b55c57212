"""What a manager reads first: five figures with their change and course, and what to do about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.console.figures.cards import FigureCard
from bot.console.figures.sparklines import Sparkline, sparkline
from bot.console.frame.locale import Locale
from bot.console.frame.roles import Permission
from bot.console.frame.say import say
from crm.cases.listing import CaseFilter, CaseRow, case_rows
from crm.database.store import Store
from crm.figures.behind import behind, parts_of
from crm.figures.facts import FigureFact
from crm.figures.headline import BETTER, HEADLINE, FigureChange, change_of, course, low_scores
from crm.figures.reading import Figure, Range, figures_of

__all__ = ["HeadlineCard", "ToDo", "headline", "to_do"]

# So many of each are named on the first page; the rest is behind a link.
NAMED = 3


@dataclass(frozen=True, slots=True)
class HeadlineCard:
    """One of the five: its card, how it went, and how it changed; `tone` is good, bad or empty."""

    card: FigureCard
    course: Sparkline | None
    arrow: str
    changed: str
    tone: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """What waits for somebody's decision: topics nobody answered, late cases, low scores."""

    topics: tuple[tuple[str, int, int], ...]
    late: tuple[CaseRow, ...]
    late_count: int
    scores: tuple[FigureFact, ...]
    scores_count: int


def headline(made: Mapping[str, FigureCard], now: Range, before: Range, locale: Locale) -> list[HeadlineCard]:
    """Make the five cards of those that were made of all figures, by their keys."""
    ours = figures_of(now)
    return [_card(made[key], ours[key], now, before, locale) for key in HEADLINE]


async def to_do(store: Store, may: Callable[[Permission], bool], now: Range) -> ToDo:
    """Find what the reader can do something about, as far as they may see it."""
    topics = now.questions[:NAMED] if may(Permission.READ_QUESTIONS) else ()
    late: list[CaseRow] = []
    late_count = 0
    if may(Permission.READ_CASES):
        wanted = CaseFilter(now=store.clock.now(), due="breached")
        late, late_count = await case_rows(store, wanted, limit=NAMED)
    scores: list[FigureFact] = []
    low, days = low_scores(now)
    is_told = not figures_of(now)["csat"].value.is_hidden and may(Permission.READ_CONVERSATIONS)
    if is_told and days:
        patterns = parts_of("csat", "low", now.counts)
        scores = (await behind(store, patterns, days[-1], days[0], most=NAMED, only=days))[:NAMED]
    return ToDo(topics, tuple(late), late_count, tuple(scores), low if is_told else 0)


def _card(card: FigureCard, ours: Figure, now: Range, before: Range, locale: Locale) -> HeadlineCard:
    changed = change_of(card.key, now, before, locale.today())
    drawn = sparkline(course(card.key, now, locale.today()), ours.unit, locale)
    if changed is None:
        return HeadlineCard(card, drawn, "", "", "")
    tone = ""
    if changed.is_clear and card.key in BETTER:
        tone = "good" if changed.direction == BETTER[card.key] else "bad"
    return HeadlineCard(card, drawn, changed.direction, _said(changed, ours, locale), tone)


def _said(changed: FigureChange, figure: Figure, locale: Locale) -> str:
    """Say by how much a figure changed; of what may be chance, that it may be."""
    if changed.direction == "same":
        return say(locale, "figures.change.same")
    if figure.unit == "percent":
        size = locale.number(round(abs(changed.value), 1), 1)
        text = say(locale, f"figures.change.points_{changed.direction}", size=size)
    else:
        text = say(locale, f"figures.change.{changed.direction}", size=locale.number(int(abs(changed.value))))
    return text if changed.is_clear else say(locale, "figures.change.chance", change=text)
