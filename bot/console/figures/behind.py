"""What stands behind a figure: the list of its conversations or cases, each with a link to it."""

from __future__ import annotations

from urllib.parse import urlencode

from litestar import Controller, get
from litestar.exceptions import NotFoundException
from litestar.response import Stream, Template

from bot.console.figures.cards import ABOUT_CASES, definition, made_of, shown
from bot.console.figures.span import PRESETS, span_of
from bot.console.frame.access import Forbidden, needs
from bot.console.frame.columns import Column, stamp
from bot.console.frame.lists import DAY, ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.figures.behind import Part, behind, parts_of
from crm.figures.headline import low_scores
from crm.figures.reading import Figure, Range, figures_of, read
from crm.figures.values import Amount, Effect, FigureShare, Mean, Nps, Quantile

__all__ = ["BehindPages", "links"]

PARTS: tuple[Part, ...] = ("counted", "whole", "low")

COLUMNS = (
    Column("when", "figures.behind.when", stamp("at"), style="nowrap", heads_row=True),
    Column("kind", "figures.behind.kind", "kind"),
    Column("detail", "figures.behind.detail", "detail"),
    Column("channel", "figures.behind.channel", "channel"),
    Column("talk", "figures.behind.talk", "talk"),
    Column("case", "figures.behind.case", "case"),
)


class BehindPages(Controller):
    """Handlers of the lists behind figures."""

    path = "/figures/behind"

    @get("/{key:str}/{part:str}", opt=needs(Permission.READ_FIGURES))
    async def rows(self, visit: Visit, key: str, part: str) -> Template | Stream:
        """List what a figure counts in a range of days, or what it is a share of."""
        if part not in PARTS:
            raise NotFoundException
        if not visit.may(_permission(key)):
            raise Forbidden
        span = span_of(visit.request.query_params, visit.locale)
        counted = await read(visit.store, span.first, span.last, visit.console.settings.lifecycle_rule)
        figure = figures_of(counted).get(key)
        patterns = parts_of(key, part, counted.counts)
        if figure is None or figure.value.is_hidden or not patterns:
            raise NotFoundException
        query = ListQuery.from_request(visit.request, filters={"span": PRESETS, "from": DAY, "to": DAY})
        said, most = _number(figure, part, counted), query.offset + query.limit
        facts = await behind(visit.store, patterns, span.first, span.last, most=None if query.wants_csv else most)
        if query.wants_csv:
            await visit.audited("figures.exported", "figures", f"{key} {span.first}-{span.last}")
            return visit.file(f"{key}-{part}", COLUMNS, facts, texts="figures.behind.")
        return visit.page(
            "figures/behind.html",
            key=key,
            part=part,
            span=span,
            query=query,
            columns=COLUMNS,
            rows=facts[query.offset : most],
            # Of years not every row is read for one page: how many there are, the figure says till the end is reached.
            total=len(facts) if len(facts) <= most else max(said, len(facts)),
            said=said,
            value=shown(figure, visit.locale),
            made_of=made_of(figure, visit.locale),
            definition=definition(key, visit.locale, visit.console.settings.lifecycle_rule),
            back=f"/console/figures?{_span_query(span.preset, visit, span)}",
        )


def links(visit: Visit, figure: Figure, counted: Range) -> tuple[tuple[str, str], ...]:
    """Give the links to what stands behind a figure, for those who may read it; nothing of what is hidden."""
    if not visit.may(_permission(figure.key)):
        return ()
    hidden = figure.value.is_hidden
    made = []
    for part in PARTS:
        number = _number(figure, part, counted)
        if not hidden and number and parts_of(figure.key, part, counted.counts):
            text = visit.t(f"figures.behind.{part}", n=number)
            span = span_of(visit.request.query_params, visit.locale)
            if (span.first, span.last) != (counted.first, counted.last):
                preset = ""
            else:
                preset = span.preset
            made.append((text, f"/console/figures/behind/{figure.key}/{part}?{_span_query(preset, visit, counted)}"))
    return tuple(made)


def _permission(key: str) -> Permission:
    return Permission.READ_CASES if key in ABOUT_CASES else Permission.READ_CONVERSATIONS


def _span_query(preset: str, visit: Visit, span: object) -> str:
    if preset:
        return urlencode({"span": preset})
    first, last = span.first, span.last  # type: ignore[attr-defined]
    return urlencode({"from": visit.locale.short_day(first), "to": visit.locale.short_day(last)})


def _number(figure: Figure, part: Part, counted: Range) -> int:
    value = figure.value
    if part == "low":
        return low_scores(counted)[0] if figure.key == "csat" else 0
    if isinstance(value, Amount):
        return int(value.value) if part == "counted" else 0
    if isinstance(value, FigureShare):
        return int(value.numerator if part == "counted" else value.denominator)
    if isinstance(value, Effect):
        return int(value.treated.denominator + (value.others.denominator if part == "whole" else 0))
    if isinstance(value, Quantile | Mean | Nps):
        return value.count if part == "whole" else 0
    return 0
