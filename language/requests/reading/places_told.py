"""Countries, parts of the world and cities of a wish: by the languages that are written there, or by what is told of a title."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["NAMES_TOLD", "PLACE_LANGUAGES", "TOLD_PLACES", "Places", "find_places"]

# Of these a title is told as from there: the words of names that summaries and subjects carry.
TOLD_PLACES = {
    "africa": "africa african nigeria nigerian nigerians igbo lagos kenya ghana zimbabwe biafran mandela آفریقا آفریقایی نیجریه",
    "afghanistan": "afghanistan afghan afghans kabul افغانستان افغان کابل کابلستان",
    "india": "india indian kerala هند هندی هندوستان",
    "york": "york manhattan نیویورک",
}
#: All of these names.
NAMES_TOLD = frozenset(name for names in TOLD_PLACES.values() for name in names.split())
# A place is one of a wish behind these or at the beginning; "Out of Africa" and "A Passage to India" are names.
_BEHIND = r"(?:(?:^|(?<=[.,;!?] )|(?<=\bin )|(?<=\bfrom )|(?<=\babout )|(?<=\baround )|(?<=\bbut )|(?<=\band )|(?<=\bor )|(?<=modern )))"
_BEHIND_FA = r"(?:(?:^|(?<=[.،؛!؟?] )|(?<=از )|(?<=در )|(?<=تو )|(?<=توی )|(?<=درباره )|(?<=مورد )|(?<=راجع به )|(?<=اهل )|(?<=کتاب )|(?<=رمان )|(?<=نویسنده )|(?<=ولی )|(?<=یا )))"
_OF_BOOKS = r"(?= (?:novels?|books?|fiction|literature|stor(?:y|ies)|writers?|authors?|poet(?:s|ry)?|ones?|crime|films?|memoirs?|classics?|women|woman)\b| ?[.,;!?]| ?$| please\b)"
_TOLD = {
    "africa": rf"\bafricans?{_OF_BOOKS}|{_BEHIND}\bafrica\b|(?<!\w)آفریقا(?:یی)?\w{{0,2}}(?!\w)|\bafrigh?a(?:yi|ee)?\b",
    "afghanistan": r"\bafghan(?:s|istan|estan|i)?\b|(?<!\w)افغان(?:ی|ستان|ستانی)?(?!\w)",
    "india": rf"\bindian{_OF_BOOKS}|{_BEHIND}\bindia\b|{_BEHIND_FA}(?<!\w)(?:هند|هندوستان|هندی)(?!\w)",
    "york": rf"{_BEHIND}\b(?:new york(?: city)?(?! trilogy)|nyc)\b|(?<!\w)نیویورک(?!\w)",
}
_IN_PERSIAN = {"africa": "آفریقا", "afghanistan": "افغانستان", "india": "هند", "york": "نیویورک"}
_PATTERNS = {place: re.compile(pattern) for place, pattern in _TOLD.items()}
# What a part of the world reads and writes; the catalogue tells languages and no countries.
_REGIONS = (
    (
        re.compile(
            r"(?<!to )\b(?:latin|south) america(?:n|ns)?\b(?! (?:cooking|food|cuisine|recipes?|dishes|history|art|architecture|music|cinema|politics|countries|travel))|(?<!به )(?<!تاریخ )(?<!\w)آمریکای (?:لاتین|جنوبی)(?!\w)|\b(?:amrikaye|america?ye) latin\b"
        ),
        "es|pt",
    ),
    (
        re.compile(
            r"\b(?:(?:east|south east|far eastern) )?asian?s?\b(?! (?:cooking|food|cuisine|recipes?|dishes|history|art|architecture|music|cinema|politics|countries|travel|religions?|philosophy))|\bfar east\b|(?<!غذای )(?<!آشپزی )(?<!هنر )(?<!تاریخ )(?<!به )(?<!\w)(?:آسیایی|آسیا|شرق آسیا|خاور دور)(?!\w)|\basiay?i\b"
        ),
        "ja|zh|ko",
    ),
)
_LIST_FA = re.compile(
    r"(?<!به )(?<!تاریخ )(?<!غذای )(?<!آشپزی )(?<!هنر )(?<!درباره )(?<!مورد )(?<!\w)(?:ژاپن|چین|کره)(?: ?[،,] ?| و | یا | )(?:ژاپن|چین|کره)(?:(?: ?[،,] ?| و | یا | )(?:ژاپن|چین|کره))?(?!\w)"
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


class Places:
    """Where a wish is to be from or set: topics, codes of languages, and the text without the names."""

    def __init__(self, topics: tuple[str, ...], origin: str, rest: str) -> None:
        self.topics, self.origin, self.rest = topics, origin, rest


def find_places(plain: str) -> Places:
    """Find the places in folded words that are told of titles, or that stand for languages."""
    plain = _OF_TODAY.sub(
        lambda one: " ایران معاصر " if "ایران" in one[0] else " modern ", _SET_IN.sub(" set in ", plain)
    )
    origin, topics = "", []
    if _OF_IRAN.search(plain) is not None:
        topics, plain = ["iran"], _OF_IRAN.sub(" ", plain)
    if (listed := _LIST_FA.search(plain)) is not None:
        origin = "|".join(code for name, code in _CODES_FA.items() if name in listed[0])
        plain = plain.replace(listed[0], " ")
    for pattern, codes in _REGIONS:
        if pattern.search(plain) is not None:
            origin, plain = origin or codes, pattern.sub(" ", plain)
    for place, pattern in _PATTERNS.items():
        if (found := pattern.search(plain)) is not None:
            topics.append(place if found[0].isascii() else _IN_PERSIAN[place])
            plain = pattern.sub(" ", plain)
    return Places(tuple(topics), origin, plain)
