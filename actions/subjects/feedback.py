"""Feedback actions: suggestions, purchase requests, faults, lost property, praise."""

from __future__ import annotations

from typing import Any

from actions.dialogue.dispatch import run
from actions.dialogue.doing import Unconfirmed
from actions.dialogue.turn import Turn
from actions.dialogue.wording import says, word_count
from actions.facts.choices import cancel
from actions.facts.told import first_facts
from actions.rasa.registry import PatronReply, handles, pending_action
from actions.subjects.case_filing import file_matter, open_case

__all__ = ["praise", "told"]

# The number of words from which each counts as told.
ENOUGH_WORDS = {
    "suggestion": 6,
    "suggest_purchase": 5,
    "report_fault": 4,
    "lost_property": 5,
    "website_problem": 6,
}


# Whoever says this of somebody praises nobody, however it was read.
AGGRIEVED = (
    "made fun", "makes fun", "mocked", "mocking", "laughed at", "shouted", "yelled", "insulted", "rude", "humiliated",
    "ignored me", "threw me out", "was not helpful", "wasn't helpful", "مسخره کرد", "مسخره م کرد", "مسخرم کرد",
    "داد زد", "توهین", "بی ادب", "بی ادبانه", "تحقیر", "بی احترامی", "محل نداد", "بیرونم کرد",
)  # fmt: skip
# Sure enough to be filed.
UNSURE = 0.6


@handles(*ENOUGH_WORDS)
async def told(turn: Turn) -> None:
    """Take what was told as a case with a number, or ask to hear it first."""
    titled = turn.intent == "suggest_purchase" and turn.entity("title")
    if not turn.is_payload and (titled or word_count(turn.text) >= ENOUGH_WORDS[turn.intent]):
        await file_matter(turn, turn.intent, turn.text)
        return
    note = await first_facts(turn, turn.intent)
    ref = turn.await_("tell", "told", matter=turn.intent)
    turn.say(
        f"utter_ask_{turn.intent}",
        status="clarified",
        note=note,
        choices=[cancel(ref)],
    )


@pending_action("tell")
async def tell_given(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Take the words that were asked for as a case."""
    await file_matter(turn, str(args["matter"]), reply.text, anew=True)


@handles("praise")
async def praise(turn: Turn) -> None:
    """Thank for praise, and pass it on to the staff when it says more than a word; a grievance is a complaint."""
    if says(turn.text, *AGGRIEVED):
        turn.intent, turn.confidence = "complaint", min(turn.confidence, UNSURE)
        await run(turn)
        return
    if word_count(turn.text) >= 5 and not turn.is_payload:
        try:
            case = await open_case(turn, "suggestion", "praise", turn.text)
        except Unconfirmed:
            turn.say("utter_praise")
            return
        if case is not None:
            turn.say("utter_praise_passed_on")
    else:
        turn.say("utter_praise")
