"""Orders to cancel, whatever else a text names: "cancel the first one", «اون یکی رو لغو کن»."""

from __future__ import annotations

import re

from language.kept import kept
from language.requests.deeds.returning import without_returns
from language.requests.speech.polarity import refuses
from language.requests.speech.questions import orders
from language.requests.speech.sentences import clauses, deed_of, sentences

__all__ = ["orders_to_cancel"]


@kept
def orders_to_cancel(text: str) -> bool:
    """Tell whether a text orders to cancel, whatever it was read as."""
    return any(
        deed_of(words) == "cancel" and orders(words) and not refuses(words)
        for sentence in sentences(without_returns(_MISTYPED.sub("cancel", text)))
        for words in clauses(sentence.words)
    )


# However it is typed, it is ordered.
_MISTYPED = re.compile(r"\b(?:cancle|cancell|cansel|cancal|canel)\b", re.IGNORECASE)
