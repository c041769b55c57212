"""Facts about surveys: each wording and each scale for itself, so that nothing is summed that was asked otherwise."""

from collections.abc import Iterator

from sqlalchemy import Connection, FromClause, and_, or_, select

from crm import records
from crm.database.upsert import table_of
from crm.figures.facts import Day, FigureFact, Mark, within

__all__ = ["invitations", "recoveries", "scores"]

_SURVEY = table_of(records.Survey)
_QUESTION = table_of(records.SurveyQuestion)
_INVITED = table_of(records.SurveyInvitation)
_RESPONSE = table_of(records.SurveyResponse)
_ANSWER = table_of(records.SurveyAnswer)
_I = table_of(records.Interaction)
_CASE = table_of(records.ServiceCase)

_IS_NO_TRY = or_(_I.c.id.is_(None), _I.c.is_test.is_(False))


def invitations(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the invitations of a day, and which of them were answered whenever that was."""
    query = (
        select(_INVITED.c.sent_at, _SURVEY.c.code, _SURVEY.c.version, _RESPONSE.c.id, _I.c.public_id, _I.c.channel)
        .join(_SURVEY, _SURVEY.c.id == _INVITED.c.survey_id)
        .outerjoin(_RESPONSE, _RESPONSE.c.invitation_id == _INVITED.c.id)
        .outerjoin(_I, _I.c.id == _INVITED.c.interaction_id)
        .where(within(_INVITED.c.sent_at, day), _IS_NO_TRY)
        .order_by(_INVITED.c.id)
    )
    for at, code, version, response, talk, channel in connection.execute(query):
        of = f"{code}:{version}"
        marks: list[Mark] = [("invited", of)] if response is None else [("invited", of), ("responded", of)]
        detail = "unanswered" if response is None else "responded"
        yield FigureFact("invitation", at, tuple(marks), talk=talk, channel=channel, detail=detail)


def scores(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the scores of a day; of a gap question also how far it lies above the least and below the best."""
    query = (
        select(
            _RESPONSE.c.submitted_at, _SURVEY.c.code, _SURVEY.c.version, _QUESTION.c.code.label("question"),
            _QUESTION.c.scale, _QUESTION.c.dimension, _ANSWER.c.score, _ANSWER.c.minimum, _ANSWER.c.desired,
            _I.c.public_id, _I.c.channel, _CASE.c.number,
        )
        .select_from(_responses())
        .join(_ANSWER, _ANSWER.c.response_id == _RESPONSE.c.id)
        .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .where(within(_RESPONSE.c.submitted_at, day), _ANSWER.c.score.is_not(None), _IS_NO_TRY)
        .order_by(_ANSWER.c.id)
    )  # fmt: skip
    for row in connection.execute(query):
        marks: list[Mark] = [("score", f"{row.code}:{row.version}:{row.question}:{row.scale}:{row.score}")]
        if row.minimum is not None:
            of = row.dimension or row.question
            marks.append(("adequacy", f"{row.code}:{row.version}:{of}:{row.score - row.minimum}"))
            marks.append(("superiority", f"{row.code}:{row.version}:{of}:{row.score - row.desired}"))
        yield FigureFact(
            "score", row.submitted_at, tuple(marks), talk=row.public_id, case=row.number, channel=row.channel,
            detail=str(row.score),
        )  # fmt: skip


def recoveries(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give what those who had complained said of it on a day, on the scale of 1 to 5."""
    query = (
        select(_RESPONSE.c.submitted_at, _ANSWER.c.score, _CASE.c.number, _I.c.public_id, _I.c.channel)
        .select_from(_responses())
        .join(_ANSWER, _ANSWER.c.response_id == _RESPONSE.c.id)
        .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .where(
            within(_RESPONSE.c.submitted_at, day),
            _CASE.c.kind == "complaint",
            _QUESTION.c.scale == "csat5",
            _ANSWER.c.score.is_not(None),
            _IS_NO_TRY,
        )
        .order_by(_ANSWER.c.id)
    )
    for at, score, case, talk, channel in connection.execute(query):
        mark = ("recovery", "yes" if score >= 4 else "no")
        yield FigureFact("score", at, (mark,), talk=talk, case=case, channel=channel, detail=str(score))


def _responses() -> FromClause:
    """Join responses with their survey, and the conversation or case that they are about."""
    about = or_(
        _I.c.id == _INVITED.c.interaction_id,
        and_(_INVITED.c.interaction_id.is_(None), _I.c.id == _CASE.c.interaction_id),
    )
    return (
        _RESPONSE.join(_SURVEY, _SURVEY.c.id == _RESPONSE.c.survey_id)
        .outerjoin(_INVITED, _INVITED.c.id == _RESPONSE.c.invitation_id)
        .outerjoin(_CASE, _CASE.c.id == _INVITED.c.case_id)
        .outerjoin(_I, about)
    )
