"""What is asked of titles that were suggested, or which of them is taken, whatever it was read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.branches_named import branches_named
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.values import values_of
from actions.rasa.registry import HANDLERS
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.moves.title import ask_of
from actions.subjects.moves.title_copies import which_at
from actions.subjects.moves.title_lists import tell_of_these
from actions.subjects.reading.suggestions import branch_kept, of_suggestions, suggest
from actions.subjects.reading.wish_words import persian_of
from actions.subjects.titles.spoken_of import spoken_of, titles_shown
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.choices import find_choice
from language.requests.deeds.ordering import orders_to_renew
from language.requests.reading.asked_of_these import (
    asks_hours_beside,
    asks_of_each,
    asks_shortest,
    asks_whether_there,
    takes_it,
)
from language.requests.reading.length import SHORT
from language.requests.reading.wish import ReadingWish
from language.requests.titles.copy_questions import find_copy_question
from language.requests.titles.poets import means_poet
from library.values import Title

__all__ = ["asks_of_suggestions"]

# Surely read as one of these, a message is about none of those suggested.
_NEVER = frozenset(
    "emergency complaint report_fault website_problem lost_item lost_property loans renew cancel_hold fines pay account"
    " sign_in sign_out human_help my_data case_add case_status".split()
)
_SURE = 0.8
# So surely as anything but these, how long it is may be asked of whatever else is spoken of.
_OF_TITLES = frozenset(
    "search_book recommendation nlu_fallback out_of_scope chitchat deny affirm thanks praise".split()
)


async def asks_of_suggestions(turn: Turn) -> LookStep:
    """Tell of those suggested what words ask that name none of them; take the one that is taken."""
    if turn.is_payload or turn.slot("pending") or not turn.shown("title") or not of_suggestions(turn):
        return LookStep.ON
    if (turn.intent in _NEVER and turn.confidence >= _SURE) or orders_to_renew(turn.text):
        return LookStep.ON
    shown, text = await titles_shown(turn), await persian_of(turn)
    choice = find_choice(text)
    places = choice.resolve(len(shown)) if choice is not None else []
    if len(places) == 1:
        return await _of_placed(turn, shown[places[0]], text)
    if choice is not None:
        return LookStep.ON
    if (step := await _at_branch(turn, shown)) is not LookStep.ON:
        return step
    if len(shown) == 1 or await spoken_of(turn) is not None or turn.entity("title"):
        return LookStep.ON
    if turn.intent not in _OF_TITLES and turn.confidence >= _SURE:
        return LookStep.ON
    if asks_shortest(turn.text) or asks_of_each(turn.text):
        turn.read_as("search_book")
        await tell_of_these(turn, shown, most=asks_shortest(turn.text))
        if asks_shortest(turn.text) and not any(one.pages for one in shown):
            await _short_ones(turn)
        return LookStep.DONE
    return LookStep.ON


async def _short_ones(turn: Turn) -> None:
    """Suggest short ones of the same wish, where it is not known of those shown how long they are."""
    kept = turn.recall("reading") or {}
    wish = replace(ReadingWish.unpacked(kept["wish"]), most_pages=SHORT, least_pages=0)
    met = await turn.library.suggest(wish, limit=1, besides=kept["shown"], language=turn.language)
    if met.found and not met.relaxed:
        await suggest(turn, wish, besides=kept["shown"], at=branch_kept(kept))


async def _of_placed(turn: Turn, title: Title, text: str) -> LookStep:
    """Tell of the one that words place how many copies there are, or where it is where it is taken."""
    if find_copy_question(turn.text) == "copies":
        turn.read_as("search_book")
        return LookStep.DONE if await ask_of(turn, title, "title.copies") else LookStep.ON
    if not (takes_it(turn.text) or takes_it(text)):
        return LookStep.ON
    hours = asks_hours_beside(turn.text)
    if not hours and turn.intent not in _UNHEARD:
        # Read as an order, or as a question, it is heard as such.
        return LookStep.ON
    turn.read_as("search_book")
    await tell_where(turn, title, await _branch(turn))
    if hours:
        turn.intent = "hours"
        await HANDLERS["hours"].handler(turn)
    return LookStep.DONE


# Read as one of these, nothing has heard that one is taken.
_UNHEARD = frozenset("thanks affirm chitchat nlu_fallback out_of_scope praise".split())


async def _at_branch(turn: Turn, shown: Sequence[Title]) -> LookStep:
    """Tell which of those suggested are at the branch that is all a message names, or of which it is asked."""
    branch = await _branch(turn)
    if branch is None or means_poet(turn.text):
        return LookStep.ON
    values = await values_of(turn, turn.text)
    if turn.entity("title"):
        return LookStep.ON
    alone = values.only and values.branch is not None and not (values.days or values.copy)
    if not alone and not asks_whether_there(turn.text):
        return LookStep.ON
    one = shown[0] if len(shown) == 1 else await spoken_of(turn)
    turn.read_as("search_book")
    if one is not None:
        await tell_where(turn, one, branch)
        return LookStep.DONE
    return LookStep.DONE if await which_at(turn, shown, branch) else LookStep.ON


async def _branch(turn: Turn) -> Branch | None:
    named = branches_named(turn.text, await directory.branches(turn.store))
    return named[0] if len(named) == 1 else None
