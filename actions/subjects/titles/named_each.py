"""Titles named side by side, and one named beside another that is refused: each that is asked for is told of."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.catalogue.asked_of_shown import tell_of_kinds
from actions.subjects.catalogue.editions import show_edition
from actions.subjects.catalogue.found_titles import show_found, show_title
from actions.subjects.titles.standing_titles import TITLE, StandingTitle, standing_titles, without_titles
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.titles.copies import CopyWish, find_copy, find_kinds
from library.values import Title

__all__ = ["tells_of_each_named"]

_OF_TITLES = frozenset("search_book recommendation shelf_location borrow nlu_fallback out_of_scope deny".split())
_FEWEST, _MOST, _LONGEST = 2, 4, 60
# A name behind which a "no" stands, or before which "not" does, and what joins two of which either will do.
_REFUSED = re.compile(
    rf"{TITLE}[\s,،]{{0,6}}(?:(?:رو|را|که|ro|,|،) ){{0,2}}(?:نه|نمی ?خوا\w{{1,3}}|na|nemikha\w{{1,3}}|no)(?!\w)|(?:\bnot|\binstead of|\bexcept|(?<!\w)(?:به ?جز|غیر از|به ?جای))[\s,،]{{0,6}}{TITLE}"
)
_EITHER = re.compile(rf"{TITLE}[^.?!؟{TITLE}]{{0,40}}(?<!\w)(?:or|یا|ya)(?!\w)[^.?!؟{TITLE}]{{0,20}}{TITLE}")
_HAVE = re.compile(
    r"\b(?:(?:do|does|would) (?:you|u|the library) (?:have|own|stock)|have (?:you|u)(?: got)?|got|is there|are there|what about|how about|any cop(?:y|ies)|in stock|available)\b"
    r"|(?<!\w)(?:دار(?:ین|ید|ی|ن)|موجوده?|هست|هستش|پیدا میشه)(?!\w)|\b(?:darid|darin|dari|mojude?|hast)\b"
)
# Compared, read already, or asked what they are, they are not asked for.
_ELSE = re.compile(
    r"\b(?:better|longer|shorter|easier|which (?:one|of)|first|read|like[ds]?|similar|who|when|written|about (?:what|whom))\b|(?<!\w)(?:بهتر|کوتاه ?تر|بلند ?تر|کدوم|کدام|خوند\w{1,3}|مثل|شبیه|نوشته|کی)(?!\w)|\b(?:behtar|kodum|kodoom|mesle?|khund\w{1,3})\b"
)
# The one named for an example, and asked for by "that one".
_FOR_EXAMPLE = re.compile(
    rf"(?<!\w)(?:مثلا|مثلاً|masalan|for example|e\.g\.|such as)[\s,،]{{0,6}}{TITLE} ,[^.?!؟]{{0,6}}(?:(?:اونو|اینو|همونو|همون رو|اون رو) دار(?:ین|ید|ی)|do you have (?:it|that)|have you got (?:it|that)|oono dar\w{{1,2}})"
)


async def tells_of_each_named(turn: Turn) -> LookStep:
    """Tell of each title that is asked for side by side, and of none that is refused."""
    if turn.is_payload or turn.intent not in _OF_TITLES or word_count(turn.text) > _LONGEST:
        return LookStep.ON
    if not turn.leaves_room or not _HAVE.search(fold(turn.text)):
        return LookStep.ON
    if orders_to_hold(turn.text) or orders_to_renew(turn.text) or orders_to_cancel(turn.text):
        return LookStep.ON
    standing = await _standing(turn)
    marked = without_titles(turn.text, standing)
    if not standing or _ELSE.search(marked):
        return await _for_example(turn, [one.title for one in standing], marked)
    out = _refused(marked)
    wanted = list({one.title.id: one.title for at, one in enumerate(standing) if at not in out}.values())
    either = _EITHER.search(marked) is not None and len(wanted) >= _FEWEST
    if not (either or out):
        return await _for_example(turn, [one.title for one in standing], marked)
    if not 0 < len(wanted) <= _MOST:
        return LookStep.ON
    turn.read_as("search_book")
    turn.settled = True
    turn.set("pending", None)
    await _show(turn, wanted, find_copy(marked.replace(TITLE, " ")))
    return LookStep.DONE


async def _standing(turn: Turn) -> list[StandingTitle]:
    """Give the titles that stand in the message, in its order: what is dictated has no sign before «شاهنامه رو»."""
    said = fold(turn.text)
    texts = [turn.text]
    if _UNPARTED.search(said):
        texts += [_cut(said, words) for words in range(1, _LONGEST_NAME + 1)]
    found = [one for text in texts for one in await standing_titles(turn, text)]
    kept: list[StandingTitle] = []
    for one in sorted(found, key=lambda each: each.start - each.end):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


_UNPARTED = re.compile(
    r"(?<!\w)(?:رو|را|ro)(?!\w)[^.?!؟،,]{0,80}(?<!\w)(?:یا|ya)(?!\w)|(?<=[^\W\d_] )(?:نه|na)(?!\w)(?=[^.?!؟]{0,80}(?<!\w)(?:دار|dar))"
)
_LONGEST_NAME = 3


def _cut(said: str, words: int) -> str:
    """Put a comma so many words before each «رو», and behind it."""
    name = rf"((?:[^\s،,.]+ ){{{words - 1}}}[^\s،,.]+) (رو|را|ro|نه|na)(?!\w)"
    return re.sub(rf"(?<!\S){name}", r"، \1 ، \2 ،", said)


def _refused(marked: str) -> set[int]:
    """Give which of the titles of a marked text, from 0, are refused."""
    return {marked[: found.end()].count(TITLE) - 1 for found in _REFUSED.finditer(marked)}


async def _for_example(turn: Turn, titles: list[Title], marked: str) -> LookStep:
    """Show the one title that is named for an example of a wish, and asked for by itself."""
    found = _FOR_EXAMPLE.search(marked) if titles else None
    if found is None:
        return LookStep.ON
    turn.read_as("search_book")
    turn.settled = True
    await show_title(turn, titles[marked[: found.end()].count(TITLE) - 1])
    return LookStep.DONE


async def _show(turn: Turn, wanted: list[Title], copy: CopyWish | None) -> None:
    if copy is not None and copy.kind and not copy.language and len(wanted) > 1:
        await tell_of_kinds(turn, wanted, find_kinds(turn.text) or (copy.kind,))
        return
    if len(wanted) == 1:
        await (show_edition(turn, wanted[0], copy) if copy is not None else show_title(turn, wanted[0]))
        return
    await show_found(turn, [await _in_language(turn, one, copy) for one in wanted], "utter_search_several")


async def _in_language(turn: Turn, title: Title, copy: CopyWish | None) -> Title:
    if copy is None or copy.language in ("", title.language):
        return title
    editions = await turn.library.editions(title.id)
    return next((one for one in editions if one.language == copy.language and one.kind == title.kind), title)
