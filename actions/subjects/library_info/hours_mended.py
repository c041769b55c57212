"""What follows hours that were told: the same of another desk, of the branch or the day that was meant, the telephone."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from actions.dialogue.branches_called import branches_called
from actions.dialogue.branches_named import branches_refused, branches_wanted
from actions.dialogue.thread import Act
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS
from actions.subjects.library_info.desks import LIBRARY_ITSELF, desk_named
from actions.subjects.library_info.hours_told import tell_days
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.dates import find_dates
from language.normalise import fold
from language.requests.library_info.appointments import sets_day_aside
from language.requests.library_info.whereabouts import asks_for_the_way, asks_of_opening
from language.requests.speech.corrections import find_correction

__all__ = ["goes_on_about_hours"]

_MOST, _FEWEST_TOLD = 14, 5  # words
_SURELY = 0.85
# Read as one of these, a few words may go on about hours.
_READ_SO = frozenset(
    "hours location facilities events deny affirm staff_contact visitor_access nlu_fallback out_of_scope chitchat"
    " shelf_location equipment".split()
)
_SAME = re.compile(
    r"\b(?:same|too|as well|also|then)\b|(?<!\w)(?:همین|همینه|همون|همان|همینطور\w*|هم|چی|چطور\w*)(?!\w)|\b(?:hamin|hamun|hamoon|ham|chi|chetor)\w{0,4}\b"
)
# What is asked of the place itself, and not of its hours.
_ELSE = re.compile(
    r"\b(?:books?|borrow|age|ages|seats?|free|cost|price|floor|toys?|story|event\w*|parking|wi ?-?fi|printers?|computers?|where|phone|number|extension)\b|(?<!\w)(?:کجا\w*|تلفن\w*|شماره\w*|داخلی|کتاب(?!خ|دار)\w*|سن|سال|صندلی\w*|رایگان|هزینه|طبقه|قصه\w*|برنامه\w*|پارکینگ|چاپ\w*|وای ?فای)(?!\w)"
)
_PHONE = re.compile(
    r"\W{0,4}(?:(?:and|ok|thanks|و|خب|مرسی)\W{1,3}){0,2}(?:(?:its|the|their|your|what(?:'s| is) (?:its|the|their)) )?(?:(?:tele)?phone|tel|contact)(?: number| no)?(?: please| pls)?\W{0,4}"
    r"|\W{0,4}(?:(?:and|و|خب|مرسی)\W{1,3}){0,2}(?:شماره ?(?:ی|ء)? ?)?(?:تلفن|شماره)\w{0,4}(?: (?:اونجا|آنجا|شعبه|رو|را|هم|چنده|چیه|چیست|چند است|بده|بدید|بدین|لطفا)){0,3}\W{0,4}"
    r"|\W{0,4}(?:va )?(?:shomare(?:ye)? )?(?:telefon|shomare)\w{0,3}(?: (?:chie|chande|unja|lotfan)){0,2}\W{0,4}"
)


async def goes_on_about_hours(turn: Turn) -> LookStep:
    """Tell the hours of the desk, branch or day that is meant after hours were told, or the telephone there."""
    last = turn.thread.last
    if turn.is_payload or last is None or last.act not in {"hours", "location"} or turn.recall("emergency") is not None:
        return LookStep.ON
    if turn.slot("pending") or word_count(turn.text) > _MOST:
        return LookStep.ON
    if turn.intent not in _READ_SO and turn.confidence >= _SURELY:
        return LookStep.ON
    if last.branch and _PHONE.fullmatch(fold(turn.text).replace("’", "'")):
        turn.intent, turn.entities, turn.moves = "staff_contact", {"branch": [last.branch]}, {}
        await HANDLERS["staff_contact"].handler(turn)
        return LookStep.DONE
    span = last.day_span
    if last.act != "hours" or span is None or _ELSE.search(fold(turn.text)) or asks_for_the_way(turn.text):
        return LookStep.ON
    return LookStep.DONE if await _mended(turn, last, span) else LookStep.ON


async def _mended(turn: Turn, last: Act, span: tuple[date, date]) -> bool:
    """Tell hours anew with what is named in the place of what was told; False where nothing is."""
    correction = find_correction(turn.text)
    corrects = correction is not None and correction.kind == "meant"
    known = await directory.branches(turn.store)
    desk = desk_named(turn.text)
    days, instead = _days_meant(turn)
    corrects = corrects or instead
    called = branches_called(turn.text, known)
    same = _SAME.search(fold(turn.text)) is not None
    branches = called or _named(turn, known)
    alone = desk is not None and word_count(turn.text) <= _FEWEST_TOLD
    likewise = bool(called) and not asks_of_opening(turn.text)
    if (
        not likewise
        and not (corrects and called)
        and not (corrects and (desk or days))
        and not (desk and (same or alone))
    ):
        return False
    kept: dict[str, Any] = turn.recall("hours_told") or {}
    kept = kept if kept.get("words") == last.words else {}
    named = desk is not None and not branches
    desk = desk or kept.get("desk") or desk_named(last.words) or LIBRARY_ITSELF
    before = {last.branch, *kept.get("branches", ())}
    branches = branches or [one for one in known if one.code in before] or known
    if not branches:
        return False
    first, to = days or span
    turn.intent, turn.settled, turn.moves = "hours", True, {}
    with_desk = await _with_desk(turn, branches, desk)
    if not with_desk and named and desk == _IN_ONE_PLACE:
        with_desk = await _with_desk(turn, known, desk)
    if not with_desk and len(branches) == len(known):
        with_desk = branches
    branches = with_desk or branches
    turn.did("hours", branch=branches[0].code if len(branches) == 1 else "", days=(first, to), result="told")
    # Whose hours these are is kept for another branch, or another day.
    codes = [one.code for one in branches] if len(branches) < len(known) else []
    turn.remember(hours_told={"desk": desk, "branches": codes, "words": turn.acts[-1].words})
    if not with_desk:
        turn.say("utter_hours_no_desk")
    await tell_days(turn, branches, first, to, desk if with_desk else LIBRARY_ITSELF)
    return True


_IN_ONE_PLACE = "reference"


async def _with_desk(turn: Turn, branches: Sequence[Branch], desk: str) -> list[Branch]:
    own = [desk == LIBRARY_ITSELF or await directory.has_desk(turn.store, one.id, desk) for one in branches]
    return [one for one, has in zip(branches, own, strict=True) if has]


def _named(turn: Turn, known: list[Branch]) -> list[Branch]:
    refused = branches_refused(turn.text, known)
    return [one for one in branches_wanted(turn.text, known) if one.code not in refused]


def _days_meant(turn: Turn) -> tuple[tuple[date, date] | None, bool]:
    """Give the first day that is named and not refused, and whether another one is refused."""
    spans = find_dates(turn.text, turn.today)
    refused = [sets_day_aside(turn.text[: one.start], turn.text[one.end :]) for one in spans]
    meant = [(one.first, one.last) for one, out in zip(spans, refused, strict=True) if not out]
    return (meant[0] if meant else None), bool(meant) and any(refused)
