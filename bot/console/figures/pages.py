"""Pages of figures: the dashboard, its tables as files, and the monthly report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Any

from litestar import Controller, get
from litestar.exceptions import NotFoundException
from litestar.params import Parameter
from litestar.response import Stream, Template

from bot.console.figures.behind import links
from bot.console.figures.cards import FigureCard, cards, csv_rows
from bot.console.figures.charts import CHARTS, Names, chart, charts, heat
from bot.console.figures.headline import headline, to_do
from bot.console.figures.span import PRESETS, Span, month_span, months, span_of
from bot.console.figures.sparklines import columns
from bot.console.figures.tables import branch_lines, stock_lines, survey_lines
from bot.console.frame.access import needs
from bot.console.frame.intent_names import intent_names
from bot.console.frame.lists import csv_response
from bot.console.frame.locale import Locale
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.figures.counting import VERSION
from crm.figures.intents import shares_of_week
from crm.figures.reading import Figure, Range, figures_of, read
from crm.library_info import directory

__all__ = ["FigurePages"]

READ = needs(Permission.READ_FIGURES)
# Intents that are compared with the weeks before.
MOST = 15
# What the one printed page has room for.
ON_PAPER = (
    "containment", "handoff", "first_response_median", "handoff_unanswered", "abandonment", "helpful",
    "response_rate", "case_time_median", "reopened", "renewal_success", "holds_chat", "nps", "reach", "retention",
    "new_patrons_chat", "latency_p50",
)  # fmt: skip
BARS_ON_PAPER, ASKED_ON_PAPER = 8, 5
COLUMNS = ("key", "name", "value", "unit", "numerator", "denominator", "before")


class FigurePages(Controller):
    """Handlers of the pages of figures."""

    path = "/figures"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template:
        """Show the five figures that matter most, and what to do about them."""
        span = span_of(visit.request.query_params, visit.locale)
        now, before = await _both(visit, span)
        return visit.page(
            "figures/index.html",
            presets=PRESETS,
            **_asked(visit, span, now),
            headline=headline(_made(visit, now, before, lambda one: links(visit, one, now)), now, before, visit.locale),
            to_do=await to_do(visit, now),
            branches=await branch_lines(visit, span),
        )

    @get("/all", opt=READ)
    async def all_of_them(self, visit: Visit) -> Template | Stream:
        """Show every figure of a range of days, and those of the period before."""
        span = span_of(visit.request.query_params, visit.locale)
        now, before = await _both(visit, span)
        if visit.request.query_params.get("format") == "csv":
            await visit.audited("figures.exported", "figures", _name(span))
            head = [visit.t(f"figures.csv.{name}") for name in COLUMNS]
            return csv_response(
                visit.reader,
                f"figures-{_name(span)}",
                head,
                csv_rows(figures_of(now), figures_of(before), visit.locale),
            )
        return visit.page("figures/all.html", presets=PRESETS, **await _shown(visit, span, now, before))

    @get("/charts/{key:str}", opt=READ)
    async def table(self, visit: Visit, key: str) -> Stream:
        """Send the table of one picture as a file."""
        if key not in (*CHARTS, "hours"):
            raise NotFoundException
        span = span_of(visit.request.query_params, visit.locale)
        counted = await read(visit.store, span.first, span.last)
        await visit.audited("figures.exported", "figures", f"{key} {_name(span)}")
        few = visit.t("figures.hidden")
        if key == "hours":
            made = heat(counted, visit.locale)
            rows = [(day, *(few if n is None else n for n, _ in cells)) for day, cells in made.rows]
            return csv_response(visit.reader, f"hours-{_name(span)}", (visit.t("figures.weekday"), *made.hours), rows)
        drawn = chart(key, counted, await intent_names(visit), visit.locale)
        rows = [(label, *(few if n is None else n for n in values)) for label, values in drawn.rows]
        return csv_response(visit.reader, f"{key}-{_name(span)}", drawn.columns, rows)

    @get("/report", opt=READ)
    async def report(
        self, visit: Visit, month: Annotated[str, Parameter(query="month", required=False)] = ""
    ) -> Template:
        """Show the report of a month, on a page that prints well."""
        listed = months(visit.locale)
        asked = month or listed[1]
        span = month_span(asked)
        if span is None or span.first > visit.locale.today():
            usual = month_span(listed[1])
            assert usual is not None  # noqa: S101 - made by ourselves
            span = Span(usual.first, usual.last, "", "figures.bad_month")
        span = Span(span.first, min(span.last, visit.locale.today()), "", span.problem)
        now, before = await _both(visit, span)
        profile = await directory.profile(visit.store)
        made = _made(visit, now, before, lambda _: ())
        names = await intent_names(visit)
        return visit.page(
            "figures/report.html",
            library="" if profile is None else profile.name[visit.language],
            months=[(each, _month_name(each, visit.locale)) for each in listed],
            month=asked,
            written=visit.store.clock.now(),
            **_asked(visit, span, now),
            headline=headline(made, now, before, visit.locale),
            days=columns(_by_day(now, visit.locale), visit.locale),
            **_bars("intents", now, names, visit.locale),
            **_bars("scores", now, names, visit.locale),
            more=[made[key] for key in ON_PAPER],
            to_do=await to_do(visit, now),
            questions=now.questions[:ASKED_ON_PAPER] if visit.may(Permission.READ_QUESTIONS) else (),
            stock=stock_lines(now, before, elsewhere=not visit.console.settings.keeps_loans),
        )


def _by_day(now: Range, locale: Locale) -> list[tuple[str, int]]:
    drawn = chart("days", now, lambda name, _: name or "", locale)
    return [(label, int(values[0] or 0)) for label, values in drawn.rows]


def _bars(key: str, now: Range, names: Names, locale: Locale) -> dict[str, Any]:
    """Give a chart's rows for paper, as many as there is room for, and the greatest number of them."""
    rows = [(label, values[0]) for label, values in chart(key, now, names, locale).rows][:BARS_ON_PAPER]
    return {key: rows, f"{key}_most": max((number or 0 for _, number in rows), default=0)}


async def _both(visit: Visit, span: Span) -> tuple[Range, Range]:
    rule = visit.console.settings.lifecycle_rule
    return (
        await read(visit.store, span.first, span.last, rule),
        await read(visit.store, span.before.first, span.before.last, rule),
    )


def _made(
    visit: Visit, now: Range, before: Range, behind: Callable[[Figure], tuple[tuple[str, str], ...]]
) -> dict[str, FigureCard]:
    """Make the card of every figure, by its key; `behind` gives the links to what stands behind it."""
    rule = visit.console.settings.lifecycle_rule
    groups = cards(figures_of(now), figures_of(before), visit.locale, rule, behind)
    return {card.key: card for group in groups.values() for card in group}


def _asked(visit: Visit, span: Span, now: Range) -> dict[str, Any]:
    return {
        "version": VERSION,
        "span": span,
        "asked": {"from": visit.locale.short_day(span.first), "to": visit.locale.short_day(span.last)},
        "uncounted": now.uncounted,
    }


async def _shown(visit: Visit, span: Span, now: Range, before: Range) -> dict[str, Any]:
    names = await intent_names(visit)
    # Today is not over: its week would be compared with whole ones.
    whole = min(span.last, visit.locale.today() - timedelta(days=1))
    return {
        **_asked(visit, span, now),
        "stock": stock_lines(now, before, elsewhere=not visit.console.settings.keeps_loans),
        "stock_day": now.stock_day,
        "surveys": survey_lines(now, visit.locale),
        "shares": [(names(one.intent, visit.language), one) for one in await shares_of_week(visit.store, whole)][:MOST],
        "shares_last": whole,
        "rule": visit.console.settings.lifecycle_rule,
        "groups": cards(
            figures_of(now),
            figures_of(before),
            visit.locale,
            visit.console.settings.lifecycle_rule,
            lambda figure: links(visit, figure, now),
        ),
        "charts": charts(now, names, visit.locale),
        "heat": heat(now, visit.locale),
        "questions": now.questions if visit.may(Permission.READ_QUESTIONS) else (),
        "oldest_question": now.oldest_question,
    }


def _name(span: Span) -> str:
    return f"{span.first.isoformat()}-{span.last.isoformat()}"


def _month_name(month: str, locale: Locale) -> str:
    span = month_span(month)
    return month if span is None else locale.day(span.first).partition(" ")[2]
