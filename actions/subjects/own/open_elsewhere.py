"""Another branch for a reservation that waits for its yes: "not Saadi, Central", «نه مرکزی نه، سعدی بزن»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from actions.dialogue.branches_named import branches_named, branches_refused, branches_wanted
from actions.dialogue.own_things import own_things
from actions.dialogue.pending import run_pending
from actions.dialogue.turn import LookStep, Turn
from actions.rasa.registry import PatronReply
from actions.subjects.holds.holds_moved import move_to
from crm.library_info import directory
from crm.library_info.branch_names import GENERIC
from crm.library_info.directory import Branch
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.speech.yes_and_no import find_word

__all__ = ["hears_elsewhere"]

# A yes is none of these: whatever it names beside, the reservation is placed where it was asked.
_READ = frozenset({"hold", "hold_status", "deny", "cancel", "nlu_fallback", "out_of_scope"})
_PARTS = re.compile(r"[.,،;؛!?؟\n…]+")
_LEAD = r"(?:(?:oh|wait|no|nope|sorry|actually|hm+|please|ok|okay|but|and|so|then) ){0,4}"
_NAME = r"(?P<place>(?:the )?[^\W\d_]{3,14}(?:[ -][^\W\d_]{3,14}){0,2})"
_END = r"(?: (?:instead|rather|please|now|then)){0,2}"
# An order, or whether it can be, of the reservation itself and of nothing else that is sent or brought.
_ORDER = re.compile(
    rf"{_LEAD}(?:(?:can|could|would) you |i'd like you to )?(?:please )?(?:send|move|switch|change|make|transfer) (?:it|this one|that one|the reservation|my reservation)(?: over)? (?:(?:to|at|for) )?{_NAME}{_END}"
    rf"|{_LEAD}(?:can|could|may) (?:it|this|this one|that) (?:please )?(?:go|come|be sent|be moved) to {_NAME.replace('place', 'place_too')}{_END}"
)
_THERE = re.compile(
    rf"{_LEAD}(?:(?:can|could|may) (?:it|this|this one|that) (?:please )?(?:go|come|be sent|be moved)|(?:(?:can|could|would) you )?(?:please )?(?:send|move) it) there instead{_END}"
)
_ALONG = re.compile(
    rf"{_LEAD}(?:can|could|would) you (?:please )?(?:have|get) (?:this one|it) and [^.?!]{{2,40}} (?:as well|too) (?:sent|moved|brought) to {_NAME}{_END}"
)
# A refusal of the branch asked about has no word but these beside the names, and one with a slip.
_BARE = frozenset(
    "no nope not oh wait sorry actually please instead rather make it at to the in"
    " نه نخیر ببخشید راستش لطفا به تو توی در برای بزن بزنید بزنین بذار بذارید بذارین بزار باشه بفرست بفرستید"
    " na bezan bezanid bezar bashe lotfan tu be".split()
)
# A word apart from a branch's name by one letter, and one of its own.
_NO_SLIP = frozenset({"سعی", "سردی", "سعید"})


async def hears_elsewhere(turn: Turn, pending: dict[str, Any]) -> LookStep:
    """Ask anew about the other branch that is named for a reservation that waits for its yes."""
    if turn.intent not in _READ:
        return LookStep.ON
    known = await directory.branches(turn.store)
    at = str((pending.get("args") or {}).get("branch"))
    place, along = _wanted(turn.text, known, at)
    if place is None or orders_to_cancel(turn.text):
        return LookStep.ON
    own = await own_things(turn)
    if own.named_loans or (own.named_holds and not along):
        return LookStep.ON
    turn.read_as("hold", keeps_named=True)
    await run_pending(turn, PatronReply("branch", text=place.code))
    for one in own.named_holds:
        waits = turn.slot("pending")
        await move_to(turn, one, place.code, plainly=False)
        now = turn.slot("pending")
        if now and waits and now != waits and "older" not in now:
            turn.set("pending", {**now, "older": {key: value for key, value in waits.items() if key != "older"}})
    return LookStep.DONE


def _wanted(text: str, known: Sequence[Branch], at: str) -> tuple[Branch | None, bool]:
    """Give the one other branch that is plainly wanted, and whether another reservation goes along."""
    word = find_word(text)
    if word is not None and word.leads and word.kind == "yes":
        return None, False
    others = [one for one in branches_wanted(text, known) if one.code != at]
    said = fold(text).replace("’", "'")
    if len(others) > 1 or at in {one.code for one in branches_wanted(text, known)}:
        return None, False
    # A comma before "and Emma as well" parts nothing.
    whole = [re.sub(r" ?[,،] ?", " ", part).strip() for part in re.split(r"[.;!?؟\n…]+", said)]
    parts = [part.strip() for part in _PARTS.split(said)]
    for part, pattern in ((part, pattern) for pattern in (_ALONG, _ORDER) for part in (*whole, *parts)):
        if others and (found := pattern.fullmatch(part)) and _names(found, known) == [others[0].code]:
            return others[0], pattern is _ALONG
    if others and any(_THERE.fullmatch(part) for part in parts):
        return others[0], False
    left = _without_names(said, known)
    if others or len(left) != 1 or at not in branches_refused(text, known):
        return None, False
    return _misspelt(left[0], known, at), False


def _names(found: re.Match[str], known: Sequence[Branch]) -> list[str]:
    place = next((value for name, value in found.groupdict().items() if name.startswith("place") and value), "")
    return [one.code for one in branches_named(place, known)]


def _without_names(said: str, known: Sequence[Branch]) -> list[str]:
    """Give the words of a message that neither name a branch nor belong to a bare refusal."""
    names = {word for one in known for each in one.name.values() for word in re.findall(r"[^\W\d_]{2,20}", fold(each))}
    return [
        word
        for word in re.findall(r"[^\W\d_]{1,20}(?:'[a-z])?", said)
        if word not in _BARE and word not in names and word not in GENERIC and not branches_named(word, known)
    ]


def _misspelt(word: str, known: Sequence[Branch], at: str) -> Branch | None:
    """Give the other branch that a word may name with a slip in a short name: «سدی»; what is asked is asked anew only."""
    found = [
        one
        for one in known
        if one.code != at
        and word not in _NO_SLIP
        and any(
            DamerauLevenshtein.distance(word, name, score_cutoff=1) == 1 and word[0] == name[0] and word[-1] == name[-1]
            for each in one.name.values()
            for name in re.findall(r"[^\W\d_]{4,20}", fold(each))
            if name not in GENERIC
        )
    ]
    return found[0] if len(found) == 1 else None
