"""Words of asking around a title, and what is left without them."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.detect import is_finglish
from language.kept import kept
from language.normalise import fold, squash

__all__ = ["search_words", "without_request"]

_QUOTED = re.compile(r"[«\"“”']([^«»\"“”']{2,})[»\"“”']")

# What surrounds a title in a request; longest first, so that «رو دارید» goes before «رو».
_REQUEST_EN = (
    r"(?:find out|see) (?:whether|if)|(?:is|are|hi|hello|hey|good morning|good evening|please|pls|thanks|thank you|kindly|"
    r"(?:do|does|did) (?:you|the library|u|we) (?:have|own|carry|hold|keep|stock)|have you got|have u got|got|"
    r"is there|are there|i(?:'m| am) (?:(?:looking|searching) for|after)|looking for|searching for|search for|search|find me|"
    r"find|can you|could you|could i|can i|may i|would you|i(?:'d| would) like(?: to)?|i want(?: to)?|i need(?: to)?|"
    r"wanna|want|need|show me|check (?:whether|if)|check|tell me|where is|"
    r"(?:put|place|make) (?:a )?(?:hold|reservation) (?:on|for)|(?:a )?hold (?:on|for)|reserve|hold|book me|"
    r"(?:put|set|keep|place)(?=\b.{1,80}\b(?:aside|on hold|to one side)\b)|"
    r"renew|extend|prolong|cancel|drop|recommend|suggest|something|anything|"
    r"(?:any |some |more )?(?:books?|novels?|titles?|copies|copy|works?|things?) "
    r"(?:by|on|about|called|named|titled|of)|"
    r"the book|a book|books?|novels?|titled|called|named|any copies of|a copy of|copies of|copy of|"
    r"(?:written )?by the author|author|written by|by|about|on the subject of|on|isbn(?: number)?|"
    r"in your (?:catalogue|catalog|library|collection)|in the (?:catalogue|catalog|library)|in stock|available|"
    r"for me|again|is it in|in)"
)
# The same in Latin letters: «slm, ketabe 1984 ro darin?».
_EDGE_FINGLISH_FRONT = re.compile(
    r"^(?:yeki (?:ham )?az|yeki ham|ye (?:dune|done|nafar)|slm|salam|salaam|dorud|dorood|lotfan|bebakhshid|aya|mishe|begin|begid|donbale?|ketab(?:e|haye|aye|i)?|romane?|ye|az)\b[\s,:]+",
    re.IGNORECASE,
)
_EDGE_FINGLISH_BACK = re.compile(
    r"\b(?:o?ro|ra|darin|darid|dari|dare|hast|hastesh|mojude|mojood|mojoode|mikham|mikhastam|lotfan|mersi|mamnun|alan|koja(?:st|s)?|ya na|kon|konin|konid|re[sz]erv(?:e|esh)?|negah ?dar(?:in|id)?|kenar|bezar(?:in|id)?|baram|vasam|barash|vase ?(?:man|doostam|dustam))$",
    re.IGNORECASE,
)
_EDGE_EN_FRONT = re.compile(rf"^(?:{_REQUEST_EN})\b[\s,:]*", re.IGNORECASE)
_EDGE_EN_BACK = re.compile(
    r"\b(?:please|pls|thanks|thank you|for me|available|in stock|in the library|at the library|in your library|"
    r"aside|on hold|to one side|in the catalogue|on the shelf|on loan|again|now|today|is it in|is it available|do you have it|have you got it|"
    r"got it|or not|anywhere|in|at|book|books|novel)$",
    re.IGNORECASE,
)
_EDGE_FA_FRONT = re.compile(
    r"^(?:از ?همین نویسنده|همین نویسنده|"
    r"سلام|درود|لطفا|لطفن|ببخشید|آقا|خانم|میشه|میشود|میتونم|میتونیم|آیا|اگه میشه|"
    r"خسته نباشید|میخواستم|میخوام|میخواهم|دنبال|"
    r"به دنبال|جستجوی|جستجو|جست و جو|پیدا کن|بگرد دنبال|بگرد|سرچ|شما|کتابخانه|کتابخونه|یکی (?:هم )?از|یه دونه|یدونه|(?:یه|یک) (?:جلد|نسخه)|از|یه|یک|نسخه ای از|نسخه|"
    r"کتابهایی|"
    r"کتابهای|کتابای|کتابی|کتابها|کتاب|رمانهای|رمانی|رمان|داستان|آثار|اثر|نوشته های|نوشته|"
    r"عنوان|نویسنده|درباره|در مورد|راجع به|موضوع|شابک|"
    r"چیزی|هستم|رزرو|تمدید|معرفی|پیشنهاد|برام|برای من|واسم|با موضوع|در زمینه)(?=\s|$|[:،,])[\s:،,]*"
)
_EDGE_FA_BACK = re.compile(
    r"(?<!\S)(?:نیز در اختیار|در اختیار|نیز|"
    r"رو|را|و|دارید|دارین|دارد|داره|دارن|دارند|داری|هست|هستش|موجوده|موجود|موجود است|موجود هست|"
    r"میخوام|میخواهم|میخواستم|کن|کنید|کنین|بکن|بکنید|میکنید|رزرو|رزروش|تمدید|تمدیدش|برام|برایم|برای من|واسم|لطفا|لطفن|"
    r"مرسی|ممنون|ممنونم|میشه|میگردم|هستم|پیدا|پیدا کنید|چی|چیزی|کجاست|یا نه|است|نشون بده|بده|بدید|بیار|سرچ|معرفی|"
    r"کتابخونه|کتابخانه|تو|در|اونجا|الان|کتاب|کنم|بدین|دارم|آیا|بگیر|بگیرید|بذار|بذارید|بذارین|بگذار|بگذارید|کنار|لغو|نگه ?(?:دار|دارید|دارین|داری)|واسه (?:من|ما)|"
    # Lent and borrowed: «رو امانت میدید», «قرض بگیرم», «رو ببرم».
    r"(?:به )?(?:امانت|قرض)(?: (?:داده )?(?:میدید|میدی|میدن|میدهید|بدی|بدید|بدهید|میشه|میشود|بگیرم|بگیریم|میگیرم|"
    r"ببرم|گرفت|برد))?|"
    r"(?:میدید|میدن|میدهید) (?:به )?امانت|ببرم|میبرم|(?:میشه|میشود) (?:برد|گرفت)|میتونم|میتونیم)$"
)

# Nobody asks with more words of asking than these; and the longest of them at the end, with some to spare.
_MOST_EDGES = 40
_LONGEST_EDGE = 60
_AROUND = " ,،.:؛-"


@kept
def without_request(text: str) -> str:
    """Take the words of asking off both ends of a sentence; what is in quotation marks stays alone."""
    quoted = _QUOTED.search(text)
    if quoted:
        return quoted.group(1).strip()
    rest = fold(text).rstrip("?؟!.…").rstrip()
    rest = re.sub(r"[?؟!]+", " ", rest).strip()
    # Only what is written so as a whole: "ra" and "ye" stand in English titles, too.
    finglish = is_finglish(text)
    fronts, backs = ((_EDGE_FINGLISH_FRONT,), (_EDGE_FINGLISH_BACK,)) if finglish else ((), ())
    for _ in range(_MOST_EDGES):
        before, rest = rest, rest.strip(_AROUND) or rest
        for front in (_EDGE_EN_FRONT, _EDGE_FA_FRONT, *fronts):
            if found := front.match(rest):
                rest = rest[found.end() :].strip(_AROUND) or rest
        for back in (_EDGE_EN_BACK, _EDGE_FA_BACK, *backs):
            if found := back.search(rest, max(0, len(rest) - _LONGEST_EDGE)):
                rest = rest[: found.start()].strip(_AROUND) or rest
        if rest == before:
            break
    return rest


@kept
def search_words(text: str) -> str:
    """Give what to look for in a sentence that asks for something."""
    rest = without_request(text)
    return rest if len(squash(rest)) >= 2 else ""
