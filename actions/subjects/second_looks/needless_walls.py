"""A sign-in that was asked for where none is needed, or where the patron will not: what is near is told instead.

Whether a message needs the account is learnt from real conversations (docs/understanding.md). Where it surely does not,
what the library tells is a better answer than a wall, even where it only may be what was asked.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.heard import Heard
from actions.dialogue.sign_in import goes_on_with_one
from actions.dialogue.turn import Turn
from actions.facts.finding import find_facts
from actions.subjects.facts.near_facts import offer_nearest, tell_near_of
from actions.subjects.facts.sureness import NEAR_BOTH
from actions.subjects.library_info.terms import late_terms
from language.normalise import fold
from language.requests.deeds.lateness import days_late
from language.requests.library_info.whereabouts import asks_of_opening

__all__ = ["past_wall", "without_card_elsewhere", "wont_sign_in"]

# So little likely is the account needed, and so likely is a fact or a rule asked for; and so near is what is offered.
_NEEDLESS, _TOLD, _OFFERED = 0.25, 0.5, 0.02
_MOST_OFFERED = 3
_RULED = ("fact", "rule")
_DEEDS = frozenset({"renew", "hold", "cancel_hold"})
_OF_MONEY = re.compile(
    r"\b(?:fine[ds]?|fees?|charged?|money|rials?|tomans?|late|overdue|penalty|pay)\b|جریم|دیرکرد|پول|ریال|توم[نا]|\b(?:jarim|dirkard|pul|pool|rial|toman)"
)
# Who cannot sign in, is not signed in or seldom signs in is not unwilling to.
_WONT = re.compile(
    r"\b(?:(?:don'?t|do not) (?:really |even )?(?:want|wish|like|care|intend|plan)(?: to| having to)?|(?:i|we) (?:really )?(?:won'?t|will not)(?: be)?|(?:i'?m|am|we'?re|are) not (?:going to|gonna)|(?:rather|prefer) not(?: to)?|refuse to) (?:sign(?:ing)?|log(?:ging)?)[ -]?(?:in|on)\b"
    r"|(?<!can't )(?<!cannot )\bwithout (?:me |my |us )?(?:having to )?(?:sign(?:ing)?|log(?:ging)?)[ -]?(?:in|on)\b"
    r"|(?<!\w)(?:لاگین|sign ?in|log ?in) ?(?:نمی ?(?:کنم|خوام)|نکنم)(?!\w)|نمی ?(?:خوام|خواهم) (?:\w+ ){0,2}(?:وارد (?:حساب|بش|شم)|لاگین|sign ?in|log ?in)|بدون (?:ورود|لاگین|وارد شدن|sign ?in|log ?in)"
    r"|\b(?:nemikham|nemikhaam) (?:\w+ ){0,2}(?:log ?in|sign ?in|vared)\b|\b(?:log ?in|sign ?in) (?:nemikonam|nemikham|nakonam)\b|\bbedoone? (?:log ?in|sign ?in|vorud|vorood)"
)
# Nor is a number forgotten that is on the card at home.
_CARD_ELSEWHERE = re.compile(
    r"\b(?:don'?t|do not|haven'?t) (?:have|got) (?:my|the) (?:library )?card(?: number)? (?:here|with me|on me|to hand|at hand|handy)\b"
    r"|(?<!\w)کارتم? (?:الان )?(?:همراهم|پیشم|باهام|دستم) (?:نیست|ندارم)"
)


def wont_sign_in(text: str) -> bool:
    """Tell whether a text says that its writer will not sign in, or has the card elsewhere."""
    said = fold(text).replace("’", "'")
    return _WONT.search(said) is not None or _CARD_ELSEWHERE.search(said) is not None


def without_card_elsewhere(folded: str) -> str:
    """Leave out of a folded text that the card is elsewhere, which forgets nothing."""
    return _CARD_ELSEWHERE.sub(" ", folded)


async def past_wall(turn: Turn, heard: Heard) -> bool:
    """Tell what is nearest to a message that needs no sign-in, or ask which of the near questions is meant; else False."""
    if goes_on_with_one(turn):
        return False
    needless = _is_needless(turn)
    if turn.patron is not None or not (needless or (wont_sign_in(heard.text) and not _is_ordered(turn, heard))):
        return False
    heard.restore(turn)
    waits = (turn.slot("pending") or {}).get("do")
    # The offer to pass a question on waits for no more than a yes.
    if waits not in (None, "file") or asks_of_opening(heard.text):
        return False
    if needless and heard.intent == "fines" and _OF_MONEY.search(fold(heard.text)):
        return await late_terms(turn, days_late(heard.text))
    found = [one for one in await find_facts(turn, turn.text, None) if one.chosen and not one.entry.is_open]
    if found and found[0].score >= NEAR_BOTH:
        await tell_near_of(turn, found[0])
        return True
    return await offer_nearest(turn, [one.entry for one in found[:_MOST_OFFERED] if one.score >= _OFFERED])


def _is_ordered(turn: Turn, heard: Heard) -> bool:
    """Tell whether a deed is ordered: nothing is reserved or renewed for somebody unknown."""
    way = turn.sides.get("way") or {}
    return heard.intent in _DEEDS and way.get("act", 1.0) >= max(way.values(), default=0.0)


def _is_needless(turn: Turn) -> bool:
    way, account = turn.sides.get("way") or {}, turn.sides.get("account") or {}
    told = sum(way.get(name, 0.0) for name in _RULED)
    return bool(account) and account.get("true", 0.0) < _NEEDLESS and told >= _TOLD
