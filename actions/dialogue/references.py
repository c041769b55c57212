"""References to things just shown: "that one", «اون یکی», "no, the first"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.dialogue.turn import Turn
from language.choices import Choice, find_choice
from language.kept import kept
from language.normalise import fold
from language.numerals import ENGLISH_ORDINAL, PERSIAN_ORDINAL

__all__ = ["Reference", "find_reference", "is_beyond", "pointed"]

LONGEST_WORDS = 9

_CORRECTING = re.compile(
    r"^(?:(?:no+|nope|nah|oops|sorry|wait|actually|rather|wrong(?: one)?|i (?:mean|meant|said)"
    r"|not (?:that|this|it)(?: one| book)?|that(?:'?s| is) not (?:it|the one|right)"
    r"|نه+|نخیر|خیر|اشتباه(?: (?:شد|کردم|گفتم|فهمیدی|گرفتی))?|ببخشید|منظورم(?: اینه| این بود)?"
    r"|(?:نه )?(?:اون|این|اونو|اینو)(?: یکی)? نه|نه (?:اون|این|اونو|اینو))(?:[ ،,.!;:]+|$))+"
)
# "No" before something, or after it: «دومی نه، اولی».
_PLACE_REFUSED = re.compile(
    rf"^(?:not (?:the )?(?:{ENGLISH_ORDINAL}|last)(?: one)?|(?:{PERSIAN_ORDINAL}|آخر)ی?(?: رو)? نه)[ ،,.!;:]+"
)
_OTHER = re.compile(
    r"\b(?:the )?other (?:one|book|title|item)\b|^(?:the )?other(?: please)?$"
    r"|(?<!\w)(?:اون|آن) ?یکی(?:ه|و|ش|شو|ش رو)?(?!\w)(?! ?(?:شعبه|کتابخانه))|(?<!\w)یکی (?:دیگه|دیگر)(?:ش|شو)?(?!\w)"
)
_THAT = re.compile(
    r"\b(?:that|this|the same)(?: same)?(?: one| book| title| item)\b|^(?:that|this|it)$|\bit\b|\b(?:same) one\b"
    r"|(?<!\w)(?:همین|همون|همان|این|اون|آن|اونو|اینو|همینو|همونو|همونه|همینه)"
    r"(?: ?(?:کتاب|عنوان|مورد)(?:و|ه|رو)?)?(?!\w)"
    r"|(?<!\w)(?:تمدید|رزرو|لغو|کنسل|حذف)شو?(?!\w)"
    r"|(?<!\w)خودش(?:ه|ه ?دیگه|ه آره)?$|^(?:(?:are|bale|aha) )?(?:khodeshe|hamune|hamoone|hamine)$"
)
_BARE_EN = re.compile(
    rf"^(?:(?:ok|okay|yes|please|just|only|maybe|and|the|that|this|number|no\.?|#)\s*)*"
    rf"(?:{ENGLISH_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)?|last|other|same)?\s?(?:one|book|title|item)?"
    r"(?: (?:please|pls|then))*$"
)
_BARE_FA = re.compile(
    r"^(?:(?:باشه|بله|آره|لطفا|فقط|پس|خب|همون|همین|همان|اون|آن|این|کتاب|شماره|مورد|گزینه|اونو|اینو|همونو|همینو)\s*)*"
    rf"(?:(?:{PERSIAN_ORDINAL})(?:ی|یه|یو|یش|یشو)?|آخری(?:ه|و|ش|شو)?|یکی(?:ه|و|ش|شو)?|\d{{1,2}})?"
    r"(?: ?(?:رو|را|لطفا|کتاب|دیگه|دیگر|قبلی|بود))*$"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointing: at what was last talked about, at the other one, or at a place in the list.

    `corrects` says that it takes back what was understood before; `bare` that nothing else was said; `words` is
    the text without the taking back.
    """

    kind: str  # that | other | place | none
    words: str
    corrects: bool = False
    bare: bool = False
    choice: Choice | None = None


@kept
def find_reference(text: str) -> Reference | None:
    """Find what a short text points at; None when it points at nothing and corrects nothing."""
    folded = fold(text).strip(" .!؟?،,«»\"'")
    if not folded or len(folded.split()) > LONGEST_WORDS:
        return None
    rest = _CORRECTING.sub("", folded, count=1)
    rest = _PLACE_REFUSED.sub("", rest, count=1)
    corrects = rest != folded
    bare = bool(rest) and bool(_BARE_EN.match(rest) or _BARE_FA.match(rest))
    choice = find_choice(rest) if rest else None
    if choice is None and corrects and re.fullmatch(rf"(?:the )?(?:{ENGLISH_ORDINAL}|last)(?: one)?(?: please)?", rest):
        choice = find_choice(f"the {rest.removeprefix('the ')}")
    if choice is not None:
        return Reference("place", rest, corrects, bare, choice)
    kind = "other" if _OTHER.search(rest) else "that" if _THAT.search(rest) else "none"
    return Reference(kind, rest, corrects, bare) if corrects or kind != "none" else None


def pointed(turn: Turn, kind: str, reference: Reference | None = None) -> str | None:
    """Give the id of the one thing of a kind that the turn points at in what was just shown."""
    if reference is None:
        reference = None if turn.is_payload else find_reference(turn.text)
    ids, at = turn.shown(kind), turn.focus(kind)
    if reference is None or not ids:
        return None
    if reference.choice is not None:
        places = reference.choice.resolve(len(ids))
        return ids[places[0]] if len(places) == 1 else None
    if reference.kind == "that":
        return at or (ids[0] if len(ids) == 1 else None)
    if reference.kind == "other" and at in ids and len(ids) == 2:
        return next(one for one in ids if one != at)
    return None


def is_beyond(turn: Turn, kind: str) -> bool:
    """Tell whether words, whatever they order, point at another thing, or at a place, that the list shown has not."""
    ids = turn.shown(kind)
    reference = None if turn.is_payload or not ids else find_reference(turn.text)
    if reference is None or pointed(turn, kind, reference) is not None:
        return False
    choice = reference.choice
    placed = choice is not None and choice.kind in ("indexes", "last") and not choice.resolve(len(ids))
    return placed or reference.kind == "other"
