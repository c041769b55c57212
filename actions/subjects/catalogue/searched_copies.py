"""Searches for a title as a kind of copy or in a language: "Dune as an audiobook", "is there a film of Emma?"."""

from __future__ import annotations

import re

from actions.dialogue.turn import Turn, nested
from actions.dialogue.wording import search_words, word_count
from actions.facts.lines import language_name
from actions.subjects.catalogue.editions import show_edition
from actions.subjects.catalogue.found_titles import FEW, found, nearly_named, show_found, show_title
from actions.subjects.catalogue.searched_words import SENTENCES, is_named, telling_words
from actions.subjects.reading.reading import suggest_for
from actions.subjects.reading.wishes_heard import hear_wish
from actions.subjects.titles.titles import SHORT, is_nameable, is_titled, name_in
from actions.subjects.titles.titles_in_talk import title_named
from language.normalise import fold
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import WishReading
from language.requests.titles.copies import find_copy
from language.requests.titles.names import as_said, find_named
from library.values import SearchPage, Title

__all__ = ["looks_for_copy"]

_MANY = 40
_MOST_SENTENCES = 5


async def looks_for_copy(turn: Turn) -> bool:
    """Look for a title as the kind of copy, or in the language, that is asked for; false when none is."""
    copy = find_copy(turn.text)
    if copy is None:
        return False
    # "By Daneshvar with large letters": what joined them is no part of the name.
    name = _JOINING.sub("", search_words(copy.rest))
    said = search_words(turn.text)
    in_name = find_copy(said) is not None or bool(read_wish(turn.text).wish.like)
    whole = await turn.library.search(said, limit=1) if in_name else SearchPage()
    if whole.titles and not whole.corrected and not whole.author and is_named(said, whole):
        # The word belongs to the title: "The English Patient".
        return False
    page = await turn.library.search(name, limit=_MANY) if telling_words(name) else SearchPage()
    less = name_in(name)
    if telling_words(less) and less != name and (page.corrected or not page.titles):
        # What asks around it in Latin letters is no part of a name: "farhadi chi darin".
        found_less = await turn.library.search(less, limit=_MANY)
        if found_less.titles and not found_less.corrected:
            name, page = less, found_less
    if (title := await _named_in(turn, name, page)) is not None:
        await show_edition(turn, title, copy)
        return True
    known = bool(page.titles) and not page.corrected
    named = known and is_named(name, page)
    title = await title_named(turn, turn.text) if not named and not copy.plural else None
    if title is not None and (not known or any(one.id == title.id for one in page.titles)):
        # "Is there a film version of Emma at your place": more is said than its name.
        await show_edition(turn, title, copy)
        return True
    if not known and (not copy.plural or word_count(name) <= _SHORT_QUERY) and await nearly_named(turn):
        return True
    reading = await hear_wish(turn)
    wish = reading.wish
    about = bool(wish.topics) and _ABOUT.search(fold(turn.text)) is not None
    wished = bool(wish.genres or wish.ages or wish.audience or copy.plural or about)
    if copy.kind and not named and (wished or not known):
        if not wished and not wish.topics and is_nameable(name, turn.text):
            # A name that the catalogue has in no form is no wish for any film.
            return False
        await suggest_for(turn, WishReading(wish, reading.rest if telling_words(name) else ()))
        return True
    if not known:
        return False
    meant = [title for title in page.titles if copy.kind in ("", title.kind) and copy.language in ("", title.language)]
    if len(meant) == 1:
        await show_title(turn, meant[0])
    elif meant:
        await found(turn, name, SearchPage(tuple(meant[:FEW]), len(meant), page.corrected, page.author))
    elif any(
        copy.language in ("", one.language) and copy.kind in ("", one.kind) for one in await _editions(turn, page)
    ):
        # Spelt so, only the other edition was found.
        await show_edition(turn, page.titles[0], copy)
    else:
        lacks = nested(f"utter_kind_{copy.kind}") if copy.kind else language_name(copy.language)
        await show_found(
            turn,
            page.titles[:FEW],
            "utter_search_no_kind" if copy.kind else "utter_search_no_language",
            query=as_said(turn.text, name)
            if word_count(name) <= _SHORT_QUERY
            else (page.author or page.titles[0].title),
            kind=lacks,
        )
    return True


_JOINING = re.compile(r" (?:with|in|as|on|به|با|در|ba)$")
# More words than these say more than a name.
_SHORT_QUERY = 4
_ABOUT = re.compile(r"\babout\b|(?<!\w)(?:درباره|در مورد|راجع به)(?!\w)")


async def _editions(turn: Turn, page: SearchPage) -> list[Title]:
    """Give the other editions of what a search found, where it found one title."""
    return await turn.library.editions(page.titles[0].id) if len(page.titles) == 1 else []


async def _named_in(turn: Turn, name: str, page: SearchPage) -> Title | None:
    """Give the title whose edition is asked for: named by all the words, or within a letter of several sentences."""
    if page.author:
        return None
    if page.titles and not page.corrected and is_titled(page.titles[0].title, name):
        return page.titles[0]
    for part in (turn.entity("title") or "", *SENTENCES.split(turn.text)[:_MOST_SENTENCES]):
        words_of_it = search_words(part)
        if word_count(words_of_it) < 2 or (part == turn.text and page.titles and not page.corrected):
            continue
        found_there = await turn.library.search(words_of_it, limit=1)
        if found_there.titles and not found_there.corrected and not found_there.author:
            title = found_there.titles[0]
            short = SHORT.split(title.title)[0]
            if word_count(short) > 1 and find_named(part, [short]).places:
                return title
    return None
