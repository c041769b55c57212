"""Patrons' feedback: thumbs on answers, a score after a conversation."""

import secrets
from typing import Any

from sqlalchemy import Connection, func, select, text, update

from crm import records
from crm.cases.opening import interaction_id_of
from crm.database.store import Store, keyed_hash
from crm.database.upsert import insert_or_skip, table_of, upsert
from crm.errors import InvalidValue, NotFound

__all__ = ["invite", "score", "thumb"]

# The wording is the answer `utter_ask_score`; a change of it is a new version here.
SURVEY, VERSION, QUESTION = "conversation_score", 1, "satisfaction"
PROMPT = "How was this conversation, from 1 to 5?"

_SURVEY = table_of(records.Survey)
_QUESTION = table_of(records.SurveyQuestion)
_INVITATION = table_of(records.SurveyInvitation)
_RESPONSE = table_of(records.SurveyResponse)
_ANSWER = table_of(records.SurveyAnswer)
_FEEDBACK = table_of(records.Feedback)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_PATRON = table_of(records.Patron)


async def score(store: Store, conversation: str, score: int, comment: str | None = None) -> None:
    """Keep the score (1 to 5) of a conversation; another one replaces it. Raises InvalidValue, NotFound."""
    if not 1 <= score <= 5:
        raise InvalidValue("score", "a score is from 1 to 5")
    await store.transact(lambda connection: _score(connection, store, conversation, score, comment))


async def invite(store: Store, conversation: str) -> None:
    """Keep that a conversation was asked for its score, once. Raises NotFound."""

    def ask(connection: Connection) -> None:
        interaction_id = interaction_id_of(connection, conversation)
        _invite(connection, store, interaction_id, _survey(connection)[0], _patron_of(connection, interaction_id))

    await store.transact(ask)


async def thumb(store: Store, message_id: int, identity_id: int, value: int) -> None:
    """Keep a thumb (1 or -1) on an answer that this chat partner got; another one replaces it.

    Raises InvalidValue, and NotFound when it is no answer of the bot's or not to them.
    """
    if value not in (-1, 1):
        raise InvalidValue("value", "a thumb is 1 or -1")
    answer = (
        select(_MESSAGE.c.interaction_id, _INTERACTION.c.patron_id)
        .join(_INTERACTION, _MESSAGE.c.interaction_id == _INTERACTION.c.id)
        .where(
            _MESSAGE.c.id == message_id,
            _MESSAGE.c.sender == "bot",
            _INTERACTION.c.channel_identity_id == identity_id,
        )
    )

    def keep(connection: Connection) -> None:
        found = connection.execute(answer).first()
        if found is None:
            raise NotFound("answer", message_id)
        row = {
            "message_id": message_id,
            "interaction_id": found.interaction_id,
            "patron_id": found.patron_id,
            "value": value,
            "created_at": store.clock.now(),
        }
        where = text("message_id IS NOT NULL")
        upsert(connection, _FEEDBACK, row, on=["message_id"], change={"value": value}, where=where)
        worst = select(func.min(_FEEDBACK.c.value)).where(_FEEDBACK.c.interaction_id == found.interaction_id)
        _note(connection, found.interaction_id, thumb=worst.scalar_subquery())

    await store.transact(keep)


def _score(connection: Connection, store: Store, conversation: str, score: int, comment: str | None) -> None:
    now = store.clock.now()
    interaction_id = interaction_id_of(connection, conversation)
    survey_id, question_id = _survey(connection)
    patron = _patron_of(connection, interaction_id)
    asked = (_INVITATION.c.interaction_id == interaction_id) & (_INVITATION.c.survey_id == survey_id)
    _invite(connection, store, interaction_id, survey_id, patron)
    invitation_id = connection.scalar(select(_INVITATION.c.id).where(asked))
    response = {
        "survey_id": survey_id,
        "invitation_id": invitation_id,
        "patron_id": patron.id if patron else None,
        "patron_category": patron.category if patron else None,
        "lifecycle_at_response": patron.lifecycle if patron else None,
        "submitted_at": now,
    }
    upsert(connection, _RESPONSE, response, on=["invitation_id"], change={"submitted_at": now})
    response_id = connection.scalar(select(_RESPONSE.c.id).where(_RESPONSE.c.invitation_id == invitation_id))
    answer = {"response_id": response_id, "question_id": question_id, "score": score, "comment": comment}
    change = {"score": score, "comment": comment}
    upsert(connection, _ANSWER, answer, on=["response_id", "question_id"], change=change)
    _note(connection, interaction_id, score=score)


def _patron_of(connection: Connection, interaction_id: int) -> Any:
    return connection.execute(
        select(_PATRON.c.id, _PATRON.c.category, _PATRON.c.lifecycle)
        .join(_INTERACTION, _INTERACTION.c.patron_id == _PATRON.c.id)
        .where(_INTERACTION.c.id == interaction_id)
    ).first()


def _invite(connection: Connection, store: Store, interaction_id: int, survey_id: int, patron: Any) -> None:
    invitation = {
        "survey_id": survey_id,
        "interaction_id": interaction_id,
        "patron_id": patron.id if patron else None,
        # Nobody gets this invitation's token: the conversation itself proves who answers.
        "token_hash": keyed_hash(store.key, f"invitation:{secrets.token_urlsafe(16)}"),
        "sent_at": store.clock.now(),
    }
    upsert(
        connection,
        _INVITATION,
        invitation,
        on=["interaction_id", "survey_id"],
        change={"survey_id": survey_id},
        where=text("interaction_id IS NOT NULL"),
    )


def _note(connection: Connection, interaction_id: int, **values: Any) -> None:
    """Keep with the interaction what its list is narrowed by."""
    connection.execute(update(_INTERACTION).where(_INTERACTION.c.id == interaction_id).values(**values))


def _survey(connection: Connection) -> tuple[int, int]:
    own = (_SURVEY.c.code == SURVEY) & (_SURVEY.c.version == VERSION)
    query = select(_SURVEY.c.id, _QUESTION.c.id).join(_QUESTION).where(own, _QUESTION.c.code == QUESTION)
    found = connection.execute(query).first()
    if found is None:
        survey = {"code": SURVEY, "version": VERSION, "kind": "csat", "trigger": "conversation_closed"}
        insert_or_skip(connection, _SURVEY, survey, on=["code", "version"])
        survey_id = connection.scalar(select(_SURVEY.c.id).where(own))
        question = {"survey_id": survey_id, "code": QUESTION, "position": 1, "prompt": PROMPT}
        insert_or_skip(connection, _QUESTION, {**question, "scale": "csat5"}, on=["survey_id", "code"])
        found = connection.execute(query).one()
    return int(found[0]), int(found[1])
