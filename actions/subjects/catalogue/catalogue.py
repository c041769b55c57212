"""Whether the library has what is asked for: the title that was picked, each of several, or what a search finds."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.facts.choices import menu
from actions.facts.lines import titles_listed
from actions.rasa.registry import HANDLERS, handles
from actions.subjects.catalogue.at_branch import hear_place
from actions.subjects.catalogue.editions import show_edition, suggests_such
from actions.subjects.catalogue.found_titles import show_found, show_title
from actions.subjects.catalogue.searched_words import SENTENCES, is_said_whole
from actions.subjects.catalogue.searching import search
from actions.subjects.catalogue.volumes import answer_volume
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.moves.title import suggests_besides
from actions.subjects.moves.title_copies import which_at
from actions.subjects.reading.reading import NEEDED_KINDS, suggest_for
from actions.subjects.reading.wishes_heard import hear_wish
from actions.subjects.titles.named_before import named_before
from actions.subjects.titles.named_titles import several_titles
from actions.subjects.titles.settled_titles import picked_title
from actions.subjects.titles.titles import is_titled
from actions.subjects.titles.unnamed_searches import is_quoted, points_nowhere
from crm.library_info import directory
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import WishReading
from language.requests.speech.filler import greets, without_filler
from language.requests.titles.copies import find_copy
from language.requests.titles.in_or_out import asks_which_of_shown
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.poets import means_poet
from language.requests.titles.title_questions import volume_of
from library.search.words import words
from library.values import Title

__all__ = ["search_book"]


@handles("search_book")
async def search_book(turn: Turn) -> None:
    """Tell whether the library has what was asked for, and where it is free."""
    if not turn.is_payload and (await _only_reacts(turn) or await suggests_besides(turn)):
        return
    if not turn.is_payload and (await _of_needed_kind(turn) or await _of_authors(turn)):
        return
    if not turn.is_payload and volume_of(turn.text) is not None and await answer_volume(turn):
        return
    await hear_place(turn)
    picked = await named_before(turn) or await picked_title(turn)
    branch = await directory.find_branch(turn.store, turn.entity("branch") or "") if turn.entity("branch") else None
    if picked is not None and branch is not None:
        await tell_where(turn, picked, branch)
    elif picked is not None and points_nowhere(turn) and await answer_from_facts(turn):
        return
    elif picked is not None and points_nowhere(turn) and _was_told(turn, picked):
        # So many words that say nothing of it are no reason to tell of it once more.
        await search(turn, None)
    elif picked is not None:
        await _shown_as_asked(turn, picked)
    elif not await _several(turn):
        await search(turn, None)


def _was_told(turn: Turn, title: Title) -> bool:
    """Tell whether the last thing that was told is this title alone."""
    last = turn.thread.last
    return last is not None and last.kind == "title" and last.things == (title.id,)


async def _shown_as_asked(turn: Turn, title: Title) -> None:
    """Show the title that was picked; its edition in the language, or of the kind, that is asked for beside."""
    copy = None if turn.is_payload else find_copy(turn.text)
    other = copy is not None and (copy.language not in ("", title.language) or copy.kind not in ("", title.kind))
    if copy is not None and other and not copy.plural:
        await show_edition(turn, title, copy)
    else:
        await show_title(turn, title)


async def _of_needed_kind(turn: Turn) -> bool:
    """Suggest large print or Braille where such books are asked for at all, whatever is told of one's eyes beside."""
    kinds = set(read_wish(turn.text).wish.kinds) & NEEDED_KINDS
    return bool(kinds) and not is_quoted(turn.text) and await suggests_such(turn)


async def _of_authors(turn: Turn) -> bool:
    """Suggest of either where two authors are named side by side, and no title: "films by Kiarostami or Farhadi"."""
    if is_quoted(turn.text) or turn.entity("isbn") or turn.entity("ref"):
        return False
    reading = await hear_wish(turn)
    if "|" not in reading.wish.author:
        return False
    turn.intent = "recommendation"
    await suggest_for(turn, WishReading(reading.wish))
    return True


async def _only_reacts(turn: Turn) -> bool:
    """Take off what only greets, thanks or reacts; where nothing is left it names no title, and is answered as such."""
    rest = without_filler(turn.text)
    said = turn.entity("title") or ""
    if said and not without_filler(said):
        turn.entities = {name: values for name, values in turn.entities.items() if name != "title"}
    if rest or turn.entities:
        turn.text = rest or turn.text
        return False
    page = await turn.library.search(turn.text, limit=1)
    if page.titles and not page.corrected and is_titled(page.titles[0].title, turn.text):
        return False
    turn.intent = "greet" if greets(turn.text) else "thanks"
    await HANDLERS[turn.intent].handler(turn)
    return True


async def _several(turn: Turn) -> bool:
    """Answer for each of several names, also for those that fit nothing; false when there is one, or a wish."""
    reading = None if turn.is_payload or turn.entity("isbn") else read_wish(turn.text)
    if reading is None or (reading.wish and (not reading.rest or "language" in reading.wish.genres)):
        return False
    if set(reading.wish.kinds) & NEEDED_KINDS or (reading.wish.topics and not is_quoted(turn.text)):
        # Large print is what is asked for, or a subject, whatever else is told beside.
        return False
    listed = await several_titles(turn, loosely=True)
    if listed is None:
        return False
    titles, missing = listed
    titles = _named_by_more(turn.text, _said_whole(turn.text, titles))
    missing = [name for name in missing if _is_named_to_look_for(turn.text, name)]
    if not titles or (not missing and len(titles) < 2):
        return False
    if len(titles) == 1:
        await _shown_as_asked(turn, titles[0])
    elif asks_which_of_shown(turn.text):
        # "Dune, Emma and Dracula: which of them are at Saadi?"
        branch = None if means_poet(turn.text) else await directory.find_branch(turn.store, turn.text)
        await which_at(turn, titles, branch)
    else:
        await show_found(turn, titles, "utter_search_several")
    if missing:
        turn.say("utter_hold_none_of", titles=titles_listed(missing), choices=menu("suggest_purchase"))
    return True


def _said_whole(text: str, titles: list[Title]) -> list[Title]:
    """Keep the titles that are named whole, where the others are only their author's: "Marufi. Symphony of the Dead"."""
    whole = [one for one in titles if is_said_whole(text, one)]
    authors = {one.author for one in whole}
    return whole if whole and all(one.author in authors for one in titles) else titles


def _named_by_more(text: str, titles: list[Title]) -> list[Title]:
    """Leave out titles that share no more than ordinary words with a text: "is there somebody (کسی) who …?"."""
    said = set(words(text))
    shared = {one.id: said & set(words(f"{one.title} {one.author}")) for one in titles}
    whole = [one for one in titles if is_said_whole(text, one)]
    return [one for one in titles if one in whole or not shared[one.id] or not all(map(is_ordinary, shared[one.id]))]


def _is_named_to_look_for(text: str, name: str) -> bool:
    """Tell whether words that found nothing were surely meant for a title, and are no part of what else is said."""
    if any(f"{mark}{name}" in text for mark in '«“"') or (name[:1].isupper() and name.istitle()):
        return True
    if all(is_ordinary(word) for word in words(name)):
        # "Unrelated, do you have …": a word of the language, and no name.
        return False
    return len([one for one in SENTENCES.split(text) if one.strip()]) == 1 and not read_wish(name).wish
