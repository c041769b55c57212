"""Searches that name nothing: a wish for something to read, a question for the library, a sentence beside a title."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.references import find_reference
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS
from actions.subjects.facts.facts import answer_clearly, answer_from_facts
from actions.subjects.reading.reading import suggest_for
from actions.subjects.reading.wishes_heard import hear_wish
from actions.subjects.titles.titles import is_nameable
from language.normalise import fold
from language.requests.reading.reading_words import FILLING
from language.requests.reading.wish import ReadingWish, WishReading
from language.requests.titles.copies import find_copy
from language.requests.titles.names import as_said
from language.requests.titles.title_names import points_back
from language.requests.titles.title_questions import find_title_question
from language.requests.titles.whether_in import asks_whether_in
from language.spelling_english import other_english_words
from language.words import ENGLISH_WORDS
from library.search.words import CHATTER, words
from library.values import SearchPage

__all__ = ["asked_of_the_house", "is_quoted", "no_search", "of_subject", "points_nowhere", "without_copy"]

# "Any chess books?": ordinary words before that for a book name what it is about.
_BOOKS_OF = re.compile(
    r"(?:^|[.,;:!?] ?|\b(?:any|some|got|have|the|your|more|good|for|of|want|need|find|borrow|like|beginner|beginners') )"
    r"(?P<what>[a-z]{3,20}(?:[ -][a-z]{3,20})?) (?:books?|guides?|manuals?|handbooks?)\b"
)
_NO_SUBJECT = frozenset(
    "good new old more any some other another many these those this that your our their nice great best free own paper library"
    " short long easy simple cheap interesting favourite favorite borrowed lost late overdue reserved two three four five which what".split()
)
_QUOTES = frozenset('«»“”"')

# In so many words something else than a title may be asked, and below this it hardly was for one.
_SENTENCE_WORDS, _UNSURE = 4, 0.5


async def asked_of_the_house(turn: Turn) -> bool:
    """Answer words that name no title by what they may ask else: for something to read, or of the library."""
    reading = await hear_wish(turn)
    wish = reading.wish
    if wish and (not reading.rest or wish.genres or wish.forms or wish.kinds):
        turn.intent = "recommendation"
        await suggest_for(turn, reading)
        return True
    if word_count(turn.text) < _SENTENCE_WORDS:
        return False
    # What was surely read as a search is a question for the library only where a fact clearly fits.
    if await (answer_from_facts(turn) if turn.confidence < _UNSURE else answer_clearly(turn)):
        return True
    again = (turn.slots.get("pending") or {}).get("do") == "search"
    if again or turn.confidence < _UNSURE:
        # Asked once, or hardly read as a search: it is none.
        turn.intent = "nlu_fallback"
        await HANDLERS["nlu_fallback"].handler(turn)
        return True
    return False


def is_quoted(text: str) -> bool:
    """Tell whether a text has something in quotation marks: a name that is asked for as it stands."""
    return not _QUOTES.isdisjoint(text)


def _is_english(word: str) -> bool:
    return word in ENGLISH_WORDS or word in other_english_words()


async def of_subject(turn: Turn) -> bool:
    """Suggest what there is on the subject that words before "books" name, or say that there is none."""
    if is_quoted(turn.text):
        return False
    found = _BOOKS_OF.search(fold(turn.text))
    words_of = (
        [word for word in found["what"].replace("-", " ").split() if word not in _NO_SUBJECT | FILLING] if found else []
    )
    if not words_of or not all(map(_is_english, words_of)):
        return False
    turn.intent = "recommendation"
    await suggest_for(turn, WishReading(ReadingWish(topics=tuple(words_of))))
    return True


def points_nowhere(turn: Turn) -> bool:
    """Tell whether a sentence says nothing of the title that stands there alone: it may ask of the library."""
    text = turn.text
    named = turn.entity("title") or turn.entity("author")
    if turn.is_payload or word_count(text) <= _SENTENCE_WORDS or (named and is_nameable(named, text)):
        return False
    of_it = find_title_question(text) is not None or find_copy(text) is not None or asks_whether_in(text)
    return not of_it and find_reference(text) is None and not points_back(text)


async def no_search(turn: Turn, page: SearchPage) -> bool:
    """Answer words that are in no title as the wish they are, or by the fact that they clearly ask for."""
    return await _only_wished(turn) or (not page.titles and await answer_clearly(turn))


async def _only_wished(turn: Turn) -> bool:
    """Suggest where words that are in no title only say what a book should be like: «خارجی نباشه», "a thriller"."""
    reading = await hear_wish(turn)
    if not reading.wish or reading.rest or reading.wish.like or reading.wish.author or turn.entity("isbn"):
        return False
    turn.intent = "recommendation"
    await suggest_for(turn, reading)
    return True


def without_copy(text: str, query: str) -> str:
    """Give what was looked for without the language or kind that was asked for with it: "ginsberg in persian"."""
    copy = find_copy(query)
    return as_said(text, copy.rest) if copy is not None and set(words(copy.rest)) - CHATTER else query
