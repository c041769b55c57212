"""A message that is no more than the name of another thing, behind what was done or asked: "ok, Blindness too then"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from language.kept import kept
from language.normalise import fold
from language.requests.speech.denials import denies
from language.requests.speech.sentences import deed_of

__all__ = ["Manner", "NamedAfter", "read_named_after"]


class Manner(str, Enum):
    """How a name is said: as one more for what was ordered, as a question, or by itself."""

    ADDED = "added"
    ASKED = "asked"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class NamedAfter:
    """What may be a name, and how it is said. `wanted`: that it is not finished, or needed longer, is said beside it."""

    name: str
    manner: Manner
    wanted: bool = False


_MOST_LETTERS, _MOST_CLAUSES, _MOST_WORDS = 200, 5, 6
_CLAUSE = re.compile(r"[^.,،;؛:!?؟\n…]+[.,،;؛:!?؟…]{0,3}")
# What leads to a name and says nothing of it.
_LEAD = re.compile(
    r"(?:(?:ok|okay|k|great|good|perfect|lovely|super|cool|thanks|thank you|thx|cheers|yes|yeah|fine|well|oh|ah|hm{1,4}|right|alright|all right|so|and|adn|also|plus|then|now|please|pls|plz|actually|wait|anyway|in that case"
    r"|و|پس|خب|خوب|باشه|باشد|مرسی|ممنون|ممنونم|حالا|لطفا|اوکی|راستی|آره|بله|چشم|عالی|عالیه|آها|آهان|سپاس|همچنین|همینطور|همین طور"
    r"|va|pas|khob|bashe|mersi|merci|mamnoon|hala|lotfan|rasti|are|aha)\W{1,3}){1,7}(?=\w)"
)
_ASKS_BEFORE = re.compile(r"^(?:(?:what|how) (?:about|of)|same (?:question|thing) for) (?=\w)")
_ADDS_BEFORE = re.compile(
    r"^(?:(?:do )?the same|same|likewise) (?:for|with|to) (?=\w)|^(?:and )?(?:do|include|add) (?=\w)"
)
_TOO = re.compile(
    r"(?:\s(?:too|as well|also|then|instead|the same|same|likewise|please|pls|plz|thanks|after all|now))+$"
    r"|(?:[\s\u200c](?:رو|را|هم|نیز|همینطور|همین طور|لطفا|مرسی|ممنون|پس))+$|(?:\s(?:ro|ham|hamintor|lotfan|mersi))+$"
)
_ASKS_BEHIND = re.compile(r"\s(?:چی|چطور|چه طور|چی میشه|chi|chetor)$")
_TAILS = re.compile(r"\s(?:رو|را|ro)$")
_ADDING = re.compile(
    r"\b(?:and|adn|too|as well|also|then|instead|same|likewise|after all|plus|do|include|add)\b|(?<!\w)(?:و|هم|نیز|همینطور|همین طور|همچنین|پس)(?!\w)|\b(?:va|ham|hamintor|pas)\b"
)
# Nothing stands against that one, does it?
_FINE = re.compile(
    r"\W{0,3}(?:and )?(?:(?:there's |there is )?no problems? with (?:that|it|this)(?: one)?|(?:that|this|it)(?: one)?(?:'s|s| is) (?:fine|ok|okay|alright|all right)(?: too)?|is (?:that|this|it)(?: one)? (?:fine|ok|okay|alright|all right)(?: too)?|is there|isn'?t it|right"
    r"|(?:اون|آن|این) ?(?:یکی )?(?:که )?(?:دیگه )?(?:مشکلی? ?(?:نداره|ندارد|نیست)|اوکیه?|درسته|خوبه)|(?:مشکلی?|اشکالی?) ?(?:که )?(?:نداره|ندارد|نیست)|(?:oo?n|un|in) ?(?:yeki )?(?:ke )?moshkeli? ?nadare)\W{0,4}"
)
# Why it is wanted longer: the whole clause says that it is not finished, or needed.
_WANTED = re.compile(
    r"\W{0,3}(?:(?:because|cause|cos|cuz|since|as) )?(?:i(?:'m| am|'ve| have|m|ve)? )?(?:(?:still )?(?:not|haven'?t|didn'?t) (?:yet )?(?:finish|finished|done|read|started)|still (?:reading|in the middle of)|(?:still )?need (?:it|that one)(?: (?:longer|more))?)"
    r"(?: (?:it|that|that one|reading|the book|with it|either|yet|too|after all|still|this week|a bit longer)){0,4}\W{0,4}"
    r"|\W{0,3}(?:چون |آخه )?(?:هنوز )?(?:تم[وا]م(?:ش)? ?(?:نشده|نکردم|نکرده ?ام)|نخوندم(?:ش)?|نخوانده ?ام(?:ش)?|نرسیدم(?: بخونم(?:ش)?| تمومش کنم)?|وقت نکردم(?: بخونم(?:ش)?)?|لازمش دارم|وسطشم|نصفه(?: مونده|ست)|دارم می ?خونم(?:ش)?)\W{0,4}"
    r"|\W{0,3}(?:chon |akhe )?(?:hanoo?z )?(?:tamoo?m(?:esh)? (?:nashode|nakardam)|nakhoondam(?:esh)?|lazemesh daram)\W{0,4}"
)
_PERSON = re.compile(
    r"\b(?:i|i'm|i've|i'll|you|we|he|she|they|who|when|where|why|which|is|are|was|were|have|has|can|could)\b"
)


@kept
def read_named_after(text: str) -> NamedAfter | None:
    """Read a message that only names something, with what leads to it and why; None for anything else."""
    said = fold(text[:_MOST_LETTERS]).replace("’", "'").strip()
    clauses = [part.strip() for part in _CLAUSE.findall(said) if re.search(r"\w", part)]
    if len(text) > _MOST_LETTERS or len(clauses) > _MOST_CLAUSES:
        return None
    wanted = asked = False
    naming: list[str] = []
    for part in clauses:
        bare = _without_lead(part)
        if naming and _FINE.fullmatch(part):
            # "…, right?" asks, whatever the word leads to elsewhere.
            asked = True
        elif not bare.strip(_MARKS):
            continue
        elif naming and _WANTED.fullmatch(bare):
            wanted = True
        else:
            naming.append(part)
    if len(naming) != 1 or denies(naming[0]):
        return None
    return _read(naming[0], added=_ADDING.search(said) is not None, asked=asked, wanted=wanted)


def _without_lead(part: str) -> str:
    """Give a clause without what leads to a name; of one that says no more, nothing."""
    return _LEAD.sub("", f"{part.rstrip(_MARKS)} x", 1)[:-1].strip() + part[len(part.rstrip(_MARKS)) :]


_MARKS = " .,،;؛:!?؟…"


def _read(part: str, *, added: bool, asked: bool, wanted: bool) -> NamedAfter | None:
    """Take what leads to a name and what follows it away."""
    asked = asked or part.rstrip().endswith(("?", "؟"))
    bare = _without_lead(part).strip(_MARKS)
    asked = asked or _ASKS_BEFORE.search(bare) is not None or _ASKS_BEHIND.search(bare) is not None
    for pattern in (_ASKS_BEFORE, _ADDS_BEFORE, _TOO, _ASKS_BEHIND, _TAILS):
        bare = pattern.sub("", bare).strip()
    words = bare.split()
    if not words or len(words) > _MOST_WORDS or deed_of(tuple(words)) or _PERSON.search(bare):
        return None
    manner = Manner.ASKED if asked else Manner.ADDED if added else Manner.BARE
    return NamedAfter(bare, manner, wanted)
