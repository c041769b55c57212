"""Pages of figures: the dashboard, and its tables as files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from litestar import Controller, get
from litestar.exceptions import NotFoundException
from litestar.response import Stream, Template

from bot.console.figures.behind import links
from bot.console.figures.cards import cards, csv_rows
from bot.console.figures.charts import CHARTS, chart, charts, heat
from bot.console.figures.headline import headline, to_do
from bot.console.figures.report import both_spans, made_cards
from bot.console.figures.span import PRESETS, Span, span_of
from bot.console.figures.tables import branch_lines, stock_lines, survey_lines
from bot.console.frame.access import needs
from bot.console.frame.intent_names import intent_names
from bot.console.frame.lists import csv_response
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.figures.counting import VERSION
from crm.figures.intents import shares_of_week
from crm.figures.reading import Range, figures_of, read

__all__ = ["FigurePages"]

READ = needs(Permission.READ_FIGURES)
# Intents that are compared with the weeks before.
MOST = 15
COLUMNS = ("key", "name", "value", "unit", "numerator", "denominator", "before")


class FigurePages(Controller):
    """Handlers of the pages of figures."""

    path = "/figures"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template:
        """Show the five figures that matter most, and what to do about them."""
        span = span_of(visit.request.query_params, visit.locale)
        now, before = await _both(visit, span)
        made = made_cards(visit.console.settings, visit.locale, now, before, lambda one: links(visit, one, now))
        return visit.page(
            "figures/index.html",
            presets=PRESETS,
            **_asked(visit, span, now),
            headline=headline(made, now, before, visit.locale),
            to_do=await to_do(visit.store, visit.may, now),
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


async def _both(visit: Visit, span: Span) -> tuple[Range, Range]:
    return await both_spans(visit.store, visit.console.settings, span)


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
