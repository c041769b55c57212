"""Words with which a patron who has signed in shows the card, or has the account looked at: "look for yourself"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold
from language.requests.own.own_matter_words import any_of

__all__ = ["has_account_looked_at", "only_has_account_looked_at", "without_card_shown", "without_thanks"]

_SHOWN = any_of(
    r"^\W{0,3}(?:(?:ok|okay|there|so|well|right),? ){0,2}(?:here(?:'s| is| you (?:go|are),?)|this is|that's) my (?:library )?(?:card|account)\b(?: now)?",
    r"^\W{0,3}(?:(?:خب|بیا|بفرما|آها|الان|حالا)[،,]? ){0,2}(?:ایناهاش\w{0,2}|اینم|اینهم|این هم|این|همین)[،,]? ?(?:از )?(?:کارتم|کارت من|حسابم|حساب من)(?: ?(?:منه|من|هست|است|ه))?(?!\w)",
    r"^\W{0,3}(?:(?:khob|bia|befarma),? ){0,2}(?:inahash|inam|in) (?:kart(?:am|e man\w?)|hesabam)\b",
)
_LOOKS = any_of(
    r"\b(?:look|see|check)(?: at)?(?: it| that| this| them)?(?: for)? yourself\b",
    r"\bi (?:hope|trust|think|believe) (?:that )?you (?:are able to|can|could|will|may) (?:now )?see\b",
    r"(?<!\w)(?:خود(?:ت|تون|تان)|حالا|الان)[،,]? (?:\w{1,6} ){0,1}(?:نگاه|ببین\w{0,3}|چک ?کن\w{0,3}|بررسی ?کن\w{0,3})(?!\w)",
    r"\b(?:khod(?:et|etoo?n)|hala) (?:bebin\w{0,3}|negah kon\w{0,2}|check kon\w{0,2})\b",
)
_THANKS = re.compile(
    r"^\W{0,3}(?:many thanks|thanks|thank you|ممنون\w{0,2}|سپاس\w{0,5}|مرسی|تشکر)[^.,!;،؛\n]{0,40}[.,!;،؛\n]\s{0,3}",
    re.IGNORECASE,
)


def without_card_shown(text: str) -> str | None:
    """Give a text without its words that show the card, nothing where that is all; None where it shows none."""
    said = _folded(text)
    found = _SHOWN.search(said)
    if found is None:
        return None
    rest = said[found.end() :].strip(" .,!،؛;:؟?")
    return "" if _LOOKS.fullmatch(rest) else rest


def has_account_looked_at(text: str) -> bool:
    """Tell whether a text has the library look for itself: "look at it yourself", «خودت ببین»."""
    return _LOOKS.search(_folded(text)) is not None


def only_has_account_looked_at(text: str) -> bool:
    """Tell whether a text has the library look, and says nothing else."""
    said = _folded(text)
    return _LOOKS.search(said) is not None and set(re.findall(r"[\w']+", _LOOKS.sub(" ", said))) <= _FILLERS


_FILLERS = frozenset(
    "and so now then please just well ok okay yes there it that this them thanks thank you i i'm i've am have signed logged in on my the card account"
    " record here go come hope will can are able to و خب پس دیگه لطفا خودت خودتون بیا بفرما اینم کارتم کارتمو حسابم حسابمو توی تو رو را ببین نگاه کن کنید کنین"
    " وارد شدم الان حالا ممنون مرسی khob hala lotfan kartam hesabam ro vared shodam".split()
)


def without_thanks(text: str) -> str:
    """Give a text without the thanks at its beginning, where it says more."""
    rest = _THANKS.sub("", text, count=1)
    return rest if rest.strip() else text


def _folded(text: str) -> str:
    return fold(text).replace("’", "'").strip()
