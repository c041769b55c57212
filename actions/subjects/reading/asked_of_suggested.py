"""What is asked of the titles just shown: which are under so many pages, on what, or the shortest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import LookStep, Turn
from actions.subjects.catalogue.shown_languages import language_of_shown, tell_in
from actions.subjects.moves.title_lists import tell_of_these
from actions.subjects.reading.suggestions import show_those
from actions.subjects.reading.wish_words import persian_of
from actions.subjects.titles.spoken_of import titles_shown
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.reading.asked_among import asks_for_most, wished_among
from language.requests.reading.wish import ReadingWish, comes_from
from language.requests.titles.in_or_out import asks_which_of_shown
from library.search.words import words
from library.values import Title

__all__ = ["asks_of_suggested"]

_FEWEST = 2
_JOINED = re.compile(r"\b(?:and|va)\b|(?<!\w)و(?!\w)")
# What such a question may be read as; what is done with one of them is ordered elsewhere.
_READ_AS = frozenset(
    "search_book recommendation new_arrivals shelf_location nlu_fallback out_of_scope research_help chitchat".split()
)


async def asks_of_suggested(turn: Turn) -> LookStep:
    """Tell which of the titles just shown are as is asked; where the catalogue tells none as such, what each is."""
    if turn.is_payload or turn.intent not in _READ_AS or not turn.leaves_room:
        return LookStep.ON
    ordered = orders_to_hold(turn.text) or orders_to_renew(turn.text)
    if turn.entities.get("title") or ordered or language_of_shown(turn.text):
        # What is named beside them or ordered, and which are in a language, is heard elsewhere.
        return LookStep.ON
    most = asks_for_most(turn.text)
    wish = None if most else wished_among(turn.text) or wished_among(await persian_of(turn))
    shown = await titles_shown(turn) if most or wish is not None else []
    if len(shown) < _FEWEST or (not most and asks_which_of_shown(turn.text)):
        # What is in, and where, is told elsewhere.
        return LookStep.ON
    turn.read_as("search_book")
    turn.set("pending", None)
    if wish is None:
        # "Kodoom mojoode va az hame kootahtare?" is asked of those that are in.
        free = any(map(asks_which_of_shown, _JOINED.split(turn.text)))
        standing = [one for one in shown if one.available] if free else shown
        await tell_of_these(turn, standing or shown, most=True)
        return LookStep.DONE
    fitting = [one for one in shown if _fits(one, wish)]
    if fitting:
        await show_those(turn, wish, fitting)
    elif set(wish.packed()) == {"language"}:
        # An edition of one may be in it.
        await tell_in(turn, shown, wish.language)
    else:
        await tell_of_these(turn, shown)
    return LookStep.DONE


def _fits(title: Title, wish: ReadingWish) -> bool:
    """Tell whether the catalogue tells a title as what is asked."""
    held = {*title.genres, title.form}
    if wish.most_pages and not (title.pages and title.pages <= wish.most_pages):
        return False
    if wish.least_pages and not (title.pages and title.pages >= wish.least_pages):
        return False
    if wish.language and title.language != wish.language:
        return False
    if wish.origin and not comes_from(title.original_language, wish.origin):
        return False
    if wish.forms and not held & set(wish.forms):
        return False
    if not all(held & set(genre.split("|")) for genre in wish.genres):
        return False
    return not wish.topics or _is_on(title, wish.topics)


def _is_on(title: Title, topics: Sequence[str]) -> bool:
    told = set(words(fold(f"{title.title} {title.summary} {title.subjects}")))
    return all(any(word.startswith(topic.removesuffix("s")) for word in told) for topic in topics)
