"""Questions about one title: who wrote it, how long it is, what it is about, whether it is in; one or several at once."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = [
    "ASPECTS",
    "WHEREABOUTS",
    "asks_of_series",
    "find_title_question",
    "find_title_questions",
    "volume_of",
    "volumes_of",
    "without_questions",
]

#: What can be asked of a title.
ASPECTS = (
    "others", "translator", "original", "author", "publisher", "pages", "volumes", "series", "edition", "year", "language",
    "ages", "about",
)  # fmt: skip
#: What can be asked of a title beside one of these: whether it is there, and where it stands.
WHEREABOUTS = ("shelf", "available")

_QUESTIONS = {
    "others": r"\b(?:(?:has|did|have) (?:he|she|they|the author|the writer) (?:ever )?(?:also )?(?:written|write|got|published)"
    r"(?: anything| any)?(?: other| else| more)?(?: books?| novels?)?|anything else by (?:him|her|them|this author|that author|the same author|the author)"
    r"|(?:other|more) (?:books?|novels?|works?|titles?|things) (?:by|from|of) (?:him|her|them|this author|that author|the same author|the author)"
    r"|what else (?:has|did) (?:he|she|they) (?:written|write|wrote)|(?:anything|something|another(?: one| book| novel)?|one|any|more|what else|others?)(?: \w+){0,4} (?:by|from|of) (?:the same|this|that) (?:author|writer|novelist|person|guy|woman|man)|(?:anything|something|another(?: one| book| novel)?|any(?: \w+)?|more|others?)(?: else)? (?:by|from) (?:him|her|them)|(?:more|another|others?) of (?:his|hers|theirs)|by the same (?:author|writer)|(?:his|her) other (?:books?|novels?|works?))\b"
    r"|(?<!\w)(?:(?:دیگه|دیگر) چی(?:ا)? نوشته|(?:دیگه|دیگر) ازش|ازش (?:دیگه|دیگر)|چیز دیگه(?:ای)? (?:هم )?(?:از ش|ازش|نوشته|داره)|چیز دیگری (?:هم )?(?:از او|نوشته)"
    r"|نویسنده? ?(?:ی این|ی آن|ش|اش|شم)? ?(?:هم )?(?:کتاب|رمان|چیز|اثر|داستان)\w* (?:دیگه|دیگر)\w*"
    r"|(?:کتاب|رمان|اثر)(?:های|ای|هایی)? (?:دیگه|دیگر)(?:ش|ی|ای)? (?:هم )?(?:از ش|ازش|از او|از این نویسنده|از همین نویسنده|نوشته|داره)"
    r"|(?:از )?(?:همین|این) نویسنده (?:چیز|کتاب|دیگه|چی)\w*|(?:از )?(?:همین|این|اون|همون) نویسنده(?= (?:هم |باز |بازم )?(?:دارید|دارین|داری|چی|کتاب|چیز|هست|یکی|رمان))|از خودش (?:هم |باز |بازم )?(?:چی|چیز|کتاب|دارید|دارین|یکی|دیگه)\w*|(?:کتاب|رمان|اثر|کار)(?:های|ای|هایی|ی)? (?:دیگه|دیگر)(?:ای|ی)? (?:هم )?(?:از|ازش) (?:ایشان|ایشون|او|همین|خودش)|az (?:hamin|in|hamun) nevisande|azash (?:chize? )?dige|dige chi neveshte|کتابای دیگش|کتابهای دیگرش|آثار دیگرش|بقیه (?:کتاب|آثار)\w*ش)(?!\w)",
    "translator": r"\b(?:(?:which|what|wat|whose) (?:translator|translater|translation)(?= is\b| it\b| have\b| do\b|\W*$)|who translated|who(?:'s| is) (?:the|its) translator|translated by whom|(?:name of )?(?:the|its) translator)\b"
    r"|(?<!\w)(?:مترجم(?= [^؟?!.]{2,50} (?:کیه|کیست|کی هست|چه کسی است))|مترجم ?(?:ش|اش|شو|این کتاب|کتاب)? ?(?:کیه|کیست|کی هست|کی بود|چه کسی است|چه کسیه)|(?:اسم|نام) مترجم\w*|(?:کی|چه کسی) ترجمه\w*(?: کرده)?|ترجمه ?(?:ی|ش|اش)? ?(?:کیه|کیست|چه کسی است)|motarjemesh kie)(?!\w)",
    "original": r"\b(?:(?:in )?(?:what|which) language was (?:it|this|that) (?:originally |first )?(?:written|published)(?: in)?|original language|what was it written in|is (?:it|this) (?:a translation|translated))\b"
    r"|(?<!\w)(?:زبان اصلی ?(?:ش|اش)? ?(?:چیه|چیست|چی|چی بوده)|(?:به )?چه (?:زبانی|زبونی) نوشته\w*(?: شده\w*)?|(?:ترجمه است یا تالیف|ترجمس یا تالیف|تالیفه یا ترجمه))(?!\w)",
    "publisher": r"\b(?:who(?:'s| is) (?:the|its) publisher|who published (?:it|this|that)|which publisher|published by whom|(?:the|its) publisher)\b"
    r"|(?<!\w)(?:ناشر ?(?:ش|اش)? ?(?:کیه|چیه|کیست|کجاست|کدومه|کدام است)|(?:چه|کدوم|کدام) (?:نشر|انتشارات)ی?(?: چاپ\w*(?: کرده)?)?|(?:نشر|انتشارات)ش (?:چیه|کدومه|کجاست))(?!\w)",
    "author": r"\bwho(?: wrote| is the (?:author|writer)|'s (?:the|its) (?:author|writer)| has written| writes| directed| made)\b|\bwho'?s (?:it )?by\b|\bwhose (?:book|novel) is\b"
    r"|\b(?:its|the|name of the) author\b(?! of| by)"
    r"|(?<!\w)(?:نویسنده(?: ی)?(?= [^؟?!.]{2,50} (?:کیه|کیست|کی هست|چه کسی است))|نویسنده? ?(?:ش|اش|شو|ی این|ی اون|این|اون|کتاب)? ?(?:کیه|کیست|کی هست|کی بود|چه کسی است|کیه\?)|(?:کی|چه کسی) (?:نوشت|نوشته)(?:ش|ه|شه|شون|شان| شون| شان| است)?"
    r"|مال (?:کیه|کیست|کدوم نویسنده)|(?:اثر|نوشته|نوشته ی|ساخته) (?:کیه|کیست|چه کسی)|کی ساخته(?:ش)?|کارگردان(?:ش)? (?:کیه|کیست)|nevisandash kie|ki neveshte)(?!\w)",
    "pages": r"\b(?:is|are|was) (?:it|this|that|they|the book|(?:the )?(?:first|second|third|last) one) (?:a |an )?(?:very |really |too |that |quite |pretty |rather |so )?(?:thick|fat|thin|slim|doorstop\w*|brick)\b|\bhow (?:many pages|long is (?:it|this|that|the book)|thick)\b|\bhow long a (?:book|read)\b|\bnumber of pages\b"
    r"|(?<!\w)(?:کلفته?|نازکه?|ضخیمه?|قطوره?|کلفت (?:است|هست)|قطور (?:است|هست))(?= ?(?:[؟?]|یا|$))|(?<!\w)(?:چند (?:صفحه|صفحس|صفحه س)\w*|چقدر(?:ه)? (?:صفحه|حجم)\w*|حجمش چقدره?|قطوره|تعداد صفحات|چند صفحه ای|cha(?:nd|n|nta) saf[hf]\w*)(?!\w)",
    "volumes": r"\b(?:is|are) (?:it|that|this|these|those|they) (?:all|both|only|just) (?:of )?(?:the )?(?:\w+ )?(?:volumes?|parts?)\b|\b(?:do|have) you (?:have |got |still have )?(?:it in )?all (?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,2}|the|its|of its) volumes\b|\bhow many (?:volumes (?:is|are|does|has|do)|parts (?:is|are|does|has|do) (?:it|this|that|the (?:book|novel|series)))\b"
    r"|(?<!\w)(?:همه ?(?:ی )?جلد(?:هاش|هاشه|ها|اش)|هر (?:دو|سه|چهار|پنج|شش|هفت|هشت|ده) جلد(?:ش|شه|ه)?|دوره ?(?:ی )?کامل(?:ش|شه|ه))(?= ?(?:است|ه|هست|داری\w|دارین|(?:رو|را) دار|یا|توش|[؟?]|$))|\bham(?:ash|eye?sh|eh?) (?:\d{1,2}|do|se|chahar|panj|dah) ?jeld\w{0,2}\b",
    "edition": r"\b(?:which|wich|what) edition (?:is (?:it|this|that|yours|the one|the book)|do you|does the library|have you|of (?:it|this|that)|it is|that is|this is|it'?s)\b|\b(?:which|wich|what) edition\W*$|\bfirst or second edition\b|(?<!\w)(?:چاپ چند(?:م|مه|م است)|کدوم چاپ(?:ه|ش)?|چندمین چاپ\w{0,2}|ویراست چند\w{0,3}|کدوم ویراست\w{0,2})(?!\w)",
    "series": r"\b(?:is there (?:a |any )?(?:sequel|second (?:book|part|volume)|next (?:book|part|volume)|follow up|continuation)|any sequels?|has (?:it|this) (?:got )?a sequel"
    r"|does it have a sequel|part of a series|what comes (?:next|after)|the next (?:one|book|volume) (?:in|of) (?:the|this) series|which (?:number|volume) (?:is|in)"
    r"|rest of the series|other (?:volumes|books in the series)|is (?:it|this) a series|sequel)\b"
    r"|(?<!\w)(?:ادامه ?(?:ش|اش|ای|هم)? ?(?:هم )?(?:داره|دارد|دارید|چیه|هست)|دنباله ?(?:ش|اش|ای)? ?(?:هم )?(?:داره|دارد|دارید|هست|چیه)|جلد(?:های)? (?:بعدی|بعد|دیگه|دیگرش?|دوم(?:ش)?) ?(?:هم )?(?:داره|دارید|دارین|چیه|هست|ش)?"
    r"|چند جلد(?:ه|یه|ی)?|مجموعه(?:س|ست| است)|جلد چندم\w*)(?!\w)",
    "year": r"\b(?:when was (?:(?:it|this|that) (?:written|published|made|released)|(?=[^?.!]{3,60} (?:written|published|printed|released)\b))|(?:in )?(?:what|which) year was (?:it|this|that) (?:written|published|made|released)|(?:in |from )?what year(?: (?:is|was) (?:it|this)(?: from)?)?|how old is (?:the|this|that) (?:book|novel|film)|year of publication)\b"
    r"|(?<!\w)(?:(?:کی|چه سالی|چه زمانی|سال چند) (?:نوشته|چاپ|منتشر|ساخته) شد\w*|(?:مال|برای) (?:چه سالی|کیه چه سالی|چه سالیه|کدوم سال)\w*|چه سالی\w*|سال (?:انتشار|چاپ|نشر)\w*)(?!\w)",
    "language": r"\b(?:(?:what|which) language (?:is|was) (?:it|this|that))\b"
    r"|(?<!\w)(?:(?:به )?چه زبانی\w*|به چه زبونی\w*|زبانش چیه|زبونش چیه)(?!\w)",
    "ages": r"(?<!not )\b(?:too (?:childish|babyish|young|grown[- ]?up|old|adult|mature)|childish) for (?:a |an |my |him|her|them|me\b|us\b|his|their|someone|somebody|\d{1,2})|\b(?:is|if) (?:it|this|that|they)(?:'s| is| are)? (?:a bit |a little |far |way |much )?too (?:childish|babyish|grown[- ]?up|mature)\b|\bif (?:it|this|that)'?s (?:a bit |a little |far |way |much )?too (?:childish|babyish|young|grown[- ]?up|mature)\b|\b(?:(?:is (?:it|this|that) )?(?:suitable|appropriate|ok|okay|right|good|fine) for (?:a |my |an )?(?:child|children|kids?|teen\w*|\d{1,2}|\w+-year-old|year old|my (?:son|daughter))"
    r"|(?:for|from) (?:what|which) ages?|what age (?:is|group)|how old (?:should|must|do))\b"
    r"|(?<!\w)(?:بچگونه|بچگانه|بچه ?گانه|کودکانه)(?: ?ست|س| است| نیست| نباش\w{1,2})?(?= ?(?:[؟?،.]|بگ\w{1,3}|نیست|باشه|$))|(?<!\w)(?:برای|واسه) سن(?:ش|شون|شان) (?:\w{2,8} ){0,3}(?:خوب|مناسب|زیاد|سنگین|سخت|ساده|بچگ)\w*|(?<!\w)(?:(?:برای|واسه) چه سنی\w*|چه سنی\w*|(?:مناسب|به درد) (?:بچه|کودک|نوجوان|نوجوون|سن)\w*|رده سنی\w*|گروه سنی\w*)(?!\w)",
    "about": r"\bwhat(?:'?s| is| was)(?= [^?.!,]{2,60} about(?:$|[?.!,]| and\b))|\b(?:what(?:'?s| is| was) (?:it|this|that|this one|that one|the book|the story|the plot|the first one|the film) (?:all )?about|what(?:'?s| is) (?:it|this book|the book|the story)(?: like)?$"
    r"|tell me (?:more )?about (?:it|this|that|this one|that one|the book)|what happens in (?:it|this)|summary|plot|what(?:'?s| is) the story)\b"
    r"|(?<!\w)(?:(?:درباره|در مورد|راجع به|درمورد) ?(?:ی)? ?(?:چیه|چیست|چی هست|چه|چیه این|چی)(?: است)?|موضوع ?(?:ش|اش)? ?(?:چیه|چیست)|(?:داستان|قصه|ماجرا)(?:ش|اش|شو)? (?:چیه|چیست|چی)"
    r"|خلاصه ?(?:ش|اش|شو|داستان)?|یه کم (?:از ش|ازش|دربارش) بگو|دربارش بگو|توضیح بده|چجور کتابیه|چه جور کتابیه|darbare chie|mozoosh chie)(?!\w)",
}
# Asked beside one of those; alone, these are a search.
_WHEREABOUTS = {
    "shelf": r"\b(?:where (?:is|can i find|do i find|does|would)\b|where's|which (?:shelf|section|branch)|call number|shelf ?mark|whereabouts)"
    r"|(?<!\w)(?:کجاست|کجاس|کجا(?:ی کتابخانه)?|(?:کدوم|کدام|چه) (?:قفسه|شعبه|طبقه)\w*|شماره (?:راهنما|رده)\w*|kojast|kojas)(?!\w)",
    "available": r"\b(?:(?:do|does|did) (?:you|the library|they|u) (?:still |also )?(?:have|own|stock|carry|hold)|have you got|got|available|in stock|on the shelf|on loan"
    r"|checked out|is there|are there|(?:is|are|was)(?= [^?.!]{0,60}\b(?:in|there|free|out)\b))\b"
    r"|(?<!\w)(?:دارید|دارین|داری|دارن|دارند|موجوده?|موجود (?:است|هست)|هستش?|آزاده?|امانته?|امانت رفته|تو قفسه(?:س|ست)?|darid|darin|mojude?|hastesh)(?!\w)",
}
_PATTERNS = {aspect: re.compile(_QUESTIONS[aspect]) for aspect in ASPECTS} | {
    aspect: re.compile(_WHEREABOUTS[aspect]) for aspect in WHEREABOUTS
}
# What a spoken question ends in.
_TAIL = re.compile(r"\s*(?:(?:هست|هستش|است|داره|دارد|بوده|بود|شده|کرده|is it|does it have|has it|has it got)(?!\w))?")
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "اول": 1, "دوم": 2, "دو": 2, "سوم": 3, "سه": 3, "چهارم": 4, "چهار": 4, "پنجم": 5, "پنج": 5, "ششم": 6,
    "شش": 6, "هفتم": 7, "هفت": 7, "یک": 1,
}  # fmt: skip
_NUMBER = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh"
_PLACED = "اولی|دومی|سومی|چهارمی|پنجمی|ششمی|هفتمی|avali|dovomi|sevomi|chaharomi|panjomi"
_ORDINALS |= {"اولی": 1, "دومی": 2, "سومی": 3, "چهارمی": 4, "پنجمی": 5, "ششمی": 6, "هفتمی": 7}
_ORDINALS |= {"avali": 1, "dovomi": 2, "sevomi": 3, "chaharomi": 4, "panjomi": 5}
_VOLUME = re.compile(
    r"\b(?:volumes|vols|books|parts) (?P<h>\d{1,2})(?= ?(?:,|and|&|or) ?\d)|"
    rf"\b(?:(?:volume|vol|book|part|number|no)\.? ?(?:#)?(?P<a>\d{{1,2}}|{_NUMBER})|(?:the )?(?P<b>\d{{1,2}}(?:st|nd|rd|th)|{_NUMBER})(?: harry potter)? (?:volume|book|part)(?: of| in)?)\b"
    rf"|\bthe (?P<d>{_ORDINAL}) (?:of the |one of )?(?=(?:harry|narnia|lord|percy|hunger|[a-z]{{3,}} [a-z]{{3,}}(?: book| one)?\s*[?.!]?$))|(?:(?<=harry potter )|(?<=narnia )|(?<=percy jackson ))(?:book |the )?(?P<e>{_ORDINAL}|\d)(?: one)?\b"
    r"|(?<=[^\W\d_]{3} )(?P<g>[1-9])(?=\s*[?.!؟]?$| (?:رو|را|هم|هست|دارید|دارین|داری|موجوده?|چی|ro|ham|hast|darid|darin|dari|mojude?)(?!\w))"
    rf"|(?<=\w )(?P<f>{_PLACED})(?:ش|شو|و|ه)?(?= (?:رو|را|هست|دارید|دارین|داری|موجوده?|کجاست)|\s*[؟?]?$)"
    rf"|(?<!\w)(?:جلد|شماره|کتاب|قسمت|jeld|jelde) (?P<c>\d{{1,2}}|{_NUMBER})(?:م|ش|شو|شم|مش|مشو|ی|یش)?(?!\w)"
)
_COMMAS = re.compile(r"\s?[,،]\s?")
_MOST = 40


_OF_SERIES = re.compile(
    r"\b(?:series|sequels?|prequels?|trilogy|saga|volumes?|vol|parts?|follow ?-?up|continu\w+|(?:book|part|number) (?:one|two|three|four|\d)|(?:first|second|third|next|last|previous|other) (?:book|part|volume|instal?ment)s?|(?:comes?|came) (?:next|after|before)|more of (?:it|them|these|this)|goes on|go on|rest of (?:it|them))\b"
    r"|ادامه|دنباله|مجموعه|سری|جلد|قسمت|بعدیش|قبلیش|سه ?گانه|\b(?:edame|donbale|majmu|jeld|seri|ghesmat)\w*"
)


def asks_of_series(text: str) -> bool:
    """Tell whether a text speaks of a series, a volume or a sequel: "what should I read next?" does not."""
    return _OF_SERIES.search(fold(text)) is not None


def find_title_question(text: str) -> str | None:
    """Find what a text asks of a title, one of ASPECTS; None when it asks nothing of the kind."""
    return next((aspect for aspect in find_title_questions(text) if aspect in ASPECTS), None)


@kept
def find_title_questions(text: str) -> tuple[str, ...]:
    """Find all that a text asks of a title, in its order: of ASPECTS, and beside one of these of WHEREABOUTS."""
    return tuple(aspect for _, aspect in _found(fold(text))[0])


@kept
def without_questions(text: str) -> str:
    """Give a text without the words of its questions: the title, where it is named."""
    rest = " ".join(_found(fold(text))[1].replace("?", " ").replace("؟", " ").split())
    return _ASKED_OF.sub("", rest).strip()


# What stands behind the title that is asked about: "what is Emma about", "when was Emma published".
_ASKED_OF = re.compile(
    r" (?:about|written|published|printed|released|in|کیه|کیست|کی هست|چه کسی است)(?= and\b| و(?: |$)|$)"
)


def _found(folded: str) -> tuple[list[tuple[int, str]], str]:
    """Give what a folded text asks, each with its place, and the text without the words that ask it."""
    found: dict[str, int] = {}
    for aspect in (*ASPECTS, *WHEREABOUTS):
        if aspect in WHEREABOUTS and not found:
            break
        at = _PATTERNS[aspect].search(folded)
        while at is not None:
            found.setdefault(aspect, at.start())
            end = at.end()
            if aspect in ASPECTS and (tail := _TAIL.match(folded, end)):
                end = tail.end()
            # Places stay what they are.
            folded = f"{folded[: at.start()]}{' ' * (end - at.start())}{folded[end:]}"
            at = _PATTERNS[aspect].search(folded)
    return sorted((place, aspect) for aspect, place in found.items()), folded


def volume_of(text: str) -> tuple[int, str] | None:
    """Find which volume of a series a text names; also gives the text without it."""
    folded = fold(text)
    # "Harry Potter, the first one".
    found = _VOLUME.search(folded) or _VOLUME.search(folded := _COMMAS.sub(" ", folded))
    if found is None:
        return None
    said = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", next(filter(None, found.groups())))
    number = int(said) if said.isdigit() else _ORDINALS[said]
    return (
        (number, " ".join(f"{folded[: found.start()]} {folded[found.end() :]}".split()))
        if 0 < number <= _MOST
        else None
    )


def volumes_of(text: str) -> tuple[int, ...]:
    """Find all the volumes that a text names side by side: "books 4 and 5", «جلد ۴ و ۵»; the one, or none."""
    first = volume_of(text)
    if first is None:
        return ()
    found = _AND_ANOTHER.search(_COMMAS.sub(" , ", fold(text)))
    if found is None:
        return (first[0],)
    numbers = [_number(said) for said in (found["first"], found["then"], found["last"]) if said]
    return (
        tuple(dict.fromkeys(number for number in numbers if 0 < number <= _MOST))
        if first[0] in numbers
        else (first[0],)
    )


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _ORDINALS[said]


_AND_ANOTHER = re.compile(
    rf"(?<!\w)(?:volumes?|vols?|books?|parts?|numbers?|nos?|جلد|جلدهای|جلدای|شماره|کتاب|قسمت|jeld|jelde|jeldaye|jeldhaye)\.? (?P<first>\d{{1,2}}|{_NUMBER})(?:م|ی)? ?(?:(?:,|and|&|or|و|یا|o|va|ya) ?(?P<then>\d{{1,2}}|{_NUMBER})(?:م|ی)?) ?(?:(?:,|and|&|و|o|va) ?(?P<last>\d{{1,2}}|{_NUMBER}))?(?!\w)"
)
