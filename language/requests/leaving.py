"""The wish to be a member no more: "I'd like to end my membership", «عضویتم رو لغو کنم»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept
from language.normalise import fold

__all__ = ["ends_membership"]

_ENDS = re.compile(
    r"\b(?:end|cancel|close|quit|stop|finish|terminate|leave|give up|discontinue|resign)\b(?: from)?(?: (?:my|our|the|his|her|this|being|library|a)){0,3} (?:members?|membership)\b|\b(?:close|delete|cancel) (?:my|our|the) (?:library )?account\b|\b(?:do not|don't|no longer) (?:want|wish) to (?:be|stay|remain) (?:a )?members?\b"
    r"|عضویت\w*(?: \w+){0,3} (?:(?:لغو|کنسل|باطل|فسخ|حذف|ببند)\w*|(?:تموم|تمام)(?:ش)? (?:کن|بکن)\w*)|(?:لغو|کنسل|ابطال|فسخ|پایان|انصراف از) (?:کردن )?عضویت|دیگه نمی ?خوا\w+ عضو (?:باش|بمون)\w*"
    r"|\bozviat\w*(?: \w+){0,3} (?:laghv|cancel|kansel|batel|beband\w*|tamum)\b|\b(?:laghve?|cancele?) ozviat"
)
# What becomes of one's data, or of the money, is another question.
_OF_ELSE = re.compile(
    r"\b(?:data|record|history|informations?|infos?|refund\w*|back|deposit|delete my data|kept|keep)\b|اطلا\w*|سابق\w*|داده|پول|ودیعه|برمی ?گرد|نگه|پاک|\b(?:etela\w*|sabeghe|pool|pul)\b"
)


@kept
def ends_membership(text: str) -> bool:
    """Tell whether a text says that, or asks how, a membership is ended; what remains of it is another question."""
    said = fold(text).replace("’", "'")
    return _ENDS.search(said) is not None and _OF_ELSE.search(said) is None
