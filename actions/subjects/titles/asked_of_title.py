"""A title that is asked for inside another matter, and the one of a complaint: "Homo Deus, same guy, have it?"."""

from __future__ import annotations

from actions.dialogue.branches_named import branches_named
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.catalogue.editions import show_edition
from actions.subjects.catalogue.found_titles import show_title
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.spoken_of import spoken_of, title_before
from actions.subjects.titles.titles_in_talk import title_of_act
from crm.library_info import directory
from language.normalise import fold
from language.requests.titles.copies import find_copy
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.title_there import asks_of_it, asks_whether_named
from library.values import Title
from protocol.intents import intents_with

__all__ = ["tells_of_asked_title"]

# What is told is filed, whatever it names; a search and a wish hear titles themselves.
_NOT_SO = frozenset(
    {
        *intents_with("told"),
        *"search_book recommendation renew cancel_hold affirm deny cancel lost_item donation".split(),
    }
)
_OWN = frozenset("loans hold_status fines renew".split())
# Read so surely as something else, a name of one word may be a word of it.
_SURE, _LONGEST, _SHORT = 0.75, 45, 18
# What was told of one of these is asked about by "is it in?", and no title before it.
_PLACES = frozenset("facilities room_booking print_scan wifi equipment events hours location recommendation".split())


async def tells_of_asked_title(turn: Turn) -> LookStep:
    """Tell of the title that is asked for, whatever the message was read as; of none, where the one in talk is."""
    if turn.is_payload or word_count(turn.text) > _LONGEST:
        return LookStep.ON
    title = await _named(turn)
    if title is None:
        title = await _in_talk(turn)
        if title is None:
            return LookStep.ON
        known = branches_named(turn.text, await directory.branches(turn.store))
        _settle(turn)
        await tell_where(turn, title, known[0] if len(known) == 1 else None)
        return LookStep.DONE
    copy = find_copy(turn.text)
    known = branches_named(turn.text, await directory.branches(turn.store))
    _settle(turn)
    if copy is not None and (copy.language not in ("", title.language) or copy.kind not in ("", title.kind)):
        await show_edition(turn, title, copy)
    elif len(known) == 1:
        await tell_where(turn, title, known[0])
    else:
        await show_title(turn, title)
    return LookStep.DONE


def _settle(turn: Turn) -> None:
    turn.intent, turn.confidence, turn.entities, turn.moves = "search_book", 1.0, {}, {}


async def _named(turn: Turn) -> Title | None:
    """Give the title that is named and asked for; None for one's own, or where its one word was surely read as else."""
    if turn.intent in _NOT_SO or (turn.slot("pending") or {}).get("awaits") in {"told", "words"}:
        return None
    found = await name_within(turn, turn.text)
    if found is None or found[1].author or not found[1].titles:
        return None
    name, page = fold(found[0]), found[1]
    if all(map(is_ordinary, name.split())) or not asks_whether_named(turn.text, name):
        return None
    if word_count(name) == 1 and turn.confidence >= _SURE:
        return None
    if turn.patron is not None and turn.intent in _OWN and (await own_things(turn)).named:
        return None
    own = [one for one in page.titles if one.language == turn.language] or list(page.titles)
    return own[0]


async def _in_talk(turn: Turn) -> Title | None:
    """Give the title in talk where it is asked if it is there: also that of a complaint, and past a question beside."""
    if word_count(turn.text) > _SHORT or turn.intent in _OWN or not asks_of_it(turn.text):
        return None
    last = turn.thread.last
    if last is None or last.act in _PLACES or len(turn.shown("title")) > 1:
        return None
    if (title := await spoken_of(turn) or await title_before(turn)) is not None:
        return title
    for act in turn.thread.acts():
        if act.act in _PLACES:
            return None
        if (title := await title_of_act(turn, act)) is not None:
            return title
    return None
