"""Objections to a charge: that it is contested, or that what it is for was not done."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = [
    "DENIES",
    "OBJECTS",
    "accepts_charge",
    "asks_for_rule",
    "asks_what_charge",
    "charged_wrongly",
    "contests",
    "find_objection",
    "refuses_to_pay",
    "without_accepted",
]

#: An objection is to be registered or looked into; what the charge is for is denied.
OBJECTS, DENIES = "objects", "denies"
_OBJECTS = re.compile(
    r"\b(?:register|file|record|make|lodge|raise|submit|put in|note|enter) (?:it |this |that |my |an? |the )*(?:as )?(?:an? |my )?(?:objection|dispute|appeal)\b|\bas an? (?:objection|dispute|appeal)\b"
    r"|\b(?:i|we) (?:would like to |want to |'d like to |wish to |must )?(?:object|dispute|contest|challenge)\b"
    r"|\b(?:i|we) (?:do not|don't|cannot|can't) (?:agree (?:with|to)|accept) (?:the|this|that|these|those|your|any|being|having)\b(?: \w+){0,2} (?:(?:charges?|charged|fines?|fees?|sum|amount|bill|billed|fined)\b|(?:item|one)\b[^.?!]{0,24}\b(?:charged|fined|billed)\b)|\b(?:i|we) disagree with (?:(?:the|this|that|these|those|your|my|being|having) )?(?:(?!(?:about|on|of|over|for|because|that)\b)\w+ ){0,2}(?:charges?|charged|fines?|fees?|bill|billed|fined)\b|\b(?:i|we) disagree with (?:the|that|this) (?:first|second|third|last|other) (?:item|one)\b|\bi'm (?:disputing|contesting|objecting)\b"
    r"|(?<!\w)اعتراض\w{0,12}(?: \w{1,20}){0,4} (?:ثبت|دارم|کنم|بزن|بنویس|وارد)|(?:به عنوان|به عنوانِ) اعتراض|(?:ثبت|معترض)\w* اعتراض|معترضم"
    r"|\beteraz\w*(?: \w+){0,3} (?:daram|konam|sabt)"
)
# To whom, where or how one objects is asked: nothing is to be registered by that.
_ASKS_HOW_TO = re.compile(
    r"\b(?:how|where|who|whom|to whom) (?:do|can|could|should|must|may) (?:i|we) (?:object|dispute|contest|challenge|(?:file|make|register|lodge|submit|raise) (?:an? |my )?(?:objection|dispute|appeal))\b"
    r"|(?<!\w)(?:به کی|به چه کسی|پیش کی|کجا|چطور\w{0,2}|چجوری|چگونه)(?!\w)[^.؟?!]{0,24}(?<!\w)اعتراض\w{0,4}(?: \w{1,12}){0,2} (?:کنم|بزنم|ثبت کنم|بنویسم|داد|کرد)(?!\w)|\b(?:be ki|koja|chetor\w{0,2}|chejuri)\b[^.?!]{0,24}\beteraz\w{0,2} (?:konam|bezanam|kard)\b"
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
    if _OBJECTS.search(said) and not _ASKS_HOW_TO.search(said):
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


# That one was charged though the thing came back, or for nothing.
_WRONGLY = re.compile(
    r"\b(?:charged?|billed|fined)\b[^.?!]{0,40}\b(?:returned|brought back|gave back|handed (?:it |them )?(?:in|back)|(?:in|on) time|never (?:had|borrowed|took)|put in|dropped (?:it )?in|by mistake|wrongly|for nothing)\b"
    r"|\b(?:on|in) time,? and (?:(?:i|we) )?(?:was|were|got|have been|am|'ve been) (?:charged|fined|billed)\b|\b(?:returned|brought|gave|handed|dropped|put)\b[^.?!]{0,50}\b(?:but|yet|still|why)\b[^.?!]{0,24}\b(?:charged|fined|billed|a fine|a fee|owe)\b|\bwrong (?:fine|fee|charge)\b|\b(?:fine|fee|charge) (?:is|was) (?:wrong|a mistake)\b"
    # Brought back on time, and charged.
    r"|(?<!if i )(?<!if we )\b(?:returned|brought|gave|handed|dropped|put|took)\b[^.?!]{0,50}\b(?:on|in) time\b(?:(?!n't|\b(?:not|no|without|never|avoid|if|will|would|do i|am i|are we|is there)\b)[^.?!]){0,40}\b(?:charged|fined|billed|a fine|a fee|owe)\b"
    r"|(?<!\w)(?:سر ?وقت|سر ?موقع|به ?موقع)(?!\w)[^.؟?!]{0,24}(?<!\w)(?:انداختم|آوردم|اوردم|پس دادم|برگردوندم|برگرداندم|تحویل دادم)(?:ش|شون)?(?!\w)[^.؟?!]{0,40}(?<!\w)(?:جریمه|دیرکرد|بدهی|بدهکار)(?: ?(?:م|ام))?(?: هم| برام)? (?:شد|زد|کرد|نوشت|خورد|دار|اومد|آمد|گرفت|هست)\w{1,4}(?!\w)(?!\s*[؟?])"
    r"|(?<!\w)(?:انداختم|آوردم|اوردم|پس دادم|برگردوندم|برگرداندم|تحویل دادم|دیر نیاوردم|دیر نکردم|دیر پس ندادم)[^.؟?!]{0,24}(?<!\w)(?:ولی|اما|چرا|باز|بازم|هنوز|هنوزم|با ?این ?حال)(?!\w)[^.؟?!]{0,24}(?<!\w)(?:جریمه|دیرکرد|بدهی|بدهکار|پول)\w*|(?<!\w)(?:انداختم|آوردم|اوردم|پس دادم|برگردوندم|برگرداندم|تحویل دادم)[^.؟?!]{0,16}(?<!\w)(?:جریمه|بدهی) ?(?:م|ام)? (?:زد|کرد|نوشت)\w*|(?<!\w)(?:جریمه|دیرکرد|بدهی|پول)\w{0,6}[^.؟?!]{0,30}(?:در حالی ?که|با این ?که|ولی|اما)[^.؟?!]{0,40}(?:آوردم|پس دادم|برگردوندم|تحویل دادم|سر ?وقت|به ?موقع)|(?<!\w)(?:جریمه|بدهی)\w{0,4} (?:\w{1,20} ){0,2}(?:اشتباه|الکی|بی ?خود)|(?<!\w)چرا(?!\w)[^.؟?!]{0,12}(?<!\w)جریمه[^.؟?!]{0,40}(?<!\w)(?:سر ?وقت|به ?موقع)(?!\w)[^.؟?!]{0,12}(?:آوردم|پس دادم|برگردوندم|تحویل دادم)"
    r"|\b(?:andakhtam|avordam|pas dadam|bargardundam|tahvil dadam)\b[^.?!]{0,24}\b(?:(?:vali|ama|amma|chera|baz|bazam|hanuz)\b[^.?!]{0,24}\b(?:jarime|dirkard|bedehi)|(?:jarime|bedehi)\w{0,4} (?:zad|kard|nevesht))\w{0,12}"
)
# What came late is charged for rightly, and who asks what it costs contests nothing.
_LATE = re.compile(r"\b(?:late|overdue)\b(?! (?:fees?|fines?|charges?|penal))|(?<!\w)دیر(?:تر)?(?!\w)|\bdir\b")
_NOT_LATE = re.compile(
    r"\b(?:not|n't|never|nothing|wasn't|isn't|weren't)\b[^.,;?!]{0,14}\b(?:late|overdue)\b"
    r"|(?<!\w)دیر(?!\w)[^.،؛؟?!]{0,14}(?<!\w)(?:نشد|نبود|نیاورد|نکرد|نداد|ندار|نیست|نیومد)\w{0,6}|\bdir (?:nashod|nabud|nayavord|nakard|nadad)\w{0,6}"
)
_HOW_MUCH = re.compile(
    r"\bhow (?:much|many)\b|\bwhat (?:does|do|would|will) [^.?!]{0,24}\bcost\b|\bwhat(?:'s| is) the (?:late )?(?:fee|fine|charge|sum|amount)\b"
    r"|(?<!\w)(?:چقد\w{0,6}|چنده?|چه ?قد\w{0,6})(?!\w)|\b(?:cheghad|chand)\w{0,6}"
)
_INNOCENT = re.compile(
    r"\b(?:(?:on|in) time|wrong|wrongly|mistake|never (?:had|borrowed|took)|for nothing|early)\b|سر ?وقت|سر ?موقع|به ?موقع|اشتباه|الکی|بی ?خود|در ?حالی ?که|\b(?:sare? vaght|be moghe|eshtebah|alaki)\b"
)
# A clause that says of a charge that it is not contested.
_ACCEPTED = re.compile(
    r"(?:^|[.,;!]|\b(?:and|but)\b)(?P<en>[^.,;!?]{0,40}\b(?:is|are|was) (?:ok|okay|fine|fair|alright|right|correct)\b[^.,;!?]{0,12}|[^.,;!?]{0,16}\bi(?:'ll| will)? (?:accept|pay)\b[^.,;!?]{0,30})|\bnot (?:with |to |about )?(?P<not>the [^.,;!?]{1,24})"
    r"|(?:^|[.،؛,!])(?P<fa>[^.،؛,!؟?]{0,40}(?:قبوله|قبول دارم|درسته|مشکلی ندار\w*|می ?دم|می ?پردازم|حرفی ندارم)[^.،؛,!؟?]{0,12})|(?<!\w)نه (?P<na>(?:به |برای |بابت )?[^.،؛,!؟?]{1,24})"
)
# Who says no to it accepts nothing.
_NOT_ACCEPTED = re.compile(r"\b(?:not|n't|never|won't|refuse)\b|(?<!\w)(?:نمی|ندارم|نیست)")


def charged_wrongly(text: str) -> bool:
    """Tell whether a text says that its writer was charged though nothing was late, lost or damaged."""
    said = fold(text).replace("’", "'")
    return _says_wrongly(said) or (_OBJECTS.search(said) is not None and _RULE.search(said) is None)


# What a charge of one's own is, or why it was made.
_WHAT_CHARGE = re.compile(
    r"\b(?:why|what)\b[^.?!]{0,20}\b(?:am i|was i|were we|are we|have i been|did i get|did you)\b[^.?!]{0,14}\b(?:charged?|fined?|billed)(?: me)?\b|\bwhat(?:'s| is) (?:this|that) (?:supposed )?(?:fine|fee|charge)s?(?: (?:on my (?:account|card)|you|about|again))?(?= ?[?.!,]|$| you)|\bwhich (?:fine|fee|charge)s?\s?\?|\bwhy (?:is|was|do i have) (?:there )?(?:a|this|that) (?:fine|fee|charge|debt)\b(?: \w+){0,3} (?:on|to) my (?:account|card|name)\b"
    r"|(?<!\w)(?:این|اون) (?:جریمه|بدهی|مبلغ|دیرکرد)\w{0,3}(?: دیگه| که \w+ \w+){0,2} (?:چیه|چی هست|چی بود|چیست|بابت چیه|برای چیه|واسه چیه|از کجا (?:اومد|آمد)\w{0,3})(?!\w)|(?<!\w)(?:کدوم|کدام|چه) (?:جریمه|بدهی)\s?[؟?]|(?<!\w)(?:چرا|واسه چی|برای چی) (?:\w+ ){0,3}(?:جریمه|بدهکار)\w{0,3}(?: \w+){0,2} (?:شدم|شده ?ا?م|کردین|کردید|کرده ?ا?ید|زدین|زدید|نوشتین|نوشتید|خوردم)(?!\w)"
    r"|\b(?:in|oon|un) jarime (?:dige )?(?:chie|chiye|chist|babate chie)\b|\bkodu?o?m jarime\s?\?|\bchera (?:\w+ ){0,2}jarime\w{0,2} (?:shodam|kardin|kardid|zadin|zadid)\b"
)
# What is only supposed, or is a rule for all, is no charge of one's own.
_SUPPOSED = re.compile(r"\b(?:if|when|would|will)\b|(?<!\w)(?:اگه|اگر|وقتی)(?!\w)|\b(?:age|agar|vaghti)\b")


def asks_what_charge(text: str) -> bool:
    """Tell whether a text asks what a charge of its writer's own is, or why it was made."""
    said = fold(text).replace("’", "'")
    return _WHAT_CHARGE.search(said) is not None and _SUPPOSED.search(said) is None


def _says_wrongly(said: str) -> bool:
    if _WRONGLY.search(said) is None or _LATE.search(_NOT_LATE.sub(" ", said)):
        return False
    return _HOW_MUCH.search(said) is None or _INNOCENT.search(said) is not None


def accepts_charge(text: str) -> str:
    """Give the words in which a text says of a charge that it is accepted; nothing where it says so of none."""
    said = fold(text).replace("’", "'")
    found = (match["en"] or match["fa"] or match["not"] or match["na"] or "" for match in _ACCEPTED.finditer(said))
    return " ".join(part.strip() for part in found if part.strip() and not _NOT_ACCEPTED.search(part))


def without_accepted(text: str) -> str:
    """Give a text without the words in which a charge is accepted."""
    said = fold(text).replace("’", "'")
    return _ACCEPTED.sub(
        lambda match: match[0] if _NOT_ACCEPTED.search(match["en"] or match["fa"] or "") else " ", said
    )
