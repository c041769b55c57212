"""What is asked on of a charge that is spoken of: its sum, which book it is for, since which day, one book or several."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.thread import Thread
from actions.dialogue.turn import Turn
from actions.rasa.registry import MOVES, listens
from actions.subjects.fines.debt_lines import line
from language.normalise import fold

__all__ = ["asks_its_sum", "asks_of_any_loss", "asks_of_charge", "asks_one_or_several", "charge_spoken_of"]

# "Its amount", beside no supposed lateness, is that of a charge which is spoken of.
_ITS_SUM = re.compile(
    r"\bexactly how much (?:is (?:it|that|this)|do i owe|have you charged)\b|\bhow much (?:is|was) (?:it|that|this|the (?:fine|fee|charge))(?: exactly|, exactly)\b|\bwhat(?:'s| is| was) the (?:exact )?(?:amount|sum)\b|\bhow much exactly\b"
    r"|(?<!\w)مبلغ(?:ش|شو|ش رو| جریمه\w{0,2})(?!\w)[^.؟?!]{0,14}(?:چقدر|چه ?قدر|چنده|چقد)|(?<!\w)(?:چقدره دقیقا|دقیقا (?:چقدره|چه ?قدره|چنده))(?!\w)|\bmablaghe?sh\b[^.?!]{0,14}\b(?:cheghad|chande)\w*|\bdaghighan (?:cheghad\w*|chande)"
)
# What a lateness or a loss comes to, whoever's it is, and what is no charge at all, stands in the rules.
_IN_GENERAL = re.compile(
    r"\b(?:for|of|on) (?:a|an|any|each|every|one|lost|late|damaged|overdue) (?!exact)\w|\bfor (?:being late|losing|damaging|late\w*|members?hip|print\w*|children|kids|adults|students)\b|\b(?:membership|registration|deposit|replacement|print\w*|cop(?:y|ies)|daily|maximum)\b"
    r"|(?<!\w)جریمه ?(?:ی |ء )?(?:دیرکرد|تاخیر|تأخیر|گم|پاره|خسارت|هر)(?!\w*م(?!\w))|(?<!\w)(?:دیرکرد|گم ?(?:شدن|کردن|شده)|هر (?:روز|کتاب|جلد)|عضویت|ودیعه|ثبت ?نام|چاپ|کپی)(?!\w)|\b(?:jarimeye (?:dirkard|gom)|har (?:ruz|ketab)|ozviat)\b"
)
_ANY_LOST = re.compile(
    r"\b(?:for|of|on|if) (?:a|an|any|each|every|one) (?:\w+ )?(?:lost|missing|damaged|ruined|scratched|torn)\b|\bfor (?:losing|damaging|ruining) (?:a|an|any|one|library)\b"
    r"|(?<!\w)(?:جریمه|مبلغ|هزینه|خسارت)\w{0,2} (?:[^.؟?!]{0,24} )?(?:گم ?(?:شده|شدن|کردن)|آسیب ?دیده|پاره ?(?:شده|شدن|کردن))(?!\w)"
)
_MINE = re.compile(r"\b(?:my|mine|i(?:'ve| have)? lost)\b|(?<!\w)(?:گم (?:کرد|شد)\w*م|برام|من)(?!\w)")
_SUPPOSED = re.compile(
    r"\b(?:if|would|per day|a day)\b|(?<!\w)(?:اگه|اگر|روزی|هر روز)(?!\w)|\b(?:age|agar|ruzi|roozi)\b"
)
_LEAD = r"\W{0,4}(?:(?:and|so|but|then|please|exactly|also|و|پس|خب|حالا|دقیقا|بعد|va|khob|daghighan)\W{1,3}){0,2}"
_TAIL = r"(?:[\s\W]{0,3}(?:exactly|please|then|now|دقیقا|الان|اصلا|daghighan))?\W{0,4}"
_FOR_WHICH = re.compile(
    rf"{_LEAD}(?:(?:(?:for|because of|on|over) )?(?:which|what) (?:book|title|item|loan|one)s?(?: (?:is|was|are) (?:it|that|this|they)(?: for)?| exactly)?|for what|what (?:is it|was it|is that|is this) for"
    rf"|(?:(?:برای|برا|بابت|مال|واسه|سر|روی) )?(?:کدوم|کدام|چه) (?:کتاب|یکی|عنوان)\w{{0,3}}(?: (?:است|هست|بوده?|منه))?|(?:baraye|bara|babate|male|vase|sare) (?:kod[uo]+m|kodam|che) ketab\w{{0,3}}){_TAIL}"
)
_SINCE = re.compile(
    rf"{_LEAD}(?:since (?:when|(?:what|which) (?:day|date))|from (?:when|(?:what|which) (?:day|date))(?: on)?|(?:on )?(?:what|which) (?:day|date)(?: was (?:it|that) charged)?"
    rf"|از (?:چه|کدوم|کدام) (?:روز|تاریخ)\w{{0,2}}|از کی|مال (?:چه|کدوم) (?:روز|تاریخ)\w{{0,2}}|az (?:che|kod[uo]+m) (?:ruz|rooz|tarikh)\w{{0,2}}|az key){_TAIL}"
)
_ONE_OR_SEVERAL = re.compile(
    r"\b(?:all )?(?:from|for|of|on|about|because of) (?:just |only )?(?:one|a single|the same) (?:book|item|loan|title|thing)\b|\b(?:one|a single) (?:book|item|loan|thing)\b[^.?!]{0,20}\bor (?:several|more|many|a few|two|both|all)\b|\b(?:several|more than one) (?:books?|items?|loans?|things?)\b"
    r"|(?:مال|برای|برا|بابت|واسه|سر) (?:فقط |همین |همون )?(?:یه|یک) (?:دونه |دانه )?(?:کتاب|مورد|امانت)|(?:یه|یک) (?:کتاب|مورد|دونه)\w{0,2}[^.؟?!]{0,16}یا (?:چند|دو|بیشتر|همه)|(?:مال|برای|بابت|واسه) چند ?(?:تا|کتاب|مورد)|\b(?:male|vase|baraye|babate) (?:ye|yek|chand) ?(?:ta )?ketab|\bye ketab\w{0,2}[^.?!]{0,16}ya (?:chand|do)"
)


def asks_its_sum(text: str) -> bool:
    """Tell whether a text asks for the sum of a charge that is there, and of none that is supposed."""
    said = fold(text).replace("’", "'")
    return _ITS_SUM.search(said) is not None and not (_SUPPOSED.search(said) or _IN_GENERAL.search(said))


def asks_of_any_loss(text: str) -> bool:
    """Tell whether a text asks what is charged for a thing that is lost or damaged, whoever lost it."""
    said = fold(text).replace("’", "'")
    return _ANY_LOST.search(said) is not None and _MINE.search(said) is None


def asks_one_or_several(text: str) -> bool:
    """Tell whether a text asks if a sum is for one thing or for several: "is that all from one book?"."""
    return _ONE_OR_SEVERAL.search(fold(text).replace("’", "'")) is not None


async def charge_spoken_of(turn: Turn) -> bool:
    """Tell whether there is a charge whose sum may be asked: one was just told, or the account has one."""
    if (last := turn.thread.last) is not None and last.act == "fines":
        return True
    account = await turn.library.fees(turn.patron_id)
    return account.balance.minor > 0 or bool(account.running)


@listens
async def asks_of_charge(turn: Turn) -> bool:
    """Say which book a charge is for, or since when it is there, where nothing else is asked and one was just told."""
    if turn.is_payload or turn.patron is None:
        return False
    said = fold(turn.text).replace("’", "'")
    book, day = _FOR_WHICH.fullmatch(said) is not None, _SINCE.fullmatch(said) is not None
    # What the same message asked before it was told of the charge, too.
    told = next(Thread.of(turn.slot("thread")).acts(), None)
    if not (book or day) or told is None or told.act != "fines" or (turn.slot("pending") or {}).get("do") == "hold":
        return False
    if day:
        return await MOVES["fee.since"](turn)
    own = await own_things(turn)
    return await line(turn, own) or await MOVES["fee.since"](turn)
