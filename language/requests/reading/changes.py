"""Follow-ups that change the wish before."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import fields, replace
from typing import Any

from language.requests.reading.already_read import reads_others
from language.requests.reading.languages import ANY_LANGUAGE, NO_TRANSLATION
from language.requests.reading.length import OF_WAITING, SAYS_LONGER, SAYS_SHORTER, SHORT, SHORTER
from language.requests.reading.reading import read_wish
from language.requests.reading.reading_numbers import find_pages
from language.requests.reading.reading_words import NARROW, tokens
from language.requests.reading.settled import settled
from language.requests.reading.terms import MOOD
from language.requests.reading.troubles import OF_TROUBLES
from language.requests.reading.wish import ReadingWish, says_of_books
from language.requests.titles.copies import find_copy

__all__ = ["also_fine", "asks_for_others", "changes_length", "read_change", "wishes_other_length"]

_MORE = re.compile(
    r"\b(?:another(?: one)?|others?|more|anything else|something else|next|different ones?|other ones)\b"
    r"|(?<!\w)(?:یکی دیگه|یه چیز دیگه|چیز دیگه|چیز دیگه ای|دیگه چی|دیگه|بازم|باز هم|بیشتر|یکی دیگر|چیز دیگری|بقیه|های دیگه)(?!\w)"
)
# Others than those shown, in so many words.
_OTHERS = re.compile(
    r"\b(?:another(?: one| book| novel)?(?! (?:branch|day|time|card|library|copy|edition|translation)\b)|(?:something|anything|someone|anyone) (?:else|different)|(?:some|any) others?|other (?:ones|books|novels|titles|suggestions)|different (?:ones?|books?|novels?))\b"
    r"|(?<!\w)(?:یکی|یه ?چیز\w{0,2}|چیز\w{0,2}|(?:یه |یک )?(?:کتاب|رمان|داستان)\w{0,2}) (?:دیگه|دیگر|دیگری|دیگه ?ای)(?!\w)|\b(?:yeki|ye ?chiz\w?|chiz\w?|ye ?ketab\w?) ?dige\w{0,2}\b"
)
# A clause that begins with the book that is wished for, and asks of none of those shown.
_OF_A_LENGTH = re.compile(
    r"(?:(?:no|nah|ok|okay|sorry|please|and|but|or|maybe|preferably|rather|then|hm+) ){0,3}(?:(?:i want|i need|i'd like|i would like|i'd rather have|(?:(?:can|could) you )?(?:please )?(?:suggest|recommend|give|show|find)(?: me)?|do you have|have you(?: got)?|how about|what about) )?(?:something|anything|one|an? (?:\w{3,12} )?(?:book|novel|story)) (?:that is |that's |which is |of )?(?:under|below|less than|fewer than|no more than|at most|up to) \d{2,3} pages?\b"
    r"|(?:(?:نه|خب|حالا|لطفا|پس|ولی|اما|فقط) ){0,3}(?:(?:خیلی|زیادی) (?:طولانی|بلند|قطور)\w{0,3} )?(?:یه ?چیز\w{0,2}|چیزی|یکی|(?:یه|یک) (?:کتاب|رمان|داستان)\w{0,2})(?: که)? (?:زیر|کمتر از|حداکثر|نهایتا) \w{2,8}(?: و \w{2,8})? صفحه(?!ست|\w)(?! (?:ست|است|هست|ه|س)(?!\w))"
)
_ASKS_OF_ONE = re.compile(
    r"(?:(?:and|so|ok|but|then) )?(?:is|are|was|were|does|has|which|how many|will|would)\b|(?:(?:و|خب|حالا) )?(?:کدوم|کدام|آیا|این|اون|آن|چند)|.*صفحه ?(?:ست|است|هست)"
)
# What only changes a wish is said in few words; in some more where it begins as what goes on.
_MOST_OF_CHANGE, _MOST_LEANING = 14, 24
_LEANS = re.compile(
    r"\bnothing too \w{3,12}\b|\bno [a-z]{4,14}s please\b|\b(?:not|isn't) what i (?:asked|meant|wanted|was asking|said)\b|منظورم (?:این|اون) نبود|(?<!\w)(?:اینو|این رو|این را) (?:نگفتم|نخواستم|نپرسیدم)(?!\w)"
    r"|^in (?:english|persian|farsi|french|arabic) (?:is|would be) (?:better|fine|ok|good)\b"
    r"|^(?:(?:hmm+|ok|okay|well|oh|sorry|nice|great|thanks|please|yes|no|right|cool)[ ,.!]{1,3}){0,3}(?:and|but|also|if possible|ideally|preferably|only|just|not|less|more|maybe|nothing|without|can it|could it|could they|it (?:should|must|can)|they (?:should|must|can))\b"
    r"|^(?:(?:خب|اوکی|باشه|ممنون|مرسی|نه|آره)[ ،,.]{1,3}){0,2}(?:ولی|اما|اگه (?:میشه|بشه|ممکنه)|فقط|ترجیحا|نویسنده|یه کم|یکم)(?!\w)|^(?:(?:khob|ok|merci)[ ,.]{1,3}){0,2}(?:vali|ama|age mishe|faghat)\b"
)
# How long a book may be, said so that it is said of a book whatever stands around it.
_LENGTH = re.compile(
    r"\b(?:nothing|not|isn't|is not|don't want (?:it|one|them)) (?:too|so|very|that) (?:long|thick|fat|bulky)\b|\b(?:under|below|less than|fewer than|no more than|at most|up to) \d{2,3} pages\b|\ba? ?(?:shorter|thinner|slimmer) (?:one|book|novel)s?\b"
    r"|(?<!\w)(?:زیر|کمتر از|حداکثر|نهایتا) \w{2,8}(?: و \w{2,8})? صفحه|(?<!\w)(?:خیلی|زیاد|انقدر|اینقدر)(?: هم)? (?:قطور|کلفت|حجیم|طولانی|بلند)(?: هم)? (?:نباشه|نباشد|نباشن|نمیخوام)(?!\w)|(?<!\w)(?:قطور|کلفت|حجیم|طولانی) (?:نباشه|نباشد|نمیخوام)(?!\w)"
)
_STORY = re.compile(r"\b(?:novels?|stor(?:y|ies)|fiction|roman|dastan|ghesse)\b|رمان|داستان|قصه")
_ALSO_FINE = re.compile(
    r"\b(?:is|are|would be) (?:fine|ok|okay|good|all right) (?:too|as well|also)\b|\b(?:would|will) do(?: (?:too|as well))?\b|(?<!\w)هم (?:خوبه|خوب است|میشه|می ?شود|عیب نداره|اشکال نداره|باشه خوبه|قبوله)(?!\w)|\bham (?:khoobe|khube|mishe)\b"
)
_CLAUSES = re.compile(r"[.!?؟،,؛;:\n]+")
_FEW_OF_REFUSAL = 4
_TOLD_IN_STORIES = frozenset(
    "romance crime thriller fantasy scifi dystopia historical humour horror adventure war family coming_of_age philosophical political"
    " magic_realism folk classic mystic rural friendship school animals psychology".split()
)


def read_change(
    text: str,
    before: ReadingWish,
    pages: Sequence[int] = (),
    *,
    at_length: bool = False,
    narrows: bool = False,
    has_read: bool = False,
    in_parts: bool = False,
) -> tuple[ReadingWish, bool] | None:
    """Read a follow-up as the wish before with something changed; None when it says nothing of one.

    `pages` are those of the titles just shown, for "shorter"; `at_length` takes from many words how long a book may be, `narrows` all of them: they name no other book; `has_read` one of those shown; `in_parts` what those parts say that say nothing but how a book shall be.
    Also tells whether others are wanted than those shown.
    """
    given = before
    plain = " ".join(tokens(text))
    known_already = reads_others(text)
    if not (narrows and not at_length) and len(plain.split()) > (
        _MOST_LEANING if known_already or _LEANS.search(plain) else _MOST_OF_CHANGE
    ):
        # Whatever else is told in so many words, the length is said of the book, and so is what says nothing else.
        text = _said_of_book(text, of_length=at_length, in_parts=in_parts)
        plain = " ".join(tokens(text))
        if not 0 < len(plain.split()) <= _MOST_LEANING:
            return None
    reading = read_wish(text)
    wish = reading.wish if not narrows else replace(reading.wish, like="", author="")
    if has_read and wish.like and before.like:
        # What others shall be like stays.
        wish = wish.lacking("like")
    shorter, longer = SAYS_SHORTER.search(OF_WAITING.sub(" ", plain)), SAYS_LONGER.search(plain)
    more = known_already or _MORE.search(plain) is not None
    if before.language and ANY_LANGUAGE.search(plain) is not None:
        # "English would be fine, too": the language of before is asked for no more.
        before, more = before.lacking("language"), more or not wish
    elif not wish and ANY_LANGUAGE.search(plain) is not None and (copy := find_copy(text, brief=True)) is not None:
        # None was asked for before: those in it are what has not been shown.
        wish = replace(wish, language=copy.language)
    if not wish.language and NO_TRANSLATION.search(plain):
        # Of the origin or the language that was said before; what is foreign and no translation is in English.
        origin = before.origin if before.origin and before.origin != "!fa" else before.language
        origin = origin or ("en" if before.origin else wish.origin)
        named = bool(before.origin or before.language) and origin.isalpha()
        wish = replace(wish, language=origin if named else "", origin=origin)
    if not wish and not shorter and not longer and not more:
        return None
    if reading.rest and not wish and len(reading.rest) > 1 and not more:
        return None
    if MOOD in wish.genres and before.genres and not _TOLD_IN_STORIES.intersection("|".join(before.genres).split("|")):
        # "Something lighter" of what is no story asks for an easier one.
        genres = tuple(one for one in wish.genres if one != MOOD)
        wish = replace(wish, genres=genres, untold=tuple(dict.fromkeys((*wish.untold, "easy"))))
    any_story = set(wish.forms) == {"novel", "stories"} and _STORY.search(plain) is None
    if "easy" in wish.untold and says_of_books(before) and any_story:
        # An easy one in a language may be any story; after a subject it is one on that.
        wish = replace(wish, forms=(), most_pages=0 if wish.most_pages == SHORT else wish.most_pages)
    if wish.origin and not wish.language and before.language not in ("", "fa", "en"):
        # "And Turkish?" after books in Russian.
        wish = replace(wish, language=wish.origin, origin="")
    if OF_TROUBLES in before.genres and (wish.topics or wish.genres or wish.forms or wish.author or wish.like):
        # "Something about castles" after books for stress: their kind was read out of the trouble, and said by nobody.
        before = _without_trouble(before)
    changed = before
    for field in fields(ReadingWish):
        value = getattr(wish, field.name)
        if not value:
            continue
        if field.name == "genres" and before.genres and _ALSO_FINE.search(plain):
            # "If not that, travel books would do, too": either.
            value = ("|".join(dict.fromkeys(one for genre in (*before.genres, *value) for one in genre.split("|"))),)
        elif field.name in ("genres", "without", "untold", "not_by", "not_on", "not_from"):
            value = tuple(dict.fromkeys((*getattr(before, field.name), *value)))
        part: dict[str, Any] = {field.name: value}
        changed = replace(changed, **part)
    if reading.narrow and before.topics and not wish.topics and all(word in NARROW for word in before.topics):
        # "And dogs?" after books about cats.
        own = next((one for one in reading.narrow if one.isascii() == text.isascii()), reading.narrow[0])
        changed = replace(changed, topics=(own,))
    if len(plain.split()) > _FEW_OF_REFUSAL and (wish.origin or wish.language):
        # «غذای ایرانی، نه فرنگی» refuses another kind of what is wished for.
        wished = {one for genre in before.genres for one in genre.split("|")}
        changed = replace(changed, without=tuple(one for one in changed.without if one not in wished))
    # What is refused now is not wanted any more.
    changed = replace(changed, genres=_not_refused(changed.genres, changed.without),
                      without=tuple(one for one in changed.without if one not in wish.genres))  # fmt: skip
    if changed.forms == ("nonfiction",) and changed.topics and (wish.topics or wish.forms):
        # What was written about them is of any time and any language.
        changed = replace(changed, genres=(), origin="", language=wish.language, since=0, until=0, most_pages=0)
    known = sorted(count for count in pages if count)
    if shorter and not find_pages(plain)[0][0] and not (wish.most_pages and wish.most_pages not in (SHORT, SHORTER)):
        changed = replace(
            changed, most_pages=(known[len(known) // 2] if known else before.most_pages or SHORT + 1) - 1, least_pages=0
        )
    elif longer:
        changed = replace(
            changed,
            least_pages=(known[(len(known) - 1) // 2] if known else before.least_pages or SHORT) + 1,
            most_pages=0,
        )
    return settled(changed), more or changed != given


def _without_trouble(before: ReadingWish) -> ReadingWish:
    """Leave out of a wish what was taken from a trouble that books were to help with."""
    genres = tuple(one for one in before.genres if one != OF_TROUBLES)
    return replace(before, genres=genres, forms=() if before.forms == ("nonfiction",) else before.forms, topics=())


def also_fine(text: str) -> bool:
    """Tell whether a text says that something else would do, too."""
    return _ALSO_FINE.search(" ".join(tokens(text))) is not None


def asks_for_others(text: str) -> bool:
    """Tell whether a text asks for others than those shown, in so many words."""
    return _OTHERS.search(" ".join(tokens(text))) is not None


def wishes_other_length(text: str) -> bool:
    """Tell whether a text wishes for another book by its length, and asks of none how long it is."""
    if not changes_length(text):
        return False
    parts = [part.strip() for part in _CLAUSES.split(" ".join(tokens(text)))]
    if any(_OF_A_LENGTH.match(part) for part in parts):
        return True
    return asks_for_others(text) and not any(_ASKS_OF_ONE.match(part) for part in parts if _LENGTH.search(part))


def changes_length(text: str) -> bool:
    """Tell whether a text says how long a book may be."""
    return _LENGTH.search(" ".join(tokens(text))) is not None


# What somebody did, is or has is told of them; what is read already is heard elsewhere.
_OF_PEOPLE = re.compile(
    r"(?:(?:and|but|so|because|since|as|well|you see|hmm+|oh|aww+|haha|though) ){0,3}(?:i|he|she|they|we|my \w{3,12}|it|that|those|these)(?:'m|'s|'re|'ve| am| is| are| was| were| grew| lived?s?| moved| came| comes| studie[sd]| works?| went| had| has| have| already| only| just| never| can| can't| sounds?| looks?| seems?| don't| didn't| feel| felt| sound| look)\b"
    r"|(?:(?:و|ولی|اما|آخه|خب) ){0,2}(?:چون|آخه|من|خودم|خودش|مادرم|پدرم)(?!\w)|.{0,60}(?<!\w)(?:خوندم|خوندیم|خونده|بزرگ شده|زندگی می ?کنه|خسته شدم)(?!\w)"
)
_KIN = r"husband|wife|partner|mum|mom|mother|dad|father|brother|sister|friend|boss|neighbou?r|colleague|son|daughter|niece|nephew|grand\w{2,8}|gran|boyfriend|girlfriend|aunt|uncle|cousin|kids?|child|children"
_ANOTHER_READER = re.compile(
    rf"\b(?:my|our) (?:\w{{2,9}} )?(?:{_KIN})\b|\b(?:gift|present|not for me|for myself|for somebody else|for someone else)\b|(?<!\w)(?:هدیه|کادو|برای خودم|واسه خودم)(?!\w)|(?<!\w)(?:همسر|شوهر|خانم|مامان|مادر|بابا|پدر|برادر|خواهر|داداش|آبجی|دوست|دختر|پسر|خواهرزاده|برادرزاده|نوه|خاله|عمه|همکار|بچه)(?:م|ام|مون|مان)(?!\w)"
)
_PARTS = re.compile(r"[.!?؟،,؛;:\n]+|(?<!\w)(?:ولی|یعنی|but)(?!\w)")


def _said_of_book(text: str, *, of_length: bool, in_parts: bool) -> str:
    """Give the clauses of many words that say how a book shall be, and nothing that could name one or tell of somebody."""
    said = " ".join(tokens(text))
    if not of_length and _ANOTHER_READER.search(said):
        # For somebody else it is another wish.
        return ""
    parts = [part.strip() for part in _PARTS.split(said) if part.strip()]
    told = ", ".join(
        part
        for part in parts
        if (of_length and changes_length(part)) or (in_parts and not _OF_PEOPLE.match(part) and _only_wishes(part))
    )
    whole, left = read_wish(text), read_wish(told)
    lost = any(getattr(whole.wish, part) and not getattr(left.wish, part) for part in ("topics", "ages", "audience"))
    lost = lost or (bool(whole.narrow) and not left.narrow)
    return "" if lost and not of_length else told


def _only_wishes(part: str) -> bool:
    reading = read_wish(part)
    wish = reading.wish
    return bool(wish) and not (reading.rest or wish.like or wish.author or wish.topics)


def _not_refused(genres: Sequence[str], without: Container[str]) -> tuple[str, ...]:
    """Give what is wanted without what is refused; of "a or b" the one that is not."""
    left = ("|".join(one for one in genre.split("|") if one not in without) for genre in genres)
    return tuple(genre for genre in left if genre)
