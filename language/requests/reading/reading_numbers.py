"""Numbers in wishes for something to read: the reader's age, pages, years."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["DECADE", "find_ages", "find_pages", "find_years"]

_SPOKEN = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "یک": 1, "دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "شش": 6, "شیش": 6, "هفت": 7, "هشت": 8, "نه": 9, "ده": 10, "یازده": 11,
    "دوازده": 12, "سیزده": 13, "چهارده": 14, "پانزده": 15, "پونزده": 15, "شانزده": 16, "شونزده": 16, "هفده": 17,
    "صد": 100, "دویست": 200, "سیصد": 300, "چهارصد": 400, "پانصد": 500, "پونصد": 500,
}  # fmt: skip
_GRADES = {"اول": 7, "دوم": 8, "سوم": 9, "چهارم": 10, "پنجم": 11, "ششم": 12, "هفتم": 13, "هشتم": 14, "نهم": 15,
           "first": 6, "second": 7, "third": 8, "fourth": 9, "fifth": 10, "sixth": 11, "seventh": 12, "eighth": 13}  # fmt: skip
_N = rf"(?:\d{{1,4}}|{'|'.join(sorted(_SPOKEN, key=len, reverse=True))})"
_TO = r"(?: ?- ?| to | تا | or | یا | and )"
_AGES = (
    re.compile(rf"\b(?P<a>{_N})(?:{_TO}(?P<b>{_N}))?(?: ?- ?| )?(?:years?|yrs?|yr)(?: ?- ?| )?olds?\b"),
    re.compile(rf"\b(?:ages?|aged)(?: of)? (?P<a>{_N})(?:{_TO}(?P<b>{_N}))?\b"),
    re.compile(
        rf"\b(?:girls?|boys?|child|kids?|son|daughter|children|niece|nephew|grandson|granddaughter|pupils?|brother|sister|cousin)(?:'s|s)?(?: of| who is| is| ,|,| aged| \()? (?P<a>{_N})(?:{_TO}(?P<b>{_N}))?\b(?! (?:pages|books))"
    ),
    re.compile(
        rf"\b(?:girl|boy|child|kid|son|daughter|niece|nephew|grandson|granddaughter)(?: is|'s) \w+(?:,? and| but)(?: only| just)? (?P<a>{_N})\b(?! (?:pages|books))"
    ),
    re.compile(
        rf"\b(?:he|she|they|hes|shes|he's|she's|they're|who's|(?<!there )(?<!if )is|(?<!there )are)(?: is| are)? (?:only |just )?(?P<a>(?!one\b){_N}|one(?= year))\b(?! (?:pages|books|hours|minutes|days|weeks|months|metres|meters|kilos|euros|rials|tomans|people|stops|volumes))"
    ),
    re.compile(
        rf"\b(?:i'm|im|i am) (?:only |just )?(?P<a>{_N})\b(?! (?:pages|books|minutes|days|hours|weeks|months|times|of|or))"
    ),
    re.compile(
        rf"\b(?:(?:but|suitable|right|ok|okay|good) )?for (?:(?:a|an) )?(?P<a>(?!one\b|two\b|three\b|1\b|2\b){_N})(?! ?-?(?:pages?|books?|minutes?|days?|hours?|weeks?|months?|people|years|p\b|\w))\b"
    ),
    re.compile(
        rf"\b(?:he|she|who|daughter|son|girl|boy|child|niece|nephew) (?:has|have) (?P<a>{_N}) years\b(?! (?:of|to|ago|left|in|at|with))"
    ),
    re.compile(rf"\b(?:turns|turning|turned|will be|about to be) (?P<a>{_N})\b(?! (?:pages|books))"),
    re.compile(
        rf"(?<!\w)(?P<a>{_N})(?:{_TO}(?P<b>{_N}))? ?(?:ساله|سالشه|سالمه|سالش|سالگی|سالم|سلشه|سالشس|سال سن|سال دارد|سال داره|سال داشته|سال دارند|sale|sal(?:eshe|esh)?)(?!ن)\w{{0,3}}"
    ),
    re.compile(r"\b(?P<g>first|second|third|fourth|fifth|sixth|seventh|eighth) ?-? ?grade\w*\b"),
    re.compile(r"(?<!\w)(?:کلاس|پایه) (?P<g>اول|دوم|سوم|چهارم|پنجم|ششم|هفتم|هشتم|نهم)(?:ی\w{0,3}|ه|ست|م)?(?!\w)"),
)
# In these an age may be of two words: "turns eighty-one", "sixty-eight years old", «هفتاد و هشت سالشه».
_SPELT = tuple(pattern for pattern in _AGES if re.search("turns|years|سالشه", pattern.pattern))
_PAGE = r"(?: ?- ?| )?(?:pages?|pags?|pgaes?|paegs?|pgs?|p\b|صفحه\w*|ص\b|safhe)"
# "Like 200, 300 pages", "200 to 300 pages", «دویست تا سیصد صفحه».
_SPAN = re.compile(rf"(?<!\w)(?:between |بین )?(?P<a>{_N}) ?(?:,|-|to|and|or|تا|و|یا) ?(?P<b>{_N}){_PAGE}")
_MOST = (
    re.compile(rf"(?<!\w)از (?P<n>{_N}){_PAGE}(?: هم)? (?:بیشتر|تجاوز|بالاتر) (?:نباش\w{{1,2}}|نشه|نشود|نکن\w{{1,2}})"),
    re.compile(
        rf"\b(?:(?:nothing|none|not|no) (?:longer|thicker|bigger|more|over|above)(?: than)?|under|less than|fewer than|below|at most|max|maximum|up to|no more than|not more than|within|shorter than|no longer than|not longer than|not over|not above|not exceeding) (?:of )?(?P<n>{_N}){_PAGE}"
    ),
    re.compile(rf"\b(?P<n>{_N}){_PAGE} (?:or (?:less|fewer|shorter|under)|at most|max|tops|maximum)"),
    re.compile(rf"(?<!\w)(?:زیر|کمتر از|کم تر از|حداکثر|نهایتا|تا|بیشتر از (?=.{{0,20}}نباش)) (?P<n>{_N}){_PAGE}"),
)
_LEAST = (
    re.compile(rf"\b(?:over|more than|at least|above|longer than|minimum) (?:of )?(?P<n>{_N}){_PAGE}"),
    re.compile(rf"(?<!\w)(?:بالای|بیشتر از|بیش از|حداقل|دست کم) (?P<n>{_N}){_PAGE}"),
)
_ROUND = re.compile(rf"(?<!\w)(?:about|around|roughly|حدود|تقریبا) (?P<n>{_N}){_PAGE}")
_YEAR = r"(?:(?:the )?year |سال |sale? )?(?P<n>1[2-9]\d\d|20\d\d)(?!\d)"
_OF_IT = r"(?:(?:from|published|written|printed|made) )?"
# "Not before 2010", «نه قبل از ۲۰۱۰», «قبل از ۲۰۱۰ نباشه» turn it round; "nothing" only as a clause of its own.
_NOT = rf"(?P<not>(?:\b(?:not|isn't|aren't|don't want(?: anything| any| ones?| it)?|avoid(?: anything)?)|(?:^|[.,;:!?،؛] ?|\bbut )nothing|\bno(?= (?:older|newer|earlier|later|more recent))|\bna|(?<!\w)نه) {_OF_IT})?"
_NOT_BEHIND = r"(?P<behind>(?: (?:چاپ شده|نوشته شده|هم|خیلی)){0,2} (?:نباش(?:ه|د|ن|ند)|نمی ?خوا(?:م|هم|یم)|نه(?= ?(?:$|[.،,؛!؟]))|nabash(?:e|an|ad)|nemikham))?"
_BEFORE = re.compile(
    rf"{_NOT}(?:\b(?:before|until|till|(?:older|earlier) than|prior to|ghabl(?:e az|e| az)|pish az)|\bpre ?-|(?<!\w)(?:قبل(?: از)?|پیش از|قدیمی ?تر از)) {_YEAR}{_NOT_BEHIND}"
)
_AFTER = re.compile(
    rf"{_NOT}(?:\b(?:after|since|(?:newer|later|more recent) than|ba?ad(?:e az|e| az))|\bpost ?-|(?<!\w)(?:بعد(?: از)?|پس از|از(?= سال )|(?:جدید|تازه) ?تر از)) {_YEAR}(?: (?:به بعد|به این ?ور|on(?:wards?)?))?{_NOT_BEHIND}"
    r"|(?:\bfrom |\baz |(?<!\w)از |(?<!\w)مال )?(?P<on>1[2-9]\d\d|20\d\d)(?: ?(?:(?<=from \d{4} )on|onwards?|or (?:later|newer|more recent|after)|and (?:newer|more recent))\b| be bad\b| به (?:بعد|این ?ور|این طرف|بالا)(?!\w))"
)
# These say themselves that a year dates a book, as little else beside it may.
_PLAINLY = re.compile(
    r"(?<!\w)(?:before|until|till|older than|newer than|after|since|قبل از|پیش از|بعد از|پس از|از سال)(?: سال)? \d{4}"
)
# A year stands by the book: alone in its clause, or beside the words for what was written and when.
_BY_BOOK = re.compile(
    r"(?:^|[.,;:!?،؛؟])(?: ?(?:and|but|please|ok|or|not|و|ولی|لطفا)){0,4} ?$"
    r"|\b(?:written|published|printed|released|dated|made|books?|novels?|stories|titles|poems|poetry|ones?|any|anything|something|only|not|nothing|none|no|crime|thrillers?|fantasy|romances?|horror|mystery|scifi|science fiction|biograph(?:y|ies)|mikham|mikhaham|ketab\w{0,4}|roman\w{0,4}) ?$"
    r"|(?<!\w)(?:(?:کتاب|رمان|داستان|شعر|عنوان)\w{0,4}|چاپ(?: شده)?|نوشته(?: شده)?|منتشر(?: شده)?|می ?خوام|می ?خواهم|چیزی|چیز|عاشقانه|پلیسی|جنایی|فانتزی|علمی تخیلی|که|نه|باشه) ?$"
)
_LED_TO = re.compile(r"(?: ?(?:in|from|of|since|az|mal|male|از|مال|سال|در|برای|the year|year)){1,4} ?$")
_GOES_ON = re.compile(
    r" ?(?:$|[.,;:!?()،؛؟]|(?:please|preferably|if possible|only|but|that|lotfan|bashe|mikham|darid|darin|لطفا|باش\w{1,2}|چاپ|نوشته|منتشر|می ?خوا\w{1,3}|دارید|دارین|داری|معرفی|ترجیحا|ولی|بهتره|خوبه)(?!\w))"
)
_HISTORY = re.compile(r"\bhistor(?:y|ies)\b|(?<!\w)تاریخ\w{0,2}(?!\w)")
_CLAUSE_ENDS = re.compile(r"[.,;:!?،؛؟]")
# A title of digits: between quotation marks, or read before something else.
_QUOTED_YEAR = re.compile(r"[«\"] ?\d{4} ?[»\"]")
_READ_AFTER = re.compile(
    r"\b(?:what|which|something|anything|book)\b[^.,;!?]{0,40}\b(?:read|next|go to|start)(?: next)? after (?P<en>\d{4})\b"
    r"|(?<!\w)بعد(?: از)? (?P<fa>\d{4}) (?:چی|چه|کدوم|کدام)(?!\w)[^.،؛!؟?]{0,25}(?:بخون|بخوان)"
)
#: Ten years.
DECADE = re.compile(
    r"\b(?:the )?(?:19|20)?(?P<n>\d)0'?s\b|(?<!\w)دهه (?P<fa>[۱-۹1-9]0|سی|چهل|پنجاه|شصت|هفتاد|هشتاد|نود)(?!\w)"
)
_TENS = {"سی": 30, "چهل": 40, "پنجاه": 50, "شصت": 60, "هفتاد": 70, "هشتاد": 80, "نود": 90}
_OLDEST = 99
_JALALI = 621


_COMPOUND = re.compile(
    rf"(?<!\w)(?P<fa>بیست|{'|'.join(_TENS)})(?: و (?P<one>{_N}))?(?!\w)"
    r"|\b(?P<en>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?: ?-? ?(?P<more>one|two|three|four|five|six|seven|eight|nine))?\b"
)
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _counted(text: str) -> str:
    """Write numbers of two words in digits: «شصت و هشت», "sixty-eight"."""

    def digits(found: re.Match[str]) -> str:
        more = found["one"] or found["more"]
        if found["en"]:
            tens = 20 + 10 * _ENGLISH_TENS.index(found["en"])
        else:
            tens = 20 if found["fa"] == "بیست" else _TENS[found["fa"]]
        return str(tens + (_number(more) if more else 0))

    return _COMPOUND.sub(digits, text)


def find_ages(text: str) -> tuple[tuple[int, ...], str]:
    """Find the reader's age, youngest and oldest; also gives the text without it."""
    counted = _counted(text)
    if counted != text and any(pattern.search(counted) for pattern in _SPELT):
        text = counted
    for pattern in _AGES:
        for found in pattern.finditer(text):
            groups = found.groupdict()
            if groups.get("g"):
                age = _GRADES[groups["g"]]
                return (age, age), _cut(text, found)
            first = _number(groups["a"])
            last = _number(groups["b"]) if groups.get("b") else first
            if 0 < first <= last <= _OLDEST:
                return (first, last), _cut(text, found)
    return (), text


def find_pages(text: str) -> tuple[tuple[int, int], str]:
    """Find how many pages at most and at least, 0 for what is not said; also gives the text without it."""
    if found := _ROUND.search(text):
        pages = _number(found["n"])
        return (pages * 5 // 4, pages * 3 // 4), _cut(text, found)
    if (found := _SPAN.search(text)) and _number(found["a"]) < _number(found["b"]):
        return (_number(found["b"]), 0), _cut(text, found)
    most = least = 0
    for pattern in _MOST:
        if found := pattern.search(text):
            most, text = _number(found["n"]), _cut(text, found)
            break
    else:
        for pattern in _LEAST:
            if found := pattern.search(text):
                least, text = _number(found["n"]), _cut(text, found)
                break
    return (most, least), text


def _turns(text: str, said: re.Match[str]) -> bool:
    """Tell whether a no stands by the year itself, and refuses nothing that was shown before."""
    ahead, behind = text[: said.start()], text[said.end() :].strip()
    if said["not"].startswith("nothing") or said["not"].lstrip(" .,;:!?،؛").startswith("nothing"):
        return re.match(r"(?:$|[.,;:!?،؛]|(?:please|if|thanks)\b)", behind) is not None
    if said["not"].strip() in ("نه", "na"):
        wished = re.match(r"(?:رو |را )?(?:می ?خوا|بده|بدید|بدین|باشه|باشد|mikha|bede|bedid|bashe)", behind)
        return wished is None and _SAID_OF.search(ahead) is not None
    return True


_SAID_OF = re.compile(
    r"(?:(?<!\w)(?:ولی|اما)|\b(?:vali|ama|but)) ?$|رمان|کتاب|داستان|\b(?:novels?|books?|romane?|ketabe?|dastan)\b"
)


def find_years(text: str) -> tuple[tuple[int, int], str]:
    """Find from which year and until which, of the common era, 0 for what is not said; and the text without it."""
    since = until = 0
    for pattern, earlier in ((_BEFORE, True), (_AFTER, False)):
        titles = [one.span() for each in (_QUOTED_YEAR, _READ_AFTER) for one in each.finditer(text)]
        for said in pattern.finditer(text):
            group = "n" if said["n"] else "on"
            if any(first <= said.start(group) < last for first, last in titles):
                continue
            if not (_PLAINLY.search(said[0]) or _stands_by_book(text, said)):
                continue
            year, turned = _common(int(said[group])), bool((said["not"] and _turns(text, said)) or said["behind"])
            if earlier != turned:
                until = year if turned else year - 1
            else:
                since = year
            text = _cut(text, said)
            break
    if not since and not until and (found := DECADE.search(text)):
        if found["fa"]:
            since = 1300 + (_TENS.get(found["fa"]) or int(found["fa"])) + _JALALI
        else:
            since = (2000 if found["n"] in "012" and not found[0].startswith("19") else 1900) + 10 * int(found["n"])
        until, text = since + 9, _cut(text, found)
    return (since, until), text


def _stands_by_book(text: str, said: re.Match[str]) -> bool:
    """Tell whether a year says when a book was written: not when somebody was born, nor what a history is of."""
    before = _LED_TO.sub(" ", text[: said.start()])
    clause = _CLAUSE_ENDS.split(before)[-1]
    if _HISTORY.search(clause):
        return False
    return _BY_BOOK.search(before) is not None and _GOES_ON.match(text, said.end()) is not None


def _common(year: int) -> int:
    return year + _JALALI if year < 1500 else year


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _SPOKEN[text]


def _cut(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
