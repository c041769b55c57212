"""Questions about one title: who wrote it, how long it is, what it is about, whether there is a sequel."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["ASPECTS", "find_title_question", "volume_of", "without_question"]

#: What can be asked of a title.
ASPECTS = ("author", "pages", "year", "series", "others", "language", "ages", "about")

_QUESTIONS = {
    "others": r"\b(?:(?:has|did|have) (?:he|she|they|the author|the writer) (?:ever )?(?:also )?(?:written|write|got|published)"
    r"(?: anything| any)?(?: other| else| more)?(?: books?| novels?)?|anything else by (?:him|her|them|this author|that author|the same author|the author)"
    r"|(?:other|more) (?:books?|novels?|works?|titles?|things) (?:by|from|of) (?:him|her|them|this author|that author|the same author|the author)"
    r"|what else (?:has|did) (?:he|she|they) (?:written|write|wrote)|by the same author|(?:his|her) other (?:books?|novels?|works?))\b"
    r"|(?<!\w)(?:(?:دیگه|دیگر) چی(?:ا)? نوشته|(?:دیگه|دیگر) ازش|ازش (?:دیگه|دیگر)|چیز دیگه(?:ای)? (?:هم )?(?:از ش|ازش|نوشته|داره)|چیز دیگری (?:هم )?(?:از او|نوشته)"
    r"|(?:کتاب|رمان|اثر)(?:های|ای|هایی)? (?:دیگه|دیگر)(?:ش|ی|ای)? (?:هم )?(?:از ش|ازش|از او|از این نویسنده|از همین نویسنده|نوشته|داره)"
    r"|(?:از )?(?:همین|این) نویسنده (?:چیز|کتاب|دیگه|چی)\w*|کتابای دیگش|کتابهای دیگرش|آثار دیگرش|بقیه (?:کتاب|آثار)\w*ش)(?!\w)",
    "author": r"\bwho (?:wrote|is the (?:author|writer)|'s the author|has written|writes|directed|made)\b|\bwho'?s (?:it )?by\b|\bwhose (?:book|novel) is\b"
    r"|\b(?:its|the|name of the) author\b(?! of| by)"
    r"|(?<!\w)(?:نویسنده? ?(?:ش|اش|شو|ی این|ی اون|این|اون|کتاب)? ?(?:کیه|کیست|کی هست|کی بود|چه کسی است|کیه\?)|(?:کی|چه کسی) (?:نوشت|نوشته)(?:ش|ه|شه| است)?"
    r"|مال (?:کیه|کیست|کدوم نویسنده)|(?:اثر|نوشته|نوشته ی|ساخته) (?:کیه|کیست|چه کسی)|کی ساخته(?:ش)?|کارگردان(?:ش)? (?:کیه|کیست)|nevisandash kie|ki neveshte)(?!\w)",
    "pages": r"\bhow (?:many pages|long is (?:it|this|that|the book)|thick)\b|\bhow long a (?:book|read)\b|\bnumber of pages\b"
    r"|(?<!\w)(?:چند (?:صفحه|صفحس|صفحه س)\w*|چقدر(?:ه)? (?:صفحه|حجم)\w*|حجمش چقدره?|قطوره|تعداد صفحات|چند صفحه ای|chand safhe\w*)(?!\w)",
    "series": r"\b(?:is there (?:a |any )?(?:sequel|second (?:book|part|volume)|next (?:book|part|volume)|follow up|continuation)|any sequels?|has (?:it|this) (?:got )?a sequel"
    r"|does it have a sequel|part of a series|what comes (?:next|after)|the next (?:one|book|volume) (?:in|of) (?:the|this) series|which (?:number|volume) (?:is|in)"
    r"|rest of the series|other (?:volumes|books in the series)|is (?:it|this) a series|sequel)\b"
    r"|(?<!\w)(?:ادامه ?(?:ش|اش|ای|هم)? ?(?:هم )?(?:داره|دارد|دارید|چیه|هست)|دنباله ?(?:ش|اش|ای)? ?(?:هم )?(?:داره|دارد|دارید|هست|چیه)|جلد(?:های)? (?:بعدی|بعد|دیگه|دیگرش?|دوم(?:ش)?) ?(?:هم )?(?:داره|دارید|دارین|چیه|هست|ش)?"
    r"|چند جلد(?:ه|یه|ی)?|مجموعه(?:س|ست| است)|جلد چندم\w*)(?!\w)",
    "year": r"\b(?:when was (?:it|this|that) (?:written|published|made|released)|what year (?:is|was) (?:it|this)|how old is (?:the|this|that) (?:book|novel|film)|year of publication)\b"
    r"|(?<!\w)(?:(?:کی|چه سالی|چه زمانی|سال چند) (?:نوشته|چاپ|منتشر|ساخته) شد\w*|(?:مال|برای) (?:چه سالی|کیه چه سالی|چه سالیه|کدوم سال)\w*|چه سالی\w*|سال (?:انتشار|چاپ|نشر)\w*)(?!\w)",
    "language": r"\b(?:(?:what|which) language (?:is|was) (?:it|this|that)|is (?:it|this) (?:in|a) (?:english|persian|farsi|translation|translated)|who translated|who is the translator|translated by whom)\b"
    r"|(?<!\w)(?:(?:به )?چه زبانی\w*|به چه زبونی\w*|زبانش چیه|مترجم(?:ش|اش)? (?:کیه|کیست)|(?:کی|چه کسی) ترجمه\w*|ترجمه ?(?:ی|ش)? ?(?:کیه|کیست)|فارسیه|انگلیسیه)(?!\w)",
    "ages": r"\b(?:(?:is (?:it|this|that) )?(?:suitable|appropriate|ok|okay|right|good|fine) for (?:a |my |an )?(?:child|children|kids?|teen\w*|\d{1,2}|\w+-year-old|year old|my (?:son|daughter))"
    r"|(?:for|from) (?:what|which) ages?|what age (?:is|group)|how old (?:should|must|do))\b"
    r"|(?<!\w)(?:(?:برای|واسه) چه سنی\w*|چه سنی\w*|(?:مناسب|به درد) (?:بچه|کودک|نوجوان|نوجوون|سن)\w*|رده سنی\w*|گروه سنی\w*)(?!\w)",
    "about": r"\bwhat(?:'?s| is| was)(?= [^?]{2,60} about\??$)|\b(?:what(?:'?s| is| was) (?:it|this|that|this one|that one|the book|the story|the plot|the first one|the film) (?:all )?about|what(?:'?s| is) (?:it|this book|the book|the story)(?: like)?$"
    r"|tell me (?:more )?about (?:it|this|that|this one|that one|the book)|what happens in (?:it|this)|summary|plot|what(?:'?s| is) the story)\b"
    r"|(?<!\w)(?:(?:درباره|در مورد|راجع به|درمورد) ?(?:ی)? ?(?:چیه|چیست|چی هست|چه|چیه این|چی)(?: است)?|موضوع ?(?:ش|اش)? ?(?:چیه|چیست)|(?:داستان|قصه|ماجرا)(?:ش|اش|شو)? (?:چیه|چیست|چی)"
    r"|خلاصه ?(?:ش|اش|شو|داستان)?|یه کم (?:از ش|ازش|دربارش) بگو|دربارش بگو|توضیح بده|چجور کتابیه|چه جور کتابیه|darbare chie|mozoosh chie)(?!\w)",
}
_PATTERNS = {aspect: re.compile(pattern) for aspect, pattern in _QUESTIONS.items()}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "اول": 1, "دوم": 2, "دو": 2, "سوم": 3, "سه": 3, "چهارم": 4, "چهار": 4, "پنجم": 5, "پنج": 5, "ششم": 6,
    "شش": 6, "هفتم": 7, "هفت": 7, "یک": 1,
}  # fmt: skip
_NUMBER = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_VOLUME = re.compile(
    rf"\b(?:(?:volume|vol|book|part|number|no)\.? ?(?:#)?(?P<a>\d{{1,2}}|{_NUMBER})|(?:the )?(?P<b>\d{{1,2}}(?:st|nd|rd|th)|{_NUMBER})(?: harry potter)? (?:volume|book|part)(?: of| in)?)\b"
    rf"|(?<!\w)(?:جلد|شماره|کتاب|قسمت|jeld|jelde) (?P<c>\d{{1,2}}|{_NUMBER})(?:م|ش|شو|شم)?(?!\w)"
)
_MOST = 40


def find_title_question(text: str) -> str | None:
    """Find what a text asks of a title, one of ASPECTS; None when it asks nothing of the kind."""
    folded = fold(text)
    return next((aspect for aspect, pattern in _PATTERNS.items() if pattern.search(folded)), None)


def without_question(text: str, aspect: str) -> str:
    """Give a text without the words of the question: the title, where it is named."""
    rest = " ".join(_PATTERNS[aspect].sub(" ", fold(text)).replace("?", " ").replace("؟", " ").split())
    return rest.removesuffix(" about")


def volume_of(text: str) -> tuple[int, str] | None:
    """Find which volume of a series a text names; also gives the text without it."""
    folded = fold(text)
    found = _VOLUME.search(folded)
    if found is None:
        return None
    said = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", found["a"] or found["b"] or found["c"])
    number = int(said) if said.isdigit() else _ORDINALS[said]
    return (
        (number, " ".join(f"{folded[: found.start()]} {folded[found.end() :]}".split()))
        if 0 < number <= _MOST
        else None
    )
