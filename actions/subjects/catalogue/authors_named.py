"""Authors who are named by what is theirs: «خود پاموک چی دارین؟», "Kundera's books in English", «کتاب چوبک»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.dialogue.turn import Turn
from actions.facts.lines import language_name
from actions.rasa.registry import listens
from actions.subjects.catalogue.found_titles import found, show_found, show_title
from actions.subjects.reading.examples_named import A_NAME, EXAMPLES, names_example
from crm.library_info import directory
from language.normalise import fold
from language.requests.titles.copies import find_copy
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.poets import means_poet
from library.values import SearchPage

__all__ = ["author_owning", "named_author", "of_themselves"]

# Whose a book is, by what stands around the name.
_OWNING = (
    re.compile(rf"(?<!\w)(?:کتاب|رمان|فیلم|شعر|داستان)(?: ?(?:ها|های|هایی|ای|ا|ه))?(?: ی)? (?:خود )?{A_NAME}"),
    re.compile(rf"\b(?:books?|novels?|films?|works?|anything|something) (?:by|of|from) {A_NAME}"),
    re.compile(r"\b(?P<name>[a-z][\w-]{2,20})'s (?:\w{2,12} )?(?:books?|novels?|films?|works?)\b"),
    re.compile(rf"\b(?:ketab|roman|film)(?:e|aye|haye|a|ha)? (?:khode? )?{A_NAME}"),
)
_THEMSELVES = (
    re.compile(rf"(?<!\w)خود {A_NAME}"),
    re.compile(rf"\b(?:by|of|from|have|got) {A_NAME} (?:him|her|them)sel(?:f|ves)\b"),
    re.compile(rf"\bkhode {A_NAME}"),
)
_BY = (
    re.compile(rf"(?<!\w)از {A_NAME}"),
    re.compile(rf"\b(?:by|from|of) {A_NAME}"),
    re.compile(rf"\baz {A_NAME}"),
    re.compile(rf"(?<!\w)(?:شعر|غزل|رباعی|قصه)\w{{0,3}} {A_NAME}"),
)
_ASKS = re.compile(
    r"\b(?:have|got|any|what|which|is there|are there|show|list|find)\b|(?<!\w)(?:چی|چیا|چه|دارید|دارین|داری|هست|هستش|موجوده?|میخوام|بدید|بدین)(?!\w)|\b(?:chi|chia|darid|darin|dari|hast|mikham)\b"
)
_READ_SO = frozenset(
    "search_book recommendation change_language shelf_location out_of_scope nlu_fallback chitchat".split()
)
_MANY, _FEW = 40, 5


@listens
async def of_themselves(turn: Turn) -> bool:
    """Tell what there is by an author who is named with "himself", after what is like theirs; in a language, if named."""
    if turn.is_payload or turn.intent not in _READ_SO or not _ASKS.search(fold(turn.text)):
        return False
    page = await _by_one_of(turn, _names(turn.text, _THEMSELVES))
    if page is None:
        return False
    turn.intent = "search_book"
    copy = find_copy(turn.text)
    language, kind = (copy.language, copy.kind) if copy is not None else ("", "")
    meant = [one for one in page.titles if language in ("", one.language) and kind in ("", one.kind)]
    if not meant and language:
        lacks = language_name(language)
        await show_found(turn, page.titles[:_FEW], "utter_search_no_language", query=page.author, kind=lacks)
    elif not meant:
        await found(turn, page.author, SearchPage(page.titles[:_FEW], page.total, False, page.author))
    elif len(meant) == 1:
        await show_title(turn, meant[0])
    else:
        await found(turn, page.author, SearchPage(tuple(meant[:_FEW]), len(meant), False, page.author))
    return True


@listens
async def by_example(turn: Turn) -> bool:
    """Tell what there is by an author who was named as an example of what is wished for; False without one."""
    if turn.is_payload or turn.intent not in _READ_SO or turn.slot("pending") or not names_example(turn.text):
        return False
    page = await _by_one_of(turn, _names(turn.text, EXAMPLES))
    if page is None:
        return False
    turn.intent = "search_book"
    await found(turn, page.author, SearchPage(page.titles[:_FEW], page.total, False, page.author))
    return True


async def named_author(turn: Turn, text: str) -> SearchPage | None:
    """Give the titles of the author whom a text names with "by", «از»; None where it names nobody's."""
    return await _by_one_of(turn, _names(text, _BY))


async def author_owning(turn: Turn, text: str) -> SearchPage | None:
    """Give the titles of the author whose book a text speaks of, «کتاب چوبک»; None where it names nobody's."""
    return await _by_one_of(turn, _names(text, _OWNING))


# «مثلا زیر ۱۵۰ صفحه» names a length, and nobody.
_OF_LENGTH = frozenset("زیر بالای حداکثر حداقل under over below above about around zire".split())


def _names(text: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[str]:
    """Give what may be a name in its place, of two words first."""
    said = fold(text).replace("’", "'")
    for pattern in patterns:
        for place in pattern.finditer(said):
            first, *rest = place["name"].split()
            if is_ordinary(first) or first in _OF_LENGTH:
                continue
            if rest:
                yield place["name"]
            yield first


async def _by_one_of(turn: Turn, names: Iterator[str]) -> SearchPage | None:
    for name in names:
        if not means_poet(turn.text) and await directory.find_branch(turn.store, name) is not None:
            continue
        page = await turn.library.search(author=name, limit=_MANY, exactly=True)
        if page.titles and page.author and not page.corrected:
            return page
    return None
