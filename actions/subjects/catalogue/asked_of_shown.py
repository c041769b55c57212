"""What is asked of the titles just shown and names none: "in or out?", "which of those are at Saadi?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.branches_named import branches_named, branches_refused
from actions.dialogue.turn import LookStep, Turn, nested
from actions.dialogue.values import without_branch
from actions.dialogue.wording import word_count
from actions.facts.wishes import wish_part
from actions.rasa.registry import MOVES
from actions.subjects.catalogue.editions import tell_others_such
from actions.subjects.catalogue.found_titles import show_found
from actions.subjects.catalogue.shown_languages import author_of_list, language_of_shown, tell_in, tell_languages
from actions.subjects.catalogue.whereabouts import tell_where
from actions.subjects.moves.title_copies import which_at
from actions.subjects.titles.guessed_titles import described
from actions.subjects.titles.spoken_of import spoken_of, title_before, titles_shown
from actions.subjects.titles.titles_in_talk import title_named
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.choices import find_choice
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.reading.already_read import wishes_another
from language.requests.reading.wish import ReadingWish
from language.requests.titles.copies import find_copy, find_kinds
from language.requests.titles.in_or_out import (
    asks_first_back,
    asks_which_language,
    asks_which_of_shown,
    names_other_place,
    only_asks_in_or_out,
)
from language.requests.titles.poets import means_poet
from language.requests.titles.whether_in import asks_whether_in
from library.values import Title

__all__ = ["asks_of_shown", "tell_of_kinds"]

_OF_TITLES = frozenset("search_book shelf_location recommendation new_arrivals".split())
_LONGEST = 45  # words
# Read as these, a question for what is in at a branch, or back first, may be of the titles shown.
_ASKED_SO = frozenset(
    "search_book shelf_location recommendation new_arrivals hours location hold borrow nlu_fallback out_of_scope".split()
)
# Read as these alone, "in English?" may be asked of an author's list.
_LISTED_BY = frozenset("search_book recommendation nlu_fallback".split())
# What the house has, one's own books, a wish for others and what is asked of the talk itself are none of these.
_ASIDE = re.compile(
    r"\b(?:else|parking|wi-?fi|do i have|have you read|wrote|did you|i want)\b|پارکینگ|اینترنت|(?<!\w)(?:چیز دیگه|یه چیز دیگه|میخوام|می ?خواهم)(?!\w)"
)
_FREE = re.compile(r"\bis (?:it|that|this) (?:\w+ )?free\b(?! (?:or|now|at|in|today)\b)")


async def asks_of_shown(turn: Turn) -> LookStep:
    """Tell of the titles just shown which are in, at the branch that is named; of one alone, whether it is."""
    last = turn.thread.last
    if turn.is_payload or last is None or not turn.leaves_room or word_count(turn.text) > _LONGEST:
        return LookStep.ON
    if last.act not in _OF_TITLES and last.kind != "title":
        return LookStep.ON
    if orders_to_hold(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    if means_poet(turn.text) and not _THESE.search(fold(turn.text)):
        return LookStep.ON
    if turn.describes:
        # "And the small one, where a colonel waits for a letter?" asks nothing of the one before.
        return LookStep.DONE if await described(turn) else LookStep.ON
    known = await directory.branches(turn.store)
    branch = _wanted(turn.text, known)
    rest = await _without_branches(turn, turn.text)
    asked_so = turn.intent in _ASKED_SO or (turn.intent == "complaint" and _TO_HAVE.search(fold(turn.text)) is not None)
    if asked_so and asks_first_back(turn.text):
        return await _told_back(turn)
    if _FREE.search(fold(turn.text)) and turn.intent not in _OF_TITLES:
        # "Is it free?" may ask what it costs.
        return LookStep.ON
    if only_asks_in_or_out(rest) or (branch is not None and names_other_place(rest, turn.text)):
        return await _told(turn, branch)
    shown = await titles_shown(turn)
    if (theirs := _by_author(turn.text, shown)) and asked_so:
        _settle(turn)
        if len(theirs) == 1:
            await tell_where(turn, theirs[0], branch)
            return LookStep.DONE
        return LookStep.DONE if await which_at(turn, theirs, branch) else LookStep.ON
    if asked_so and asks_which_language(turn.text) and 0 < len(shown) <= _MOST:
        _settle(turn)
        await tell_languages(turn, shown)
        return LookStep.DONE
    if not asked_so or not shown or _ASIDE.search(fold(turn.text)) or wishes_another(turn.text):
        return LookStep.ON
    if len(shown) < _FEWEST and not _OF_THESE.search(fold(turn.text)):
        return LookStep.ON
    # Of several of one author's "in English?" is asked, where none of them is spoken of, and none is named.
    of_author = len(shown) >= _FEWEST and bool(author_of_list(turn, shown)) and await spoken_of(turn) is None
    named_one = bool(turn.entities.get("title")) or find_choice(turn.text) is not None
    of_author = of_author and turn.intent in _LISTED_BY
    language = language_of_shown(turn.text, named=named_one, of_author=of_author)
    if language and await title_named(turn, rest) is None:
        _settle(turn)
        await tell_in(turn, shown, language)
        return LookStep.DONE
    if _kind_of_shown(turn.text) and await title_named(turn, rest) is None:
        _settle(turn)
        await tell_of_kinds(turn, shown, find_kinds(turn.text))
        return LookStep.DONE
    named = None if _THESE.search(fold(turn.text)) else await title_named(turn, rest)
    if asks_which_of_shown(turn.text) and find_choice(turn.text) is None and named is None:
        return await _told_which(turn, branch)
    return LookStep.ON


async def _told(turn: Turn, branch: Branch | None) -> LookStep:
    title = await spoken_of(turn) or await title_before(turn)
    if title is None:
        return await _told_which(turn, branch) if len(turn.shown("title")) > 1 else LookStep.ON
    _settle(turn)
    await tell_where(turn, title, branch)
    return LookStep.DONE


async def _told_which(turn: Turn, branch: Branch | None) -> LookStep:
    if branch is None and branches_named(turn.text, await directory.branches(turn.store)):
        # "Not the ones at Saadi, which are at Central?" is asked of neither alone.
        return LookStep.ON
    shown = await titles_shown(turn)
    _settle(turn)
    return LookStep.DONE if await which_at(turn, shown, branch) else LookStep.ON


async def _told_back(turn: Turn) -> LookStep:
    title = await spoken_of(turn) or await title_before(turn)
    if title is None:
        return LookStep.ON
    turn.point("title", title.id, "search_book")
    _settle(turn)
    return LookStep.DONE if await MOVES["title.back"](turn) else LookStep.ON


def _by_author(text: str, shown: Sequence[Title]) -> list[Title]:
    """Give the titles shown whose author is all that is named beside where they are: «سهراب. کدوم شعبه داره؟»."""
    name, *rest = [part.strip() for part in _SENTENCE.split(fold(text)) if part.strip()]
    said = set(name.split())
    if len(said) > _LONGEST_NAME or not rest or not all(map(asks_whether_in, rest)):
        return []
    return [one for one in shown if said <= set(fold(one.author).split())] if len(shown) >= _FEWEST else []


# Of so few titles it is told what else there is by their authors.
_FEW_NAMED = 2
_SENTENCE = re.compile(r"[.,،;؛:!?؟\n]+")
_LONGEST_NAME, _FEWEST, _MOST = 3, 2, 5

_THESE = re.compile(
    r"\b(?:of|from|among) (?:these|those|them)\b|(?<!\w)(?:از|بین|میان|میون) (?:این|آن|اون)(?:ا|ها| ها| آثار| میان| کتاب\w{0,4})(?!\w)|\baz (?:ina|inha|una|oona)\b"
)

# Said angrily, it is asked for all the same: "okay, which can I have today, I'm not waiting two weeks".
_TO_HAVE = re.compile(
    r"(?:^|[.?!,] )(?:(?:ok|okay|so|then|well|and)[, ]{1,2}){0,2}which (?:ones? |of (?:these|those|them) )?can i (?:have|get|take|borrow)(?: home)? (?:today|now|right now)\b"
)
_OF_THESE = re.compile(
    r"\b(?:which|any|some|either|one|none|how many) (?:ones? )?of (?:these|those|them|the others?)\b|\bwhich ones?\b|\bwhich can i\b|\b(?:are|is|have|do) (?:any|either|some)(?: of)? (?:these|those|them)\b"
    r"|(?<!\w)(?:کدوم|کدام)(?:ا|ش|شون|شان|ها|هاش|هاشون|اش|اشون|یکی|یکیش|یک)(?!\w)|(?<!\w)(?:از|بین|میون) (?:بین )?(?:اینا|این ?ها|اونا|اون ?ها)(?!\w)"
    r"|\bkodu?o?m(?:esh|ash|eshun|ashun|a|ha|yeki)\b|\b(?:az|bein[e]?) (?:ina|inha|oona|una)\b"
)


def _kind_of_shown(text: str) -> str:
    """Give the kind in which those of a list are asked for, in no language: "any of these as an audiobook?"."""
    copy = find_copy(text) if _OF_THESE.search(fold(text)) else None
    return copy.kind if copy is not None and copy.kind != "dvd" and not copy.language else ""


async def tell_of_kinds(turn: Turn, shown: Sequence[Title], kinds: Sequence[str]) -> None:
    """Tell which of a list there is as each kind: its editions of that kind, in the language of the one shown first."""
    of_kind = {kind: await _editions_of_kind(turn, shown, kind) for kind in kinds}
    lacking = tuple(kind for kind in kinds if not of_kind[kind])
    if lacking:
        await show_found(turn, shown, "utter_titles_none_of_kind", kind=wish_part(ReadingWish(kinds=lacking), "kinds"))
        if len(shown) <= _FEW_NAMED:
            await tell_others_such(turn, shown, lacking)
    for kind, found in of_kind.items():
        if found:
            await show_found(turn, found, "utter_titles_of_kind", kind=nested(f"utter_kind_{kind}"))


async def _editions_of_kind(turn: Turn, shown: Sequence[Title], kind: str) -> list[Title]:
    found: list[Title] = []
    for title in shown:
        editions = [one for one in (title, *await turn.library.editions(title.id)) if one.kind == kind]
        own = [one for one in editions if one.language == title.language] or editions
        found += [one for one in own[:1] if one.id not in {each.id for each in found}]
    return found


def _settle(turn: Turn) -> None:
    turn.read_as("search_book")
    turn.set("pending", None)


def _wanted(text: str, known: list[Branch]) -> Branch | None:
    """Give the one branch that a text names and does not refuse: the first of «سعدی نه مرکزی»."""
    first, *then = _NOT.split(fold(text), maxsplit=1)
    wanted = branches_named(first, known) if then and branches_named(then[0], known) else []
    if not wanted:
        refused = branches_refused(text, known)
        wanted = [one for one in branches_named(text, known) if one.code not in refused]
    return wanted[0] if len(wanted) == 1 else None


_NOT = re.compile(r"[,،]?\s?(?:\b(?:not|na)|(?<!\w)نه)\s")


async def _without_branches(turn: Turn, text: str) -> str:
    """Give the words of a text that name no branch."""
    return " ".join([await without_branch(turn, part) for part in _NOT.split(fold(text), maxsplit=1)])
