"""Results of surveys by version: never across two versions or two scales."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import Any

from sqlalchemy import Connection, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = [
    "FEWEST",
    "FollowUps",
    "GapMean",
    "SurveyRemark",
    "SurveyResult",
    "content_share",
    "follow_ups",
    "net_promoters",
    "nps_interval",
    "remarks",
    "results",
]

# Fewer answers than this are told by their number alone.
FEWEST = 5
FEWEST_FOR_INTERVAL = 30
MOST_REMARKS = 200

_SURVEY = table_of(records.Survey)
_QUESTION = table_of(records.SurveyQuestion)
_INVITATION = table_of(records.SurveyInvitation)
_RESPONSE = table_of(records.SurveyResponse)
_ANSWER = table_of(records.SurveyAnswer)
_CASE = table_of(records.ServiceCase)
_INTERACTION = table_of(records.Interaction)


@dataclass(frozen=True, slots=True)
class GapMean:
    """One gap question: how many answered it, and the means of what is least, wished and perceived (1 to 9)."""

    code: str
    dimension: str | None
    answers: int
    minimum: float
    desired: float
    perceived: float

    @property
    def adequacy(self) -> float:
        """By how much what is perceived is above the least."""
        return self.perceived - self.minimum

    @property
    def superiority(self) -> float:
        """By how much what is perceived is above what is wished."""
        return self.perceived - self.desired


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """Counts of one version: who was asked, who of them answered, who answered unasked, and what.

    `scores` counts each value of its first question; `gaps` are the means of a gap survey.
    """

    survey_id: int
    invited: int
    answered: int
    unasked: int
    scores: Mapping[int, int]
    gaps: tuple[GapMean, ...]

    @property
    def answers(self) -> int:
        """How many answers the scores are made of."""
        return sum(self.scores.values())

    @property
    def is_shown(self) -> bool:
        """Tell whether there are enough answers for a figure."""
        return self.answers >= FEWEST


@dataclass(frozen=True, slots=True)
class SurveyRemark:
    """One remark with its score; `conversation` is where it was said, `case_number` what became of it."""

    code: str
    version: int
    score: int | None
    words: str
    given_at: datetime
    follow_up: str | None
    case_number: str | None
    case_status: str | None
    conversation: str | None


@dataclass(frozen=True, slots=True)
class FollowUps:
    """What became of low scores: offered, said yes to, settled; and of those asked later, who was content then."""

    offered: int
    accepted: int
    settled: int
    asked_later: int
    content_later: int


def content_share(scores: Mapping[int, int]) -> float | None:
    """Give the percentage of 4 and 5 among scores from 1 to 5; None without any."""
    answers = sum(scores.values())
    return None if not answers else 100 * (scores.get(4, 0) + scores.get(5, 0)) / answers


def net_promoters(scores: Mapping[int, int]) -> float | None:
    """Give the percentage of 9 and 10 less that of 0 to 6, from -100 to 100; None without any score."""
    answers = sum(scores.values())
    if not answers:
        return None
    promoters, detractors = _sides(scores)
    return 100 * (promoters - detractors) / answers


def nps_interval(scores: Mapping[int, int]) -> float | None:
    """Give by how much the net promoter score may be off (95 %); None below 30 answers."""
    answers = sum(scores.values())
    if answers < FEWEST_FOR_INTERVAL:
        return None
    promoters, detractors = (side / answers for side in _sides(scores))
    return 196 * sqrt(((promoters + detractors) - (promoters - detractors) ** 2) / answers)


async def results(store: Store) -> dict[int, SurveyResult]:
    """Give the results of every version, by its id."""
    return await store.look(_results)


async def remarks(store: Store, *, limit: int = MOST_REMARKS) -> list[SurveyRemark]:
    """Give what was said beside scores, the latest first."""
    query = (
        select(
            _SURVEY.c.code,
            _SURVEY.c.version,
            _ANSWER.c.score,
            _ANSWER.c.comment.label("words"),
            _RESPONSE.c.submitted_at.label("given_at"),
            _RESPONSE.c.follow_up,
            _CASE.c.number.label("case_number"),
            _CASE.c.status.label("case_status"),
            _INTERACTION.c.public_id.label("conversation"),
        )
        .join(_RESPONSE, _RESPONSE.c.id == _ANSWER.c.response_id)
        .join(_SURVEY, _SURVEY.c.id == _RESPONSE.c.survey_id)
        .outerjoin(_INVITATION, _INVITATION.c.id == _RESPONSE.c.invitation_id)
        .outerjoin(_INTERACTION, _INTERACTION.c.id == _INVITATION.c.interaction_id)
        .outerjoin(_CASE, _CASE.c.id == _RESPONSE.c.case_id)
        .where(_ANSWER.c.comment.is_not(None), _ANSWER.c.comment != "")
        .order_by(_RESPONSE.c.submitted_at.desc(), _ANSWER.c.id.desc())
        .limit(limit)
    )
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [SurveyRemark(**row) for row in rows]


async def follow_ups(store: Store) -> FollowUps:
    """Count what became of low scores, and how content complainants were afterwards (service recovery)."""

    def look(connection: Connection) -> FollowUps:
        offered = _count(connection, select(_RESPONSE.c.id).where(_RESPONSE.c.follow_up.is_not(None)))
        accepted = _count(connection, select(_RESPONSE.c.id).where(_RESPONSE.c.follow_up == "accepted"))
        settled = _count(
            connection,
            select(_RESPONSE.c.id)
            .join(_CASE, _CASE.c.id == _RESPONSE.c.case_id)
            .where(_CASE.c.status.in_(("answered", "closed"))),
        )
        later = (
            select(_ANSWER.c.score)
            .join(_RESPONSE, _RESPONSE.c.id == _ANSWER.c.response_id)
            .join(_INVITATION, _INVITATION.c.id == _RESPONSE.c.invitation_id)
            .where(_INVITATION.c.case_id.is_not(None), _ANSWER.c.score.is_not(None))
        )
        scores = list(connection.scalars(later))
        return FollowUps(offered, accepted, settled, len(scores), sum(score >= 4 for score in scores))

    return await store.look(look)


def _sides(scores: Mapping[int, int]) -> tuple[int, int]:
    promoters = sum(count for score, count in scores.items() if score >= 9)
    return promoters, sum(count for score, count in scores.items() if score <= 6)


def _count(connection: Connection, query: Any) -> int:
    return int(connection.scalar(select(func.count()).select_from(query.subquery())) or 0)


def _results(connection: Connection) -> dict[int, SurveyResult]:
    invited, answered, unasked = Counter[int](), Counter[int](), Counter[int]()
    rows = connection.execute(
        select(_INVITATION.c.survey_id, _INVITATION.c.is_asked, func.count(), func.count(_RESPONSE.c.id))
        .outerjoin(_RESPONSE, _RESPONSE.c.invitation_id == _INVITATION.c.id)
        .group_by(_INVITATION.c.survey_id, _INVITATION.c.is_asked)
    )
    for survey_id, is_asked, sent, came in rows:
        if is_asked:
            invited[survey_id] += sent
            answered[survey_id] += came
        else:
            unasked[survey_id] += came
    scores: dict[int, Counter[int]] = {}
    others = _QUESTION.alias("others")
    first = select(func.min(others.c.position)).where(others.c.survey_id == _SURVEY.c.id).scalar_subquery()
    counted = (
        select(_SURVEY.c.id, _ANSWER.c.score, func.count())
        .join(_QUESTION, _QUESTION.c.survey_id == _SURVEY.c.id)
        .join(_ANSWER, _ANSWER.c.question_id == _QUESTION.c.id)
        .where(_QUESTION.c.position == first, _ANSWER.c.score.is_not(None))
        .group_by(_SURVEY.c.id, _ANSWER.c.score)
    )
    for survey_id, score, count in connection.execute(counted):
        scores.setdefault(survey_id, Counter())[int(score)] += count
    gaps: dict[int, list[GapMean]] = {}
    means = (
        select(
            _QUESTION.c.survey_id,
            _QUESTION.c.code,
            _QUESTION.c.dimension,
            func.count(),
            func.avg(_ANSWER.c.minimum),
            func.avg(_ANSWER.c.desired),
            func.avg(_ANSWER.c.score),
        )
        .join(_ANSWER, _ANSWER.c.question_id == _QUESTION.c.id)
        .where(_QUESTION.c.scale == "gap9", _ANSWER.c.minimum.is_not(None), _ANSWER.c.score.is_not(None))
        .group_by(_QUESTION.c.survey_id, _QUESTION.c.code, _QUESTION.c.dimension, _QUESTION.c.position)
        .order_by(_QUESTION.c.position)
    )
    for survey_id, code, dimension, count, *mean in connection.execute(means):
        gaps.setdefault(survey_id, []).append(GapMean(code, dimension, count, *(float(one) for one in mean)))
    return {
        survey_id: SurveyResult(
            survey_id,
            invited[survey_id],
            answered[survey_id],
            unasked[survey_id],
            dict(scores.get(survey_id, {})),
            tuple(gaps.get(survey_id, ())),
        )
        for survey_id in connection.scalars(select(_SURVEY.c.id))
    }
