"""Countries, parts of the world and cities of a wish: by the languages that are written there, or by what is told of a title."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["NAMES_TOLD", "PLACE_LANGUAGES", "TOLD_PLACES", "Places", "find_places", "refuse_places"]

# Of these a title is told as from there: the words of names that summaries and subjects carry.
TOLD_PLACES = {
    "africa": "africa african nigeria nigerian nigerians igbo lagos kenya ghana zimbabwe biafran mandela آفریقا آفریقایی نیجریه",
    "afghanistan": "afghanistan afghan afghans kabul افغانستان افغان کابل کابلستان",
    "india": "india indian kerala هند هندی هندوستان",
    "york": "york manhattan نیویورک",
}
#: All of these names.
NAMES_TOLD = frozenset(name for names in TOLD_PLACES.values() for name in names.split())
# A place is one of a wish where books are from it, set or told of there, or where nothing else stands in its clause;
# "Out of Africa" and "A Passage to India" are names, and where somebody lives or comes from is no wish.
_BOOKS = r"(?:novels?|books?|fiction|literature|stor(?:y|ies)|writers?|authors?|poet(?:s|ry)?|ones?|something|anything|films?|memoirs?|classics?|thrillers?|crime|mystery|fantasy|romance|realism)"
_BOOKS_FA = r"(?:(?:کتاب|رمان|داستان|نویسنده|ادبیات|شعر|شاعر|فیلم|قصه)(?: ?(?:ی|ای|های|هایی|هاشون|ها|ا))?)"
_END = r"(?= ?[.,;!?]| ?$| (?:please|pls|bashe|dige|e dige)\b)"
_END_FA = r"(?= ?[.،,؛!؟?]| ?$| (?:باشه|باشد|لطفا|می ?خوام|دارین|دارید|داری|چی|بدین|بدید|معرفی)(?!\w))"
_ALONE = r"(?:^|[.,;!?] )(?:(?:but|and|or|so|maybe|perhaps|preferably|ideally|rather|more|an?|is there|any|modern|it should be|must be|ye|yek|faghat) ){0,3}"
_ALONE_FA = r"(?:^|[.،,؛!؟?] )(?:(?:ولی|اما|و|یا|حالا|ترجیحا|مثلا|بیشتر|فقط|یه|یک) ){0,3}"
# Where it is from is said in a sentence of its own; "my son lives abroad, in India" tells of somebody.
_FROM = r"(?:(?:^|[.;!?] )(?:(?:but|and|or|maybe|preferably) )?|[,;] but )"
_FROM_FA = r"(?:^|[.؛!؟?] )(?:(?:ولی|اما|و|یا|ترجیحا|مثلا|بیشتر|فقط) ){0,2}(?:از|اهل|نویسنده|نویسنده ش) "
_DONE_FA = r"(?! (?:خرید|آورد|رسید|فرستاد|اومد|آمد|برگشت|زندگی|هست|بود|گرفت))"
_NO = r"\b(?:no|not|nothing|without|except|hate|avoid|never|don't (?:want|like)|do not (?:want|like)|doesn't (?:want|like)|isn't)(?: (?:any|an?|the|from|set|in|more|about|of|so|these|really|another)){0,3}"
_NOT_FA = (
    r"(?: (?:رو|را|هم|دیگه))?(?: (?:نباشه|نباشد|نباشن|نمی ?خوا\w{1,3}|دوست ندار\w{1,2})(?!\w)| نه(?= ?[.،,؛!؟?]| ?$))"
)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a place: what is from there, the place itself, and both in Persian."""

    adjectives: str
    nouns: str
    persian: str

    def wished(self, about: str) -> re.Pattern[str]:
        """Make the pattern of a wish for it; `about` are the words behind which a book is told to be of it."""
        told = "درباره|در مورد|راجع به|" if about else ""
        return re.compile(
            rf"(?<!\bmy )(?<!\bour )(?<!\bhis )(?<!\bher )\b(?P<of>{self.adjectives})\b(?= (?:\w{{3,14}} )?{_BOOKS}\b(?! (?:clubs?|shops?|stores?|groups?|fairs?)\b))|{_ALONE}(?P<alone>{self.adjectives}){_END}"
            rf"|\b{_BOOKS} (?:\w{{3,12}} )?(?:{about}from|set in) (?:modern |today's )?(?P<there>{self.nouns})\b|\b(?:novels?|stor(?:y|ies)|thrillers?|crime|mystery|romance) in (?:modern )?(?P<in>{self.nouns})\b"
            rf"|\b(?:set in|stay in|takes place in) (?:modern )?(?P<set>{self.nouns})\b|{_ALONE}(?P<bare>{self.nouns}){_END}|{_FROM}(?:{about}from|in|set in) (?P<from>{self.nouns}){_END}"
            rf"|(?<!\w){_BOOKS_FA} (?:(?!به |غذا|آشپزی|هنر|تاریخ|سفر|درباره|مورد|راجع|از |در )\w{{2,12}} )?(?P<fa>{self.persian})(?!\w)|(?<!\w){_BOOKS_FA} (?:{told}از|در|تو|توی|اهل) (?P<fa_of>{self.persian})(?!\w){_DONE_FA}"
            rf"|{_ALONE_FA}(?P<fa_alone>{self.persian}){_END_FA}|{_FROM_FA}(?P<fa_from>{self.persian}){_END_FA}"
        )

    def refused(self) -> re.Pattern[str]:
        """Make the pattern of what must not be from there, with the books that are named so."""
        latin = f"(?:{self.adjectives}|{self.nouns})"
        return re.compile(
            rf"{_NO} {latin}\b(?: (?:\w{{3,12}} )?{_BOOKS}\b)?|\b(?:{_BOOKS} )?{latin}(?: {_BOOKS})? (?:nabashe|nemikham)\b"
            rf"|(?<!\w)(?:{_BOOKS_FA} |(?:از|در|تو|توی) )?(?:{self.persian}){_NOT_FA}|(?<!\w)(?:نه|بدون|غیر از|به جز|بجز|جز) (?:{_BOOKS_FA} )?(?:(?:از|در|تو) )?(?:{self.persian})(?!\w)"
        )


_NAMES = {
    "africa": _Names(r"africans?|afrigh?a(?:yi|ee)?", r"africa", r"آفریقا(?:یی)?\w{0,2}"),
    "afghanistan": _Names(r"afghan(?:s|i)?", r"afghanistan|afghanestan", r"افغان(?:ی|ستان|ستانی)?"),
    "india": _Names(r"indian", r"india", r"هندوستان|هندی|هند"),
    "york": _Names(r"new york(?: city)?(?! trilogy)|nyc", r"new york(?: city)?(?! trilogy)|nyc", r"نیویورک"),
}
_IN_PERSIAN = {"africa": "آفریقا", "afghanistan": "افغانستان", "india": "هند", "york": "نیویورک"}
# What a part of the world reads and writes; the catalogue tells languages and no countries, so what is about it is none.
_REGIONS = {
    "es|pt": _Names(
        r"(?:latin|south) americans?|amrikaye latin",
        r"(?:latin|south) america|amrikaye latin",
        r"آمریکای (?:لاتین|جنوبی)",
    ),
    "ja|zh|ko": _Names(
        r"(?:(?:east|south east|far eastern) )?asians?|asiay?i",
        r"(?:east )?asia|the far east",
        r"شرق آسیا|آسیایی|آسیا|خاور دور",
    ),
}
_WISHED = {
    **{place: names.wished("about|on|around|") for place, names in _NAMES.items()},
    **{codes: names.wished("") for codes, names in _REGIONS.items()},
}
_REFUSED = {place: names.refused() for place, names in (*_NAMES.items(), *_REGIONS.items())}
_FAR_EAST = r"(?:ژاپن|چین|کره)"
_LIST_FA = re.compile(
    rf"(?:(?<!\w){_BOOKS_FA} (?:از )?|{_ALONE_FA})(?P<list>{_FAR_EAST}(?: ?[،,] ?| و | یا | ){_FAR_EAST}(?:(?: ?[،,] ?| و | یا | ){_FAR_EAST})?)(?!\w)"
)
_CODES_FA = {"ژاپن": "ja", "چین": "zh", "کره": "ko"}
# A story that is to be set in a country may be one written in its language, where nothing tells where it is set.
PLACE_LANGUAGES = {
    "iran": "fa", "ایران": "fa", "japan": "ja", "ژاپن": "ja", "russia": "ru", "روسیه": "ru", "france": "fr", "فرانسه": "fr",
    "germany": "de", "آلمان": "de", "italy": "it", "ایتالیا": "it", "turkey": "tr", "ترکیه": "tr", "china": "zh", "چین": "zh",
    "korea": "ko", "spain": "es", "اسپانیا": "es", "sweden": "sv", "سوئد": "sv", "greece": "el", "یونان": "el", "portugal": "pt",
}  # fmt: skip
# "A love story. In Iran, now, not old time."
_SET_IN = re.compile(
    r"(?:^|(?<=[.,;!?] )|(?<=\band )|(?<=\bbut ))(?:it (?:should|must|can) be )?in (?=(?:iran|japan|russia|france|germany|italy|turkey|china|korea|spain|sweden|greece|tehran|paris|london|istanbul)(?: ?[.,;!?]| ?$| (?:now|today|please)\b))"
)
# Cooking in English is of a country, and in its language only where that is said.
_OF_IRAN = re.compile(
    r"\b(?:persian|iranian) (?=(?:food|cooking|cuisine|recipes?|dishes|cookbooks?|kitchen)\b)|(?<=\bcookbook )(?:persian|iranian)\b"
)
_OF_TODAY = re.compile(
    r"(?<=, )now(?= ?[,.;!?]| ?$)|\bof today\b(?= ?[.,;!?]| ?$)|\bnot (?:from |in |of )?(?:the )?old (?:times?|days)\b|(?<!\w)(?:ایران|تهران) امروز(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where a wish is to be from or set: topics, codes of languages, and the text without the names."""

    topics: tuple[str, ...]
    origin: str
    rest: str


@dataclass(frozen=True, slots=True)
class RefusedPlaces:
    """Where a wish must not be from or set: places, codes of languages, and the text without the names."""

    not_on: tuple[str, ...]
    not_from: tuple[str, ...]
    rest: str


def refuse_places(plain: str) -> RefusedPlaces:
    """Find the places in folded words that are refused in their clause."""
    not_on, not_from = list[str](), list[str]()
    for place, pattern in _REFUSED.items():
        if pattern.search(plain) is not None:
            plain = pattern.sub(" , ", plain)
            not_on += [place] if place in _NAMES else []
            not_from += place.split("|") if place in _REGIONS else []
    return RefusedPlaces(tuple(not_on), tuple(not_from), plain)


def find_places(plain: str) -> Places:
    """Find the places in folded words that are told of titles, or that stand for languages."""
    plain = _OF_TODAY.sub(
        lambda one: " ایران معاصر " if "ایران" in one[0] else " modern ", _SET_IN.sub(" set in ", plain)
    )
    origin = ""
    topics = list[str]()
    if _OF_IRAN.search(plain) is not None:
        topics, plain = ["iran"], _OF_IRAN.sub(" ", plain)
    if (listed := _LIST_FA.search(plain)) is not None:
        origin = "|".join(code for name, code in _CODES_FA.items() if name in listed["list"])
        plain = _without(plain, listed)
    for place, pattern in _WISHED.items():
        found = pattern.search(plain)
        if found is None:
            continue
        if place in _REGIONS:
            origin = origin or place
        else:
            topics.append(place if found[str(found.lastgroup)].isascii() else _IN_PERSIAN[place])
        while found is not None:
            plain = _without(plain, found)
            found = pattern.search(plain)
    return Places(tuple(topics), origin, plain)


def _without(plain: str, found: re.Match[str]) -> str:
    """Leave out the name that a pattern found."""
    start, end = found.span(str(found.lastgroup))
    return f"{plain[:start]} {plain[end:]}"
