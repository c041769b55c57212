"""Another author who is asked about in place of the titles shown: "what about Calvino?", «از گلی ترقی چطور؟»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.values import without_branch
from actions.subjects.titles.spoken_of import titles_shown
from crm.library_info import directory
from language.normalise import fold
from language.requests.reading.reading import read_wish
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["switches_to"]

_SWITCHES = re.compile(
    r"(?:^|[.,;!?] )(?:no |thanks |ok |okay |and |so |then ){0,3}(?:what|how) about (?:anything |something |books? )?(?:by )?(?P<en>[^\W\d_][\w'-]{2,20}(?: [^\W\d_][\w'-]{1,20}){0,2}?)(?: then)?(?=[.,;!?]|$)"
    r"|(?:^|[.,،;؛!?؟] )(?:نه |مرسی |ممنون |خب |حالا ){0,3}(?:از )?(?P<fa>[^\W\d_]{3,20}(?: [^\W\d_]{2,20}){0,2}?) (?:چطوره?|چه طور|چطو)(?=[ .,،;؛!?؟]|$)"
    r"|(?:^|[.,;!?] )(?:na |mersi |khob |hala ){0,3}(?:az )?(?P<latin>[^\W\d_]{3,20}(?: [^\W\d_]{2,20}){0,2}?) (?:chetore?|chetoreh)(?=[ .,;!?]|$)"
)


async def switches_to(turn: Turn) -> tuple[str, str]:
    """Give the author who is all that is asked about, but a branch, and what is said beside; empty for none."""
    said = fold(turn.text)
    found = _SWITCHES.search(said)
    name = next((value for value in found.groupdict().values() if value), "") if found is not None else ""
    if found is None or not name or await directory.find_branch(turn.store, name) is not None:
        return "", ""
    beside = f"{said[: found.start()]} {said[found.end() :]}"
    if not set(_WORD.findall(fold(await without_branch(turn, beside)))) <= _NOTHING_ELSE:
        return "", ""
    page = await turn.library.search(author=name, limit=1, exactly=True)
    if not page.titles or not page.author or page.corrected:
        # Of "by …" and «از … چطور» the name may be one of whom there is nothing; that is said then.
        words = name.split()
        named = fold(turn.entity("author") or "") == name or _WHAT_THERE_IS.search(beside) is not None
        by = (_BY.search(found[0]) is not None and named) or _BOOKS_BY.search(found[0]) is not None
        by = by and len(words) == _FULL and not read_wish(name).wish
        return (name, beside) if by and not any(map(is_ordinary, words)) else ("", "")
    theirs = any(page.author in one.author for one in await titles_shown(turn))
    return ("", "") if theirs else (page.author, beside)


# A name and a family's name.
_FULL = 2
_BY = re.compile(r"(?<!\w)از |\baz ")
_BOOKS_BY = re.compile(r"\b(?:anything|something|books?) by ")
_WHAT_THERE_IS = re.compile(
    r"(?<!\w)چیی? (?:هست|دارین|دارید|داری)(?!\w)|\bchi (?:hast|darin|darid)\b|\bwhat do you have\b"
)
_WORD = re.compile(r"[^\W\d_]+")
# A message of these words, besides, asks for nothing but the author's books.
_NOTHING_ELSE = frozenset(
    fold(word)
    for word in (
        "no nope thanks thank you ok okay and so then well please at in the branch library do have got anything what by him her them"
        " نه ن مرسی ممنون خب خوب حالا لطفا چی چیی چیزی هست دارین دارید داری ازش تو توی در شعبه شبعه کتابخانه"
        " na mersi khob hala lotfan chi chizi hast darin darid azash too tu shobe"
    ).split()
)
