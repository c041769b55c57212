"""The path of a turn through the handlers: a pending action first, then the intent, with a sign-in if needed."""

from __future__ import annotations

from actions.dialogue.asked_for import told_without_account
from actions.dialogue.bare_subjects import hears_bare_subject
from actions.dialogue.consent import hears_consent
from actions.dialogue.grievances_heard import hear_grievance
from actions.dialogue.heard import Heard
from actions.dialogue.language_wished import read_past_language, wishes_chat_language
from actions.dialogue.looks import LOOKS
from actions.dialogue.open_questions import names_branch_asked_for
from actions.dialogue.pending import bring_forward, keep_waiting
from actions.dialogue.readings_offered import chose_reading, restore_words
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.small_talk_read import unread_small_talk
from actions.dialogue.sureness import RULED
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import is_bare_reserve, word_count
from actions.dialogue.words_as_written import cut_authors, cut_titles, mark_question, unsign, wordless
from actions.rasa.registry import CONCLUDING, HANDLERS, RESCUES
from actions.subjects.account.after_sign_in import keep_question
from actions.subjects.account.kept_of_me import tells_what_is_kept, tells_whether_told
from actions.subjects.account.without_account import told_to_everybody
from actions.subjects.cases.asked_in_anger import hear_question
from actions.subjects.cases.told_plainly import reads_plainly
from actions.subjects.emergencies.emergency import answers_emergency
from actions.subjects.others.others_accounts import hears_of_others
from actions.subjects.others.own_after_all import read_as_own
from actions.subjects.second_looks.asked_in_general import asked_in_general
from actions.subjects.talk.amusements import hears_jest
from actions.subjects.talk.meddling import hears_meddling
from actions.subjects.talk.other_languages import speaks_another
from actions.subjects.talk.outside import hears_outside
from actions.subjects.talk.unsaid import unsay
from actions.subjects.talk.writes_nothing import leave_out_writing
from language.requests.speech.chat_language import only_wishes_language
from language.requests.speech.leave_taking import takes_leave
from protocol.intents import traits_of

__all__ = ["answer", "run"]


async def answer(turn: Turn) -> None:
    """Answer a turn: settle what waits for the patron's word, follow the thread, or run the intent's handler."""
    if not await names_branch_asked_for(turn) and (await answers_emergency(turn) or speaks_another(turn)):
        return
    leave_out_writing(turn)
    cut_titles(turn)
    heard = Heard.of(turn)
    await _answer(turn)
    for rescue in RESCUES:
        if not turn.settled:
            await rescue(turn, heard)
    _tell_once(turn)
    _keep_asked(turn, heard.text, heard.intent, heard.entities)
    for conclude in CONCLUDING:
        await conclude(turn)


def _tell_once(turn: Turn) -> None:
    """Leave out what a turn would tell a second time in the very same words."""
    turn.answers[:] = [one for at, one in enumerate(turn.answers) if one not in turn.answers[:at]]


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
    plain = _read_plainly(turn)
    if not plain and intent == "change_language" and not turn.is_payload and not wishes_chat_language(turn):
        read_past_language(turn)
    step = LookStep.RUN
    if plain:
        turn.settled = True
    elif turn.is_payload:
        restore_words(turn)
        bring_forward(turn, turn.entity("ref"))
    else:
        step = await _heard(turn)
    if step is not LookStep.DONE:
        await run(turn)
    _go_on_by_rule(turn, intent, answered=step is LookStep.DONE)
    _understood(turn)
    if before and turn.slot("pending") == before and not traits_of(turn.intent).answers_a_question:
        keep_waiting(turn, before)


def _read_plainly(turn: Turn) -> bool:
    """Take a wish for a language to talk in, and a leave, as they stand; tell whether the message is one.

    After titles, a price or a question they are read as more of these; their words leave nothing else to be meant.
    """
    if turn.is_payload:
        return False
    if only_wishes_language(turn.text):
        turn.read_as("change_language")
    elif not turn.slot("pending") and takes_leave(turn.text):
        turn.read_as("goodbye")
    else:
        return False
    return True


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
        wordless(turn)
    unsign(turn)
    cut_authors(turn)
    mark_question(turn)
    unsay(turn)
    own = await tells_whether_told(turn) or await tells_what_is_kept(turn)
    read_as_own(turn)
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
    if (step := await hears_consent(turn)) is not LookStep.ON:
        return step
    hear_grievance(turn)
    await reads_plainly(turn)
    if hear_question(turn):
        return LookStep.RUN
    if chose_reading(turn):
        return LookStep.RUN
    for look in LOOKS:
        step = await look(turn)
        if step is not LookStep.ON:
            return step
    return LookStep.RUN


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
