"""What is said of things that are brought back, beside what is ordered of others: "… and I'll drop Gatsby off"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.kept import kept

__all__ = ["without_returns"]

_RETURNED = re.compile(
    r"(?:^|(?<=[\s,.;!]))(?:and |but |then |so |while )?(?:i'll|i’ll|i will|i'm going to|i’m going to|i am going to|i'd|i can|i could|we'll|we will|let me|i'm|i’m|i am)(?: just| also| then)? (?:bring(?:ing)?|return(?:ing)?|drop(?:ping)?|giv(?:e|ing)|hand(?:ing)?|tak(?:e|ing))\b (?:(?!\b(?:renew|extend|prolong|reserve|cancel|order)\w*\b)[^.,;!?]){2,60}"
    r"|(?:^|(?<=[\s،.؛!]))(?:و |ولی |اما |بعد )?(?:(?!تمدید|رزرو|لغو)[^.،؛!؟\s])+(?: (?:(?!تمدید|رزرو|لغو)[^.،؛!؟\s])+){0,6} (?:رو |را )?(?:هم )?(?:(?:شنبه|یکشنبه|دوشنبه|سه ?شنبه|چهارشنبه|پنجشنبه|جمعه|فردا|امروز|خودم|بعدا) )*(?:می ?آ?ارم|می‌?آ?رم|میارم|میارمش|پس می ?دم|پسش می ?دم|پس می‌?دم|برمی ?گردونم|برمی‌?گردونم|تحویل می ?دم)(?!\w)",
    re.IGNORECASE,
)


@kept
def without_returns(text: str) -> str:
    """Give a text without what it says of things that are brought back; the text where that is all it says."""
    rest = _RETURNED.sub(" ", text)
    return rest if rest.strip(" .,;!?؟،؛") else text
