"""Refusals: "don't renew it", "no renewal, please", «تمدید نکن», «لازم نیست لغو بشه»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from language.requests.speech.sentences import deed_at, deed_of, has, spaced
from language.requests.speech.vocabulary import COMMANDS, COURTESY, NEGATED_COMMANDS, RELUCTANCE, phrases

__all__ = ["is_bare_refusal", "is_negated", "refuses"]

_NO = phrases(
    "don't|dont|don t|do not|donot|never|needn't|need not|no need|shouldn't|should not|mustn't|must not|rather not"
    "|rather you didn't|rather you did not|not|stop|without|please no|no more|won't need to|wouldn't|would not|dnt"
)
# What may stand between a no and the deed.
_BETWEEN = frozenset(
    "to you u please pls ever want have need wish like me us be get yet bother bothering go and ahead try"
    " trying let any"
    " anybody anyone automatically just actually really even dare start for no of the my your it them".split()
)
# "It is not renewed", "I could not renew": told, not forbidden.
_TOLD = frozenset(
    "is was are were been has have had could can did does am why isn't wasn't aren't it's that's cannot can't".split()
)
_WANTED = frozenset("want wish like need wanted".split())
_PLACING = frozenset("place put make".split())
_PARTICIPLES = frozenset("renewed extended cancelled canceled reserved dropped removed deleted prolonged held".split())
# A renewal that nobody wants is refused by its noun, too: "no renewal, please", «احتیاج به تمدید نیست».
_UNNEEDED = re.compile(
    r"^(?:(?:no|na|please|ok|okay|thanks|wait|actually|but|so) )*no (?:renewals?|extensions?)(?: (?:is|are|please|pls|thanks|needed|necessary|required|wanted|now|today|this time))*(?: (?:for|of|on) \w.{0,80})?$"
    r"| (?:renew\w*|exten(?:sion|ding)\w*) (?:is|are|was|will be)(?: not|n't) (?:really |at all )?(?:needed|necessary|required|wanted) | (?:renew\w*|exten(?:sion|ding)\w*) (?:isn't|aren't|won't be) (?:really )?(?:needed|necessary|required|wanted) "
    r"| (?:don't|dont|do not|won't|will not|wouldn't) (?:really |actually |even )?(?:be )?(?:need|needing|want|wanting) (?:a|an|any|the|another|this|that|my) (?:more |further |new )?(?:renewals?|extensions?)(?: (?:for|of|on|please|pls|thanks|now|today|yet|any ?more|at all|this time) |(?= ?$))"
    r"| (?:احتیاج|احتیاجی|نیاز|نیازی) به (?:\w+ ){0,2}تمدید\w* (?:\w+ )?(?:نیست|نی|ندارم|نداره|ندارد|نمیبینم) "
    r"| tamdid\w* (?:\w+ )?(?:lazem nadar\w*|(?:niaz|niazi) (?:nist|nadar\w*)) | (?:niaz|niazi|ehtiaj|ehtiaji) be tamdid\w* (?:nist|nadar\w*) "
)
_NOUNS = ("renewal", "extension")
_FEW = 4  # words between a no and its deed
_SOME = 8  # words between "I don't want" and "renewed"
_CLEAR_COMMANDS = frozenset("کن بکن بفرما نما بزن kon bokon".split())
_OBJECT_SIGNS = frozenset("رو را ro دیگه dige".split())
_BARE = phrases(
    "نکن|نکنید|نکنین|نه نکن|نکنی|دست نزن|دست نزنید|نمیخواد|بیخیال|بیخیالش|ولش کن|ولش کنید|منصرف شدم|پشیمون"
    " شدم|پشیمان شدم"
    "|nakon|nakonid|bikhial|velesh kon|don't|dont|do not|don't do it|don't do that|dont do it|do nothing|leave it"
    "|leave them|leave it alone|leave it be|leave them alone|never mind|nevermind|forget it|changed my mind|not now"
)


def refuses(words: Sequence[str]) -> bool:
    """Tell whether a clause forbids its deed; a clause without a deed forbids nothing."""
    deed = deed_of(words)
    if deed == "renew" and (_UNNEEDED.search(spaced(words)) or _UNNEEDED.search(" ".join(words))):
        return True
    return deed is not None and (_refuses_english(words) or _refuses_persian(words, deed))


def is_bare_refusal(words: Sequence[str]) -> bool:
    """Tell whether a clause says no more than "don't" or «نکن»."""
    rest = [word for word in words if word not in COURTESY]
    return bool(rest) and (" ".join(rest) in _BARE or (is_negated(rest[-1]) and len(rest) == 1))


def is_negated(word: str) -> bool:
    """Tell whether a word is a Persian verb that forbids: «نکن», «نفرمایید»."""
    return word in NEGATED_COMMANDS or word.startswith(("نکن", "نفرما", "ننما", "nakon"))


def _refuses_english(words: Sequence[str]) -> bool:
    for at in range(len(words)):
        no = next((each for each in _NO if tuple(words[at : at + each.count(" ") + 1]) == tuple(each.split())), None)
        if no is None or (no == "not" and at and words[at - 1] in _TOLD):
            continue
        after = at + no.count(" ") + 1
        told = any(word in _TOLD for word in words[max(0, at - _FEW) : at])
        for place in range(after, min(len(words), after + _SOME)):
            if deed_at(words[place]) and words[place].isascii():
                between = words[after:place]
                if words[place + 1 : place + 2] == ("to",) and words[place].startswith(_NOUNS):
                    return False  # "I don't want the renewal to fail"
                if no == "not" and told and words[place] in _PARTICIPLES:
                    return False  # "why was Dune not renewed"
                if between and between[0] in _PLACING and deed_at(words[place]) == "hold":
                    return True
                wanted = any(word in _WANTED for word in between)
                if all(word in _BETWEEN for word in between) and len(between) <= _FEW:
                    return True
                # "I don't want Dune renewed": whatever stands between them.
                return wanted and words[place] in _PARTICIPLES
    return False


def _refuses_persian(words: Sequence[str], deed: str) -> bool:
    deeds = [at for at, word in enumerate(words) if deed_at(word) == deed]
    for at in deeds:
        near = (*words[at + 1 : at + 4], *words[max(0, at - 2) : at])
        if any(is_negated(word) for word in near):
            return True
        if "نگه" in near and has(spaced(words), ("نگه ندار", "نگه ندارید")):
            return True
        verb = next((word for word in words[at + 1 : at + 4] if word in COMMANDS), "")
        if verb in _CLEAR_COMMANDS:
            continue
        if _reluctant_before(words, at, deed, verb) or _reluctant_after(words, at, verb):
            return True
    return False


def _reluctant_before(words: Sequence[str], at: int, deed: str, verb: str) -> bool:
    start = max(0, at - 10)
    for marker in RELUCTANCE:
        parts = marker.split()
        for place in range(start, at - len(parts) + 1):
            if list(words[place : place + len(parts)]) != parts:
                continue
            # «کتاب رو نمی‌خوام لغو کنید» is a reason and an order.
            reason = deed == "cancel" and place and words[place - 1] in _OBJECT_SIGNS and verb in COMMANDS
            if not reason:
                return True
    return False


def _reluctant_after(words: Sequence[str], at: int, verb: str) -> bool:
    """Tell of «تمدید نمی‌خوام», «تمدید کردن لازم نیست»; «لغو کنید نمی‌خوام» gives a reason."""
    return not verb and any(has(spaced(words[at + 1 : at + 6]), (marker,)) for marker in RELUCTANCE)
