"""Wishes beside titles that were read: those are taste and never a subject, and none of them is offered again."""

# Lists of words are read as such: their lines may be longer.

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.catalogue.editions import first_author
from actions.subjects.catalogue.series_asked import series_everywhere
from actions.subjects.reading.reading import suggest_for
from actions.subjects.reading.wishes_heard import hear_wish
from actions.subjects.titles.spoken_of import editions_of, spoken_of, title_before, titles_shown
from actions.subjects.titles.spotted_titles import spotted_authors, spotted_series, spotted_titles
from actions.subjects.titles.standing_titles import TITLE, without_titles
from actions.subjects.titles.titles_in_talk import title_in_talk
from language.detect import is_finglish
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.reading.asked_of_one import asks_of_each_edition
from language.requests.reading.beside_read import (
    by_another_writer,
    by_same_writer,
    is_shorter,
    left_unliked,
    more_by_named,
    tells_what_was_read,
    wishes_beside,
    without_watched,
)
from language.requests.reading.wish import ReadingWish, WishReading
from library.search.words import words
from library.values import Title

__all__ = ["wishes_beside_read"]

_HEARD_SO = frozenset("recommendation search_book nlu_fallback out_of_scope chitchat deny borrow children".split())
_LONGEST, _FEW_WORDS, _FEWEST_PAGES, _NEARLY_ALL = 60, 6, 40, 200


async def wishes_beside_read(turn: Turn) -> LookStep:
    """Suggest beside what was read: by the same writer, by another, shorter, or like it."""
    if turn.is_payload or turn.intent not in _HEARD_SO or word_count(turn.text) > _LONGEST:
        return LookStep.ON
    if not turn.leaves_room or not wishes_beside(turn.text):
        return LookStep.ON
    if orders_to_hold(turn.text) or orders_to_renew(turn.text) or asks_of_each_edition(turn.text):
        # "Is The Blind Owl there as an audio book?" is asked of what is named, whatever was read of it before.
        return LookStep.ON
    same, another = by_same_writer(turn.text), by_another_writer(turn.text)
    named, said, is_series = await _named(turn)
    same = same and is_shorter(turn.text)
    author = "" if same or another or named else await _author_named(turn)
    if not (
        same or another or author or (_is_taste(turn, named, is_series=is_series) and tells_what_was_read(turn.text))
    ):
        return LookStep.ON
    if named and not (same or another) and left_unliked(turn.text):
        # What was given up is no taste; it is only offered no more.
        await _keep_known(turn, [one for title in named for one in await _all_of(turn, title)])
        return LookStep.ON
    anchor = named[0] if named else await _spoken(turn)
    if author and (anchor is None or author not in anchor.author):
        theirs = await turn.library.search(author=author, limit=1, exactly=True)
        anchor = next(iter(theirs.titles), anchor)
    if anchor is None:
        return LookStep.ON
    wish = await _wish(turn, said)
    if (same or author) and not named and not wish.packed() and not is_shorter(turn.text):
        # What else there is by somebody is told by others.
        return LookStep.ON
    known = [one for title in named for one in await _all_of(turn, title)]
    if another and word_count(turn.text) <= _FEW_WORDS:
        # A few words that refuse a writer name no subject.
        wish = wish.lacking("topics").lacking("genres")
    if another:
        authors = dict.fromkeys(first_author(one) for one in (anchor, *named))
        names = [name for one in authors for name in await _spelt(turn, one)]
        wish = replace(wish, like=anchor.title, not_by=tuple(dict.fromkeys((*wish.not_by, *names))), author="")
    elif same or author:
        wish = replace(wish, author=author or first_author(anchor), like="")
        known += await editions_of(turn, anchor)
        if is_shorter(turn.text):
            pages = [one.pages for one in (named or [anchor]) if one.pages]
            wish = replace(wish, most_pages=max(_FEWEST_PAGES, min(pages or [_NEARLY_ALL + 1]) - 1))
    else:
        wish = replace(wish, like=anchor.title)
    known += await editions_of(turn, anchor)
    turn.read_as("recommendation")
    turn.set("pending", None)
    await _keep_known(turn, known)
    await suggest_for(turn, WishReading(wish))
    return LookStep.DONE


def _is_taste(turn: Turn, named: Sequence[Title], *, is_series: bool) -> bool:
    """Tell whether a wish for what is like one title would not be heard otherwise: of a series, or of several."""
    return is_series or len(named) > 1 or (bool(named) and is_finglish(turn.text))


async def _author_named(turn: Turn) -> str:
    """Give the one writer who is named, where another book of theirs is asked for; empty where none is."""
    authors = await spotted_authors(turn) if more_by_named(turn.text) else {}
    return next(iter(authors)) if len(authors) == 1 else ""


async def _keep_known(turn: Turn, known: Sequence[str]) -> None:
    """Keep that titles are known: they are offered no more, whatever is wished for next."""
    kept = turn.recall("reading") or {"wish": {}, "shown": []}
    turn.remember(reading={**kept, "known": list(dict.fromkeys((*kept.get("known", ()), *known)))})


async def _named(turn: Turn) -> tuple[list[Title], str, bool]:
    """Give the titles that are named, the first of each series that is, the text without them, and whether one is."""
    standing = await spotted_titles(turn)
    said = re.sub(rf"[ ,]*{TITLE}[ ,]*", " , ", without_titles(turn.text, standing))
    titles = [one.title for one in standing]
    while (series := await spotted_series(turn, said)) is not None and series.words in said:
        numbered = sorted(series.titles, key=lambda one: (one.language != turn.language, one.series_number or 0))
        own = [one for one in numbered if one.series]
        if not own or any(one.series == own[0].series for one in titles):
            break
        titles.append(own[0])
        said = said.replace(series.words, " , ", 1)
    return titles, said, len(titles) > len(standing)


async def _spoken(turn: Turn) -> Title | None:
    """Give the title that "it" and "the same writer" mean: spoken of, or by the one writer of all that is shown."""
    title = await spoken_of(turn) or await title_before(turn)
    if title is not None:
        return title
    shown = await titles_shown(turn)
    if shown and len({first_author(one) for one in shown}) == 1:
        return shown[0]
    return await title_in_talk(turn)


async def _wish(turn: Turn, said: str) -> ReadingWish:
    """Read how it shall be from what is said beside the names."""
    whole = turn.text
    turn.text = without_watched(said)
    try:
        wish = (await hear_wish(turn)).wish
    finally:
        turn.text = whole
    names = {word for one in await spotted_titles(turn) for word in words(one.title.title)}
    topics = tuple(word for word in wish.topics if not set(words(word)) <= names)
    return replace(wish, like="", author="", topics=topics, series=False)


async def _all_of(turn: Turn, title: Title) -> list[str]:
    """Give the ids of a title, its editions and all volumes of its series: who read some is offered none of them."""
    if not title.series:
        return await editions_of(turn, title)
    return [one.id for one in await series_everywhere(turn, [title])]


async def _spelt(turn: Turn, author: str) -> Sequence[str]:
    """Give a writer's name as the titles in each alphabet write it."""
    page = await turn.library.search(author=author, limit=_NEARLY_ALL, exactly=True)
    theirs = {fold(first_author(one)) for one in page.titles} if page.author and not page.corrected else set()
    return sorted({fold(author), *theirs})
