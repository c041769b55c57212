"""Questions about a patron's own reservations: until when, how long still, who may collect, where, and when."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from actions.dialogue.own_things import OwnThings
from actions.dialogue.pending import run_pending
from actions.dialogue.turn import Fact, Turn, as_date, nested
from actions.dialogue.wording import says
from actions.facts.choices import choice, librarian
from actions.facts.lines import availability, hold_line, is_seen
from actions.rasa.registry import HANDLERS, PatronReply
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.holds.holds_moved import branch_meant, branch_wanted, move_hold, stays, wants_another_branch
from actions.subjects.library_info.hours_told import day_hours, next_opening
from actions.subjects.moves.questions import RULES as OF_HOUSE
from actions.subjects.moves.questions import brings_back
from crm.library_info import directory
from language.dates import find_dates, find_times
from language.normalise import fold
from language.requests.own.own_wholes import speaks_of_each
from library.values import Hold, HoldState

__all__ = [
    "by_another",
    "collect",
    "coming",
    "copies",
    "is_placing",
    "longer",
    "move",
    "place",
    "ready",
    "today",
    "until",
    "warn_of_desk",
    "where",
]

# How the library is asked what it says of another who collects.
_BY_ANOTHER = {"fa": "کس دیگری می‌تواند رزروم را تحویل بگیرد؟", "en": "Can somebody else collect my reservation?"}
_HOW_LONG = {"fa": "کتاب رزروشده چند روز نگه داشته می‌شود؟", "en": "How long is a reserved book kept for me?"}
_DESK = "circulation"
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
    hold = own.hold(turn, _in(own, HoldState.READY))
    if hold is None and not is_placing(turn) and await _each(turn, own):
        return True
    if hold is None or is_placing(turn):
        if is_placing(turn) and says(turn.text, "kept", "keep", "hold", "نگه", "نگهش", "negah"):
            return await _by_fact(turn, _HOW_LONG)
        return False
    _told(turn, [hold])
    if hold.state is not HoldState.READY or hold.ready_until is None:
        await _state(turn, hold)
        return True
    turn.say("utter_hold_kept_until", **await _ready(turn, hold))
    await warn_of_desk(turn, [hold])
    return True


async def warn_of_desk(turn: Turn, holds: Sequence[Hold]) -> None:
    """Say of ready reservations whose last day finds the desk closed when it is open for the last time before."""
    for hold in holds:
        if hold.state is HoldState.READY and hold.ready_until is not None and hold.ready_until > turn.today:
            await _desk_closed(turn, hold, hold.ready_until)


async def longer(turn: Turn, own: OwnThings) -> bool:
    """Say that the chat cannot keep a reservation any longer, and until when it is kept."""
    hold = own.hold(turn, _in(own, HoldState.READY))
    if hold is None and len(_in(own, HoldState.READY)) > 1:
        # Of several ready ones that which is kept least.
        hold = min(_in(own, HoldState.READY), key=lambda one: one.ready_until or date.max)
    if hold is None:
        return False
    _told(turn, [hold])
    if hold.state is not HoldState.READY or hold.ready_until is None:
        turn.say("utter_hold_not_ready_yet", title=hold.title, state=hold_line(hold)["state"])
        return True
    day = _day(turn) or _in_days(turn)
    # "Today is its last day, can you keep it a day or two?" names the day after which it should be kept.
    last = day == turn.today or (_in_days(turn) is None and _SOME_DAYS.search(_without_days(turn)) is not None)
    if day is not None and day <= hold.ready_until and not last:
        turn.say("utter_hold_kept_anyway", **await _ready(turn, hold))
    else:
        turn.say("utter_hold_no_longer", **await _ready(turn, hold), choices=[librarian()])
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
    ready = _in(own, HoldState.READY)
    hold = own.hold(turn, ready)
    if hold is None and own.hold(turn) is None and len(ready) > 1:
        hold = min(ready, key=lambda one: one.ready_until or date.max)
    if hold is None or hold.ready_until is None:
        return False
    branch = await branch_meant(turn)
    if branch is not None and hold.pickup is not None and branch.code != hold.pickup.code:
        # "Can I get it at Central?": it waits elsewhere.
        _told(turn, [hold])
        stays(turn, hold)
        return True
    day = _day(turn) or otherwise
    if day is None:
        return False
    _told(turn, [hold])
    if day > hold.ready_until or _before(turn, day) >= hold.ready_until:
        turn.say("utter_hold_too_late", **await _ready(turn, hold), day=as_date(day), choices=[librarian()])
    elif _CANNOT.search(fold(turn.text)):
        turn.say("utter_hold_kept_until", **await _ready(turn, hold))
    elif await _after_desk(turn, hold, day):
        late = "utter_hold_too_late" if day == hold.ready_until else "utter_hold_kept_until"
        turn.say(late, **{**await _ready(turn, hold), "hours": await _hours(turn, hold, day)}, choices=[librarian()])
    elif not await _desk_closed(turn, hold, day):
        turn.say(
            "utter_hold_in_time", title=hold.title, day=as_date(day), branch=hold.pickup.name if hold.pickup else None,
            until=as_date(hold.ready_until), hours=await _hours(turn, hold, day),
        )  # fmt: skip
    return True


async def _desk_closed(turn: Turn, hold: Hold, day: date) -> bool:
    """Say that the desk is closed on a day, or already today, and when it opens next; False where it is open."""
    branch = await _pickup(turn, hold)
    if branch is None or hold.ready_until is None:
        return False
    now = turn.store.clock.now().astimezone(branch.zone)
    found = await directory.opening(turn.store, branch.id, day, _DESK)
    over = day == now.date() and bool(found.spans) and all(closes <= now.time() for _, closes in found.spans)
    if found.is_open and not over:
        return False
    moment = max(now, now.replace(hour=23, minute=59) + timedelta(days=(day - now.date()).days))
    then = await directory.next_opening(turn.store, branch.id, moment, _DESK)
    again = then is not None and then.date() <= hold.ready_until
    # Where it does not open any more behind that day, it may be open before it.
    before = None if again else await _open_before(turn, hold, branch, day)
    turn.say(
        "utter_hold_desk_over" if over else "utter_hold_desk_closed",
        title=hold.title,
        day=as_date(day),
        branch=branch.name,
        until=as_date(hold.ready_until),
        hours=day_hours(found),
        opens=nested("utter_part_next_opening", opens=next_opening(then, turn.today))
        if again
        else before or nested("utter_part_desk_not_again"),
        choices=[] if again or before else [librarian()],
    )
    return True


async def _after_desk(turn: Turn, hold: Hold, day: date) -> bool:
    """Tell whether one is to come at a time of day at which the desk has closed on that day."""
    times, branch = find_times(turn.text), await _pickup(turn, hold)
    if len(times) != 1 or branch is None or len(find_dates(turn.text, turn.today)) > 1:
        return False
    before, behind = fold(turn.text[: times[0].start]), fold(turn.text[times[0].end :])
    if _COMES_AT.search(before) is None and _COMES_THEN.match(behind) is None:
        return False
    found = await directory.opening(turn.store, branch.id, day, _DESK)
    return bool(found.spans) and all(closes <= times[0].time for _, closes in found.spans)


# "He could come today after work, at around half past five": nobody else does anything between, and nothing ends then.
_COMES_AT = re.compile(
    r"\b(?:i|we|he|she|they|husband|wife|son|daughter|brother|sister|mother|father|friend)(?:'(?:ll|m|s|d|re))? (?:(?:can|could|will|would|may|might|only|is|am|are|to|be able to|have to) ){0,3}(?:come|comes|coming|be there|get there|arrive|arrives)\b(?:(?!\b(?:i|we|he|she|they|you|my|until|before|from|since|finish|told|called)\b)[^.?!;]){0,30} at(?: about| around)? ?$"
)
_COMES_THEN = re.compile(r" ?(?:می ?رسم|میرسه|می ?آیم|میام|میاد|بیام|بیاد)(?!\w)")


async def _open_before(turn: Turn, hold: Hold, branch: directory.Branch, day: date) -> Fact:
    """Say when the desk is open from now until a day that is asked about; None where it is not."""
    now = turn.store.clock.now().astimezone(branch.zone)
    for ahead in range(max(0, (day - now.date()).days)):
        on = now.date() + timedelta(days=ahead)
        found = await directory.opening(turn.store, branch.id, on, _DESK)
        if found.spans and (ahead or any(closes > now.time() for _, closes in found.spans)):
            return await _hours(turn, hold, on)
    return None


# What somebody brings along when collecting is no book brought back.
_ALONG = re.compile(
    r"\bbring(?:s|ing)?\b (?:along|with (?:him|her|them|you))\b|\bwhat\b[^.?!]{0,20}\bbring\b|(?:چه|چی)[^.?!؟]{0,24}(?:بیار|بیاور)\w{0,3}",
    re.IGNORECASE,
)


async def by_another(turn: Turn, _own: OwnThings | None = None) -> bool:
    """Say whether somebody else may collect it, as the library tells it; who brings something back is asked of that."""
    if brings_back(_ALONG.sub(" ", turn.text)) and await OF_HOUSE["loan.by_other"].tell(turn):
        return True
    if not await _by_fact(turn, _BY_ANOTHER):
        turn.say("utter_hold_by_another", choices=[librarian()])
    return True


async def _by_fact(turn: Turn, question: dict[str, str]) -> bool:
    asked, turn.text = turn.text, question[turn.language]
    told = await answer_from_facts(turn, "hold")
    turn.text = asked
    return told


async def place(turn: Turn, own: OwnThings) -> bool:
    """Say which place in the queue a reservation has, how many are before, and when a copy is due back."""
    hold = own.hold(turn, _in(own, HoldState.PENDING))
    if hold is None:
        return await _each(turn, own)
    _told(turn, [hold])
    if hold.position is None:
        await _state(turn, hold)
        return True
    before = hold.position - 1
    turn.say(
        "utter_hold_place" if before else "utter_hold_place_first",
        title=hold.title,
        position=hold.position,
        before=before,
        copies=await copies(turn, hold),
    )
    return True


async def where(turn: Turn, own: OwnThings) -> bool:
    """Say at which branch a reservation is, or will be, collected."""
    hold = own.hold(turn, _in(own, HoldState.READY)) or own.hold(turn)
    if hold is None:
        return await _each(turn, own)
    _told(turn, [hold])
    await _state(turn, hold)
    return True


async def coming(turn: Turn, own: OwnThings) -> bool:
    """Say whether a reservation has come, and what is known of when."""
    ready = _in(own, HoldState.READY)
    hold = own.hold(turn, ready) or own.hold(turn)
    if hold is None:
        return await _each(turn, own)
    _told(turn, [hold])
    if hold.state is HoldState.READY and hold.ready_until is not None:
        turn.say("utter_hold_has_come", **await _ready(turn, hold))
        await warn_of_desk(turn, [hold])
    else:
        await _state(turn, hold, not_yet=True)
    return True


async def _each(turn: Turn, own: OwnThings) -> bool:
    """Say how each of the reservations stands, where each is asked of: "both until when?"; else False."""
    if own.named_holds or not speaks_of_each(fold(turn.text), len(own.holds), "hold"):
        return False
    _told(turn, own.holds)
    lines = {"list": [hold_line(one) for one in own.holds], "line": "utter_line_hold"}
    turn.say("utter_holds", count=len(own.holds), holds=lines)
    await warn_of_desk(turn, own.holds)
    return True


async def ready(turn: Turn, own: OwnThings) -> bool:
    """Say how the reservations stand where it is asked which are ready; False for one that is named."""
    if own.named or not own.holds or is_placing(turn):
        return False
    turn.moves = {}
    text, turn.text = turn.text, ""
    await HANDLERS["hold_status"].handler(turn)
    turn.text = text
    await warn_of_desk(turn, own.holds)
    return True


async def today(turn: Turn, own: OwnThings) -> bool:
    """Say which reservations are kept until today and no longer."""
    ready = _in(own, HoldState.READY)
    last = [one for one in ready if one.ready_until == turn.today]
    if not ready:
        return False
    _told(turn, last or ready)
    if last:
        for one in last:
            turn.say("utter_hold_today", **await _ready(turn, one))
    else:
        soonest = min(ready, key=lambda one: one.ready_until or date.max)
        if soonest.ready_until is None:
            await _state(turn, soonest)
        else:
            turn.say("utter_hold_none_today", **await _ready(turn, soonest))
    return True


async def move(turn: Turn, own: OwnThings) -> bool:
    """Have a reservation collected elsewhere; False where the words name neither a branch nor another one."""
    if is_placing(turn):
        branch = await branch_wanted(turn)
        if branch is None or turn.text.rstrip().endswith(("?", "؟")):
            return False
        turn.intent = "hold"
        return await run_pending(turn, PatronReply("branch", text=branch.code))
    if not own.holds:
        return False
    if not await wants_another_branch(turn):
        return await _may_come(turn, own)
    turn.intent = "hold"
    await move_hold(turn)
    return True


_MAY_COME = re.compile(
    r"\b(?:can|could|may|will) (?:it|that|that one|the other(?: one)?|this|they|this one)(?: also| still)? (?:come|be (?:brought|sent|moved)|go|get) to\b"
    r"|(?:می ?شه|می ?شود|ممکنه|می ?تونه|می ?تواند)[^.؟?!]{0,16}(?<!\w)(?:بیاد|بیاید|بره|برسه|برود)(?!\w)|(?<!\w)(?:بیاد|بره)(?!\w)[^.؟?!]{0,16}(?:می ?شه|ممکنه)(?!\w)|\b(?:mishe|momkene)\b[^.?!]{0,16}\b(?:biad|bere|berese)\b"
)
# Who else may come to a branch is asked of a person.
_PERSON = re.compile(
    r"\b(?:collect|pick|fetch|friend|brother|sister|mother|father|husband|wife)\b|بگیر\w*|تحویل|داداش\w*|برادر\w*|خواهر\w*|مامان\w*|مادر\w*|بابا\w*|پدر\w*|دوست\w*|همسر\w*|شوهر\w*|\b(?:begir\w*|dadash\w*|khahar\w*|maman\w*)"
)


async def _may_come(turn: Turn, own: OwnThings) -> bool:
    """Say whether a reservation can come to the branch that is named: asked of one that waits, it is asked back."""
    said = fold(turn.text)
    if _MAY_COME.search(said) is None or _PERSON.search(said) or await branch_meant(turn) is None:
        return False
    turn.intent = "hold"
    hold = own.hold(turn)
    fixed = [one for one in own.holds if one.state in (HoldState.READY, HoldState.IN_TRANSIT)]
    if hold is None and len(fixed) == len(own.holds):
        for one in fixed:
            stays(turn, one)
        return True
    await move_hold(turn, asks=True)
    return True


def is_placing(turn: Turn) -> bool:
    """Tell whether a reservation is being placed, and its branch may still be named anew."""
    return str((turn.slot("pending") or {}).get("do", "")) in ("hold", "hold_at", "hold_title")


async def _state(turn: Turn, hold: Hold, *, not_yet: bool = False) -> None:
    pending = hold.state in (HoldState.PENDING, HoldState.SUSPENDED)
    turn.say(
        "utter_hold_not_yet" if not_yet else "utter_hold_state",
        title=hold.title,
        state=hold_line(hold)["state"],
        copies=await copies(turn, hold) if pending
        else nested("utter_part_no_day") if hold.state is HoldState.IN_TRANSIT else None,
        choices=[choice("utter_button_cancel_hold", "cancel_hold", ref=f"hold:{hold.id}")] if hold.can_cancel else [],
    )  # fmt: skip


async def copies(turn: Turn, hold: Hold) -> Fact:
    """Say where copies of what is reserved are, or when one is due back; None where that is not known."""
    places = await turn.library.availability(hold.title_id)
    # What stands on the shelf for those who wait may be this very copy.
    known = is_seen(places) and not any(place.promised for place in places)
    return nested("utter_part_copies", state=availability(places)) if known else None


async def _ready(turn: Turn, hold: Hold) -> dict[str, Fact]:
    assert hold.ready_until is not None  # noqa: S101 - only of ready ones
    return {
        "title": hold.title,
        "branch": hold.pickup.name if hold.pickup else None,
        "until": as_date(hold.ready_until),
        "hours": await _hours(turn, hold, hold.ready_until),
    }


async def _pickup(turn: Turn, hold: Hold) -> directory.Branch | None:
    code = hold.pickup.code if hold.pickup else None
    return next((one for one in await directory.branches(turn.store) if one.code == code), None)


async def _hours(turn: Turn, hold: Hold, day: date) -> Fact:
    branch = await _pickup(turn, hold)
    if branch is None:
        return None
    found = await directory.opening(turn.store, branch.id, day, _DESK)
    name = {0: "utter_part_desk_today", 1: "utter_part_desk_tomorrow"}.get(
        (day - turn.today).days, "utter_part_desk_on"
    )
    return nested(name, hours=day_hours(found), day=as_date(day))


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


def _in(own: OwnThings, state: HoldState) -> list[Hold]:
    return [one for one in own.holds if one.state is state]


def _told(turn: Turn, holds: Sequence[Hold]) -> None:
    turn.intent = "hold_status"
    if len(holds) == 1:
        turn.point("hold", holds[0].id, "hold_status")
    else:
        turn.show("hold", [one.id for one in holds])
    turn.did(
        "hold_status", kind="hold", things=[one.id for one in holds], title=holds[0].title if len(holds) == 1 else "",
        result="told",
    )  # fmt: skip
