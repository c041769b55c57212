"""The way of a turn through the handlers: a waiting deed first, then the intent, sign-in on the way."""

from __future__ import annotations

from typing import Any

from actions.context import Turn
from actions.registry import DEEDS, HANDLERS, Given
from actions.wording import best_match, word_count
from crm import directory
from language.choices import find_choice
from language.dates import find_dates

__all__ = ["answer", "ask_sign_in", "fulfil"]

# Intents after which free words are taken as what was waited for.
OPEN = frozenset(
    "nlu_fallback out_of_scope search_book recommendation suggestion suggest_purchase report_fault praise"
    " lost_property lost_item chitchat shelf_location course_reserves equipment facilities website_problem rate"
    " hold new_arrivals insult ill donation".split()
)
# A choice from a list is often read as more of what the list was for.
CHOSEN_WITH = frozenset({"affirm", "renew", "cancel_hold", "hold_status"})
# Never what a waiting deed is given, when they are read with confidence.
NEVER_GIVEN = frozenset({"cancel", "deny", "help", "human_help", "goodbye"})
RULED = frozenset({"complaint", "change_language"})
# Below this a reading weighs less than the question that was just asked.
SURE = 0.75
# A bare day after the hours is easily read as an event's, so even a fair reading is doubted.
MORE_HOURS = 0.9
# A waiting deed outlives this many other turns.
PATIENCE = 2


async def answer(turn: Turn) -> None:
    """Answer a turn: settle what waits for the patron's word, or run the intent's handler."""
    if turn.is_payload:
        _restore_words(turn)
    elif await _settle(turn):
        return
    if turn.intent != "nlu_fallback" and turn.recall("unsure"):
        turn.remember(unsure=None)
    before = turn.slot("pending")
    last = "hours" if turn.intent == "hours" else None
    if turn.recall("last") != last:
        turn.remember(last=last)
    await run(turn)
    if before and turn.slot("pending") == before and turn.intent not in {"affirm", "deny", "cancel"}:
        age = int(before.get("age", 0)) + 1
        turn.set("pending", {**before, "age": age} if age <= PATIENCE else None)


async def run(turn: Turn) -> None:
    """Run the handler of the turn's intent; ask to sign in first where it needs a patron."""
    entry = HANDLERS.get(turn.intent) or HANDLERS["nlu_fallback"]
    if entry.needs_patron and turn.patron is None:
        ask_sign_in(turn)
        return
    await entry.handler(turn)


def ask_sign_in(turn: Turn) -> None:
    """Offer the sign-in link and keep what was asked, to do it right after."""
    turn.set("resume", {"intent": turn.intent, "entities": turn.entities, "text": turn.text})
    turn.say("utter_sign_in", custom={"sign_in": True})


async def fulfil(turn: Turn, given: Given) -> bool:
    """Do the waiting deed with what the patron gave."""
    pending: dict[str, Any] | None = turn.slot("pending")
    if not pending or pending.get("do") not in DEEDS:
        return False
    turn.set("pending", None)
    await DEEDS[pending["do"]](turn, dict(pending.get("args") or {}), given)
    return True


def _restore_words(turn: Turn) -> None:
    # A button of the clarifying question carries a reading; the words that were read stay with us.
    unclear = turn.recall("unclear")
    if unclear and turn.intent in unclear.get("intents", []):
        turn.text = str(unclear.get("text", ""))
        turn.remember(unclear=None)


async def _settle(turn: Turn) -> bool:
    pending: dict[str, Any] | None = turn.slot("pending")
    sure = turn.confidence >= SURE
    # Rules go on after these two with what belongs to them; the others are asked for on purpose.
    if turn.intent in RULED or (sure and turn.intent in NEVER_GIVEN):
        return False
    if not pending:
        return turn.confidence < MORE_HOURS and await _more_hours(turn)
    awaits, args = pending.get("awaits"), pending.get("args") or {}
    loose = not sure or turn.intent in OPEN
    short = word_count(turn.text) <= 4
    if awaits == "score":
        # Scores have their own handler, which knows every way to write one.
        return False
    choice = find_choice(turn.text) if short and (loose or turn.intent in CHOSEN_WITH) else None
    if choice is not None and args.get("ids"):
        places = tuple(choice.resolve(len(args["ids"])))
        if places:
            return await fulfil(turn, Given("places", places))
    if awaits == "one" and args.get("titles") and (loose or turn.intent in CHOSEN_WITH):
        place = best_match(turn.text, args["titles"])
        if place is not None:
            return await fulfil(turn, Given("places", (place,)))
    if awaits == "branch" and word_count(turn.text) <= 5:
        branch = await directory.find_branch(turn.store, turn.text)
        if branch is not None:
            return await fulfil(turn, Given("branch", text=branch.code))
    return awaits == "words" and loose and await fulfil(turn, Given("words", text=turn.text))


async def _more_hours(turn: Turn) -> bool:
    """Take a bare day or branch right after the hours («و جمعه؟») as another question of the same kind."""
    if turn.recall("last") != "hours" or word_count(turn.text) > 5:
        return False
    if not find_dates(turn.text, turn.today) and not await directory.find_branch(turn.store, turn.text):
        return False
    turn.intent = "hours"
    await run(turn)
    return True
