"""The language and the kind of a copy that a text asks for: «فارسیش», "the audiobook", "as a film"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from language.kept import kept
from language.normalise import fold
from language.requests.speech.phrases import Phrases, words_of

__all__ = ["KIND_WORDS", "LANGUAGE_WORDS", "CopyWish", "find_copy", "find_kinds", "find_refused_language"]

#: What says, wherever it stands, in which language a copy is wanted: codes, with bars between the phrases.
LANGUAGE_WORDS: Mapping[str, str] = {
    "en": "english|in english|the english one|english one|english version|english edition|english copy"
    "|english translation"
    "|انگلیسی|انگلیسیش|انگلیسیشو|انگلیسیشم|به انگلیسی|انگلیسی اش|انگلیسی زبان|زبان انگلیسی|به زبان انگلیسی|نسخه انگلیسی"
    "|ترجمه انگلیسی|ترجمه انگلیسیش|انگلیسی باشه|انگلیسیه|زبان اصلی|زبون اصلی|به زبان اصلی"
    "|englisi|englisish|engelisi|ingilisi|inglisi|be englisi",
    "fa": "persian|farsi|in persian|in farsi|the persian one|persian one|persian version|persian edition|persian copy"
    "|persian translation|farsi version|farsi translation"
    "|فارسی|فارسیش|فارسیشو|فارسیشم|به فارسی|فارسی اش|زبان فارسی|به زبان فارسی|نسخه فارسی|ترجمه فارسی|ترجمه فارسیش"
    "|فارسی باشه|فارسیه|farsish|be farsi",
    "ar": "in arabic|arabic version|arabic edition|عربیش|به عربی|به زبان عربی|نسخه عربی",
    "fr": "in french|french version|french edition|فرانسویش|به فرانسه|به فرانسوی|به زبان فرانسه",
    "de": "in german|german version|german edition|آلمانیش|به آلمانی|به زبان آلمانی",
    "ru": "in russian|russian version|russian edition|روسیش|به روسی|به زبان روسی",
    "tr": "in turkish|turkish version|turkish edition|ترکیش|به ترکی|به زبان ترکی",
}
#: What says, wherever it stands, as what it is wanted: kinds of language/genres.py.
KIND_WORDS: Mapping[str, str] = {
    "audiobook": "audio|audiobook|audiobooks|audio book|audio books|on cd|on a cd|as a cd|on cds|read out loud|read aloud|to listen|listen to|to listen to"
    "|صوتی|صوتیه|صوتین|صوتی اش|گویاست|گویان|صوتیش|on disc|on disk|صوتیشم|گویاشم|کتاب صوتی|گویا|گویاش|کتاب گویا|گوش بدم|گوش کنم|گوش بدیم|گوش کنیم|sowti|soti|soty|souti|sooti|ketab soti|ketabe soti|guya|gooya|gooyaa",
    "ebook": "ebook|e book|ebooks|e books|e-book|e-books|kindle|pdf|epub|الکترونیک|الکترونیکی|الکترونیکیش"
    "|کتاب الکترونیکی|دیجیتال|پی دی اف|پی دی افش|ایبوک|ایبوکش|ایبوکشم|ایبوکم|ebookesh|ebookesham",
    "dvd": "dvd|dvds|film|films|movie|movies|to watch|blu ray|فیلم|فیلمی|فیلمش|فیلمشو|فیلم های"
    "|فیلمای|فیلمهای|فیلم‌هایی|فیلمهایی|سریال|سریالش|سریالشو|سینمایی|دی وی دی|دیویدی|دی وی دیش|تماشا|فیلما|فیلمها|فیلم‌ها|لوح فشرده|filma|filmi|filmesh|filmash|filmaye|filmhaye|film haye|film hay|tv series|television series|tv show",
    "large_print": "large print|larg print|lage print|large-print|big-print|bigger print|larger print|big print"
    "|large type|big letters|large letters"
    "|درشت|درشته|درشتش|درشتشو|درشت خط|درشتخط|درشت نویس|درشتنویس|درشت‌نویس|چاپ درشت|چاپ درشتش|حروف درشتش|خط درشتش|حروف درشت|خط درشت|dorosht|khat dorosht|khate dorosht|chap dorosht|chape dorosht|chap e dorosht",
    "braille": "braille|blind reader|بریل|خط بریل",
    "book": "in print|printed book|printed copy|نسخه چاپی|کتاب چاپی|کتاب کاغذی",
}
# Said of what is spoken of already, these are enough; in a whole sentence they may mean anything.
_BRIEF_LANGUAGES: Mapping[str, str] = {
    "en": "original|لاتین|لاتینش",
    "fa": "translation|ترجمه|ترجمه‌ش|ترجمه‌اش|ترجمش|ترجمشو|ترجمه شده|tarjome|tarjomash",
    "ar": "arabic|عربی",
    "fr": "french|فرانسه|فرانسوی",
    "de": "german|آلمانی",
}
_BRIEF_KINDS: Mapping[str, str] = {
    "audiobook": "recording",
    "ebook": "electronic|digital|online",
    "dvd": "video|videos",
    "book": "print|printed|paper|paperback|hardback|hardcover|physical|چاپی|چاپیش|کاغذی|کاغذیش|جلد سخت",
}
_PLURALS = frozenset(
    "audiobooks books ebooks dvds films movies videos فیلما فیلمها فیلمای فیلمهای فیلمهایی filma filmaye filmhaye".split()
)
# What joins them to the title.
_JOINTS = frozenset(
    "as an a in on the version edition copy form of به صورت نسخه ی رو به شکل در از با format زبان".split()
)


# What is refused or known already is not what is asked for: "the book, not the movie", "I know about the Persian one",
# «فارسیش رو که گفتید», «انگلیسی، نه فارسی».
_SET_ASIDE = re.compile(
    r"(?:[,;.–-] ?(?:and |but )?not |^(?:no,? )?not |\b(?:and|but) not |\b(?:i (?:do not|don't|dont) (?:mean|want)|rather than|instead of) )(?:the |a |an |its |in )?(?:\w+ )?(?:movie|film|dvd|play|audio ?book|e-?book|english|persian|farsi)(?: (?:one|version|translation|edition))?\b"
    r"|\b(?:(?:i|we) (?:already )?(?:know|knew|saw|have|had|own|read)|you (?:already )?(?:said|told me|mentioned|showed me)) (?:about |of |that )?(?:(?:you|there|it) (?:have|had|is|was|'s) )?(?:it |one )?(?:the |in )?(?:movie|film|dvd|audio ?book|english|persian|farsi)(?: (?:one|version|translation|edition))?\b"
    r"|\bmy (?:persian|farsi|english) (?:is|isn't|is not)(?: (?:not|very|really|so|quite|too|only|that|a bit)){0,2} (?:good|great|bad|weak|poor|terrible|awful|basic|rusty|fine|ok|enough)\b|\bthe (?:persian|farsi|english|film|movie)(?: one| version| edition| translation)? (?:is|isn't|is not|'s) (?:no (?:good|use|help)|not (?:good|any good)|useless|any good)\b"
    r"|(?<!\w)نه (?:به )?(?:فیلم|فارسی|انگلیسی|صوتی|ترجمه)\w*|(?<!\w)(?:فیلم|فارسی|انگلیسی|صوتی)(?:ش|‌ش|یش|شو|شم)? ?(?:رو |را |و )?(?:که )?(?:نه(?= ?[،,.؟?!]| ?$)|نمیخوام|نمی خوام|گفتید|گفتین|میدونم|می دونم|دیدم|خوندم|دارمش?)(?!\w)"
)


def _phrases(*groups: Mapping[str, str]) -> dict[str, Phrases]:
    names = dict.fromkeys(name for group in groups for name in group)
    return {name: Phrases(*(group[name] for group in groups if name in group)) for name in names}


_SURE = (_phrases(LANGUAGE_WORDS), _phrases(KIND_WORDS))
_BRIEF = (_phrases(LANGUAGE_WORDS, _BRIEF_LANGUAGES), _phrases(KIND_WORDS, _BRIEF_KINDS))


@dataclass(frozen=True, slots=True)
class CopyWish:
    """The language (a code) and the kind of copy that are asked for, empty when not; and the words beside them.

    `plural` tells that the kind was named as many do, of no title: "do you have films?".
    """

    language: str
    kind: str
    rest: str
    plural: bool = False


@kept
def find_copy(text: str, *, brief: bool = False) -> CopyWish | None:
    """Find in which language, or as what, a copy is asked for; None when it is neither.

    `brief`: the text says little else, and is said of a title that is spoken of.
    """
    languages, kinds = _BRIEF if brief else _SURE
    words = words_of(_SET_ASIDE.sub(" , ", fold(text).replace("’", "'")))
    plural = not _PLURALS.isdisjoint(words)
    language, words = _first(languages, words)
    kind, words = _first(kinds, words)
    return CopyWish(language, kind, " ".join(words), plural) if language or kind else None


@kept
def find_kinds(text: str) -> tuple[str, ...]:
    """Find all the kinds that a text asks for, in its order: "in large print or as an audiobook"."""
    kinds: list[str] = []
    copy = find_copy(text)
    while copy is not None and copy.kind and len(kinds) < _MOST_KINDS:
        kinds.append(copy.kind)
        copy = find_copy(copy.rest)
    return tuple(dict.fromkeys(kinds))


_MOST_KINDS = 3


_REFUSED = re.compile(
    r"\bthe (?P<en>persian|farsi|english) (?:one|version|edition|translation) (?:is|isn't|is not|'s) (?:no (?:good|use|help)|not (?:good|any good)|useless|any good)\b|\bnot the (?P<not>persian|farsi|english)(?: one| version| edition| translation)?(?=[.,;!]| please| i\b|$)"
    r"|(?<!\w)(?P<fa>فارسی|انگلیسی)(?:ش|یش|‌ش| اش)? (?:به درد\w{0,2}|به کار\w{0,2}|فایده\w{0,2}) ?(?:من )?(?:نمی ?خور\w{1,2}|نمی ?آید|نمیاد|ندار\w{1,2})(?!\w)|\b(?P<latin>farsi|englisi)sh be dardam nemikhore\b"
)


def find_refused_language(text: str) -> str:
    """Give the language in which what is spoken of is of no use: "the Persian one is no good"; empty where others are named."""
    said = fold(text).replace("’", "'")
    found = _REFUSED.search(said)
    named = {"en" if one in _ENGLISH else "fa" for one in _NAMED.findall(said)}
    return named.pop() if found is not None and len(named) == 1 else ""


_ENGLISH = frozenset({"english", "انگلیسی", "englisi"})
_NAMED = re.compile(r"\b(?:persian|farsi|english|englisi)|(?:فارسی|انگلیسی)")


def _first(known: Mapping[str, Phrases], words: list[str]) -> tuple[str, list[str]]:
    """Give the first that is named, and the words without it and what joins it to them."""
    for place in range(len(words)):
        for name, phrases in known.items():
            if length := phrases.at(words, place):
                before = words[:place]
                while before and before[-1] in _JOINTS:
                    before.pop()
                # "Ketab sooti e Shazde": the ezafe is written as a word of its own.
                behind = place + length + (words[place + length : place + length + 1] in (["e"], ["ye"]))
                return name, [*before, *phrases.without(words[behind:])]
    return "", words
