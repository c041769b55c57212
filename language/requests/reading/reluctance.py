"""What refuses without a "no": who is weary of something, has had enough of it, or found it too much."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.requests.reading.terms import find_term, is_genre

__all__ = [
    "HAD_SO_MANY",
    "NOT_SUCH",
    "ENOUGH_BEFORE",
    "ENOUGH_OF",
    "NOT_HARD",
    "RELUCTANT",
    "WEARY_OF",
    "instead_of",
    "less_of",
    "untrue",
]

# What refuses without a "no", and is read as one.
RELUCTANT = re.compile(
    r"\b(?:(?:not|isn't|n't) (?:really |much |exactly )?(?:in the mood|up) for|(?:not|isn't) (?:really |much |exactly )?(?:a (?:big |huge |great )?fan of|into|keen on|fond of)"
    r"|(?:no|little) (?:patience|time|appetite|stomach|energy|taste|liking) for|(?:can't|cannot|cant) (?:stand|bear|face|take|stomach)|(?:sick|tired|bored|weary) of|(?:scared|afraid|frightened|terrified) of(?! the dark)|fed up with"
    r"|(?:had )?(?:quite )?enough of|spare me|rather than(?: the| an?)?|instead of(?: the| an?)?|anything but|rather not|don't (?:want|like|feel like|fancy)(?: any| a| anything| something)?|not another)\b"
)
# «English حوصله‌م نمی‌شه»: what stands before it is refused.
WEARY_OF = re.compile(r"(?<!\w)(\w+) (?:رو |را |خوندن )?حوصل\w*(?: \w+)? (?:نمی ?\w+|ندارم|نیست)(?!\w)")
# Who has read enough of something wants something else: «رمان ایرانی رو زیاد خوندم», "I've read plenty of crime".
ENOUGH_OF = re.compile(
    r"(?<!\w)(?:رو |را )?(?:زیاد|خیلی|کلی|به اندازه کافی|به قدر کافی|همه ?(?:ش|شو|شون|شونو)?) (?:خونده?|خوانده?|دیده?) ?(?:م|ام|ایم|یم)(?!\w)"
)
ENOUGH_BEFORE = re.compile(
    r"\b(?:i|we|he|she|they)(?:'ve| have|'s| has)? (?:already )?read (?:enough|plenty|loads|lots|tons|too (?:much|many)|so (?:much|many)|a lot)(?: of)?(?= )"
)
# «سخت نباشه» refuses nothing that is named before it.
NOT_HARD = re.compile(
    r"(?<!\w)(?:خیلی |زیاد )?(?:سخت|دشوار|پیچیده)\w{0,2} (?:نباشه|نباشد|نباشن|نیست)(?!\w)|\bsakht nabashe\b"
)
# "No heavy maths", "too dark for me", "less scary", «ریاضی سنگین نداشته باشه», «خیلی تاریکه»: that much of it is refused.
_HEAVY = re.compile(
    r"\b(?:no|not|without|nothing|avoid|isn't|aren't|don't want)(?: (?:too|so|very|any|that|really|overly))* (?:heavy|hard|complicated|advanced|difficult|dense|much)(?: on(?: the)?)? (?P<en>\w+)"
    r"|(?<!\w)(?P<fa>\w+) (?:خیلی |زیاد )?(?:سنگین|پیچیده|سخت|زیاد)ی? (?=نداشته|نباشه|نباشد|نمی ?خوام)"
)
_JUDGED = (
    r"(?:^|(?<=[.,;!?] )|(?<=\bbut )|(?<=\band )|(?<=\bbecause ))"
    r"(?:(?:that|it|this)(?: is|'s|s| was| looks| sounds| seems)|(?:they|these|those)(?: are|'re| were| look| sound| seem)"
    r"|(?:the|that|this) (?:\w+ )?(?:one|book|novel|story|first|second|third)(?: is|'s| was| looks| sounds| seems)) "
)
_TOO = re.compile(
    # what is asked for may be "very funny for my husband": only what was shown is judged so
    rf"{_JUDGED}(?:(?:a )?(?:bit|little)|rather|quite|very|so|pretty|really) (?P<me>\w+) for (?:me|us|him|her|them|my|our)\b"
    rf"|{_JUDGED}(?:(?:a )?(?:bit|little)|rather|quite|very|so|pretty|really) (?P<weighs>dark|scary|sad|violent|bleak|depressing|gloomy|bitter|tragic)\b"
    r"|^(?:a )?(?:bit|little) (?P<bit>\w+) for (?:me|us|him|her|them|my|our)\b|\b(?:too|less) (?P<en>\w+)"
    r"|(?<!\w)(?:یه کم|یکم|کمی|خیلی|زیادی|زیاد|یه خرده|یه ذره)(?: زیادی)? (?P<fa>\w{3,}?)(?:ه|ست|ند|ن|یه| بود| بودن| است)(?= (?:برام|واسم|برای|واسه)|[ ]?[.,،؛!؟?]|$)|(?<!\w)(?:کمتر|نه خیلی|نه چندان) (?P<less>\w+)"
)


def less_of(plain: str) -> str:
    """Write what is to be less, or was too much, as what is refused, where a genre is named; the rest stays."""

    def heavy(found: re.Match[str]) -> str:
        word = found["en"] or found["fa"]
        if not is_genre(word):
            return found[0]
        return f" no {word}" if found["en"] else f"{word} "

    def too_much(found: re.Match[str]) -> str:
        word = next(filter(None, found.groups()))
        if not is_genre(word):
            return found[0]
        return f" no {word} , " if word.isascii() else f" بدون {word} ، "

    return _TOO.sub(too_much, _HEAVY.sub(heavy, plain))


# What somebody had so much of that it made them low, and a film that was seen: neither is wished for.
HAD_SO_MANY = re.compile(
    r"(?<!\w)(?:این ?همه|اینقدر|این ?قدر|انقدر|بس که) [^.،؛!؟?\n]{3,50}? (?:گرفتم|خوندم|خواندم|خوندیم|دیدم) (?:افسرده|دپرس|خسته|دیوونه) (?:شدم|شدیم)(?!\w)"
    r"|(?<!\w)(?:فیلم|سریال)(?: ?ش| ?اش)(?:و| ?رو| ?را)? (?:قبلا )?(?:دیدم|دیدیم|دیده(?! ?(?:اید|ایید|این|ای)(?!\w)))(?!\w)(?![^.؟?!]{0,60}(?:دوباره|بازم|باز هم))"
    r"|(?<!\w)دیده (?:فیلم|سریال)(?: ?ش| ?اش)(?:و| ?رو| ?را)?(?!\w)"
)
_FORM = r"novels?|fiction|stories|poems|poetry"
# Whoever says that novels are lies wants none, where nothing else is said of novels and nobody speaks of themselves.
_UNTRUE = re.compile(
    rf"\b(?:he|she|and|but|my (?!friends\b)\w{{3,12}}) (?:says?|thinks?|believes?|finds?) (?:that )?(?:all )?(?P<en>{_FORM}) (?:is|are) (?:(?:just|all|only|mostly) )?(?:lies?|a lie|nonsense|rubbish|silly|stupid|untrue|invented|a waste)(?= ?(?:[.!?;]|$))(?!.{{0,300}}\b(?:i|me|we|us)\b)"
    r"|(?<!\w)می ?(?:گه|گوید) (?:که )?(?P<fa>رمان|داستان|قصه|شعر)(?: ?ها)? (?:همه? ?(?:ش|اش)? )?(?:دروغ|الکی|چرت|بیخود)\w{0,3}(?!\w)(?!.{0,300}(?<!\w)(?:من|خودم|برام|واسم)(?!\w))"
)
_FORMS = re.compile(rf"\b(?:novel|{_FORM}|story|poem)\b|(?<!\w)(?:رمان|داستان|قصه|شعر)")


def untrue(plain: str) -> str:
    """Turn what somebody else calls lies into a refusal of it."""
    if len(_FORMS.findall(plain)) != 1:
        return plain
    return _UNTRUE.sub(lambda one: f" , no {one['en']} , " if one["en"] else f" , {one['fa']} نه , ", plain)


# "Not like this, these are crime": of that kind none.
NOT_SUCH = re.compile(
    r"(?<!\w)(?:اینجوری|این ?جوری|اینطوری|این ?طوری) نه[ ،,]{0,3}(?:اینا|این ?ها) (?P<fa>\w{3,12}?)(?:ه|ان|ن|یه)?(?!\w)|\b(?:injoori|injuri|intori) na ?, ?ina (?P<fin>[a-z]{3,12}?)(?:e|an)?\b|\bnot (?:like )?(?:this|these)[,;:] (?:these|they)(?:'re| are) (?:all )?(?P<en>[a-z]{3,12})\b"
)


# "Large print is better than audio", «صوتی رو بلد نیست کار کنه»: of two kinds the other one, and none that cannot be used.
_BETTER = (
    re.compile(
        r"\b(?:large print|(?P<other>\w{3,14})) (?:is|are|would be|will be) (?:(?:much|far|a lot|always) )?(?:better|easier|nicer|more useful)(?: for (?:him|her|them|us|me))? than (?:an? )?(?P<kind>\w{3,14})\b"
    ),
    re.compile(
        r"(?<!\w)(?P<other>\w{3,14}) از (?P<kind>\w{3,14}) (?:خیلی )?(?:بهتره|راحت ?تره|(?:بهتر|راحت ?تر) (?:است|هست))(?!\w)"
    ),
)
_UNUSED = (
    re.compile(
        r"\b(?:he|she|they|mum|mom|dad|mother|father|granny|grandma|grandpa|gran) (?:can't|cannot|can not|doesn't know how to|don't know how to|is not able to|isn't able to) (?:really |even )?(?:use|work|manage|handle|operate|listen to) (?:an? )?(?P<kind>\w{3,14})(?= ?(?:$|[.,;!]|(?:and|but|so)\b))"
    ),
    re.compile(
        r"(?<!\w)(?P<kind>\w{3,14})(?: ?(?:رو|را|ها))? (?:اصلا |هم )?(?:بلد نیست\w{0,2}|نمی ?(?:تونه|تواند|تونن)) (?:کار کنه|کار کند|استفاده کنه|استفاده کند|گوش بده|گوش کنه|باهاش کار کنه)(?!\w)"
    ),
    re.compile(r"\b(?P<kind>[a-z]{3,14}) (?:ro |ra |o )?balad nist (?:kar kone|gush kone|goosh kone)\b"),
)
_SOON = 3


def instead_of(plain: str) -> str:
    """Write a kind of copy that something else is better than, or that somebody cannot use, as what is refused."""

    def refused(found: re.Match[str]) -> str:
        word = found["kind"]
        asked = found.string[found.end() : found.end() + _SOON].lstrip().startswith(("?", "؟"))
        if asked or not _is_kind(word):
            # Which of them is better may be asked, too.
            return found[0]
        return f" , no {word} , " if word.isascii() else f" ، بدون {word} ، "

    def worse(found: re.Match[str]) -> str:
        other = found["other"] or "large print"
        if other != "large print" and (not _is_kind(other) or other == found["kind"]):
            return found[0]
        said = refused(found)
        return said if said == found[0] else f"{other}{said}"

    for pattern in _BETTER:
        plain = pattern.sub(worse, plain)
    for pattern in _UNUSED:
        plain = pattern.sub(refused, plain)
    return plain


def _is_kind(word: str) -> bool:
    return (find_term((word,)) or ("", ""))[0] == "kinds"
