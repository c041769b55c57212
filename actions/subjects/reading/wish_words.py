"""The words of a wish for something to read: whether they ask for any, and which language is not wished for."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from crm.knowledge import searching
from language.detect import is_finglish
from language.normalise import fold
from language.requests.reading.wish import WishReading, says_of_books
from language.requests.titles.copies import find_copy

__all__ = [
    "asks_of_them",
    "asks_to_read",
    "means_same_subject",
    "only_tells_weakness",
    "persian_of",
    "wishes_beside_else",
]

# What asks something of those shown, or what they cost, and wishes for no others.
_OF_THEM = re.compile(
    r"^(?:(?:ok|okay|right|cool|great|and|but|so|hmm|oh|well|fine|sure|thanks)\W+)*(?:are|is|do|does|can|could|will|would|may|must|how)\b[^.?!]*\b(?:they|those|these|them|it|your)\b[^.!]*\?"
    r"|\b(?:for free|is it free|are they free|cost|charge|how much)\b"
    r"|(?<!\w)(?:مجانی\w*|رایگان\w*|پول می ?گیر\w+|پولی ?ه|چنده|چقدر می ?ش\w+|هزینه\w*)(?!\w)"
)
_OFFERING = re.compile(
    r"\b(?:you have|have you|you got|recommend|suggest|another|others?|instead|in english|in persian)\b"
)
_TO_READ = re.compile(
    r"\b(?:recommend\w*|suggest\w*|to read|to listen|to watch|should i read|shall i read|reading|something|anything|best|good|give (?:me|us|him|her|them)"
    r"|look(?:ing)? for|like|start|need|want|fancy|mood|pick|choose|moarefi|pishnahad|bekhun\w*|bekhoon\w*|mikham|bede|bedid)\b"
    r"|معرفی|پیشنهاد|بخون|بخوان|گوش (?:بدم|کنم)|ببینم|(?<!\w)(?:بده|بدید|بدین|بگید|بگین|میخوام|میخواهم|میخواد|دنبال|بهترین|قشنگ|خوب|شروع)(?!\w)"
)

_SURELY_TO_READ = re.compile(
    r"\b(?:recommend\w*|suggest\w*|(?:something|anything|what) (?:\w+ )?to read|(?:should|shall) i read|moarefi|pishnahad|chi bekh\w+)\b"
    r"|معرفی|پیشنهاد|(?:چی|چیزی) بخون|بدید? بخون|بده بخون|کتاب ?خون|کتاب ?خوان"
)


def asks_to_read(text: str, *, surely: bool = False) -> bool:
    """Tell whether a text asks for something to read, to hear or to watch; `surely`: in so many words."""
    return (_SURELY_TO_READ if surely else _TO_READ).search(fold(text)) is not None


def asks_of_them(text: str) -> bool:
    """Tell whether a text asks something of the titles shown, or of money, and wishes for no others."""
    asked = fold(text)
    return _OF_THEM.search(asked) is not None and not _OFFERING.search(asked)


# What is wished for beside something else is asked for: of what there is, or as what it shall be.
_ASKED_BESIDE = re.compile(
    r"\b(?:have|got|any|is there|are there|what about|how about|please|instead|darid|darin|dari|hast|chi|bashe)\b|(?<!\w)(?:دار(?:ید|ین|ی)|هست|هستش|چی|باشه|باشد|لطفا)(?!\w)"
)


_FEW_WORDS = 5
# "And a funny novel for my daughter": any such book, of which nothing is told.
_ANY_SUCH = re.compile(
    r"\W*(?:(?:and|also|plus|then|oh|ok|okay|too|maybe|perhaps|و|هم|همچنین|ضمنا|بعد|va|ham)\W+){0,3}(?:(?:for|برای|واسه|baraye|vase) [^.?!]{2,30}?,? )?(?:a|an|some|another|one|two|three|یه|یک|چند|چندتا|دو تا|ye|yek|chand) "
)
_TELLS = re.compile(
    r"\b(?:i|we|it|they|he|she|you)(?:'\w+)?\b|\b(?:is|are|was|were|has|have|had|of (?:mine|yours|my|our))\b|\b(?:class\w*|courses?|exams?|projects?|workshops?|lessons?|evening|night|club|room|events?|party|meeting)\b"
    r"|(?<!\w)(?:دار(?:م|ه|یم)|داشت\w*|است|بود\w*|شد\w*|گرفت\w*|آورد\w*|کرد\w*|گم|رو|را|کلاس\w*|کارگاه\w*|امتحان\w*|پروژه\w*|جلسه\w*|اتاق\w*)(?!\w)|\b(?:daram|dare|darim|gom|ro|shod\w*|gereft\w*|kelas\w*|emtehan\w*)\b"
)


def wishes_beside_else(text: str, reading: WishReading) -> bool:
    """Tell whether a part of a message that said something else wishes for something to read.

    It asks for it, or says nothing but how a book shall be: "it is an architecture project, due on Saturday" does not.
    """
    if asks_to_read(text):
        return True
    wish = reading.wish
    if not (says_of_books(wish) or wish.ages or wish.audience or wish.most_pages):
        return False
    said = fold(text).replace("’", "'")
    any_such = says_of_books(wish) and _ANY_SUCH.match(said) is not None and _TELLS.search(said) is None
    only_says_how = not reading.rest and (any_such or word_count(text) <= _FEW_WORDS)
    return only_says_how or _ASKED_BESIDE.search(said) is not None


async def persian_of(turn: Turn) -> str:
    """Give the words of the turn; Persian in Latin letters with the letters of Persian, as far as they are known."""
    if not is_finglish(turn.text):
        return _without_weakness(turn.text)
    said = _BURSTS.sub("ترکید", _without_weakness(turn.text))
    return (await searching.index_of(turn.store)).in_persian(said)


# Who bursts with boredom is no Turk, though the letters are nearly the same.
_BURSTS = re.compile(r"\btarkid(?:e|am|im|eh)?\b", re.IGNORECASE)


def _without_weakness(text: str) -> str:
    """Leave out a language that somebody says they are weak in, where another is named: it is not the one wished for."""
    rest = _WEAK.sub(" ", text)
    return rest if rest != text and find_copy(rest, brief=True) is not None else text


def only_tells_weakness(text: str) -> bool:
    """Tell whether a text says of a language that somebody is weak in it, and names no other."""
    rest = _WEAK.sub(" ", text)
    return rest != text and find_copy(rest, brief=True) is None


_WEAK = re.compile(
    r"\b(?:my|his|her|our|their) (?:english|persian|farsi|arabic|french|german)(?: is|'s|’s) (?:basically|only|just|mostly|pretty much|barely|hardly|still)\b[^.,;!?]{0,40}"
    r"|\b(?:my|his|her|our|their) (?:english|persian|farsi|arabic|french|german)(?: is|'s|’s) (?:\w+ ){0,2}(?:small|little|weak|poor|bad|terrible|rusty|limited|basic|good|great|strong|enough)\b"
    r"|\b(?:my|his|her|our|their) (?:english|persian|farsi|arabic|french|german) (?:isn't|isn’t|is not|ain't|wasn't) (?:\w+ ){0,3}(?:there|good|great|strong|enough|ready|up to \w+|that far)\b(?: yet)?"
    r"|\b(?:my|his|her|our|their) (?:english|persian|farsi|arabic|french|german) (?:stops|ends|only|just|barely|hardly|goes|needs)\b[^.,;!?]{0,40}"
    r"|\b(?:i|he|she|they|we) (?:can't|can’t|cannot|don't|don’t|doesn't|doesn’t) (?:really )?(?:read|know|understand|speak) (?:\w+ )?(?:english|persian|farsi|arabic|french|german)\b"
    r"|(?<!\w)(?:انگلیسی|فارسی|عربی|فرانسه|آلمانی)(?:م|‌م|‌ام|ش|‌ش|‌اش|مون|شون)(?: \w+)? (?:خوب|قوی|کافی) (?:نیست|نیس)|(?<!\w)(?:انگلیسی|فارسی|عربی|فرانسه|آلمانی)(?:م|‌م|‌ام|ش|‌ش|‌اش|مون|شون)(?: \w+)? (?:ضعیف|افتضاح|بد)\w{0,4}"
    r"|(?<!\w)(?:انگلیسی|فارسی|عربی|فرانسه|آلمانی) (?:بلد نیستم|بلد نیست|نمی‌?دونم|نمی‌?فهمم|نمی‌?خونم)"
    r"|\b(?:englisi|farsi|arabi)(?:m|sh|am|esh) (?:\w+ )?(?:khub|khoob|ghavi) (?:nist|nis)\b|\b(?:englisi|farsi|arabi)(?:m|sh|am|esh) (?:\w+ )?(?:zaif|zaeif|bad)\w{0,3}\b|\b(?:englisi|farsi|arabi) balad nist\w{0,2}\b",
    re.IGNORECASE,
)
_SAME_SUBJECT = re.compile(
    r"\b(?:on|about|in) (?:this|that|the same) (?:subject|topic|field|theme)\b|(?<!\w)(?:این|همین|اون|همون) (?:زمینه|موضوع|باره|حوزه)\w{0,3}(?!\w)|\b(?:in|hamin) (?:zamine|mozu|mozoo)\w{0,1}\b"
)


def means_same_subject(text: str) -> bool:
    """Tell whether a text asks for more on the subject that was spoken of, and of no title: «در این زمینه»."""
    return _SAME_SUBJECT.search(fold(text)) is not None
