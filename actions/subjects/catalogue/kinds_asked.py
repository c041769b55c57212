"""Copies of a kind, of the titles and authors that are named: each is answered, what there is and what there is not."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import LookStep, Turn, nested
from actions.dialogue.wording import word_count
from actions.facts.lines import listed
from actions.facts.wishes import wish_part
from actions.subjects.catalogue.editions import tell_others_such
from actions.subjects.catalogue.found_titles import show_found
from actions.subjects.titles.spotted_titles import spotted_authors, spotted_titles
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.reading.beside_read import without_watched
from language.requests.reading.wish import ReadingWish
from language.requests.titles.copies import find_copy, find_kinds
from language.requests.titles.kinds_asked import wishes_film_anew
from library.search.words import words
from library.values import Title

__all__ = ["tells_of_kinds", "wishes_film"]

_HEARD_SO = frozenset(
    "search_book recommendation eresources facilities shelf_location borrow nlu_fallback out_of_scope"
    " change_language equipment".split()
)
_LONGEST, _FEW, _ONE_NAME = 45, 5, 1
# Of so many words at most a film is wished for by them, and not by what a letter asks beside.
_BRIEFLY = 40


async def tells_of_kinds(turn: Turn) -> LookStep:
    """Tell which of the titles and authors named there are as an audiobook, in large print or as another kind."""
    kinds = find_kinds(without_watched(turn.text))
    if turn.is_payload or not kinds or turn.intent not in _HEARD_SO or word_count(turn.text) > _LONGEST:
        return LookStep.ON
    if not turn.leaves_room:
        return LookStep.ON
    if orders_to_hold(turn.text) or orders_to_renew(turn.text) or "book" in kinds:
        return LookStep.ON
    titles = [one.title for one in await spotted_titles(turn) if one.title.kind not in kinds]
    authors = await spotted_authors(turn)
    titles, authors = _each_once(titles, authors)
    if len(titles) + len(authors) <= _ONE_NAME and not (authors and _is_misread(turn)):
        # One title, or one author's audiobooks, are looked for by the search.
        return LookStep.ON
    turn.read_as("search_book")
    turn.settled = True
    turn.set("pending", None)
    await _tell(turn, kinds, titles, authors)
    return LookStep.DONE


def _each_once(titles: list[Title], authors: dict[str, list[Title]]) -> tuple[list[Title], dict[str, list[Title]]]:
    """Leave out an author beside a title of theirs, and a title that is only its author's name («دیوان حافظ»)."""
    named = {one.id: one for one in titles}
    for name, theirs in list(authors.items()):
        own = [one for one in theirs if one.id in named]
        if own and all(set(words(one.title)) & set(words(name)) for one in own):
            titles = [one for one in titles if one not in own]
        elif own:
            del authors[name]
    return titles, authors


def _is_misread(turn: Turn) -> bool:
    """Tell whether the kind of an author's books was heard as a question about the house, or as any wish."""
    return turn.intent != "search_book" or not (turn.entity("author") or turn.entity("title"))


async def _tell(turn: Turn, kinds: Sequence[str], titles: Sequence[Title], authors: dict[str, list[Title]]) -> None:
    found: dict[str, Title] = {}
    lacking: list[str] = []
    copy = find_copy(turn.text)
    language = copy.language if copy is not None else ""
    for title in titles:
        editions = [title, *await turn.library.editions(title.id)]
        such = [one for one in editions if one.kind in kinds and language in ("", one.language)]
        found |= {one.id: one for one in such}
        if not such:
            lacking.append(title.title)
    for name, theirs in authors.items():
        such = [one for one in theirs if one.kind in kinds and language in ("", one.language)]
        such.sort(key=lambda one: one.language != turn.language)
        found |= {one.id: one for one in such[:_FEW]}
        if not such:
            lacking.append(name)
    kind = wish_part(ReadingWish(kinds=tuple(kinds)), "kinds")
    lacks = nested("utter_part_kinds_lacking", names=listed(lacking)) if lacking else None
    if found:
        await show_found(turn, list(found.values())[: _FEW + 1], "utter_kinds_found", kind=kind, lacking=lacks)
    elif not authors:
        await show_found(turn, list(titles), "utter_titles_none_of_kind", kind=kind)
        await tell_others_such(turn, titles, kinds, language)
    else:
        each = max(1, _FEW // (len(titles) + len(authors)))
        theirs = [*titles, *(one for books in authors.values() for one in books[:each])]
        await show_found(turn, theirs[:_FEW], "utter_kinds_none", kind=kind, names=listed(lacking))


async def wishes_film(turn: Turn) -> LookStep:
    """Take a film that is wished for anew as a wish, and not for the film of the title spoken of."""
    if turn.is_payload or turn.intent not in {"search_book", "nlu_fallback", "out_of_scope"}:
        return LookStep.ON
    if not turn.leaves_room or word_count(turn.text) > _BRIEFLY:
        return LookStep.ON
    if not wishes_film_anew(turn.text) or await spotted_titles(turn):
        return LookStep.ON
    turn.read_as("recommendation")
    turn.entities = {}
    turn.remember(reading=None)
    return LookStep.RUN
