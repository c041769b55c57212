"""What an open question is given: a branch, a score, a place in the list, a title or free words."""

from __future__ import annotations

from typing import Any

from actions.dialogue.branches_named import branches_refused
from actions.dialogue.pending import run_pending
from actions.dialogue.references import find_reference
from actions.dialogue.sureness import RULED, SURE
from actions.dialogue.turn import Turn
from actions.dialogue.values import values_of
from actions.dialogue.wording import best_match, says, word_count
from actions.rasa.registry import PatronReply
from actions.subjects.emergencies.open_alarm import OpenAlarm
from actions.subjects.reading.wish_words import asks_to_read
from actions.subjects.titles.settled_titles import names_title
from crm.library_info import directory
from language.choices import find_choice
from language.requests.reading.reading import read_wish
from language.requests.speech.denials import denies, without_denied
from language.requests.speech.selecting import without_other_kept
from language.requests.titles.title_questions import find_title_question
from language.scores import find_score
from protocol.intents import intents_with

__all__ = ["WORDS_OF_A_NAME", "names_branch_asked_for", "settle"]

# Intents after which free words are taken as what was waited for.
OPEN = intents_with("free_words")
# These ask for a title or for what to look for.
NAMED = frozenset({"search", "hold_title", "reserve"})
# A title that is waited for is read as one of these, or as nothing.
NAMING = frozenset(
    "nlu_fallback out_of_scope search_book recommendation hold shelf_location new_arrivals course_reserves ill chitchat"
    " suggest_purchase lost_item donation".split()
)
# While one of these waits, whatever for, a branch may be named to collect at.
_FETCHED = frozenset({"hold", "hold_at", "hold_title"})
# What is reserved beside books.
RESERVED = frozenset({"room_booking", "facilities", "equipment"})
# A choice from a list is often read as more of what the list was for.
CHOSEN_WITH = intents_with("chosen_with")
# A branch to collect at is often named together with these.
NAMED_WITH = intents_with("branch_named_with")
# Never what a waiting action is given, when they are read with confidence.
NEVER_GIVEN = intents_with("never_given")
VERY_SURE = 0.85
# What says how a book shall be may be read as one of these; read likely as another, it tells of something else in so
# many words.
_MAY_WISH = frozenset(
    "recommendation search_book new_arrivals shelf_location nlu_fallback out_of_scope chitchat change_language"
    " suggestion children interests affirm deny".split()
)
_LIKELY, _TELLING = 0.5, 2


async def names_branch_asked_for(turn: Turn) -> bool:
    """Tell whether nothing but a branch is named where one was asked for: "Central." is no cry.

    Where an alarm is open it tells the place of that, unless the branch was asked for right before.
    """
    pending = turn.slot("pending") or {}
    asked = pending.get("awaits") == "branch" or (pending.get("do") in _FETCHED and OpenAlarm.of(turn) is None)
    if turn.is_payload or not asked or word_count(turn.text) > WORDS_OF_A_NAME:
        return False
    named = await values_of(turn, turn.text)
    if not named.only or named.branch is None:
        return False
    turn.intent = "hold" if turn.intent == "emergency" else turn.intent
    return True


WORDS_OF_A_NAME = 4


async def settle(turn: Turn) -> bool:
    """Take words as what an open question waits for: a branch, a place in the list, a title or free words."""
    pending: dict[str, Any] | None = turn.slot("pending")
    sure = turn.confidence >= SURE
    reference = find_reference(turn.text)
    if pending and pending.get("awaits") == "branch":
        named = await values_of(turn, turn.text)
        if named.only and named.branch is not None and not await _refuses(turn, named.branch):
            # Nothing but a branch, whatever it was read as.
            return await run_pending(turn, PatronReply("branch", text=named.branch.code))
    taken_back = reference is not None and reference.corrects and bool(reference.words)
    # Rules go on after this one with what belongs to it; the others are asked for on purpose.
    if turn.intent in RULED or (sure and turn.intent in NEVER_GIVEN and not taken_back):
        return False
    if not pending:
        return False
    awaits, args = pending.get("awaits"), pending.get("args") or {}
    loose = not sure or turn.intent in OPEN
    short = word_count(turn.text) <= 4
    if awaits == "score":
        # Scores have their own handler, which knows every way to write one.
        if loose and short and find_score(turn.text) is not None:
            turn.intent = "rate"
        return False
    chosen = taken_back or (short and (loose or turn.intent in CHOSEN_WITH))
    choice = (reference.choice if reference else find_choice(turn.text)) if chosen else None
    if choice is not None and pending.get("do") == "cancel_hold_which":
        # «اولی لغو، دومی بماند» chooses one.
        going = without_other_kept(turn.text, "cancel")
        choice = choice if going == turn.text else find_choice(going)
    if args.get("ids") and denies(turn.text):
        # "Not all of it, I haven't got it": what is denied chooses nothing, and what else is said only by itself.
        left = find_reference(without_denied(turn.text))
        choice = left.choice if left is not None and left.bare and not pending.get("age") else None
    if choice is not None and args.get("ids"):
        places = tuple(choice.resolve(len(args["ids"])))
        if places:
            return await run_pending(turn, PatronReply("places", places))
    if awaits == "one" and args.get("titles") and (loose or turn.intent in CHOSEN_WITH):
        place = best_match(without_denied(turn.text), args["titles"])
        if place is not None:
            return await run_pending(turn, PatronReply("places", (place,)))
    # Another branch may be named in place of the yes to the first one; asking about one names none.
    asked = awaits == "branch" or (
        pending.get("do") in {"hold", "hold_title"} and (loose or taken_back or turn.intent in NAMED_WITH)
    )
    if asked and word_count(turn.text) <= 6 and not (sure and _asks_about_branch(turn)):
        branch = await directory.find_branch(turn.store, turn.text)
        if branch is not None and not await _refuses(turn, branch):
            elsewhere = awaits == "branch" or branch.code != args.get("branch")
            return elsewhere and await run_pending(turn, PatronReply("branch", text=branch.code))
    if awaits != "words" or not loose or await _is_another(turn, pending):
        return False
    return await run_pending(turn, PatronReply("words", text=turn.text))


async def _refuses(turn: Turn, branch: directory.Branch) -> bool:
    """Tell whether a branch is named only to say that it shall not be that one: "not Saadi", «سعدی نه»."""
    return branch.code in branches_refused(turn.text, await directory.branches(turn.store))


async def _is_another(turn: Turn, pending: dict[str, Any]) -> bool:
    """Tell whether words are another request than the title, or the search, that an open question asks for."""
    asked_for_book = pending.get("do") in NAMED | {"recommend"}
    if asked_for_book and turn.shown("title") and find_title_question(turn.text) is not None:
        # Asked of what was shown before.
        return True
    if pending.get("do") == "recommend":
        reading = read_wish(turn.text)
        if turn.intent not in _MAY_WISH and turn.confidence >= _LIKELY and len(reading.rest) >= _TELLING:
            # "And if one kid loses his, do I pay?" tells nothing of what a book shall be like.
            return not asks_to_read(turn.text)
        wished = bool(reading.wish)
        return not wished and (turn.confidence >= VERY_SURE or "?" in turn.text or "؟" in turn.text)
    if pending.get("do") in {"search", "hold_title"} and not await names_title(turn) and not turn.describes:
        # A sentence that names nothing: "how long will it be kept?".
        return not turn.entities.get("ref")
    if pending.get("do") not in NAMED or (turn.intent in RESERVED and pending.get("do") == "reserve"):
        return False
    return turn.confidence >= VERY_SURE and turn.intent not in NAMING


def _asks_about_branch(turn: Turn) -> bool:
    return turn.intent in {"hours", "events"} or says(turn.text, "where", "address", "کجاست", "کجاس", "آدرس", "نشانی")
