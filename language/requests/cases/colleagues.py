"""What somebody of the staff looked like, or was called, whom a complaint or a word of thanks is about."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["describes_somebody", "keeps_name_out", "names_somebody"]

_NAMED = re.compile(
    r"\b(?:lady|gentleman|woman|man|girl|boy|guy|guards?|librarian|colleague|clerk|employee|assistant|manager|somebody|someone|(?:member of|the) staff|she|he)\b"
    r"|(?<!\w)(?:خانم|خانوم|آقا|اقا|دختر|پسر|مرد|زن|نگهبان|کتابدار|همکار|کارمند|مسئول|پرسنل|یکی|کسی)\w{0,6}(?!\w)|\b(?:khan[ou]+m|agha|dokhtar|pesar|negahban|ketabdar|hamkar|karmand|masoo?l)\w{0,4}\b"
)
_LOOKS = re.compile(
    r"\b(?:did(?:n't| not)|do(?:n't| not)|never|forgot to) (?:\w+ )?(?:catch|get|ask|know|see|remember|note) (?:her|his|their) name\b|\b(?:her|his|their) name (?:is|was|tag)\b|\b(?:she|he|they)(?:'s| is| was| had| has| wore| were| looked)\b[^.?!]{0,40}\b(?:glasses|beard|moustache|mustache|scarf|headscarf|hijab|hair|ponytail|badge|uniform|jacket|coat|shirt|sweater|jumper|dress|hat|cap|tall|short|young|old|elderly|bald|blonde?|thin|big|twenties|thirties|forties|fifties|sixties|middle aged)\b"
    r"|^\W{0,4}(?:(?:sorry|she|he|with|had|wearing|a|the|an|tall|short|young|older|elderly|middle[- ]aged|woman|man|lady|girl|guy|black|white|grey|gray|green|blue|red|brown|dark|long|curly|round|small) ?){0,6}(?:glasses|beard|moustache|mustache|scarf|headscarf|ponytail|name ?tag|badge)\b"
    r"|(?<!\w)(?:اسم(?:ش|شون|شو|شونو)?|فامیلی\w{0,3}|نامش\w{0,3})(?: (?:رو|را|هم))?(?: \w+){0,2} (?:نمی ?دونم|نمی ?دانم|نپرسیدم|یادم نیست|یادم نموند|نفهمیدم|بلد نیستم|ندیدم)(?!\w)|(?<!\w)(?:عینکی|ریش|سبیل|روسری|مقنعه|شال|مانتو|قد ?بلند|قد ?کوتاه|مو ?(?:های|ی)|موهاش|جوون|جوان|مسن|میانسال|چاق|لاغر|کچل)\w{0,3}(?: \w+){0,4} (?:بود\w{0,2}|داشت\w{0,2}|سرش بود|پوشیده بود|زده بود)(?!\w)|(?<!\w)عینک(?:ی)? (?:داشت|زده بود|بود)"
    r"|\besm\w{0,4} (?:ro )?(?:nemidoo?nam|naporsidam|yadam nist)|\b(?:eynak|rish|roosari|shal|manto)\w{0,3} (?:\w+ ){0,3}(?:dasht|bood|bud|poshide)"
)
# What was left behind or is looked for is a thing, and no description.
_LOST = re.compile(
    r"\b(?:lost|left|forgot(?! to)|forgotten|missing|found|my (?:glasses|scarf|jacket|coat|hat|bag))\b|(?<!\w)(?:جا گذاشت\w*|جا مون\w*|گم\w{0,6}|پیدا\w{0,4}|عینکم|شالم|کیفم|روسریم)(?!\w)|\b(?:ja gozasht\w*|gom\w{0,5}|peyda)\b"
)
_NO_NAME = re.compile(
    r"\bdo(?:n't| not) (?:please )?(?:write|put|mention|use|give|note|add|include|say|record|register|pass on|tell (?:them|her|him|anyone|anybody)) (?:down )?my name\b(?! (?:on|off|to) the)|(?<!not )(?<!n't )(?<!never )\b(?:leave out my name|(?:leave|keep) my name out)\b(?! of the (?:wait\w*|list|draw))|\bno names?,? (?:please|pls)\b|\b(?:register|file|send|note|record|keep|pass|write|make) (?:it|this|that|the complaint|both|them)(?: on| down)? (?:anonymous(?:ly)?|without (?:my|a|any) name)\b(?! on)"
    r"|(?<!\w)(?:اسم|نام)(?:م|مو|ی|ام)?(?: من)?(?: (?:رو|را|هم|جایی|اصلا)){0,3} (?:ننویس|نیار|نیاور|نذار|نگذار|ذکر نکن|ثبت نکن|نگو|نباش|نیاد|نباشه|نره)\w{0,4}(?!\w)|(?<!\w)(?:بی ?نام|بدون (?:اسم|نام)|ناشناس)(?:م| من)? (?:ثبت|بنویس|بفرست|ارسال|گزارش|بمون|بمان)\w{0,4}(?!\w)|\besmam\w? (?:ham )?(?:nanevis|nayar|nazar)\w{0,3}\b"
)


def names_somebody(text: str) -> bool:
    """Tell whether a text speaks of somebody of the staff."""
    return _NAMED.search(fold(text)) is not None


def describes_somebody(text: str) -> bool:
    """Tell whether a text says how somebody looked or that their name is not known; of a thing that was lost it says nothing."""
    said = fold(text).replace("’", "'")
    return "?" not in text and "؟" not in text and _LOOKS.search(said) is not None and _LOST.search(said) is None


def keeps_name_out(text: str) -> bool:
    """Tell whether a text orders that its writer's name be left out."""
    return "?" not in text and "؟" not in text and _NO_NAME.search(fold(text).replace("’", "'")) is not None
