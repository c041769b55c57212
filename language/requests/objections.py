"""Objections to a charge: that it is contested, or that what it is for was not done."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["DENIES", "OBJECTS", "asks_for_rule", "contests", "find_objection", "refuses_to_pay"]

#: An objection is to be registered or looked into; what the charge is for is denied.
OBJECTS, DENIES = "objects", "denies"
_OBJECTS = re.compile(
    r"\b(?:register|file|record|make|lodge|raise|submit|put in|note|enter) (?:it |this |that |my |an? |the )*(?:as )?(?:an? |my )?(?:objection|dispute|appeal)\b|\bas an? (?:objection|dispute|appeal)\b"
    r"|\b(?:i|we) (?:would like to |want to |'d like to |wish to |must )?(?:object|dispute|contest|challenge)\b"
    r"|اعتراض\w*(?: \w+){0,4} (?:ثبت|دارم|کنم|بزن|بنویس|بنویسید|وارد)\w*|(?:به عنوان|به عنوانِ) اعتراض|(?:ثبت|معترض)\w* اعتراض|معترضم"
    r"|\beteraz\w*(?: \w+){0,3} (?:daram|konam|sabt)"
)
# Who will not pay contests it, and asks for no sum.
_REFUSES = re.compile(
    r"\b(?:i|we) (?:refuse|decline) to pay\b|\b(?:i'm|im|i am|we're|we are) (?:definitely |certainly |simply )?not (?:going to pay|gonna pay|paying)\b(?! (?:by|with|in|online|at|now|today|cash))|\b(?:i|we) (?:won't|wont|will not|shouldn't|should not|don't think i should) (?:have to )?pay (?:for )?(?:it|that|this|anything|a (?:penny|rial|cent))\b"
    r"|\bwhy (?:should|must|do|would) (?:i|we) (?:have to )?pay (?:for )?(?:it|that|this|something|a book|damage|what)\b|\bunfair(?:ly)? (?:fine|charge|fee)|\b(?:wrong|wrongly|unfairly|mistakenly) charged\b|\b(?:fine|fee|charge) (?:is|was) (?:not |un)?(?:fair|wrong|a mistake|unjust)\b"
    r"|(?:چرا|واسه چی|برای چی)(?: من| ما| خودم)?(?: باید)? (?:من |ما )?(?:باید )?(?:خسارت|پول خسارت|جریمه|تاوان)(?:ش|شو|شون)? (?:رو |را )?(?:بدم|بدیم|بپردازم|بدهم)|زیر بار (?:\w+ ){0,3}نمی ?(?:رم|روم)|(?:جریمه|خسارت|بدهی|پول|مبلغ)\w* (?:رو |را )?قبول (?:نمی ?کنم|ندارم)|(?:پولشو|جریمشو|خسارتشو|جریمه رو|خسارت رو|جریمه را|خسارت را) نمی ?(?:دم|دهم|پردازم)|(?:این جریمه|جریمه تون|جریمتون) (?:اشتباه|ناحق|بی ?خود|الکی)\w*"
    r"|\bchera (?:man )?bayad (?:khesarat|jarime) bedam\b"
)
_RULE = re.compile(
    r"\b(?:where|which (?:page|paragraph)) (?:does it|do you|is (?:it|that|this)) (?:say|state|written|stated|mention(?:ed)?)\b|\bwhat(?:'s| is| are) (?:the|your) (?:rules?|policy|policies|regulations?)\b|\b(?:which|what) (?:rule|regulation|policy)\b|\b(?:is|are) there (?:a |any )?rules?\b|\bhow (?:do|would|can|could) you (?:know|tell|prove)\b|\bwho(?:'s| is) (?:to blame|responsible|liable)\b"
    r"|(?<!\w)(?:قانون|مقررات|آیین ?نامه|ضابطه|قاعده)\w*|(?:کجا|کجای \w+) (?:نوشته|نوشتین|نوشتید|اومده|گفته)\w*|از کجا (?:می ?فهم|می ?دون|می ?دان|معلوم|فهمید)\w*|(?:کی|چه کسی) (?:مقصر|مسئول)\w*"
    r"|\b(?:ghanun|ghanoon|moghararat)\w*|\baz koja (?:mifahm|midun|malum)\w*"
)
_LOOK_INTO = re.compile(
    r"\b(?:check|look into|look at|review|investigate|reconsider)\b|(?:بررسی|چک|رسیدگی|نگاه|بازبینی) ?(?:کن|کنه|کنید|کنین|کنند|بشه|شود)\w*|\bbarresi\b|\bcheck kon\w*"
)
_DENIES = re.compile(
    r"\b(?:i|we|my \w+) (?:did ?n'?t|did not|never|haven'?t|have not) (?:damage|break|tear|lose|ruin|spoil|wet|drop|keep|borrow|have|take|even)\w*\b"
    r"|\b(?:was|were|came|looked) (?:already )?(?:like that|that way|damaged|torn|broken|wet|ruined)(?: \w+){0,3} (?:already|before|when|from|at first)\b|\balready (?:\w+ ){0,2}(?:damaged|torn|broken|like that|wet|ruined|loose|stained|scratched|ripped|missing|falling apart|coming apart|in (?:bad|poor|terrible) (?:shape|condition))\b|\b(?:got|received|borrowed|had|took|given) (?:it|the book|this|that) (?:already )?(?:like that|that way|torn|damaged|in (?:that|this|bad|poor) (?:state|condition|shape))\b|\b(?:was|came) (?:already )?(?:falling|coming) apart\b"
    r"|\b(?:i|we) (?:had|brought|returned|gave|took|put)(?: \w+){0,4} (?:back|in the box|on time|in time|on the \w+day)\b|\bnot my (?:fault|doing)\b"
    r"|(?:خراب|پاره|خیس|گم|کثیف)(?:ش| اش)? (?:نکردم|نکردیم)|(?:از اول|از قبل|قبلش|از اولش)(?: \w+){0,4} (?:بود|خراب|پاره|خیس)\w*|(?:سر وقت|سر موقع|به موقع|همون روز|قبل از موعد)(?: \w+){0,3} (?:آوردم|پس دادم|برگردوندم|تحویل دادم)|(?:کار|تقصیر) من نبود\w*|من نکردم|(?:همین ?جوری|همینطوری|همین طوری|اینجوری|پاره|خراب|خیس|خط ?خطی|کنده)(?: \w+){0,2} (?:تحویل ?(?:گرفتم|دادید|دادین|گرفته)|گرفتمش|بهم دادید|بهم دادین|دستم رسید)|(?:وقتی|موقعی که|همون موقع) (?:گرفتم\w*|امانت گرفتم\w*)(?: \w+){0,4} (?:پاره|خراب|خیس|کنده|خط ?خطی)\w*"
    r"|\b(?:az aval|az avval)(?: \w+){0,3} (?:bud|bood|kharab|pare)|\bkharab\w* nakardam|\bmoghe (?:avordam|pas dadam)"
)


@kept
def find_objection(text: str) -> str | None:
    """Tell whether a text contests a charge: OBJECTS, DENIES, or None where it does neither."""
    said = fold(text).replace("’", "'")
    if _OBJECTS.search(said):
        return OBJECTS
    if _DENIES.search(said):
        return OBJECTS if _LOOK_INTO.search(said) else DENIES
    return None


def refuses_to_pay(text: str) -> bool:
    """Tell whether a text says that a charge will not be paid, or asks why it has to be."""
    return _REFUSES.search(fold(text).replace("’", "'")) is not None


def asks_for_rule(text: str) -> bool:
    """Tell whether a text asks what the rule of a charge is, or how the library knows."""
    return _RULE.search(fold(text).replace("’", "'")) is not None


def contests(text: str) -> bool:
    """Tell whether a text contests a charge that was told, in whatever way."""
    return find_objection(text) is not None or refuses_to_pay(text)
