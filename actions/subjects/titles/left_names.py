"""What is left of words that a search found nowhere: a name in them, or nothing but a question of the title in talk."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.values import without_branch
from actions.subjects.catalogue.editions import show_edition
from actions.subjects.catalogue.found_titles import found, show_title
from actions.subjects.catalogue.title_told import tell
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.titles.spoken_of import spoken_of
from actions.subjects.titles.titles import is_titled
from actions.subjects.titles.titles_in_talk import title_meant
from actions.subjects.titles.unnamed_searches import is_quoted
from crm.library_info import directory
from language.normalise import fold
from language.requests.titles.copies import find_copy
from language.requests.titles.slips import is_nearly_ordinary
from language.requests.titles.title_questions import find_title_questions
from library.search.words import CHATTER, words
from library.values import SearchPage

__all__ = ["answers_by_what_is_left", "names_nothing_at_all"]

_LONGEST, _LEAST, _LOOKED_AT, _SHOWN = 4, 3, 20, 5
# What asks for the place of a copy, or for any, in a question that names nothing.
_ASKS = re.compile(
    r"[?؟]|\b(?:is|are|do|does|have|got|where|which|when)\b|(?<!\w)(?:دار\w{1,3}|هست\w{0,2}|موج\w{1,4}|مجود\w{0,2}|کجا\w{0,3}|کدو?م\w{0,4}|کی|چی)(?!\w)|\b(?:darin|darid|hast|mojud\w|koja\w{0,2}|kodum|key)\b"
)
_TRANSLATION = re.compile(
    r"(?<!\w)ترجمه\w{0,3} ?(?:ی )?(?:کی|کیه|کیا|چه کسی|کدوم|کدام)|\btarjom\w{1,4} (?:ki|kie|kodum)\b"
)


def _name_left(text: str) -> str:
    """Give the words of a text that may name something: none that is ordinary, also with a slip or an ending."""
    return " ".join(word for word in words(text) if not is_nearly_ordinary(word, CHATTER))


async def answers_by_what_is_left(turn: Turn, query: str, page: SearchPage) -> bool:
    """Answer words that were found nowhere by the name that is left of them, or of the title in talk; False for neither."""
    if turn.is_payload or is_quoted(turn.text) or not query:
        return False
    left = await _left(turn, query)
    if left == " ".join(words(query)) or len(left.split()) > _LONGEST:
        return False
    if len(left) >= _LEAST and await _of_name(turn, left):
        return True
    if left and page.titles:
        # What is like it may be meant.
        return False
    asks = _ASKS.search(fold(turn.text)) is not None
    if _TRANSLATION.search(fold(turn.text)) and (title := await spoken_of(turn)) is not None:
        # «اگه آهی نیست ترجمهٔ کی دارین»: the translations that there are.
        await _tell_translations(turn, title.id)
        return True
    if left or not asks or _ANOTHER.search(fold(turn.text)) or await _left(turn, turn.text):
        return False
    title = await title_meant(turn)
    if title is None:
        return False
    turn.intent = "search_book"
    copy, asked = find_copy(turn.text), find_title_questions(turn.text)
    if copy is not None and not copy.plural:
        await show_edition(turn, title, copy)
    elif asked:
        await tell(turn, title, *asked)
    else:
        await tell_where(turn, title, await directory.find_branch(turn.store, turn.text))
    return True


# Of others than the one in talk it is asked: «از نویسنده‌های دیگه چی دارین؟».
_ANOTHER = re.compile(r"\b(?:other|others|another|else|different)\b|(?<!\w)دیگ[هر]\w{0,4}|\bdige\w{0,3}\b")


async def names_nothing_at_all(turn: Turn, query: str) -> bool:
    """Tell whether words that were found nowhere are all ordinary, also with a slip: «رمان دیگه‌ای چی دارین»."""
    return not is_quoted(turn.text) and not await _left(turn, query) and not await _left(turn, turn.text)


async def _left(turn: Turn, text: str) -> str:
    """Give what a text may name beside branches: «تو سعدی مجوده یا مرکزی؟» asks of two."""
    copy = find_copy(text)
    left = _name_left(await without_branch(turn, copy.rest if copy is not None else fold(text))).split()
    if len(left) > _LONGEST:
        return " ".join(left)
    return " ".join([word for word in left if await directory.find_branch(turn.store, word) is None])


async def _of_name(turn: Turn, left: str) -> bool:
    """Show what the name that is left finds exactly: a title of that name, or what there is of an author."""
    page = await turn.library.search(title=left, limit=_LOOKED_AT, exactly=True)
    named = [one for one in page.titles if is_titled(one.title, left)] if not page.corrected else []
    if named:
        await show_title(turn, next((one for one in named if one.language == turn.language), named[0]))
        return True
    page = await turn.library.search(author=left, limit=_SHOWN, exactly=True)
    if not page.titles or not page.author or page.corrected:
        return False
    await found(turn, page.author, page)
    return True


async def _tell_translations(turn: Turn, key: str) -> None:
    title = await turn.library.title(key)
    works = [] if title is None else [title, *await turn.library.editions(key)]
    translated = [one for one in works if re.search(r"ترجم|translated by", one.author)]
    for one in translated[:_SHOWN] or works[:1]:
        await tell(turn, one, "translator")
