"""Whether books are sold: asked of the library, and no wish that it should buy one."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asks_whether_sold"]

_SOLD = re.compile(
    r"\b(?:do|don't|does|doesn't|would|can|could) (?:you|the library|y'all|u)(?: guys| people)? (?:not )?(?:actually |also |ever |even |really )?sell (?:any |your |old |used |new |second[- ]hand |the |them|it|that one|this one)?(?:books?|novels?|copies|it|them)?\b"
    r"|\byou (?:do not|don't) sell (?:any )?(?:books?|novels?|them)\b[^.!]{0,25}(?:\bdo you\b|\?)|\b(?:have you(?: got)?|do you have|is there|got) (?:a |any )?(?:book ?shops?|book ?stores?)(?: (?:here|too|in the library|inside))?(?= ?(?:$|[.,;!?]))|\b(?:can|could|may) (?:i|we) buy (?:a |an |any |some |old |used |the )?(?:books?|novels?|it|one|this one|that one|them) (?:from|off|at) (?:you|the library|here)\b"
    r"|(?<!\w)(?:کتاب ?فروشی|فروشگاه کتاب)(?: ?(?:هم|ای|ی|اینا|تون|چیزی)){0,2} (?:دارید|دارین|داری|هست|دارد|داره)(?!\w)|(?<!\w)کتاب(?: ?(?:ها|های|ی|م|هم|رو|تون|جدید|نو|دست دوم|کهنه|قدیمی)){0,3} (?:هم )?(?:می ?فروشید|می ?فروشین|میفروشن|می ?فروشید|به فروش می ?رسونید|واسه فروش دارین|برای فروش دارید)(?!\w)|(?<!\w)(?:میشه|می ?شود|می ?تونم|می ?توانم) (?:کتاب|اینو|این رو|ازتون|از شما|همین ?جا|خودشو) (?:\w{2,8} )?(?:بخرم|خرید)(?: ازتون)?(?!\w)"
    r"|\bketab ?(?:ha)?(?: ham)? (?:mi?foru?shi(?:d|n))\b|\bketab ?foru?oo?shi(?: ham)? (?:darid|darin|hast)\b"
)
# What the library shall buy, and what somebody sells to it.
_TO_LIBRARY = re.compile(
    r"\b(?:i|we) (?:want to |would like to |could |can )?sell\b|\byou (?:buy|order|get)\b|\bsell (?:tickets?|food|coffee|cards?|snacks?|tea|drinks?)\b|(?<!\w)(?:بخرید|بخرین|بفروشم|می ?فروشم|تهیه کنید|تهیه کنین)(?!\w)"
)


def asks_whether_sold(text: str) -> bool:
    """Tell whether a text asks whether the library sells books, or has a bookshop."""
    said = fold(text).replace("’", "'")
    return _SOLD.search(said) is not None and _TO_LIBRARY.search(said) is None
