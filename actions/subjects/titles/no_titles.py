"""Ordinary words of a sentence that a search has cut out as a title: what is asked is asked of something else."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from difflib import get_close_matches

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import librarian
from actions.subjects.catalogue.editions import show_edition
from actions.subjects.catalogue.found_titles import show_found
from actions.subjects.catalogue.title_told import tell
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.facts.facts import answer_clearly
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.spoken_of import spoken_of
from crm.library_info import directory
from language.normalise import fold
from language.requests.titles.copies import find_copy
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.title_names import is_said_around, points_back
from library.search.words import CHATTER
from library.values import SearchPage

__all__ = ["answers_without_title", "asks_mended_kind", "is_made_of_ordinary", "is_no_title"]

_WORD = re.compile(r"[^\W_]+")
# A message of fewer words is the name itself.
_FEWEST_WORDS = 5
_LONGEST_NAME, _LEAST_NAME = 4, 5
_SHOWN = 5
# What is left of a word that was cut at its apostrophe: "I've", "we're".
_PIECES = frozenset("ve re ll s m d t".split())
_MARKS = '«»“”"'
_NAMED = re.compile(
    r"\b(?:called|titled|entitled|named|isbn)\b|(?:به (?:نام|اسم|عنوان)|اسمش|عنوانش)|\b(?:esmesh|be esme)\b"
)
# What is asked for stands between these and the end of its clause.
_CARRIER = (
    r"\b(?:have|got|own|stock|carry|find|searching for|search for|looking for|look for|copy of|copies of|read|reserve|borrow|want|need|is|get)"
    r"(?: (?:a|an|the|any|me|some))?(?: (?:copy|copies|book|books|novel|film)(?: of)?)? "
)
_END = r"(?= ?(?:$|[.?!,;،؟]| (?:by|in|at|on|from|please|and|or|too|as)\b))"
_HAVING = (
    r" ?(?:رو|را|ro|o)? ?(?:هم |ham )?(?:دارید|دارین|داری|دارن|هست|موجوده?|می ?خوا\w*|darid|darin|dari|hast|mikham)"
)
_OF_THEIRS = re.compile(
    r"\b(?:anything|something|any|some|books?|novels?|films?|works?|titles?) (?:else|other|others|more|older|newer|earlier)?(?: \w+){0,2} ?(?:of|by|from) (?:his|hers|theirs|him|her|them|the same|this|that)\b|\b(?:other|another|more|others|else)\b[^.?!]{0,30}\b(?:his|hers|theirs|by (?:him|her|them|the same|this|that))\b"
    r"|(?:چیز|کتاب|اثر|رمان|فیلم|کار)\w* (?:دیگه|دیگر|دیگه ?ای|دیگری)\w* ?(?:ای )?(?:از|مال) (?:او|اون|این|همین|همون|ایشون|ایشان|خودش|نویسنده)\w*|از (?:همین|همون|این) (?:نویسنده|آدم|کارگردان)|ازش (?:چیز|کتاب)\w* (?:دیگه|دیگر)"
)
_ANOTHER_COPY = re.compile(
    r"\b(?:another|other|second|more|better|newer|different|one more) (?:copy|copies|one)\b|\bcopies\b|\bcopy\b|(?:نسخه|جلد) ?(?:ی|ء)? ?(?:دیگه|دیگر|سالم)\w*|\bnoskheye? dige\b"
)
# A copy that is not worn: the catalogue does not tell, and where the copies are is told.
_SOUND_COPY = re.compile(
    r"\b(?:undamaged|clean|intact|decent|good|better|readable|new|newer|proper) (?:copy|copies|one)\b|\bcop(?:y|ies)\b[^.?!]{0,25}\b(?:good shape|good condition|undamaged|not (?:torn|damaged|falling apart))\b"
    r"|نسخه\w* (?:ای )?(?:که )?(?:سالم|تمیز|نو|پاره نباش|خراب نباش)\w*|\bnoskheye? (?:salem|tamiz)\w*"
)
_KINDS = (
    "audiobook",
    "audiobooks",
    "ebook",
    "large print",
    "paperback",
    "hardcover",
    "کتاب صوتی",
    "صوتی",
    "الکترونیکی",
)
_NEAR = 0.78


def is_no_title(text: str, query: str) -> bool:
    """Tell whether what was cut out of a sentence as a title is made of its ordinary words, or of a piece of one."""
    said = _WORD.findall(fold(query))
    if not said or any(mark in text for mark in _MARKS) or _NAMED.search(fold(text)):
        return False
    folded = fold(text).replace("’", "'")
    if said[0] in _PIECES and re.search(rf"\w'{said[0]}\b", folded):
        return True
    if word_count(text) < _FEWEST_WORDS or len(said) > _LONGEST_NAME or _is_capitalised(text, said):
        return False
    if _is_asked_for(folded, " ".join(said)):
        return False
    copy = find_copy(query)
    if copy is not None:
        # "The Persian will do": the language that is wanted names nothing, and the rest may be ordinary.
        said = _WORD.findall(fold(copy.rest))
    return all(is_ordinary(word) or word in CHATTER for word in said)


def is_made_of_ordinary(text: str, query: str) -> bool:
    """Tell whether words that are in no title, and that nothing marks as one, are all ordinary ones."""
    if any(mark in text for mark in _MARKS) or _NAMED.search(fold(text)) or fold(query) == fold(text):
        return False
    return all(is_ordinary(word) or word in CHATTER for word in _WORD.findall(fold(query)))


def _is_capitalised(text: str, said: list[str]) -> bool:
    first = next(iter(_WORD.findall(text)), "")
    return any(word.istitle() and fold(word) in said for word in _WORD.findall(text) if word != first)


def _is_asked_for(folded: str, words: str) -> bool:
    """Tell whether words stand as a whole where the name of what is asked for stands."""
    named = re.escape(words)
    return bool(re.search(_CARRIER + named + _END, folded) or re.search(rf"(?:^|[.،,؟?!] ?){named}{_HAVING}", folded))


async def answers_without_title(turn: Turn) -> bool:
    """Answer a search as if no title was named: of the title or the author that was spoken of, or by a fact."""
    said = fold(turn.text).replace("’", "'")
    title = await spoken_of(turn)
    if title is not None and _SOUND_COPY.search(said):
        turn.intent = "search_book"
        await tell_where(turn, title, await directory.find_branch(turn.store, turn.text))
        turn.say("utter_title_condition", title=title.title, choices=[librarian()])
        return True
    if _OF_THEIRS.search(said):
        if title is not None:
            turn.intent = "search_book"
            await tell(turn, title, "others")
            return True
        if await _of_author_told(turn):
            return True
    if await _by_name_within(turn):
        return True
    copy = find_copy(turn.text)
    if title is not None and copy is not None and not copy.plural:
        turn.intent = "search_book"
        await show_edition(turn, title, copy)
        return True
    if title is not None and (_ANOTHER_COPY.search(said) or points_back(turn.text)):
        turn.intent = "search_book"
        await tell_where(turn, title, await directory.find_branch(turn.store, turn.text))
        return True
    return await answer_clearly(turn)


async def asks_mended_kind(turn: Turn) -> bool:
    """Answer for another kind of the title spoken of, where the word for it was misspelt: "and as audoibook?"."""
    if turn.is_payload or word_count(turn.text) > _FEWEST_WORDS + 1 or find_copy(turn.text) is not None:
        return False
    mended = " ".join(
        (get_close_matches(word, _KINDS, 1, _NEAR) or [word])[0] if len(word) >= _LEAST_NAME else word
        for word in _WORD.findall(fold(turn.text))
    )
    copy = find_copy(mended)
    if copy is None or [word for word in _WORD.findall(copy.rest) if not is_said_around(word) and word not in CHATTER]:
        return False
    title = await spoken_of(turn)
    if title is None:
        return False
    turn.intent = "search_book"
    await show_edition(turn, title, copy)
    return True


async def _of_author_told(turn: Turn) -> bool:
    """Show the works of the author who is named in what was asked, or wished for, in the last turns."""
    for act in turn.thread.acts():
        found = await name_within(turn, act.words) if act.words else None
        author = found[1].author or (found[1].titles[0].author if found[1].titles else "") if found is not None else ""
        if author:
            page = await turn.library.search(author=author, limit=_SHOWN)
            if page.titles and not page.corrected:
                await _show_theirs(turn, page, author)
                return True
    return False


async def _by_name_within(turn: Turn) -> bool:
    """Show what there is of an author whose name is one of the words: "anything older, maybe Kiarostami?"."""
    for word in dict.fromkeys(_WORD.findall(fold(turn.text))):
        if len(word) < _LEAST_NAME or word in CHATTER or is_ordinary(word):
            continue
        if await directory.find_branch(turn.store, word) is not None:
            continue
        page = await turn.library.search(author=word, limit=_SHOWN)
        if page.titles and page.author and not page.corrected:
            await _show_theirs(turn, page, page.author)
            return True
    return False


async def _show_theirs(turn: Turn, page: SearchPage, author: str) -> None:
    turn.intent = "search_book"
    await show_found(turn, page.titles[:_SHOWN], "utter_search_author", author=author, more=None)
