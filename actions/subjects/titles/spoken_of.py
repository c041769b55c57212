"""The title that is spoken of: shown alone, looked at, or named by the last thing that was done."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words
from actions.subjects.titles.titles import is_titled
from language.choices import find_choice
from language.requests.titles.names import find_named
from library.values import Title

__all__ = ["author_shown", "editions_of", "spoken_of", "title_asked_with", "title_before", "titles_shown"]

_EDITIONS = (2, 3)
_LOOKED_AT = 5


async def spoken_of(turn: Turn) -> Title | None:
    """Give the title that the talk is about; None where none, or several, may be."""
    shown, key = turn.shown("title"), turn.focus("title")
    kept = turn.recall("spoken") or {}
    if key is None and kept and kept.get("ids") == shown:
        return await turn.library.title(str(kept["title"]))
    if key is None and len(shown) == 1:
        key = shown[0]
    if key is not None:
        return await turn.library.title(key)
    suggested = (turn.recall("reading") or {}).get("last") == shown
    if len(shown) in _EDITIONS and not suggested:
        # Editions of one work in two languages: the one in the language that is spoken.
        if (named := await _named_outright(turn)) is not None:
            return named
        own = [title for title in await titles_shown(turn) if title.language == turn.language]
        return own[0] if len(own) == 1 or (own and await _one_work(turn, own)) else None
    return await _named_outright(turn) if shown else await _acted_on(turn)


async def _named_outright(turn: Turn) -> Title | None:
    """Give the title of the list whose very name was looked for: "Dune", and not “Dune Messiah” below it."""
    kept, shown = turn.recall("searched") or {}, turn.shown("title")
    if not shown or kept.get("last") != shown or kept.get("author"):
        return None
    named = [title for title in await titles_shown(turn) if is_titled(title.title, str(kept.get("query") or ""))]
    own = [title for title in named if title.language == turn.language] or named
    return own[0] if len(own) == 1 else None


async def _one_work(turn: Turn, titles: Sequence[Title]) -> bool:
    """Tell whether titles are editions of one work, of several kinds; the first of them stands for it."""
    editions = {one.id for one in await turn.library.editions(titles[0].id)}
    return all(one.id in editions for one in titles[1:])


async def editions_of(turn: Turn, title: Title) -> list[str]:
    """Give the ids of a title and of its other editions: who knows one knows all."""
    return [title.id, *(one.id for one in await turn.library.editions(title.id))]


async def titles_shown(turn: Turn) -> list[Title]:
    """Give the titles of the list just shown, in its order."""
    found = [await turn.library.title(one) for one in turn.shown("title")]
    return [title for title in found if title is not None]


def author_shown(turn: Turn) -> str:
    """Give the author whose titles were looked for and are the list just shown; empty where it is another list."""
    kept = turn.recall("searched") or {}
    return str(kept.get("author") or "") if kept.get("last") == turn.shown("title") else ""


async def title_before(turn: Turn) -> Title | None:
    """Give the title that was told of in the last turns, though another search has found nothing since.

    One that was told of alone, or the place of it in the list that words name; None where several may be meant.
    """
    act = next((act for act in turn.thread.acts(kind="title") if act.things), None)
    if act is None or turn.shown("title"):
        return None
    choice = find_choice(turn.text)
    places = choice.resolve(len(act.things)) if choice is not None else []
    if len(act.things) == 1 and (choice is None or places == [0]):
        return await turn.library.title(act.things[0])
    return await turn.library.title(act.things[places[0]]) if len(places) == 1 else None


async def title_asked_with(turn: Turn) -> Title | None:
    """Give the one title that the message right before named beside what it asked; None where none, or several, are."""
    last = turn.thread.last
    words = search_words(last.title or last.words) if last is not None else ""
    if last is None or not words:
        return None
    page = await turn.library.search(words, limit=_LOOKED_AT)
    named = [title for title in page.titles if find_named(last.words, [title.title]).places]
    own = [title for title in named if title.language == turn.language] or named
    return own[0] if len(own) == 1 and (last.title or not page.corrected) else None


async def _acted_on(turn: Turn) -> Title | None:
    """Give the title of the patron's own that was just told of or renewed, where it was one."""
    act = turn.thread.last
    if act is None or not act.title or len(act.things) > 1:
        return None
    page = await turn.library.search(title=act.title, limit=_LOOKED_AT)
    return next((title for title in page.titles if is_titled(title.title, act.title)), None)
