"""Things that are described and not named: the late one, the one that somebody waits for, the one that was refused."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from actions.dialogue.others_meant import others_left, others_meant
from actions.dialogue.turn import Turn
from language.normalise import fold
from language.requests.own.own_matters import Pointer, find_pointer
from language.requests.speech.others import find_others
from library.reasons import Reason
from library.values import Hold, HoldState, Loan

__all__ = ["Named", "by_due", "described"]

_STATES = {
    Pointer.UNREADY: (HoldState.PENDING, HoldState.IN_TRANSIT),
    Pointer.READY: (HoldState.READY,),
    Pointer.COMING: (HoldState.IN_TRANSIT,),
    Pointer.WAITED: (HoldState.PENDING,),
    Pointer.AWAITED: (HoldState.PENDING,),
}


class Named(Protocol):
    """Anything with an id and a title."""

    @property
    def id(self) -> str:
        """The library system's id."""

    @property
    def title(self) -> str:
        """The title a patron knows it by."""


def described[T: Named](turn: Turn, kind: str, things: Sequence[T], words: str | None = None) -> tuple[T, ...]:
    """Give the things that a turn, or some words of it, describe: the late one, the refused one, the other one."""
    pointer = None if turn.is_payload else find_pointer(turn.text if words is None else words)
    if pointer is Pointer.OTHER or (pointer is None and _counts_others(turn, words)):
        # Where it cannot be told which, all that it may be.
        return others_meant(turn, kind, things, words) or others_left(turn, kind, things, words)
    if pointer is None:
        last = turn.thread.last
        spoken = not turn.is_payload and last is not None and last.kind == kind
        said = turn.text if words is None else words
        if (
            kind == "hold"
            and (spoken or (not turn.is_payload and turn.shown(kind)))
            and (aged := _by_age(said, things))
        ):
            return aged
        return by_due(said, things) or (_in_language(said, things) if spoken else ())
    if pointer is Pointer.REFUSED:
        refused = next((act.things for act in turn.thread.acts(kind=kind, result="refused")), ())
        some = next((act.things for act in turn.thread.acts(kind=kind) if len(act.things) > 1), ())
        return tuple(one for one in things if one.id in refused) or tuple(
            one for one in things if one.id in some and getattr(one, "refusal", None) is not None
        )
    return tuple(one for one in things if _is(one, pointer))


def _counts_others(turn: Turn, words: str | None) -> bool:
    said = None if turn.is_payload else find_others(turn.text if words is None else words)
    return said is not None and said.kind == "other" and said.count > 0


_NEWER = re.compile(
    r"\b(?:the|my) (?:newer|newest|latest|most recent)(?: one| reservation| hold)?\b|(?<!\w)(?:جدید|تازه)(?:تر|ترین)(?:ه|ی|ش|یه)?(?!\w)|\b(?:jadid|taze) ?tar(?:e|in|i)?\b"
)
_OLDER = re.compile(
    r"\b(?:the|my) (?:older|oldest|earlier)(?: one| reservation| hold)?\b|(?<!\w)قدیمی ?(?:تر|ترین)?(?:ه|ی|ش|یه)?(?!\w)|\bghadimi ?(?:tar)?(?:e|in|i)?\b"
)


def _by_age[T: Named](text: str, things: Sequence[T]) -> tuple[T, ...]:
    """Give the one that was reserved last or first, as words say: "the newer one", «اون قدیمیه»."""
    said = fold(text)
    newer, older = _NEWER.search(said) is not None, _OLDER.search(said) is not None
    days = [day for one in things if (day := getattr(one, "placed", None)) is not None]
    if newer == older or len(days) < len(things) or len(set(days)) < 2:
        return ()
    wanted = max(days) if newer else min(days)
    return tuple(one for one in things if getattr(one, "placed", None) == wanted)


def _in_language[T: Named](text: str, things: Sequence[T]) -> tuple[T, ...]:
    """Give the things whose titles are of the script that words describe them by: "the English one", «اون فارسیه»."""
    said = fold(text)
    latin = next((is_latin for words, is_latin in _SCRIPTS if words.search(said)), None)
    if latin is None:
        return ()
    return tuple(one for one in things if (_LATIN.search(one.title) is not None) is latin)


def by_due[T: Named](text: str, things: Sequence[T]) -> tuple[T, ...]:
    """Give the loans that are due first or last, as words say: "the one that is due first", «اون که زودتر موعدشه»."""
    said = fold(text).replace("’", "'")
    first, last = _DUE_FIRST.search(said) is not None, _DUE_LAST.search(said) is not None
    due = [day for one in things if (day := getattr(one, "due_date", None)) is not None]
    if first == last or len(due) < len(things) or len(due) < 2:
        return ()
    wanted = min(due) if first else max(due)
    return tuple(one for one in things if getattr(one, "due_date", None) == wanted)


_ONE_EN = r"\b(?:the )?(?:one|book|loan|item)(?: that| which)?(?:'s|s| is| must be| has to be| comes)?"
_ONE_FA = r"(?<!\w)(?:اونی?|آنی?|همونی?|همان|اون یکی|کتابی|یکی)(?: که)?"
_DUE_FIRST = re.compile(
    rf"{_ONE_EN} (?:due|back|up) (?:the )?(?:first|soonest|earliest|before the others?)\b|{_ONE_EN} (?:soonest|first|earliest) due\b|\b(?:earliest|first|soonest)[- ]due\b"
    rf"|{_ONE_FA}[^.؟?!،]{{0,12}}(?<!\w)(?:زودتر|از همه زودتر|اول از همه)(?: از (?:همه|بقیه))?[^.؟?!،]{{0,10}}(?<!\w)(?:موعد|مهلت|سررسید|وقت)\w{{0,3}}|{_ONE_FA} (?:موعد|مهلت|سررسید|وقت)\w{{0,3}} (?:از همه )?(?:زودتر|نزدیک ?تر)\w{{0,4}}"
    r"|\b(?:oo?ni?|hamoo?ni?)(?: ke)? (?:az hame )?zoo?dtar(?: az (?:hame|baghie))? (?:moede|mohlate|vaghte)\w{0,3}"
)
_DUE_LAST = re.compile(
    rf"{_ONE_EN} due (?:the )?(?:last|latest|after the others?)\b|\bdate (?:of|for) the last (?:one|book|loan|item)\b|(?<!\w)(?:تاریخ|موعد|مهلت) (?:آخرین|اخرین|آخری|اخری)(?!\w)|\b(?:tarikhe?|moede?|mohlate?) akhar(?:in|i)\b|\b(?:latest|last)[- ]due\b"
    rf"|{_ONE_FA}[^.؟?!،]{{0,12}}(?<!\w)(?:دیرتر|آخر از همه|اخر از همه)(?: از (?:همه|بقیه))?[^.؟?!،]{{0,10}}(?<!\w)(?:موعد|مهلت|سررسید|وقت)\w{{0,3}}"
)
_LATIN = re.compile("[A-Za-z]")
_SCRIPTS = (
    (re.compile(
        r"\bthe english (?:one|book|title)\b|(?<!\w)(?:اون|این|آن|همون|کتاب) ?(?:کتاب )?(?:انگلیسی|خارجی)(?:ه|یه|و|رو|م|مو|ش)?(?!\w)"
        r"|(?<!\w)انگلیسی(?:ه|یه)(?!\w)|\b(?:un|oon) englisi\w*"
    ), True),
    (re.compile(
        r"\bthe (?:persian|farsi) (?:one|book|title)\b|(?<!\w)(?:اون|این|آن|همون|کتاب) ?(?:کتاب )?فارسی(?:ه|یه|و|رو|م|مو|ش)?(?!\w)"
        r"|(?<!\w)فارسی(?:ه|یه)(?!\w)|\b(?:un|oon) farsi\w*"
    ), False),
)  # fmt: skip


def _is(thing: Named, pointer: Pointer) -> bool:
    if isinstance(thing, Loan):
        if pointer is Pointer.WAITED:
            waited = thing.refusal is not None and thing.refusal.reason is Reason.ON_HOLD
            return bool(thing.waiting) or waited
        return pointer is Pointer.LATE and thing.overdue
    return isinstance(thing, Hold) and thing.state in _STATES.get(pointer, ())
