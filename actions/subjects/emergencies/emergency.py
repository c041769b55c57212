"""Emergencies and despair: whom to call, an alarm for the staff, or a question first where it is in doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from actions.dialogue.doing import Unconfirmed, doing
from actions.dialogue.turn import Turn, nested
from actions.facts.choices import librarian
from actions.rasa.registry import HANDLERS, handles
from actions.subjects.emergencies.after_despair import (
    asks_of_line,
    asks_to_stay,
    asks_which_number,
    refuses_to_call,
    tells_grief,
    tells_line,
)
from actions.subjects.emergencies.open_alarm import OpenAlarm, add_to_alarm, answers_open, is_on_business, of_call
from actions.subjects.emergencies.past_emergencies import leave_past_emergency
from actions.subjects.emergencies.person_beside import asks_for_somebody
from actions.subjects.emergencies.unmeant_despair import beside_skill, leave_mere_loss, leave_unmeant_despair
from actions.subjects.emergencies.unread_despair import tells_despair
from actions.subjects.emergencies.unread_violence import tells_violence
from actions.subjects.facts.facts import answer_as
from actions.subjects.moves.questions import RULES
from crm.handoff import alarms
from crm.library_info.emergency_calls import calls_for
from language.dates import find_dates
from language.emergencies.afterwards import (
    asks_address,
    beside_the_end,
    calls_for_help,
    has_help,
    is_in_need,
    takes_back,
)
from language.emergencies.reading import KINDS, Distress, find_emergency, is_grief, is_low, reaches_out
from language.requests.cases.tellings import hands_in

__all__ = ["answers_emergency", "emergency"]

# How the library is asked what one does then.
_LOST = {"fa": "اگر کتاب کتابخانه گم شود چه کنم؟", "en": "What if I lose a library book?"}
# So many turns something heavy that was said, or asked for, is remembered.
HEAVY_FOR = 6


@handles("emergency")
async def emergency(turn: Turn) -> None:
    """Say whom to call, and ring the alarm; nothing that waited for the patron's word waits on."""
    await _answer(turn, _read(turn))


async def answers_emergency(turn: Turn) -> bool:
    """Answer what is said of an emergency, the first time and after it; False where a turn is about something else."""
    before = OpenAlarm.of(turn)
    if turn.is_payload:
        if before is not None:
            replace(before, left=True).keep(turn)
        return False
    # "I had an accident last month, so I was late": nothing is called for, and the rest of it is answered.
    leave_past_emergency(turn)
    leave_unmeant_despair(turn)
    if before is None and await asks_for_somebody(turn):
        return True
    if leave_mere_loss(turn) and turn.intent == "lost_item" and turn.patron is None:
        return await answer_as(turn, "lost_item", **_LOST, alone=True)
    told = _read(turn) if turn.intent == "emergency" else None
    if told is None and tells_violence(turn.text):
        turn.intent, turn.confidence, turn.entities = "emergency", 1.0, {"emergency": ["violence"]}
        told = _read(turn)
    if told is None and before is None and tells_despair(turn.text):
        turn.intent, turn.confidence, turn.entities = "emergency", 1.0, {"emergency": ["quiet:despair"]}
        told = _read(turn)
    told = _together(turn, told)
    if before is not None and told is not None and _is_over(turn.text):
        # "The ambulance took him, he is talking": an end is no new alarm, whatever words it has.
        return await _answers_open(turn, before)
    guessed = told is not None and before is not None and told.kind != before.kind and find_emergency(turn.text) is None
    if before is not None and _is_plain(turn.text, before, told, turn.today):
        # "Does that number answer at night?", "May I sit inside?": asked plainly, whatever it sounds like by now.
        return await _answers_open(turn, before)
    if before is not None and before.rung and guessed and not asks_address(turn.text):
        # "Central. She wears a red jacket": what only the conversation makes an emergency is more of the one told.
        if not await _answers_open(turn, before):
            await add_to_alarm(turn, replace(before, age=before.age + 1))
        return True
    if before is not None and before.rung and (told is None or told.kind == before.kind):
        if asks_address(turn.text):
            # What help on its way has to be told; the alarm is named beside it.
            turn.intent = "location"
            replace(before, left=True).keep(turn)
            await HANDLERS["location"].handler(turn)
            return True
        helped = has_help(turn.text) or calls_for_help(turn.text)
        if told is not None and told.degree == "alarm" and helped and not is_in_need(turn.text):
            # "The ambulance is here, thank you": nobody is told again to call one.
            return await _answers_open(turn, before)
    if told is not None and told.degree == "doubtful" and _is_of(told, before) and before is not None:
        # "No flames, only smoke": more of what was told, and nothing to be asked about.
        await add_to_alarm(turn, replace(before, age=before.age + 1))
        return True
    if told is not None:
        await _answer(turn, told)
        return True
    if before is None:
        if turn.recall("despaired") and asks_which_number(turn.text):
            await tells_line(turn, "despair")
            return True
        return False
    if before.is_agreed(turn):
        await _answer(turn, Distress(before.kind, "quiet" if before.kind == "despair" else "alarm"))
        return True
    return await _answers_open(turn, before)


async def _answers_open(turn: Turn, before: OpenAlarm) -> bool:
    """Answer what is said after an alarm; to whom somebody's things are given is answered beside it."""
    answered = await answers_open(turn, before)
    if not hands_in(turn.text):
        return answered
    intent, turn.intent = turn.intent, "lost_property"
    told = await RULES["found.where"].tell(turn, alone=True)
    turn.intent = "lost_property" if told and not answered else intent
    return answered or told


def _is_plain(text: str, before: OpenAlarm, told: Distress | None, today: date) -> bool:
    """Tell whether words after an alarm ask a plain question, or tell of a loss that is no new alarm."""
    if find_emergency(text) is not None:
        # "I lost my son in March"; a child that may be missing now is looked for, whatever was told before.
        grieves = told is not None and told.kind == "lost_child" and tells_grief(text)
        return before.kind == "despair" and grieves and _names_past(text, today)
    if before.kind != "despair":
        return before.rung and asks_of_line(text)
    return asks_of_line(text) or asks_to_stay(text) or refuses_to_call(text) or of_call(text, before)


def _names_past(text: str, today: date) -> bool:
    """Tell whether a text names a month or a year, and no day."""
    return any(named.last - named.first >= _MONTH for named in find_dates(text, today))


_MONTH = timedelta(days=27)


def _is_over(text: str) -> bool:
    """Tell whether words say that it is over, and nothing beside that is another emergency."""
    return takes_back(text) and find_emergency(beside_the_end(text)) is None


def _is_of(told: Distress, before: OpenAlarm | None) -> bool:
    """Tell whether something in doubt belongs to an alarm that was rung."""
    return before is not None and before.rung and "despair" not in (told.kind, before.kind)


def _read(turn: Turn) -> Distress:
    """Take the engine's reading: a kind, with its degree before it where that is no plain alarm."""
    degree, _, kind = (turn.entity("emergency") or "").rpartition(":")
    kind = kind if kind in KINDS else "danger"
    if degree == "doubtful":
        return Distress(kind, "doubtful")
    return Distress(kind, "quiet" if degree == "quiet" else "alarm")


def _together(turn: Turn, told: Distress | None) -> Distress | None:
    """Read a message with what was said shortly before it: despair is often told in two, each of them harmless."""
    heavy: dict[str, Any] = turn.recall("heavy") or {}
    low = is_low(beside_skill(turn.text)) or (told is not None and (told.kind, told.degree) == ("despair", "doubtful"))
    reaches = reaches_out(turn.text) and turn.intent not in {"hours", "events"} and not is_on_business(turn)
    # "Is there somebody at the library I could talk to, not the police": a listener is asked for; no danger is told.
    listener = told is not None and told.kind == "danger" and reaches and find_emergency(turn.text) is None
    adds = bool(heavy) and (low or reaches) and (told is None or told.degree == "doubtful" or listener)
    if adds:
        # Who only asked for a book on grief is asked; who has said something heavy has said it twice now.
        told = Distress("despair", "quiet" if heavy.get("of") == "words" else "doubtful")
    if low or adds:
        turn.remember(heavy={"of": "words", "age": 0})
    elif is_grief(turn.text) and heavy.get("of") != "words":
        turn.remember(heavy={"of": "topic", "age": 0})
    elif heavy:
        age = int(heavy.get("age", 0)) + 1
        turn.remember(heavy={**heavy, "age": age} if age < HEAVY_FOR else None)
    return told


async def _answer(turn: Turn, told: Distress) -> None:
    kind = told.kind
    calls = await calls_for(turn.store, kind)
    turn.set("pending", None)
    # Nobody is asked for a score, or what they meant, after this.
    turn.remember(asked_score=True, unsure=None, unclear=None)
    before = OpenAlarm.of(turn)
    if told.degree == "doubtful" and before is not None and before.rung and before.kind == kind == "despair":
        # Who has told of it goes on about it, and is not asked what is going on.
        told = Distress(kind, "quiet")
    if told.degree == "doubtful":
        if before is None or not before.rung:
            OpenAlarm(kind, asks=True).keep(turn)
        if kind == "despair":
            turn.say("utter_emergency_doubt_despair", **calls)
        else:
            # What it is, is in doubt, too.
            turn.say("utter_emergency_doubt", **await calls_for(turn.store, "danger"))
        return
    try:
        async with doing(turn, "other"):
            await alarms.ring(turn.store, turn.conversation, kind, message=turn.first_id)
        is_rung = True
    except Unconfirmed:
        # Whom to call has to be said, whatever becomes of the alarm.
        is_rung = False
    OpenAlarm(kind, rung=is_rung).keep(turn)
    if told.degree == "quiet" and before is not None and before.rung:
        staff = nested("utter_part_staff_told") if is_rung else None
        turn.say("utter_emergency_next_despair", **calls, alarm=staff, choices=[librarian()])
        return
    if told.degree == "quiet":
        alarm = nested("utter_part_alarm_quiet") if is_rung else None
        turn.say("utter_emergency_quiet", **calls, alarm=alarm, choices=[librarian()])
        return
    turn.say(f"utter_emergency_{kind}", **calls, alarm=nested("utter_part_alarm_rung") if is_rung else None)
