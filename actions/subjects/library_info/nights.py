"""Whether a place is open at night or around the clock."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.subjects.facts.facts import answer_as
from language.normalise import fold

__all__ = ["HOW_LATE", "of_whole_nights", "tells_of_nights"]

_RETURNS = re.compile(r"\b(?:return\w*|drop\w*|book ?drop|box|loans?|borrow\w*)\b|پس|برگردون|صندوق|امانت")
_NIGHT = re.compile(
    r"\bover ?night\b|\ball night\b|\bopen (?:for )?24 ?(?:hours|h)\b|\b24 ?/ ?7\b|\baround the clock\b|\bopen at night\b|(?<!\w)(?:شب ?ها?|شبا) (?:هم )?(?:باز|می ?شه موند|می ?تونم بمون)|شبانه ?روزی|(?:24|بیست ?و ?چهار) ?ساعته"
)
_AT_NIGHT = {
    "fa": "شب‌ها یا ۲۴ ساعته باز هستید؟", "en": "Is any room open at night or around the clock?",
    "about": "clock|night|شبانه|شب",
}  # fmt: skip
HOW_LATE = re.compile(
    r"\bhow (?:late|early)\b|\b(?:until|till|by|from)? ?what (?:time|hour)\b|\b(?:open|there) (?:on|today|tomorrow)\b|(?:تا|از) (?:چند|چه ساعت\w*|ساعت چند)|ساعت چند|چه ساعت\w*|\b(?:ta chand|saat chand|che saat)\w*"
)


def of_whole_nights(text: str) -> bool:
    """Tell whether whole nights are asked for, and no closing time or return box."""
    said = fold(text)
    return _NIGHT.search(said) is not None and not (HOW_LATE.search(said) or _RETURNS.search(said))


async def tells_of_nights(turn: Turn) -> bool:
    """Tell whether any room is open at night or around the clock; False where no fact says it."""
    return await answer_as(turn, "facilities", fa=_AT_NIGHT["fa"], en=_AT_NIGHT["en"], about=_AT_NIGHT["about"])
