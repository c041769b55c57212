"""What was found of the library's: somebody else's card, a library book, one's own card that had been lost."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["BOOK", "CARD", "asks_to_give_back", "asks_whose", "find_found", "found_own_card"]

#: Somebody else's card; a book of the library's that somebody else has lost.
CARD, BOOK = "card", "book"
_FOUND_EN = (
    r"(?:found|find|picked up|came across|spotted|lying|lay|was left|were left|left behind|handed in|dropped by)"
)
_WHOSE_CARD = r"(?:(?:some(?:one|body)(?: else)?|a (?:stranger|lady|man|woman|kid|child|girl|boy)|another (?:person|member|reader)|other people|one of your (?:members|readers))'?s? (?:library |membership )?card|(?:a|one of your|some|this|your) (?:library|membership) cards?)"
_CARD = re.compile(
    rf"\b{_FOUND_EN}\b[^.?!]{{0,40}}\b{_WHOSE_CARD}\b|\b{_WHOSE_CARD}\b[^.?!]{{0,24}}\b{_FOUND_EN}\b"
    r"|(?:کارت\w*[^.؟?!]{0,30}(?:یکی(?: دیگه| دیگر)?|یه ?نفر|یک نفر|کس دیگ\w*|کسی|شخص دیگ\w*|یه (?:خانم|خانوم|آقا|بچه|پسر|دختر)\w*|دیگری)|(?:یه|یک|یکی) کارت(?! ?بانک)[^.؟?!]{0,24}(?:کتابخون|کتابخان|عضویت))\w*[^.؟?!]{0,40}(?:پیدا (?:کردم|کرده ?ام|کردیم|شد\w*)|افتاده بود|جا مونده|جا مانده)(?!\w)"
    r"|\bkart\w*[^.?!]{0,30}\b(?:yeki(?: dige)?|ye ?nafar|kas\w* dig\w*|kasi|ye khanum\w*|ye agha\w*)\b[^.?!]{0,40}\b(?:peyda (?:kardam|kardim|shod\w*)|oftade bud|ja munde)\b"
)
_WHOSE_BOOK = r"(?:one of your (?:books|dvds|library books)|(?:a|some|this|some(?:one|body)(?: else)?'s) (?:library book|book (?:of yours|of the library'?s?|from (?:you|your library|the library)|with your stamp|that belongs to (?:you|the library))))"
_BOOK = re.compile(
    rf"\b{_FOUND_EN}\b[^.?!]{{0,30}}\b{_WHOSE_BOOK}\b|\b{_WHOSE_BOOK}\b[^.?!]{{0,24}}\b(?:lying|was left|left behind|forgotten)\b"
    r"|(?:یکی از کتاب\w*|کتاب\w*)[^.؟?!]{0,40}(?:شما|کتابخون\w*|کتابخان\w*|تون|تان)(?!\w)[^.؟?!]{0,50}(?:پیدا (?:کردم|کرده ?ام|کردیم|شد\w*)|افتاده بود|جا مونده|جا مانده)(?!\w)|(?:کتاب\w*)[^.؟?!]{0,16}(?:یکی دیگه|یه ?نفر|یک نفر|کس دیگ\w*)[^.؟?!]{0,50}(?:پیدا (?:کردم|کردیم|شد\w*)|افتاده بود|جا مونده)(?!\w)"
    r"|\bketab\w*[^.?!]{0,40}\b(?:shoma\w*|ketabkhun\w*|ketabkhan\w*|ketabkhoon\w*|ye ?nafar|yeki dige|kas\w* dig\w*)\b[^.?!]{0,50}\b(?:peyda (?:kardam|kardim|shod\w*)|oftade bud|ja munde)\b"
)
# One's own, what was lost, paid or died for, and what is only listed, is another matter.
_NOT = re.compile(
    r"\b(?:i|we) (?:had |have |'ve )?(?:lost|paid|borrowed)\b|\bin (?:the|your) (?:catalogue|catalog|list|library|reading room|hall)\b|\bmy (?:late|dead)\b|\b(?:died|passed away)\b|\b(?:can't|cannot|couldn't|didn't|not) find\b|\b(?:want|like|trying|hope) to find\b|\b(?:do|can|could|should) (?:i|we) find\b|\bbank\b"
    r"|گم ?(?:کرد|شد|ش)|پول\w*[^.؟?!]{0,12}(?:داد|پرداخت)|فوت|مرحوم|بانک|(?<!\w)(?:کارتم|کتابم|کتابمو|کارتمو)(?!\w)|پیدا نمی|پیدا نکرد|\b(?:gom|fot|marhum|banki?|kartam|ketabam)\b"
)
_WHOSE = re.compile(
    r"\bwho(?:'s| is| was| had| has| did| does)?\b[^.?!]{0,20}\b(?:it|this|that|borrowed|had|owner|belongs?|reader|person|took|lost)\b|\bwhose\b|\b(?:call|ring|phone|contact|reach|message)\b[^.?!]{0,12}\b(?:him|her|them|the (?:owner|reader|person))\b|\b(?:his|her|their|the owner'?s?) (?:phone |telephone |tele)?(?:number|name|address)\b|\bgive it (?:back )?to (?:him|her|them)\b"
    r"|(?<!\w)(?:مال کی|مال کیه|مال چه کسی|کی (?:بوده|بود|گرفته|برده)|دست کی|دست چه کسی|صاحبش کی\w*|شماره (?:ش|اش|تلفنش|صاحبش)|شمارهش|اسمش چیه)(?!\w)|خودم (?:بهش|به خودش|به صاحبش|بش|زنگ)"
    r"|\b(?:male ki\w*|ki (?:bud|bude|gerefte|borde)|dast ?e? ki|sahebesh|shomarash|shomarasho|khodam behesh)\b"
)
_GIVE_BACK = re.compile(
    r"\b(?:where|which branch|how|whom?)\b[^.?!]{0,24}\b(?:bring|drop|give|hand|return|leave|take|do)\b|\bwhat (?:should|do|shall|can|must) i do\b|\b(?:bring|drop|hand) it\b"
    r"|(?<!\w)(?:کجا|به کی|چطور|چجوری|چیکار\w*|چکار\w*|چه ?کار\w*)(?!\w)[^.؟?!]{0,24}(?:بد\w*|بیار\w*|تحویل|پس|ببر\w*|کن\w*)|\b(?:koja|be ki|chetor|chikar\w*)\b[^.?!]{0,24}\b(?:bed\w*|biar\w*|tahvil|pas|kon\w*)"
)
_OWN_AGAIN = re.compile(
    r"\b(?:(?:my|the) (?:lost |old |missing )?(?:library |membership )?card|it)\b[^.?!]{0,16}\b(?:turned up|showed up|reappeared|is back|came back|was (?:in|under|behind)\b[^.?!]{0,24}\ball along)\b|\b(?:found|(?:if|when|once) (?:i|we) find) (?:(?:my|the) (?:lost |old )?(?:library |membership )?card|it)\b(?: again| after all| now| later)?"
    r"|(?:کارت\w*[^.؟?!]{0,40})?پیدا(?:ش)? (?:کردم|کرده ?ام|کردیم|شد\w*|بشه|کنم)(?!\w)|\bpeyda(?:sh)? (?:kardam|kardim|shod\w*|beshe|konam)\b"
)
_OF_CARD = re.compile(r"\bcard\b|کارت|\bkart")


@kept
def find_found(text: str) -> str | None:
    """Name what a text says was found of somebody else's: CARD or BOOK; None where it tells of no such thing."""
    said = fold(text).replace("’", "'")
    if _NOT.search(said):
        return None
    if _CARD.search(said):
        return CARD
    return BOOK if _BOOK.search(said) else None


def found_own_card(text: str, *, lost: bool = False) -> bool:
    """Tell whether a text says, or supposes, that the patron's own lost card is there again; `lost`: its loss was told."""
    said = fold(text).replace("’", "'")
    return _OWN_AGAIN.search(said) is not None and (lost or _OF_CARD.search(said) is not None)


def asks_whose(text: str) -> bool:
    """Tell whether a text asks who lost what was found, or how that person is reached."""
    return _WHOSE.search(fold(text).replace("’", "'")) is not None


def asks_to_give_back(text: str) -> bool:
    """Tell whether a text asks where or how what was found is handed in."""
    return _GIVE_BACK.search(fold(text).replace("’", "'")) is not None
