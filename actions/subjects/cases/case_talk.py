"""What is said right after a case was told: how to reach its patron, more of it, a wish to drop it, goodbye."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.dispatch import run
from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.case_lines import matter_of
from actions.rasa.registry import concludes, listens
from actions.subjects.cases.beside_contact import answer_rest, without_call
from actions.subjects.cases.case_contact import asked_beside_contact, is_skip, read_contact, take_contact
from actions.subjects.cases.case_details import tells_detail
from actions.subjects.cases.case_enquiries import hear_enquiry
from actions.subjects.cases.case_filing import add_to_case, names_another_thing
from actions.subjects.cases.case_readings import (
    ABOUT_CASES,
    CONTACT_FOR,
    MORE_FOR,
    STORY_WORDS,
    SURE,
    TELLINGS,
    asks_something,
)
from actions.subjects.cases.case_replies import hear_reply
from actions.subjects.cases.case_steps import ask_withdrawal, step_named
from actions.subjects.cases.case_story import hear_telling
from actions.subjects.cases.more_of_case import answer_moved, ask_whether_more, is_more
from actions.subjects.cases.purchases.purchase_wishes import wish_registered
from actions.subjects.cases.taken_up_again import disagrees, is_of_case, refuses_answer
from language.normalise import fold
from language.requests.cases.grievances import find_grievance
from language.requests.cases.tellings import asks_number
from protocol.effects import CASE_ASKED, CASE_FAILED, CONTACT_ASKED

__all__ = ["conclude_case", "hear_case"]

# Pending actions that wait for free words: what a case is about, or what is to be added to one.
TOLD_TO = frozenset({"tell", "add_to_case", "appeal_case"})
NOT_ASKED = frozenset({*TELLINGS, *ABOUT_CASES, "insult", "praise", "human_help", "cancel_hold", "renew", "my_data"})
# Who says that it is their number gives it for the case that was told some turns before.
LATER_FOR = 6

# So many words tell something that is to be written down, too.
_TOLD_ALSO = 5
_ALSO = re.compile(
    r"\b(?:write|note|put|add|mention) (?:that|this|it) (?:down |in |there |to it )?(?:too|also|as well)\b"
    r"|(?<!\w)(?:اینم|اینو هم|این ?رو هم|این را هم|این هم)(?: \w+){0,2} (?:بنویس\w*|اضافه کن\w*|یادداشت کن\w*|ثبت کن\w*|بذار\w* توش)",
    re.IGNORECASE,
)
# Who asks for a number to call gives none.
_CALLS = re.compile(
    r"\b(?:give|send|tell) me (?:a|the|your|some|their) (?:\w+ ){0,2}number\b|\bnumber (?:(?:that )?i (?:can|could|should)|to) (?:call|ring|phone)\b"
    r"|\bwho (?:do|can|should) i (?:call|ring|phone)\b|\bwhat(?:'s| is) (?:the|your) (?:\w+ )?number\b"
    # … of the library, and not one's own, nor that of a card or a shelf.
    r"|(?<!\w)شمار(?:ه(?:ی|ای|ش|شو|شون\w?|تون\w?|ها\w*)?|تون\w?|شون\w?|شو?) (?!پیگیری|پرونده|شکایت|کارت|ثبت|ملی|قفسه|عضویت|شناسنامه|دانشجو|کتاب |ردیف|راهنما|جلد|شابک|رده)(?:(?!(?:من|منو|مرا|خودم|خودمو|ما|مارو|بهشون|بهش)\s|به (?:کتابدار|همکار|مسئول|اون|ایشون)|(?:تلفن|موبایل|تماس|همراه)\w{0,3}م(?:و|ون|ونو|ان)?\s)\w+ ){0,5}(?:بده|بدید|بدین|بدهید|بگو|بگید|بگین|بگویید|بفرست\w*|دارید|دارین)(?!\w)|(?<!\w)به (?:کی|کدوم شماره|چه شماره\w*) زنگ",
    re.IGNORECASE,
)


@listens
async def hear_case(turn: Turn) -> bool:
    """Hear words in the light of the case that is being told, or was told a moment ago, or was just answered."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    if await wish_registered(turn):
        return True
    if turn.intent == "complaint" and asks_number(turn.text) and not find_grievance(turn.text):
        # "And what is the students' limit?" after a complaint asks, and adds nothing to it.
        turn.intent, turn.confidence = next_reading(turn, lambda name: name not in NOT_ASKED, least=0.0)
        return False
    if pending.get("do") in TOLD_TO:
        return await hear_telling(turn, pending)
    if not pending and await hear_reply(turn):
        return True
    last: dict[str, Any] = turn.recall("case") or {}
    if not last:
        return False
    given = read_contact(turn.text)
    if given is None and _CALLS.search(fold(turn.text)):
        # "Give me a number to call" tells nothing more of it, and gives no number.
        turn.read_as("staff_contact", keeps_named=True)
        return False
    number, age, sure = str(last["number"]), int(last.get("age", 0)), turn.confidence >= SURE
    asked = pending.get("do") == "contact"
    if turn.intent == "goodbye" and sure and not last.get("quiet"):
        turn.say("utter_case_stays", number=number, matter=matter_of(str(last.get("matter"))))
        return False
    if asked and turn.intent == "cancel" and sure:
        ask_withdrawal(turn, last)
        return True
    answered = bool(last.get("settled")) and age <= MORE_FOR
    if answered and refuses_answer(turn.text):
        return await add_to_case(turn, number, turn.text, surely=True)
    also = word_count(turn.text) >= _TOLD_ALSO and _ALSO.search(fold(turn.text)) is not None
    if (not pending or asked) and age <= MORE_FOR and also and given is None:
        return await add_to_case(turn, number, turn.text)
    if asked and await without_call(turn, number):
        return True
    if not last.get("quiet") and age <= MORE_FOR and await hear_enquiry(turn, last):
        return True
    unheard = not pending or (asked and given is None and not is_skip(turn))
    if unheard and given is None and await tells_detail(turn, last):
        return await add_to_case(turn, number, turn.text)
    if unheard and await answer_moved(turn, last):
        return True
    if turn.intent in ABOUT_CASES and sure and given is None:
        return False
    step = step_named(turn.text)
    if step is not None and not pending:
        turn.intent = step
        await run(turn)
        return True
    grieves = answered and turn.intent == "complaint" and word_count(turn.text) > 2
    if grieves and (disagrees(turn.text) or await is_of_case(turn, number, turn.text)):
        # A grievance right after an answer was told is about the answer, unless it is of another matter.
        return await add_to_case(turn, number, turn.text)
    late = _GIVES_NUMBER.search(fold(turn.text)) is not None and not last.get("quiet") and age <= LATER_FOR
    found = given if asked or age <= CONTACT_FOR or late else None
    if found is not None and (asked or found or _is_bare(turn)):
        taken = await take_contact(turn, number, found)
        if taken and (rest := asked_beside_contact(turn.text)):
            await answer_rest(turn, rest)
        elif taken and word_count(turn.text) >= STORY_WORDS:
            # What else was said goes into the case with its contact masked.
            await add_to_case(turn, number, turn.text)
        return taken
    if asked and is_skip(turn):
        turn.set("pending", None)
        turn.say("utter_contact_skipped", number=number)
        return True
    if turn.intent == "report_fault" and sure and names_another_thing(turn, turn.text):
        # "And the lift is stuck" is no part of a broken scanner.
        return False
    if turn.intent in _UNREAD and _goes_on_with_another(turn):
        return False
    more = is_more(turn, last, age)
    if more is None:
        ask_whether_more(turn, last)
        return True
    if not more and turn.intent == last.get("matter") and not sure and asks_something(turn.text):
        # Asked about something else, it joins no case; a question that the matter's own facts answer is theirs.
        turn.intent, turn.confidence = next_reading(turn, lambda name: name not in TELLINGS, least=0.0)
        return False
    return more and await add_to_case(turn, number, turn.text)


_UNREAD = frozenset({"nlu_fallback", "out_of_scope"})


def _goes_on_with_another(turn: Turn) -> bool:
    """Tell whether words that were hardly read stand behind a part of the message that was of no case."""
    before = turn.thread.turns[-1] if turn.thread.turns else {}
    if turn.message_id == turn.first_id or before.get("message") != turn.first_id:
        return False
    acts = [Act.unpacked(one) for one in before.get("acts") or ()]
    return bool(acts) and all(act.kind != "case" and not act.act.startswith("case") for act in acts)


_GIVES_NUMBER = re.compile(
    r"\b(?:my|here'?s my|take my)\b[^.?!]{0,12}\b(?:number|phone|e ?-?mail)\b|شماره(?:م|ام|مو)?[^.؟?!]{0,8}(?:می ?دم|می ?دهم|اینه|بنویس\w*)|\bshomar\w*[^.?!]{0,8}\b(?:midam|ine)\b"
)


@concludes
async def conclude_case(turn: Turn) -> None:
    """Let the case that was told grow older by a turn, and tell the gateway what is being asked for it."""
    last = turn.recall("case")
    if last:
        turn.remember(case={**last, "age": int(last.get("age", 0)) + 1})
    asked = (turn.slot("pending") or {}).get("do")
    if asked == "contact":
        turn.effects.add(CONTACT_ASKED)
    elif asked in TOLD_TO | {"file", "leave_word"} and CASE_FAILED not in turn.effects:
        turn.effects.add(CASE_ASKED)


def _is_bare(turn: Turn) -> bool:
    return word_count(turn.text) <= STORY_WORDS
