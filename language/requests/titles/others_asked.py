"""Questions for what else there is by an author: "whatever else that author wrote", «از همین پاموک چیزای دیگه چی دارین؟»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.kept import kept
from language.normalise import fold
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["OthersAsked", "find_others_asked"]


@dataclass(frozen=True, slots=True)
class OthersAsked:
    """Whose others are asked for, as folded names, the likeliest first; none where they are whoever is spoken of."""

    names: tuple[str, ...] = ()
    # Whether only those are wanted that are on the shelf.
    free: bool = False


_NAME = r"[^\W\d_][\w'-]{2,20}"
_THING_FA = r"(?:چیز|کتاب|رمان|اثر|آثار|کار|داستان)\w{0,6}"
_THING_LATIN = r"(?:chiz|ketab|roman|asar)\w{0,5}"
_THEY_EN = r"(?:(?:the )?(?:same|that|this) (?:author|writer|poet|novelist|guy|woman|man|person)|him|her|them)"
_ELSE_EN = r"(?:something|somthing|anything|anythin|whatever|what|one|ones|any|some|books?|novels?)(?: \w{2,8}){0,2} (?:else|other|more)|(?:an)?other(?: books?| novels?| ones?| works?| titles?| things?| stuff)?|(?:the |some |any )?(?:others|more)(?: books?| novels?| works?| stuff)?"
_BY_EN = r"(?: (?:of|that is|thats|you have|you've got|there is|in|here)){0,2} (?:by|from|of)"
# The author who is spoken of.
_SAME = re.compile(
    rf"\b(?:{_ELSE_EN}){_BY_EN} {_THEY_EN}\b"
    r"|\b(?:whatever|what|anything|something) else (?:(?:has |did |have )?(?:that|this|the same|the) (?:author|writer|poet|novelist|guy|woman|man)|(?:has |did )?(?:he|she|they)) (?:wrote|has written|have written|did|has|written|write)\b"
    r"|\b(?:has|have|did) (?:he|she|they|that author|this author) (?:written|write|wrote) (?:anything|something|any|some|others?|more|other)\b"
    rf"|(?<!\w){_THING_FA} دیگ[هر]\w{{0,4}} (?:هم )?(?:ای )?(?:از|مال) (?:همین|همون|همان|این|اون|ایشون|ایشان|او|خودش)(?: (?:نویسنده|آدم|بابا|خانم|آقا)\w{{0,3}}|(?= ?(?:دار|هست|موجود|چی|[.؟?!،]|$)))"
    rf"|(?<!\w)(?:از|مال) (?:همین|همون|همان|این|اون) (?:نویسنده|آدم|بابا|خانم|آقا)\w{{0,3}} (?:\w{{1,10}} ){{0,2}}?(?:{_THING_FA} )?دیگ[هر]\w{{0,4}}"
    rf"|(?<!\w)(?:از|مال) (?:همین|همون|همان|این|اون) نویسنده\w{{0,3}} (?:\w{{1,6}} ){{0,2}}?(?:بازم|باز هم|{_THING_FA}) (?:\w{{1,6}} ){{0,1}}?(?:دار[ین]\w?|دارید|هست|موجوده)"
    rf"|\baz (?:hamin|hamun|hamoon|in|un) nevisande\w{{0,3}} (?:\w{{1,10}} ){{0,2}}?dige\w{{0,3}}|\b{_THING_LATIN} dige\w{{0,3}} az (?:hamin|hamun|hamoon|in|un) nevisande\w{{0,3}}"
)
# One who is named.
_NAMED = (
    re.compile(
        rf"(?:^|[.,;:!?] ?|\b(?:and|or|also|oh|then|any|some|have|got|find|show|want|need|see|there|about|me|for|get|ok|but) )(?:{_ELSE_EN}){_BY_EN} (?P<name>{_NAME}(?: {_NAME}){{0,2}})"
    ),
    re.compile(
        rf"(?<!\w){_THING_FA} دیگ[هر]\w{{0,4}} (?:هم )?(?:ای )?(?:از|مال) (?:همین |همون |خود )?(?P<name>{_NAME}(?: {_NAME}){{0,2}})"
    ),
    re.compile(
        rf"(?<!\w)(?:از|مال) (?:همین |همون |خود )?(?P<name>{_NAME}(?: {_NAME}){{0,2}}?) (?:\w{{1,10}} ){{0,1}}?(?:{_THING_FA} دیگ[هر]\w{{0,4}}|دیگ[هر]\w{{0,4}} (?:\w{{1,5}} )?(?:{_THING_FA}|چی|چیا|دار(?:ین|ید|ی|ن)|هست|موجوده?)(?!\w))"
    ),
    re.compile(
        rf"\baz (?:hamin |hamun |hamoon |khode )?(?P<name>{_NAME}(?: {_NAME}){{0,2}}?) (?:{_THING_LATIN} dige\w{{0,3}}|dige\w{{0,3}} (?:\w{{1,5}} )?(?:{_THING_LATIN}|chi|chia|dar(?:in|id|i)|hast|mojude?)\b)|\b{_THING_LATIN} dige\w{{0,3}} az (?:hamin |hamun |khode )?(?P<behind>{_NAME}(?: {_NAME}){{0,1}})"
    ),
)
# Whom "that author" is, said behind.
_MEANT = re.compile(rf"(?:^|[.,;!?] ?)(?P<name>{_NAME}(?: {_NAME}){{0,2}}),? i (?:mean|meant)\b")
_FREE = re.compile(
    r"\b(?:in (?:right )?now|thats in|that's in|is in now|on the shelf|available|right now)\b|(?<!\w)(?:تو|توی|در) قفسه\w{0,2}|(?<!\w)(?:الان|موجود) (?:باشه|باشن|هست|داشته)\w{0,3}|(?<!\w)موجود باشه\w{0,2}|\b(?:too?|tuye) ghafase|\b(?:alan|mojud) (?:bashe|hast)\b"
)


@kept
def find_others_asked(text: str) -> OthersAsked | None:
    """Find whether a text asks what else there is by an author, and by whom; None where it does not."""
    said = fold(text).replace("’", "'")
    free = _FREE.search(said) is not None
    same = _SAME.search(said)
    if same is not None:
        meant = _MEANT.search(said, same.end())
        return OthersAsked(_tried(meant["name"]) if meant else (), free)
    for pattern in _NAMED:
        found = pattern.search(said)
        name = next((value for value in found.groupdict().values() if value), "") if found else ""
        if name and (names := _tried(name)):
            return OthersAsked(names, free)
    return None


def _tried(name: str) -> tuple[str, ...]:
    """Give the names that the words may begin with, the longest first, up to the first word that is ordinary."""
    words: list[str] = []
    for word in name.split():
        if is_ordinary(word) or word.startswith("that"):
            break
        words.append(word)
    return tuple(" ".join(words[:length]) for length in range(len(words), 0, -1))
