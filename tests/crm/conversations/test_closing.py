"""A turn is closed once, whole, with everything that it came to."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError

from crm import records
from crm.conversations.closing import Reply, TurnResult, close_turn
from crm.database.store import Store
from crm.errors import NotFound
from crm.messages.views import messages_after
from protocol.clock import FixedClock
from tests.support.store_rows import add_patron, answer, how_many, rows, say, sign_in, visitor


async def test_a_turn_is_kept_with_its_reading_and_its_answers_in_order(store: Store, clock: FixedClock) -> None:
    recorded = await say(store, await visitor(store), "کتاب‌هامو تمدید کن")
    button = {"title": "همه", "payload": '/renew{"which":"all"}'}
    kept = await close_turn(
        store,
        TurnResult(
            recorded.journal_id,
            recorded.interaction.id,
            [
                Reply("کدام؟", [button], {"ask_score": True}, "utter_which", "clarified", "fa"),
                Reply("دومی", None, None, "utter_more", "answered", "fa"),
                Reply("سومی", status="refused", language="fa"),
            ],
            intent="renew",
            confidence=0.93,
            runner_up="loans",
            entities=[{"entity": "which", "value": "all", "start": 0, "end": 3}],
            actions=["action_renew"],
            engine_version="7",
            latency_ms=12,
            expects_contact=True,
        ),
    )
    assert [(message.seq, message.text, message.sender) for message in kept] == [
        (2, "کدام؟", "bot"),
        (3, "دومی", "bot"),
        (4, "سومی", "bot"),
    ]
    assert kept[0].buttons == [button]
    assert kept[0].custom == {"ask_score": True}
    asked, first, *_ = await rows(store, records.Message)
    assert (asked.intent, asked.confidence) == ("renew", 0.93)
    assert asked.analysis["runner_up"] == "loans"
    assert asked.analysis["actions"] == ["action_renew"]
    assert (first.answer_status, first.answer_name, first.engine_version, first.latency_ms) == (
        "clarified",
        "utter_which",
        "7",
        12,
    )
    assert first.in_reply_to_id == asked.id
    [interaction] = await rows(store, records.Interaction)
    assert (interaction.primary_intent, interaction.last_seq, interaction.expects_contact) == ("renew", 4, True)
    [journal] = await rows(store, records.Journal)
    assert (journal.state, journal.closed_at) == ("closed", clock.now())


async def test_closing_a_turn_again_changes_nothing_and_gives_the_same_messages(store: Store) -> None:
    recorded = await say(store, await visitor(store))
    first = await answer(store, recorded, "یک", "دو", via_outbox=True)
    again = await answer(store, recorded, "سه", via_outbox=True)
    assert again == first
    assert await how_many(store, records.Message) == 3
    assert await how_many(store, records.Outbox) == 2


async def test_two_who_close_one_turn_at_once_leave_one_answer(store: Store) -> None:
    recorded = await say(store, await visitor(store))
    one, two = await asyncio.gather(answer(store, recorded, "بله"), answer(store, recorded, "بله"))
    assert one == two
    assert await how_many(store, records.Message) == 2


async def test_the_outbox_gets_each_reply_only_when_the_channel_sends_from_it(store: Store) -> None:
    who = await visitor(store)
    await answer(store, await say(store, who), "بی‌صندوق")
    assert await how_many(store, records.Outbox) == 0
    kept = await answer(store, await say(store, who), "یک", "دو", via_outbox=True)
    sent = await rows(store, records.Outbox)
    assert [row.message_id for row in sent] == [message.id for message in kept]
    assert {row.state for row in sent} == {"pending"}


async def test_a_turn_that_failed_is_kept_as_failed_with_its_apology(store: Store) -> None:
    recorded = await say(store, await visitor(store))
    await answer(store, recorded, Reply("ببخشید", status="error"), intent=None, failed="engine_timeout")
    [journal] = await rows(store, records.Journal)
    assert journal.state == "failed"
    asked, apology = await rows(store, records.Message)
    assert asked.analysis == {"failed": "engine_timeout"}
    assert apology.answer_status == "error"
    assert await how_many(store, records.UnansweredQuestion) == 0


async def test_a_turn_without_a_word_is_closed_all_the_same(store: Store) -> None:
    recorded = await say(store, await visitor(store))
    assert await answer(store, recorded, intent=None) == []
    assert await answer(store, recorded, intent=None) == []
    [journal] = await rows(store, records.Journal)
    assert journal.state == "closed"


async def test_a_turn_is_closed_whole_or_not_at_all(store: Store) -> None:
    who = await visitor(store)
    await answer(store, await say(store, who), "چطور خبرتان کنیم؟", expects_contact=True)
    recorded = await say(store, who, contact="09121234567")
    with pytest.raises(IntegrityError):
        await answer(store, recorded, "درست", Reply("نادرست", status="unheard_of"), via_outbox=True)
    _, journal = await rows(store, records.Journal)
    assert journal.state == "received"
    assert journal.contact is not None
    [interaction] = await rows(store, records.Interaction)
    assert interaction.last_seq == 3
    assert await how_many(store, records.Outbox) == 0
    assert [message.seq for message in await answer(store, recorded, "حالا")] == [4]


async def test_a_turn_of_another_conversation_is_refused(store: Store) -> None:
    one, two = await say(store, await visitor(store)), await say(store, await visitor(store))
    with pytest.raises(NotFound):
        await close_turn(store, TurnResult(one.journal_id, two.interaction.id, [Reply("؟")]))
    with pytest.raises(NotFound):
        await close_turn(store, TurnResult(4711, two.interaction.id, []))
    assert {row.state for row in await rows(store, records.Journal)} == {"received"}


@pytest.mark.parametrize(
    ("intents", "primary"),
    [
        (["greet", "hours", "thanks"], "hours"),
        (["hours", "renew"], "hours"),
        (["greet", "thanks"], "greet"),
        (["greet", "out_of_scope", "thanks"], "out_of_scope"),
        (["out_of_scope", "loans"], "loans"),
        (["nlu_fallback", "fines"], "fines"),
        ([None, "fines"], "fines"),
    ],
)
async def test_the_primary_intent_is_the_first_real_question(
    sqlite_store: Store, intents: list[str | None], primary: str
) -> None:
    who = await visitor(sqlite_store)
    for intent in intents:
        await answer(sqlite_store, await say(sqlite_store, who), "بله", intent=intent)
    [interaction] = await rows(sqlite_store, records.Interaction)
    assert interaction.primary_intent == primary


async def test_unanswered_questions_are_counted_by_their_folded_wording(store: Store) -> None:
    spellings = ["کتاب‌های صوتی دارید؟", "كتابهاي صوتی دارید", "کتاب های صوتی دارید ؟؟", "  کتاب‌های  صوتی دارید."]
    for text in spellings:
        await answer(
            store, await say(store, await visitor(store), text), "نفهمیدم", status="fallback", intent="nlu_fallback"
        )
    await answer(store, await say(store, await visitor(store, "en"), "Do you lend audiobooks?"), "?", status="fallback")
    await answer(store, await say(store, await visitor(store), "ساعت کار"), "۸ تا ۲۰")
    persian, english = await rows(store, records.UnansweredQuestion)
    assert (persian.language, persian.occurrences, persian.sample_redacted) == ("fa", 4, spellings[0])
    assert (english.language, english.occurrences, english.status) == ("en", 1, "new")


async def test_a_question_whose_answer_was_none_is_counted_when_the_patron_says_so_and_once(store: Store) -> None:
    who = await visitor(store, "en")
    await answer(store, await say(store, who, "may I bring a cello?"), "We open at eight.")
    for complaint in ("that's not what I asked", "no, you misunderstood"):
        told = await say(store, who, complaint)
        await close_turn(
            store,
            TurnResult(told.journal_id, told.interaction.id, [Reply("Sorry.")], intent="deny", missed_before=True),
        )
    kept = {one.sample_redacted: one.occurrences for one in await rows(store, records.UnansweredQuestion)}
    assert kept == {"may I bring a cello?": 1}


async def test_messages_after_one_are_given_in_order_to_their_own_chat_only(store: Store) -> None:
    who, other = await visitor(store), await visitor(store)
    first = await say(store, who, "یک")
    [reply] = await answer(store, first, "دو")
    await answer(store, await say(store, other, "ناشناس"), "برای دیگری")
    third = await say(store, who, "سه")
    seen = await messages_after(store, who.id, 0)
    assert [message.text for message in seen] == ["یک", "دو", "سه"]
    assert await messages_after(store, who.id, reply.id) == [third.message]
    assert [message.text for message in await messages_after(store, who.id, 0, limit=2)] == ["یک", "دو"]


async def test_a_chat_sees_its_messages_across_conversations_and_no_internal_ones(store: Store) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    recorded = await say(store, who, "یک")
    from tests.support.store_rows import add

    await add(
        store,
        records.Message,
        interaction_id=recorded.interaction.id,
        seq=99,
        sender="system",
        is_internal=True,
        body="یادداشت کتابدار",
        created_at=store.clock.now(),
    )
    assert [message.text for message in await messages_after(store, who.id, 0)] == ["یک"]
