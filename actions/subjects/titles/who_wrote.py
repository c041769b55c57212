"""An author who is told by a title of theirs: "what else is there by the woman who wrote Beloved?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.subjects.reading.wishes_changed import suggest_changed
from actions.subjects.titles.titles_in_talk import title_named, title_of_words
from crm.library_info import directory
from language.normalise import fold
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import ReadingWish
from language.requests.titles.poets import means_poet

__all__ = ["tell_of_theirs", "who_wrote"]

_SIGNS = ".,:;!?؟،؛«»\"'()“”"
_FEW = 2
# Whoever wrote a title that is named, and what there is of theirs.
_WHO_WROTE = re.compile(
    r"\b(?:the|that|whatever) (?:same )?(?:author|writer|novelist|poet|one|wom[ae]n|man|guy|lady|person) (?:who|that) (?:wrote|has written|had written)\b(?P<en>[^.,;?!]{2,60})"
    r"|(?<!\w)نویسنده(?! ?(?:ش|اش|شون)?(?: \w{1,5})? (?:کیه|کیست|کی))[^.؟?!]{0,25}?(?<!\w)که (?P<fa>[^.؟?!]{2,60}?) ?(?:(?<!\w)(?:رو|را) )?(?:نوشته|نوشت)(?!\w)"
    r"|\bnevisand\w{1,5}[^.?!]{0,25}?\bke (?P<latin>[^.?!]{2,60}?) (?:ro |ra )?nevesht(?:e|eh)?\b"
)
_OF_THEIRS = re.compile(
    r"\b(?:what (?:else|other|(?:do|have) you)|what(?:'s| is) there|(?:anything|something|some|any|other|more|others|which|books|novels)\b[^.?!]{0,40}\b(?:by|of|from) (?:the|that|her|him|hers|his)\b|have you (?:got )?(?:anything|something|any|more|others?))"
    r"|(?<!\w)(?:چی|چیا|چه|چیز\w{0,3}|کتاب\w{0,3}|کدوم|دیگه|بقیه)(?!\w)[^.؟?!]{0,30}(?<!\w)(?:هست|هستش|دارید|دارین|داری|دارند|موجود\w{0,2})(?!\w)|\b(?:chi|chia|che|chizi|ketab\w{0,3}|dige)\b[^.?!]{0,30}\b(?:hast|darid|darin|dari|mojude?)\b"
)


async def who_wrote(turn: Turn, said: str) -> str:
    """Give the author of the title that is named as theirs, where it is asked what of theirs there is."""
    found = _WHO_WROTE.search(said)
    if found is None or _OF_THEIRS.search(said) is None:
        return ""
    name = next(filter(None, found.groups())).strip(f" {_SIGNS}")
    title = await title_of_words(turn, name) or await title_named(turn, name)
    if title is None:
        page = await turn.library.search(name, limit=_FEW, exactly=True)
        # «adat mikonim»: in Latin letters, and no other title.
        title = page.titles[0] if page.total == 1 and not page.corrected and not page.author else None
    return re.split(r"[؛;]", title.author)[0].strip() if title is not None else ""


async def tell_of_theirs(turn: Turn, author: str, *, free: bool) -> LookStep:
    """Suggest what there is of an author as it is wished, where it shall be in; or search for all of theirs."""
    asked = _WHO_WROTE.sub(" ", fold(turn.text))
    wish = read_wish(asked).wish
    branch = None if means_poet(turn.text) else await directory.find_branch(turn.store, turn.text)
    wanted = ReadingWish(author=author, genres=wish.genres, forms=wish.forms, kinds=wish.kinds, language=wish.language)
    free = free or branch is not None
    turn.confidence, turn.moves = 1.0, {}
    if not free and wanted == ReadingWish(author=author):
        turn.text, turn.intent, turn.entities = author, "search_book", {"author": [author]}
        return LookStep.RUN
    turn.intent = "recommendation"
    if turn.recall("reading"):
        turn.remember(reading=None)
    await suggest_changed(turn, ReadingWish(), wanted, at=branch.code if branch is not None else "", free=free)
    return LookStep.DONE
