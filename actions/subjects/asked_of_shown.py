"""What is asked of the titles just shown and names none: "in or out?", "which of those are at Saadi?"."""

from __future__ import annotations

import re

from actions.dialogue.branches_named import branches_named, branches_refused
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.values import without_branch
from actions.dialogue.wording import word_count
from actions.rasa.registry import MOVES
from actions.subjects.guessed_titles import described
from actions.subjects.moves.title_copies import which_at
from actions.subjects.spoken_of import spoken_of, title_before, titles_shown
from actions.subjects.titles_in_talk import title_named
from actions.subjects.whereabouts import tell_where
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold
from language.requests.descriptions import describes_book
from language.requests.in_or_out import asks_first_back, asks_which_of_shown, names_other_place, only_asks_in_or_out
from language.requests.ordering import orders_to_hold
from language.requests.poets import means_poet
from language.requests.whether_in import asks_whether_in
from library.values import Title

__all__ = ["asks_of_shown"]

_OF_TITLES = frozenset("search_book shelf_location recommendation new_arrivals".split())
_LONGEST = 22  # words


async def asks_of_shown(turn: Turn) -> LookStep:
    """Tell of the titles just shown which are in, at the branch that is named; of one alone, whether it is."""
    last, waits = turn.thread.last, (turn.slot("pending") or {}).get("awaits")
    if turn.is_payload or last is None or waits not in {None, "words", "one"} or word_count(turn.text) > _LONGEST:
        return LookStep.ON
    if last.act not in _OF_TITLES and last.kind != "title":
        return LookStep.ON
    if orders_to_hold(turn.text) or means_poet(turn.text):
        return LookStep.ON
    if describes_book(turn.text):
        # "And the small one, where a colonel waits for a letter?" asks nothing of the one before.
        return LookStep.DONE if await described(turn) else LookStep.ON
    known = await directory.branches(turn.store)
    branch = _wanted(turn.text, known)
    rest = await _without_branches(turn, turn.text)
    if asks_first_back(turn.text):
        return await _told_back(turn)
    if only_asks_in_or_out(rest) or (branch is not None and names_other_place(rest, turn.text)):
        return await _told(turn, branch)
    if (theirs := await _by_author_shown(turn)) is not None:
        _settle(turn)
        await tell_where(turn, theirs, branch)
        return LookStep.DONE
    if asks_which_of_shown(turn.text) and len(turn.shown("title")) > 1 and await title_named(turn, rest) is None:
        return await _told_which(turn, branch)
    return LookStep.ON


async def _told(turn: Turn, branch: Branch | None) -> LookStep:
    title = await spoken_of(turn) or await title_before(turn)
    if title is None:
        return await _told_which(turn, branch) if len(turn.shown("title")) > 1 else LookStep.ON
    _settle(turn)
    await tell_where(turn, title, branch)
    return LookStep.DONE


async def _told_which(turn: Turn, branch: Branch | None) -> LookStep:
    shown = await titles_shown(turn)
    _settle(turn)
    return LookStep.DONE if await which_at(turn, shown, branch) else LookStep.ON


async def _told_back(turn: Turn) -> LookStep:
    title = await spoken_of(turn) or await title_before(turn)
    if title is None:
        return LookStep.ON
    turn.point("title", title.id, "search_book")
    _settle(turn)
    return LookStep.DONE if await MOVES["title.back"](turn) else LookStep.ON


async def _by_author_shown(turn: Turn) -> Title | None:
    """Give the one title shown whose author is all that is named beside where it is: «سهراب. کدوم شعبه داره؟»."""
    name, *rest = [part.strip() for part in _SENTENCE.split(fold(turn.text)) if part.strip()]
    said = set(name.split())
    if len(said) > _LONGEST_NAME or not rest or not all(map(asks_whether_in, rest)):
        return None
    shown = await titles_shown(turn)
    fitting = [one for one in shown if said <= set(fold(one.author).split())]
    return fitting[0] if len(fitting) == 1 and len(shown) > 1 else None


_SENTENCE = re.compile(r"[.,،;؛:!?؟\n]+")
_LONGEST_NAME = 3


def _settle(turn: Turn) -> None:
    turn.intent, turn.confidence, turn.entities = "search_book", 1.0, {}
    turn.set("pending", None)


def _wanted(text: str, known: list[Branch]) -> Branch | None:
    """Give the one branch that a text names and does not refuse: the first of «سعدی نه مرکزی»."""
    first, *then = _NOT.split(fold(text), maxsplit=1)
    wanted = branches_named(first, known) if then and branches_named(then[0], known) else []
    if not wanted:
        refused = branches_refused(text, known)
        wanted = [one for one in branches_named(text, known) if one.code not in refused]
    return wanted[0] if len(wanted) == 1 else None


_NOT = re.compile(r"[,،]?\s?(?:\b(?:not|na)|(?<!\w)نه)\s")


async def _without_branches(turn: Turn, text: str) -> str:
    """Give the words of a text that name no branch."""
    return " ".join([await without_branch(turn, part) for part in _NOT.split(fold(text), maxsplit=1)])
