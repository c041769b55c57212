"""What is said of a purchase request that was just made: who wrote the book, who published it; and how long it takes."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.normalise import fold
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["PurchaseSaid", "find_purchase_said"]

_SENTENCE = re.compile(r"(?:[^.!?؟؛;\n…]|(?<=\b[A-Z])\.)+[.!?؟؛;…]*")
_MOST = 4  # sentences
_FIRST = (
    r"\W*(?:(?:[Aa]nd|[Oo]h|[Ss]orry|[Aa]lso|[Oo]kay|[Oo][Kk]|[Ww]ell|[Yy]es|[Tt]hanks|[Tt]hank you)[ ,]{1,2}){0,2}"
)
# A detail is a name alone, and the sentence ends with it: "the author is dead" tells none.
_NAME = r"(?:[A-Z]\.|(?:[A-Z]['’])?[A-Z][\w'’-]*[a-z])(?: (?:and |de |van |von |al-)?(?:[A-Z]\.|(?:[A-Z]['’])?[A-Z][\w'’-]*[a-z])){0,4}"
_DETAIL = re.compile(
    rf"{_FIRST}(?:(?:[Tt]he |[Ii]ts )?(?:[Aa]uthor|[Ww]riter|[Pp]ublisher|[Tt]ranslator|[Ee]ditor)(?:'s name)?(?: of (?:it|the book))?(?: is| was|:)|(?:[Ii]t's|[Ii]t is|[Ii]t was)(?: (?:written|published))? by|(?:[Ww]ritten|[Pp]ublished) by) {_NAME}\W*"
)
_DETAIL_FA = re.compile(
    r"\W*(?:(?:ممنون|مرسی|راستی|ببخشید)[ ،,]{1,2})?(?:(?:اسم|نام) )?(?:نویسنده|مترجم|ناشر)(?:ش|اش| ?ی کتاب)(?::| )\s?(?P<name>(?!(?:خیلی|بسیار|اهل|مال) )\w{2,16}(?: \w{2,16}){1,3}?) (?:هست|هستش|است)\W*"
)
_HOW_LONG = re.compile(
    r"\W*(?:(?:and|so|ok|okay|also|thanks) )?(?:how long (?:does|will|would) (?:it|that|this|the purchase|a purchase|the request) (?:(?:usually|normally|typically) )?take|how long it takes)(?: (?:usually|normally|typically|in general))?\W*"
    r"|\W*(?:(?:و|خب|راستی) )?(?:معمولا )?(?:چقدر|چه ?قدر|چند (?:وقت|روز|هفته)) طول (?:می ?کش(?:ه|د)|داره)(?: معمولا)?\W*"
)


@dataclass(frozen=True, slots=True)
class PurchaseSaid:
    """What is told of the book, in the patron's words, and whether it is asked how long a purchase takes."""

    details: str
    how_long: bool


def find_purchase_said(text: str) -> PurchaseSaid | None:
    """Find details of a book that is to be bought, and the question how long that takes; None where more is said."""
    parts = [part.strip() for part in _SENTENCE.findall(text) if part.strip(" .!?؟؛;…")]
    if not 0 < len(parts) <= _MOST:
        return None
    details, asks = [], False
    for part in parts:
        said = fold(part).replace("’", "'")
        if _HOW_LONG.fullmatch(said):
            asks = True
        elif not part.endswith(("?", "؟")) and _names_somebody(part):
            details.append(part)
        elif not _COURTESY.fullmatch(said):
            return None
    return PurchaseSaid(" ".join(details), asks) if details or asks else None


def _names_somebody(part: str) -> bool:
    """Tell whether a sentence names who wrote or published it, and says nothing else."""
    named = _DETAIL_FA.fullmatch(fold(part))
    if named is not None:
        return not any(map(is_ordinary, named["name"].split()))
    return _DETAIL.fullmatch(part.replace("’", "'")) is not None


_COURTESY = re.compile(
    r"\W*(?:hi|hello|thanks|thank you|many thanks|great|ok|okay|good|سلام|ممنون|مرسی|سپاس|باشه|خب|عالی|salam|mamnoon|mersi)(?: (?:so much|very much|a lot|خیلی|again))?\W*"
)
