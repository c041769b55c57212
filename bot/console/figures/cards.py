"""Figures as they are shown: value, what it was computed from, and the value of the period before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.console.frame.locale import Locale
from bot.console.frame.say import say
from crm.figures.reading import Figure
from crm.figures.values import Amount, Effect, FigureShare, Mean, Nps, Quantile
from crm.lifecycle.rule import LifecycleRule

__all__ = ["ABOUT_CASES", "GROUPS", "FigureCard", "cards", "csv_rows", "definition", "made_of", "shown"]

GROUPS: Mapping[str, tuple[str, ...]] = {
    "conversations": (
        "engaged", "containment", "verified_resolution", "false_containment", "first_contact", "deflection",
        "abandonment",
    ),
    "answers": ("unanswered", "refused", "failed", "helpful", "helpful_coverage", "latency_p50", "latency_p95"),
    "librarians": (
        "handoff", "handoff_accepted_open", "handoff_accepted_closed", "handoff_unanswered",
        "first_response_median", "first_response_p90", "first_response_open_median", "first_response_open_p90",
        "effort_reference",
    ),
    "cases": ("sla_met", "case_time_median", "case_time_p90", "reopened", "complaints"),
    "circulation": (
        "renewal_success", "renewal_technical", "holds_chat", "hold_ready_median", "reminder_effect", "reminded_kept",
        "unreminded_kept",
    ),
    "satisfaction": (
        "csat", "response_rate", "nps", "adequacy", "superiority", "service_recovery", "recovery_retention",
    ),
    "patrons": (
        "lapsing_now", "newly_lapsed", "returned", "win_back", "win_back_effect", "retention", "churn",
        "retention_published", "activation", "reach", "new_patrons_chat", "new_patrons_assisted",
    ),
    "notices": (
        "notices_delivered", "notices_pressed", "notices_kept_back", "notices_no_consent", "campaigns_left",
    ),
}  # fmt: skip
# Those behind which cases stand; behind the others stand conversations.
ABOUT_CASES = frozenset(GROUPS["cases"])


@dataclass(frozen=True, slots=True)
class FigureCard:
    """One figure in the reader's words; `muted` when there is no data or it is hidden.

    `behind` are links to the rows that it is made of: a text and an address.
    """

    key: str
    shown: str
    made_of: str
    before: str
    muted: bool
    definition: str
    behind: tuple[tuple[str, str], ...] = ()


def cards(
    now: Mapping[str, Figure],
    before: Mapping[str, Figure],
    locale: Locale,
    rule: LifecycleRule,
    behind: Callable[[Figure], tuple[tuple[str, str], ...]],
) -> dict[str, list[FigureCard]]:
    """Make the cards of each group; `behind` gives the links to what stands behind a figure."""
    return {
        group: [
            FigureCard(
                key,
                shown(now[key], locale),
                made_of(now[key], locale),
                shown(before[key], locale),
                _value(now[key]) is None,
                definition(key, locale, rule),
                behind(now[key]),
            )
            for key in keys
        ]
        for group, keys in GROUPS.items()
    }


def definition(key: str, locale: Locale, rule: LifecycleRule) -> str:
    """Say what a figure is, with the library's own numbers of days."""
    return say(
        locale,
        f"figure.{key}.is",
        new=rule.new_days,
        lapsing=rule.lapsing_days,
        lapsed=rule.lapsed_days,
        back=rule.return_days,
    )


def csv_rows(now: Mapping[str, Figure], before: Mapping[str, Figure], locale: Locale) -> list[tuple[object, ...]]:
    """Give every figure as a row: key, name, value, unit, numerator, denominator, value before."""
    rows: list[tuple[object, ...]] = []
    for keys in GROUPS.values():
        for key in keys:
            figure = now[key]
            numerator, denominator = _parts(figure)
            rows.append(
                (
                    key,
                    say(locale, f"figure.{key}"),
                    _plain(figure),
                    figure.unit,
                    numerator,
                    denominator,
                    _plain(before[key]),
                )
            )
    return rows


def shown(figure: Figure, locale: Locale) -> str:
    """Say a figure's value; that there is no data, or that it is hidden, is said too."""
    value = figure.value
    number = _value(figure)
    if number is None:
        hidden = value.is_hidden
        return (
            say(locale, "figures.hidden_nps" if isinstance(value, Nps) else "figures.hidden")
            if hidden
            else say(locale, "figures.no_data")
        )
    match figure.unit:
        case "percent":
            return locale.percent(number / 100, 1)
        case "seconds":
            return locale.duration(number, exact=True)
        case "ms":
            return say(locale, "figures.ms", n=int(number))
        case "score":
            return locale.number(round(number, 1), 1)
        case "points":
            return locale.number(round(number, 2), 2)
        case "percent_points":
            return say(locale, "figures.percent_points", n=locale.number(round(number, 1), 1))
        case "per_thousand":
            return locale.number(round(number, 1), 1)
    return locale.number(int(number))


def made_of(figure: Figure, locale: Locale) -> str:
    """Say what a figure was made of; of a hidden one only that it was few."""
    value = figure.value
    if isinstance(value, FigureShare):
        if value.is_hidden:
            return ""
        return say(locale, "figures.of", numerator=int(value.numerator), denominator=int(value.denominator))
    if isinstance(value, Quantile):
        return "" if value.is_hidden else say(locale, "figures.count_of", count=value.count)
    if isinstance(value, Mean):
        return "" if value.is_hidden else say(locale, "figures.count_of", count=value.count)
    if isinstance(value, Effect):
        if value.value is None or value.low is None or value.high is None:
            return ""
        low, high = (locale.number(round(one, 1), 1) for one in (value.low, value.high))
        told, others = int(value.treated.denominator), int(value.others.denominator)
        if figure.key == "win_back_effect":
            return say(locale, "figures.between_arms", low=low, high=high, told=told, held_out=others)
        return say(locale, "figures.between", low=low, high=high, reminded=told, others=others)
    if isinstance(value, Nps):
        if value.value is None or value.interval is None:
            return ""
        return say(locale, "figures.nps_of", count=value.count, width=round(value.interval, 1))
    return ""


def _value(figure: Figure) -> float | None:
    return None if figure.value.is_hidden else figure.value.value


def _plain(figure: Figure) -> float | None:
    return _whole(_value(figure))


def _whole(number: float | None) -> float | None:
    """Write a count without the fraction that sums of the store have."""
    if number is None:
        return None
    return int(number) if float(number).is_integer() else round(number, 2)


def _parts(figure: Figure) -> tuple[float | None, float | None]:
    value = figure.value
    if isinstance(value, FigureShare):
        return (None, None) if value.is_hidden else (_whole(value.numerator), _whole(value.denominator))
    if isinstance(value, Amount):
        return (None, None) if value.is_hidden else (_whole(value.value), None)
    if isinstance(value, Quantile | Mean):
        return None, None if value.is_hidden else value.count
    if isinstance(value, Effect):
        return None, None if value.value is None else _whole(value.treated.denominator + value.others.denominator)
    return (None, None) if value.is_hidden else (value.promoters - value.detractors, value.count)
