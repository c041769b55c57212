"""The titles that a conversation has spoken of, whoever named them: the newest first."""

from __future__ import annotations

from collections.abc import AsyncIterator

from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.spoken_of import spoken_of, title_before
from actions.subjects.titles.titles import is_titled, name_in
from library.values import Title

__all__ = ["title_in_talk", "title_meant", "title_named", "title_of_act", "title_of_words", "titles_in_talk"]

_LOOKED_AT, _SHORTEST = 3, 3
# What is told of these has the name of a title of the catalogue.
_OF_TITLES = frozenset({"title", "loan", "hold"})


async def title_named(turn: Turn, text: str) -> Title | None:
    """Give the one title whose whole name stands in a text; None where none does, or an author's alone."""
    found = await name_within(turn, text) if text.strip() else None
    if found is None:
        return None
    name, page = found
    named = [title for title in page.titles if is_titled(title.title, name)]
    if not named and not page.author:
        # "Kite Runner": the whole name but for its article.
        named = list(page.titles)
    own = [title for title in named if title.language == turn.language] or named
    return own[0] if own else None


async def title_of_words(turn: Turn, words: str) -> Title | None:
    """Give the title that words name and say nothing beside; None where they are more, or none."""
    left = name_in(search_words(words) or words)
    if len(left) < _SHORTEST:
        return None
    page = await turn.library.search(left, limit=_LOOKED_AT, exactly=True)
    called = [title for title in page.titles if is_titled(title.title, left) or is_titled(title.title, words)]
    same = [] if page.corrected else called
    return next((title for title in same if title.language == turn.language), same[0] if same else None)


async def titles_in_talk(turn: Turn) -> AsyncIterator[Title]:
    """Give the titles spoken of: the one looked at, then what each act before told of or the patron named in it."""
    seen: set[str] = set()
    title = await spoken_of(turn)
    if title is not None:
        seen.add(title.id)
        yield title
    for act in turn.thread.acts():
        title = await title_of_act(turn, act)
        if title is not None and title.id not in seen:
            seen.add(title.id)
            yield title


async def title_in_talk(turn: Turn) -> Title | None:
    """Give the title that was spoken of last; None where none was."""
    async for title in titles_in_talk(turn):
        return title
    return None


async def title_meant(turn: Turn) -> Title | None:
    """Give the title that words without a name mean: spoken of, asked about before, or the last of the talk."""
    return await spoken_of(turn) or await title_before(turn) or await title_in_talk(turn)


async def title_of_act(turn: Turn, act: Act) -> Title | None:
    """Give the title that an act told of, or that its words name."""
    if act.kind == "title" and len(act.things) == 1:
        return await turn.library.title(act.things[0])
    if act.title and (act.kind in _OF_TITLES or not act.kind):
        page = await turn.library.search(title=act.title, limit=_LOOKED_AT, exactly=True)
        found = [one for one in page.titles if is_titled(one.title, act.title)] if not page.corrected else []
        if found:
            return next((one for one in found if one.language == turn.language), found[0])
    return None if len(act.things) > 1 else await title_named(turn, act.words)
