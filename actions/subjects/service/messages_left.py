"""Messages left for the librarians while none is there: asked for, taken, and told of as a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from actions.dialogue.doing import doing
from actions.dialogue.turn import Turn, as_datetime, nested
from actions.dialogue.wording import word_count
from actions.facts.case_lines import due_day
from actions.facts.choices import cancel
from actions.rasa.registry import PatronReply, pending_action
from actions.subjects.cases.case_contact import contact_part
from actions.subjects.cases.case_filing import hold_on_to
from actions.subjects.service.person_wanted import FEWEST_WORDS, matter_words
from crm.handoff import steps
from crm.handoff.steps import Handoff
from protocol.effects import STATUS

__all__ = ["SURE", "VERY_SURE", "ask_word", "hear_word", "leave_word", "say_case"]

SURE = 0.75
VERY_SURE = 0.9


@pending_action("leave_word")
async def word_given(turn: Turn, _args: dict[str, Any], reply: PatronReply) -> None:
    """Take the message for the librarians."""
    await leave_word(turn, reply.text)


async def leave_word(turn: Turn, words: str | None = None) -> None:
    """End the wait, and leave what it was for as a case."""
    turn.effects.add(STATUS)
    turn.remember(waiting=None)
    async with doing(turn, "case"):
        outcome = await steps.leave_word(turn.store, turn.conversation, words)
    if outcome.state == "case":
        await say_case(turn, outcome, words or "")
    else:
        ask_word(turn, None)


def ask_word(turn: Turn, opens_at: datetime | None) -> None:
    """Ask for the message that is to be left, because nobody is there."""
    ref = turn.await_("leave_word", "told")
    turn.say(
        "utter_handoff_away" if opens_at else "utter_handoff_ask_word",
        status="clarified",
        again="utter_handoff_ask_word",
        opens=as_datetime(opens_at, turn.services.zone),
        choices=[cancel(ref)],
    )


async def say_case(turn: Turn, outcome: Handoff, text: str) -> None:
    """Tell of the case that a message for the librarians became."""
    number = str(outcome.case_number)
    hold_on_to(turn, number, "librarian", text)
    turn.did("librarian", kind="case", things=[number], undo="case")
    contact, more = await contact_part(turn, number, text, asks=True)
    turn.say(
        "utter_librarian_taken",
        number=number,
        due=due_day(outcome.expected_at, turn.services.zone),
        opens=nested("utter_part_desk_opens", opens=as_datetime(outcome.opens_at, turn.services.zone))
        if outcome.opens_at
        else None,
        contact=contact,
        **more,
    )


async def hear_word(turn: Turn) -> bool:
    """Take the message that was asked for, unless something else is surely wanted."""
    asks_hours = turn.confidence >= VERY_SURE and word_count(turn.text) <= 6
    if turn.intent in {"cancel", "deny", "goodbye", "help", "back_to_bot", "greet", "thanks", "hours"} and (
        turn.confidence >= SURE and (turn.intent != "hours" or asks_hours)
    ):
        return False
    if turn.intent == "human_help" and len(matter_words(turn.text)) < FEWEST_WORDS:
        return False
    with_it = str(((turn.slot("pending") or {}).get("args") or {}).get("contact") or "")
    turn.set("pending", None)
    await leave_word(turn, f"{turn.text}\n{with_it}".strip())
    return True
