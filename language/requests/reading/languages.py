"""Languages that are learnt, spoken, or all the same, and what is read in them."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from language.normalise import fold
from language.requests.reading.terms import LEAST_STEM

__all__ = [
    "ANY_LANGUAGE",
    "NO_TRANSLATION",
    "ORIGINAL_TONGUE",
    "find_learnt",
    "find_read_in",
    "reads_in",
    "without_spoken",
]

_LEARNT = {
    "persian": "فارسی|persian|farsi", "english": "انگلیسی|english|englisi", "german": "آلمانی|german|almani",
    "french": "فرانسه|فرانسوی|french", "arabic": "عربی|arabic", "turkish": "ترکی|turkish", "spanish": "اسپانیایی|spanish",
    "italian": "ایتالیایی|italian", "russian": "روسی|russian",
}  # fmt: skip
_LEARNING = re.compile(
    r"\b(?:learn(?:ing)?|teach(?:ing)? myself|study(?:ing)?|practi[sc](?:e|ing))(?: to (?:speak|read)| some| the)? (?P<en>[a-z]+)\b|\b(?P<for>[a-z]+) for (?:foreigners?|learners?|beginners?)\b"
    r"|\b(?P<book>persian|farsi) (?:books?|texts?|material|readers?) (?:\w+ )?for (?:foreigners?|learners?|non ?native\w*)\b"
    r"|(?<!\w)کتاب\w{0,4} (?:\w+ ){0,2}(?P<foreign>فارسی) (?:\w+ )?(?:برای|واسه|مخصوص|ویژه) (?:\w+ )?(?:خارجی|غیر ?فارسی ?زبان)\w{0,4}(?!\w)"
    r"|(?<!\w)(?P<forfa>فارسی|انگلیسی|farsi|englisi) (?:برای|واسه|baraye|vase) (?:خارجی|غیر ?فارسی|زبان ?آموز|khareji)\w{0,4}"
    r"|(?<!\w)(?:یادگیری|آموزش|یاد گرفتن|آموختن)(?: زبان| ی)? (?P<fa>\w+)|(?<!\w)(?P<then>\w+) (?:رو |را )?(?:یاد ?(?:بگیر|میگیر|گرفتن)\w*)"
    r"|(?<!\w)(?:yadgiriye?|amoozeshe?|amuzeshe?)(?: zabane?)? (?P<fin>\w+)"
)
# «فارسی یا انگلیسی فرقی نداره»: neither is asked for.
ANY_LANGUAGE = re.compile(
    r"\b(?:any|either) language\b|\blanguage (?:does not|doesn't) matter\b|\b(?:persian|farsi|english) or (?:persian|farsi|english)\b"
    r"|(?<!\bmy )(?<!\bhis )(?<!\bher )\b(?:persian|farsi|english|french|arabic|german)(?: (?:books?|ones?|novels?|translations?|text))?(?: (?:is|are|would be|will be))? (?:also|too|as well)(?: (?:is|are|would be|will be))? ?,? (?:no problem|not a problem|fine|ok|okay|all right|good|possible|welcome)\b"
    r"|(?<!\bmy )(?<!\bhis )(?<!\bher )\b(?:persian|farsi|english|french|arabic|german)(?: (?:books?|ones?|novels?))? (?:is|are|would be) (?:fine|ok|okay|good|all right|no problem) (?:too|as well|also)\b"
    r"|(?<!\w)(?:فارسی|انگلیسی|فرانسه|عربی|english|persian|farsi)(?:ش| باشه| بود)? هم (?:(?:شد|باشه|بود|باشد) )?(?:اشکالی? ندار\w|مشکلی? (?:ندار\w|نیست)|عیبی? ندار\w|خوبه|قبوله|ایرادی ندار\w)(?!\w)"
    r"|(?<!\w)(?:فارسی|انگلیسی)ش? (?:یا|و|هم) (?:فارسی|انگلیسی)|زبانش? (?:مهم نیست|فرقی ?\w*)|\b(?:farsi|englisi) ya (?:farsi|englisi)\b"
)
_TRANSLATED = r"(?:translations?|translated(?: (?:ones?|books?|works?|novels?|stuff))?)"
# What is wanted is in the language in which it was written.
NO_TRANSLATION = re.compile(
    rf"\b(?:(?:no|nothing|not(?: in| an?| any| the)?|never|without|rather than(?: an?| the)?|instead of(?: an?| the)?|isn't(?: an?)?|aren't|don't want(?: an?| any)?|hate|dislike|avoid) {_TRANSLATED}|untranslated|not the {_TRANSLATED})(?= ?(?:$|[.,;:!?)]|(?:please|pls|thanks|and|but|again|though)\b))"
    rf"|(?<!the )(?<!this )(?<!these )(?<!those )\btranslations are (?:never |usually |often |mostly |always |really )?(?:bad|awful|terrible|poor|no good|not (?:any )?good|not (?:very|so) good)\b(?!.{{0,60}}\b(?:another|better|other|different|newer|good) (?:one|translation))|\bin (?:the|its|their) original(?: (?:language|version))?(?= ?(?:$|[.,;:!?)]|(?:please|not|and|but)\b))"
    r"|(?<!\w)(?:نه|بدون|غیر از?) ترجمه(?: ?شده)?(?!\w)|(?<!\w)ترجمه(?: ?(?:ش|اش|ها|هاش|هاشون|هاشان|شون|ای))?(?: ?شده)?(?: (?:هم|اصلا|معمولا|خیلی)){0,2} (?:نباشه|نباشد|نباشن|نمی ?خوام|نمی ?خواهم)(?!\w)|(?<!\w)ترجمه ?(?:ها|هاش|هاشون|هاشان)(?: (?:هم|اصلا|معمولا|خیلی)){0,2} (?:خوب (?:نیست|نیستن|نیستند|نیس|درنمیاد)|بد(?:ه|ن|ند)|افتضاح(?:ه|ن)?|مزخرف(?:ه|ن)?)(?!\w)|(?<!\w)(?:به )?(?:زبان|زبون) اصلی(?: (?:باشه|باشد))?(?!\w)"
    r"|\b(?:na|bedune) tarjome\b|\btarjome (?:nabashe|nemikham)\b|\bzab(?:a|u|oo)ne? asli\b"
)
# Of these words it is open which language that is, where none is said.
ORIGINAL_TONGUE = re.compile(r"\bin (?:the|its|their) original\b|(?:زبان|زبون) اصلی|\bzab(?:a|u|oo)ne? asli\b")
_SPOKEN = re.compile(
    r"\b(?:speaks?|understands?|knows?|reads?) (?:only |just |little |some |a bit of |a little )*(?:russian|turkish|arabic|persian|farsi|english|french|german|chinese)(?: (?:and|or) (?:only |just |little |some |a bit of |a little )*(?:russian|turkish|arabic|persian|farsi|english|french|german|chinese))?\b"
)
_IN_LANGUAGE = re.compile(r"\bin (?:russian|turkish|arabic|persian|farsi|english|french|german|chinese)\b")
# What is read in the language that is learnt, and teaches it to nobody.
_TO_READ_IN = re.compile(
    r"(?<!\w)کتاب(?:ی|های)? (?:آسان|آسون|ساده|راحت)(?!\w)|\bketab\w{0,3} (?:asan|asun|asoon|sade)\b|\b(?:novels?|stor(?:y|ies)|fiction|(?:to|can|could|may|love to) read|easy (?:books?|reading|reads?|texts?)|readable)\b"
    r"|(?<!\w)(?:رمان\w*|داستان\w*|قصه\w*|بخون\w*|بخوان\w*)(?!\w)|\b(?:roman\w*|dastan\w*|bekhun\w*|bekhoon\w*)\b"
)
# Who reads so as to learn wants what teaches: «چی بخونم که انگلیسی یاد بگیرم؟».
_READ_TO_LEARN = re.compile(
    r"(?<!\w)(?:بخون\w*|بخوان\w*)(?: (?:که|تا|و))?(?: \w+){1,3} ?یاد ?(?:بگیر|می ?گیر|بده|می ?ده)\w*|\b(?:to|can|could|may) read (?:in order to|to|so (?:that )?(?:i|he|she|we|they) (?:can )?) ?learn\b"
)
_TO_LEARN_FROM = re.compile(
    r"\b(?:grammars?|dictionar\w+|textbooks?|course\w*|exercises?|vocabulary|teach myself|to learn from|learning book|self[- ]study|workbooks?)\b"
    r"|(?<!\w)(?:گرامر\w*|دستور زبان|واژه\w*|لغت\w*|خودآموز\w*|آموزشی\w*|درسی\w*|دوره\w*)(?!\w)"
)
_CODES = {"persian": "fa", "english": "en", "german": "de", "french": "fr", "arabic": "ar", "turkish": "tr",
          "spanish": "es", "italian": "it", "russian": "ru"}  # fmt: skip


_NAMES = r"russian|turkish|arabic|persian|farsi|english|french|german|chinese"
_NAMES_FA = "انگلیسی|فارسی|فرانسه|آلمانی|عربی|ترکی"
# Of two languages the one that somebody reads better.
_READ_BETTER = (
    re.compile(
        rf"\b(?P<one>{_NAMES}) (?:(?:much|far|a lot|a bit) )?(?:better|more easily|faster|more fluently|easier) than (?:(?:in|her|his|my|their) )?(?:{_NAMES})\b"
    ),
    re.compile(
        rf"(?<!\w)(?P<one>{_NAMES_FA})(?:ش|اش)? ?(?:رو |را )?(?:خیلی )?(?:بهتر|راحت ?تر) از (?:{_NAMES_FA})(?:ش|اش)?(?!\w)"
    ),
    re.compile(
        rf"(?<!\w)(?P<one>{_NAMES_FA})(?:ش|اش)? از (?:{_NAMES_FA})(?:ش|اش)? (?:خیلی )?(?:بهتر|راحت ?تر|قوی ?تر)(?:ه|است)?(?!\w)"
    ),
)


def without_spoken(plain: str) -> str:
    """Leave out which languages somebody speaks, where it is said besides in which the book shall be."""
    for pattern in _READ_BETTER:
        plain = pattern.sub(r"\g<one>", plain)
    rest = _SPOKEN.sub(" ", plain)
    return rest if rest != plain and _IN_LANGUAGE.search(rest) else plain


def find_learnt(words: Sequence[str]) -> str:
    """Give the language that somebody wants to learn, by its name; empty for none."""
    for found in _LEARNING.finditer(" ".join(words)):
        said = next(filter(None, found.groups()))
        for name, ways in _LEARNT.items():
            for way in ways.split("|"):
                if said == way or (len(way) > LEAST_STEM and said.startswith(way)):
                    return name.capitalize() if said.isascii() else way
    return ""


def find_read_in(subject: str, plain: str) -> str:
    """Give the code of the language that is learnt, where something to read in it is wished for; empty otherwise."""
    if _TO_READ_IN.search(_READ_TO_LEARN.sub(" ", plain)) is None or _TO_LEARN_FROM.search(plain) is not None:
        return ""
    said = fold(subject)
    return next((_CODES[name] for name, ways in _LEARNT.items() if said == name or said in ways.split("|")), "")


def reads_in(words: Sequence[str], plain: str) -> bool:
    """Tell whether something to read in the language that is learnt is wished for."""
    subject = find_learnt(words)
    return bool(subject) and bool(find_read_in(subject, plain))
