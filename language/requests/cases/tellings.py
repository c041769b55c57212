"""What a telling speaks of: a thing lost, the website, a purchase; a text that speaks of none of it tells none."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["asks_number", "buys_unnamed", "hands_in", "protests", "replaces", "speaks_of"]

_OF = {
    "lost_property": re.compile(
        r"\b(?:los[te]\w*|losing|left|leave|leaving|forg[oe]t\w*|missing|mislaid|misplaced|found|find|dropped|stolen|disappeared|turn(?:ed)? up|handed in|gone|belongings?|lost property|lost and found)\b"
        r"|(?<!\w)گم|جا ?(?:گذاشت|گذاشته|موند|مونده|ماند|مانده)|جامون|پیدا|یادم رفت|فراموش|افتاد|گذاشتم|(?<!\w)موند|دزدید"
        r"|\b(?:gom\w*|ja ?(?:gozasht|mund|moond|mand)\w*|peyda|yadam raft|faramush|faramoosh|oftad\w*)\b"
    ),
    "website_problem": re.compile(
        r"\b(?:web ?sites?|sites?|web|online|apps?|application|portal|log(?:ged|ging)? ?(?:in|on)|sign(?:ed|ing)? ?(?:in|up)|accounts?|links?|load\w*|errors?|404|500|passwords?|pins?|forms?|browsers?|search (?:box|page)|catalogue page|crash\w*|button|download\w*|upload\w*|captcha|code|e-?mail|screens?)\b"
        r"|سایت|وب|اپ|اپلیکیشن|آنلاین|انلاین|لینک|ارور|خطا|صفحه|باز نمی|لاگین|ورود|وارد|رمز|حساب|دکمه|فرم|دانلود|بارگذاری|لود|کد|مرورگر|پورتال"
        r"|\b(?:sait|sayt|site|link|error|safhe|login|ramz|hesab)\w*"
    ),
    "suggest_purchase": re.compile(
        r"\b(?:buy\w*|bought|purchas\w+|order\w*|acquir\w+|stock\w*|get (?:it|one|hold|a copy|copies|more|this|that|the|some)|add\w*|suggest\w*|propos\w+|recommend\w*|request\w*|bring (?:it )?in stock|have more|more copies|should have)\b"
        r"|بخر|خرید|تهیه|سفارش|بیارید|بیارین|بیاورید|اضافه|پیشنهاد|درخواست|موجود|داشته باش|kharid|bekhar|tahi?ye|sefaresh|biar|pishnahad"
    ),
}
# Who brings one in pays with it, and wants nothing bought.
_REPLACES = re.compile(
    r"\b(?:instead of|in place of|rather than) pay\w*\b|\b(?:i|we|my \w+) (?:just |also )?(?:bring|replace|buy|bought|give|hand)\b[^.?!]{0,40}\b(?:new copy|another copy|same book|replacement)\b"
    r"|\bbuy (?:a |an |the )?(?:new|another|same)(?: one| copy| book)?(?: and| to|,) (?:bring|give|return|hand)\b|\breplace (?:it|them|the book|just the one|one of them)\b"
    r"|به ?جا(?:ی|ش)? ?(?:پول|جریمه|خسارت|پرداخت|پولش)|نسخه[^.?!؟]{0,4} (?:نو|جدید|تازه)\w*[^.?!؟]{0,14}(?:بیارم|بخرم|بدم)|نو ?شو? (?:بخرم|بیارم)|\bbe ?jaye? (?:pul|jarime)"
)
_UNNAMED = re.compile(
    r"\b(?:buy|get|order|purchase|acquire|stock)\b (?:it|this|that|one|them)\b|(?<!\w)(?:بخرین?ش|بخریدش|میخرینش|میخریدش|تهیه ?ش|تهیه ?اش|سفارشش|بخرین|بخرید|میخرید|میخرین)(?!\w)"
    r"|\b(?:bekharinesh|mikharinesh|bekharin)\b"
)
_NUMBER = re.compile(
    r"\b(?:how (?:much|many|long)|what time|until when|what's the (?:limit|maximum|price))\b"
    r"|(?<!\w)(?:چنده|چندتاست|چقدره|چقدر|چقد|چند ?تا|چند روز|ساعت چند|تا کی|کجاست|چند تومن\w*|چند ریال\w*)(?!\w)|\b(?:chande|cheghadr\w*|chand ta\w*|saat chand)\b"
)
# Who has done, or said, what they are told to do.
_PROTEST = re.compile(
    r"\bi (?:did|have (?:done|tried|typed|told|said)|had (?:done|tried|typed|told|said)|'ve (?:done|tried|typed|told|said))\b[^.?!]{0,30}\b(?:already|first|there first|before|just now)\b[^.?!]{0,12}(?:[.!]|$)"
    r"|\bi(?:'ve| have)? (?:already|just) (?:told|said|did|done|tried|typed|explained|wrote|written)\b"
    r"|\b(?:that's|that is) (?:exactly )?what i(?:'m| am| was| just)? (?:telling|saying|told|said|tell)\b"
    r"|\b(?:are you (?:even )?(?:listening|reading)|you(?:'re| are) not (?:listening|reading)|didn't you read|i just told you|as i (?:already )?said)\b"
    r"|(?<!\w)(?:گفتم که|همین رو گفتم|همینو گفتم|دارم همینو میگم|دارم همین رو میگم|من که گفتم|قبلا گفتم|الان گفتم|همین الان گفتم|صد بار گفتم|چند بار بگم|(?:همین|این) ?کارو? (?:رو )?کردم(?: دیگه)?|انجامش? دادم دیگه|حواست هست|گوش میدی|میخونی اصلا)(?!\w)"
    r"|\b(?:goftam ke|hamino goftam|daram hamino migam|man ke goftam|hamin karo kardam)\b"
)


@kept
def speaks_of(matter: str, text: str) -> bool:
    """Tell whether a text speaks of what a matter is about; True for a matter that anything may be about."""
    said = fold(text).replace("’", "'")
    if matter == "suggest_purchase" and _REPLACES.search(said):
        return False
    pattern = _OF.get(matter)
    return pattern is None or pattern.search(said) is not None


@kept
def replaces(text: str) -> bool:
    """Tell whether a text asks to bring a new copy in the place of paying."""
    return _REPLACES.search(fold(text).replace("’", "'")) is not None


@kept
def buys_unnamed(text: str) -> bool:
    """Tell whether a text wants "it" bought and names nothing itself."""
    return _UNNAMED.search(fold(text)) is not None


_HANDS_IN = re.compile(
    r"\b(?:to whom|who(?:m)?|where|which desk)\b[^.?!]{0,25}\b(?:give|hand|bring|leave|take|return)\b[^.?!]{0,12}\b(?:it|them|this|that|these|in)\b|\b(?:hand|give|bring|turn) (?:it|them|this|that|these) in\b|\bwho(?:m)? (?:do|should|can|shall) i give\b"
    r"|(?:به|تحویل|پیش) (?:کی|چه ?کسی|کجا|کدوم)\w*(?: \w+){0,2} ?(?:بدم|بدهم|تحویل|بدیم|بسپارم|بسپرم|برسونم)|(?:کجا|کجا باید) (?:تحویل|ببرم|بذارم|بدم)\w*|تحویل (?:کی|کجا) بد\w+"
    r"|\bbe ki (?:bedam|tahvil)\w*|\bkoja (?:tahvil|bedam|bebaram)\b"
)


@kept
def hands_in(text: str) -> bool:
    """Tell whether a text asks to whom, or where, something that was found is given."""
    return _HANDS_IN.search(fold(text)) is not None


@kept
def asks_number(text: str) -> bool:
    """Tell whether a text asks how much, how many or until when, and so tells nothing."""
    return _NUMBER.search(fold(text)) is not None


@kept
def protests(text: str) -> bool:
    """Tell whether a text protests that it was done, or said, already."""
    return _PROTEST.search(fold(text).replace("’", "'")) is not None
