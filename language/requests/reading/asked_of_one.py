"""What is asked of one book where others might be wished for: its edition, how it is, to be told, to be had."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asks_edition", "asks_how_it_is", "asks_of_each_edition", "asks_to_be_told", "takes_that_one"]

_TONGUE = r"(?:english|persian|farsi|french|german|arabic|turkish|russian|italian|spanish)"
# "There is easy English version?", «فارسیش بهتره», "tarjomash umade": of what was told of, and of nothing else.
_EDITION = re.compile(
    rf"\b(?:an? |the |any |some )?(?:(?:easy|easier|simple|simplified|shorter|abridged|{_TONGUE}|audio|large ?-? ?print) ){{1,3}}(?:version|translation|edition)\b|\b(?:translation|version|edition) (?:of it|of that|of this|in {_TONGUE})\b|\b(?:has it|is it|was it|has that|is that) (?:been )?translated\b"
    r"|(?<!\w)(?:ترجمه|نسخه)(?: ?(?:ش|شو|شم|اش|هاش)| ?(?:ی|ٔ)? ?(?:فارسی|انگلیسی|ساده|گویا|صوتی)(?:ش|شو|شم)?)(?!\w)|(?<!\w)(?:فارسی|انگلیسی|عربی|فرانسه|گویا|صوتی)(?:ش|شو|شم|اش)(?!\w)"
    r"|\b(?:tarjome|tarjoma|noskhe|noskha|farsi|englisi|soti|gu?o?ya)(?:sh|sho|sham|ash)\b"
)
# Another is wished for beside it.
_OTHERS = re.compile(
    r"\b(?:something|anything|books?|novels?|stories|another|others?|else|similar|like (?:it|that|this))\b|(?<!\w)(?:چیزی|یه چیز\w{0,2}|کتابی|کتاب ?های|رمانی|یکی|دیگه|دیگری|شبیه\w{0,2}|مثل\w{0,2})(?!\w)|\b(?:chizi|ye chiz\w?|yeki|dige|shabih\w{0,3}|mesl\w{1,3})\b"
)
# "Is that in English and is it thick?"
_OF_IT = re.compile(
    r"\b(?:is|was|does|has|are|will|would|can|could) (?:it|that|this|that one|this one|the (?:first|second|third|fourth|fifth|last)(?: one)?)\b"
    r"|(?<!\w)(?:چند صفحه|چقدر طول|قطوره|کلفته|نازکه|سخته|آسونه|فارسیه|انگلیسیه|ترسناکه|غمگینه|مناسبه|خوبه یا|چجوریه|چطوره)(?!\w)"
)
_TOLD = re.compile(
    r"(?<!\w)(?:اگه|اگر)(?!\w)(?P<fa>[^.؟?!]{3,60}?)(?<!\w)(?:بگو|بگید|بگین|بفرمایید|خبر(?:م)? (?:بده|بدید|بدین|کن|کنید))(?!\w)"
    r"|\b(?:tell me|let me know|say so|warn me) (?:if|whether) (?P<en>(?:it|that|this|they|those|these|he|she)\b[^.?!]{2,60})|\bif (?P<then>(?:it|that|this|they|those)\b[^.?!]{2,60}?),? (?:tell me|let me know|say so|warn me)\b"
    r"|\bage (?P<latin>[^.?!]{3,60}?) (?:begu|bego|begoo|begid|begin|khabar bede)\b"
)
_HAD = re.compile(
    r"(?<!\w)(?:دار(?:ید|ین|ی|ه)|هست|موجود\w{0,3}|پیدا|چیزی|کتابی)(?!\w)|\b(?:you have|there is|there are|in stock|available|in)\b|\b(?:dari|darid|darin|hast|chizi)\b"
)
_TAKES = re.compile(
    r"(?<!\w)(?:همون|همین|اون|همان|آن)(?:و| ?یکی)?(?: ?رو| ?را|و)? (?:(?:لطفا|هم|واسه من|برای من|برام|واسم) ){0,2}(?:بگیر(?:ید|ین)?|بردار(?:ید|ین)?|بذار(?:ید|ین)?|نگه ?دار(?:ید|ین)?|رزرو|کنار)(?!\w)"
    r"|\b(?:hamun|hamoon|hamin|un|oon)(?:o| ?ro| yeki ?ro)? (?:(?:lotfan|ham|vasam|baram) ){1,2}(?:begir\w{0,2}|bezar\w{0,2}|negah ?dar\w{0,2}|reserve?)\b"
    r"|\b(?:get|take|grab|save|put|keep) (?:me )?(?:that one|this one) (?:for me|aside|please)\b"
)


def asks_edition(text: str) -> bool:
    """Tell whether a text asks in which edition a title is there, or wants it so, and wishes for no other."""
    said = fold(text).replace("’", "'")
    return _EDITION.search(said) is not None and _OTHERS.search(said) is None


# Said of titles that are named: «بوف کور یا سووشون گویاش هست».
_OF_EACH = re.compile(
    r"(?<!\w)(?:فارسی|انگلیسی|گویا|صوتی|درشت|بریل|چاپ درشت)(?:ش|شو|شون|شم|شان|اش)(?: ?(?:رو|را|هم))? (?:هست|هستش|دار(?:ید|ین|ی)|موجوده?|می ?خوام|گیر میاد|پیدا میشه)(?!\w)"
    r"|\b(?:soti|gu?o?ya|farsi|englisi)(?:sh|shun|shoon|sho) (?:ham )?(?:hast|darid|darin|dari|mikham)\b"
)


def asks_of_each_edition(text: str) -> bool:
    """Tell whether a text asks as what the titles that it names are there: "do you have … or … as audio books"."""
    return _OF_EACH.search(fold(text)) is not None


def asks_how_it_is(text: str) -> bool:
    """Tell whether a text asks something of a single book: "is that in English and is it thick?"."""
    return _OF_IT.search(fold(text).replace("’", "'")) is not None


def asks_to_be_told(text: str) -> bool:
    """Tell whether a text wants to be told if a book is so, and no book that is: «اگه بچگونه‌ست بگو»."""
    found = _TOLD.search(fold(text).replace("’", "'"))
    return found is not None and _HAD.search(next(filter(None, found.groups()))) is None


def takes_that_one(text: str) -> bool:
    """Tell whether a text takes the one that was spoken of, and does not turn it down: «همونو برام بگیر»."""
    said = fold(text).replace("’", "'")
    for found in _TAKES.finditer(said):
        refused = _NOT_TAKEN.match(said, found.end()) or _NO_TAKING.search(said[: found.start()])
        if refused is None and not (_ASIDE.search(found[0]) and _FOR_ME.search(said) is None and _OTHERS.search(said)):
            return True
    return False


# «اونو رزرو نکن», "don't get that one for me".
_NOT_TAKEN = re.compile(
    r"(?: (?:اصلا|دیگه|هم|فعلا|که|برام|واسم|رو)){0,2} (?:ن ?(?:کن|کنید|کنین|کنی|شه|شود|ذار|ذارید|ذارین|گذار\w{0,2})|نمی ?(?:خوا\w{1,3}|کن\w{1,2}|ذار\w{1,2}))(?!\w)|(?: (?:aslan|dige|felan)){0,2} (?:na ?kon\w{0,2}|nemi\w{2,6})\b"
)
_NO_TAKING = re.compile(
    r"(?<!why )\b(?:don't|do not|dont|never|not|needn't|no need to|rather not)(?: (?:want|need)(?: you)? to)?(?: (?:please|bother to|just|yet))? ?$"
    r"|(?:(?<!\w)(?:لازم|نیازی|نیاز) نیست|(?:^|[.،؛:!؟?,] ?)نمی ?خوا\w{1,3})(?: که)? ?$"
)
# To be put aside is kept for somebody or left alone: with another wished for it is left.
_ASIDE = re.compile(r"\baside\b|(?<!\w)(?:کنار|بذار\w{0,3})(?!\w)|\bbezar\w{0,2}\b")
_FOR_ME = re.compile(
    r"\b(?:for|to) (?:me|us|him|her|my \w+)\b|(?<!\w)(?:برام|برایم|واسم|برامون|(?:برای|واسه) (?:من|ما|خودم))(?!\w)|\b(?:baram|vasam)\b"
)
