"""Withdrawal of the wish for a librarian, in a message that goes on with something else."""

from __future__ import annotations

import re

__all__ = ["withdrawn_for"]

# Said first, and then what is wanted instead.
_FIRST = (
    r"never ?mind(?: (?:that|then|the librarian|them))?|forget (?:it|about it|that|the librarian)"
    r"|no need(?: any ?more)?(?! (?:to|for)\b)|don'?t bother(?! (?:to|about|with)\b)|leave it|scrap that"
    r"|i(?:'ll| will) ask you(?: instead)?|skip (?:it|that|the librarian)"
    r"|بی ?\u200c?خیال(?:ش| شو?| کتابدار)?|ولش(?: کن(?:ید)?)?|نمی ?\u200c?خوا(?:د|هد|م)(?: دیگه)?|لازم نیست|نیازی نیست"
    r"|مهم نیست|منصرف شدم|دیگه نمی ?\u200c?خوام|فراموشش کن|bikhial|velesh(?: kon)?|nemikhad"
)
_WITHDRAWAL = re.compile(
    rf"^\W{{0,5}}(?:(?:ok|okay|oh|well|no|then|خب|باشه|نه|اوکی)[\s,،.]{{1,3}})?(?:{_FIRST})"
    r"(?:[\s\u200c]{0,2}[,،.;؛!…–-]{1,3}\s{0,3}|\s{1,3})(?:(?:and|just|so|then|و|پس|فقط|حالا)\s{1,3})?(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"\w+")
# "Never mind, thanks" asks for nothing.
FEWEST_WORDS = 3


def withdrawn_for(text: str) -> str | None:
    """Give what a message asks for after it has taken back the wish for a librarian; None for any other message."""
    found = _WITHDRAWAL.match(text)
    rest = found["rest"].strip() if found else ""
    return rest if len(_WORD.findall(rest)) >= FEWEST_WORDS else None
