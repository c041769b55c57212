"""Surveys by wording: what was sent, answered and said, each version and each question for itself."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from crm.figures.facts import Counts

__all__ = ["ScoresGiven", "SurveyFigures", "survey_answers", "surveys_of"]


@dataclass(frozen=True, slots=True)
class ScoresGiven:
    """What was said to one question of one wording: scores by value; of gaps also the distances, by value.

    `rate` are invitations and responses of the wording.
    """

    code: str
    version: int
    question: str
    scale: str
    scores: Mapping[int, float]
    adequacy: Mapping[int, float] = field(default_factory=dict)
    superiority: Mapping[int, float] = field(default_factory=dict)
    rate: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class SurveyFigures:
    """One wording of a survey: invitations, how many of them were answered, and the answers by question.

    `gaps` are how often what was perceived lay so far from the least and from the best, by dimension.
    """

    code: str
    version: int
    invited: int
    responded: int
    answers: tuple[ScoresGiven, ...]
    gaps: Mapping[str, tuple[Mapping[int, float], Mapping[int, float]]] = field(default_factory=dict)


def surveys_of(counts: Counts) -> tuple[SurveyFigures, ...]:
    """Give the surveys that were sent or answered, the newest wording of each first."""
    said: dict[tuple[str, int], dict[tuple[str, str], Counter[int]]] = {}
    gaps: dict[tuple[str, int], dict[str, tuple[Counter[int], Counter[int]]]] = {}
    for (metric, dims), n in counts.items():
        if metric in ("invited", "responded"):
            code, version = dims.rsplit(":", 1)
            said.setdefault((code, int(version)), {})
        elif metric == "score":
            code, version, question, scale, score = dims.rsplit(":", 4)
            said.setdefault((code, int(version)), {}).setdefault((question, scale), Counter())[int(score)] += int(n)
        elif metric in ("adequacy", "superiority"):
            code, version, dimension, distance = dims.rsplit(":", 3)
            pair = gaps.setdefault((code, int(version)), {}).setdefault(dimension, (Counter(), Counter()))
            pair[metric == "superiority"][int(distance)] += int(n)
    made = [_survey(counts, code, version, of, gaps.get((code, version), {})) for (code, version), of in said.items()]
    return tuple(sorted(made, key=lambda one: (one.code, -one.version)))


def _survey(
    counts: Counts,
    code: str,
    version: int,
    questions: Mapping[tuple[str, str], Counter[int]],
    gaps: Mapping[str, tuple[Counter[int], Counter[int]]],
) -> SurveyFigures:
    rate = counts["invited", f"{code}:{version}"], counts["responded", f"{code}:{version}"]
    adequacy, superiority = Counter[int](), Counter[int]()
    for above, below in gaps.values():
        adequacy.update(above)
        superiority.update(below)
    nothing: Counter[int] = Counter()
    answers = [
        ScoresGiven(
            code, version, question, scale, dict(scores),
            adequacy if scale == "gap9" else nothing, superiority if scale == "gap9" else nothing, rate,
        )
        for (question, scale), scores in sorted(questions.items())
    ]  # fmt: skip
    return SurveyFigures(code, version, int(rate[0]), int(rate[1]), tuple(answers), gaps)


def survey_answers(counts: Counts, scale: str) -> ScoresGiven | None:
    """Give the answers on a scale to the newest wording of the survey that was answered most, None without any."""
    found = [one for survey in surveys_of(counts) for one in survey.answers if one.scale == scale]
    if not found:
        return None
    said = Counter[str]()
    for one in found:
        said[one.code] += int(sum(one.scores.values()))
    code = max(said, key=lambda name: (said[name], name))
    return max((one for one in found if one.code == code), key=lambda one: (one.version, sum(one.scores.values())))
