"""Opening hours of one branch or of all, today or on the days named."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from actions.dialogue.branches_in_talk import branch_pointed
from actions.dialogue.turn import Fact, Turn, as_date, nested
from actions.dialogue.wording import says, word_count
from actions.facts.days import AskedDays, asked_days, days_joined
from actions.facts.finding import branch_spoken_of
from actions.facts.lines import listed
from actions.rasa.registry import HANDLERS, MOVES, follows_up, handles, listens, move
from actions.subjects.facts.facts import answer_as, answer_service
from actions.subjects.library_info.closed_days import (
    asks_when_closed,
    keeps_closings,
    names_unlisted_day,
    tell_closed,
    tell_unlisted,
)
from actions.subjects.library_info.errands import names_desk_errand
from actions.subjects.library_info.not_here import takes_time
from actions.subjects.library_info.places import note
from crm.library_info import directory
from crm.library_info.directory import Branch, DayHours
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.library_info.place_questions import place_words
from language.requests.library_info.whereabouts import asks_for_hours, asks_for_the_way, asks_of_opening
from language.requests.speech.ellipsis import find_ellipsis

__all__ = [
    "DESKS",
    "asks_of_week",
    "day_hours",
    "desk_meant",
    "desk_named",
    "hours",
    "next_opening",
    "tell_days",
    "tell_kind_of_day",
    "tell_now",
]

NOW = ("now", "right now", "currently", "at the moment", "still open", "open yet", "already open",
       "الان", "الآن", "همین الان", "اکنون", "هم اکنون", "همین حالا", "حالا بازه", "هنوز باز", "هنوز بازه")  # fmt: skip
# A desk with hours of its own, by what patrons call it.
DESKS = {
    "circulation": (
        "circulation desk",
        "loan desk",
        "lending desk",
        "checkout desk",
        "میز امانت",
        "بخش امانت",
        "امانت",
    ),
    "reference": ("reference desk", "information desk", "میز مرجع", "بخش مرجع", "میز اطلاعات"),
    "children": (
        "children's section",
        "children's corner",
        "children's room",
        "children room",
        "children section",
        "kids room",
        "kids section",
        "kids corner",
        "بخش کودک",
        "گوشهٔ کودک",
        "بخش بچه‌ها",
        "بخش کودکان",
        "سالن کودک",
        "قسمت کودک",
        "اتاق کودک",
        "کودکان",
    ),
}
# While one of these is spoken of, a day may be its own: when it happened, when one wants to come.
_CASES = frozenset("complaint suggestion report_fault website_problem lost_property case_add case_status".split())
_OF_DAYS = _CASES | {"room_booking", "visitor_access", "research_help", "donation", "employment", "equipment"}
# After these a day is one of opening.
_OF_THE_HOUSE = frozenset("hours location events loans renew hold hold_status fines search_book".split())
_ACTS_BACK = 3
_ASKED = ("?", "؟")
FEW = 5  # words of a question that only names a desk
FEW_ELSEWHERE = 7  # and of one that names another branch for the same days
LONGEST = 14  # days listed at most
WEEK = 7  # days, from today on, where it is asked on which days one can come
# Asked on which days it is open, or on how many: no day is named, and today alone is no answer.
_DAYS_OF_WEEK = re.compile(
    r"\b(?:what|which) (?:week)?days\b|\bhow many days (?:a|per|in (?:a|the)|each|of the) week\b|\bdays (?:a|per|in the|of the) week\b"
    r"|\b(?:every|each) day\b|\b(?:all|throughout the|during the|through the) week\b|\bweekly (?:hours|schedule|timetable)\b|\bopening days\b"
    r"|چند روز (?:(?:در|تو|توی|از) )?هفته|(?:چه|کدام|کدوم) روز ?(?:ها|ا)\w*|روزهای هفته|(?<!\w)(?:هر روز|همه روزه|هرروز)(?!\w)|(?:برنامه|ساعت)\w* (?:کار\w* )?(?:هفتگی|کل هفته|طول هفته)"
    r"|\b(?:chand ruz|chand rooz)\w* (?:dar |tu )?hafte|\b(?:che|kodum|kodoom) (?:ruz|rooz)a\w*|\bhar (?:ruz|rooz)\b"
)
# Who would come on a day that they name needs to know when it is open then.
_COMES = re.compile(
    r"\b(?:can|may|could|should|shall|is it ok|if) (?:i|we|he|she|they|my|somebody|someone|anybody)\b[^.?!]{0,40}\b(?:come|visit|drop|collect|pick|get|fetch|bring|return|join|register|sign up)\b"
    r"|(?:بیا(?:م|یم|د|ن|ید)|بیار\w*|برم|بریم|بگیر\w*|پس بد\w*|تحویل\w*|مراجعه|ثبت ?نام)(?: \S+){0,3} ?(?:[?؟]|$)|(?:میتون|می ?توان|میشه|می ?شود)\S*(?: \S+){0,6} (?:بیا|بیار|بگیر|برم|پس بد|تحویل|مراجعه|ثبت ?نام)\w*"
)
LONGEST_COMING = 200
_OF_ALL = re.compile(
    r"\b(?:(?:any|none|all|each|one) of (?:them|you|the)|(?:all|any|every|other|no) (?:the )?(?:other )?(?:branch\w*|librar\w+)|neither|which (?:one|branch\w*))\b"
    r"|(?<!\w)(?:هیچ ?کدوم|هیچ ?کدام|هیچ شعبه|همه|بقیه|کدوم|کدام|شعبه ?(?:های|ها|ا) دیگ)\w*"
    r"|\b(?:hich ?kodu?m|hame|baghie|kodu?m)\w*"
)


@handles("hours")
async def hours(turn: Turn) -> None:
    """Tell when the library is open: today and every branch, unless a day or a branch was named."""
    if not asks_for_hours(turn.text) and await answer_service(turn):
        return
    if await _of_another_matter(turn):
        return
    if not turn.is_payload and _of_whole_nights(turn.text) and await _tells_of_nights(turn):
        turn.intent = "facilities"
        return
    if not turn.is_payload and "crowd" in place_words(turn.text) and await MOVES["place.quiet"](turn):
        return
    named = await _branch(turn)
    branches = [named] if named else await directory.branches(turn.store)
    if not branches:
        await note(turn, "hours")
        return
    asked = await asked_days(turn)
    if await tell_kind_of_day(turn, branches, asked):
        return
    if asked.unread and (turn.prior is None or turn.prior.day_span is None):
        # A day that cannot be read is never today.
        turn.did("hours", branch=named.code if named else "", result="asked")
        turn.say("utter_hours_which_day", status="clarified")
        return
    first, last = _days(turn, asked)
    if asked.first is None and not turn.is_payload and asks_of_week(turn.text):
        first, last = turn.today, turn.today + timedelta(days=WEEK - 1)
    if asked.remark:
        turn.say("utter_hours_remark", remark=asked.remark)
    desk = desk_meant(turn.about)
    if desk in (_HOUSE, _ERRAND) and first == last and (pickup := await _fetched_at(turn)) is not None:
        # What is reserved is handed over at a desk with hours of its own.
        named = named or pickup
        branches, desk = [named], _CIRCULATION
    turn.did("hours", branch=named.code if named else "", days=(first, last), result="told")
    if says(turn.about, *NOW) and first == last == turn.today:
        await tell_now(turn, branches, desk)
        return
    await tell_days(turn, branches, first, last, desk)
    if asked.first is None and first == last == turn.today and _asks_of_habit(turn):
        # On a short day its hours are no answer to who comes and studies every day.
        day = await _ordinary_day(turn, branches[0])
        await tell_days(turn, branches, day, day, desk)
    for day in () if turn.is_payload else days_joined(turn.text, turn.today):
        # "On Friday and Saturday" asks for both.
        if not first <= day <= last:
            await tell_days(turn, branches, day, day, desk)


def _of_whole_nights(text: str) -> bool:
    """Tell whether whole nights are asked for, and no closing time or return box."""
    said = fold(text)
    return _NIGHT.search(said) is not None and not (_HOW_LATE.search(said) or _RETURNS.search(said))


_RETURNS = re.compile(r"\b(?:return\w*|drop\w*|book ?drop|box|loans?|borrow\w*)\b|پس|برگردون|صندوق|امانت")
_NIGHT = re.compile(
    r"\bover ?night\b|\ball night\b|\bopen (?:for )?24 ?(?:hours|h)\b|\b24 ?/ ?7\b|\baround the clock\b|\bopen at night\b|(?<!\w)(?:شب ?ها?|شبا) (?:هم )?(?:باز|می ?شه موند|می ?تونم بمون)|شبانه ?روزی|(?:24|بیست ?و ?چهار) ?ساعته"
)
_AT_NIGHT = {
    "fa": "شب‌ها یا ۲۴ ساعته باز هستید؟", "en": "Is any room open at night or around the clock?",
    "about": "clock|night|شبانه|شب",
}  # fmt: skip


async def _tells_of_nights(turn: Turn) -> bool:
    return await answer_as(turn, "facilities", fa=_AT_NIGHT["fa"], en=_AT_NIGHT["en"], about=_AT_NIGHT["about"])


async def _fetched_at(turn: Turn) -> Branch | None:
    """Give the branch where the one reservation that is ready is fetched, where they come for it; else None."""
    acts = [act for _, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False)]
    of_hold = any(act.kind == "hold" or act.act in _OF_HOLDS for act in acts)
    if turn.patron is None or turn.is_payload or not of_hold or not _COMES_FOR_IT.search(fold(turn.text)):
        return None
    ready = [hold for hold in await turn.library.holds(turn.patron_id) if hold.ready_until and hold.pickup]
    places = {hold.pickup.code for hold in ready if hold.pickup}
    return await directory.find_branch(turn.store, places.pop()) if len(places) == 1 else None


_HOUSE, _CIRCULATION = "library", "circulation"
# What is done at the circulation desk: its hours where it has some, and those of the branch elsewhere.
_ERRAND = "errand"
_OF_HOLDS = frozenset({"hold", "hold_status", "cancel_hold"})
_COMES_FOR_IT = re.compile(
    r"\b(?:come|collect|pick(?: it)? up|get it|fetch|be there)\b|(?<!\w)(?:بیام|بیایم|بیاد|بیایم|بگیرم\w*|بگیرمش|تحویل\w*|میام|برسم)(?!\w)|\b(?:biam|begiram\w*|tahvil)\b"
)


async def _of_another_matter(turn: Turn) -> bool:
    """Take a day or an hour that was named while something else was spoken of as said of that, and not as a question.

    What is told after a case belongs to it; of a topic with days of its own it is said what is known of another day.
    """
    if turn.is_payload or turn.prior is not None or asks_of_opening(turn.text) or desk_named(turn.text):
        return False
    matter = _spoken_of(turn)
    asked = turn.text.rstrip().endswith(_ASKED)
    if matter is None or (asked and (matter in _CASES or find_ellipsis(turn.text) is None)):
        return False
    if matter in _CASES:
        turn.intent = "case_add"
        await HANDLERS["case_add"].handler(turn)
        return True
    return await takes_time(turn, matter)


def _spoken_of(turn: Turn) -> str | None:
    """Name the matter with days of its own that was told of in the last turns; None where hours were, since.

    To what was filed words are added only directly after it: a day may belong to what was told of in between.
    """
    for ago, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False):
        if act.act in _CASES:
            return act.act if ago == 0 else None
        if act.act in _OF_DAYS:
            return act.act
        if act.act in _OF_THE_HOUSE:
            return None
    return None


def asks_of_week(text: str) -> bool:
    """Tell whether a text asks on which days, or on how many, it is open."""
    return _DAYS_OF_WEEK.search(fold(text)) is not None


async def tell_kind_of_day(turn: Turn, branches: Sequence[Branch], asked: AskedDays) -> bool:
    """Tell when it is closed, on holidays or in a month, or the hours of any working day; False where a day is named."""
    if turn.is_payload:
        return False
    if (span := asks_when_closed(turn.text, turn.today, asked)) is not None:
        if turn.prior is None and await _is_of_all(turn):
            branches = await directory.branches(turn.store)
        turn.intent = "hours"
        turn.did("hours", branch=branches[0].code if len(branches) == 1 else "", result="told")
        await tell_closed(turn, branches, *span)
        return True
    if names_unlisted_day(turn.text, asked) and await keeps_closings(turn, branches):
        turn.intent = "hours"
        turn.did("hours", branch=branches[0].code if len(branches) == 1 else "", result="told")
        await tell_unlisted(turn, branches)
        return True
    if asked.first is not None or not _ORDINARY_DAY.search(fold(turn.text)):
        return False
    # "How late on a weekday?" is not asked of today, which may be shorter.
    day, desk = await _ordinary_day(turn, branches[0]), desk_meant(turn.about)
    turn.intent = "hours"
    turn.did("hours", branch=branches[0].code if len(branches) == 1 else "", days=(day, day), result="told")
    await tell_days(turn, branches, day, day, desk)
    return True


@listens
async def asks_desk_hours(turn: Turn) -> bool:
    """Tell how late the desk is there on a day on which somebody would join, pay or collect, whatever that was read as."""
    if turn.is_payload or _waits(turn) or turn.intent not in _ERRAND_SO or not names_desk_errand(turn.text):
        # What is ordered beside it, or told, is heard first.
        return False
    if orders_to_renew(turn.text) or orders_to_cancel(turn.text) or orders_to_hold(turn.text):
        return False
    said = fold(turn.text)
    asked = await asked_days(turn) if _HOW_LATE.search(said) else None
    if asked is None or (asked.first is None and "today" not in place_words(turn.text)):
        # "Until when can I pay it?" asks for no hour of a day.
        return False
    turn.intent = "hours"
    await hours(turn)
    return True


_ERRAND_SO = frozenset(
    "fines account card_registration lost_card hold hold_status borrow loan_policy location facilities staff_contact"
    " events search_book visitor_access nlu_fallback out_of_scope chitchat".split()
)
_HOW_LATE = re.compile(
    r"\bhow (?:late|early)\b|\b(?:until|till|by|from)? ?what (?:time|hour)\b|\b(?:open|there) (?:on|today|tomorrow)\b|(?:تا|از) (?:چند|چه ساعت\w*|ساعت چند)|ساعت چند|چه ساعت\w*|\b(?:ta chand|saat chand|che saat)\w*"
)


@listens
async def asks_of_unlisted_day(turn: Turn) -> bool:
    """Tell of a day that has a name where the question was hardly read: "ruze daneshju tatile?"."""
    if turn.is_payload or _waits(turn) or turn.intent not in _UNREAD:
        return False
    asked = await asked_days(turn)
    if not names_unlisted_day(turn.text, asked) or not (known := await directory.branches(turn.store)):
        return False
    return await tell_kind_of_day(turn, known, asked)


def _waits(turn: Turn) -> bool:
    return (turn.slot("pending") or {}).get("awaits") not in (None, "yes")


_UNREAD = frozenset({"nlu_fallback", "out_of_scope", "chitchat"})


async def _is_of_all(turn: Turn) -> bool:
    """Tell whether a whole question names and points at no branch: "which holidays are you closed?" is of all."""
    named = await directory.find_branch(turn.store, turn.text) is not None
    return not named and word_count(turn.text) >= FEW and _THERE.search(fold(turn.text)) is None


_THERE = re.compile(
    r"\b(?:there|it|its|that (?:one|branch)|this (?:one|branch))\b|(?<!\w)(?:اونجا\w*|آنجا\w*|همونجا\w*|همان ?جا\w*|این ?جا\w*|اون شعبه|همین شعبه|این شعبه)(?!\w)|\b(?:unja|oonja|hamunja|hamoonja|inja)\w*"
)
_ORDINARY_DAY = re.compile(
    r"\b(?:weekdays?|week ?days?|(?:normal|regular|ordinary|usual|typical|working|business) (?:(?:working|week|business) ?)?days?|on a normal day|during the week|mid-?week)\b"
    r"|(?<!\w)(?:روز(?:های|هاى|ای|‌های)? (?:عادی|معمولی|کاری|وسط هفته)|وسط ?(?:های|‌های|ای)? ?هفته|طی هفته|در طول هفته)(?!\w)|\bru[zo]+(?:haye)? (?:adi|kari)\b|\bvasate hafte\b"
)


def _asks_of_habit(turn: Turn) -> bool:
    """Tell whether, on a Thursday or a Friday, the hours of any day are asked, as by who wants to study there."""
    short = turn.today.weekday() in _SHORT_DAYS and not turn.is_payload and turn.prior is None
    said = fold(turn.text)
    return short and _HABIT.search(said) is not None and "today" not in place_words(turn.text)


_HABIT = re.compile(
    r"\b(?:reading|study|quiet|silent) (?:rooms?|halls?|areas?)\b|\bhow late can (?:i|we|one|you)\b|\b(?:latest|how long) (?:i|we|one) (?:can|could|may) (?:stay|study|sit|work)\b|\b(?:usually|normally|generally)\b|\bi work (?:till|until)\b"
    r"|سالن ?(?:های?|ه)? ?(?:ی )?(?:مطال\w*|قرائت|سکوت)|قرائت ?خانه|قرائتخونه|تا چند شب|(?<!\w)(?:معمولا|همیشه|کلا)(?!\w)|\bsalone? (?:e )?(?:motale\w*|gheraat)\b|\bta chande? shab\b"
)


async def _ordinary_day(turn: Turn, branch: Branch) -> date:
    """Give the next working day of a branch with hours that nothing changes: no Thursday, Friday, closing or notice."""
    for ahead in range(1, 2 * WEEK + 1):
        day = turn.today + timedelta(days=ahead)
        hours = await directory.opening(turn.store, branch.id, day)
        if day.weekday() not in _SHORT_DAYS and hours.is_open and not hours.special_reason:
            return day
    return turn.today


# Thursday and Friday, by the number of a weekday.
_SHORT_DAYS = frozenset({3, 4})


@move("hours.beside")
async def hours_beside(turn: Turn) -> bool:
    """Tell when it is open on the day on which somebody asks whether they can come, beside what was told of that."""
    if turn.is_payload or len(turn.text) > LONGEST_COMING or not _COMES.search(fold(turn.text)):
        return False
    if any(name.startswith("utter_hours") for name, _ in turn.answers):
        return False
    asked = await asked_days(turn)
    if asked.first is None or asked.first != asked.last or asked.first < turn.today:
        return False
    named = await branch_spoken_of(turn, turn.text)
    branches = [named] if named else await directory.branches(turn.store)
    if not branches:
        return False
    await tell_days(turn, branches, asked.first, asked.first, desk_meant(turn.text))
    return True


@follows_up
async def desk_too(turn: Turn) -> bool:
    """Tell the hours of a desk that is named after those of the library: "and the reference desk?"."""
    last, desk = turn.thread.last, desk_named(turn.text)
    span = last.day_span if last is not None and last.act == "hours" else None
    if turn.is_payload or span is None or desk is None or find_ellipsis(turn.text) is None:
        return False
    if word_count(turn.text) > FEW or asks_for_the_way(turn.text):
        return False
    named = await _branch(turn) or (
        await directory.find_branch(turn.store, last.branch) if last and last.branch else None
    )
    branches = [named] if named else await directory.branches(turn.store)
    turn.intent = "hours"
    turn.did("hours", branch=named.code if named else "", days=span, result="told")
    await tell_days(turn, branches, *span, desk)
    return True


def desk_named(text: str) -> str | None:
    """Name the desk with hours of its own that a text speaks of."""
    return next((desk for desk, words in DESKS.items() if says(text, *words)), None)


def desk_meant(text: str) -> str:
    """Name the desk that a text speaks of, or that what one comes for is done at; else the library itself."""
    return desk_named(text) or (_ERRAND if names_desk_errand(text) else _HOUSE)


async def _desk_at(turn: Turn, branch: Branch, desk: str) -> str:
    """Give the desk whose hours count at a branch: an errand is run wherever it has a desk for it."""
    if desk != _ERRAND:
        return desk
    return _CIRCULATION if await directory.has_desk(turn.store, branch.id, _CIRCULATION) else _HOUSE


async def tell_days(turn: Turn, branches: Sequence[Branch], first: date, last: date, desk: str = "library") -> None:
    """Tell the hours of branches, or of a desk there, on a day or from one to another."""
    last = min(last, first + timedelta(days=LONGEST - 1))
    if first == last:
        await _on_day(turn, branches, first, desk)
    else:
        await _on_days(turn, branches, first, last, desk)


async def tell_desk(turn: Turn, branches: Sequence[Branch], day: date, desk: str) -> None:
    """Tell when a desk is there on a day, at the branches where it has hours of its own; else the branches' hours."""
    own = [one for one in branches if await directory.has_desk(turn.store, one.id, desk)]
    await _on_day(turn, own or branches, day, desk if own else "library")


def _name(branch: Branch, desk: str) -> Fact:
    return branch.name if desk == "library" else nested(f"utter_part_desk_of_{desk}", branch=branch.name)


def _days(turn: Turn, asked: AskedDays) -> tuple[date, date]:
    """Give the first and the last day: those named, or those of the question that this one follows up, or today."""
    if asked.first is not None and asked.last is not None:
        return asked.first, asked.last
    return (turn.prior.day_span if turn.prior is not None else None) or _days_told(turn) or (turn.today, turn.today)


def _days_told(turn: Turn) -> tuple[date, date] | None:
    """Give the days of the hours that were just told, where a few words ask for those of another branch."""
    last = turn.thread.last
    few = not turn.is_payload and word_count(turn.text) <= FEW_ELSEWHERE and "today" not in place_words(turn.text)
    return last.day_span if few and last is not None and last.act == "hours" and not says(turn.text, *NOW) else None


async def _branch(turn: Turn) -> Branch | None:
    entity = turn.entity("branch")
    if not turn.is_payload and turn.prior is not None and _OF_ALL.search(fold(turn.text)):
        # "Is none of them open on Fridays?" asks of all, though one was told of before.
        return await directory.find_branch(turn.store, turn.text)
    if entity:
        found = await directory.find_branch(turn.store, entity)
        if found:
            return found
    return await directory.find_branch(turn.store, turn.text) or await branch_pointed(turn)


async def tell_now(turn: Turn, branches: Sequence[Branch], desk: str = "library") -> None:
    """Tell whether branches, or a desk there, are open at this moment."""
    lines: list[dict[str, Fact]] = []
    for branch in branches:
        local, its = turn.store.clock.now().astimezone(branch.zone), await _desk_at(turn, branch, desk)
        if await directory.is_open(turn.store, branch.id, local, its):
            day = await directory.opening(turn.store, branch.id, local.date(), its)
            closes = next((closes for opens, closes in day.spans if opens <= local.time() < closes), None)
            state = nested("utter_part_open_until", closes=_time(closes))
        else:
            state = await _closed_now(turn, branch, its)
        lines.append({"branch": _name(branch, its), "state": state})
    if len(lines) == 1:
        turn.say("utter_hours_now", **lines[0])
    else:
        turn.say("utter_hours_now_all", branches={"list": lines, "line": "utter_line_branch_now"})


async def _closed_now(turn: Turn, branch: Branch, desk: str) -> Fact:
    now = turn.store.clock.now().astimezone(branch.zone)
    day = await directory.opening(turn.store, branch.id, now.date(), desk)
    if not day.is_known:
        return nested("utter_part_now_unknown")
    then = await directory.next_opening(turn.store, branch.id, now, desk)
    if then is None:
        return nested("utter_part_closed_for_long", reason=_because(day.closed_reason))
    opens = next_opening(then, now.date())
    if day.closed_reason:
        return nested("utter_part_closed_now_because", reason=day.closed_reason, opens=opens)
    return nested("utter_part_closed_now", opens=opens)


def next_opening(then: datetime | None, today: date) -> Fact:
    """Say when the next opening is; None where none is known."""
    if then is None:
        return None
    if then.date() == today:
        return nested("utter_part_opens_today", time=_time(then.time()))
    if then.date() == today + timedelta(days=1):
        return nested("utter_part_opens_tomorrow", time=_time(then.time()))
    return nested("utter_part_opens_on", day=as_date(then.date()), time=_time(then.time()))


async def _on_day(turn: Turn, branches: Sequence[Branch], day: date, desk: str) -> None:
    lines = []
    for branch in branches:
        its = await _desk_at(turn, branch, desk)
        found = await directory.opening(turn.store, branch.id, day, its)
        lines.append({"branch": _name(branch, its), "hours": day_hours(found)})
    relative = _relative(day, turn.today)
    if len(lines) > 1:
        turn.say(
            "utter_hours_all",
            day=as_date(day),
            relative=relative,
            branches={"list": lines, "line": "utter_line_branch_hours"},
        )
        return
    opens = None
    if not found.is_open:
        now = turn.store.clock.now().astimezone(branches[0].zone)
        moment = max(now, now.replace(hour=23, minute=59) + timedelta(days=(day - now.date()).days))
        then = next_opening(await directory.next_opening(turn.store, branches[0].id, moment, its), turn.today)
        opens = nested("utter_part_next_opening", opens=then) if then else None
    turn.say("utter_hours", day=as_date(day), relative=relative, opens=opens, **lines[0])


async def _on_days(turn: Turn, branches: Sequence[Branch], first: date, last: date, desk: str) -> None:
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    for branch in branches:
        its = await _desk_at(turn, branch, desk)
        lines = [
            {"day": as_date(day), "hours": day_hours(await directory.opening(turn.store, branch.id, day, its))}
            for day in days
        ]
        turn.say("utter_hours_days", branch=_name(branch, its), days={"list": lines, "line": "utter_line_day_hours"})


def day_hours(day: DayHours) -> Fact:
    """Say the hours of a day, or that it is closed and why."""
    if not day.is_known:
        return nested("utter_part_hours_unknown")
    if not day.spans:
        return nested("utter_part_closed", reason=_because(day.closed_reason))
    spans = [nested("utter_part_span", opens=_time(opens), closes=_time(closes)) for opens, closes in day.spans]
    return nested("utter_part_open", spans=listed(spans), reason=_because(day.special_reason))


def _because(reason: dict[str, str] | None) -> Fact:
    return nested("utter_part_because", reason=reason) if reason else None


def _relative(day: date, today: date) -> Fact:
    names = {0: "utter_part_today", 1: "utter_part_tomorrow"}
    name = names.get((day - today).days)
    return nested(name) if name else None


def _time(moment: time | None) -> Fact:
    return {"time": moment.strftime("%H:%M")} if moment else None
