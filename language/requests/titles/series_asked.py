"""What is asked of a series: which volume is next, how many there are, whether all are there, the last one."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.title_questions import volume_of

__all__ = [
    "asks_of_reading_order",
    "find_series_questions",
    "names_more",
    "number_read",
    "tells_of_reading",
    "wishes_to_be_suggested",
]

_COUNTED = r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,2})"
_HER = r"(?:do|se|chahar|char|panj|shish|haft|hasht|dah|\d{1,2})"
_ASKS = {
    "next": re.compile(
        r"\bwh?(?:ich|at|ats|at's)(?: (?:one|book|volume|part))?(?:'s| is| was| comes?| goes)? (?:the )?n(?:e)?xt\b|\bthe n(?:e)?xt (?:one|book|volume|part|instal?ment|in the series)\b|\bn(?:e)?xt (?:book|volume|part|one in)\b"
        r"|\b(?:what|which)(?: one| book)? (?:comes?|goes|is|follows) (?:right )?after (?:that|it|this|the)\b|\bwhat follows\b|\bwhat(?:'s| is) after (?:that|it|this)\b|\bcomes? (?:next|after (?:that|it|this))\b"
        r"|(?<!\w)(?:(?:جلد |کتاب |قسمت )?بعدی ?(?:ش|اش|شو)? ?(?:کدوم\w*|کدام\w*|چیه|چیست|چی|اسمش|دار\w*|موجود\w*|هست\w*)|بعدیش(?!\w)|جلد(?:های)? بعد\w{0,3}|بعد(?:ش| از (?:این|اون|آن|جلد)\w*) (?:\w{1,8} )?(?:کدوم\w*|کدام\w*|چیه|چیست)|(?:ادامه|دنباله) ?(?:ش|اش|ی آن|ی این)?(?: \w{1,8})? ?(?:کدوم\w*|کدام\w*|چیه|چیست|دار\w*|هست\w*|موجود\w*))(?!\w)"
        r"|\bba?a?di(?:sh|e|sho)? (?:kodu?o?m\w*|chie?\w*|ro|ham|dar\w*)|\bba?a?dish\b|\bjelde? ba?a?di\w*|\bedam(?:ash|ehash)\b"
    ),
    "count": re.compile(
        r"\bhow many (?:(?:books?|volumes?|parts?|instal?ments?|titles) (?:(?:are|is) (?:there|it|that|in|the)|does|do|has|did|make|come|comprise|[^?.!,]{2,40} (?:comes? in|has|have|is in)|[a-z]+ (?:is|are|has|have))|(?:parts|volumes|vols)\b|(?:are|r) there(?: in)?(?: (?:total|all|the series))|of them are there)"
        r"|\bnumber of volumes\b"
        r"|(?<!\w)(?:(?:در )?(?:چند|چن|چنتا|چند تا|چندتا) ?(?:تا )?(?:جلد|قسمت|مجلد)(?:ه|یه|ی|یست|ش|ست)?)(?!\w)|\bchan(?:d)?(?: ?ta)? ?(?:jeld|ghesmat)\w{0,3}\b"
    ),
    "all": re.compile(
        rf"\b(?:(?:have|got|own|hold|stock|get|is|are|there) (?:you |u )?(?:got )?|do you have |whether )(?:the )?(?:all|both)(?: of (?:them|it|these|those)| (?:the )?(?:{_COUNTED}(?: of them)?|books|volumes|parts|seven))\b|\ball {_COUNTED}\b|\ball (?:the |its )?(?:volumes|parts|books in)\b|\b(?:whole|complete|full|entire) (?:set|series|lot)\b|\bboth (?:volumes|parts|books|halves)\b|\ball of them\b|\b(?:every|each) (?:volume|part)\b"
        rf"|(?<!\w)(?:همه ?(?:ی )?(?:ش|اش|شون|شان|جلد\w*)|هر ?(?:دو|سه|چهار|پنج|شش|هفت|هشت|ده|\d{{1,2}}) ?(?:تا ?)?(?:جلد|قسمت|تاش|تاشو|تا رو)\w*|هردوجلد\w*|همه ?(?:رو|را)(?= (?:دار|هست))|دوره ?(?:ی |ٔ )?(?:ی )?کامل\w*|کاملش\w*|مجموعه ?(?:ی )?کامل\w*)(?!\w)|\bham(?:ash|asho|e jeld\w*|eye? jeld\w*)\b|\bhar ?{_HER} ?(?:ta ?)?jeld\w*|\bdore(?:ye)? kamel\w*|\bkamelesh\b"
    ),
    "last": re.compile(
        r"\b(?:what|which)(?:'s| is| one is)? (?:the )?(?:last|final) (?:one|book|volume|part)?\b|(?<!\w)(?:آخریش|جلد آخر\w*|آخرین جلد\w*)(?!\w)|\b(?:akharish|jelde akhar\w*)\b"
    ),
}  # fmt: skip
_READ = re.compile(
    r"\b(?:finish\w{0,3}|read|done with|through|loved?|devoured|had|completed)\b|(?<!\w)(?:خوند\w{1,5}|خواند\w{1,5}|تموم\w{0,3}|تمام (?:کرد|شد|نمود)\w{0,3}|به پایان)(?!\w)|\b(?:khund|khoond|tamoom|tamum|tamam)\w{0,5}\b"
)
# The number alone stands behind the name of a series, or before it in words.
_BARE = re.compile(
    r"(?<![\w.,:/])(?P<n>[1-9]|1\d)(?:st|nd|rd|th|م|ام|مین|omi|vom)?(?![\w.,:/%])(?! ?(?:years?|yrs?|yo|y/?o|days?|weeks?|months?|times?|ساله?\w{0,4}|روز|هفته|ماه|بار|saal?\w{0,4}|ruz|rooz|bar|copies|نسخه)\b)"
)
_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "frist": 1, "secnd": 2, "thrid": 3,
    "اول": 1, "اولی": 1, "اولش": 1, "دوم": 2, "دومی": 2, "دومش": 2, "سوم": 3, "سومی": 3, "سومش": 3, "چهارم": 4, "چهارمی": 4, "پنجم": 5, "پنجمی": 5, "ششم": 6, "ششمی": 6, "هفتم": 7, "هفتمی": 7,
    "avval": 1, "aval": 1, "avali": 1, "dovom": 2, "dovomi": 2, "sevom": 3, "sevomi": 3, "chaharom": 4, "panjom": 5, "shishom": 6, "haftom": 7,
}  # fmt: skip
_ORDINAL = re.compile(rf"(?<!\w)({'|'.join(sorted(_WORDS, key=len, reverse=True))})(?:ش|شو|شم|ه|رو|sh|sho|e)?(?!\w)")
_START = re.compile(
    r"\bwh?(?:ere|ich|at)\b[^?.!]{0,25}\b(?:start|begin)\b|\b(?:start|begin) with\b|\b(?:in )?what order\b|(?:از (?:کدوم|کدام|کجا)|باید) [^?.!؟]{0,20}شروع|به چه ترتیب\w*|\baz kod\w+ [^?.!]{0,20}shoru"
)


@kept
def find_series_questions(text: str) -> tuple[str, ...]:
    """Find what a text asks of a series: of "next", "count", "all" and "last", in this order."""
    asked = fold(text).replace("’", "'")
    return tuple(name for name, pattern in _ASKS.items() if pattern.search(asked))


def number_read(text: str) -> int | None:
    """Give the number of the volume that a text says was read, or asks for by its place: "the third Harry Potter"."""
    if (found := volume_of(text)) is not None:
        return found[0]
    said = fold(text)
    numbers = {int(each["n"]) for each in _BARE.finditer(said)}
    ordinals = {_WORDS[each[1]] for each in _ORDINAL.finditer(said)}
    # «هر دو جلد» counts them, and names none.
    both = numbers or ordinals
    return both.pop() if len(both) == 1 else None


def asks_of_reading_order(text: str) -> bool:
    """Tell whether a text asks with which volume to begin."""
    return _START.search(fold(text)) is not None


def tells_of_reading(text: str) -> bool:
    """Tell whether a text says that something was read to its end."""
    return _READ.search(fold(text)) is not None


_SUGGESTED = re.compile(
    r"\b(?:suggest\w*|recommend\w*|similar|something|anything|like (?:that|it|this|them|those))\b|پیشنهاد|معرفی|شبیه|(?<!\w)(?:یه|یک) (?:چیز|کتاب)|\b(?:pishnahad|moarefi|shabih\w*|ye (?:chiz|ketab)\w*)\b"
)


def wishes_to_be_suggested(text: str) -> bool:
    """Tell whether a text wishes for something else to read than the volumes of a series."""
    return _SUGGESTED.search(fold(text)) is not None


_WORD = re.compile(r"[^\W\d_]{3,}")
_OF_SERIES = frozenset(
    "volume volumes vol vols series set seven part parts complete whole entire total altogether sister brother nephew niece grandson granddaughter translation"
    " جلد جلدش جلده جلدیه جلدی مجموعه سری دوره کامل کاملش مجموع روی‌هم رمان فارسیش انگلیسیش فارسی انگلیسی انگار انگاری series hamash jeld jelde majmue majmooe kolan koli".split()
)
_MOST_LEFT = 1


def names_more(text: str) -> bool:
    """Tell whether words beside those that ask may name a series that is not known: two of them side by side."""
    return any(
        _names_more(clause)
        for clause in _CLAUSE.findall(fold(text))
        if any(pattern.search(clause) for pattern in _ASKS.values())
    )


_CLAUSE = re.compile(r"[^.!?؟\n]+[!?؟]?")


def _names_more(asked: str) -> bool:
    for pattern in _ASKS.values():
        asked = pattern.sub(" . ", asked)
    run = 0
    for word in asked.replace("\u200c", "").split():
        bare = word.strip(',.،;:!?؟"«»')
        telling = _WORD.fullmatch(bare) is not None and not is_ordinary(bare) and bare not in _OF_SERIES
        run = run + 1 if telling else 0
        if run > _MOST_LEFT:
            return True
    return False
