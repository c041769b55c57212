"""Pointing and nothing else: «اون یکی چی؟», "and the third?", "another one?", «هیچ‌کدوم», said of what was shown."""

from __future__ import annotations

from dataclasses import dataclass

from language.choices import Choice, find_choice
from language.kept import kept
from language.requests.speech.ellipsis import find_ellipsis, without_filling
from language.requests.speech.phrases import Phrases, words_of

__all__ = ["Pointing", "find_pointing", "is_enough"]

_LONGEST = 8  # words
# Others of these are no titles, loans or reservations.
_ELSEWHERE = frozenset(
    "branch branches library libraries day days week room rooms event events شعبه شعبش شعبهها کتابخانه کتابخونه"
    " روز روزا هفته اتاق برنامه shobe".split()
)
_TOGETHER = frozenset(
    "both them these those two all three four five of i'll هر دو سه چهار پنج تا تاش تاشون دوتا".split()
)
_ENOUGH = Phrases(
    "no more|no more thanks|nothing else|nothing more|no others|that's enough|enough|that will do"
    "|thanks|thank you|please",
    "نه دیگه|دیگه نه|نه همین|همین بسه|بسه|کافیه|دیگه نمیخوام|دیگه هیچی|هیچی دیگه|ممنون|مرسی",
    "na dige|dige na|base|kafie",
)
_NUMBERED = frozenset({"number", "no", "شماره", "مورد", "item"})
_OTHER = Phrases(
    "other|others|the other|the others|other one|the other one|other ones|another|another one"
    "|else|anything else|something else|what else|which else|any other|any others|any more|more|one more|different one"
    "|a different one|the remaining one",
    "اون یکی|آن یکی|اونیکی|اون یکیش|یکی دیگه|یکی دیگر|یه دونه دیگه|یکی دیگش|دیگه چی|دیگری|دیگرش"
    "|غیر از این|غیر این|به جز این|جز این|بازم|باز هم|چیز دیگه|چیز دیگه ای|چیز دیگری|دیگش",
    "oon yeki|un yeki|on yeki|yeki dige|yeki digash|dige chi",
)
_NEXT = Phrases(
    "next|the next|next one|the next one|following one|the following one|the one after|the one after that",
    "بعدی|بعدیش|بعدیه|بعدی رو|بعدیو|بعد از این|یکی بعدش|بعدیشو",
    "baadi|badi|badish|baadish",
)
_PREVIOUS = Phrases(
    "previous|the previous|previous one|the previous one|the one before|the one before that|back to the previous one",
    "قبلی|قبلیه|قبلیش|قبلی رو|قبلیو|یکی قبلش|قبلیشو",
    "ghabli|qabli",
)
_NEITHER = Phrases(
    "neither|neither one|neither of them|neither of these|neither of those|none|none of them|none of these"
    "|none of those|not one of them|not any of them|not any of these|no none of them|no neither",
    "هیچکدوم|هیچکدام|هیچ کدوم|هیچ کدام|هیچکدومش|هیچکدومشون|هیچکدوم از اینا|هیچکدام از اینها|هیچ یک|هیچکدومو",
    "hichkodum|hichkodoom|hich kodoom|hich kodum",
)
_AROUND = Phrases(
    "show me|show|tell me about|tell me|give me|see|look at|try|i'd rather|i prefer|no|nope|not|but|so|hmm|ok|the|one"
    "|what|which|which is|how|about|can|could|you|i|do|really|appeals|appeals to me|interests me|for me|suits me",
    "کدوم|کدومه|کدومشون|کدام|نه|یه|یک|یه دونه|نشون بده|نشونم بده|نشان بده|بگو|بگید|ببینم|ببینیم|معرفی کن"
    "|پیشنهاد بده|بده|چی|چیه|چطور|نه خب|جالب نیست|جالب نبود|خوب نیست|خوب نبود"
    "|به دردم نمیخوره|رو نمیخوام|نمیخوام|دوست ندارم|از اینا|از اینها",
    "na|neshoon bede|chi|chie|nemikham",
)
_CHEAPER = Phrases(
    "cheaper|cheapest|the cheaper|the cheapest|less expensive|more expensive|dearer|the cheaper one|the cheapest one",
    "ارزونتر|ارزون تر|ارزونتره|ارزانتر|ارزان تر|ارزون ترین|ارزون تره|ارزونه کدومه|ارزونترین|ارزانترین"
    "|گرونتر|گرون تر|گرانتر|ارزونتری",
    "arzoontar|arzuntar",
)
_KINDS = {"next": _NEXT, "previous": _PREVIOUS, "neither": _NEITHER, "other": _OTHER, "cheaper": _CHEAPER}


@dataclass(frozen=True, slots=True)
class Pointing:
    """What a text points at: "other" than the one spoken of, the "next", the "previous", a "place" in the list.

    Also "both" of two, "neither" of what was shown, and the "cheaper" one.
    """

    kind: str
    choice: Choice | None = None


@kept
def find_pointing(text: str) -> Pointing | None:
    """Find what a text points at when it names nothing: None as soon as any word goes beyond pointing."""
    words = words_of(text)
    if not 0 < len(words) <= _LONGEST or set(words) & _ELSEWHERE or any(mark in text for mark in '«»“”"'):
        return None
    if is_enough(text):
        return None
    ellipsis = find_ellipsis(text)
    rest = ellipsis.words if ellipsis is not None else text
    for kind, phrases in _KINDS.items():
        if _only(phrases, words) or _only(phrases, words_of(rest)):
            return Pointing(kind)
    choice = find_choice(rest) or find_choice(without_filling(rest))
    named = [word for word in words_of(without_filling(rest)) if word not in _NUMBERED]
    if choice is not None and choice.kind == "all" and choice.count and set(named) <= _TOGETHER:
        return Pointing("both", choice)
    if choice is not None and choice.kind in ("indexes", "last") and len(named) <= 1:
        return Pointing("place", choice)
    return None


def is_enough(text: str) -> bool:
    """Tell whether words say that nothing more is wanted: "no more, thanks", «نه دیگه»."""
    return _ENOUGH.fill(words_of(text))


def _only(phrases: Phrases, words: list[str]) -> bool:
    """Tell whether words are such phrases with nothing but filling around them."""
    rest = phrases.without(words)
    return len(rest) < len(words) and not _AROUND.without(words_of(without_filling(" ".join(rest))))
