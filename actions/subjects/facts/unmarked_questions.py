"""Questions that are typed without a mark: "quickly: do they have a parking"; no detail of any case."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.normalise import fold

__all__ = ["asks_unmarked"]

# What stands before a question and asks nothing itself.
_BEFORE = re.compile(
    r"(?:(?:and|so|but|ok|okay|well|then|also|btw|by the way|oh|hmm|right|thanks|thank you|quick(?:ly)?|quick question|one more(?: thing| question)?|another (?:thing|question)|just|now|sorry|hi|hello|hey|please|anyway|actually|question)\b[ ,.!:;–—-]{1,3})"
)
_ASKS = re.compile(
    r"(?:do|does|did|can|could|may|might|will|would|should|shall|have|has|had|is|are|am|was|were) (?:i|you|we|they|he|she|it|there|this|that|these|those|one|any|anybody|anyone|somebody|someone|the|my|your|our|his|her|their|kids|children|members|students)\b"
    r"|(?:what|when|where|which|who|whom|whose|how|why)(?:'s)?\b(?! (?:a|an) (?:shame|pity|mess|joke|disgrace|nerve))"
    r"|(?:do|does|is|are|has|can|will) \w+(?: \w+){0,2} (?:have|got|open|close|closed|offer|sell|lend|allow|free|available|there)\b|any (?:chance|idea|parking|lift|toilets?|wi-?fi)\b"
)
_SENTENCE = re.compile(r"[.!…؟\n]+")
_CLAUSE = re.compile(r"[:;,،؛–—]+\s*")
_MOST_BEFORE, _FEW = 4, 2
# Persian asks by its ending, or by a word of asking that a statement hardly has.
_PERSIAN = re.compile(
    r"(?<!\w)(?:آیا|کجاست|کجاس|کجا|چنده|چقدره|چند ?تاست|کدومه|کدوماست|چطوریه|چجوریه|چیه|دارید|دارین|میفروشید|میفروشین|می ?دهید|میدید|میدین|هستید|هستین|بازید|بازین|باز هستین|میتونم|می ?توانم|میشه)(?!\w)[^.!\n]{0,24}$"
    r"|(?<!\w)(?:دار[هنید]\w*|دارین|هست\w*|میش\w*|می ?شود|باز\w*|باید|میتون\w*|می ?توان\w*) یا (?!هر)"
    r"|(?<!\w)(?:آیا|کجا|کجاست|کدوم|کدام|چند|چقدر|چه ساعتی|تا کی|از کی|چطور|چطوری|چجوری)(?!\w)[^.!\n]{1,60}(?:است|هست|هستش|داره|دارد|دارید|دارین|میشه|می ?شود|بازه|بازید|کنم|برم|بیام|ببرم|بگیرم|می ?گیرید|می ?گیرین|باید)$"
)
# What somebody else has said is told.
_TOLD = re.compile(r"(?<!\w)(?:گفت\w*|گفته\w*|میگه|میگن|می ?گوید|نوشته\w*|فرمود\w*)(?!\w)")


def asks_unmarked(text: str) -> bool:
    """Tell whether a text asks something though no mark says so; a question in the middle of a story is none."""
    said = fold(text).replace("’", "'").strip()
    parts = [part.strip() for part in _SENTENCE.split(said) if part.strip()]
    if "?" in said or any(len(part.split()) > _FEW for part in parts[:-1]):
        # A detail stands before it: "Ground floor, by the atlases. Does nobody clear up there?"
        return False
    last = [part.strip() for part in _CLAUSE.split(parts[-1]) if part.strip()][-1:] if parts else []
    return bool(last) and (_asks(last[0]) or _asks_in_persian(last[0]))


def _asks_in_persian(clause: str) -> bool:
    return _PERSIAN.search(clause) is not None and _TOLD.search(clause) is None


def _asks(clause: str) -> bool:
    for _ in range(_MOST_BEFORE):
        found = _BEFORE.match(clause)
        if found is None:
            break
        clause = clause[found.end() :]
    return _ASKS.match(clause) is not None
