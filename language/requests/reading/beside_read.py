"""A wish beside what was read: more by the same writer, by nobody of them, shorter, or simply like it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = [
    "by_another_writer",
    "by_same_writer",
    "is_shorter",
    "left_unliked",
    "tells_what_was_read",
    "wishes_beside",
    "without_watched",
]

_WISHES = re.compile(
    r"\b(?:something|somthing|some ?thin|smth|sth|anything|another|suggest\w*|recommend\w*|what(?:'s| is)? (?:like|similar)|what (?:next|else|would|should|can|could|do you)|who else|more like|else|similar|like (?:that|it|this|those|these))\b"
    r"|(?<!\w)(?:یه|یک) (?:چیز|کتاب|رمان|داستان)|(?<!\w)(?:پیشنهاد\w*|معرفی|شبیه\w{0,2}|مشابه\w{0,2}|چی (?:بخون\w{0,3}|بخوان\w{0,3}|پیشنهاد|خوبه|بدم|داره|بگیرم)|دیگه\w{0,3}|دیگر|کار دیگه\w{0,3}|کس دیگه|نویسنده ?(?:ی|ٔ)? ?دیگ\w{1,4})(?!\w)|\b(?:ye|yek) (?:chiz|ketab|roman)\w*|\bchi (?:bedam|begiram|bedim|khube)\b|\b(?:pishnahad|moarefi|shabih\w{0,3}|dige|digei|chi bekhun\w*|chi bekhoon\w*|kase dige)\b"
)
_SAME = re.compile(
    r"\bby (?:the )?same (?:author|writer|man|woman|person|guy|hand)\b|\b(?:same|that|this) (?:author|writer)\b|\b(?:else|more|another|other|anything|something|books?) (?:\w+ )?(?:by|from|of) (?:him|her|hers|his|them)\b|\b(?:his|her) other\b|\bof (?:hers|his)\b"
    r"|(?<!\w)(?:همین|همون|همان|این|اون) (?:نویسنده|خانم|خانوم|آقا)\w{0,2}|(?<!\w)(?:از (?:همین|همون|همان) (?:نویسنده|خانم|خانوم|آقا|آدم)|از خودش|کار(?:ای|های)? دیگه ?(?:ای|ش)?|اثر دیگه\w{0,3})(?!\w)|\b(?:hamin|hamun|hamoon) nevisande\w{0,2}|\baz khodesh\b"
)
_ANOTHER = re.compile(
    r"\b(?:not|nothing)(?: more)? (?:by|from) (?:him|her|them|the same|that|this)\b|\b(?:by|from) (?:an)?other (?:author|writer|person|man|woman)\b|\b(?:by |from )?(?:somebody|someone|anybody|anyone) else\b|\ba different (?:author|writer)\b|\bnot (?:\w+ )?(?:again|agian)\b|\bexcept (?:his|hers|theirs)\b"
    r"|(?<!\w)(?:(?:از )?(?:یه |یک )?(?:نویسنده|کس|آدم) ?(?:ی|ٔ)? ?دیگ\w{1,4}|از (?:یکی|کس) دیگه|غیر از (?:خودش|اون|این)|نه از (?:خودش|همین))(?!\w)|\b(?:kase?|nevisandeye?) dige\w{0,2}\b"
)
_SHORTER = re.compile(
    r"\b(?:short(?:er)?|thinner|slim(?:mer)?|quicker|not (?:so|that|as|too) (?:long|thick))\b|(?<!\w)(?:کوتاه\w{0,4}|نازک\w{0,4}|کم ?حجم\w{0,3}|لاغر\w{0,3})(?: ?تر)?(?!\w)|\b(?:ku?oo?tah|nazok|kam ?hajm) ?(?:tar)?\b"
)
_READ = re.compile(
    r"\b(?:what|which|something|anything|next) [^.?!]{0,30}\bafter (?!that\b|this\b|it\b|work\b|school\b)[a-z]|(?<!\w)بعد از [^.؟?!]{2,30} (?:چی|چه|یه چیز|دیگه)(?!\w)|\bbad az [^.?!]{2,30} (?:chi|ye chiz|dige)\b|\b(?:read|reads|reading|finish\w{0,2}|finshed|devoured|loved|lovd|loves|liked|likes|enjoyed|adored|through|crazy about|mad about|obsessed with|fan of|knows|have (?:got )?(?:those|that|them|all)|own)\b"
    r"|(?<!\w)(?:خوند\w{1,5}|خواند\w{1,5}|تموم\w{0,3}|تمام (?:کرد|شد)\w{0,2}|دوست (?:داشت\w{0,2}|داره|دارم)|عاشق\w{0,2}|دید(?:م|ه|یم|ن)|نصفه|ول کرد\w{0,2})(?!\w)|\b(?:khund|khoond)\w{0,5}|\bdust (?:dasht|dare|daram)\w{0,2}|\basheghe?\b|\bdid(?:am|e|im)\b|\bta?moom\w{0,3}"
)


# The one that is named is asked for, whatever is said of another: "I'd rather not buy another book. Do you have it?"
_IT = re.compile(
    r"\b(?:do (?:you|u|ya) have|have you got|(?:you|u) got) (?:it|that one|this one|them)\b(?! (?:like|similar))|\bis (?:it|that one|this one) (?:in|there|available|free|on (?:the )?shel\w+|at)\b|(?<!\w)(?:دار(?:ید|ین)ش\w{0,2}|هستش|موجوده)(?!\w)|\bdari[dn]esh\b"
)


def wishes_beside(text: str) -> bool:
    """Tell whether a text wishes for something else to read than what it names."""
    said = fold(text).replace("’", "'")
    return _WISHES.search(said) is not None and _IT.search(said) is None


def tells_what_was_read(text: str) -> bool:
    """Tell whether a text tells of what was read, watched or liked."""
    return _READ.search(fold(text).replace("’", "'")) is not None


def by_same_writer(text: str) -> bool:
    """Tell whether it shall be by the writer of what was read."""
    return _SAME.search(fold(text)) is not None and not by_another_writer(text)


def by_another_writer(text: str) -> bool:
    """Tell whether it shall not be by the writer of what was read."""
    return _ANOTHER.search(fold(text)) is not None


_MORE_BY = re.compile(
    r"\b(?:else|other|another|more)\b[^.?!]{0,20}\b(?:by|from|of)\b|\b(?:by|from) [a-z]+ [^.?!]{0,10}\b(?:else|other|another|more)\b|(?<!\w)(?:از|مال) [^.؟?!]{2,30}(?:دیگه|دیگری|دیگر)\w{0,3}(?!\w)|(?:دیگه|دیگری|دیگر)\w{0,3} (?:هم )?(?:از|مال) |\baz [^.?!]{2,30}\bdige\w{0,2}\b|\bdige\w{0,2} (?:ham )?az "
)


def more_by_named(text: str) -> bool:
    """Tell whether another book of a writer who is named is asked for: "az hedayat ye chize dige"."""
    return _MORE_BY.search(fold(text)) is not None and not by_another_writer(text)


def is_shorter(text: str) -> bool:
    """Tell whether it shall be shorter than what was read."""
    return _SHORTER.search(fold(text)) is not None


_UNLIKED = re.compile(
    r"\b(?:gave up on|couldn t finish|couldn't finish|hated|didn't like|did not like|disliked|boring|bored (?:him|her|me) )\b|(?<!\w)(?:ول کرد\w{0,2}|نصفه|نیمه ?کاره|خوش(?:ش|م) ن(?:یومد|یامد)|دوست نداشت\w{0,2}|حوصله ?(?:ش|م|اش|ام) سر)(?!\w)|\b(?:vel kard|nesfe|khoshe?sh nayumad)\w{0,2}"
)


def left_unliked(text: str) -> bool:
    """Tell whether what was read was given up or not liked."""
    return _UNLIKED.search(fold(text)) is not None


# How it was met with says nothing of how the next shall be: "I saw the series".
_WATCHED = re.compile(
    r"\b(?:serial|film)\w{0,4} ?(?:ro )?(?:ham )?(?:did(?:am|e|im|eh)?)\b|\bdid(?:am|im) (?:serial|film)\w{0,4}|(?<!\w)(?:سریال|فیلم)\w{0,3} (?:رو |را )?(?:هم )?(?:دید\w{1,3})|\b(?:saw|seen|watched) the (?:series|film|movie|show)\b"
)


def without_watched(text: str) -> str:
    """Give a text, folded, without the words that tell of a film or a series that was seen."""
    return _WATCHED.sub(" ", fold(text))
