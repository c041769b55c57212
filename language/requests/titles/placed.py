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

__all__ = ["asks_where_placed", "chooses_place", "place_named"]

# Nobody names a place behind these.
_MOST = 10
_LONGEST = 60  # words
_NTH = r"(?:first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|last|secnd|scond|secon|seocnd|frist|fisrt|thrid)"
_ONE = r"(?:one|book|title|novel)"
# One of a list is "the second one", or "the second" and nothing behind it: "the second entrance" is none.
_ALONE = r"(?=\W{0,3}$|[,;] | (?:at|available|and|so|please|now|today|still|right now)\b| in(?:\W{0,3}$| at\b| now\b| today\b))"
_PLACE_EN = rf"the {_NTH}(?: {_ONE}\b|{_ALONE})"
_PLACE_FA = (
    r"(?:اولی|دومی|سومی|چهارمی|پنجمی|آخری|avv?ali|dovv?omi|sevv?omi|chaharomi|panjomi)(?:ه|یه|رو|و|ش|شو|ye|e|o|ro|sh)?"
)
# What may stand before one in its clause: no noun whose own place it is, as in «شیفت دومی».
_BEFORE_FA = r"(?:^\W*|[،,;؛] ?|(?<!\w)(?:و|خب|حالا|سلام|پس|ولی|همون|همان|همین|این|اون|ok|اوکی|باشه|کتاب|khob|hamoon|hamun|hamin) )"
_BRANCH_FA = r"(?:کدوم|کدام|چه) (?:شعبه|کتابخانه|کتابخونه)\w{0,3}"
_IN_FA = r"(?:(?:تو|توی|در) )?"
_HAVE_FA = r"(?:هست|هستش|دارید|دارین|داری|موجوده|موجود است)"
_SENTENCE = re.compile(r"[.!?؟؛;\n]+")
# Where it is: asked of the place itself, right before it or behind it …
_WHERE_EN = rf"\bwhich branch(?:es)? (?:has|have|holds?|keeps?|is|do you have|can i (?:find|get)|would have) {_PLACE_EN}|\bwhere (?:is|are|can i (?:find|get)|do i find|do you (?:have|keep)) {_PLACE_EN}(?! (?:of|to|set|about)\b)|\b(?:is|are) {_PLACE_EN} (?:still |now |also |currently )?(?:in(?=\W{{0,3}}$| at\b| now\b| today\b)|available|there(?=\W{{0,3}}$)|on the shelf|at)|\b{_PLACE_EN}[,:]? (?:in )?(?:which branch|where (?:is it|can i find it|do i find it))"
_WHERE_FA = rf"{_BEFORE_FA}{_PLACE_FA}(?: (?:رو|را|هم))?(?: {_IN_FA}{_BRANCH_FA}(?!\w)| (?:کجاست|کجاس|کجا هست|کجا دارید|کجا دارین)(?!\w)| (?:(?:الان|الآن|حالا) )?(?:(?:تو|توی|در) )?(?:قفسه ?(?:ها)? )?(?:هست|هستش|موجوده|موجود است|موجود هست|آزاده)\W*$)|(?<!\w){_PLACE_FA} (?:رو|را) {_IN_FA}{_BRANCH_FA} {_HAVE_FA}(?!\w)|(?<!\w){_BRANCH_FA} (?:همون |همین )?{_PLACE_FA} (?:(?:رو|را) )?(?:داره|دارد|هست)(?!\w)"
_WHERE_LATIN = rf"(?:^\W*|\b(?:hamoon|hamun|hamin|khob|pas) ){_PLACE_FA} (?:ro )?(?:(?:tooy?e?|too|tu|dar) )?(?:kod(?:u|oo|o)m\w{{0,2}} shobe\b|kojast?\b|koja hast\b|(?:alan )?(?:hast|mojud\w?|mojood\w?)\W*$)"
_WHERE = re.compile(rf"{_WHERE_EN}|{_WHERE_FA}|{_WHERE_LATIN}")
# … or, where a branch is named beside it, whether it is there.
_THERE = re.compile(
    rf"\b(?:(?:do|does) \w{{3,12}} (?:still |also )?have|(?:has|have) \w{{3,12}} got) the {_NTH}(?: {_ONE}\b|(?= (?:at|in)\b|\W{{0,3}}$))"
    rf"|{_BEFORE_FA}{_PLACE_FA} (?:(?:رو|را|هم) )?(?:{_IN_FA}(?:(?:شعبه|کتابخونه|کتابخانه)\w? )?(?:\w{{2,12}} ){{1,3}})(?:هست|هستش|دارید|دارین|داری|داره|موجوده|موجود است|hast|darid|darin|dare|mojude|mojoode)(?!\w)"
)
# The question that stands in the sentence behind is asked of the one named before it.
_BEHIND = re.compile(
    r"^\W*(?:(?:and|so|but|ok|also|then|و|خب|حالا|راستی) ){0,2}(?:is (?:it|that one|this one|that)(?: still| also| now)? (?:in(?=\W{0,3}$| at\b| now\b| today\b)|available|availble|there|free|on the shelf|at)|which branch(?:es)?(?: has it| have it| is it in)?\W*$|where(?:'s| is) it\W*$|do you have it (?:in|at) "
    r"|(?:الان|الآن|همین الان|حالا) (?:(?:تو|توی|در) قفسه ?(?:ها)? ?)?(?:هست|هستش|موجوده?|موجود است)|(?:تو|توی|در) قفسه (?:هست|هستش|موجوده?)|موجوده|موجود هست|(?:تو |توی |در )?(?:کدوم|کدام|چه) شعبه|کجاست|کجاس|(?:alan )?(?:mojud|mojood|hast)|kod(?:u|oo|o)m shobe)(?!\w)"
)
# One of a list is chosen or ordered: it stands first in its sentence, or right behind the verb.
_CHOSEN = re.compile(
    rf"(?:^\W*(?:(?:ok|okay|yes|and|so|then|hm+|well|great|actually) ?,? ){{0,2}}|\b(?:reserve|hold|take|want|borrow|prefer|like|choose|branch has) )the {_NTH}(?: {_ONE}\b(?! (?:in|of|to)\b(?! at\b))|(?= (?:sounds|looks|please|is (?:good|nice|fine))\b|\W*$))"
    rf"|{_BEFORE_FA}(?:اولی|دومی|سومی|چهارمی|پنجمی|آخری)(?:ه|یه|رو|و)?(?: (?:رو|را))? (?:خوب|خوبه|عالی|عالیه|بهتره|قشنگه|(?:برام )?رزرو|می ?خوام|برمی ?دارم|نگه)(?!\w)"
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


def chooses_place(text: str) -> bool:
    """Tell whether a text speaks first of the one of a list that it names by its place, and of no other thing."""
    said = fold(text).replace("’", "'")
    for sentence in filter(str.strip, _SENTENCE.split(said)):
        chosen = _CHOSEN.search(sentence) or _WHERE.search(sentence)
        if chosen is not None:
            # "Book it for my daughter, the second one": what was told of last is meant.
            return _POINTS.search(sentence[: chosen.start()]) is None
        if _POINTS.search(sentence) or find_place(sentence, _MOST) is not None:
            return False
    return False


# What is meant by these was told of last.
_POINTS = re.compile(
    r"\b(?:it|this|that|its)\b|(?<!\w)(?:این|اون|آن|همین|اینو|اونو|همینو|رزروش|نگهش|\w{2,12}[^\W\d_]\u200cش)(?!\w)|\b(?:in|oon|ino|oono)\b"
)


@kept
def asks_where_placed(text: str, *, at_branch: bool) -> bool:
    """Tell whether a text asks where the one is that it names by its place, or whether it is in; and asks nothing else.

    `at_branch`: whether it names a branch; then it may ask whether that one has it.
    """
    said = fold(text).replace("’", "'")
    if len(said.split()) > _LONGEST or _ASIDE.search(said) or _ASKED_MORE.search(said.strip()):
        return False
    asked, before = False, False
    for sentence in filter(str.strip, _SENTENCE.split(said)):
        placed = find_place(sentence, _MOST) is not None
        if placed and (_WHERE.search(sentence) or (at_branch and _THERE.search(sentence))):
            asked = asked or not _asks_else(sentence)
        elif before and _BEHIND.search(sentence):
            asked = True
        elif _asks_else(sentence):
            return False
        before = placed
    return asked


# Two questions are asked.
_ASKED_MORE = re.compile(r"[?؟][^?؟]{2,}[?؟]|[?؟]\W{1,3}(?:and|also|و) ")


def _asks_else(sentence: str) -> bool:
    """Tell whether a sentence asks something else of a title: how long it is, who wrote it, another edition."""
    if _HOW.search(sentence):
        return True
    return bool(set(find_title_questions(sentence)) - {"available"}) or find_copy(sentence, brief=True) is not None


_HOW = re.compile(
    r"\b(?:how (?:long|many|much|big|old|thick)|when|who|why)\b|(?<!\w)(?:چند|چقدر|کی|چرا)(?!\w)|\b(?:chand|cheghadr|chera)\b"
)
