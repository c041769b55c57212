"""What is said right after a case was told: how to reach its patron, more of it, a wish to drop it, goodbye."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.dispatch import run
from actions.dialogue.moving import likely_move
from actions.dialogue.pending import keep_waiting, run_pending
from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.dialogue.wording import says, word_count
from actions.facts.case_lines import due_day, matter_of
from actions.facts.choices import no, yes
from actions.rasa.registry import MOVES, PatronReply, concludes, listens, pending_action, undoes
from actions.subjects.cases.beside_case import asks_beside
from actions.subjects.cases.case_beside import speaks_of_lent
from actions.subjects.cases.case_contact import (
    asked_beside_contact,
    behind_no_call,
    is_skip,
    read_contact,
    take_contact,
)
from actions.subjects.cases.case_details import proposes, tells_detail
from actions.subjects.cases.case_filing import ONE_AT_A_TIME, add_to_case, names_another_thing, tells_fault
from actions.subjects.cases.purchases import wish_registered
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.facts.unknown_facts import say_unknown
from actions.subjects.facts.unmarked_questions import asks_unmarked
from actions.subjects.library_info.room_days import ROOM_HERE, orders_room, speaks_of_room
from crm.cases import own, replies
from crm.library_info import directory
from language.dates import find_dates
from language.normalise import fold
from language.requests.cases.beside_case import asks_of_another
from language.requests.cases.case_questions import asks_for_keeping, asks_of_case, find_message, registers
from language.requests.cases.grievances import asks_after_complaint, find_grievance
from language.requests.cases.tellings import asks_number
from language.requests.deeds.objections import find_objection
from language.requests.library_info.whereabouts import asks_of_opening
from language.requests.own.belonging import belongs_to, may_belong
from language.requests.speech.corrections import find_correction
from language.requests.speech.sentences import only_asks, sentences
from language.requests.speech.statements import is_courtesy, states_only
from protocol.effects import CASE_ASKED, CASE_FAILED, CONTACT_ASKED
from protocol.intents import intents_with

__all__ = ["conclude_case", "hear_case"]

# Pending actions that wait for free words: what a case is about, or what is to be added to one.
TOLD_TO = frozenset({"tell", "add_to_case", "appeal_case"})
TELLINGS = intents_with("told")
# Within a complaint these are the complaint.
OF_A_COMPLAINT = frozenset({*TELLINGS, "lost_item", "insult", "praise"})
# What a reading is worth little as, where words of a story are awaited.
LOOSE = frozenset("nlu_fallback out_of_scope chitchat".split())
NEVER = frozenset("cancel deny help human_help goodbye greet thanks back_to_bot".split())
ABOUT_CASES = intents_with("about_case")
# What a title alone is read as.
NAMING = frozenset({"search_book", "recommendation", "hold", "shelf_location"})
# What is done with the patron's own things is never words for a case.
ACTING = frozenset("hold renew cancel_hold hold_status loans fines sign_in sign_out account search_book".split())
# Read so surely, a question is of another thing than the case.
SURE_QUESTIONS = frozenset(
    "hours location loans fines renew hold hold_status search_book events card_registration".split()
)
NOT_ASKED = frozenset({*TELLINGS, *ABOUT_CASES, "insult", "praise", "human_help", "cancel_hold", "renew", "my_data"})
# What is ordered of one's loans and reservations is nothing for a case.
ORDERS = frozenset({"hold", "renew", "cancel_hold"})
SURE = 0.75
# So likely it tells more of a case that was told just before; and so long is a mere place or time.
_DETAIL, _FEW_OF_A_DETAIL = 0.3, 8
_MOST_OF_A_TITLE = 12  # words that a title and its author may have
STORY_WORDS = 10  # from here on a message that asks nothing is told
# For so many turns after a case was told, what is said may be for it.
MORE_FOR = CONTACT_FOR = 3
# Who says that it is their number gives it for the case that was told some turns before.
LATER_FOR = 6
FEW_WORDS = 5
STEPS = {
    "case_withdraw": ("withdraw it", "withdraw that", "take it back", "retract it", "drop it please", "close it",
                      "پسش میگیرم", "پسش بگیر", "پس میگیرمش", "pasesh migiram", "ببندش", "ببندیدش", "باطلش کن"),
    "case_appeal": ("reopen it", "open it again", "i don't accept it", "i do not accept it", "i don't accept that",
                    "بازش کن", "بازش کنید", "قبول ندارم", "نمی پذیرم", "قبولش ندارم"),
}  # fmt: skip
_GOES_ON = re.compile(
    r"^\W{0,3}(?:and|also|plus|besides|moreover|furthermore|another thing|oh and|و|هم|همچنین|ضمنا|تازه|بعدش|یادم رفت)"
    r"(?!\w)",
    re.IGNORECASE,
)
# Who asks for something tells nothing.
_REQUESTS = re.compile(
    r"\b(?:can you|could you|tell me|show me|give me|find me|i want|i need|i'd like|order|book me|what|when|where|who"
    r"|how|which|why|do you|is there|are there|please (?:keep|hold|reserve|renew|cancel|send|show|put))\b"
    r"|\b(?:keep|hold|reserve|renew|cancel)\b[^.!]{1,60}\bplease\b"
    r"|(?<!\w)(?:میخوام|بگو|بگید|بده|بدید|نشون بده|پیدا کن|چی|چیه|کی|کجا|کجاست|چند|چقدر|چطور|چطوری|چجوری|کدوم|کدام|کدومه|چرا|آیا|دارید|دارین|تمدید کن\w*|رزرو کن\w*)(?!\w)",
    re.IGNORECASE,
)

# Who is told to give or to say something is told no detail.
_ORDERS = re.compile(
    r"\b(?:give|tell|show|send|find) (?:me|us)\b|(?<!\w)(?:بده|بدید|بدین|بدهید|بگو|بگید|بگین|بگویید|نشون بده)(?!\w)",
    re.IGNORECASE,
)

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

# What may be about anything in the library, and what that is read as where no question asks for it.
_OF_THE_LIBRARY = frozenset({"suggestion", "complaint"})
_ASKED_OF = frozenset(
    "facilities room_booking equipment print_scan wifi eresources course_reserves visitor_access hours events".split()
)
_REFUSED = re.compile(
    r"\b(?:do not|don't|can't|cannot|won't|will not) accept (?:it|this|that|(?:the|your|their) (?:answer|reply|response))\b"
    r"|\bnot (?:happy|satisfied|content) with (?:it|this|that|(?:the|your|their) (?:answer|reply|response))\b"
    r"|(?<!\w)(?:قبولش? ?ندار\w+|نمی ?پذیر\w+|قانع ?(?:نشد\w+|نیست\w+|نکرد\w*))"
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
        return await _hear_telling(turn, pending)
    if not pending and await _hear_reply(turn):
        return True
    last: dict[str, Any] = turn.recall("case") or {}
    if not last:
        return False
    given = read_contact(turn.text)
    if given is None and _CALLS.search(fold(turn.text)):
        # "Give me a number to call" tells nothing more of it, and gives no number.
        turn.intent, turn.confidence, turn.moves = "staff_contact", 1.0, {}
        return False
    number, age, sure = str(last["number"]), int(last.get("age", 0)), turn.confidence >= SURE
    asked = pending.get("do") == "contact"
    if turn.intent == "goodbye" and sure and not last.get("quiet"):
        turn.say("utter_case_stays", number=number, matter=matter_of(str(last.get("matter"))))
        return False
    if asked and turn.intent == "cancel" and sure:
        _ask_withdrawal(turn, last)
        return True
    answered = bool(last.get("settled")) and age <= MORE_FOR
    if answered and _refuses_answer(turn.text):
        return await add_to_case(turn, number, turn.text)
    also = word_count(turn.text) >= _TOLD_ALSO and _ALSO.search(fold(turn.text)) is not None
    if (not pending or asked) and age <= MORE_FOR and also and given is None:
        return await add_to_case(turn, number, turn.text)
    if asked and await _without_call(turn, number):
        return True
    if not last.get("quiet") and age <= MORE_FOR and await _hear_beside(turn, last):
        return True
    unheard = not pending or (asked and given is None and not is_skip(turn))
    if unheard and given is None and await tells_detail(turn, last):
        return await add_to_case(turn, number, turn.text)
    if unheard and await _moved(turn, last):
        return True
    if turn.intent in ABOUT_CASES and sure and given is None:
        return False
    step = _step_named(turn.text)
    if step is not None and not pending:
        turn.intent = step
        await run(turn)
        return True
    if answered and turn.intent == "complaint" and word_count(turn.text) > 2:
        # A grievance right after an answer was told is about the answer.
        return await add_to_case(turn, number, turn.text)
    late = _GIVES_NUMBER.search(fold(turn.text)) is not None and not last.get("quiet") and age <= LATER_FOR
    found = given if asked or age <= CONTACT_FOR or late else None
    if found is not None and (asked or found or _is_bare(turn)):
        taken = await take_contact(turn, number, found)
        if taken and (rest := asked_beside_contact(turn.text)):
            await _answer_rest(turn, rest)
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
    more = _is_more(turn, last, age)
    if more is None:
        _ask_whether_more(turn, last)
        return True
    if not more and turn.intent == last.get("matter") and not sure and _asks(turn.text):
        # Asked about something else, it joins no case; a question that the matter's own facts answer is theirs.
        turn.intent, turn.confidence = next_reading(turn, lambda name: name not in TELLINGS, least=0.0)
        return False
    return more and await add_to_case(turn, number, turn.text)


async def _without_call(turn: Turn, number: str) -> bool:
    """Take "no, don't call me. It was on the third floor": no contact, and the rest is a detail; False for others."""
    rest = behind_no_call(turn.text)
    if not rest or not states_only(rest) or is_courtesy(rest):
        return False
    turn.set("pending", None)
    if not await add_to_case(turn, number, rest):
        return False
    turn.intent = "case_add"
    return True


async def _answer_rest(turn: Turn, rest: str) -> None:
    """Answer what is asked beside a contact: the hours, what the library tells, or what it was read as."""
    intent, confidence = turn.intent, turn.confidence
    branch = await directory.find_branch(turn.store, rest)
    turn.text, turn.moves = rest, {}
    turn.entities = {"branch": [branch.code]} if branch is not None else {}
    if asks_of_opening(rest):
        turn.intent, turn.confidence = "hours", 1.0
        await run(turn)
    elif await answer_from_facts(turn, None, least=_SURELY):
        return
    elif intent in _RESTS and confidence >= _FAIRLY:
        await run(turn)
    else:
        turn.intent = "case_add"
        say_unknown(turn)


# So sure a fact must be that is told beside a contact, and the reading that is answered in its place.
_SURELY, _FAIRLY = 0.5, 0.6
_RESTS = SURE_QUESTIONS | {"facilities", "wifi", "print_scan", "visitor_access", "room_booking", "equipment", "return"}
_GIVES_NUMBER = re.compile(
    r"\b(?:my|here'?s my|take my)\b[^.?!]{0,12}\b(?:number|phone|e ?-?mail)\b|شماره(?:م|ام|مو)?[^.؟?!]{0,8}(?:می ?دم|می ?دهم|اینه|بنویس\w*)|\bshomar\w*[^.?!]{0,8}\b(?:midam|ine)\b"
)


async def _moved(turn: Turn, last: dict[str, Any]) -> bool:
    """Answer what is surely asked of the case, or add what surely tells more of it, before it is guessed."""
    name = likely_move(turn)
    if not last.get("quiet") and int(last.get("age", 0)) == 0 and await _is_detail(turn):
        name = "case.add"
    elif name == "case.withdraw" and (taken := find_correction(turn.text)) is not None and taken.kind == "meant":
        # "Sorry, I meant Saadi, not Central": a detail is put right, and nothing is taken back.
        name = "case.add"
    elif name == "case.withdraw" and turn.intent in TELLINGS and turn.confidence >= SURE:
        # "Drop the fine" takes nothing back.
        name = None
    answers = MOVES.get(name) if name is not None and name.startswith("case.") else None
    return answers is not None and await answers(turn)


async def _is_detail(turn: Turn) -> bool:
    """Tell whether what is said right after a case was told names where or when it was, or likelier adds to it than not.

    "Central, Monday. Have you no staff?", «همین الان، سعدی»: a question behind a detail is asked in anger.
    """
    own = {name: share for name, share in turn.moves.items() if name.startswith("case.")}
    if only_asks(turn.text) or asks_unmarked(turn.text) or (turn.confidence >= SURE and turn.intent not in LOOSE):
        return False
    likeliest = max(own, key=lambda one: own[one], default="case.none")
    if likeliest == "case.add" and own["case.add"] >= _DETAIL:
        return _ORDERS.search(fold(turn.text)) is None
    first = sentences(turn.text)[:1]
    few = bool(first) and not first[0].asked and len(first[0].words) <= _FEW_OF_A_DETAIL
    words = " ".join(first[0].words) if few else ""
    if not words or _REQUESTS.search(words):
        return False
    where = await directory.find_branch(turn.store, words)
    return where is not None or (bool(find_dates(words, turn.today)) and likeliest == "case.none")


async def _hear_beside(turn: Turn, last: dict[str, Any]) -> bool:
    """Pass on what is to be passed on with the case, and answer what is asked of it; False where it is neither."""
    if str(last.get("matter")) == "lost_property" and asks_for_keeping(turn.text):
        return not speaks_of_lent(turn) and await MOVES["case.when"](turn)
    if turn.intent in ORDERS and turn.confidence >= SURE and not find_message(turn.text):
        # "Put that book on hold for me" registers nothing with the case.
        return False
    elsewhere = (turn.intent in SURE_QUESTIONS and turn.confidence >= SURE) or bool(asks_beside(turn))
    asked = None if elsewhere else asks_of_case(turn.text)
    passes = find_message(turn.text)
    waits = turn.slot("pending") or {}
    # A plain yes names no way to be reached.
    agreed = waits.get("do") == waits.get("awaits") == "contact" and turn.intent == "affirm"
    few = word_count(turn.text) <= FEW_WORDS
    # Some turns later "register it" may be of something else by now: whose number is told must be that thing's.
    fresh = int(last.get("age", 0)) <= 1
    registered = not passes and asked is None and ((registers(turn.text) and fresh) or (agreed and few))
    if find_objection(turn.text) or not (asked or passes or registered):
        return False
    case = await own.own_case(turn.store, turn.conversation, str(last["number"]))
    if case is None or not case.is_open:
        return False
    number, due = case.number, due_day(case.due_at, turn.services.zone)
    if passes and (found := read_contact(turn.text)) is not None:
        await take_contact(turn, number, found)
    if passes and not await add_to_case(turn, number, turn.text):
        return False
    if passes and not asked and orders_room(turn.text) and speaks_of_room(turn):
        # "Book it then, and tell them about the phone": only the one of the two was done.
        await answer_as(turn, "room_booking", **ROOM_HERE, alone=True)
        return True
    if asked:
        turn.intent = "case_status"
        turn.say(f"utter_case_asked_{asked}", number=number, due=due)
    elif registered:
        turn.intent = "case_status"
        turn.say("utter_case_is_there", number=number, matter=matter_of(case.subject, case.kind), due=due)
    return True


@undoes("case")
async def take_back(turn: Turn, act: Act) -> None:
    """Ask whether a case that was told a moment ago is to be withdrawn: it is there, whatever was meant."""
    _ask_withdrawal(turn, {"number": act.things[0], "matter": act.act})


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


async def _hear_telling(turn: Turn, pending: dict[str, Any]) -> bool:
    """Take words as what was asked for; another telling is filed by itself, and the question stays."""
    matter = str((pending.get("args") or {}).get("matter") or "")
    if _gives(turn, matter):
        return await run_pending(turn, PatronReply("words", text=turn.text))
    if turn.intent in TELLINGS and turn.intent != matter and turn.confidence >= SURE:
        await run(turn)
        if turn.slot("pending") == pending:
            keep_waiting(turn, pending)
        return True
    return False


def _gives(turn: Turn, matter: str) -> bool:
    """Tell whether a message is the story that was asked for."""
    intent, sure = turn.intent, turn.confidence >= SURE
    asks = turn.text.rstrip().endswith(("?", "؟"))
    if sure and intent in NEVER and word_count(turn.text) < STORY_WORDS:
        return False
    if matter == "suggest_purchase":
        # The title that was asked for is read as one that is looked for; what asks, or tells a story, names none.
        named = bool(turn.entity("title")) or any(mark in turn.text for mark in '«“"')
        few = word_count(turn.text) <= _MOST_OF_A_TITLE
        return not _asks(turn.text) and (named or (few and (intent in NAMING | LOOSE or intent == matter or not sure)))
    if intent == matter or (matter == "complaint" and intent in OF_A_COMPLAINT):
        from actions.subjects.cases.complaint import is_told

        # "I want to complain" said again is no complaint yet.
        return matter != "complaint" or intent not in {"complaint", "insult"} or is_told(turn.text)
    if intent in TELLINGS and sure and matter in TELLINGS and _tells_itself(turn.text):
        return False
    tells_other = intent in TELLINGS and sure and intent != matter and word_count(turn.text) >= _WHOLE_SENTENCE
    described = matter in _DESCRIBED and intent not in NEVER and not tells_other
    if described and states_only(turn.text) and not is_courtesy(turn.text):
        # "Black, with a wooden handle" says what was left behind, whatever it was read as.
        return True
    if intent in TELLINGS and sure and matter in TELLINGS:
        return False
    if word_count(turn.text) >= STORY_WORDS and not asks:
        return True
    if asks and intent in LOOSE:
        # What asks something tells nothing, and is answered as what it is; the question stays.
        return False
    if matter in _OF_THE_LIBRARY and intent in _ASKED_OF and not asks and not _asks(turn.text):
        # "Change the chairs of the reading room" asks nothing of the rooms: it is what was waited for.
        return True
    return intent in LOOSE or not sure or (not matter and intent in TELLINGS)


# What is surely read as another matter and is as long as this is a sentence of its own, and no description.
_WHOLE_SENTENCE = 6
# Of these it is asked what it looks like, where it is and when it was.
_DESCRIBED = frozenset({"lost_property", "report_fault", "website_problem"})
_LOST = re.compile(
    r"\b(?:lost|left (?:behind|my)|forgot|missing)\b|(?<!\w)(?:گم|جا (?:گذاشت|مون|مان)\w*|گمش)|\b(?:gom|ja gozasht)\w*"
)


def _tells_itself(text: str) -> bool:
    """Tell whether words tell another matter by themselves: what is broken, who behaved how, what was lost, a proposal."""
    said = fold(text)
    return bool(tells_fault(text) or find_grievance(text) or proposes(said) or _LOST.search(said))


def _is_more(turn: Turn, last: dict[str, Any], age: int) -> bool | None:
    """Tell whether a message tells more of the case that was told a moment ago; None where that is to be asked.

    What is read as nothing of the bot's work is more of it only where it surely belongs to the matter.
    """
    if last.get("quiet") or word_count(turn.text) < 2:
        return False
    intent, sure = turn.intent, turn.confidence >= SURE
    if (
        intent == last.get("matter") == "complaint"
        and sure
        and age <= CONTACT_FOR
        and not turn.text.endswith(("?", "؟"))
    ):
        # "Don't tell me the hours again": what is told with force asks for nothing.
        return not asks_after_complaint(turn.text)
    if _asks(turn.text):
        return False
    if intent == "complaint" and last.get("matter") == "complaint" and age <= CONTACT_FOR:
        return True
    if age > MORE_FOR:
        return False
    goes_on = _GOES_ON.match(fold(turn.text)) is not None
    if goes_on and (intent in OF_A_COMPLAINT if last.get("matter") == "complaint" else intent == last.get("matter")):
        return True
    same = intent == last.get("matter") and intent in ONE_AT_A_TIME
    if intent in ACTING or intent == "recommendation":
        return False
    if not same and intent not in LOOSE and (sure or intent in NEVER or intent in TELLINGS):
        return False
    told = [str(one["words"]) for one in turn.recall("told") or [] if one["number"] == last["number"]]
    if belongs_to(turn.text, " ".join(told), str(last.get("matter"))):
        return True
    # A sure reading is answered for itself; in doubt one short question loses nothing.
    doubtful = intent in LOOSE - {"chitchat"} and may_belong(turn.text)
    return None if doubtful or (intent in LOOSE - {"chitchat"} and not sure and age == 0) else False


def _ask_whether_more(turn: Turn, last: dict[str, Any]) -> None:
    number, before = str(last["number"]), turn.slot("pending")
    ref = turn.await_("add_words", "yes", number=number, text=turn.text)
    if before:
        # How to reach the patron is still asked after it.
        turn.set("pending", {**turn.slot("pending"), "older": {k: v for k, v in before.items() if k != "older"}})
    turn.say(
        "utter_case_ask_add",
        status="clarified",
        number=number,
        matter=matter_of(str(last.get("matter"))),
        choices=[yes(ref, "utter_button_add_to_case"), no(ref)],
    )


@pending_action("add_words")
async def add_words(turn: Turn, args: dict[str, Any], _given: PatronReply) -> None:
    """Add the words of an earlier message to the case that they were asked about."""
    if not await add_to_case(turn, str(args["number"]), str(args["text"])):
        turn.say("utter_too_late")


def _asks(text: str) -> bool:
    marked = "?" in text or "؟" in text
    return marked or _REQUESTS.search(fold(text)) is not None or asks_of_another(text) or asks_unmarked(text)


def _step_named(text: str) -> str | None:
    """Name the step that a few words ask for with a case that only "it" points at."""
    if word_count(text) > FEW_WORDS:
        return None
    return next((step for step, words in STEPS.items() if says(text, *words)), None)


def _is_bare(turn: Turn) -> bool:
    return word_count(turn.text) <= STORY_WORDS


def _ask_withdrawal(turn: Turn, last: dict[str, Any]) -> None:
    number = str(last["number"])
    ref = turn.await_("withdraw_case", "yes", number=number, matter=last.get("matter"))
    turn.say(
        "utter_case_ask_withdraw",
        status="clarified",
        number=number,
        matter=matter_of(str(last.get("matter"))),
        choices=[yes(ref, "utter_button_withdraw_case"), no(ref, "utter_button_leave_it")],
    )


def _refuses_answer(text: str) -> bool:
    """Tell whether an answer is said not to be accepted; who asks whether it has to be refuses nothing."""
    return _REFUSED.search(fold(text).replace("’", "'")) is not None and "?" not in text and "؟" not in text


async def _hear_reply(turn: Turn) -> bool:
    """Take words after a librarian's message about a case as a reply to it, unless they surely ask something else."""
    sure = turn.confidence >= SURE
    if turn.intent in {"thanks", "greet", "goodbye", "human_help", *ABOUT_CASES} and sure:
        return False
    is_reply = turn.intent in LOOSE | {"complaint", "insult", "lost_property", "report_fault"} or not sure
    asks = _asks(turn.text)
    if (asks and not is_reply) or word_count(turn.text) < 1:
        # Most messages are questions of their own: for these nothing is looked up.
        return False
    letter = await replies.open_letter(turn.store, turn.conversation)
    if letter is None:
        return False
    if letter.asks:
        # A librarian has asked: what asks nothing in return is the answer.
        is_reply = not asks
    elif turn.intent in {"affirm", "praise"}:
        return False
    return is_reply and await add_to_case(turn, letter.number, turn.text)
