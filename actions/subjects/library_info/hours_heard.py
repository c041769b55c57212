"""Hours that are asked for in words read as something else, behind those of the library or beside another answer."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.days import asked_days
from actions.facts.finding import branch_spoken_of
from actions.rasa.registry import follows_up, listens, move
from actions.subjects.library_info.closed_days import names_unlisted_day
from actions.subjects.library_info.days_of_a_kind import tell_kind_of_day
from actions.subjects.library_info.desks import FEW, desk_meant, desk_named
from actions.subjects.library_info.errands import names_desk_errand
from actions.subjects.library_info.hours import branch_asked, hours
from actions.subjects.library_info.hours_told import tell_days
from actions.subjects.library_info.nights import HOW_LATE
from crm.library_info import directory
from language.dates import find_dates
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.library_info.place_questions import place_words
from language.requests.library_info.whereabouts import asks_for_the_way
from language.requests.speech.ellipsis import find_ellipsis

__all__ = ["asks_desk_hours", "asks_of_unlisted_day", "day_too", "desk_too", "hours_beside"]

# Who would come on a day that they name needs to know when it is open then.
_COMES = re.compile(
    r"\b(?:can|may|could|should|shall|is it ok|if) (?:i|we|he|she|they|my|somebody|someone|anybody)\b[^.?!]{0,40}\b(?:come|visit|drop|collect|pick|get|fetch|bring|return|join|register|sign up)\b"
    r"|(?:بیا(?:م|یم|د|ن|ید)|بیار\w*|برم|بریم|بگیر\w*|پس بد\w*|تحویل\w*|مراجعه|ثبت ?نام)(?: \S+){0,3} ?(?:[?؟]|$)|(?:میتون|می ?توان|میشه|می ?شود)\S*(?: \S+){0,6} (?:بیا|بیار|بگیر|برم|پس بد|تحویل|مراجعه|ثبت ?نام)\w*"
)
LONGEST_COMING = 200


@listens
async def asks_desk_hours(turn: Turn) -> bool:
    """Tell how late the desk is there on a day on which somebody would join, pay or collect, whatever that was read as."""
    if turn.is_payload or _waits(turn) or turn.intent not in _ERRAND_SO or not names_desk_errand(turn.text):
        # What is ordered beside it, or told, is heard first.
        return False
    if orders_to_renew(turn.text) or orders_to_cancel(turn.text) or orders_to_hold(turn.text):
        return False
    said = fold(turn.text)
    asked = await asked_days(turn) if HOW_LATE.search(said) else None
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
    named = await branch_asked(turn) or (
        await directory.find_branch(turn.store, last.branch) if last and last.branch else None
    )
    branches = [named] if named else await directory.branches(turn.store)
    turn.intent = "hours"
    turn.did("hours", branch=named.code if named else "", days=span, result="told")
    await tell_days(turn, branches, *span, desk)
    return True


# What one comes for, so that another day of it is a day on which it is open.
_COME_FOR = frozenset(
    "facilities visitor_access location hours card_registration lost_card lost_property print_scan equipment return".split()
)
_HARDLY = 0.8
# What may stand beside the day: "is friday possible too?", «جمعه هم میشه بیام؟».
_BESIDE_DAY = frozenset(
    "ok okay thx thanks thank you great and or so then is are it on also too as well possible posible fine okay what how about can could may i we come go be open there on the this next evening evenings night morning afternoon"
    " work after before around about at by from until till past half noon o'clock pm am one two three four five six seven eight nine ten eleven twelve"
    " بعد از قبل پیش تا حدود حدودا حدودای طرفای طرف سر ساعت نیم ظهر بعدازظهر یک یه دو سه چهار پنج شش شیش هفت هشت نه ده یازده دوازده"
    " bad az ghabl ta saat hodude yek do se chahar panj shish haft hasht noh dah"
    " مرسی ممنون خب باشه و یا هم نیز میشه می شه شود ممکنه امکانش هست چی چطور باز بازه بازید بازین بیام بیایم برم اونجا همونجا روز روزای روزهای صبح عصر شب برای"
    " mersi mamnun khob bashe va ham mishe chi chetor baz baze bazid bazin biam biyam berim unja".split()
)


@follows_up
async def day_too(turn: Turn) -> bool:
    """Tell the hours of a day that is asked for alone, after what one comes to the library for."""
    last = turn.thread.last
    if turn.is_payload or turn.slot("pending") or last is None or last.act not in _COME_FOR:
        return False
    # What names a day alone is read as what was spoken of.
    if turn.intent not in ("hours", last.act) and turn.confidence >= _HARDLY:
        return False
    for sentence in re.split(r"(?<=[.!?؟\n])\s+", turn.text):
        found = find_dates(sentence, turn.today)
        if len(found) != 1 or found[0].first < turn.today or found[0].contradicted:
            continue
        rest = fold(sentence[: found[0].start] + " " + sentence[found[0].end :])
        if all(word in _BESIDE_DAY or word.isdigit() for word in re.findall(r"[\w']+", rest)):
            turn.intent, turn.text = "hours", sentence
            await hours(turn)
            return True
    return False
