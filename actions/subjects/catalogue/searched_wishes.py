"""Searches that name no title and wish for something to read: "dinosaur books for kids", "network security books"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import says, search_words, word_count
from actions.subjects.catalogue.found_titles import QUOTED
from actions.subjects.catalogue.searched_words import is_named
from actions.subjects.reading.known_already import known_already
from actions.subjects.reading.reading import NEEDED_KINDS, suggest_for
from actions.subjects.reading.wishes_heard import hear_wish
from actions.subjects.titles.titles import SHORT
from actions.subjects.titles.titles_in_talk import title_named
from language.normalise import fold
from language.requests.reading.reading_words import NARROW
from language.requests.reading.wish import says_of_books
from library.values import SearchPage

__all__ = ["suggests_as_wished"]

# "A book about …" names no title where its subject is known.
_BOOKS_ON = re.compile(
    r"\b(?:books?|something|anything|novels?|stories|titles?) (?:\w+ )?(?:about|on|for|with)\b|(?<!\w)(?:کتاب|رمان|داستان|چیز)\w* (?:\w+ )?(?:درباره|در مورد|راجع|درمورد|با موضوع|برای|در زمینه)"
)
_BOOK = re.compile(r"\b(?:books?|cookbooks?|recipes?|ketab\w{0,3})\b|(?<!\w)کتاب(?!خ|دار)")
# Another than the title that is named is asked for, and not that one.
_OTHER = re.compile(
    r"\b(?:another|something else|something (?:similar|like)|others?|instead|what (?:next|now)|an? \w{3,12} (?:novel|book|story)|yeki dige)\b|(?<!\w)(?:یکی دیگه|یه چیز دیگه|چیز دیگه|دیگه ای|دیگری|به جاش|بهتر)(?!\w)"
)
_ASKED_FOR = re.compile(
    r"\b(?:borrow|have it|got it|is it|get it|find it|reserve|hold|renew|again|back|copy|copies|finish it)\b|(?<!\w)(?:دارینش|داریدش|داریش|دارین ?ش|همونو|همون رو|دوباره|امانت|بگیرمش|رزرو|تمدید|نسخه|موجود\w{0,3}|تمومش کنم|ادامه\w{0,2})(?!\w)"
)
# What asks for so many things of a book names no title.
_SEVERAL = 2


async def suggests_as_wished(turn: Turn) -> bool:
    """Suggest for a search that asks for several things of a book and names none ("dinosaur books for kids")."""
    reading = await hear_wish(turn)
    wish = reading.wish
    parts = wish.lacking("genres").lacking("untold").lacking("without")
    asked = len(parts.packed()) + len(wish.genres) + bool(wish.without)
    asked = asked if says_of_books(wish) or wish.ages or wish.audience else 0
    needed = bool(set(wish.kinds) & NEEDED_KINDS) and not reading.rest
    about = bool(wish.genres or wish.topics) and _BOOKS_ON.search(fold(turn.text)) is not None
    # "Network security books": of crafts and computing one kind is named.
    about = about or (bool(reading.narrow) and _BOOK.search(fold(turn.text)) is not None)
    # "A vegetarian cookbook": which of a kind it is.
    about = about or (
        bool(wish.genres) and any(word in NARROW for word in reading.rest) and _BOOK.search(fold(turn.text)) is not None
    )
    about = about or ("easy" in wish.untold and bool(wish.language or wish.author))
    if (asked < _SEVERAL and not needed and not about) or turn.entity("isbn") or _names_in_quotes(turn.text):
        return False
    page = await turn.library.search(search_words(turn.text), limit=1)
    likened = bool(wish.like) and (bool(page.author) or _LIKENED.search(turn.text) is not None)
    asks_another = _OTHER.search(fold(turn.text)) is not None and _ASKED_FOR.search(fold(turn.text)) is None
    if asks_another and page.titles and page.titles[0].id in await known_already(turn) and says_of_books(wish):
        # What was left half read is named, and another is looked for.
        page = SearchPage()
    if page.titles and not page.corrected and not likened:
        # "I've read all of Christie, and now?" names whom it shall be like.
        name = SHORT.split(page.titles[0].title)[0]
        sized = bool(page.author and wish.author and (wish.most_pages or wish.least_pages))
        if not sized and (is_named(search_words(turn.text), page) or (word_count(name) > 1 and says(turn.text, name))):
            return False
    if not (wish.genres or wish.forms) and await title_named(turn, turn.text) is not None:
        # "Dune, the book": what it is to be is said beside its name.
        return False
    await suggest_for(turn, reading)
    return True


def _names_in_quotes(text: str) -> bool:
    """Tell whether several words stand in quotation marks, and not what it shall be like: a name is asked for."""
    return any(word_count(found[1]) > 1 for found in QUOTED.finditer(_LIKENED.sub(" ", text)))


_LIKENED = re.compile(
    r"(?:(?<!'d )(?<!’d )(?<!would )(?<!\bi )(?<!\bwe )\blike|\bsimilar to|\bin the (?:style|vein|spirit) of|(?<!\w)(?:مثل|شبیه|مانند|عین|به سبک|به سبکِ|در مایه‌های|تو مایه‌های))\s*[«“][^«»“”]{2,80}[»”]",
    re.IGNORECASE,
)
