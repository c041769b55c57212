"""The store's part of turns among the messages of years, as the gateway asks for it, without engine and web."""

from __future__ import annotations

import random
import time
import uuid
from collections import defaultdict
from collections.abc import Awaitable

from benchmarks.growth.filling import people_of
from bot.conversation.conductor import BACK_TO_BOT
from crm.conversations import identities, turn_state
from crm.conversations.closing import Reply, TurnResult, close_turn
from crm.conversations.interactions import interaction_of
from crm.conversations.journal import Inbound, record_inbound
from crm.database.store import Store
from crm.messages.views import messages_after

__all__ = ["PAGE", "talk"]

# So many turns has a conversation here.
TURNS = 3
# What a browser that opens the chat asks for: the messages behind one that it knows.
PAGE = 10
QUESTIONS = ("ساعت کار کتابخانه چیست؟", "کتابی درباره‌ی زعفران دارید؟", "do you have a quiet room", "کتابم را تمدید کن")


class Timed:
    """Milliseconds by the clock of each step, however often it was done."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = defaultdict(list)

    async def step[T](self, name: str, work: Awaitable[T]) -> T:
        """Wait for a step, and note how long it took."""
        began = time.perf_counter()
        done = await work
        self.taken[name].append((time.perf_counter() - began) * 1000)
        return done


async def talk(store: Store, conversations: int, turns: int) -> Timed:
    """Let chat partners of all years come back and say something; give what each step, and each turn, took."""
    random_, timed = random.Random(2611), Timed()
    people = people_of(conversations)
    for _ in range(turns // TURNS):
        who = random_.randint(1, people)
        for _ in range(TURNS):
            began = time.perf_counter()
            await _turn(store, timed, who, random_.choice(QUESTIONS))
            timed.taken["a turn"].append((time.perf_counter() - began) * 1000)
    return timed


async def _turn(store: Store, timed: Timed, who: int, words: str) -> None:
    partner = await timed.step("who", identities.identity(store, who))
    message_id = str(uuid.uuid4())
    await timed.step("known", turn_state.is_known(store, partner.channel, who, message_id))
    await timed.step("running", interaction_of(store, who))
    await timed.step("said before", turn_state.said_before(store, who))
    inbound = Inbound(partner.channel, who, message_id, words)
    turn = await timed.step("taken in", record_inbound(store, inbound))
    await timed.step("how it stands", turn_state.standing(store, turn.interaction.id))
    await timed.step("buttons before", turn_state.offered_before(store, who, turn.message.id))
    # Only where a librarian is waited for, and when a button is pressed that is not under the last answer.
    await timed.step("recent buttons", turn_state.offered_titles(store, who, BACK_TO_BOT))
    result = TurnResult(
        journal_id=turn.journal_id,
        interaction_id=turn.interaction.id,
        replies=[Reply("کتابخانه از ۸ تا ۲۰ باز است.", answer_name="utter_hours", language="fa")],
        intent="hours",
        confidence=0.93,
        ranking=[("hours", 0.93), ("location", 0.03)],
        actions=["action_hours"],
        engine_version="20261128-090000-long-melon",
        latency_ms=40,
    )
    await timed.step("closed", close_turn(store, result))
    await timed.step("read by a browser", messages_after(store, who, turn.message.id - 1, PAGE))
    await timed.step("history of a browser", messages_after(store, who, 0))
