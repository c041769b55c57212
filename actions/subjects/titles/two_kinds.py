"""Two kinds of the title spoken of asked for at once: "an audio version of it, or one in large print?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.subjects.catalogue.editions import show_edition
from actions.subjects.titles.spoken_of import spoken_of
from actions.subjects.titles.titles_in_talk import title_named
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold
from language.requests.reading.reading import read_wish
from language.requests.titles.copies import CopyWish, find_copy, find_kinds

__all__ = ["asks_of_kinds"]

_PARTS = re.compile(r"[.!?؟\n]+")
# The kinds are asked of it: "an audio version of it", "is it in large print", «نسخه صوتی آن», «همین رو صوتی».
_KIND = r"(?:audio\w{0,5}|large[ -]print|braille)"
_KIND_FA = r"(?:صوتی|گویا|درشت ?خط|درشت|خط درشت|چاپ درشت|بریل)"
_OF_IT = re.compile(
    rf"\b{_KIND}(?: (?:version|copy|edition|book|one)s?)?(?: or (?:an? |in |the )?{_KIND}(?: (?:version|copy|edition|one)s?)?)? (?:of|for) (?:it|this|that)\b(?! \w{{3,12}}(?:er|or)\b)"
    rf"|\b(?:have|got|get|stock|carry|is|want|need) (?:it|this|that|this one|that one|this book|that book)(?: (?:also|too|available|there|maybe))? (?:in|as|on) (?:an? |the )?{_KIND}"
    rf"|(?<!\w){_KIND_FA} ?(?:آن|اون|این|همین|همون)(?: کتاب)? (?:را|رو|هم|هست|دارید|دارین|داری)(?!\w)|(?<!\w)(?:{_KIND_FA}|نسخه|نسخه ?های)(?: ?(?:ش|اش|‌ش|‌اش))(?!\w)"
    rf"|(?<!\w)(?:آن|اون|این|همین|همون)(?: کتاب| یکی)? (?:را|رو)(?: هم)? (?:(?:نسخه|به صورت|به شکل|با چاپ|با) )?{_KIND_FA}(?!\w)"
    r"|\b(?:sowti|soti|souti|sooti|guya|gooya|dorosht|beril|braille|noskhe)(?:ye)?(?:sh|esh|ash)\b"
)
_NEEDED = frozenset({"audiobook", "large_print", "braille"})


async def asks_of_kinds(turn: Turn) -> bool:
    """Tell of the title spoken of whether there is a copy of each of two kinds: "an audio version of it, or large print"."""
    part = next((part for part in _PARTS.split(turn.text) if len(set(read_wish(part).wish.kinds) & _NEEDED) > 1), "")
    if not part or not _OF_IT.search(fold(part)) or orders_to_hold(turn.text):
        return False
    copy, title = find_copy(part), await spoken_of(turn)
    if title is None or (copy is not None and copy.plural) or await title_named(turn, part) is not None:
        return False
    turn.read_as("search_book", keeps_named=True)
    await show_edition(turn, title, CopyWish("", find_kinds(turn.text)[0], ""))
    return True
