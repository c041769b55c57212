"""What so many of a thing cost, of which a fact tells the price of one."""

from __future__ import annotations

import re

from actions.dialogue.turn import Fact, as_money
from language.digits import ASCII_DIGITS
from language.normalise import fold

__all__ = ["total_of"]

# A question counts pages, and the fact tells the price of one.
_COUNT = re.compile(
    r"(?<![0-9.,:/])([0-9]{1,4}) ?(?:[^\W\d_]{2,12} )?"
    r"(?:pages?|sheets?|copies|prints|sides|صفحه|برگ|ورق|safhe|barg)(?![^\W_])"
)
_EACH = re.compile(r"\b(?:a|per|each|every) (?:[a-z-]{1,20} )?(?:page|sheet|side)\b|\bpage is\b|هر (?:برگ|صفحه)")
# Some of them cost nothing, or less.
_NOT_EACH = re.compile(
    r"\b(?:free|first|discount|half|more than|up to|over|from)\b|رایگان|مجانی|تخفیف|نصف|اول|بیشتر از|بیش از|تا [0-9]"
)
_PRICE = re.compile(r"(?<![0-9,])([0-9]{1,3}(?:,[0-9]{3}){0,3}|[0-9]{1,9}) (?:rials?|ریال)(?![^\W_])")
CURRENCY = "IRR"


def total_of(text: str, fact: dict[str, str]) -> dict[str, Fact] | None:
    """Give the count that a question names and what that many cost; None where a fact tells no single price of one."""
    counted = _COUNT.findall(fold(text).translate(ASCII_DIGITS))
    if len(counted) != 1 or int(counted[0]) < 2:
        return None
    prices = set()
    for said in fact.values():
        folded = fold(said).translate(ASCII_DIGITS)
        found = _PRICE.findall(folded)
        if len(found) != 1 or not _EACH.search(folded) or _NOT_EACH.search(folded):
            return None
        prices.add(int(found[0].replace(",", "")))
    if len(prices) != 1:
        return None
    count = int(counted[0])
    return {"count": count, "total": as_money(count * prices.pop(), CURRENCY)}
