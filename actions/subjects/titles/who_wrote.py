"""An author who is told by a title of theirs: "what else is there by the woman who wrote Beloved?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from actions.dialogue.turn import LookStep, Turn
from actions.subjects.reading.wishes_changed import suggest_changed
from actions.subjects.titles.titles_in_talk import title_named, title_of_words
from crm.library_info import directory
from language.normalise import fold
from language.requests.reading.wish import ReadingWish
from language.requests.titles.poets import means_poet
from language.scripts import skeleton

__all__ = ["tell_of_theirs", "who_wrote"]

_SIGNS = ".,:;!?؟،؛«»\"'()“”"
_FEW = 2
# What there is by whoever wrote a title that is named: the asking, "by" and the author stand side by side.
_ASKED = r"(?:what (?:else )?(?:do you have|have you(?: got)?|is there|is available)|what else|(?:which|what) other (?:books?|novels?|titles|works) (?:do you have|have you(?: got)?|are there)|(?:(?:do you have|have you(?: got)?|is there|are there|got|i(?:'d| would) like|i want|show me|find me) )?(?:anything|something|any|some|other|more|all|the other|others)(?: (?:other|more|else))?(?: (?:of the )?(?:books?|novels?|titles|works|ones?))?)"
_WHO = r"(?:the|that) (?:same )?(?:author|writer|novelist|poet|one|wom[ae]n|man|guy|lady|person) (?:who|that) (?:wrote|has written|had written)"
_ASKED_FA = r"(?:چی|چیا|چه (?:چیز|کتاب|رمان|اثر|آثار)\w{0,4}|کدوم کتاب\w{0,4}|کتاب\w{0,3})(?: (?:دیگه|دیگر)\w{0,4}| ای| هایی| های)*"
_HAS_FA = r"(?:هست|هستش|دارید|دارین|داری|موجوده)(?!\w)"
_WHO_WROTE = re.compile(
    rf"\b{_ASKED} (?:(?:here|there) )?(?:by|from|of) {_WHO} (?P<en>[^.,;?!]{{2,60}})"
    rf"|(?<!\w)نویسنده\w{{0,3}}(?: ?ای)?(?: (?:رو|را) می ?(?:گم|گویم))? که (?P<fa>[^.؟?!،,]{{2,60}}?) (?:(?:رو|را) )?(?:نوشته|نوشت)(?!\w) ?[.،,]? ?(?:(?:ازش|از او|از اون|از ایشون) )?(?:(?:دیگه|دیگر) )?{_ASKED_FA} (?:(?:ازش|از او) )?{_HAS_FA}"
    rf"|(?<!\w){_ASKED_FA} از نویسنده\w{{0,3}}(?: ?ای)? که (?P<behind>[^.؟?!،,]{{2,60}}?) (?:(?:رو|را) )?(?:نوشته|نوشت) {_HAS_FA}"
    r"|\bnevisand\w{1,5} ke (?P<latin>[^.?!,]{2,60}?) (?:ro |ra )?nevesht(?:e|eh)?,? (?:azash )?(?:dige )?(?:chi|chia|che ketab\w{0,3})(?: dige\w{0,2})? (?:hast|darid|darin|dari)\b"
)
# A name with the title beside it: "what have you by Ahmad Mahmud, the author of The Neighbours?". Slips are in such
# names, and the title tells whose it is.
_NAMED_SO = re.compile(
    rf"\b{_ASKED} (?:(?:here|there) )?(?:by|from|of) (?:(?P<name>(?!the )[^.,;?!]{{2,40}}?),? )?(?:the )?(?:author|writer|novelist|poet|one) (?:of|who wrote) (?P<en>[^.,;?!]{{2,60}})"
    rf"|(?<!\w)از (?P<name_fa>[^.؟?!،,]{{2,40}}?) {_ASKED_FA} {_HAS_FA} ?[؟?.،,] ?(?:همون |همان |همین )?نویسنده(?:ی| ی)? (?:(?:کتاب|رمان) )?(?P<fa>[^.؟?!،,]{{2,60}})"
    rf"|(?<!\w)از (?P<name_mid>[^.؟?!،,]{{2,40}}?)[،,]? نویسنده(?:ی| ی)? (?:(?:کتاب|رمان) )?(?P<mid>[^.؟?!،,]{{2,60}}?)[،,]? {_ASKED_FA} {_HAS_FA}"
    rf"|(?<!\w)از نویسنده(?:ی| ی)? (?:(?:کتاب|رمان) )?(?P<bare>[^.؟?!،,]{{2,60}}?)[،,]? {_ASKED_FA} {_HAS_FA}"
)
# All that may be said beside it, but for a branch: of a form, a language, a reader or a refusal another answer tells.
_BESIDE = frozenset(
    "hi hello hey please thanks thank you and so now right available in at the branch library here also too ok okay is that are there there's have got do shelf on"
    " سلام ببخشید لطفا ممنون از توی تو در شعبه کتابخانه الان موجود هم خب و ازش آن"
    " اون یکی منظورم وای نه قاطی کردم یعنی اشتباه شد".split()
)
_WORDS = re.compile(r"[\w']+")


async def who_wrote(turn: Turn, said: str) -> str:
    """Give the author of the title that is named as theirs, where what there is of theirs is all that is asked."""
    found = _WHO_WROTE.search(said) or _NAMED_SO.search(said)
    if found is None:
        return ""
    given = found.groupdict()
    apposed = next(filter(None, (given.get(one) for one in ("name", "name_fa", "name_mid"))), "").strip(f" {_SIGNS}")
    name = next(text for key, text in given.items() if text and not key.startswith("name")).strip(f" {_SIGNS}")
    title = await title_of_words(turn, name) or await title_named(turn, name)
    if title is None:
        page = await turn.library.search(name, limit=_FEW, exactly=True)
        # «adat mikonim»: in Latin letters, and no other title.
        title = page.titles[0] if page.total == 1 and not page.corrected and not page.author else None
    if title is None:
        return ""
    called = {*_WORDS.findall(fold(title.title)), *_WORDS.findall(name if found["en"] is None else "")}
    beside = f"{said[: found.start()]} {name if found['en'] else ''} {said[found.end() :]}"
    branch = None if means_poet(turn.text) else await directory.find_branch(turn.store, turn.text)
    named = set(_WORDS.findall(fold(" ".join(branch.name.values())))) if branch is not None else set()
    if set(_WORDS.findall(beside)) - called - named - _BESIDE - set(_WORDS.findall(apposed)):
        return ""
    author = re.split(r"[؛;]", title.author)[0].strip()
    return author if not apposed or _is_theirs(apposed, author) else ""


def _is_theirs(said: str, author: str) -> bool:
    """Tell whether a name may be an author's, slips and all: their last names are near to each other."""
    given, theirs = said.split(), fold(author).split()
    if not given or not theirs or not _EITHER.isdisjoint(given):
        return False
    if said.isascii() != fold(author).isascii():
        # A name in the letters of another script is written as it sounds.
        return bool(_sounds(given[-1:]) & _sounds(theirs[-1:]))
    return fuzz.ratio(given[-1], theirs[-1]) >= _NEAR


def _sounds(words: Iterable[str]) -> set[str]:
    return {sound for word in words if len(sound := skeleton(word)) >= _FEWEST_SOUNDS}


_EITHER = frozenset("or and not nor و یا نه ya va".split())
_FEWEST_SOUNDS = 2


_NEAR = 70.0


async def tell_of_theirs(turn: Turn, author: str, *, free: bool) -> LookStep:
    """Suggest what there is of an author where it shall be in; or search for all of theirs."""
    branch = None if means_poet(turn.text) else await directory.find_branch(turn.store, turn.text)
    free = free or branch is not None
    turn.confidence, turn.moves = 1.0, {}
    if not free:
        turn.text, turn.intent, turn.entities = author, "search_book", {"author": [author]}
        return LookStep.RUN
    turn.intent = "recommendation"
    if turn.recall("reading"):
        turn.remember(reading=None)
    await suggest_changed(
        turn, ReadingWish(), ReadingWish(author=author), at=branch.code if branch is not None else "", free=free
    )
    return LookStep.DONE
