"""Tables beside the figures: stocks, surveys by wording, and branches."""

from __future__ import annotations

from dataclasses import dataclass

from bot.console.figures.cards import made_of, shown
from bot.console.figures.span import Span
from bot.console.frame.locale import Locale
from bot.console.frame.roles import Permission
from bot.console.frame.say import say
from bot.console.frame.visit import Visit
from crm.figures.asked import ScoresGiven, SurveyFigures
from crm.figures.by_branch import BranchFigure, answered_in_time
from crm.figures.reading import Figure, Range
from crm.figures.values import MIN_SIZE, FigureShare, Mean, Nps

__all__ = ["StockLine", "SurveyLine", "branch_lines", "stock_lines", "survey_lines"]

STOCKS = (
    "patrons:prospect", "patrons:new", "patrons:active", "patrons:lapsing", "patrons:lapsed", "patrons:closed",
    "loans:out", "loans:overdue", "holds:open", "holds:ready", "fines:unpaid", "cases:open", "cases:late",
)  # fmt: skip
# Of a library system elsewhere nobody here can say how many of these there are.
_CIRCULATION = ("loans:", "holds:", "fines:")


@dataclass(frozen=True, slots=True)
class StockLine:
    """How many there are of something, and how many there were a range before; None when they are too few to be told.

    `is_compared` tells whether the stocks of before are known.
    """

    key: str
    number: int | None
    before: int | None
    is_compared: bool


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A question of one wording of a survey: how many were asked and answered, and what they said."""

    code: str
    version: int
    question: str
    scale: str
    asked: str
    value: str


def stock_lines(now: Range, before: Range, *, elsewhere: bool) -> list[StockLine]:
    """Give the stocks, each with that of the period before; none before they were first written down.

    Where the library's loans, holds and fines are kept `elsewhere`, those are left out.
    """
    if now.stock_day is None:
        return []
    known = before.stock_day is not None and before.stock_day != now.stock_day
    told = [key for key in STOCKS if not (elsewhere and key.startswith(_CIRCULATION))]
    return [StockLine(key, _told(key, now), _told(key, before) if known else None, known) for key in told]


def _told(key: str, counted: Range) -> int | None:
    number = counted.stock[key]
    return None if key.startswith("patrons:") and 0 < number < MIN_SIZE else number


def survey_lines(counted: Range, locale: Locale) -> list[SurveyLine]:
    """Give what was said to each question, wording by wording; nothing is summed over two of them."""
    lines = []
    for survey in counted.surveys:
        asked = say(locale, "figures.of", numerator=survey.responded, denominator=survey.invited)
        for one in survey.answers:
            lines += [
                SurveyLine(survey.code, survey.version, question, one.scale, asked, value)
                for question, value in _values(one, locale)
            ]
        lines += [
            SurveyLine(survey.code, survey.version, dimension, "gap9", asked, value)
            for dimension, value in _gaps(survey, locale)
        ]
        if not survey.answers:
            lines.append(SurveyLine(survey.code, survey.version, "–", "", asked, say(locale, "figures.no_data")))
    return lines


async def branch_lines(visit: Visit, span: Span) -> list[tuple[str | None, str, int | None]]:
    """Give each branch's share of cases answered in time: name, words, and percent (None when it is not told).

    Of a library whose cases all belong to one branch, or to none, there is nothing to compare.
    """
    if not visit.may(Permission.READ_CASES):
        return []
    found = await answered_in_time(visit.store, span.first, span.last)
    if len(found) < 2:
        return []
    return [_branch_line(one, visit) for one in found]


def _branch_line(one: BranchFigure, visit: Visit) -> tuple[str | None, str, int | None]:
    figure = Figure("sla_met", one.value, "percent")
    value, parts = shown(figure, visit.locale), made_of(figure, visit.locale)
    percent = None if one.value.value is None else round(one.value.value)
    name = None if one.name is None else one.name[visit.language]
    return name, f"{value} ({parts})" if parts else value, percent


def _values(answers: ScoresGiven, locale: Locale) -> list[tuple[str, str]]:
    total = sum(answers.scores.values())
    match answers.scale:
        case "csat5":
            good = sum(n for score, n in answers.scores.items() if score >= 4)
            return [(answers.question, shown(Figure("csat", FigureShare(good, total), "percent"), locale))]
        case "nps11":
            return [(answers.question, shown(Figure("nps", Nps.of(answers.scores), "score"), locale))]
        case "gap9":
            perceived = shown(Figure("perceived", Mean.of(answers.scores), "points"), locale)
            return [(answers.question, perceived)]
        case "text":
            return []
    return [(answers.question, shown(Figure("mean", Mean.of(answers.scores), "points"), locale))]


def _gaps(survey: SurveyFigures, locale: Locale) -> list[tuple[str, str]]:
    found = []
    for dimension, (adequacy, superiority) in sorted(survey.gaps.items()):
        above, below = Mean.of(adequacy), Mean.of(superiority)
        few = above.count < MIN_SIZE
        text = (
            say(locale, "figures.hidden")
            if few
            else say(
                locale, "figures.gaps", adequacy=round(above.value or 0, 2), superiority=round(below.value or 0, 2)
            )
        )
        found.append((dimension, text))
    return found
