"""Ellipsis: what leans on the request before, by a marker ("and …?", «… چی؟») or by being nothing but a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from language.kept import kept
from language.requests.speech.phrases import Phrases, words_of

__all__ = ["Ellipsis", "find_ellipsis", "without_filling"]

_BEFORE = Phrases(
    "and|by the way|btw|and what about|what about|how about|and how about|also|same for|the same for|same with"
    "|the same with"
    "|same at"
    "|the same at|same on|the same on|same thing for|the same thing for|likewise for|or|and then|then what about"
    "|ok and|okay and|so what about|but what about|and for|what of|ditto for|and on|and at|and in|as for|plus"
    "|and do",
    "و|راستی|پس|خب|خب پس|یا|حالا|همینطور|همین طور|همین برای|همین واسه|همینو برای|همینو واسه|همین رو برای"
    "|همین کارو برای"
    "|همین کار رو برای"
    "|و برای|و واسه|درمورد|در مورد|درباره",
    "va|pas|khob|ya",
)
_AFTER = Phrases(
    "too|as well|also|then|what about it|instead|same|likewise|the same",
    "چی|چطور|چطوره|چه طور|به جاش|بجاش|عوضش|عوض|تغییر|تغییرش|ببرش|منتقلش|کن|کنید|بده|بدید|به جای اون|میتونم"
    "|میتونم از|چی پس|چیه پس|چگونه است|هم|رو هم|را هم"
    "|هم همینطور|همینطوره|هم همینطوره|همین طوره|هم همین طور|همینطور|همین طور"
    "|هم همین|چه"
    "|هم چطور|هم چی|هم میخوام|رو هم میخوام|هم همین کار رو بکن|هم همینو|رو چی",
    "chi|chetor|chetore|ham|hamintor|o ham",
)
_STRONG = Phrases(
    "what about|how about|same for|the same for|same with|the same with|same at|the same at|likewise|too|as well"
    "|as for"
    "|what of|ditto for|the same|same",
    "چی|چطور|چطوره|چه طور|همینطور|همین طور|هم|همین برای|همین واسه|chi|chetor|ham",
)
_VERBS = Phrases("have|got|there|stock|find", "دارید|دارین|داری|دارن|هست|موجوده|darid|darin")
# Which says nothing of its own beside a value or a marker.
_FILLING = Phrases(
    "in|on|at|for|from|the|to|by|until|till|day|days|date|branch|library|libraries|one|ones|please|pls|then|now"
    "|instead"
    "|rather|ok|okay|well|so|um|uh|thanks|with|of|a|an|it|that|this|is|be|and|also|too|as well|same|likewise|do"
    "|me|you|just"
    "|only|version|edition|copy|copies|book|books|would|like|i'd|i'll|i'll take|i'll have|give me|i take|make"
    "|let's|say|maybe|better|fine"
    "|ones please|hmm|if possible"
    "|i want|i would like|i'd like|i need|have|have it|got|get|any|there|there is|is there|are there|do you have"
    "|do you have it"
    "|you have|want|pick it up|pick up|collect it|collect|collected|take it|my|can i|could i|may i|can we|get it"
    "|can you|could you|change|change it|move|move it|switch it|transfer it|to be collected",
    "در|روز|روزای|روزهای|شعبه|شعبش|کتابخونه|کتابخانه|کتابخونه ی|تو|توی|از|برای|برا|واسه|به|رو|را|هم|که|تا|لطفا"
    "|باشه|بشه|باشد|خب|پس"
    "|حالا|اون|این|یکی|همون|همین|ش|و|یا|الان|فقط|نسخه|ست|نسخه‌ش|نسخه‌اش|شعبه‌ی|نسخش|نسخه ی|نسخه اش|کتاب|کتابش"
    "|میخوام"
    "|میخوامش|داره|دارید"
    "|داری|هست|هستش"
    "|هستید|میشه|میگیرم|میگیرمش|تحویل|تحویل میگیرم|ببرم|بگیرم|بذار|بذارید|بهتره|بهتر|نه|ساعت|برام|واسم|لطفن|دیگه"
    "|موجوده|موجود|ه|ی",
    "shobe|tu|az|baraye|vase|be|ro|ham|ke|lotfan|bashe|noskhe|noskhash|ketab|mikham",
)


@dataclass(frozen=True, slots=True)
class Ellipsis:
    """A message that leans on the request before: what is left without its markers.

    `strong` markers ("what about …", «… چی») say nothing of their own; "and" may stand before any request.
    """

    words: str
    strong: bool


@kept
def find_ellipsis(text: str) -> Ellipsis | None:
    """Find that a text leans on what was said before; None without any marker of that."""
    words = words_of(text)
    rest: Sequence[str] = words
    while rest and (length := _BEFORE.at(rest, 0)):
        rest = rest[length:]
    while rest and (length := _AFTER.before(rest, len(rest))):
        rest = rest[:-length]
    if len(rest) == len(words):
        return None
    return Ellipsis(" ".join(rest), strong=_STRONG.within(words) and not _VERBS.within(words))


@kept
def without_filling(text: str) -> str:
    """Give the words of a text that are more than filling around a value."""
    return " ".join(_FILLING.without(words_of(text)))
