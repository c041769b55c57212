"""Whether a message describes a book whose name has slipped: "I forget the title, a man wakes as an insect"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = [
    "describes_book",
    "describes_surely",
    "forgets_name",
    "plot_told",
    "told_of_book",
    "without_forgetting",
]

# That the name is not known, or is asked for.
_FORGETS = (
    r"\b(?:can't|cant|cannot|don't|dont|do not|can not|didn't) (?:quite |really |even |actually |exactly )?(?:re?m+e?m?b[ae]?r|recall|know|think of) (?:(?:the|its|it's|what|of|exact|exactly|full|right|proper|real) ){0,3}(?:name|title|titel|tittle|called|it's called|it is called|its called|it was called)(?! of (?!(?:the |that |this |a )?(?:book|novel|story|one|it)\b))"
    r"|\bforg[eo]t(?:ten)? (?:the |its |what ){0,2}(?:name|title|it's called|it was called|its called)(?! of (?!(?:the |that |this |a )?(?:book|novel|story|one|it)\b))|\b(?:the )?(?:name|title) (?:escapes|escaped|slipped|has slipped)(?: me| my mind)?|\bslip(?:s|ped) my mind"
    r"|\bwhat(?:'s| is|'s it) (?:the name of )?(?:the |that )(?:book|novel|one) (?:where|about|with)|\bwhat(?:'?s| is| was) (?:that|the) (?:book|novel|one) called|\b(?:book|novel|story|author)\b[^?!]{0,80}[,.;] what(?:'?s| is| was) it called(?! (?:when|if|in|on|at|here)\b)"
    r"|(?<!\w)(?:اسمش|اسم (?:این |اون )?(?:کتاب|رمان)\w{0,2}|نامش|نام (?:کتاب|رمان)|عنوانش|عنوان (?:کتاب|رمان)|اسمشو|اسمش رو|اسم) (?:(?:الان|رو|را|هم|درست|دقیق|دقیقش|اصلا|خوب) ){0,2}(?:یادم ?(?:نیست|نیس|نی|نمیاد|نمی ?آید|(?:رفته|رفت)(?! (?:\w+ ){0,2}(?:کنم|کنیم|ب\w{1,6}م)(?!\w))|نمونده|نیومد)|نمی ?دونم|نمی ?دانم|فراموش|خاطرم نیست|(?:را )?به خاطر ندارم|را به یاد ندارم)"
    r"|(?<!\w)(?:یادم نیست|یادم نمیاد) اسمش|(?<!\w)(?:کتاب|رمان|داستان)[^.؟?!]{0,90} اسمش چی بود(?! که)"
    r"|(?<!\w)(?:(?:تو|توی) (?:اسمش|عنوانش) (?:یه )?\w{2,12} (?:داشت|بود)|(?:اسمش|عنوانش) (?:یه )?\w{2,12} (?:داشت|بود) توش)|\b(?:the )?(?:title|name) (?:has|had) (?:the word )?\w{2,12} in it"
    r"|\besme?sh (?:ro |o )?(?:(?:ham|dorost|aslan|daghigh) )?(?:yadam (?:nist|nis|nemiad|rafte?)|nemidunam|nemidoonam)"
)
# What a book is told by.
_TELLS = (
    r"\b(?:the|that|a) (?:one|book|novel|story) (?:where|in which|with the|about (?:a|an|the|some)|set (?:in|on))"
    r"|\b(?:his|her|their|the|that|an?) (?:other|small|short|thin|little|slim)(?: little)? (?:one|book|novel)(?: (?:by|of|from) (?:him|her|them|the same \w+))?,? (?:where(?! (?:is|are|can|do|does|could|i|to|exactly)\b)(?= \w)|in which|with (?:the|a|an)|about (?:the|a|an|some))"
    r"|\b(?:other|another) (?:book|novel|one) (?:of|by|from) (?:the )?(?:same \w+|him|her|them),? (?:where(?! (?:is|are|can)\b)(?= \w)|in which|with (?:the|a|an)|about (?:the|a|an|some))"
    r"|(?<!\w)(?:همون|اون|یه|یک) (?:کتاب|رمان|داستان)ی? (?:بود )?(?:که|مال یه|مال یک)|(?<!\w)(?:کتاب|رمان)ی (?:هست |بود )?که (?:توش|تو اون|در آن|یه|یک)|(?<!\w)(?:کتاب|رمان|داستان|اسم|کوچیک|نازک)\w{0,4} (?:\w+ )?(?:چی|کدوم) بود که(?! [^.؟?!]{0,20}(?:رزرو|تمدید|امانت|گرفت|بردم))|(?<!\w)داستانش (?:درباره|در مورد|راجع به|این بود)|(?<!\w)داستان (?:یه|یک)"
    r"|\bye ketabi (?:bood|bud|hast)? ?ke"
)
_FORGOTTEN = re.compile(rf"(?:\b(?:(?:and|but) )?i (?:also )?)?(?:{_FORGETS})(?!\w)")
_CUE = re.compile(rf"(?:{_FORGETS}|{_TELLS})(?!\w)")
# What stands around a description and tells nothing of the book.
_AROUND = re.compile(
    r"\b(?:excuse me|hello|hi there|hi|hey|good (?:morning|day|evening|afternoon)|sorry|please|thanks|thank you|i think|i understand|(?:ok|okay|then)(?= i\b))\b"
    r"|\b(?:(?:i|and|but|also|we|can you|could you|do you) ){0,2}(?:am |'m |would )?(?:look(?:ing)?|search(?:ing)?|want|need|like|have|find|get)(?: (?:for|also|me|to find)){0,2} (?:an?|the|some|that|this|other|another|one)(?: (?:other|old))? (?:book|novel|story|one)\b"
    r"|\b(?:there(?:'s| is| was)|it(?:'s| is| was)|this is) (?:an?|this|the|that|about) (?:(?:\w+ )?(?:book|novel|story|one)\b)?|\b(?:it|this|that) (?:is|was) about\b|\b(?:do|have) you (?:have|got) (?:it|that|this)\b"
    r"|\b(?:a|the|that|other|another) (?:book|novel|story|one) (?:(?:by|of|from) (?:the )?(?:same \w+|him|her|them),? )?(?:about|where|in which|that has)\b"
    r"|(?<!\w)(?:الو|سلام|ببخشید|لطفا|(?:من |به )?دنبال (?:یه|یک|اون|همون) (?:کتاب|رمان|داستان)\w{0,5}|(?:سال ?ها|خیلی وقت|چند سال) پیش|خوندم|خوندمش|خوانده بودم|دارین(?:ش)?|دارید(?:ش)?|فکر (?:کنم|می ?کنم)"
    r"|(?:(?:یه|یک|اون|همون) )?(?:کتاب|رمان|داستان)\w{0,4}(?: (?:می ?خوام|می ?خواستم|بود|هست|هستم))?(?: (?:که|درباره|راجع به))(?: (?:توش|در آن))?|(?:کتاب|رمان|داستان)ی (?:می ?خوام|بود|هست)|داستانش (?:درباره|در مورد|راجع به))(?!\w)"
)
# A text that so few words are left of tells nothing.
_FEWEST = 3


@kept
def forgets_name(text: str) -> bool:
    """Tell whether a text says that the name of a book is not known."""
    return _FORGOTTEN.search(fold(text).replace("’", "'")) is not None


def told_of_book(text: str) -> str:
    """Give what a text tells of the book that it describes, without what is said around that."""
    said = fold(text).replace("’", "'")
    told = " ".join(_AROUND.sub(" ", _FORGOTTEN.sub(" ", said)).split()).strip(" ,.;:،؛؟?!")
    return told if len(told.split()) >= _FEWEST else said


def without_forgetting(text: str) -> str:
    """Give a folded text without what says in it that the name of a book is not known."""
    return _FORGOTTEN.sub(" ", fold(text).replace("’", "'"))


@kept
def describes_book(text: str) -> bool:
    """Tell whether a text describes a book instead of naming it."""
    return _CUE.search(fold(text).replace("’", "'")) is not None


# What no wish has: the book that something happens in, or the one that there was once.
_SURELY = re.compile(
    r"\b(?:the|that) (?:(?:other|small|short|thin|little|slim) )?(?:one|book|novel|story) (?:where|in which) (?!(?:is|are|was|can|do|does|could|to|i|we|you|my|our|your|children|people|kids)\b)(?=\w)"
    r"|(?<!\w)(?:کتاب|رمان|داستان)ی? (?:\w+ )?(?:چی )?بود که(?!\w)|(?<!\w)(?:کتاب|رمان)ی که (?:توش|تو اون|در آن|یه|یک)(?!\w)|(?<!\w)داستانش (?:درباره|در مورد|راجع به|این بود)(?!\w)"
    r"|\bye ketabi (?:bood|bud) ke\b"
)
_CLAUSES = re.compile(r"[.,;:!?؟،؛…]+|\b(?:but|though|although|can you|could you)\b|(?<!\w)(?:ولی|اما)(?!\w)")
# What is not told in a plot: the patron and theirs, the house and its doings, a wish, a question.
_NO_PLOT = re.compile(
    r"^\W*(?:(?:and|so|or) )?(?:can|could|may|is|are|do|does|did|will|would|what|when|which|how|shall|should|have|has|where (?:is|are|can|do))\b"
    r"|\b(?:i|i'\w{1,2}|me|my|mine|we|we'\w{1,2}|us|our|you|you'\w{1,2}|your|any|anything|anyone|something|whatever|need|want|recommend|suggest|not|nothing|except)\b"
    r"|\b(?:reserv\w{1,6}|renew\w{0,5}|borrow\w{0,3}|overdue|due|late fee|fines?|lend\w{0,3}|catalogue|at the desk|reading room|book club|textbooks?|cookbooks?|copy|copies)\b"
    r"|\b(?:yesterday|today|tomorrow|(?:this|next|last) (?:week|month|year|autumn|winter|spring|summer)|(?:similar to|for (?:adults|children|kids|beginners|a child|an adult|university|school|the exam)))\b"
    r"|(?<!\w)(?:رزرو\w{0,4}|تمدید\w{0,3}|امانت\w{0,3}|جریمه\w{0,3}|لغو|کتابدار|کتابخون\w{1,4}|شعبه|کارتم|تحویل|سفارش|دیروز|امروز|فردا|هفته ?ی? بعد|پس (?:بیار|بدم|دادم|آورد)\w{0,3}|برگردون\w{1,4}|گمش?(?= کردم))(?!\w)"
    r"|(?<!\w)(?:من|ما|شما|هر ?چی|هر ?چه|هر کتابی|چند ?تا|باید|(?:مادر|پدر|مامان|بابا|دختر|پسر|بچه|خواهر|برادر|دوست|خانم|شوهر)م|(?:می ?)?خوا(?:م|ستم|هم)|گرفتم|کردم|بردم|آوردم|گفتین|گفتم|باشه|باشد|باشند|بتونه|بشه|پیشنهاد|معرفی|بخرین|بخرید|شبیه|مثل|غیر|نه)(?!\w)"
)


@kept
def describes_surely(text: str) -> bool:
    """Tell whether a text describes one book that there is, where no name is said to be forgotten."""
    return _SURELY.search(fold(text).replace("’", "'")) is not None


@kept
def plot_told(text: str) -> str:
    """Give what a text tells of the inside of a book, without clauses of other matters; empty where that is little."""
    clauses = (clause.strip() for clause in _CLAUSES.split(told_of_book(text)))
    told = " ".join(clause for clause in clauses if clause and _NO_PLOT.search(clause) is None)
    return told if len(told.split()) >= _FEWEST else ""
