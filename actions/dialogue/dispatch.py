"""The path of a turn through the handlers: a pending action first, then the intent, with a sign-in if needed."""

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.agreeing import agree, agree_and_go_on
from actions.dialogue.asked_for import told_without_account
from actions.dialogue.bare_subjects import hears_bare_subject
from actions.dialogue.beyond_list import point_beyond
from actions.dialogue.branches_named import branches_refused
from actions.dialogue.correcting import corrected, hears_protest, mend
from actions.dialogue.following import follow, goes_on, lean
from actions.dialogue.heard import Heard
from actions.dialogue.moving import move_on, surely_moves
from actions.dialogue.own_things import may_name_own, own_things
from actions.dialogue.pending import bring_forward, keep_waiting, run_pending
from actions.dialogue.references import find_reference
from actions.dialogue.repeating import DATED, TOPICS
from actions.dialogue.rest_of_list import show_rest
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.small_talk_read import next_reading, unread_small_talk
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.values import values_of
from actions.dialogue.wording import best_match, is_bare_reserve, says, without_leave_asked, word_count
from actions.rasa.registry import CONCLUDING, HANDLERS, LISTENING, RESCUES, PatronReply
from actions.subjects.account.account_notes import hears_note_wished
from actions.subjects.account.after_sign_in import hears_sign_in, keep_question
from actions.subjects.account.clearance import hears_clearance
from actions.subjects.account.kept_of_me import tells_what_is_kept, tells_whether_told
from actions.subjects.account.locked_out import helps_locked_out
from actions.subjects.account.lost_card import hears_block
from actions.subjects.account.without_account import told_to_everybody
from actions.subjects.cases.asked_after_case import answers_after_case
from actions.subjects.cases.asked_in_anger import hear_question
from actions.subjects.cases.case_beside import hears_beside_case
from actions.subjects.cases.case_details import names_detail
from actions.subjects.cases.case_filing import tells_fault
from actions.subjects.cases.filed_wishes import hears_of_filed
from actions.subjects.cases.files_nothing import asks_and_files_nothing, files_nothing
from actions.subjects.cases.fix_failed import hears_failed
from actions.subjects.cases.only_informing import hears_bidding, hears_informed
from actions.subjects.cases.told_plainly import hears_another_matter, reads_plainly
from actions.subjects.cases.told_trouble import adds_to_trouble, tells_outage
from actions.subjects.catalogue.ages_asked import asks_for_which_age
from actions.subjects.catalogue.asked_of_shown import asks_of_shown
from actions.subjects.catalogue.copies_asked import asked_of_copies
from actions.subjects.catalogue.wanted_out import hears_of_wanted
from actions.subjects.emergencies.emergency import answers_emergency
from actions.subjects.emergencies.open_alarm import OpenAlarm
from actions.subjects.facts.facts_again import tells_access_elsewhere
from actions.subjects.fines.disputes_told import hears_dispute
from actions.subjects.fines.fines_each import tells_of_each
from actions.subjects.holds.hold_arrival import asks_when_it_comes
from actions.subjects.holds.hold_conditions import tells_cost_of_cancelling, tells_place_first
from actions.subjects.holds.hold_meanwhile import hears_meanwhile
from actions.subjects.holds.hold_needs import tells_what_to_bring
from actions.subjects.holds.hold_replaced import hears_other_title, orders_title_beside_holds
from actions.subjects.holds.hold_states import explains_state
from actions.subjects.holds.holds_beside import tells_hours_beside, tells_where_instead
from actions.subjects.holds.holds_elsewhere import wishes_elsewhere
from actions.subjects.holds.holds_longer import asks_to_keep_hold
from actions.subjects.holds.told_when_back import asks_when_back
from actions.subjects.holds.told_when_ready import asks_when_told
from actions.subjects.library_info.child_alone import told_of_child_alone
from actions.subjects.library_info.neighbouring_rules import tells_rule_itself
from actions.subjects.library_info.not_here import ordered_beside_question
from actions.subjects.library_info.room_days import goes_on_about_room
from actions.subjects.library_info.situations import tells_situation
from actions.subjects.library_info.terms_of_others import asks_of_others
from actions.subjects.loans.away import hears_of_days_away
from actions.subjects.loans.left_behind import hears_left_behind
from actions.subjects.loans.loans_rest import tells_of_rest
from actions.subjects.loans.past_loans import hears_of_past_loans
from actions.subjects.moves.loan_trouble import hears_returned
from actions.subjects.others.children import asks_of_child
from actions.subjects.others.guardians import hears_of_guardians
from actions.subjects.others.others_accounts import hears_of_others
from actions.subjects.own.own_editions import in_own_titles
from actions.subjects.own.own_matters import answers_own
from actions.subjects.own.own_named import (
    asks_likewise,
    asks_new_dates,
    asks_of_named_hold,
    asks_of_named_loan,
    orders_own_renewal,
    orders_two,
)
from actions.subjects.own.own_questions import asks_how_late, asks_of_record
from actions.subjects.own.own_several import asks_of_several
from actions.subjects.reading.liked_titles import wishes_like_liked
from actions.subjects.reading.reading_wished import wishes_to_read
from actions.subjects.renewals.refusals_met import insists_on_refused
from actions.subjects.renewals.renewal_reach import tells_debt_beside_renewal, tells_whether_until
from actions.subjects.renewals.renewals_after_all import renews_after_all
from actions.subjects.renewals.renewals_and_moves import renews_and_moves
from actions.subjects.renewals.renewals_going_on import goes_on_renewing, orders_more_time
from actions.subjects.renewals.renewals_narrowed import narrows_renewal
from actions.subjects.renewals.renewals_outcome import tells_outcome
from actions.subjects.renewals.renewing_rest import renews_beside_question, renews_the_rest
from actions.subjects.second_looks.asked_in_general import asked_in_general
from actions.subjects.second_looks.leaning_parts import hears_leaning_part
from actions.subjects.service.person_wanted import orders_person
from actions.subjects.talk.amusements import hears_jest
from actions.subjects.talk.meddling import hears_meddling
from actions.subjects.talk.other_languages import speaks_another
from actions.subjects.talk.outside import hears_outside
from actions.subjects.talk.taken_back import hears_taken_back
from actions.subjects.talk.unsaid import unsay
from actions.subjects.talk.writes_nothing import leave_out_writing
from actions.subjects.titles.named_anew import names_anew, wishes_of_author
from actions.subjects.titles.own_words_in_titles import asks_of_such_title
from actions.subjects.titles.settled_titles import names_title
from actions.subjects.titles.titles_in_talk import title_of_words
from crm.library_info import directory
from language.choices import find_choice
from language.normalise import fold
from language.requests.cases.grievances import SURE as GRIEVANCE_SURE
from language.requests.cases.grievances import (
    adds_to_complaint,
    asks_after_complaint,
    find_grievance,
    withdraws_complaint,
)
from language.requests.deeds.blocking import tells_lost_card
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.loan_troubles import asks_what_to_do, tells_lost
from language.requests.deeds.objections import asks_for_rule, contests
from language.requests.deeds.pleas import find_plea
from language.requests.library_info.whereabouts import asks_where
from language.requests.own.own_matters import find_pointer
from language.requests.reading.reading import read_wish, wished_anew
from language.requests.speech.chat_language import only_wishes_language, wishes_language
from language.requests.speech.corrections import find_correction
from language.requests.speech.denials import denies, without_denied
from language.requests.speech.letters import without_signature
from language.requests.speech.selecting import without_other_kept
from language.requests.speech.statements import hopes, is_courtesy, is_remark
from language.requests.titles.descriptions import describes_book
from language.requests.titles.name_edges import author_alone
from language.requests.titles.title_questions import find_title_question
from language.scores import find_score
from protocol.intents import intents_with, traits_of

__all__ = ["answer", "run"]

# Intents after which free words are taken as what was waited for.
OPEN = intents_with("free_words")
# These ask for a title or for what to look for.
NAMED = frozenset({"search", "hold_title", "reserve"})
# A title that is waited for is read as one of these, or as nothing.
NAMING = frozenset(
    "nlu_fallback out_of_scope search_book recommendation hold shelf_location new_arrivals course_reserves ill chitchat"
    " suggest_purchase lost_item donation".split()
)
# While one of these waits, whatever for, a branch may be named to collect at.
_FETCHED = frozenset({"hold", "hold_at", "hold_title"})
# What is reserved beside books.
RESERVED = frozenset({"room_booking", "facilities", "equipment"})
# A choice from a list is often read as more of what the list was for.
CHOSEN_WITH = intents_with("chosen_with")
# A branch to collect at is often named together with these.
NAMED_WITH = intents_with("branch_named_with")
# Never what a waiting action is given, when they are read with confidence.
NEVER_GIVEN = intents_with("never_given")
RULED = intents_with("ruled")
KIND_SIGNS = ("👍", "🙏", "❤", "🌹", "🙂", "😊", "🌸", "💐")
# What is told is filed as it was read; what is asked for with confidence by these names nobody's behaviour.
GRIEVING = frozenset(
    "complaint emergency report_fault website_problem lost_property case_add case_appeal case_status".split()
)
ASKING = frozenset("search_book recommendation hold renew loans hold_status case_withdraw suggest_purchase".split())
TOLD = intents_with("told")
# After a title or a question, a wish to talk in another language is read as one of these.
MISREAD_WISHES = frozenset("search_book out_of_scope nlu_fallback chitchat recommendation".split())
# So sure is a complaint that is only offered to be filed.
OFFERED = 0.2
# Below this a reading weighs less than the question that was just asked.
SURE = 0.75
VERY_SURE = 0.85


async def answer(turn: Turn) -> None:
    """Answer a turn: settle what waits for the patron's word, follow the thread, or run the intent's handler."""
    if not await _names_branch_asked_for(turn) and (await answers_emergency(turn) or speaks_another(turn)):
        return
    leave_out_writing(turn)
    heard = Heard.of(turn)
    await _answer(turn)
    for rescue in RESCUES:
        if not turn.settled:
            await rescue(turn, heard)
    _keep_asked(turn, heard.text, heard.intent, heard.entities)
    for conclude in CONCLUDING:
        await conclude(turn)


async def _names_branch_asked_for(turn: Turn) -> bool:
    """Tell whether nothing but a branch is named where one was asked for: "Central." is no cry.

    Where an alarm is open it tells the place of that, unless the branch was asked for right before.
    """
    pending = turn.slot("pending") or {}
    asked = pending.get("awaits") == "branch" or (pending.get("do") in _FETCHED and OpenAlarm.of(turn) is None)
    if turn.is_payload or not asked or word_count(turn.text) > _WORDS_OF_A_NAME:
        return False
    named = await values_of(turn, turn.text)
    if not named.only or named.branch is None:
        return False
    turn.intent = "hold" if turn.intent == "emergency" else turn.intent
    return True


def _keep_asked(turn: Turn, text: str, intent: str, entities: dict[str, list[str]]) -> None:
    """Keep what is asked before a sign-in; what a signed-in patron asks next puts an end to it."""
    if turn.is_payload or intent == "signed_in":
        return
    if turn.patron is None:
        keep_question(turn, text, intent, entities)
    elif turn.intent != "sign_in" and not traits_of(intent).social:
        kept = turn.recall("asked") or turn.recall("question")
        if kept:
            turn.remember(asked=None, question=None)


async def _answer(turn: Turn) -> None:
    before, intent = turn.slot("pending"), turn.intent
    if intent == "change_language" and not turn.is_payload and not _wishes_language(turn):
        _read_on(turn)
    elif turn.intent in MISREAD_WISHES and not turn.is_payload and only_wishes_language(turn.text):
        turn.intent, turn.confidence, turn.entities = "change_language", 1.0, {}
    step = LookStep.RUN
    if turn.is_payload:
        _restore_words(turn)
        bring_forward(turn, turn.entity("ref"))
    else:
        step = await _heard(turn)
    if step is not LookStep.DONE:
        await run(turn)
    _go_on_by_rule(turn, intent, answered=step is LookStep.DONE)
    _understood(turn)
    if before and turn.slot("pending") == before and not traits_of(turn.intent).answers_a_question:
        keep_waiting(turn, before)


def _go_on_by_rule(turn: Turn, intent: str, *, answered: bool) -> None:
    """Name the next action where the rule of the first reading does not fit what the turn has become."""
    if turn.next_action is not None:
        return
    if intent in RULED and (answered or turn.intent != intent):
        turn.next_action = "action_listen"
    elif turn.intent in RULED and intent != turn.intent and not answered:
        turn.next_action = "action_language_changed"


async def _heard(turn: Turn) -> LookStep:
    """Read words with what came before them: what waits, was offered, was said and was done."""
    if not word_count(turn.text):
        _wordless(turn)
    _unsign(turn)
    _cut_authors(turn)
    _mark(turn)
    unsay(turn)
    own = await tells_whether_told(turn) or await tells_what_is_kept(turn)
    if own or hears_meddling(turn) or await hears_of_others(turn):
        turn.settled = True
        return LookStep.DONE
    if hears_outside(turn) or await hears_jest(turn):
        return LookStep.DONE
    if (step := await hears_bare_subject(turn)) is not LookStep.ON:
        return step
    if unread_small_talk(turn):
        return LookStep.DONE
    if is_bare_reserve(turn.text):
        # However it was read, it may be a book or a room: the handler of reservations asks.
        turn.intent = "hold"
    _hear_grievance(turn)
    await reads_plainly(turn)
    if hear_question(turn):
        return LookStep.RUN
    if _chose_reading(turn):
        return LookStep.RUN
    for look in LOOKS:
        step = await look(turn)
        if step is not LookStep.ON:
            return step
    return LookStep.RUN


def _unsign(turn: Turn) -> None:
    """Leave the name below a letter out of what is looked for; what is told is filed with it."""
    body = without_signature(turn.text)
    if body == turn.text or turn.intent in TOLD or turn.intent in GRIEVING:
        return
    turn.text = body
    for name in ("title", "author"):
        if kept := [value for value in turn.entities.get(name, []) if value in body]:
            turn.entities[name] = kept
        else:
            turn.entities.pop(name, None)


def _cut_authors(turn: Turn) -> None:
    """Leave the words of the sentence out of what was read as an author's name: «زویا پیرزاد اومده»."""
    said = turn.entities.get("author", [])
    names = [name for one in said if (name := author_alone(one))]
    if names != said:
        turn.entities = {name: values for name, values in turn.entities.items() if name != "author"}
        if names:
            turn.entities["author"] = names


def _mark(turn: Turn) -> None:
    """Put the mark behind a question that is typed without one where it ends in "or not", «یا نه»."""
    text = turn.text.rstrip(" .…")
    if not {"?", "؟"} & set(text) and _OR_NOT.search(fold(text)) is not None:
        turn.text = f"{text}{'؟' if turn.language == 'fa' else '?'}"


_OR_NOT = re.compile(r" or not$| یا (?:نه|ن)$| ya na$")


def _hear_grievance(turn: Turn) -> None:
    """Read what is told as a grievance, in whatever words, as a complaint: filed where it is sure, else offered.

    What asks after one that was made, adds to it or takes it back is read so, whatever it leans on.
    """
    if (turn.slot("pending") or {}).get("do") in {None, "contact"} and (step := _step_of_a_case(turn.text)):
        turn.intent, turn.confidence, turn.entities = step, 1.0, {}
        return
    if turn.intent == "rate" and find_score(turn.text) is not None:
        # What is said beside a score is kept with it.
        return
    told = None if turn.recall("waiting") else find_grievance(without_leave_asked(turn.text))
    if told is None or turn.intent in GRIEVING or (turn.intent in ASKING and turn.confidence >= SURE):
        return
    if told != GRIEVANCE_SURE and orders_person(turn.text):
        # "Nobody picks up. I want a real person": who wants one is not asked whether it is a complaint.
        turn.intent, turn.confidence, turn.entities = "human_help", 1.0, {}
        return
    if told == GRIEVANCE_SURE or (turn.confidence < SURE and turn.intent not in TOLD):
        turn.intent, turn.confidence = "complaint", 1.0 if told == GRIEVANCE_SURE else OFFERED
        turn.entities = {name: values for name, values in turn.entities.items() if name == "branch"}


def _step_of_a_case(text: str) -> str | None:
    steps = {"case_withdraw": withdraws_complaint, "case_add": adds_to_complaint, "case_status": asks_after_complaint}
    return next((step for step, reads in steps.items() if reads(text)), None)


async def _asks_of_branch(turn: Turn) -> LookStep:
    """Take "where is Saadi?", which names nothing but a branch, as asking for it, whoever else has the name."""
    where = "" if turn.is_payload or turn.slot("pending") else asks_where(turn.text)
    if not where or turn.intent == "location":
        return LookStep.ON
    named = await values_of(turn, where)
    if not named.only or named.branch is None:
        return LookStep.ON
    turn.intent, turn.confidence, turn.entities = "location", 1.0, {"branch": [named.branch.code]}
    return LookStep.RUN


async def _failed(turn: Turn) -> LookStep:
    return LookStep.DONE if await hears_failed(turn) else LookStep.ON


async def _meant_title(turn: Turn) -> LookStep:
    """Take "no, I meant Missing Soluch" as asking for that title, where it names one that is not the patron's own."""
    correction = None if turn.is_payload else find_correction(turn.text)
    if correction is None or correction.kind != "meant" or not correction.rest or turn.slot("pending"):
        return LookStep.ON
    title = await title_of_words(turn, _NOT_THAT.split(correction.rest, maxsplit=1)[0])
    if title is None or (turn.patron is not None and (await own_things(turn)).named):
        return LookStep.ON
    turn.set("shown", {"kind": "title", "ids": [title.id], "at": title.id, "act": "search_book"})
    turn.intent, turn.confidence, turn.moves = "search_book", 1.0, {}
    turn.entities = {"ref": [f"title:{title.id}"]}
    return LookStep.RUN


# "I meant The Idiot, not Demons".
_NOT_THAT = re.compile(r"[,،]?\s(?:not|rather than|instead of|نه)\s")


async def _files_nothing(turn: Turn) -> LookStep:
    step = files_nothing(turn)
    if step is not LookStep.ON:
        return step
    return LookStep.DONE if await asks_and_files_nothing(turn) else LookStep.ON


async def _of_trouble(turn: Turn) -> LookStep:
    return LookStep.DONE if await adds_to_trouble(turn) or await tells_outage(turn) else LookStep.ON


async def _bidden(turn: Turn) -> LookStep:
    """Ask what is meant by "go ahead", unless the last answer offered something that is agreed to so."""
    offered = any(offer.intent not in {"human_help", "help"} for offer in turn.thread.offers())
    return LookStep.ON if offered else await hears_bidding(turn)


async def _remarked(turn: Turn) -> LookStep:
    """Take note of a remark on what was told: "wow, pricey", «چه خوب»; what names a thing or a time is none."""
    if await insists_on_refused(turn):
        return LookStep.DONE
    waits = (turn.slot("pending") or {}).get("do")
    last = turn.thread.last
    if (
        turn.is_payload
        or last is None
        or waits not in {None, "contact"}
        or not is_remark(turn.text)
        or is_courtesy(turn.text)
        or tells_lost_card(turn.text)
        or tells_fault(turn.text)
    ):
        return LookStep.ON
    heard = (
        turn.intent in _OF_A_REMARK
        # A hope is one, too, where it was hardly read as a yes, a no or a stop; what else is hoped for is a wish.
        or (hopes(turn.text) and turn.confidence < SURE and traits_of(turn.intent).answers_a_question)
        or (turn.intent == last.act and last.act in _REMARKED_ON and not turn.entities)
    )
    if not heard or turn.slot("resume") or (last.kind == "case" and not hopes(turn.text)):
        return LookStep.ON
    named = await values_of(turn, turn.text)
    if named.any or find_grievance(turn.text) is not None or find_reference(turn.text) is not None:
        return LookStep.ON
    if turn.entity("title") or turn.recall("waiting") or find_title_question(turn.text) is not None:
        return LookStep.ON
    turn.intent = "chitchat"
    turn.say("utter_remark_heard")
    return LookStep.DONE


# What a remark is read as: small talk, nothing, or more of what was told; a deed, a loss or a fault is none.
_OF_A_REMARK = frozenset("chitchat praise affirm greet nlu_fallback out_of_scope".split())
_REMARKED_ON = TOPICS | DATED | {"location", "search_book"}


async def _asked_surely(turn: Turn) -> LookStep:
    awaits = (turn.slot("pending") or {}).get("awaits")
    several = sum(turn.text.count(mark) for mark in "?؟") > 1
    waits = awaits in {"told", "words", "score"} or (turn.recall("emergency") is not None)
    # What only the record tells, as the words plainly ask for it, is no question of a near rule.
    waits = waits or asks_of_record(turn.text) or contests(turn.text) or asks_for_rule(turn.text)
    # "I think we have lost it" tells something of a loan, whatever was told of it before.
    waits = waits or (turn.patron is not None and turn.intent == "lost_item" and tells_lost(turn.text))
    last = turn.thread.last
    of_loan = last is not None and last.kind == "loan" and turn.patron is not None
    waits = waits or (of_loan and (asks_how_late(turn.text) or asks_what_to_do(turn.text)))
    # "I was ill for two weeks, could you lower it?" names no other day for what was told.
    waits = waits or find_plea(turn.text) is not None
    # Who says for whom, and what it shall be like, wishes for something to read.
    waits = waits or (turn.intent == "recommendation" and turn.confidence >= SURE and _says_much(turn.text))
    waits = waits or (orders_to_cancel(turn.text) and find_pointer(turn.text) is not None)
    # "No, the Kite Runner" asks of that one what was asked of another, whatever a name alone is taken for.
    if of_loan and await _only_names_another(turn):
        turn.moves, waits = {}, True
    return LookStep.ON if several or waits or not surely_moves(turn) else await move_on(turn)


async def _only_names_another(turn: Turn) -> bool:
    """Tell whether a few words only take back a thing and name another one of the patron's own."""
    correction = find_correction(turn.text)
    if correction is None or correction.kind != "meant" or word_count(correction.rest) > _WORDS_OF_A_NAME:
        return False
    return may_name_own(turn) and (await own_things(turn)).named


_WORDS_OF_A_NAME = 4


def _says_much(text: str) -> bool:
    return len(read_wish(text).wish.packed()) >= _SEVERAL


_SEVERAL = 2


async def _of_room(turn: Turn) -> LookStep:
    await ordered_beside_question(turn)
    return LookStep.DONE if await goes_on_about_room(turn) else LookStep.ON


async def _signed(turn: Turn) -> LookStep:
    return LookStep.DONE if await hears_sign_in(turn) else LookStep.ON


async def _cleared(turn: Turn) -> LookStep:
    return LookStep.DONE if await hears_clearance(turn) else LookStep.ON


async def _narrowed(turn: Turn) -> LookStep:
    for hears in _NARROWING:
        if await hears(turn):
            return LookStep.DONE
    return LookStep.ON


_NARROWING = (
    hears_of_days_away, asks_of_several, tells_outcome, renews_after_all, narrows_renewal, hears_meanwhile,
    tells_of_rest, asks_to_keep_hold, tells_of_each, hears_left_behind, tells_what_to_bring,
)  # fmt: skip


_IF_THEN = (
    tells_where_instead, wishes_elsewhere, tells_place_first, tells_cost_of_cancelling, tells_whether_until,
    tells_debt_beside_renewal,
)  # fmt: skip


async def _if_then(turn: Turn) -> LookStep:
    for hears in _IF_THEN:
        if await hears(turn):
            return LookStep.DONE
    return LookStep.ON


async def _blocks(turn: Turn) -> LookStep:
    return LookStep.DONE if await hears_block(turn) else LookStep.ON


async def _of_child(turn: Turn) -> LookStep:
    return LookStep.DONE if await asks_of_child(turn) or await hears_of_guardians(turn) else LookStep.ON


async def _out_or_past(turn: Turn) -> LookStep:
    for hears in (hears_of_past_loans, hears_of_wanted):
        if await hears(turn):
            turn.settled = True
            return LookStep.DONE
    return LookStep.ON


async def _child_alone(turn: Turn) -> LookStep:
    return LookStep.DONE if await told_of_child_alone(turn) else LookStep.ON


async def _taken_back(turn: Turn) -> LookStep:
    return LookStep.DONE if await hears_taken_back(turn) else LookStep.ON


async def _protested(turn: Turn) -> LookStep:
    return LookStep.DONE if await hears_protest(turn) else LookStep.ON


async def _of_others(turn: Turn) -> LookStep:
    return LookStep.DONE if await asks_of_others(turn) else LookStep.ON


async def _of_copies(turn: Turn) -> LookStep:
    return LookStep.DONE if await asked_of_copies(turn) else LookStep.ON


async def _agreed(turn: Turn) -> LookStep:
    await agree_and_go_on(turn)
    return LookStep.ON


async def _both_ordered(turn: Turn) -> LookStep:
    if await tells_hours_beside(turn):
        return LookStep.RUN
    if await renews_and_moves(turn):
        return LookStep.DONE
    if not await orders_two(turn):
        await renews_beside_question(turn)
    return LookStep.ON


async def _wished_anew(turn: Turn) -> LookStep:
    """Take what is wished for behind "I've read that one" as a wish of its own: "anything by an Iranian?"."""
    rest = "" if turn.is_payload or not turn.shown("title") else wished_anew(turn.text)
    if not rest or not read_wish(rest).wish or turn.slot("pending"):
        return LookStep.ON
    turn.text, turn.intent, turn.confidence, turn.entities, turn.moves = rest, "recommendation", 1.0, {}, {}
    return LookStep.RUN


async def _rule_itself(turn: Turn) -> LookStep:
    told = await tells_access_elsewhere(turn) or await tells_rule_itself(turn)
    return LookStep.DONE if told else LookStep.ON


async def _disputes(turn: Turn) -> LookStep:
    return LookStep.DONE if await hears_dispute(turn) else LookStep.ON


async def _told_of(turn: Turn) -> LookStep:
    for hears in (asks_when_it_comes, asks_when_back, asks_when_told):
        if await hears(turn):
            return LookStep.DONE
    return LookStep.ON


_OF_NAMED = (
    renews_the_rest, hears_returned, goes_on_renewing, orders_more_time, orders_own_renewal, explains_state,
    asks_new_dates, asks_likewise, asks_of_named_hold,
    asks_of_named_loan,
)  # fmt: skip


async def _named_own(turn: Turn) -> LookStep:
    await in_own_titles(turn)
    for hears in _OF_NAMED:
        if await hears(turn):
            return LookStep.DONE
    return LookStep.ON


async def _of_fresh_case(turn: Turn) -> LookStep:
    """Hear few words that name a detail as told of the case that was filed right before, and of nothing older."""
    last, case = turn.thread.last, turn.recall("case") or {}
    waits = (turn.slot("pending") or {}).get("do")
    told = last is not None and last.kind == "case" and bool(case) and not int(case.get("age", 0))
    if turn.is_payload or not told or waits not in {None, "contact"} or not names_detail(turn):
        return LookStep.ON
    return await _listen(turn)


async def _own(turn: Turn) -> LookStep:
    return LookStep.DONE if await answers_own(turn) else LookStep.ON


async def _listen(turn: Turn) -> LookStep:
    for listen in LISTENING:
        if await listen(turn):
            return LookStep.DONE
    return LookStep.ON


async def _given(turn: Turn) -> LookStep:
    """Take words as what was waited for, or as taking back or pointing at what was shown."""
    return LookStep.DONE if await _settle(turn) or await goes_on(turn) or await corrected(turn) else LookStep.ON


def _wishes_language(turn: Turn) -> bool:
    """Tell whether the words wish to talk in a language; what was just spoken of may have one of its own."""
    wish = read_wish(turn.text).wish
    if wish.genres or wish.forms or wish.kinds:
        # "A crime novel in English, please": the language is that of the book.
        return False
    things = any(act.kind == "title" or act.act in {"search_book", "recommendation"} for act in turn.thread.acts())
    return wishes_language(turn.text, about_a_thing=things)


def _read_on(turn: Turn) -> None:
    """Take the next reading, since the language that is named is none to talk in; it may be that of a suggestion."""
    last, wish = turn.thread.last, read_wish(turn.text).wish
    if (last is not None and last.act == "recommendation") or wish.genres or wish.forms or wish.kinds:
        turn.intent, turn.confidence = "recommendation", SURE
        return
    turn.intent, turn.confidence = next_reading(turn, lambda name: name != "change_language")


def _understood(turn: Turn) -> None:
    """Count asking back from the start again after a turn that was understood."""
    if turn.intent != "nlu_fallback" and turn.recall("unsure"):
        turn.remember(unsure=None)


async def run(turn: Turn) -> None:
    """Run the handler of the turn's intent; ask to sign in first where it needs a patron."""
    entry = HANDLERS.get(turn.intent)
    if entry is None:
        # An intent that staff added has an answer of its own, and nothing to be done.
        turn.say(f"utter_{turn.intent}")
        return
    if entry.needs_patron and turn.patron is None:
        if not (await told_to_everybody(turn) or await asked_in_general(turn) or await told_without_account(turn)):
            ask_sign_in(turn)
        return
    await entry.handler(turn)


def _wordless(turn: Turn) -> None:
    """Read signs without a word: stars are a score, a kind face a thank-you, and the rest is nothing to guess at."""
    if find_score(turn.text) is not None:
        turn.intent = "rate"
    elif any(sign in turn.text for sign in KIND_SIGNS):
        turn.intent = "thanks"
    else:
        turn.intent, turn.confidence, turn.ranking = "nlu_fallback", 0.0, []


def _restore_words(turn: Turn) -> None:
    # A button of the clarifying question carries a reading; the words that were read stay with us.
    unclear = turn.recall("unclear")
    if unclear and turn.intent in unclear.get("intents", []):
        turn.text = str(unclear.get("text", ""))
        turn.remember(unclear=None)


def _chose_reading(turn: Turn) -> bool:
    """Take «اولی» after the question what was meant as the first of its readings; the turn goes on with that."""
    unclear = turn.recall("unclear")
    if not unclear or not turn.recall("unsure") or not unclear.get("text"):
        return False
    reference = find_reference(turn.text)
    places = reference.choice.resolve(len(unclear["intents"])) if reference and reference.choice else []
    if reference is None or not reference.bare or len(places) != 1:
        return False
    turn.intent, turn.text = unclear["intents"][places[0]], str(unclear["text"])
    turn.entities = {name: [value] for name, value in (unclear.get("entities") or {}).items()}
    turn.remember(unclear=None)
    return True


async def _settle(turn: Turn) -> bool:
    pending: dict[str, Any] | None = turn.slot("pending")
    sure = turn.confidence >= SURE
    reference = find_reference(turn.text)
    if pending and pending.get("awaits") == "branch":
        named = await values_of(turn, turn.text)
        if named.only and named.branch is not None and not await _refuses(turn, named.branch):
            # Nothing but a branch, whatever it was read as.
            return await run_pending(turn, PatronReply("branch", text=named.branch.code))
    taken_back = reference is not None and reference.corrects and bool(reference.words)
    # Rules go on after this one with what belongs to it; the others are asked for on purpose.
    if turn.intent in RULED or (sure and turn.intent in NEVER_GIVEN and not taken_back):
        return False
    if not pending:
        return False
    awaits, args = pending.get("awaits"), pending.get("args") or {}
    loose = not sure or turn.intent in OPEN
    short = word_count(turn.text) <= 4
    if awaits == "score":
        # Scores have their own handler, which knows every way to write one.
        if loose and short and find_score(turn.text) is not None:
            turn.intent = "rate"
        return False
    chosen = taken_back or (short and (loose or turn.intent in CHOSEN_WITH))
    choice = (reference.choice if reference else find_choice(turn.text)) if chosen else None
    if choice is not None and pending.get("do") == "cancel_hold_which":
        # «اولی لغو، دومی بماند» chooses one.
        going = without_other_kept(turn.text, "cancel")
        choice = choice if going == turn.text else find_choice(going)
    if args.get("ids") and denies(turn.text):
        # "Not all of it, I haven't got it": what is denied chooses nothing, and what else is said only by itself.
        left = find_reference(without_denied(turn.text))
        choice = left.choice if left is not None and left.bare and not pending.get("age") else None
    if choice is not None and args.get("ids"):
        places = tuple(choice.resolve(len(args["ids"])))
        if places:
            return await run_pending(turn, PatronReply("places", places))
    if awaits == "one" and args.get("titles") and (loose or turn.intent in CHOSEN_WITH):
        place = best_match(without_denied(turn.text), args["titles"])
        if place is not None:
            return await run_pending(turn, PatronReply("places", (place,)))
    # Another branch may be named in place of the yes to the first one; asking about one names none.
    asked = awaits == "branch" or (
        pending.get("do") in {"hold", "hold_title"} and (loose or taken_back or turn.intent in NAMED_WITH)
    )
    if asked and word_count(turn.text) <= 6 and not (sure and _asks_about_branch(turn)):
        branch = await directory.find_branch(turn.store, turn.text)
        if branch is not None and not await _refuses(turn, branch):
            elsewhere = awaits == "branch" or branch.code != args.get("branch")
            return elsewhere and await run_pending(turn, PatronReply("branch", text=branch.code))
    if awaits != "words" or not loose or await _is_another(turn, pending):
        return False
    return await run_pending(turn, PatronReply("words", text=turn.text))


async def _refuses(turn: Turn, branch: directory.Branch) -> bool:
    """Tell whether a branch is named only to say that it shall not be that one: "not Saadi", «سعدی نه»."""
    return branch.code in branches_refused(turn.text, await directory.branches(turn.store))


async def _is_another(turn: Turn, pending: dict[str, Any]) -> bool:
    """Tell whether words are another request than the title, or the search, that an open question asks for."""
    asked_for_book = pending.get("do") in NAMED | {"recommend"}
    if asked_for_book and turn.shown("title") and find_title_question(turn.text) is not None:
        # Asked of what was shown before.
        return True
    if pending.get("do") == "recommend":
        wished = bool(read_wish(turn.text).wish)
        return not wished and (turn.confidence >= VERY_SURE or "?" in turn.text or "؟" in turn.text)
    if pending.get("do") in {"search", "hold_title"} and not await names_title(turn) and not describes_book(turn.text):
        # A sentence that names nothing: "how long will it be kept?".
        return not turn.entities.get("ref")
    if pending.get("do") not in NAMED or (turn.intent in RESERVED and pending.get("do") == "reserve"):
        return False
    return turn.confidence >= VERY_SURE and turn.intent not in NAMING


def _asks_about_branch(turn: Turn) -> bool:
    return turn.intent in {"hours", "events"} or says(turn.text, "where", "address", "کجاست", "کجاس", "آدرس", "نشانی")


# What words are looked at for, in this order: the first that finds something ends the search.
LOOKS = (
    _child_alone, asks_for_which_age, hears_leaning_part,
    hears_other_title, orders_title_beside_holds, asks_of_such_title, wishes_like_liked, wishes_of_author,
    _out_or_past, _asks_of_branch, tells_situation, helps_locked_out, _failed, hears_informed,
    hears_another_matter,
    hears_of_filed,
    hears_note_wished, hears_beside_case,
    answers_after_case, _of_trouble, _remarked, _bidden, _of_room, show_rest, _if_then,
    _blocks, _signed, _narrowed, _disputes,
    _taken_back, _of_child, _protested, _agreed, _cleared, _both_ordered, _told_of,
    asks_of_shown, names_anew, _of_others, _of_copies, _rule_itself, _meant_title,
    _wished_anew, wishes_to_read, _of_fresh_case, _named_own,
    _asked_surely, _own, _files_nothing, _listen,
    agree, move_on, _given, mend, lean, point_beyond, follow,
)  # fmt: skip
