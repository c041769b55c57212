"""What a message wishes to read, heard with what was said before: whose book, like which, and how long."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.turn import Turn
from actions.subjects.catalogue.at_branch import place_heard
from actions.subjects.reading.authors_heard import author_among, of_two, other_author
from actions.subjects.reading.known_already import author_refused, without_refusal, words_known
from actions.subjects.reading.wish_readers import for_reader, in_letters
from actions.subjects.reading.wish_words import persian_of
from actions.subjects.titles.spoken_of import spoken_of
from actions.subjects.titles.titles_in_talk import title_named
from crm.library_info import directory
from language.detect import is_finglish
from language.normalise import fold
from language.requests.reading.length import SHORT
from language.requests.reading.likeness import is_named
from language.requests.reading.places_told import TOLD_PLACES
from language.requests.reading.reading import read_wish
from language.requests.reading.studies import read_study
from language.requests.reading.wish import ReadingWish, WishReading, says_of_books
from language.requests.speech.ordinals import find_place
from language.requests.titles.leaning import is_only_place
from language.requests.titles.name_edges import author_alone
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.poets import means_poet

__all__ = ["hear_wish"]

_LIKE_IT = re.compile(
    r"\b(?:like (?:it|that|that one|this|this one)|similar(?: to (?:it|that|this))?|in (?:the same|that|this|a similar) (?:vein|mood|style|spirit)|shabih(?:esh|e un|e in|e oon)|mesl(?:esh|e un|e in|e oon))\b"
    r"|(?<!\w)(?:شبیهش|مثلش|شبیه (?:همین|همون|این|اون|آن)|مثل (?:همین|همون|این|اون|آن)|تو همون (?:مود|حال|سبک|mood))(?!\w)"
)
_BY_SAME = re.compile(
    r"\b(?:by|from|of) (?:the same|this|that) (?:author|writer)\b|(?<!\w)(?:از|کار|اثر|آثار) (?:همین|همون|همان) نویسنده\w{0,3}(?!\w)|\baz (?:hamin|hamun|hamoon) nevisande\w?\b(?! na)"
)


# What is told to have been read by these words alone may be no title.
_AFTER_THAT = re.compile(
    r"\bmy (?:first|second|third|next) (?:\w{3,14} ){0,2}(?:novel|book) after\b|(?<!\w)دستمه(?!\w)"
)
_REFUSED_BEFORE = re.compile(
    r"(?:\b(?:not|nothing|none|no|never|without|except|don't|doesn't|isn't)\b|(?<!\w)(?:نه|غیر|جز|بجز|بدون)(?!\w))(?: \w{2,12}){0,4} ?$"
)
_REFUSED_BEHIND = re.compile(
    r"^(?: (?:دیگه|دیگر|هم|اصلا|چیزی)){0,2} (?:نباشه|نباشد|نمی ?خوا\w{1,3}|نه)(?!\w)|^ (?:nabashe|nemikham)\b"
)


def _is_refused_there(said: str, found: re.Match[str]) -> bool:
    """Tell whether the author of what was read is refused in the clause that speaks of them."""
    return (
        _REFUSED_BEFORE.search(said[: found.start()]) is not None
        or _REFUSED_BEHIND.search(said[found.end() :]) is not None
    )


async def hear_wish(turn: Turn) -> WishReading:
    """Read what the turn wishes to read; an author who is named counts, and so does the reader spoken of before."""
    place = await place_heard(turn)
    if place is None:
        return await _heard(turn)
    said = turn.text
    # Where it shall be in says nothing of what it is.
    turn.text = " ".join(said.replace(place.words, " ").split())
    try:
        return await _heard(turn)
    finally:
        turn.text = said


async def _heard(turn: Turn) -> WishReading:
    refused, said = await author_refused(turn), turn.text
    turn.text = await without_refusal(turn)
    try:
        return await _heard_of(turn, refused)
    finally:
        turn.text = said


async def _heard_of(turn: Turn, refused: str) -> WishReading:
    text = await persian_of(turn)
    reading = read_wish(text)
    if (study := read_study(text)) is not None:
        # Around the subject of a paper it is told who writes it, and where.
        beside = tuple(word for word in reading.rest if word not in study.topics)
        if await author_among(turn, beside, text) is None:
            return WishReading(replace(study, untold=reading.wish.untold))
    wish, rest = reading.wish, reading.rest
    if wish.author:
        wish = replace(wish, author=author_alone(wish.author))
    if is_finglish(turn.text):
        # A name is looked up as it was written; what else is left in Latin letters is no subject in English.
        in_latin = read_wish(turn.text)
        named, reading = in_latin.wish, replace(reading, narrow=reading.narrow or in_latin.narrow)
        if wish.author and not named.author and _LATIN.search(wish.author):
            # Of words that are known in half the letters no name is made.
            wish = wish.lacking("author")
        wish = replace(
            wish,
            like=named.like or wish.like,
            author=named.author or wish.author,
            # Words of ours that are known in Latin letters need no guess at their Persian.
            genres=named.genres or wish.genres,
            forms=named.forms or wish.forms,
            kinds=named.kinds or wish.kinds,
            untold=named.untold or wish.untold,
            ages=wish.ages or named.ages,
        )
        # What is left in Latin letters is a subject only where it is said to be one.
        topics = [word for word in wish.topics if not word.isascii() or word in named.topics]
        topics += [word for word in named.topics if word in TOLD_PLACES and word not in topics]
        wish = replace(wish, topics=tuple(topics))
    if turn.language == "fa":
        rest = tuple(word for word in rest if not word.isascii() or word.capitalize() in turn.text)
    if wish.like and is_only_place(wish.like):
        # "I loved the first one": the one of the list that stands there, and no title of that name.
        wish = replace(wish, like=await _placed_name(turn))
    if wish.like and _AFTER_THAT.search(fold(turn.text)) and await _names_nothing(turn, wish.like):
        # "My first book after the exams": no title was read before it.
        wish = wish.lacking("like")
    only_read = wish.like and says_of_books(wish.lacking("like")) and not is_named(turn.text, wish.like)
    if only_read and await _names_nothing(turn, wish.like):
        # "Everything I read just falls out of my head": that is no title, and more is wished for than its like.
        wish = wish.lacking("like")
    same = _BY_SAME.search(fold(turn.text)) if wish.like else None
    if same is not None and (title := await title_named(turn, wish.like)) is not None:
        theirs = title.author.split("؛")[0].split(";")[0].strip()
        if _is_refused_there(fold(turn.text), same):
            # "I loved Emma; something similar, but not by the same author."
            wish = replace(wish, not_by=(fold(theirs),), author="")
        else:
            # "I read Blindness; what have you by the same author?"
            wish = replace(wish, author=theirs, like="")
    if wish.like:
        liked = set(fold(wish.like).split())
        rest = tuple(word for word in rest if word not in liked)
    if rest and (known := words_known(turn.text)):
        rest = tuple(word for word in rest if word not in known)
    if wish.forms == ("nonfiction",) and wish.topics:
        # An author who is written about has written none of it.
        return WishReading(wish.lacking("author"), (), reading.narrow)
    if wish.author and not means_poet(turn.text) and await directory.find_branch(turn.store, wish.author) is not None:
        # "From Saadi" is where it shall be fetched.
        wish = wish.lacking("author")
    if wish.author and is_ordinary(wish.author) and not await _is_author(turn, wish.author):
        # «دپرسم از کار»: what a word of the language is read as the author of is nobody's.
        wish = wish.lacking("author")
    if wish.author and _PAIR.search(wish.author) and not await _is_author(turn, wish.author):
        # «az fekr o khial» tells of what, and of nobody.
        wish = wish.lacking("author")
    if wish.like and _reads_letters(turn.text, wish.like) and await _names_nothing(turn, wish.like):
        # "I read Cyrillic and English": in which letters somebody reads is the measure of nothing.
        wish = wish.lacking("like")
    if refused:
        own, wished = set(fold(refused).split()), set(fold(wish.author).split())
        wish = replace(wish, not_by=(fold(refused),))
        if wished and (wished <= own or own <= wished):
            wish = wish.lacking("author")
        rest = tuple(word for word in rest if word not in own)
    if not wish.like and _LIKE_IT.search(fold(turn.text)) and (title := await spoken_of(turn)) is not None:
        wish = replace(wish, like=title.title)
    if rest and not wish.author and (by := await author_among(turn, rest, text)) is not None:
        name, said = by
        wish, rest = replace(wish, author=name), tuple(word for word in rest if word not in said)
    if not wish.author and wish.most_pages and (owner := _owner(turn.text)) is not None:
        page = await turn.library.search(author=owner, limit=1, exactly=True)
        if page.titles and page.author and not page.corrected:
            wish = replace(wish, author=page.author)
    if not (wish.most_pages or wish.least_pages or wish.ages or wish.audience) and _is_small(turn.text):
        # "Something small by Orwell" is a thin book; of no author in particular it may be for somebody small.
        by_name = await author_among(turn, rest, text) if not wish.author else None
        if by_name is None and not wish.author and is_finglish(turn.text):
            by_name = await author_among(turn, read_wish(turn.text).rest, turn.text)
        theirs = wish.author or (by_name[0] if by_name is not None else "")
        if theirs:
            wish, rest = replace(wish, author=theirs, most_pages=SHORT), ()
    if not wish.author and "poetry" in wish.forms and (pair := await of_two(turn, text)) is not None:
        name, said = pair
        wish, rest = replace(wish, author=name), tuple(word for word in rest if word not in said)
    if wish.author and (other := await other_author(turn, wish.author, rest, text)) is not None:
        # "Kiarostami or Farhadi": of either.
        name, said = other
        wish = replace(wish, author=f"{wish.author}|{name}")
        rest = tuple(word for word in rest if word not in said)
    if "bilingual" in wish.untold and not wish.language:
        # Who learns a language goes on with books in it.
        before = (turn.recall("reading") or {}).get("wish") or {}
        wish = replace(wish, language=str(before.get("language") or ""))
    return WishReading(in_letters(turn, for_reader(turn, wish)), rest, reading.narrow)


_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_PAIR = re.compile(r" (?:o|va|و) ")


def _reads_letters(text: str, name: str) -> bool:
    """Tell whether a text says of what it reads that it is a script, beside a language: "I read Cyrillic and English"."""
    return (
        re.search(rf"\breads? (?:only )?{re.escape(fold(name))} (?:and|or|but|letters|script)\b", fold(text))
        is not None
        and _LANGUAGE.search(text) is not None
    )


_LANGUAGE = re.compile(r"\b(?:English|Persian|Farsi|Arabic|French|German|Russian|Turkish)\b", re.IGNORECASE)


async def _placed_name(turn: Turn) -> str:
    """Give the name of the title that words place in the list just shown; empty where they place none."""
    shown = turn.shown("title")
    place = find_place(turn.text, len(shown))
    title = await turn.library.title(shown[place]) if place is not None else None
    return title.title if title is not None else ""


async def _names_nothing(turn: Turn, name: str) -> bool:
    """Tell whether a name is known as no title's and no author's."""
    return bool((await turn.library.suggest(ReadingWish(like=name), limit=1, language=turn.language)).unknown)


async def _is_author(turn: Turn, name: str) -> bool:
    page = await turn.library.search(author=name, limit=1, exactly=True)
    return bool(page.titles and page.author) and not page.corrected


def _owner(text: str) -> str | None:
    """Give whose books are spoken of, by the ending: "one of Steinbeck's books"."""
    found = _OWNED.search(text.replace("’", "'"))
    return found["name"] if found is not None else None


_OWNED = re.compile(r"\b(?P<name>[A-Z][\w-]{2,20})'s (?:\w{2,12} )?(?:books?|novels?|works?|stories|titles|ones)\b")


def _is_small(text: str) -> bool:
    """Tell whether a text calls a book small, and nobody who would read it."""
    said = fold(text)
    return _SMALL.search(said) is not None and _CHILDREN.search(said) is None


# The book itself, and nothing that it is about or that its title names: "small towns", "small gods by Pratchett".
_SMALL = re.compile(
    r"\b(?:something|anything|one)(?: \w{2,8})? small(?:ish)?(?=\W*$| (?:by|from|of|please|to)\b| ?[.,!?])|\bsmall(?:ish)? (?:book|novel|one|volume)s?\b"
    r"|(?<!\w)(?:چیز|کتاب|رمان|داستان|یکی)(?: ?(?:ی|خیلی)){0,2} (?:کوچیک|کوچک)(?:ی|تر|تری|ه)?(?=\W*$| (?:از|دار\w*|لطفا|بخونم)(?!\w)| ?[.،,!?؟])"
    r"|\b(?:chiz|ketab|roman|dastan)(?:e|i)? (?:kheyli )?(?:k(?:o+|u)chi[ck]i?|kuchulu)(?=\W*$| (?:az|dar\w*|lotfan)\b| ?[.,!?])"
)
_CHILDREN = re.compile(
    r"\b(?:child\w*|kids?|son|daughter|boy|girl|bac+he\w*|pesar\w*|dokhtar\w*)\b|بچه|کودک|پسر|دختر|نوه"
)
