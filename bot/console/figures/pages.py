"""Pages of figures: the dashboard, its tables as files, and the monthly report."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Controller, Request, get
from litestar.exceptions import NotFoundException
from litestar.params import Parameter
from litestar.response import Stream, Template

from bot.console.figures.cards import cards, csv_rows
from bot.console.figures.charts import CHARTS, chart, charts, heat
from bot.console.figures.span import PRESETS, Span, month_span, months, span_of
from bot.console.frame.access import needs
from bot.console.frame.audited import audited
from bot.console.frame.intent_names import intent_names
from bot.console.frame.lists import csv_response
from bot.console.frame.pages import page, speech_for
from bot.console.frame.parts import Console
from bot.console.frame.roles import Permission
from bot.console.frame.say import say
from bot.console.frame.session import Reader
from bot.console.frame.speech import Speech
from crm.figures.reading import Range, figures_of, read
from crm.library_info import directory

__all__ = ["FigurePages"]

READ = needs(Permission.READ_FIGURES)
COLUMNS = ("key", "name", "value", "unit", "numerator", "denominator", "before")


class FigurePages(Controller):
    """Handlers of the pages of figures."""

    path = "/figures"

    @get("/", opt=READ)
    async def index(self, request: Request[Any, Any, Any], console: Console, reader: Reader) -> Template | Stream:
        """Show the figures of a range of days, and those of the period before."""
        speech = speech_for(console, reader)
        span = span_of(request.query_params, speech)
        now, before = await _both(console, span)
        if request.query_params.get("format") == "csv":
            await audited(console, reader, "figures.exported", "figures", _name(span))
            head = [say(speech, f"figures.csv.{name}") for name in COLUMNS]
            return csv_response(
                reader, f"figures-{_name(span)}", head, csv_rows(figures_of(now), figures_of(before), speech)
            )
        return page(
            reader,
            "figures/index.html",
            presets=PRESETS,
            **await _shown(console, reader, span, now, before, speech),
        )

    @get("/charts/{key:str}", opt=READ)
    async def table(self, key: str, request: Request[Any, Any, Any], console: Console, reader: Reader) -> Stream:
        """Send the table of one picture as a file."""
        if key not in (*CHARTS, "hours"):
            raise NotFoundException
        speech = speech_for(console, reader)
        span = span_of(request.query_params, speech)
        counted = await read(console.store, span.first, span.last)
        await audited(console, reader, "figures.exported", "figures", f"{key} {_name(span)}")
        few = say(speech, "figures.hidden")
        if key == "hours":
            made = heat(counted, speech)
            rows = [(day, *(few if n is None else n for n, _ in cells)) for day, cells in made.rows]
            return csv_response(reader, f"hours-{_name(span)}", (say(speech, "figures.weekday"), *made.hours), rows)
        drawn = chart(key, counted, await intent_names(console), speech)
        rows = [(label, *(few if n is None else n for n in values)) for label, values in drawn.rows]
        return csv_response(reader, f"{key}-{_name(span)}", drawn.columns, rows)

    @get("/report", opt=READ)
    async def report(
        self,
        console: Console,
        reader: Reader,
        month: Annotated[str, Parameter(query="month", required=False)] = "",
    ) -> Template:
        """Show the report of a month, on a page that prints well."""
        speech = speech_for(console, reader)
        listed = months(speech)
        asked = month or listed[1]
        span = month_span(asked)
        if span is None or span.first > speech.today():
            usual = month_span(listed[1])
            assert usual is not None  # noqa: S101 - made by ourselves
            span = Span(usual.first, usual.last, "", "figures.bad_month")
        span = Span(span.first, min(span.last, speech.today()), "", span.problem)
        now, before = await _both(console, span)
        profile = await directory.profile(console.store)
        return page(
            reader,
            "figures/report.html",
            library="" if profile is None else profile.name[reader.language],
            months=[(each, _month_name(each, speech)) for each in listed],
            month=asked,
            written=console.store.clock.now(),
            **await _shown(console, reader, span, now, before, speech),
        )


async def _both(console: Console, span: Span) -> tuple[Range, Range]:
    return (
        await read(console.store, span.first, span.last),
        await read(console.store, span.before.first, span.before.last),
    )


async def _shown(
    console: Console, reader: Reader, span: Span, now: Range, before: Range, speech: Speech
) -> dict[str, Any]:
    names = await intent_names(console)
    return {
        "span": span,
        "asked": {"from": speech.short_day(span.first), "to": speech.short_day(span.last)},
        "groups": cards(figures_of(now), figures_of(before), speech),
        "charts": charts(now, names, speech),
        "heat": heat(now, speech),
        "questions": now.questions if reader.may(Permission.READ_QUESTIONS) else (),
        "oldest_question": now.oldest_question,
        "uncounted": now.uncounted,
    }


def _name(span: Span) -> str:
    return f"{span.first.isoformat()}-{span.last.isoformat()}"


def _month_name(month: str, speech: Speech) -> str:
    span = month_span(month)
    return month if span is None else speech.day(span.first).partition(" ")[2]
