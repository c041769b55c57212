"""Titles of the catalogue: what words find, of the kind and in the language that are asked for."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.dialogue.wording import says, search_words, without_request
from actions.subjects.titles.names_within import name_within
from language.isbn import find_isbns
from language.normalise import fold, squash
from language.requests.own.own_words import is_own_words
from language.requests.titles.copies import find_copy
from language.requests.titles.names import find_named
from language.requests.titles.title_names import is_said_around, may_be_title
from language.requests.titles.title_questions import volume_of
from library.search.words import CHATTER, telling
from library.values import SearchPage, Title

__all__ = [
    "SHORT",
    "SHOWN",
    "before_collecting",
    "found_titles",
    "is_nameable",
    "is_searchable",
    "is_titled",
    "look_up",
    "name_in",
    "named_title",
    "of_copy",
    "without_branch",
    "without_collecting",
]

#: So many of the titles found are looked at.
SHOWN = 5
#: A title goes on to this sign; what follows is rarely said.
SHORT = re.compile(r"[:؛;/(]")
# "Gregory of Tours, got it?"
_AT_THE_END = frozenset({"it", "one", "them", "that"})
_SIGNS = ".,:;!?؟،؛«»\"'()"


async def look_up(turn: Turn, words: str | None = None) -> tuple[str, SearchPage]:
    """Search for what the turn names; gives what was looked for and what was found.

    Words of one's own ("I am blind") that are in no title are not looked for: nothing is given then.
    """
    query, page = await _looked_up(turn, words)
    unfound = not page.titles or page.corrected
    within = await name_within(turn, words or turn.text) if unfound and not turn.is_payload else None
    if within is not None and not _says_less(within[1], page):
        return within
    # What is like a title may be one that was misspelt; what is like none is no name for standing in a sentence.
    nameable = is_nameable(query, words or turn.text) or (bool(page.titles) and may_be_title(" ".join(telling(query))))
    if unfound and (is_own_words(words or turn.entity("title") or "") or not nameable):
        return await _looked_up_within(turn, query) if not turn.is_payload else ("", SearchPage())
    return query if not unfound or may_be_title(query) else _without_edges(query) or query, page


async def _looked_up_within(turn: Turn, query: str) -> tuple[str, SearchPage]:
    """Look up what a question for something names, without the words around it: «هابیت خودش هم دارین جلد اولش»."""
    name = name_in(query)
    if not name or len(name.split()) > _LONGEST_NAME or _HAVING.search(fold(turn.text)) is None:
        return "", SearchPage()
    page = await turn.library.search(name, limit=SHOWN)
    return name, SearchPage() if page.corrected else page


def name_in(said: str) -> str:
    """Give the words of a request that may name something: none that only ask, or stand around a name."""
    numbered = volume_of(said)
    rest = numbered[1] if numbered is not None else fold(said)
    return " ".join(
        word
        for one in rest.split()
        if len(word := one.strip(_SIGNS)) > 1 and word not in CHATTER and not is_said_around(word)
    )


_LONGEST_NAME = 3  # words
# What asks whether there is something of a name.
_HAVING = re.compile(
    r"\b(?:(?:you|u|the library) (?:have|own|stock|carry|got)|have (?:you|u)|got|darid|darin|dari)\b"
    r"|(?<!\w)(?:دارید|دارین|داری|دارن|دارند|موجوده?|هست|هستش)(?!\w)|\b(?:available|in stock)\b"
)


def _says_less(within: SearchPage, page: SearchPage) -> bool:
    """Tell whether an author alone was found, beside a title of theirs that was only misspelt."""
    return bool(within.author) and any(within.author in title.author for title in page.titles[:1])


def is_nameable(words: str, text: str = "") -> bool:
    """Tell whether words that the catalogue has not may be a title all the same; `text` is the message around them."""
    return may_be_title(words, text) or may_be_title(_without_edges(words))


def _without_edges(words: str) -> str:
    """Take off both ends what only asks; what stands between other words tells a sentence from a title."""
    said = fold(words).split()
    while said and said[-1].strip(_SIGNS) in CHATTER | _AT_THE_END:
        said.pop()
    while said and said[0].strip(_SIGNS) in CHATTER:
        said.pop(0)
    return " ".join(said).strip(" ,،.")


async def _looked_up(turn: Turn, words: str | None) -> tuple[str, SearchPage]:
    title, author, topic = turn.entity("title"), turn.entity("author"), turn.entity("topic")
    title = title if title and is_searchable(title) else None
    isbn = turn.entity("isbn") or next((each.digits for each in find_isbns(words or turn.text)), None)
    if isbn:
        return isbn, await turn.library.search(isbn=isbn, limit=SHOWN)
    text = words if words is not None else search_words(without_branch(turn))
    if not is_searchable(text) or (words is not None and not words):
        text = ""
    if words is None and (title or author or topic):
        query = " ".join(part for part in (title, author, topic) if part)
        page = await turn.library.search(title=title, author=author, subject=topic, limit=SHOWN)
        if page.titles and not page.corrected:
            return page.author or query, page
        # An entity may be cut wrongly: the whole sentence, without its words of asking, decides.
        wider = await turn.library.search(text, limit=SHOWN) if text else page
        return (query, page) if page.titles and (wider.corrected or not wider.titles) else (query, wider)
    if not text:
        return "", SearchPage()
    page = await turn.library.search(text, limit=SHOWN)
    return (page.author if page.author and not page.corrected else text), page


async def named_title(turn: Turn) -> Title | None:
    """Give the title whose whole name stands in the sentence, though none was cut out of it."""
    text = search_words(without_branch(turn))
    page = await turn.library.search(text, limit=SHOWN) if text else SearchPage()
    named = [title for title in page.titles if says(turn.text, SHORT.split(title.title)[0])]
    return named[0] if named and not page.corrected else None


def is_searchable(words: str) -> bool:
    """Tell whether words can be looked for: nothing, or a bare number of a list, cannot."""
    bare = squash(words)
    return len(bare) >= 2 and not (bare.isdigit() and len(bare) <= 2)


async def found_titles(turn: Turn, words: str | None = None) -> list[Title]:
    """Give the titles that the turn's words fit, of the kind and the language that were asked for.

    One alone when the words hold its very name, however many translations of others there are.
    """
    text = without_request(words) if words is not None else None
    query, page = await look_up(turn, text)
    titles = of_copy(turn, page.titles)
    exact = [title for title in titles if is_titled(title.title, turn.entity("title") or query)]
    if not exact and not page.corrected:
        named = find_named(words if words is not None else turn.text, [SHORT.split(one.title)[0] for one in titles])
        exact = [titles[place] for place in named.places]
    return exact if exact else titles


def of_copy(turn: Turn, titles: Sequence[Title]) -> list[Title]:
    """Keep the titles of the kind and the language of copy that the turn asks for."""
    if turn.is_payload or find_copy(turn.text) is None:
        return list(titles)
    return [title for title in titles if _is_such(turn.text, title)]


def _is_such(text: str, title: Title) -> bool:
    """Tell whether a title is as a text asks; a word of the title itself asks for nothing: "The English Patient"."""
    copy = find_copy(fold(text).replace(fold(SHORT.split(title.title)[0]), " "))
    if copy is None:
        return True
    return copy.language in ("", title.language) and (copy.kind != "dvd" or title.kind == "dvd")


def without_branch(turn: Turn) -> str:
    """Give the words of the turn without its branch: where it should be found is not what is looked for."""
    branch = turn.entity("branch")
    return without_collecting(turn.text.replace(branch, " ") if branch else turn.text)


# How it is fetched is no name either; "Pick-up Sticks" is one, where nothing says from where.
_COLLECTING = re.compile(
    r"[,،;.]?\s{0,5}\b(?:(?:and|to|i'?ll|i will|i can|i'd like to|let me|for) )?(?:pick(?:ed|ing)?[ -]?(?:it |them |that )?[ -]?up|collect(?:ed|ing|ion)?(?: it| them)?|fetch(?:ing)?(?: it| them)?)"
    r"(?=\s{1,5}(?:at|in|from|branch|place)\b|[\s.!?]{0,9}$)",
    re.IGNORECASE,
)


def before_collecting(name: str) -> str:
    """Give what stands in a name before the words that say how the book is fetched; empty where it is nothing else."""
    return _COLLECTING.split(name, maxsplit=1)[0].strip(" ,،;.")


def without_collecting(text: str) -> str:
    """Give a text without the words that say how the book is fetched: "1984, pick up at Saadi"."""
    return _COLLECTING.sub(" ", text) if _COLLECTING.search(text) else text


def is_titled(title: str, query: str) -> bool:
    """Tell whether words are the very name of a title."""
    wanted = squash(query)
    return bool(wanted) and wanted in {squash(title), squash(SHORT.split(title)[0])}
