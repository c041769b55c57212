"""Whether a message describes a book whose name has slipped: "I forget the title, a man wakes as an insect"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["describes_book"]

_CUE = re.compile(
    r"\b(?:(?:can't|cant|cannot|don't|dont|do not|can not) (?:quite |really |even |actually )?(?:re?m+e?m?b[ae]?r|recall|know|think of) (?:the |its |what |of )?(?:name|title|titel|tittle|called|it's called|it is called|its called)"
    r"|forg[eo]t(?:ten)? (?:the |its |what )?(?:name|title|it's called|it was called)|(?:name|title) (?:escapes|escaped|slipped|has slipped)|slip(?:s|ped) my mind|(?:the|that|a) (?:one|book|novel|story) (?:where|in which|with the|about (?:a|an|the|some)|set (?:in|on))"
    r"|\b(?:his|her|their|the|that|an?) (?:other|small|short|thin|little|slim)(?: little)? (?:one|book|novel)(?: (?:by|of|from) (?:him|her|them|the same \w+))?,? (?:where(?! (?:is|are|can|do|does|could|i|to|exactly)\b)(?= \w)|in which|with (?:the|a|an)|about (?:the|a|an|some))|what(?:'s| is|'s it) (?:the name of )?(?:the |that )(?:book|novel|one) (?:where|about|with)|what(?:'?s| is| was) (?:that|the) (?:book|novel|one) called|(?:\bbook|novel|story|author)\b[^?!]{0,80}[,.;] what(?:'?s| is| was) it called(?! (?:when|if|in|on|at|here)\b))(?!\w)"
    r"|(?<!\w)(?:(?:اسمش|اسم کتاب|اسم کتابه|نامش|عنوانش|عنوان کتاب|اسمشو|اسمش رو) (?:الان |رو |را |هم )?(?:یادم ?(?:نیست|نیس|نی|نمیاد|نمی ?آید|(?:رفته|رفت)(?! (?:\w+ ){0,2}(?:کنم|کنیم|ب\w{1,6}م)(?!\w))|نمونده|نیومد)|نمی ?دونم|نمی ?دانم|فراموش|خاطرم نیست)|یادم نیست اسمش|یادم نمیاد اسمش"
    r"|(?:همون|اون|یه|یک) (?:کتاب|رمان|داستان)ی? (?:بود )?که|(?:کتاب|رمان)ی (?:هست |بود )?که (?:توش|تو اون|در آن|یه|یک)|(?:کتاب|رمان|داستان|اسم|کوچیک|نازک)\w{0,4} (?:\w+ )?(?:چی|کدوم) بود که(?! [^.؟?!]{0,20}(?:رزرو|تمدید|امانت|گرفت|بردم))|داستانش (?:درباره|در مورد|راجع به|این بود)|داستان (?:یه|یک)"
    r"|esmesh (?:ro |o )?(?:ham )?(?:yadam (?:nist|nis|nemiad|rafte?)|nemidunam|nemidoonam)|ye ketabi (?:bood|bud|hast)? ?ke)(?!\w)"
)


@kept
def describes_book(text: str) -> bool:
    """Tell whether a text describes a book instead of naming it."""
    return _CUE.search(fold(text)) is not None
