"""Scores and thumbs: one a conversation, one an answer."""

from __future__ import annotations

import pytest

from crm import records
from crm.conversations import feedback
from crm.database.store import Store
from crm.errors import InvalidValue, NotFound
from tests.support.store_rows import add_patron, answer, how_many, rows, say, sign_in, visitor


async def test_a_score_is_kept_with_who_gave_it_and_another_replaces_it(store: Store) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store, category="student", lifecycle="active"))
    conversation = (await say(store, who)).interaction.engine_conversation
    await feedback.score(store, conversation, 2)
    await feedback.score(store, conversation, 5, "خیلی خوب")
    [response] = await rows(store, records.SurveyResponse)
    assert (response.patron_category, response.lifecycle_at_response) == ("student", "active")
    [given] = await rows(store, records.SurveyAnswer)
    assert (given.score, given.comment) == (5, "خیلی خوب")
    assert await how_many(store, records.SurveyInvitation) == 1


async def test_scores_of_several_conversations_are_answers_to_one_survey(store: Store) -> None:
    for score in (1, 4):
        await feedback.score(store, (await say(store, await visitor(store))).interaction.public_id, score)
    assert [row.score for row in await rows(store, records.SurveyAnswer)] == [1, 4]
    assert await how_many(store, records.Survey) == 1
    assert await how_many(store, records.SurveyQuestion) == 1
    assert {row.patron_id for row in await rows(store, records.SurveyResponse)} == {None}


@pytest.mark.parametrize("score", [0, 6, -1])
async def test_other_scores_are_refused(sqlite_store: Store, score: int) -> None:
    conversation = (await say(sqlite_store, await visitor(sqlite_store))).interaction.public_id
    with pytest.raises(InvalidValue):
        await feedback.score(sqlite_store, conversation, score)
    with pytest.raises(NotFound):
        await feedback.score(sqlite_store, "nothing", 3)
    assert await how_many(sqlite_store, records.SurveyAnswer) == 0


async def test_a_thumb_is_on_an_answer_that_the_chat_got_and_can_turn(store: Store) -> None:
    who, other = await visitor(store), await visitor(store)
    recorded = await say(store, who)
    [reply] = await answer(store, recorded, "بله")
    await feedback.thumb(store, reply.id, who.id, 1)
    await feedback.thumb(store, reply.id, who.id, -1)
    [kept] = await rows(store, records.Feedback)
    assert (kept.value, kept.interaction_id) == (-1, recorded.interaction.id)
    for message_id, identity_id in ((reply.id, other.id), (recorded.message.id, who.id), (4711, who.id)):
        with pytest.raises(NotFound):
            await feedback.thumb(store, message_id, identity_id, 1)
    with pytest.raises(InvalidValue):
        await feedback.thumb(store, reply.id, who.id, 0)
    assert await how_many(store, records.Feedback) == 1
