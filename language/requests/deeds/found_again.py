"""A patron's own find of the card whose loss was told, in a message that speaks of nothing else."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["found_it_again", "names_own_card"]

_CARD = r"(?:(?:my|the) (?:(?:lost|old|library|membership) ){0,2}card)"
_CARD_FA = r"(?:کارت(?:م|مو|ه|و)?(?: (?:کتابخانه|کتابخونه|عضویت)(?:م|مو|ام)?)?)"
_PLACE = r"(?: (?:in|under|behind|at|on|inside|between) (?:(?!and\b|but\b|by\b)\w{1,30}\b ?){1,5})"
_PLACE_FA = r"(?:(?:تو|توی|زیر|پشت|لای|داخل|در|روی|رو) (?:(?!ولی\b|و\b|اما\b)\w{1,30} ){1,4}(?:بود|بوده|مونده بود|افتاده بود|جا مونده بود))"
# Each clause of such a message is one of these, and one tells the find.
_FIND = re.compile(
    rf"(?:(?:and|so|ok|okay|oh|omg|wow|hey|hi|wait|wiat|no|nope|sorry|actually|never ?mind|good news|thankfully|luckily|yay|lol) ){{0,4}}"
    rf"(?:(?:(?:i|we)(?: have|'ve|ve)? )?(?:(?:just|now|already|actually|finally) ){{0,2}}found (?:it|{_CARD})(?: (?:again|now|today|just now|after all)){{0,2}}{_PLACE}?"
    rf"|(?:it|{_CARD})(?: has|'s| just)? (?:turned up|showed up|reappeared|is back|came back)(?: (?:again|now|after all))?{_PLACE}?"
    rf"|(?:it|{_CARD}) was{_PLACE} all along)(?: (?:lol|haha|thanks|thank you|sorry))?"
    rf"|(?:(?:وای|آخ|راستی|سلام|خب|ببخشید|صبر کنید|صبر کن) ){{0,3}}(?:{_CARD_FA} )?(?:(?:رو|را|الان|خودم|همین الان) ){{0,3}}پیدا(?:ش)? (?:کردم|کردیم|شد|شده|شدش)(?: (?:مرسی|ممنون|ببخشید))?"
    r"|(?:(?:vay|rasti|khob|bebakhshid) ){0,3}(?:kart(?:am|amo|e)? )?(?:(?:ro|alan|khodam) ){0,2}peyda(?:sh)? (?:kardam|kardim|shod|shode)"
)
_BESIDE = re.compile(
    rf"(?:(?:i|it) )?(?:was|had left it|had it|left it){_PLACE}(?: all along| lol)?|{_PLACE_FA}"
    r"|(?:(?:ok|okay|omg|oh|wow|hey|hi|wait|sorry|so sorry|lol|haha|no|yay|never ?mind|good news|please|thanks|thank you|many thanks|so|all good|silly me|stupid me)(?: |$)){1,5}"
    r"|(?:(?:so|and|please|then) ){0,3}(?:(?:can|could|would|will) (?:you|u|we|i) )?(?:please )?(?:undo|cancel|withdraw|take back|stop|revoke|unblock|unfreeze|forget|drop|don't block|do not block|dont block|no need to block|don't need to block|you don't have to block)(?: (?:it|that|this|(?:(?:my|the|that) )?(?:block|blocking|request|card|order|report)))?(?: (?:please|then|now|again|request)){0,2}"
    r"|(?:(?:وای|آخ|راستی|سلام|خب|ببخشید|صبر کنید|صبر کن|مرسی|ممنون|ممنونم|خدا رو شکر|خداروشکر|پس|لطفا|دیگه)(?: |$)){1,4}"
    r"|(?:(?:پس|دیگه|لطفا) ){0,2}(?:(?:میشه|می شه) )?(?:(?:درخواست(?:م|مو)?|کارت(?:م|مو)?) (?:رو |را )?)?(?:لازم نیست|نیازی نیست|لازم ندارم|(?:مسدود|باطل|بلاک)(?:ش)? نکن\w{0,3}|لغو(?:ش)? کن\w{0,3}|کنسل(?:ش)? کن\w{0,3}|پس می ?گیرم|بی ?خیال)(?: (?:مسدود|باطل|بلاک)(?:ش)? کن\w{0,3})?(?: (?:دیگه|لطفا|مرسی))?"
    r"|(?:(?:merci|mersi|mamnoon|pas|dige|lotfan|lazem nist|laghvesh konid|masdudesh nakonid)(?: |$)){1,4}"
)
_CLAUSES = re.compile(
    r"[^\w\s']+|\b(?:and(?= (?:it|i|can|could|please|please|sorry|thanks)\b)|but(?= sorry))\b|\s(?:so|and) (?=(?:can|could|please)\b)"
)
# "Is my card found?" is asked in the words in which it is told.
_ASKED = re.compile(r"(?<!\w)پیدا(?:ش)? (?:شد|شده|شدش) ?[?؟]|\bpeyda(?:sh)? (?:shod|shode) ?\?")
_NAMED = re.compile(r"\bcard\b|(?<!\w)کارت|\bkart(?:am|amo|e)?\b")


def found_it_again(text: str) -> bool:
    """Tell whether a message says no more than that the patron found it, or the card, and what is to be undone."""
    if _ASKED.search(fold(text)):
        return False
    clauses = [" ".join(one.split()) for one in _CLAUSES.split(fold(text).replace("’", "'"))]
    told = [one for one in clauses if one]
    finds = [one for one in told if _FIND.fullmatch(one)]
    return bool(finds) and all(one in finds or _BESIDE.fullmatch(one) for one in told)


def names_own_card(text: str) -> bool:
    """Tell whether a text names a card."""
    return _NAMED.search(fold(text)) is not None
