"""Results of surveys in words: a figure only where there are answers enough for one."""

from __future__ import annotations

from dataclasses import dataclass

from bot.console.frame.visit import Visit
from crm.surveys.definitions import Version
from crm.surveys.results import SurveyResult, content_share, net_promoters, nps_interval

__all__ = ["Shown", "figure_of", "shown"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One version with its results, as a row of the page and of its file."""

    survey: Version
    result: SurveyResult
    name: str
    rate: float | None
    figure: str

    @property
    def label(self) -> str:
        """Name the version."""
        return f"{self.survey.code} {self.survey.version}"


def shown(visit: Visit, survey: Version, result: SurveyResult) -> Shown:
    """Put a version and its results together."""
    rate = result.answered / result.invited if result.invited else None
    return Shown(survey, result, survey.name[visit.language], rate, figure_of(visit, survey, result))


def figure_of(visit: Visit, survey: Version, result: SurveyResult) -> str:
    """Say the figure of a version; where few have answered, only that."""
    locale = visit.locale
    if not result.answers:
        return visit.t("surveys.no_answers")
    if not result.is_shown:
        return visit.t("surveys.few_answers")
    if survey.kind == "nps":
        value, spread = net_promoters(result.scores), nps_interval(result.scores)
        if spread is None:
            return visit.t("surveys.nps", value=locale.number(value, 1))
        return visit.t("surveys.nps_spread", value=locale.number(value, 1), spread=locale.number(spread, 0))
    if survey.kind == "gap":
        return visit.t("surveys.gap_below", n=result.answers)
    share = content_share(result.scores)
    return visit.t("surveys.csat", value=locale.percent(None if share is None else share / 100, 1))
