"""What is wished to be bought and is in the catalogue: it is told, and asked whether the wish shall stand."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.branches_named import branches_named
from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words
from actions.facts.choices import choice, no, yes
from actions.facts.lines import title_line
from actions.subjects.cases.purchases.purchase_words import QUOTED
from actions.subjects.titles.names_within import name_within
from actions.subjects.titles.titles import is_titled
from crm.library_info import directory
from language.normalise import fold
from language.requests.cases.bought_by_name import buys_named, called_names
from language.requests.titles.copies import find_copy
from language.requests.titles.ordinary_words import is_ordinary
from library.values import Title

__all__ = ["say_there", "wants_sequel"]


async def say_there(turn: Turn, text: str, *, outright: bool = False) -> bool:
    """Say that the library has what is wished for already, and ask whether the wish shall stand; False where it has not.

    Outright, the name must be that of what is to be bought, and not all that is left of a question.
    """
    if _MORE_COPIES.search(fold(text)) or wants_sequel(text):
        return False
    title = await (_named_within if outright else _in_catalogue)(turn, text)
    if title is None:
        return False
    turn.point("title", title.id, "search_book")
    places = await turn.library.availability(title.id)
    ref = turn.await_("file", "yes", matter="suggest_purchase", text=text)
    turn.did("search_book", kind="title", things=[title.id], title=title.title, result="told")
    turn.say(
        "utter_purchase_there",
        status="clarified",
        **title_line(title, places),
        choices=[
            choice("utter_button_reserve_it", "hold", ref=f"title:{title.id}"),
            yes(ref, "utter_button_yes_register"),
            no(ref),
        ],
    )
    return True


# What goes on with a title is another one.
_SEQUEL = re.compile(
    r"\b(?:sequel|continuation|follow-?up|(?:next|second) (?:book|volume|part|instal?ment) (?:of|to|in|after))\b"
    r"|(?<!\w)(?<!در )(?:دنباله|ادامه(?! (?:تحصیل|درخواست|صحبت|راه))|جلد (?:بعد|دوم|جدید))(?:ی|ش|اش|ٔ)?(?!\w)"
)


def wants_sequel(text: str) -> bool:
    """Tell whether a text wishes for what goes on with a title, which is another one."""
    return _SEQUEL.search(fold(text)) is not None


async def _in_catalogue(turn: Turn, text: str) -> Title | None:
    """Give the title of the catalogue whose whole name stands in a wish; of several editions that in the words' language."""
    quoted = QUOTED.search(text)
    names = [quoted["title"] if quoted else "", turn.entity("title") or ""]
    names += [search_words(_BUYING.sub(" ", fold(part))) for part in _SENTENCE.split(text)[:_MOST_SENTENCES]]
    copy = find_copy(text)
    for name in dict.fromkeys(filter(None, names)):
        page = await turn.library.search(name, limit=_LOOKED_AT)
        if page.corrected:
            continue
        named = [
            one
            for one in page.titles
            if is_titled(one.title, name) or (one.author and is_titled(one.title, _BY.split(name)[0].strip()))
        ]
        wanted = [one for one in named if copy is None or copy.language in ("", one.language)]
        if wanted:
            return next((one for one in wanted if one.language == turn.language), wanted[0])
    return await _named_within(turn, text)


async def _named_within(turn: Turn, text: str) -> Title | None:
    """Give the title whose whole name stands among other words of a wish; "something like Dune" wishes for another."""
    if (called := await _called(turn, text)) is not None:
        return called
    found = await name_within(turn, text) if _LIKE.search(fold(text)) is None else None
    if found is None or found[1].author or not found[1].titles:
        return None
    copy = find_copy(text)
    wanted = [one for one in found[1].titles if copy is None or copy.language in ("", one.language)]
    if all(map(is_ordinary, fold(found[0]).split())) or not buys_named(text, found[0]):
        return None
    return next((one for one in wanted if one.language == turn.language), wanted[0]) if wanted else None


async def _called(turn: Turn, text: str) -> Title | None:
    """Give the title that a wish to buy says its book is called, or that it says is not there."""
    copy = find_copy(text)
    if _LIKE.search(fold(text)) or (copy is not None and copy.kind):
        return None
    if branches_named(text, await directory.branches(turn.store)):
        # What one branch lacks may be bought for it.
        return None
    for name, author in called_names(text).items():
        page = await turn.library.search(name, limit=_LOOKED_AT, exactly=True)
        called = [] if page.corrected else [one for one in page.titles if is_titled(one.title, name)]
        theirs = [one for one in called if not author or author.split()[-1] in fold(one.author).split()]
        wanted = [one for one in theirs if copy is None or copy.language in ("", one.language)]
        if wanted:
            return next((one for one in wanted if one.language == turn.language), wanted[0])
    return None


_LIKE = re.compile(
    r"\b(?:like|similar|besides|other than|instead of|more (?:by|from|of)|others?|another|else)\b|(?<!\w)(?:مثل|شبیه|مانند|غیر از|به جز|بجز|دیگه|دیگر)\w{0,3}(?!\w)|\b(?:mesl|shabih|dige)\w{0,2}\b"
)


_BUYING = re.compile(
    r"\b(?:please|kindly|could|can|would|will|you|we|i|the library|library|buy|get|order|purchase|acquire|add|stock|it|it's|would like|want|wish|suggest|propose|to|for us|a copy of|the (?:book|novel))\b"
    r"|(?<!\w)(?:لطفا|لطفن|بخر\w*|تهیه|خرید\w*|سفارش|کنید|کنین|بدید|بدین|کتاب|رمان|رو|را|میشه|می ?شود|برای|کتابخانه|کتابخونه)(?!\w)|\b(?:lotfan|bekhar\w*|ketab\w*|ro|ra)\b"
)
_SENTENCE = re.compile(r"[.!?؟\n]+")
_BY = re.compile(r"\bby\b|(?<!\w)(?:نوشته|نوشتهٔ|نوشته ی|اثر|از)(?!\w)", re.IGNORECASE)
_MOST_SENTENCES, _LOOKED_AT = 4, 5
_MORE_COPIES = re.compile(
    r"\b(?:another|more|second|extra|additional|new) (?:cop(?:y|ies)|editions?|translations?)\b|\bone more\b|نسخه\w* (?:دیگه|دیگر|بیشتر|دوم|اضافه|جدید|نو)|(?:یکی|یه نسخه|یک نسخه) (?:دیگه|دیگر)|بیشتر بخر|ترجمه\w* (?:دیگه|دیگر|جدید)"
)
