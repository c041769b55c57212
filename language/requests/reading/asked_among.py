"""Questions for those of the titles just shown that are so and so: "is any of them under 250 pages?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import ReadingWish

__all__ = ["asks_for_most", "wished_among"]

_LONGEST = 160
_THOSE = r"(?:all )?(?:(?:these|those)(?: books| ones| titles)?|them|thme|the ones you (?:name|named|showed|mentioned|listed|suggested|gave))"
_OF = rf"(?:of|from|among|out of) {_THOSE}"
_IS = r"(?:is|are|was|were|would be)"
_THESE_FA = r"(?:اینا|این ?ها|اونا|اون ?ها|این میان|این میون|این بین|این (?:کتابا|کتاب ?ها|آثار))"
_FROM_FA = r"(?:از|بین|میان|میون|از بین|از میان|از میون)"
_WHICH_FA = r"(?:کدوم|کدام) ?(?:یکی|یک|شون|شان|ش|اش)?"
_THESE_LATIN = r"(?:az|beine?) (?:ina|inha|oona|una)"
_LATIN = r"kod[ou]{1,2}m(?:esh|eshun|ash)?"

# Which is the shortest, and so on: the whole of the sentence, for "the longest queue" is no book.
_BIG = r"(?:shortest|thinnest|slimmest|longest|thickest|newest|oldest)"
_BIG_FA = r"(?:کوتاه|نازک|بلند|قطور|کلفت|قدیمی|جدید|تازه) ?تر(?:ه|ین|ینه|ینش)?(?: است| هست)?"
_BIG_LATIN = r"(?:kootah|kutah|nazok|ghatoor|jadid|ghadimi) ?tar(?:e|in|ine)?"
_MOST = re.compile(
    rf"(?:which|what) (?:ones? )?(?:{_OF} {_IS}|{_IS} the {_BIG}(?: one| book)? {_OF}$) ?(?:the )?(?:{_BIG}(?: one| book)?)?"
    rf"|(?:(?:please )?(?:give|show|tell) me |i want |i would like |i'd like )?the {_BIG}(?: one| book)? {_OF}(?: please)?(?:,? (?:in )?(?:persian|english) is (?:fine|ok|okay)(?: too)?)?"
    rf"|{_OF},? which (?:one |book )?is the {_BIG}(?: one| book)?"
    rf"|(?:{_FROM_FA} {_THESE_FA}[ ،,]{{1,3}}{_WHICH_FA}|{_WHICH_FA} (?:از )?{_THESE_FA})(?: (?:از همه|از بقیه))? {_BIG_FA}"
    rf"|(?:{_LATIN} {_THESE_LATIN}|{_THESE_LATIN} {_LATIN})(?: emroo?z mo[jz]oo?de? (?:va|o))?(?: az hame)? {_BIG_LATIN}"
)
_HAS_BIG = re.compile(rf"\b{_BIG}\b|(?<!\w){_BIG_FA}(?!\w)|\b{_BIG_LATIN}\b")
# Which are so and so: what is said of them stands alone behind.
_AMONG = re.compile(
    rf"(?:which|any|either)(?: ones?)? {_OF},? (?:{_IS} )?(?P<en>.+)"
    rf"|(?:{_IS}) (?:there )?(?:any|either|one|some|none)(?: ones?)? {_OF} (?P<is>.+)"
    rf"|(?:does|do|would) (?:any|either|one|some)(?: ones?)? {_OF} (?:be )?(?P<does>.+)"
    rf"|{_OF},? (?:which (?:ones? )?(?:{_IS} |would you say )?|(?:is|are) there (?:any|one|some) )(?P<of>.+)"
    rf"|(?:{_FROM_FA} {_THESE_FA}[ ،,]{{1,3}}{_WHICH_FA}|{_WHICH_FA} (?:از )?{_THESE_FA}) (?P<fa>.+)"
    rf"|{_LATIN} {_THESE_LATIN} (?P<latin>.+)|{_THESE_LATIN} {_LATIN} (?P<latin_of>.+)"
)
# What may be said of a title: on what it is, of how many pages, in or from which language, of what kind.
_ABOUT = re.compile(
    r"(?:really |mostly |also )?(?:about|deal(?:s|ing)? with|set in) (?!to |due\b|time\b)(?P<on>(?:\w+ ){0,3}?\w+)(?: rather than \w+)?"
    r"|درباره ?(?:ی )?(?P<on_fa>(?:\w+ ){0,3}\w+)|(?:بیشتر )?به (?:\w+ ){1,4}(?:می ?)?پرداز\w{1,3}"
)
_PAGES = re.compile(
    r"(?:under|below|over|above|(?:less|more|fewer|no more|shorter|longer) than|at most|at least) \d{2,4} pages?(?: long)?"
    r"|(?:زیر|کمتر از|بیشتر از|بالای|حداکثر) \w+ صفحه(?:ه| است| هست| داره| دارد)?|(?:zire?|kamtar az) \w+ safhe\w{0,3}"
)
_TONGUE = re.compile(
    r"(?:written |translated |originally |available )?(?:in|into|from) (?:the )?\w+(?:,? and by whom)?|(?:به )?(?:زبان )?\w+(?: است| هست)|\w+ی(?:ه|ن)"
)
_KIND = re.compile(r"(?:not )?(?:an? |some )?(?P<words>(?:[\w-]+ )?[\w-]+)")
_HEARD = frozenset({"most_pages", "least_pages", "genres", "forms", "topics", "language", "origin"})

_SENTENCE = re.compile(r"[.:;!?؟؛\n]+")
_ASKED = re.compile(r"[?؟]")
# What may be said before and behind, and asks or orders nothing.
_BEFORE = re.compile(
    r"(?:(?:ok(?:ay)?|fine|great|nice|right|well|hmm?|and|so|but|thanks|thank you|sorry|by the way|one more thing|if i may|خب|خوب|باشه|ممنون|مرسی|حالا|ok|khob|bashe)(?=$|[ ,،]|\b)[ ,،]{0,2})+"
)
_BEHIND = re.compile(
    r"thanks|thank you|please|i (?:would|will) start (?:from|with) (?:that|it)(?: one)?|if one is about [\w ]{2,30} i want (?:this|it)|من [\w ]{2,30} ندارم[\w ]{0,40}|مرسی|ممنون|لطفا"
)


def asks_for_most(text: str) -> bool:
    """Tell whether a text asks for the shortest, the longest, the newest or the oldest of those shown."""
    one, _ = _question(text)
    return bool(one) and _MOST.fullmatch(one) is not None and _HAS_BIG.search(one) is not None


def wished_among(text: str) -> ReadingWish | None:
    """Read what those of the titles shown shall be that are asked for; None where a text asks for none, or for more."""
    one, asked = _question(text)
    found = _AMONG.fullmatch(one) if one else None
    if found is None or _MOST.fullmatch(one):
        return None
    name, said = next((name, said.strip()) for name, said in found.groupdict().items() if said)
    if not (asked or one.startswith(("which", "of ", "among")) or name in {"fa", "latin", "latin_of"}):
        return None
    return _wish_of(said)


def _question(text: str) -> tuple[str, bool]:
    """Give the one sentence that asks, without what is said around it, and whether a mark says so; empty where others ask or order."""
    said = fold(text).replace("’", "'")
    if len(said) > _LONGEST:
        return "", False
    sentences = [" ".join(one.split()).strip(" ,،") for one in _SENTENCE.split(said)]
    left = [one for one in sentences if one and not _BEFORE.fullmatch(one) and not _BEHIND.fullmatch(one)]
    if len(left) != 1:
        return "", False
    before = _BEFORE.match(left[0])
    one = left[0][before.end() :] if before is not None else left[0]
    return one.removesuffix(" please").strip(" ,،"), _ASKED.search(said) is not None


def _wish_of(said: str) -> ReadingWish | None:
    """Read a wish of words that say one thing of a title; None where some of them are not understood."""
    about = _ABOUT.fullmatch(said)
    on = next(filter(None, about.groups()), "") if about is not None else ""
    wish = read_wish(f"about {on}" if about is not None and about["on"] else said).wish
    parts = set(wish.packed())
    if not parts or not parts <= _HEARD:
        return None
    if about is not None:
        return wish if parts <= {"topics", "genres", "forms"} else None
    if _PAGES.fullmatch(said):
        return wish if parts <= {"most_pages", "least_pages"} else None
    if _TONGUE.fullmatch(said) and parts <= {"language", "origin"}:
        return wish
    kind = _KIND.fullmatch(said)
    if kind is None or said.startswith("not ") or not parts <= {"genres", "forms"}:
        return None
    words = kind["words"].split()
    alone = [read_wish(one).wish for one in words]
    return wish if len(words) == 1 or all(alone) or wish not in alone else None
