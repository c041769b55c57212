"""An open alarm: what is said after it until it is over, while everything else is answered as ever."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace

from actions.dialogue.doing import Unconfirmed, doing
from actions.dialogue.references import find_reference
from actions.dialogue.sureness import RULED
from actions.dialogue.turn import Turn, nested
from actions.dialogue.wording import word_count
from actions.rasa.registry import concludes
from actions.subjects.emergencies.after_despair import (
    FILED,
    asks_of_call,
    asks_of_library,
    asks_of_line,
    asks_to_stay,
    asks_which_number,
    is_telling,
    refuses_to_call,
    tells_grief,
    tells_line,
    tells_stay,
)
from crm.handoff import alarms
from crm.library_info import directory
from crm.library_info.emergency_calls import calls_for
from language.emergencies.afterwards import (
    beside_the_end,
    calls_for_help,
    has_help,
    is_ordinary,
    names_place,
    takes_back,
    tells_more,
    thanks,
    wants_discretion,
)
from language.emergencies.reading import find_emergency, likely_kind, reaches_out
from language.normalise import fold
from language.requests.cases.tellings import speaks_of

__all__ = ["OpenAlarm", "add_to_alarm", "answers_open", "hear_despair", "is_on_business", "of_call"]

# So many turns after it an alarm is open; so many, words that say nothing else belong to it.
OPEN_FOR = 6
NEAR = 2
SURE = 0.75
# Who despairs and goes on talking is not sent back to the library's business by these.
TALKING = frozenset(
    "affirm deny cancel chitchat bot_challenge insult complaint out_of_scope nlu_fallback goodbye greet praise".split()
)
# Of another emergency these may be a word on it: what is told right after it is no complaint of its own.
VAGUE = frozenset(
    "affirm deny cancel bot_challenge insult out_of_scope nlu_fallback chitchat "
    "complaint report_fault suggestion".split()
)
# What is asked for is given: a person, or until when the house is open in the evening.
REACHED = frozenset({"human_help", "hours", "events"})
# A question of so many words that surely asks for one of these is no word of somebody who looks for a listener.
BUSINESS = ("fact", "rule", "hours", "catalogue", "account", "act")
BUSINESS_WORDS, BUSINESS_SURE = 14, 0.85


_SENTENCE = re.compile(r"[.!،,\n]")


@dataclass(frozen=True, slots=True)
class OpenAlarm:
    """What was told, of which kind, and what has become of it since; `age` in turns."""

    kind: str
    age: int = 0
    # Staff have been told.
    rung: bool = False
    # It is only asked about so far.
    asks: bool = False
    # Something else has been talked about since, and it has been named beside that.
    left: bool = False
    reminded: bool = False
    # So often somebody was answered that what they write is read.
    heard: int = 0

    @classmethod
    def of(cls, turn: Turn) -> OpenAlarm | None:
        """Give the open one of a conversation."""
        kept = turn.recall("emergency")
        return cls(**{name: kept[name] for name in cls.__slots__ if name in kept}) if kept else None

    def keep(self, turn: Turn) -> None:
        """Remember it for the next turns."""
        turn.remember(emergency=asdict(self) if self.age < OPEN_FOR else None)

    def is_agreed(self, turn: Turn) -> bool:
        """Tell whether a turn says yes, or where it is, to the question whether help is needed."""
        if not self.asks or self.age or turn.slot("pending"):
            return False
        told = self.kind != "despair" and (names_place(turn.text) or tells_more(turn.text))
        return turn.intent == "affirm" or told


async def answers_open(turn: Turn, before: OpenAlarm) -> bool:
    """Answer what belongs to an open alarm; False where a turn is about something else."""
    now = replace(before, age=before.age + 1)
    text, despair, ruled = turn.text, before.kind == "despair", turn.intent in RULED
    if _is_over(text) or (before.asks and not despair and turn.intent == "deny"):
        await _close(turn, before)
        if _asks_else(turn):
            # "It is over. Can I renew my book?": the question is answered behind it.
            return False
        rest = beside_the_end(text)
        if rest and speaks_of("lost_property", rest):
            # "They have taken him. His glasses are still here": what was left behind is a matter of its own.
            turn.text, turn.intent, turn.confidence, turn.entities = rest, "lost_property", 1.0, {}
            return False
    elif (asks_of_line(text) and (despair or before.rung)) or (despair and of_call(text, before)):
        now.keep(turn)
        await tells_line(turn, now.kind)
    elif despair and not find_emergency(text) and asks_to_stay(text) and await tells_stay(turn):
        now.keep(turn)
    elif calls_for_help(text):
        now.keep(turn)
        if thanks(text) and has_help(text):
            # "The ambulance is here, thank you": there is nothing to tell anybody on the telephone any more.
            await _say(turn, now, "utter_emergency_thanks_despair" if despair else "utter_emergency_thanks")
        else:
            await _say(turn, now, "utter_emergency_calling_despair" if despair else "utter_emergency_calling")
    elif (
        not now.left
        and (thanks(text) or (turn.intent == "thanks" and turn.confidence >= SURE))
        and not asks_of_library(text)
    ):
        now.keep(turn)
        await _say(turn, now, "utter_emergency_thanks_despair" if despair else "utter_emergency_thanks")
    elif despair and _goes_on(turn, now):
        await hear_despair(turn, now)
    elif not despair and not before.asks and (await _is_placed(turn, now) or _is_more(turn, now)):
        await add_to_alarm(turn, now)
    else:
        replace(now, left=True).keep(turn)
        return False
    if ruled or turn.intent in RULED:
        turn.next_action = "action_listen"
    return True


def of_call(text: str, before: OpenAlarm) -> bool:
    """Tell whether it is asked of the call that was spoken of right before, without naming it."""
    return not before.left and (asks_of_call(text) or asks_which_number(text))


async def hear_despair(turn: Turn, now: OpenAlarm) -> None:
    """Answer what somebody who despairs goes on telling: with care for it, and not in the same words each time."""
    turn.intent = "emergency"
    replace(now, heard=now.heard + 1).keep(turn)
    if refuses_to_call(turn.text):
        name = "utter_emergency_no_call_despair"
    elif tells_grief(turn.text):
        name = "utter_emergency_grief_despair"
    else:
        name = "utter_emergency_heard_despair" if now.heard % 2 else "utter_emergency_next_despair"
    await _say(turn, now, name)


async def add_to_alarm(turn: Turn, now: OpenAlarm) -> None:
    """Put a message to an alarm that was rung, and say so; where it is, the same is to be told on the telephone."""
    added = await _added(turn, now)
    if now.kind == "despair":
        # Nobody who despairs is asked whether the danger is over.
        await hear_despair(turn, replace(now, rung=now.rung or added))
    elif await _is_placed(turn, now):
        await _say(turn, now, "utter_emergency_place" if added else "utter_emergency_next")
    else:
        await _say(turn, now, "utter_emergency_next", added="utter_part_alarm_added" if added else None)


async def _is_placed(turn: Turn, now: OpenAlarm) -> bool:
    """Tell whether words say where it is: a place in the house, or right after the alarm a branch."""
    if names_place(turn.text):
        return True
    near = not now.left and now.age <= NEAR
    if not near or is_ordinary(turn.text) or any(mark in turn.text for mark in "?؟"):
        return False
    # The branch may stand alone before the rest: "Saadi. By the comics."
    said = (turn.text, _SENTENCE.split(turn.text.strip(), maxsplit=1)[0])
    return any([await directory.find_branch(turn.store, words) is not None for words in said])


@concludes
async def ask_nothing_back(turn: Turn) -> None:
    """Put care in the place of "which of these do you mean?" and of a form, while somebody despairs or is in danger."""
    now = OpenAlarm.of(turn)
    if now is None or turn.is_payload or not (now.kind == "despair" or (now.rung and not now.left)):
        return
    if not turn.answers or any(name not in _ASKED_BACK for name, _ in turn.answers):
        return
    turn.answers.clear()
    turn.set("pending", None)
    turn.remember(unsure=None, unclear=None)
    if now.kind == "despair":
        await hear_despair(turn, now)
    else:
        await _say(turn, now, "utter_emergency_next")


# Answers that ask what was meant, or say that nothing was understood.
_ASKED_BACK = frozenset(
    "utter_clarify utter_clarify_again utter_not_understood utter_not_understood_again utter_rephrase utter_remark_heard"
    " utter_out_of_scope utter_out_of_scope_again utter_denied utter_nothing_pending utter_case_ask_contact".split()
)


@concludes
async def remind(turn: Turn) -> None:
    """Name an open alarm once beside what else is answered, so that it is not taken for forgotten."""
    now = OpenAlarm.of(turn)
    if now is None or not now.left or now.reminded or not now.rung or not turn.answers:
        return
    replace(now, reminded=True).keep(turn)
    calls = await calls_for(turn.store, now.kind)
    name = "utter_emergency_reminder_despair" if now.kind == "despair" else "utter_emergency_reminder"
    # Before the answer, whose buttons stay under it.
    turn.answers.insert(0, (name, {"status": "answered", "numbers": calls["numbers"]}))


def _is_over(text: str) -> bool:
    """Tell whether words take an alarm back; who asks for leave («مشکلی نیست؟») says nothing of what was told."""
    return takes_back(_LEAVE_ASKED.sub(" ", text))


# A question's own words, which are those of an end where nothing is asked.
_LEAVE_ASKED = re.compile(
    r"(?:مشکلی|اشکالی|موردی|ایرادی)[ \u200c](?:نیست|نداره|ندارد|که نیست)[^.!?؟\n]{0,12}[?؟]"
    r"|\b(?:is|are|would|will) (?:it|that|this|everything|they) (?:be )?(?:all |totally |really )?"
    r"(?:fine|ok|okay|alright|all right|good)\b[^.!?\n]{0,80}[?]",
    re.IGNORECASE,
)


def _goes_on(turn: Turn, now: OpenAlarm) -> bool:
    """Tell whether somebody who despairs goes on about it."""
    if _cries(turn.text) or (turn.intent == "help" and not now.left and now.age <= NEAR):
        # Nobody is told then what else the bot can do.
        return True
    if (is_telling(turn) and not is_on_business(turn)) or tells_grief(turn.text) or refuses_to_call(turn.text):
        # "My wife left in spring" is no lost property, and nobody is asked for a telephone number then.
        return True
    if reaches_out(turn.text) and turn.intent not in REACHED and not is_on_business(turn):
        return True
    if is_ordinary(turn.text) or _points(turn) or turn.slot("pending"):
        return False
    vague = turn.intent in TALKING or turn.confidence < 0.5
    return vague and (not now.left or turn.intent not in {"greet", "goodbye", "affirm", "deny", "praise"})


def _cries(text: str) -> bool:
    """Tell whether somebody calls for help, or says how bad they feel, and asks for nothing of the library's."""
    return _CRY.search(fold(text).replace("’", "'")) is not None and not is_ordinary(text)


# Help is called for, and for nothing: "help me find it" goes on.
_CRY = re.compile(
    r"^\W{0,9}(?:(?:please|pls|oh god|god) ){0,2}help(?: please)?\W{0,9}$|\bhelp me(?: please| now)?(?:\W{0,9}$| ?[.!]|,? i\b)|\bi need (?:some )?help\W{0,9}$"
    r"|\b(?:can|could|will|would) (?:you|any ?one|any ?body|some ?one|some ?body) (?:please )?help(?: me)?(?: please)?\W{0,9}$"
    r"|\bi(?:'m| am| feel| feel so)? (?:\w+ ){0,2}(?:awful|terrible|horrible|broken|falling apart|not ok|not okay|miserable|breaking down)\b(?! (?:about|at|with|in|for|because of)\b)"
    r"|کمکم ?کن\w*(?=\W{0,9}$| ?[.!،,]| (?:حالم|تو ?رو|دیگه|لطفا|خواهش|دارم|من)(?!\w))|به دادم برس|(?<!\w)کمک (?:می ?خوام|لازم دارم|کنید|کنین|کن)\W{0,9}$|^\W{0,9}کمک\W{0,9}$"
    r"|(?<!\w)حالم (?:\w+ ){0,3}(?:بده|خرابه|خوب نیست|خوش نیست|افتضاحه|داغونه)(?!\w)|(?<!\w)داغونم(?!\w)"
    r"|\bkomakam kon\w*\W{0,9}$|\bkomak (?:mikham|konid|kon)\W{0,9}$|\bbe dadam bere\w*|\bhalam (?:\w+ ){0,3}(?:bade|kharabe|khu?oo?b nist|daghune)\b"
)


def is_on_business(turn: Turn) -> bool:
    """Tell whether a long question is surely for the library, of who was only asked and has talked of else since."""
    before = OpenAlarm.of(turn)
    if before is None or not (before.asks and before.left) or before.rung or word_count(turn.text) < BUSINESS_WORDS:
        return False
    return max((turn.sides.get("way") or {}).get(way, 0.0) for way in BUSINESS) >= BUSINESS_SURE


def _is_more(turn: Turn, now: OpenAlarm) -> bool:
    """Tell whether words go on about another emergency."""
    if tells_more(turn.text) or (now.age <= NEAR + 1 and wants_discretion(turn.text)):
        return True
    if is_ordinary(turn.text) or _points(turn) or turn.slot("pending"):
        return False
    if now.kind != "danger" and likely_kind(turn.text) == now.kind:
        return True
    if turn.intent in FILED and now.age <= OPEN_FOR and not now.left and not any(mark in turn.text for mark in "?؟"):
        # Nothing is filed of its own while help is waited for.
        return True
    unsure = turn.confidence < SURE and not any(mark in turn.text for mark in "?؟")
    return not now.left and now.age <= NEAR and (turn.intent in VAGUE or unsure)


def _asks_else(turn: Turn) -> bool:
    """Tell whether a message that ends an alarm surely asks for something of the library's own, too."""
    asks = "?" in turn.text or "؟" in turn.text or is_ordinary(turn.text)
    return asks and turn.confidence >= SURE and turn.intent not in TALKING | VAGUE | {"emergency", "thanks"}


def _points(turn: Turn) -> bool:
    """Tell whether words point at what was shown: that is talk of the library's things."""
    reference = find_reference(turn.text)
    return reference is not None and reference.kind in {"other", "place"}


async def _close(turn: Turn, before: OpenAlarm) -> None:
    turn.remember(emergency=None, heavy=None)
    if before.rung:
        async with doing(turn, "other"):
            await alarms.take_back(turn.store, turn.conversation)
    if before.kind == "despair":
        # "What number do I call?" may still be asked.
        turn.remember(despaired=True)
        turn.say("utter_emergency_over_despair")
    else:
        turn.say("utter_emergency_over" if before.rung else "utter_emergency_calm")


async def _added(turn: Turn, now: OpenAlarm) -> bool:
    """Put the message to the alarm, where staff read it; tells whether it is there."""
    try:
        async with doing(turn, "other"):
            added = await alarms.add(turn.store, turn.conversation, message=turn.first_id)
    except Unconfirmed:
        added = False
    replace(now, rung=now.rung or added).keep(turn)
    return added


async def _say(turn: Turn, now: OpenAlarm, name: str, added: str | None = None) -> None:
    staff = "utter_part_staff_told" if now.kind == "despair" else "utter_part_alarm_passed"
    turn.say(
        name,
        **await calls_for(turn.store, now.kind),
        alarm=nested(staff) if now.rung else None,
        added=nested(added) if added else None,
    )
