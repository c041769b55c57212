"""A title that is meant by its place in a list, and asked for there: "which branch has the first?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
from language.requests.speech.ordinals import find_place
from language.requests.titles.copies import find_copy
from language.requests.titles.title_questions import find_title_questions

__all__ = ["asks_where_placed", "place_named"]

# Nobody names a place behind these.
_MOST = 10
_LONGEST = 60  # words
_PLACE_EN = r"the (?:first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last|secnd|scond|secon|seocnd|frist|fisrt|thrid)(?: (?:one|book|title|novel))?"
_PLACE_FA = (
    r"(?:اولی|دومی|سومی|چهارمی|پنجمی|آخری|avv?ali|dovv?omi|sevv?omi|chaharomi|panjomi)(?:ه|یه|رو|و|ش|شو|ye|e|o|ro|sh)?"
)
_SENTENCE = re.compile(r"[.!?؟؛;\n]+")
# Where it is: asked of the place itself, before it or behind it …
_WHERE_EN = rf"(?:which branch(?:es)?|where)\b[^.?!]{{0,24}}\b{_PLACE_EN}\b(?! (?:of|time|floor))|\b(?:is|are) {_PLACE_EN} (?:still |now |also |currently )?(?:in|available|there|free|out|on the shelf|at)\b|\b{_PLACE_EN}\b[^.?!]{{0,40}}\b(?:which branch(?:es)?|where (?:is|can i find|do i find))\b"
_WHERE_FA = rf"{_PLACE_FA}(?!\w)[^.؟?!]{{0,40}}(?:(?<!\w)(?:کدوم|کدام|چه) (?:شعبه|کتابخانه|کتابخونه)|(?<!\w)(?:کجاست|کجاس|کجا هست|کجا دارید|کجا دارین)(?!\w)|(?<!\w)(?:الان|الآن|حالا|تو قفسه|توی قفسه|در قفسه|قفسه)(?!\w)[^.؟?!]{{0,16}}(?<!\w)(?:هست|هستش|موجوده?|موجود است|آزاده)(?!\w)|(?<!\w)(?:موجوده|موجود است|موجود هست)(?!\w))|(?:کدوم|کدام|چه) (?:شعبه|کتابخانه|کتابخونه)[^.؟?!]{{0,16}}{_PLACE_FA}(?!\w)"
_WHERE_LATIN = rf"\b{_PLACE_FA}\b[^.?!]{{0,40}}\b(?:kod(?:u|oo|o)m\w{{0,2}} shobe|kojast?|koja hast|alan (?:hast|mojude|mojoode)|mojud\w?|mojood\w?|too? ghafase)\b|\bkod(?:u|oo|o)m shobe\b[^.?!]{{0,16}}\b{_PLACE_FA}\b"
_WHERE = re.compile(rf"{_WHERE_EN}|(?<!\w)(?:{_WHERE_FA})|{_WHERE_LATIN}")
# … or, where a branch is named beside it, whether it is there.
_THERE = re.compile(
    rf"\b(?:do|does|has|have|got) (?:you |they |\w{{3,12}} )?(?:have |got |has )?{_PLACE_EN}\b"
    rf"|(?<!\w){_PLACE_FA}(?!\w)[^.؟?!]{{0,40}}(?<!\w)(?:هست|هستش|هستن|دارید|دارین|داری|دارن|داره|موجود\w{{0,3}}|hast|hastesh|darid|darin|dare|mojud\w?|mojood\w?)(?!\w)"
)
# The question that stands in the sentence behind is asked of the one named before it.
_BEHIND = re.compile(
    r"^\W*(?:(?:and|so|but|ok|also|then|و|خب|حالا|راستی) ){0,2}(?:is (?:it|that one|this one|that)(?: still| also| now)? (?:in|available|there|free|on the shelf|at)|is it availble|which branch(?:es)?(?: has it| have it| is it in)?|where(?:'s| is) it|do you have it (?:in|at) "
    r"|(?:الان|الآن|همین الان|حالا) (?:(?:تو|توی|در) قفسه ?(?:ها)? ?)?(?:هست|هستش|موجوده?|موجود است)|(?:تو|توی|در) قفسه (?:هست|هستش|موجوده?)|موجوده|موجود هست|(?:تو |توی |در )?(?:کدوم|کدام|چه) شعبه|کجاست|کجاس|(?:alan )?(?:mojud|mojood|hast)|kod(?:u|oo|o)m shobe)(?!\w)"
)
# A place that is refused, or whose own matter it is; what was lent, what opens, and what is ordered.
_ASIDE = re.compile(
    r"\b(?:not|don't|isn't|forget|except|instead of|but) the (?:first|second|third|fourth|fifth|last)\b|\b(?:renew\w*|extend|reserv\w+|put (?:it |that )?on hold|cancel\w*|due|overdue|loans?|fines?|open|close[sd]?|event|room|translat\w+|audio\w*|large print|similar|like the)\b"
    r"|(?:اولی|دومی|سومی|چهارمی|پنجمی|آخری)\w{0,2} (?:رو |را )?(?:نه|نمی ?خوا\w+|نباشه|به جز)(?!\w)|(?<!\w)(?:غیر|جز|مثل|شبیه|تمدید\w{0,2}|رزرو\w{0,3}|لغو\w{0,2}|موعد\w{0,3}|جریمه\w{0,3}|امانتم|باز(?:ه|ین|ید)?|تعطیل\w{0,2}|برنامه\w{0,3}|ترجمه\w{0,3}|صوتی\w{0,2}|گویا|نگه|کنار)(?!\w)|\b(?:tamdid|rezerv|reserv|laghv|negah|mesle?|tarjom\w{0,3}|soti)\w{0,2}\b"
)


def place_named(text: str) -> int | None:
    """Give the place from the beginning, from 0, of the one thing of a list that a text names by its place."""
    place = find_place(text, _MOST)
    # The last of so many is nobody's tenth.
    return place if place is not None and place < _MOST - 1 else None


@kept
def asks_where_placed(text: str, *, at_branch: bool) -> bool:
    """Tell whether a text asks where the one is that it names by its place, or whether it is in; and orders nothing.

    `at_branch`: whether it names a branch; then it may ask whether that one has it.
    """
    said = fold(text).replace("’", "'")
    if len(said.split()) > _LONGEST or _ASIDE.search(said):
        return False
    asked, before = False, False
    for sentence in filter(str.strip, _SENTENCE.split(said)):
        placed = find_place(sentence, _MOST) is not None
        if placed and (_WHERE.search(sentence) or (at_branch and _THERE.search(sentence))):
            asked = asked or not _asks_else(sentence)
        elif before and _BEHIND.search(sentence):
            asked = True
        before = placed
    return asked


def _asks_else(sentence: str) -> bool:
    """Tell whether a sentence asks something else of a title: how long it is, who wrote it, another edition."""
    if _HOW.search(sentence):
        return True
    return bool(set(find_title_questions(sentence)) - {"available"}) or find_copy(sentence, brief=True) is not None


_HOW = re.compile(
    r"\b(?:how (?:long|many|much|big|old|thick)|when|who|why)\b|(?<!\w)(?:چند|چقدر|کی|چرا)(?!\w)|\b(?:chand|cheghadr|chera)\b"
)
