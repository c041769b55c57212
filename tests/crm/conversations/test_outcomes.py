"""Silence closes a conversation with the outcome that its course gives it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm import records
from crm.actor import PATRON
from crm.cases import opening
from crm.conversations.identities import Identity
from crm.conversations.outcomes import close_silent
from crm.database.store import Store
from crm.handoff import steps
from crm.staff import members
from protocol.clock import FixedClock
from tests.support.store_rows import SARA, answer, rows, say, visitor

Turn = tuple[str, str]


async def opened(store: Store, at: object) -> tuple[bool, None]:
    return True, None


async def talk(store: Store, *turns: Turn) -> tuple[Identity, str]:
    """Hold a conversation of (intent, answer status); give the chat partner and the conversation."""
    who = await visitor(store)
    conversation = ""
    for intent, status in turns:
        recorded = await say(store, who)
        conversation = recorded.interaction.public_id
        await answer(store, recorded, "پاسخ", intent=intent, status=status)
    return who, conversation


async def close_all(store: Store, clock: FixedClock) -> int:
    clock.advance(timedelta(minutes=31))
    return await close_silent(store, before=clock.now() - timedelta(minutes=30))


@pytest.mark.parametrize(
    ("turns", "outcome"),
    [
        ([("hours", "answered")], "bot_resolved"),
        ([("renew", "refused")], "bot_resolved"),
        ([("hours", "fallback"), ("hours", "answered")], "bot_resolved"),
        ([("renew", "clarified")], "abandoned"),
        ([("hours", "answered"), ("renew", "fallback")], "abandoned"),
        ([("hours", "answered"), ("renew", "error")], "abandoned"),
        ([("nlu_fallback", "fallback"), ("nlu_fallback", "fallback")], "no_answer"),
        ([("hours", "error")], "no_answer"),
        ([("out_of_scope", "answered")], "out_of_scope"),
        ([("greet", "answered"), ("out_of_scope", "refused"), ("thanks", "answered")], "out_of_scope"),
        ([("out_of_scope", "answered"), ("hours", "answered")], "bot_resolved"),
        # Who takes leave, and is asked for a score then, has not left in the middle.
        ([("hours", "answered"), ("thanks", "answered"), ("goodbye", "clarified")], "bot_resolved"),
        ([("goodbye", "clarified")], "bot_resolved"),
        ([("hours", "answered"), ("goodbye", "clarified"), ("rate", "answered")], "bot_resolved"),
        # Thanks do not finish what was left unfinished; a yes does.
        ([("renew", "clarified"), ("thanks", "answered"), ("goodbye", "clarified")], "abandoned"),
        ([("hours", "fallback"), ("hours", "clarified"), ("goodbye", "answered")], "abandoned"),
        ([("renew", "clarified"), ("affirm", "answered"), ("goodbye", "clarified")], "bot_resolved"),
        # Before the sign-in that was asked for nothing was answered.
        ([("loans", "clarified")], "abandoned"),
    ],
)
async def test_the_course_of_a_conversation_gives_its_outcome(
    store: Store, clock: FixedClock, turns: list[Turn], outcome: str
) -> None:
    await talk(store, *turns)
    assert await close_all(store, clock) == 1
    [interaction] = await rows(store, records.Interaction)
    assert (interaction.status, interaction.outcome) == ("closed", outcome)
    assert interaction.ended_at == clock.now()
    assert await close_all(store, clock) == 0


async def test_a_message_that_nothing_answered_is_no_answer(store: Store, clock: FixedClock) -> None:
    await say(store, await visitor(store))
    await close_all(store, clock)
    [interaction] = await rows(store, records.Interaction)
    assert interaction.outcome == "no_answer"


async def test_a_case_decides_the_outcome(store: Store, clock: FixedClock) -> None:
    _, conversation = await talk(store, ("complaint", "clarified"))
    await opening.open_case(
        store,
        "complaint",
        conversation=conversation,
        subject="سروصدا",
        description=None,
        language="fa",
        idempotency_key="k1",
    )
    await close_all(store, clock)
    [interaction] = await rows(store, records.Interaction)
    assert interaction.outcome == "case_opened"
    assert [event.kind for event in await rows(store, records.InteractionEvent)] == ["started", "case_opened"]


async def test_a_librarian_who_answered_resolves_and_one_who_did_not_leaves_it_abandoned(
    store: Store, clock: FixedClock
) -> None:
    await members.add_staff(store, "sara", "سارا", "librarian", "a long password")
    _, answered = await talk(store, ("human_help", "answered"))
    who, unanswered = await talk(store, ("human_help", "answered"))
    for conversation in (answered, unanswered):
        await steps.request(store, conversation, reason=None, opening=opened)
        await steps.claim(store, conversation, SARA)
    await steps.reply(store, answered, SARA, "سلام، بفرمایید")
    assert await close_all(store, clock) == 1, "one who waits for a librarian is not silent"
    first, second = await rows(store, records.Interaction)
    assert (first.outcome, first.handled_by) == ("staff_resolved", "both")
    assert second.status == "with_staff"
    back = await say(store, who, "برگرد به ربات")
    assert back.interaction.status == "with_staff"
    await steps.to_bot(store, unanswered, PATRON)
    await answer(store, back, "نفهمیدم", status="fallback", intent="nlu_fallback")
    await close_all(store, clock)
    _, second = await rows(store, records.Interaction)
    assert second.outcome == "abandoned"


async def test_conversations_that_go_on_stay_open(store: Store, clock: FixedClock) -> None:
    await talk(store, ("hours", "answered"))
    clock.advance(timedelta(minutes=20))
    await talk(store, ("hours", "answered"))
    clock.advance(timedelta(minutes=15))
    assert await close_silent(store, before=clock.now() - timedelta(minutes=30)) == 1
    assert [row.status for row in await rows(store, records.Interaction)] == ["closed", "open"]
