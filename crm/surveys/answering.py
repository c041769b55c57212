"""Answers to surveys: kept with the invitation that asked for them, another one replacing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from crm import records
from crm.cases.own import Asker, asker_of
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import InvalidValue, NotFound
from crm.surveys.definitions import DefinedQuestion, Version, running, version_of
from crm.surveys.inviting import invite, token_again, token_hashes, token_of
from crm.surveys.wordings import CONVERSATION

__all__ = ["LOW", "SurveyAnswerKept", "give", "give_remark", "give_unasked", "invitation", "is_low", "survey_asked"]

# From these down somebody was not content, and is offered a librarian's word.
LOW: Mapping[str, int] = {"csat5": 2, "nps11": 6, "ces7": 2}
LONGEST = 1000

_INVITATION = table_of(records.SurveyInvitation)
_RESPONSE = table_of(records.SurveyResponse)
_ANSWER = table_of(records.SurveyAnswer)
_INTERACTION = table_of(records.Interaction)
_PATRON = table_of(records.Patron)
_CASE = table_of(records.ServiceCase)


@dataclass(frozen=True, slots=True)
class SurveyAnswerKept:
    """What was kept: the invitation's token, the survey, the question, and what is asked next (None: it was the last).

    `case_number` is the case that the survey asks about, where it does.
    """

    token: str
    survey: Version
    question: DefinedQuestion
    next: DefinedQuestion | None
    is_low: bool
    case_number: str | None = None


def is_low(scale: str, score: int) -> bool:
    """Tell whether a score says that somebody was not content."""
    return scale in LOW and score <= LOW[scale]


async def give(
    store: Store,
    token: str,
    conversation: str,
    question: str,
    score: int,
    *,
    minimum: int | None = None,
    desired: int | None = None,
    comment: str | None = None,
) -> SurveyAnswerKept:
    """Keep an answer of whoever was asked; of a gap `score` is what is perceived, beside the other two.

    Raises InvalidValue ("score" outside of its scale, "token" when it is too late), NotFound for another's invitation
    and for an unknown question.
    """

    def keep(connection: Connection) -> SurveyAnswerKept:
        row, _ = invitation(connection, store, token, conversation)
        return _keep(connection, store, row, token, question, score, minimum, desired, comment)

    return await store.transact(keep)


async def give_unasked(store: Store, conversation: str, score: int, comment: str | None = None) -> SurveyAnswerKept:
    """Keep the score (1 to 5) that somebody gives a conversation by themselves; of one that was asked for it, as asked.

    Raises InvalidValue, NotFound.
    """

    def keep(connection: Connection) -> SurveyAnswerKept:
        who = asker_of(connection, conversation, store.clock.now())
        survey = running(connection, CONVERSATION)
        if survey is None:
            raise NotFound("survey", CONVERSATION)
        about = f"talk:{who.interaction_id}"
        token = token_of(store, survey.id, about)
        if not 1 <= score <= survey.questions[0].range[1]:
            raise InvalidValue("score", "a score is from 1 to 5")
        # Locked: the same score twice at once is one invitation.
        lock = select(_INTERACTION.c.id).where(_INTERACTION.c.id == who.interaction_id).with_for_update()
        connection.execute(lock)
        mine = (_INVITATION.c.interaction_id == who.interaction_id) & (_INVITATION.c.survey_id == survey.id)
        row = connection.execute(select(_INVITATION).where(mine)).mappings().first()
        if row is None:
            invite(
                connection,
                store,
                survey,
                token,
                who.patron_id,
                who.identity_id,
                interaction_id=who.interaction_id,
                is_asked=False,
            )
        else:
            token = token_again(store, survey.id, about, row["token_hash"])
            if row["token_hash"] not in token_hashes(store, token):
                # Of before tokens could be told again.
                connection.execute(update(_INVITATION).where(mine).values(token_hash=token_hashes(store, token)[0]))
        row = connection.execute(select(_INVITATION).where(mine)).mappings().one()
        return _keep(connection, store, row, token, survey.questions[0].code, score, None, None, comment)

    return await store.transact(keep)


async def give_remark(store: Store, token: str, conversation: str, words: str) -> None:
    """Keep what somebody says beside their score; further words come after those that are there. Raises NotFound."""

    def keep(connection: Connection) -> None:
        row, _ = invitation(connection, store, token, conversation)
        response_id = connection.scalar(select(_RESPONSE.c.id).where(_RESPONSE.c.invitation_id == row["id"]))
        first = select(_ANSWER).where(_ANSWER.c.response_id == response_id).order_by(_ANSWER.c.id).limit(1)
        answer = connection.execute(first.with_for_update()).mappings().first()
        if answer is None:
            raise NotFound("answer", token)
        known = answer["comment"] or ""
        said = known if words in known else "\n".join(filter(None, (known, words)))
        connection.execute(update(_ANSWER).where(_ANSWER.c.id == answer["id"]).values(comment=said[:LONGEST]))

    await store.transact(keep)


async def survey_asked(store: Store, token: str, conversation: str) -> Version:
    """Give what an invitation asks whoever talks in a conversation; raises NotFound, InvalidValue."""

    def look(connection: Connection) -> Version:
        row, _ = invitation(connection, store, token, conversation, lock=False)
        return version_of(connection, row["survey_id"])

    return await store.look(look)


def invitation(
    connection: Connection, store: Store, token: str, conversation: str, *, lock: bool = True
) -> tuple[RowMapping, Asker]:
    """Find the invitation of a token for whoever talks in a conversation; `lock` it to write.

    Raises NotFound, also for another's, and InvalidValue ("token") when it is too old to be answered.
    """
    now = store.clock.now()
    who = asker_of(connection, conversation, now)
    query = select(_INVITATION).where(_INVITATION.c.token_hash.in_(token_hashes(store, token)))
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    if row is None:
        raise NotFound("invitation", token)
    if row["patron_id"] is not None:
        # What a patron was asked, only they answer: at a shared browser somebody else may sit now.
        is_theirs = row["patron_id"] == who.patron_id
    else:
        is_theirs = row["identity_id"] is not None and row["identity_id"] == who.identity_id
    if not is_theirs:
        raise NotFound("invitation", token)
    if row["expires_at"] is not None and row["expires_at"] <= now:
        raise InvalidValue("token", "this was asked too long ago")
    return row, who


def _keep(
    connection: Connection,
    store: Store,
    row: RowMapping,
    token: str,
    code: str,
    score: int,
    minimum: int | None,
    desired: int | None,
    comment: str | None,
) -> SurveyAnswerKept:
    survey = version_of(connection, row["survey_id"])
    place = next((place for place, one in enumerate(survey.questions) if one.code == code), None)
    if place is None:
        raise NotFound("question", code)
    question = survey.questions[place]
    least, most = question.range
    given = (score, minimum, desired) if question.scale == "gap9" else (score,)
    if any(value is None or not least <= value <= most for value in given):
        raise InvalidValue("score", f"from {least} to {most}")
    response_id = _response(connection, store, row)
    answer: dict[str, Any] = {"score": score}
    if question.scale == "gap9":
        answer |= {"minimum": minimum, "desired": desired}
    if comment:
        answer["comment"] = comment[:LONGEST]
    key = {"response_id": response_id, "question_id": question.id}
    upsert(connection, _ANSWER, {**key, **answer}, on=["response_id", "question_id"], change=answer)
    if question.scale == "csat5" and row["case_id"] is None and row["interaction_id"] is not None:
        mine = update(_INTERACTION).where(_INTERACTION.c.id == row["interaction_id"])
        connection.execute(mine.values(score=score))
    number = None
    if row["case_id"] is not None:
        number = connection.scalar(select(_CASE.c.number).where(_CASE.c.id == row["case_id"]))
    left = survey.questions[place + 1 :]
    return SurveyAnswerKept(token, survey, question, left[0] if left else None, is_low(question.scale, score), number)


def _response(connection: Connection, store: Store, row: RowMapping) -> int:
    now = store.clock.now()
    who = connection.execute(
        select(_PATRON.c.category, _PATRON.c.lifecycle).where(_PATRON.c.id == row["patron_id"])
    ).first()
    response = {
        "survey_id": row["survey_id"],
        "invitation_id": row["id"],
        "patron_id": row["patron_id"],
        "patron_category": None if who is None else who.category,
        "lifecycle_at_response": None if who is None else who.lifecycle,
        "submitted_at": now,
    }
    upsert(connection, _RESPONSE, response, on=["invitation_id"], change={"submitted_at": now})
    return int(connection.scalar(select(_RESPONSE.c.id).where(_RESPONSE.c.invitation_id == row["id"])) or 0)
