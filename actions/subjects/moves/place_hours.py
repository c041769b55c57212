"""When a branch that was spoken of is open: now, on a day, at a desk, on holidays, and when it is quiet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from actions.dialogue.turn import Turn
from actions.facts.choices import librarian, yes
from actions.facts.days import AskedDays, asked_days, days_joined
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.library_info.days_of_a_kind import tell_kind_of_day
from actions.subjects.library_info.desks import desk_meant, desk_named
from actions.subjects.library_info.hours_told import tell_days, tell_now
from actions.subjects.moves.place_meant import branch_meant, branches_meant, of_place
from crm.knowledge import searching
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold
from language.requests.library_info.place_questions import place_words
from language.requests.library_info.whereabouts import speaks_of_opening

__all__ = ["day"]

_DAYS_OF_A_WEEK = 7
_SEAT = re.compile(r"\bseats?\b|\breserv|\bbook\b|صندلی|رزرو|جا ?(?:می ?گیر|نگه)|sandali|rezerv")


@of_place("place.now")
async def now(turn: Turn) -> bool:
    """Tell whether it is open now; until when today, where that is asked, whatever other day is spoken of."""
    said, asked = place_words(turn.text), await asked_days(turn)
    today = "today" in said
    elsewhere = asked.first is None and not today and await directory.find_branch(turn.store, turn.text) is not None
    if (asked.first not in (None, turn.today) and not today) or (elsewhere and "until" in said and _days_before(turn)):
        return await day(turn)
    branches, desk = await branches_meant(turn), desk_meant(turn.text)
    if not branches:
        return False
    if await tell_kind_of_day(turn, branches, asked):
        return True
    _did(turn, branches, turn.today, turn.today)
    if "until" in said:
        await tell_days(turn, branches, turn.today, turn.today, desk)
    else:
        await tell_now(turn, branches, desk)
    return True


@of_place("place.day")
async def day(turn: Turn) -> bool:
    """Tell the hours on the day that is named; of the week where none is."""
    branches = await branches_meant(turn)
    asked = await asked_days(turn)
    if not branches:
        return False
    if await tell_kind_of_day(turn, branches, asked):
        return True
    if asked.first is None and not asked.unread and "week" not in (said := place_words(turn.text)) and "until" in said:
        before = _days_before(turn) if await directory.find_branch(turn.store, turn.text) is not None else None
        asked = AskedDays(*(before or (turn.today, turn.today)))
    elif asked.first is None and not asked.unread and "week" in place_words(turn.text):
        asked = AskedDays(turn.today, turn.today + timedelta(days=_DAYS_OF_A_WEEK - 1))
    return await _tell(turn, branches, asked, desk_meant(turn.text))


@of_place("place.desk")
async def desk(turn: Turn) -> bool:
    """Tell the hours of a desk; of one that has none of its own, the branch's, and that they are."""
    branches, named = await branches_meant(turn), desk_named(turn.text)
    if not branches or (named is None and not speaks_of_opening(turn.text)):
        return False
    asked = await asked_days(turn)
    if await tell_kind_of_day(turn, branches, asked):
        return True
    if asked.first is None and not asked.unread:
        first, last = _days_before(turn) or (turn.today, turn.today)
        asked = AskedDays(first, last)
    if named is None and not asked.unread:
        turn.say("utter_hours_no_desk")
    return await _tell(turn, branches, asked, named or "library")


@of_place("place.holiday")
async def holiday(turn: Turn) -> bool:
    """Tell the hours on the holiday that is named; what is not in the calendar is asked for as a date."""
    branches, asked = await branches_meant(turn), await asked_days(turn)
    if branches and await tell_kind_of_day(turn, branches, asked):
        return True
    if asked.first is None:
        asked = AskedDays(unread=True)
    return bool(branches) and await _tell(turn, branches, asked, "library")


@of_place("place.quiet")
async def quiet(turn: Turn) -> bool:
    """Tell where it is silent, or of the seats in exam weeks; when it is quiet is known only where a fact says it."""
    said = place_words(turn.text)
    # "I have an exam; is there a quiet place?" asks for the place.
    if "exams" in said and ("silent" not in said or _SEAT.search(fold(turn.text))):
        fa, en = "در روزهای امتحان صندلی رزرو می‌شود؟", "Are seats reserved in exam weeks?"
        if await answer_as(turn, "facilities", fa=fa, en=en):
            return True
    if "silent" in said:
        fa, en = "سالن مطالعهٔ بی‌صدا کجاست؟", "Where is the silent reading room?"
        return await answer_as(turn, "facilities", fa=fa, en=en) or await answer_from_facts(turn, "facilities")
    # Beside it, what is told of silence would be no answer.
    every = await searching.index_of(turn.store)
    for entry in every.entries:
        if entry.topic and entry.is_valid(turn.today) and "crowd" in place_words(" ".join(entry.title.values())):
            asked = entry.title
            if await answer_as(turn, entry.topic, fa=asked.get("fa", ""), en=asked.get("en", "")):
                return True
    branch = await branch_meant(turn)
    turn.did("hours", branch=branch.code if branch else "", topic="quiet", result="told")
    ref = turn.await_("file", "yes", matter="question", text=turn.text)
    choices = [yes(ref, "utter_button_pass_on"), librarian()]
    turn.say("utter_place_quiet_unknown", status="fallback", choices=choices)
    return True


async def _tell(turn: Turn, branches: Sequence[Branch], asked: AskedDays, desk: str) -> bool:
    if asked.unread:
        turn.did("hours", branch=_code(branches), result="asked")
        turn.say("utter_hours_which_day", status="clarified")
        return True
    if asked.first is None or asked.last is None:
        return False
    if asked.remark:
        turn.say("utter_hours_remark", remark=asked.remark)
    _did(turn, branches, asked.first, asked.last)
    await tell_days(turn, branches, asked.first, asked.last, desk)
    for named in days_joined(turn.text, turn.today):
        if not asked.first <= named <= asked.last:
            await tell_days(turn, branches, named, named, desk)
    return True


def _days_before(turn: Turn) -> tuple[date, date] | None:
    last = turn.thread.last
    span = last.day_span if last is not None and last.act == "hours" else None
    return span if span is not None and span[0] == span[1] else None


def _did(turn: Turn, branches: Sequence[Branch], first: date, last: date) -> None:
    turn.intent = "hours"
    turn.did("hours", branch=_code(branches), days=(first, last), result="told")


def _code(branches: Sequence[Branch]) -> str:
    return branches[0].code if len(branches) == 1 else ""
