"""Surveys: asked once within a cool-down, by sample, answered by whoever was asked, counted by version."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from crm import records
from crm.conversations.identities import Identity
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.surveys import answering, definitions, inviting, results
from crm.surveys.definitions import put_asking
from crm.surveys.inviting import ask_at_goodbye, is_drawn
from crm.surveys.results import content_share, net_promoters, nps_interval
from protocol.clock import FixedClock
from tests.support.store_rows import SARA, add_patron, how_many, rows, say, sign_in, visitor
from tests.support.store_rows import add as put


async def talk(store: Store, who: Identity) -> str:
    return (await say(store, who)).interaction.engine_conversation


async def end(store: Store) -> None:
    """End every conversation, so that the next message begins a new one."""
    now = store.clock.now()
    table = table_of(records.Interaction)
    ended = update(table).values(status="closed", outcome="bot_resolved", ended_at=now)
    await store.transact(lambda connection: connection.execute(ended))


async def staffed(store: Store) -> None:
    await put(
        store, records.StaffUser, username="sara", display_name="Sara", role="manager", created_at=store.clock.now()
    )


async def only(store: Store, code: str, share: float = 1.0) -> None:
    """Let everybody be asked one survey, and none of the others that are asked at goodbye."""
    await staffed(store)
    await definitions.ensure(store)
    for one in await definitions.versions(store):
        mine = {"is_active": one.code == code, "sample_rate": share if one.code == code else one.sample_rate}
        await put_asking(store, one.code, **mine, cooldown_days=one.cooldown_days, owner=None, by=SARA)


async def test_whoever_was_asked_anything_is_asked_nothing_within_its_cool_down(
    store: Store, clock: FixedClock
) -> None:
    who = await visitor(store)
    first = await ask_at_goodbye(store, await talk(store, who))
    assert first is not None and first.survey.code == "conversation_score"
    again = await ask_at_goodbye(store, await talk(store, who))
    assert again is not None and again.token == first.token, "the same question, asked twice in one conversation"
    await end(store)
    clock.advance(timedelta(days=29))
    assert await ask_at_goodbye(store, await talk(store, who)) is None
    await end(store)
    clock.advance(timedelta(days=2))
    assert await ask_at_goodbye(store, await talk(store, who)) is not None
    assert await how_many(store, records.SurveyInvitation) == 2


async def test_a_cool_down_follows_the_patron_into_another_chat_and_another_survey(
    store: Store, clock: FixedClock
) -> None:
    await only(store, "recommend")
    patron = await add_patron(store)
    here, there = [await sign_in(store, await visitor(store), patron) for _ in range(2)]
    asked = await ask_at_goodbye(store, await talk(store, here))
    assert asked is not None and asked.survey.kind == "nps"
    await put_asking(store, "service_gap", is_active=True, sample_rate=1, cooldown_days=0, owner=None, by=SARA)
    clock.advance(timedelta(days=60))
    there = await sign_in(store, await visitor(store), patron)
    assert await ask_at_goodbye(store, await talk(store, there)) is None
    await end(store)
    clock.advance(timedelta(days=31))
    there = await sign_in(store, await visitor(store), patron)
    assert await ask_at_goodbye(store, await talk(store, there)) is not None


async def test_a_sample_is_drawn_once_for_a_period_and_has_its_share(sqlite_store: Store) -> None:
    await definitions.ensure(sqlite_store)
    survey = next(one for one in await definitions.versions(sqlite_store) if one.code == "recommend")
    now = sqlite_store.clock.now()
    drawn = {name for name in map(str, range(4000)) if is_drawn(sqlite_store, survey, name, now)}
    assert 320 < len(drawn) < 480, "a tenth of four thousand"
    assert drawn == {name for name in map(str, range(4000)) if is_drawn(sqlite_store, survey, name, now)}
    later = {name for name in map(str, range(4000)) if is_drawn(sqlite_store, survey, name, now + timedelta(days=91))}
    assert later != drawn
    assert all(is_drawn(sqlite_store, replace(survey, sample_rate=1.0), name, now) for name in map(str, range(50)))


async def test_what_goes_beyond_the_service_is_asked_once_the_library_says_so(store: Store) -> None:
    await definitions.ensure(store)
    asked = {one.code for one in await definitions.versions(store) if one.is_active}
    assert asked == {"conversation_score", "librarian_score", "case_outcome"}


async def test_nobody_who_is_not_signed_in_is_asked_what_patrons_are(store: Store) -> None:
    await only(store, "recommend")
    assert await ask_at_goodbye(store, await talk(store, await visitor(store))) is None


async def test_an_answer_is_kept_with_who_gave_it_and_another_replaces_it(store: Store) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store, category="student", lifecycle="active"))
    conversation = await talk(store, who)
    asked = await ask_at_goodbye(store, conversation)
    assert asked is not None
    for score in (2, 5):
        kept = await answering.give(store, asked.token, conversation, "satisfaction", score)
        assert kept.is_low == (score == 2) and kept.next is None
    await answering.give_remark(store, asked.token, conversation, "خیلی خوب")
    [response] = await rows(store, records.SurveyResponse)
    assert (response.patron_category, response.lifecycle_at_response) == ("student", "active")
    [given] = await rows(store, records.SurveyAnswer)
    assert (given.score, given.comment) == (5, "خیلی خوب")
    [invitation] = await rows(store, records.SurveyInvitation)
    assert invitation.is_asked and asked.token not in invitation.token_hash
    assert [row.score for row in await rows(store, records.Interaction)] == [5]


async def test_what_a_patron_was_asked_nobody_else_answers(store: Store, clock: FixedClock) -> None:
    mine, theirs = await visitor(store), await visitor(store)
    conversation = await talk(store, mine)
    asked = await ask_at_goodbye(store, conversation)
    assert asked is not None
    other = await talk(store, theirs)
    with pytest.raises(NotFound):
        await answering.give(store, asked.token, other, "satisfaction", 1)
    with pytest.raises(NotFound):
        await answering.give(store, "unheard", conversation, "satisfaction", 1)
    with pytest.raises(InvalidValue):
        await answering.give(store, asked.token, conversation, "satisfaction", 6)
    clock.advance(timedelta(days=31))
    with pytest.raises(InvalidValue):
        await answering.give(store, asked.token, conversation, "satisfaction", 4)
    assert await how_many(store, records.SurveyAnswer) == 0


@pytest.mark.parametrize("score", [0, 6, -1])
async def test_a_score_by_oneself_is_kept_beside_the_rate_and_only_from_one_to_five(store: Store, score: int) -> None:
    conversation = await talk(store, await visitor(store))
    with pytest.raises(InvalidValue):
        await answering.give_unasked(store, conversation, score)
    with pytest.raises(NotFound):
        await answering.give_unasked(store, "nothing", 3)
    for value in (1, 4):
        await answering.give_unasked(store, conversation, value)
    [given] = await rows(store, records.SurveyAnswer)
    found = next(one for one in (await results.results(store)).values() if one.answers)
    assert (given.score, found.invited, found.answered, found.unasked) == (4, 0, 0, 1)


async def test_a_gap_needs_its_three_values_and_has_its_means(store: Store) -> None:
    await only(store, "service_gap")
    gave = [(5, 8, 7), (7, 8, 6)]
    for minimum, desired, perceived in gave:
        who = await sign_in(store, await visitor(store), await add_patron(store))
        conversation = await talk(store, who)
        asked = await ask_at_goodbye(store, conversation)
        assert asked is not None and len(asked.survey.questions) == 3
        code = asked.survey.questions[0].code
        for odd in ({"minimum": minimum}, {"minimum": 0, "desired": 9}, {"minimum": 1, "desired": 10}):
            with pytest.raises(InvalidValue):
                await answering.give(store, asked.token, conversation, code, perceived, **odd)
        kept = await answering.give(store, asked.token, conversation, code, perceived, minimum=minimum, desired=desired)
        assert kept.next is not None and kept.next.code == asked.survey.questions[1].code
    found = (await results.results(store))[asked.survey.id]
    [gap] = found.gaps
    assert (gap.answers, gap.minimum, gap.desired, gap.perceived) == (2, 6, 8, 6.5)
    assert (gap.adequacy, gap.superiority) == (0.5, -1.5)


async def test_another_wording_is_a_version_whose_answers_are_never_added_to_the_old_ones(store: Store) -> None:
    await only(store, "librarian_score")
    for version, scores in ((1, (1, 2, 3, 4, 5)), (2, (5, 5, 5, 5, 5))):
        if version == 2:
            await definitions.add_version(store, "librarian_score", [("چطور بود؟", "How was it?")], after=1, by=SARA)
        survey = await store.look(lambda connection: definitions.running(connection, "librarian_score"))
        assert survey is not None and survey.version == version
        for score in scores:
            who = await visitor(store)
            conversation = await talk(store, who)
            token = inviting.token_of(store, survey.id, f"{version}:{who.id}")
            await store.transact(
                lambda connection, s=survey, t=token, w=who: inviting.invite(connection, store, s, t, None, w.id)
            )
            await answering.give(store, token, conversation, "satisfaction", score)
    found = await results.results(store)
    by_version = {
        one.version: found[one.id] for one in await definitions.versions(store) if one.code == "librarian_score"
    }
    assert content_share(by_version[1].scores) == 40.0 and content_share(by_version[2].scores) == 100.0
    assert [one.answered for one in by_version.values()] == [5, 5]
    with pytest.raises(Conflict):
        await definitions.add_version(store, "librarian_score", [("الف", "A")], after=1, by=SARA)
    with pytest.raises(InvalidValue):
        await definitions.add_version(store, "librarian_score", [("", "A")], after=2, by=SARA)


async def test_who_is_asked_is_checked(store: Store) -> None:
    await staffed(store)
    allowed = {"is_active": True, "sample_rate": 0.5, "cooldown_days": 10, "owner": None}
    for field, value in (("sample_rate", 0), ("sample_rate", 1.1), ("cooldown_days", -1), ("owner", "nobody")):
        with pytest.raises(InvalidValue):
            await put_asking(store, "recommend", **{**allowed, field: value}, by=SARA)
    with pytest.raises(NotFound):
        await put_asking(store, "unheard", **allowed, by=SARA)


def test_known_answers_give_known_figures() -> None:
    assert content_share({1: 1, 2: 1, 3: 1, 4: 1, 5: 1}) == 40.0
    metro = {10: 10, 9: 8, 8: 2, 6: 1, 0: 1}
    assert round(net_promoters(metro) or 0, 1) == 72.7 and nps_interval(metro) is None
    many = {score: count * 10 for score, count in metro.items()}
    assert round(nps_interval(many) or 0, 1) == 8.1
    assert content_share({}) is None and net_promoters({}) is None
