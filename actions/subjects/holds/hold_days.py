"""The days of a patron's own reservations: until when one is kept, whether longer, and whether a day is in time."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from datetime import date, timedelta

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn, as_date
from actions.dialogue.wording import says
from actions.facts.choices import librarian
from actions.facts.lines import hold_line
from actions.subjects.facts.facts import answer_as
from actions.subjects.holds.hold_told import (
    in_state,
    is_placing,
    note_told,
    ready_said,
    say_state,
    tell_each,
    tell_fact,
)
from actions.subjects.holds.holds_moved import branch_meant, stays
from actions.subjects.holds.pickup_desk import after_desk, desk_closed, desk_hours, warn_of_desk
from language.dates import find_dates
from language.normalise import fold
from library.values import HoldState

__all__ = ["collect", "longer", "today", "until"]

# How the library is asked for how long.
_HOW_LONG = {"fa": "کتاب رزروشده چند روز نگه داشته می‌شود؟", "en": "How long is a reserved book kept for me?"}
# Who cannot come asks for no yes to it.
_CANNOT = re.compile(r"\b(?:can't|can’t|cannot|can not|won't|unable|nemi\w{2,9})\b|نمی ?(?:رسم|توان|تون|یام)|نمیام")


# So much longer something should be kept than until a day.
_SOME_DAYS = re.compile(
    r"\b(?:a|an|one|two|three|four|five|few|couple of|some|\d{1,2}) (?:or (?:two|three|so) )?(?:more |extra |other )?(?:days?|weeks?)\b|\b(?:longer|extra (?:time|days?)|another (?:day|week))\b"
    r"|(?<!\w)(?:یه|یک|یکی ?دو|دو|سه|چهار|پنج|چند|\d{1,2})(?: ?تا)? (?:روز|هفته)\w*|(?<!\w)(?:بیشتر|دیرتر)(?!\w)|\b(?:ye|yek|yeki do|do|se|chand) (?:ruz|rooz|hafte)\w*|\bbishtar\b"
)


_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "یه": 1, "یک": 1, "دو": 2, "سه": 3, "چهار": 4,
    "پنج": 5, "ye": 1, "yek": 1, "do": 2, "se": 3, "chahar": 4, "panj": 5,
}  # fmt: skip
# So long something should be kept from today on, and no longer than it is.
_FOR_DAYS = re.compile(
    r"\bfor (?P<number>a|one|two|three|four|five|\d{1,2}) (?P<unit>day|week)s?\b"
    r"|(?<!\w)(?P<fa>یه|یک|دو|سه|چهار|پنج|\d{1,2})(?: ?تا)? (?P<fa_unit>روز|هفته)(?!\w)"
    r"|\b(?P<fing>ye|yek|do|se|chahar|panj) (?:ta )?(?P<fing_unit>ruz|rooz|hafte)\b"
)
_MORE = re.compile(
    r"\b(?:more|extra|longer|another|extend|after|beyond|past)\b|بیشتر|دیرتر|اضافه|(?<!\w)(?:هم|دیگه|دیگر|بعدش|تمدید\w*)(?!\w)|\b(?:bishtar|dige|ham)\b"
)


async def until(turn: Turn, own: OwnThings) -> bool:
    """Say until when a ready reservation is kept, and how long the desk is open on that day."""
    hold = own.hold(turn, in_state(own, HoldState.READY))
    if hold is None and not is_placing(turn) and await tell_each(turn, own):
        return True
    if hold is None or is_placing(turn):
        if is_placing(turn) and says(turn.text, "kept", "keep", "hold", "نگه", "نگهش", "negah"):
            return await tell_fact(turn, _HOW_LONG)
        return False
    note_told(turn, [hold])
    if hold.state is not HoldState.READY or hold.ready_until is None:
        await say_state(turn, hold)
        return True
    turn.say("utter_hold_kept_until", **await ready_said(turn, hold))
    await warn_of_desk(turn, [hold])
    return True


async def longer(turn: Turn, own: OwnThings) -> bool:
    """Say that the chat cannot keep a reservation any longer, and until when it is kept."""
    hold = own.hold(turn, in_state(own, HoldState.READY))
    if hold is None and len(in_state(own, HoldState.READY)) > 1:
        # Of several ready ones that which is kept least.
        hold = min(in_state(own, HoldState.READY), key=lambda one: one.ready_until or date.max)
    if hold is None:
        return False
    note_told(turn, [hold])
    if hold.state is not HoldState.READY or hold.ready_until is None:
        turn.say("utter_hold_not_ready_yet", title=hold.title, state=hold_line(hold)["state"])
        return True
    day = _day(turn) or _in_days(turn)
    # "Today is its last day, can you keep it a day or two?" names the day after which it should be kept.
    last = day == turn.today or (_in_days(turn) is None and _SOME_DAYS.search(_without_days(turn)) is not None)
    if day is not None and day <= hold.ready_until and not last:
        turn.say("utter_hold_kept_anyway", **await ready_said(turn, hold))
    else:
        turn.say("utter_hold_no_longer", **await ready_said(turn, hold), choices=[librarian()])
        if _BECOMES.search(fold(turn.text).replace("’", "'")):
            # "What becomes of it if they don't make it? Can you keep it a day longer?" asks both.
            await answer_as(turn, "hold", fa=_NOT_COLLECTED["fa"], en=_NOT_COLLECTED["en"], alone=True)
    return True


_BECOMES = re.compile(
    r"\bwhat (?:happens|becomes|would happen|will happen)\b|(?<!\w)(?:چه|چی) (?:می ?شود|می ?شه|سرش میاد)(?!\w)|(?<!\w)تکلیف\w*|\bchi mishe\b"
)
_NOT_COLLECTED = {"fa": "اگر رزروم را نگیرم چه می‌شود؟", "en": "What happens if I do not collect my reservation?"}


async def collect(turn: Turn, own: OwnThings, otherwise: date | None = None) -> bool:
    """Say whether a day is early enough to collect what is ready, and the desk's hours on it.

    `otherwise` is the day where none is named; False without one.
    """
    ready = in_state(own, HoldState.READY)
    hold = own.hold(turn, ready)
    if hold is None and own.hold(turn) is None and len(ready) > 1:
        hold = min(ready, key=lambda one: one.ready_until or date.max)
    if hold is None or hold.ready_until is None:
        return False
    branch = await branch_meant(turn)
    if branch is not None and hold.pickup is not None and branch.code != hold.pickup.code:
        # "Can I get it at Central?": it waits elsewhere.
        note_told(turn, [hold])
        stays(turn, hold)
        return True
    day = _day(turn) or otherwise
    if day is None:
        return False
    note_told(turn, [hold])
    if day > hold.ready_until or _before(turn, day) >= hold.ready_until:
        turn.say("utter_hold_too_late", **await ready_said(turn, hold), day=as_date(day), choices=[librarian()])
    elif _CANNOT.search(fold(turn.text)):
        turn.say("utter_hold_kept_until", **await ready_said(turn, hold))
    elif await after_desk(turn, hold, day):
        late = "utter_hold_too_late" if day == hold.ready_until else "utter_hold_kept_until"
        turn.say(
            late, **{**await ready_said(turn, hold), "hours": await desk_hours(turn, hold, day)}, choices=[librarian()]
        )
    elif not await desk_closed(turn, hold, day):
        turn.say(
            "utter_hold_in_time", title=hold.title, day=as_date(day), branch=hold.pickup.name if hold.pickup else None,
            until=as_date(hold.ready_until), hours=await desk_hours(turn, hold, day),
        )  # fmt: skip
    return True


async def today(turn: Turn, own: OwnThings) -> bool:
    """Say which reservations are kept until today and no longer."""
    ready = in_state(own, HoldState.READY)
    last = [one for one in ready if one.ready_until == turn.today]
    if not ready:
        return False
    note_told(turn, last or ready)
    if last:
        for one in last:
            turn.say("utter_hold_today", **await ready_said(turn, one))
    else:
        soonest = min(ready, key=lambda one: one.ready_until or date.max)
        if soonest.ready_until is None:
            await say_state(turn, soonest)
        else:
            turn.say("utter_hold_none_today", **await ready_said(turn, soonest))
    return True


def _day(turn: Turn) -> date | None:
    named = find_dates(turn.text, turn.today)
    return named[-1].last if named else None


def _without_days(turn: Turn) -> str:
    """Give the folded words beside the days that are named: "in two days" is a day, and no time to add to one."""
    rest = turn.text
    for span in reversed(find_dates(turn.text, turn.today)):
        rest = f"{rest[: span.start]} {rest[span.end :]}"
    return fold(rest)


def _in_days(turn: Turn) -> date | None:
    """Give the day that "for two days" comes to, counted from today; None where a day is named, or more is asked for."""
    said = fold(turn.text)
    found = _FOR_DAYS.search(said)
    if found is None or _MORE.search(said) or _day(turn) is not None:
        return None
    number = found["number"] or found["fa"] or found["fing"]
    many = int(number) if number.isdigit() else _NUMBERS[number]
    unit = found["unit"] or found["fa_unit"] or found["fing_unit"]
    return turn.today + timedelta(days=many * (7 if unit in ("week", "هفته", "hafte") else 1))


def _before(turn: Turn, day: date) -> date:
    """Give the day itself, or the last one that is lost where one "can't come before" it."""
    lost = any(words in turn.text.casefold() for words in ("before", "until", "قبل از", "تا "))
    cannot = any(words in turn.text.casefold() for words in ("can't", "can’t", "cannot", "can not", "نمی"))
    return day if lost and cannot else date.min
