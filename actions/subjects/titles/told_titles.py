"""Which of some titles words tell: by what it is about, by a word of its name; and which of them they leave out."""

# Lists of words are read as such: their lines may be longer.

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words
from actions.subjects.catalogue.authors_named import named_author
from actions.subjects.catalogue.editions import first_author
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.spoken_of import author_shown, spoken_of
from actions.subjects.titles.titles import name_in
from actions.subjects.titles.titles_in_talk import title_in_talk
from language.requests.titles.names import find_named
from language.requests.titles.picks import TitlePick, find_pick
from language.stems import stems
from library.values import Title

__all__ = ["left_out", "of_titles", "theirs_of", "told_among"]

_OF_TITLES = frozenset("search_book shelf_location recommendation new_arrivals hold".split())
_MANY, _LOOKED_AT = 40, 5


def of_titles(turn: Turn) -> bool:
    """Tell whether the last thing that was told or done was of titles."""
    last = turn.thread.last
    return last is not None and (last.act in _OF_TITLES or last.kind == "title")


async def theirs_of(turn: Turn, pick: TitlePick, shown: Sequence[Title]) -> tuple[str, list[Title]]:
    """Give the author whom the message names, or who was spoken of, and all that there is of them."""
    page = await named_author(turn, turn.text)
    if page is None and pick.by:
        # Another's are asked for, of whom nothing is known.
        return "", []
    author = page.author if page is not None else await _named_beside(turn, pick) if pick.others and pick.out else ""
    if not author and of_titles(turn):
        authors = {first_author(one) for one in shown}
        if searched := author_shown(turn):
            author = searched
        elif len(shown) > 1 and len(authors) > 1:
            author = await _same_author(turn, shown)
        else:
            title = shown[0] if shown else await title_in_talk(turn)
            author = first_author(title) if title is not None else ""
    if not author:
        return "", []
    page = await turn.library.search(author=author, limit=_MANY)
    return (page.author or author, list(page.titles)) if page.titles and not page.corrected else ("", [])


async def _named_beside(turn: Turn, pick: TitlePick) -> str:
    """Give the author named beside what is not meant: of two, the one whose it is."""
    authors: list[str] = []
    for clause in pick.rest[:_LOOKED_AT]:
        within = await name_within(turn, clause)
        if within is not None and within[1].author and within[1].author not in authors:
            authors.append(within[1].author)
    for author in authors if len(authors) > 1 else ():
        page = await turn.library.search(author=author, limit=_MANY)
        if find_named(" ".join(pick.out), [one.title for one in page.titles]).places:
            return author
    return authors[0] if authors else ""


async def _same_author(turn: Turn, shown: Sequence[Title]) -> str:
    """Give the author of titles that are one author's, written in two scripts; empty where they are several's."""
    page = await turn.library.search(author=first_author(shown[0]), limit=_MANY)
    ids = {one.id for one in page.titles}
    return first_author(shown[0]) if all(one.id in ids for one in shown) else ""


async def left_out(turn: Turn, pick: TitlePick, author: str, titles: Sequence[Title]) -> tuple[set[str], bool]:
    """Give the ids of the titles that are had, were read or are not wanted, and whether the message tells of any.

    What was left out of the list shown last stays out where another is asked for, and "the other one" is none that was
    looked at.
    """
    kept = turn.recall("not_meant") or {}
    again = not pick.told and author and kept.get("author") == author and kept.get("last") == turn.shown("title")
    before = set(kept["ids"]) if again else set[str]()
    named: list[Title] = []
    described = False
    for said in pick.out:
        named += [titles[place] for place in find_named(said, [one.title for one in titles]).places]
        words = {word for word in stems(said) if word not in _SMALL}
        named += [one for one in titles if words and words <= set(stems(one.title))]
        if (one := await _named_among(turn, said, titles)) is not None:
            named.append(one)
        if titles and (told := find_pick(f"{said}?")) is not None and told.told:
            described = True
            named += (await _described(turn, told.told, titles))[:1]
    if pick.other and not pick.told and (focus := await spoken_of(turn)) is not None:
        named.append(focus)
    out = {one.id for one in named}
    for one in {one.id: one for one in named}.values():
        out |= {each.id for each in await turn.library.editions(one.id)}
    return out | before, bool(named) or described


_SMALL = frozenset("the a an one ones that this it of both at home already".split())


async def told_among(turn: Turn, pick: TitlePick, titles: Sequence[Title]) -> tuple[Title | None, bool]:
    """Give the one of some titles that words name or describe, and whether they name it."""
    if not titles:
        return None, False
    for clause in pick.rest if pick.out else ():
        named = await _named_among(turn, clause, titles)
        if named is not None:
            return named, True
    if not pick.told:
        return None, False
    words = {word for word in stems(_OF_NAME.sub(" ", pick.told)) if len(word) > 1 and word not in _SMALL | _AROUND}
    whole = [one for one in titles if words and words <= set(stems(one.title))]
    if len(whole) == 1:
        return whole[0], not _OF_NAME.search(pick.told)
    called = [one for one in titles if words & set(stems(one.title))] if _OF_NAME.search(pick.told) else []
    fitting = _one_work(turn, called) or _one_work(turn, await _described(turn, pick.told, titles))
    return fitting, False


# «اسمش یه چیزی با خرمالو بود» tells a word of the name; what stands around it tells nothing.
_OF_NAME = re.compile(
    r"\b(?:something (?:with|like)|names?|titles?|called)\b|(?<!\w)(?:اسمش|اسم|نامش|عنوانش)(?!\w)|\b(?:esmesh|esme?)\b"
)
_AROUND = frozenset(stems("with like has had is was یه یک چیز چیزی با داشت بود تو توش هست ye chizi ba dasht bood bud"))


def _one_work(turn: Turn, titles: Sequence[Title]) -> Title | None:
    """Give the only one of some titles, or of the editions of one the one in the language that is spoken."""
    if len(titles) == 1:
        return titles[0]
    own = [one for one in titles if one.language == turn.language]
    return (
        own[0] if len(own) == 1 and len({one.author for one in titles if one.language == turn.language}) == 1 else None
    )


async def _described(turn: Turn, told: str, titles: Sequence[Title]) -> list[Title]:
    ids = {one.id for one in titles}
    # «سگه» is «سگ است».
    spoken = [word.removesuffix("ه") for word in told.split() if word.endswith("ه") and len(word) > len("که")]
    words = " ".join((told, *spoken))
    found_ones = await turn.library.described(words, language=turn.language, loosely=True, among=ids)
    return [
        one if one.id in ids else next((each for each in await turn.library.editions(one.id) if each.id in ids), one)
        for one in found_ones
    ]


async def _named_among(turn: Turn, clause: str, titles: Sequence[Title]) -> Title | None:
    """Give the one of some titles that a clause names: «oon yeki chi, adat mikonim?»."""
    ids = {one.id for one in titles}
    for name in dict.fromkeys((clause, search_words(clause), name_in(clause))):
        if len(name) < _SHORTEST:
            continue
        page = await turn.library.search(name, limit=_LOOKED_AT)
        named = [one for one in page.titles if one.id in ids]
        if len(named) == 1 and not page.author and page.total <= _LOOKED_AT:
            return named[0]
    return None


_SHORTEST = 4
