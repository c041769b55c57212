"""What a wish for something to read refuses of what happens in it, of where it is set and of what it is about."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from language.requests.reading.places_told import NAMES_TOLD, TOLD_PLACES
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["RefusedWish", "find_refused", "same_place", "within"]

_WHAT = r"(?P<what>[^.,;:!?؟،؛]{2,60})"
_PET = r"(?:children|child|animals?|dogs?|cats?|pets?|horses?|kids?|mothers?|bab(?:y|ies)|parents?|bod(?:y|ies)|people)"
# "Nothing where the dog dies", "a love story where nobody dies", "no dead children".
_EVENTS = (
    re.compile(
        r"\b(?:(?:nothing|none|no (?:books?|stor(?:y|ies)|novels?)|not (?:one|ones|a book|a novel|a story|anything|something)|(?:don't want|avoid) (?:one|ones|books|a book|anything)|without (?:anything|scenes)) (?:where|in which|that has|with scenes where)"
        rf"|(?:where|in which) (?=(?:nobody|no one|none|no {_PET}|everyone|everybody)\b)|(?:as|so) long as (?=(?:nobody|no one|no {_PET})\b)) {_WHAT}"
    ),
    re.compile(
        rf"\b(?:no|without|nothing with|not about|avoid)(?: an?| any| the| more)? (?P<what>(?:dead|dying|killed|murdered|abused|suffering|sick|ill) {_PET}|(?:{_PET} )?deaths?|{_PET} (?:dying|deaths?|that die|who die))\b"
    ),
    re.compile(
        rf"\b(?:nobody|no one|no {_PET})(?: that| who)?(?: should| must| may| can| ever| really)? (?P<what>(?:dies|die|gets? (?:hurt|killed)|is killed|be killed))(?: in it)?\b"
    ),
    re.compile(
        r"(?<!\w)(?:که )?(?P<what>(?:\w{2,12} )?(?:توش|آخرش|تهش|داخلش|اون ?تو)(?: \w{2,12}){0,2} (?:نمیره|نمیرد|نمیرن|کشته نش\w{1,2})|(?:کسی|هیچ ?کس|هیچ ?کی)(?: \w{2,8})? (?:نمیره|نمیرد|کشته نشه))(?!\w)"
    ),
    re.compile(
        r"(?<!\w)(?P<what>(?:مرگ|مردن|کشتن|کشته شدن)(?: \w{2,12}){0,2}) (?:توش |داخلش )?(?:نباشه|نباشد|نداشته باشه|نداشته باشد)(?!\w)"
    ),
    re.compile(r"\b(?P<what>(?:kasi|sag\w?|gorbe) (?:(?:tush|toosh|akharesh) )?(?:namire|nemimire))\b"),
)
_DIES = re.compile(
    r"\b(?:die[sd]?|dying|dead|deaths?|kill\w*|murder\w*|namire|nemimire)\b|نمیر|کشت|(?<!\w)(?:مرگ|مردن)"
)
_DEATH = ("death", "dies", "dead", "مرگ", "میمیرد", "مرده")
_PLACE = r"(?:the )?(?P<what>[a-z][a-z'-]{2,20}(?: (?:states|kingdom|york|zealand|africa|america))?)"
# "Not set in England", "anywhere but Russia", «تو انگلیس نباشه».
_SETTINGS = (
    re.compile(
        rf"\b(?:not|isn't|aren't|doesn't|don't|won't|never|nothing|none)(?: \w{{2,12}}){{0,3}}? (?:set|take place|takes place|taking place|happens?|happening|located) in {_PLACE}"
    ),
    re.compile(
        rf"\b(?:set |takes place |happens )?(?:anywhere|somewhere)(?: else)? (?:but|except|other than|apart from|than)(?: for)?(?: in)? {_PLACE}|\b(?:set|takes place|happens) outside(?: of)? (?:the )?(?P<there>[a-z][a-z'-]{{2,20}})"
    ),
    re.compile(
        r"(?<!\w)(?:که )?(?:داستانش |ماجراش )?(?:تو|توی|در|داخل) (?P<what>(?!کتاب|قفسه|فهرست|سایت|شعبه|خونه|خانه|امانت|زبان|این|اون|نوبت|صف|دست)\w{3,15}) (?:نباشه|نباشد|نگذره|نمی ?گذره|نگذرد|اتفاق ن\w{3,6}|رخ ن\w{1,3})(?!\w)"
    ),
    re.compile(r"\b(?:ke )?(?:tooye|tuye|too|tu|dar) (?P<what>[a-z]{4,15}) (?:nabashe|nagzare|nabashad)\b"),
)
# "Not about England again", «درباره ی تهران نباشه»: left alone where a genre is named, which is refused as such.
_SUBJECTS = (
    re.compile(
        rf"\b(?:not|nothing|none|no more|no (?:books?|stories|novels?)|anything but)(?: \w{{3,10}})? (?:about|involving|featuring|dealing with) (?:the )?{_WHAT}"
    ),
    re.compile(
        rf"\b(?:(?:i|we|he|she)(?:'ve|'s| have| has)? )?(?:had (?:my|our|his|her|quite my) fill of|(?:can't|cannot|couldn't|can not) (?:do|bear|face|take|stand) any more(?: of)?) {_WHAT}"
    ),
    re.compile(
        r"(?:^|(?<=[,;.!] )|(?<=\band )|(?<=\bbut )|(?<=\bplease ))(?:with )?(?:no|without) (?!thanks|thank|worries|problems|matter|news|books|novels|stories|others|ideas|questions|plans|fines|fees|clues|reviews|idea|formulas|equations|pictures|spoilers|strings|shortcuts|translations)(?P<what>[a-z]{4,14}s)(?= please| pls| though| at all| either| ?[.,;!]| ?$)"
    ),
    re.compile(
        r"(?<!\w)(?:درباره|در مورد|راجع به|درمورد) (?:ی )?(?P<what>\w{3,15}(?: \w{3,15})?) (?:نباشه|نباشد|نباشن)(?!\w)"
    ),
)
_WHO = r"(?:he|she|they|it|the author|this author|that author|the writer|men)"
# "The way he writes women", «نگاهش به زن‌ها».
_MANNER = re.compile(
    rf"\b(?:the way|how) (?:\w{{3,12}} )?{_WHO} (?:writes?|wrote|treats?|portrays?|describes?|handles?|sees|looks at|talks?|depicts?|draws?)(?: (?!and\b|but\b)\w{{2,12}}){{0,3}}"
    r"|\b(?:his|her|their) (?:\w{3,12} )?(?:portrayal|treatment|descriptions?|depiction|view) of (?:\w{2,12})(?: \w{3,12})?"
    r"|(?<!\w)(?:طرز|جور|مدل|نحوه) (?:نوشتن|نگاه|نوشته)\w{0,4}(?: (?:درباره|به|از|در مورد) \w{2,12})?|(?<!\w)نگاهش? به \w{2,12}"
)
# What a book has, told of as it is liked: "grumpy narrators", «فصل‌های کوتاه».
_PART = re.compile(
    r"(?<!main )(?<!the )\b(?P<what>(?!(?:happy|sad|good|main|reading|read|this|that|these|those|all|each|every|some|any|other|first|last|next|single|whole|few|more|several|certain|two|three|the|a|an|my|his|her|their|by|of|with|like|likes|love|loves|and|or|no|not|same|nice|great)\b)[a-z'-]{3,14}) (?:narrators?|narration|characters|protagonists?|heroines?|villains?|chapters|dialogues?|prose|plots?|(?:plot )?twists?|storytelling)\b(?! (?:of|from|who|where|in|is|was|named|called|by)\b)"
    r"|(?<!\w)(?:(?:راوی|دیالوگ|نثر)(?:ش|ی|های|هاش|هایش)?|(?:شخصیت|فصل|دیالوگ) ?(?:های|هاش|هایش)) (?P<fa>(?!اصلی|اول|دوم|سوم|آخر|بعد|قبل|چند|این|اون|که|رو|را|کتاب|آن)\w{3,12})(?: (?:داشته باشه|داشته باشد|باشه|باشد|باشن))?(?!\w)"
)
_STRAY = frozenset(
    "where nobody one none every everyone everybody somebody someone again please pls though anymore more ever die dies died dying dead gets get got hurt killed kill having has the this that ends"
    " english persian iranian french german russian american کسی کس هیچ توش آخرش تهش داخلش که نمیره نمیرد نمیرن کشته نشه نشن سگه".split()
)
# A place by its names, and whoever is from there.
_PLACES = tuple(
    frozenset(line.split())
    for line in (
        "england english britain british london uk انگلیس انگلستان لندن بریتانیا",
        "america american usa states آمریکا آمریکایی امریکا",
        "iran iranian tehran persia ایران ایرانی تهران",
        "scandinavia scandinavian sweden swedish norway norwegian denmark danish stockholm سوئد نروژ دانمارک اسکاندیناوی",
        "russia russian moscow petersburg روسیه مسکو پترزبورگ",
        "france french paris فرانسه پاریس",
        "japan japanese tokyo ژاپن توکیو",
        *TOLD_PLACES.values(),
    )
)


@dataclass(frozen=True, slots=True)
class RefusedWish:
    """What must not be told of a title, the codes of what no catalogue tells of that, and the text without it."""

    words: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    rest: str = ""


def find_refused(plain: str, is_genre: Callable[[str], bool]) -> RefusedWish:
    """Find what a wish, in folded words, refuses of events, places and subjects; `is_genre` tells a word of a genre."""
    words: list[str] = []
    untold: list[str] = []
    for pattern in _EVENTS:
        while (found := pattern.search(plain)) is not None:
            said = found["what"]
            words += _telling(said)
            if _DIES.search(said):
                words += _DEATH
            untold.append("plot")
            plain = _cut(plain, found)
    for pattern in _SETTINGS:
        while (found := pattern.search(plain)) is not None:
            words += next(filter(None, found.groups())).split()[:1]
            untold.append("setting")
            plain = _cut(plain, found)
    for pattern in _SUBJECTS:
        found = pattern.search(plain)
        telling = _telling(found["what"]) if found is not None else ()
        if found is not None and telling and not any(map(is_genre, found["what"].split())):
            words += telling
            plain = _cut(plain, found)
    if (found := _MANNER.search(plain)) is not None:
        untold.append("manner")
        plain = _cut(plain, found)
    for found in list(_PART.finditer(plain)):
        if not is_genre(found["what"] or found["fa"]):
            untold.append("manner")
            plain = plain.replace(found[0], " , ", 1)
    return RefusedWish(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(untold)), plain)


def _telling(said: str) -> list[str]:
    """Give the words that may stand in what is told of a book."""
    return [
        word.removesuffix("'s")
        for word in said.split()
        if word not in _STRAY and len(word) > 2 and not is_ordinary(word)
    ]


def same_place(word: str) -> frozenset[str]:
    """Give what a word may stand for where it names a place: "England" is also told of as English, or as London."""
    return next((names for names in _PLACES if word in names), frozenset({word}))


_COUNTRIES = frozenset(
    "england america iran russia france japan scandinavia انگلیس آمریکا ایران روسیه فرانسه ژاپن".split()
)


def within(word: str) -> frozenset[str]:
    """Give what tells of a country, its cities too; of a city only itself."""
    return same_place(word) if word in _COUNTRIES or word in NAMES_TOLD else frozenset({word})


def _cut(plain: str, found: re.Match[str]) -> str:
    return f"{plain[: found.start()]} , {plain[found.end() :]}"
