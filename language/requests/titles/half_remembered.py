"""What a "no" to a guess tells of the book that is meant besides: "no, there was a dog in it"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from language.normalise import fold

__all__ = ["details"]

# What stands around what is told, and tells nothing of it.
_AROUND = re.compile(
    r"\b(?:dear (?:librarians?|library|sir|madam|sir or madam|team|all)|hi there|hello there|(?:i'?m |i am |we'?re )?(?:looking|searching) for|i (?:want|need|seek)|excuse me|hello|hi|hey|please|thanks|thank you|sorry|i think|i'?m (?:trying|hoping) to (?:find|track down|remember|locate)|i(?:'ve| have)? been (?:looking|searching)(?: everywhere)? for|i (?:would|'d) (?:like|love) to (?:find|read)(?: again)?|i remember(?: that| only| reading)?|all i remember(?: is)?(?: that)?|the only thing i (?:remember|know)(?: is)?(?: that)?|if i (?:remember|recall)(?: correctly| right)?|i believe|i guess|i'?m (?:not|pretty|quite) sure|or something(?: like that)?|kind of|sort of|any idea(?:s)?|can you help(?: me)?|please help|could you (?:help|find it)(?: me)?|help me find it|do you have (?:it|that|this)(?: one)?|have you got it|is it (?:in|there)|it'?s a (?:children'?s )?(?:book|novel|story)(?: about)?|it was a (?:children'?s |kids'? )?(?:book|novel|story)(?: about)?|(?:a|an|the|that|this|some|old|one) (?:\w+ )?(?:book|novel|story)(?: (?:about|where|in which|with))?|many thanks|kind regards|best regards|regards|cheers|whats?|what'?s that|it(?:'s| is| was)? about|it'?s the one|the one (?:about|where|with|in which))\b"
    r"|(?<!\w)(?:فکر (?:کنم|می ?کنم)|به نظرم|گمونم|گمانم|یادمه(?: که)?|فقط یادمه(?: که)?|تا جایی که یادمه|اگه اشتباه نکنم|خسته نباشید|وقت بخیر|با سلام|سلام|لطفا|ممنون(?: میشم)?|مرسی|می ?شه (?:پیداش کنید|کمک(?:م)? کنید)|پیداش (?:می ?کنید|کنید|کنین)|(?:می ?)?شناسید|(?:می ?)?شناسین|دارید(?:ش)?|دارین(?:ش)?|داریدش|(?:دنبال )?(?:یه|یک|اون|همون|همان|آن|اونی|این)? ?(?:کتاب|رمان|داستان|قصه)\w{0,3}(?: (?:می ?گردم|می ?گشتم|هستم|می ?خواستم|می ?خوام|بود|هست))?(?: که)?(?: (?:توش|در آن|توی اون))?|دنبالشم|دنبالش می ?گردم|(?:درباره|در مورد|راجع به)(?:ی)?|داستانش|قصه ?ش|ماجراش|موضوعش|خاطره بود|(?:خیلی )?معروفه?)(?!\w)"
    r"|\b(?:salam|fekr konam|ye ketab\w{0,2}|ketab\w{0,2}|dastanesh|yadame|bebakhshid|mikham|donbale|darid|darin)\b"
)
_CLAUSES = re.compile(r"[.,;:!?؟،؛…\n]+|\b(?:but|although)\b|(?<!\w)(?:ولی|اما)(?!\w)")
# The patron's own words beside it: what they want, thank for, ask of the house, and do not mean.
_NOT_TOLD = re.compile(
    r"^\W*(?:(?:and|so|or|oh|no|yes) )*(?:(?:can|could|may|would|do|does|did|have|are|is|will)|what|which|how|please|thanks?|not|no)\b|^\W*(?:i|we)\b(?! was\b)|\b(?:you|your|i|i'\w{1,2}|me|my|mine)\b"
    r"|(?<!\w)(?:من|ما|شما|بهم|برام|(?:می ?)?خوا(?:م|ستم|هم)|(?:می ?)?گردم|کمکم|بگید|بگین|بگو|بهش نیاز دارم|لازم دارم|نه)(?!\w)|\b(?:mikham|mikhastam|begid)\b"
)
_HER_OWN = re.compile(r"\bi (?:think|believe|guess|remember|recall|read)\b")


def details(text: str, named: Sequence[str] = ()) -> str:
    """Give what a "no" tells of the book besides: "no, there was a dog in it"; empty where that is nothing."""
    said = fold(text).replace("’", "'")
    for name in named:
        said = said.replace(fold(name), " ")
    left = [
        told
        for clause in _CLAUSES.split(said)
        if (told := " ".join(_SURROUNDS_NO.sub(" ", _AROUND.sub(" ", _HER_OWN.sub(" ", clause))).split()))
        and len(told.split()) >= _FEWEST_DETAILS
        and not _DENIES.search(told)
        and not _NOT_TOLD.search(told)
    ]
    return ", ".join(left)


_FEWEST_DETAILS = 3
_SURROUNDS_NO = re.compile(
    r"^\W*(?:(?:no+|nope|nah|actually|sorry|hm+|well|oh|in (?:mine|my one|the one i mean)|the one i mean|mine|it's|it is) )+|^\W*(?:(?:نه|نخیر|نچ|ببخشید|تو اونی که میگم|اونی که من می ?گم|مال من) )+|^\W*(?:(?:na|nakheyr) )+"
)
_DENIES = re.compile(
    r"\b(?:not|isn'?t|wasn'?t|none|neither|no|next|other|guess|wrong|think so)\b|(?<!\w)(?:نیست\w{0,3}|نبود\w{0,3}|هیچ\w{0,6}|بعدی|دیگه|اون ?یکی|اشتباه\w?)(?!\w)|\b(?:nist|nabud|hichkodum|badi|dige)\b"
)
