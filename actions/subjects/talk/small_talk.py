"""Small talk and control of the conversation: greetings, yes and no, help, language, sign-in."""

from __future__ import annotations

from typing import Any

from actions.dialogue.dispatch import run
from actions.dialogue.doing import doing
from actions.dialogue.holding_back import forbids
from actions.dialogue.pending import ask_again, ask_once_more, leave, run_pending
from actions.dialogue.sign_in import requests_before, say_sign_in
from actions.dialogue.turn import Fact, Turn, nested
from actions.dialogue.undoing import undo
from actions.dialogue.waiting_deeds import deed_of
from actions.dialogue.wording import says
from actions.facts.choices import librarian, menu
from actions.facts.kept import history_told, kept_days
from actions.facts.told import first_facts
from actions.rasa.registry import DECLINED, HANDLERS, MOVES, PatronReply, handles
from actions.subjects.account.after_sign_in import answer_question, is_asked_of_own
from actions.subjects.account.kept_of_me import asks_what_is_kept
from actions.subjects.facts.facts import answer_clearly
from actions.subjects.library_info.not_here import not_done_here
from actions.subjects.own.own_asked import asked_again
from actions.subjects.service.score import ask_score
from crm.conversations import interactions, signing_in
from crm.library_info import directory
from language.detect import detect
from language.requests.deeds.signing_out import signs_out
from language.requests.speech.chat_language import wished_language
from language.requests.speech.sentences import sentences
from language.requests.speech.yes_and_no import puts_off, takes_back
from protocol.effects import BINDING, GAVE_UP

__all__ = ["affirm", "cancel", "change_language", "deny", "greet", "language_changed", "signed_in", "stale_button"]

# Read less surely, a wish to be signed out has to stand in its words.
SURE = 0.75
# A bare yes names none of the things that these ask for.
NAMED = frozenset({"hold_title"})
# So many words a question of small talk has at most; and so one of the library begins.
_SMALL = 4
_ASKING = frozenset(
    "do does did can could may is are where when which what how any کجا کدوم کدام چند چطور آیا کی چرا koja kodum"
    " chand chetor mishe".split()
)
# In Persian the word that asks stands anywhere.
_ASKED = frozenset("کجا کدوم کدام کدومش چند چندتا چطور چطوری چجوری آیا koja kodum chetor chejuri".split())
# Who carries the words of a chat beside us, by rules of their own.
CARRIED = {"telegram": "utter_privacy_telegram", "bale": "utter_privacy_bale"}
MENU = ("hours", "search_book", "loans", "renew", "hold_status", "human_help")


@handles("greet")
async def greet(turn: Turn) -> None:
    """Greet, by name when the patron is signed in, and say what can be asked."""
    profile = await directory.profile(turn.store)
    library: Fact = profile.name if profile else nested("utter_part_this_library")
    if turn.patron is not None and turn.patron.display_name:
        turn.say(
            "utter_greet_name",
            name=turn.patron.display_name,
            choices=menu("loans", "renew", "hold_status", "search_book"),
        )
    elif turn.recall("greeted"):
        turn.say("utter_greet_again")
    else:
        turn.say("utter_greet", library=library, choices=menu(*MENU[:5]))
    turn.remember(greeted=True)


@handles("goodbye")
async def goodbye(turn: Turn) -> None:
    """Say goodbye; ask for a score once in a conversation."""
    if turn.recall("asked_score"):
        turn.say("utter_goodbye")
    else:
        await ask_score(turn, "utter_goodbye_rate")


@handles("thanks")
async def thanks(turn: Turn) -> None:
    """Answer a thank-you."""
    turn.say("utter_thanks")


@handles("chitchat")
async def chitchat(turn: Turn) -> None:
    """Join small talk for a sentence; what asks for something and was not surely read as small talk is asked back."""
    if not turn.is_payload and turn.confidence < SURE and _asks_something(turn.text):
        turn.intent = "nlu_fallback"
        await HANDLERS["nlu_fallback"].handler(turn)
        return
    joke = says(turn.text, "joke", "jokes", "funny", "make me laugh", "جوک", "لطیفه", "بخندون", "بخندونم", "جک")
    turn.say("utter_joke" if joke else "utter_chitchat")


def _asks_something(text: str) -> bool:
    """Tell whether a sentence of a text asks: with its sign, or with how it begins; "how are you" is too short."""
    return any(
        len(sentence.words) > _SMALL
        and (sentence.asked or sentence.words[0] in _ASKING or bool(_ASKED & set(sentence.words)))
        for sentence in sentences(text)
    )


@handles("bot_challenge")
async def bot_challenge(turn: Turn) -> None:
    """Say plainly that this is a machine."""
    turn.say("utter_bot_challenge", choices=menu("help", "human_help"))


@handles("insult")
async def insult(turn: Turn) -> None:
    """Stay calm, once; after that offer a person and no more."""
    if turn.recall("insulted"):
        # Shorter each time; actions/dialogue/repetition.py sees to it that it is no refrain either.
        turn.say("utter_insult_again", status="refused", choices=menu("human_help", "complaint"))
    else:
        turn.remember(insulted=True)
        turn.say("utter_insult", status="refused", choices=menu("human_help", "complaint"))


@handles("help")
async def help_(turn: Turn) -> None:
    """Say what can be asked."""
    turn.say("utter_help", choices=menu(*MENU))


@handles("affirm")
async def affirm(turn: Turn) -> None:
    """Do what waits for a yes."""
    pending = turn.slot("pending")
    ref = turn.entity("ref")
    held = not turn.is_payload and (puts_off(turn.text) or forbids(turn.text, deed_of(pending)))
    if pending and held:
        # "OK, but don't change it yet" is no yes.
        turn.intent = "deny"
        await HANDLERS["deny"].handler(turn)
        return
    if not pending and not ref and await not_done_here(turn):
        return
    if not pending or (ref and ref != pending.get("ref")):
        turn.say("utter_nothing_pending" if not ref else "utter_too_late", choices=menu("help"))
        return
    if pending.get("awaits") in {"yes", "one"} and pending.get("do") not in NAMED:
        if not await run_pending(turn, PatronReply("yes")):
            turn.say("utter_nothing_pending", choices=menu("help"))
    elif pending.get("awaits") == "score":
        await ask_score(turn, "utter_rate_ask")
    elif turn.patron is None and pending.get("do") in NAMED:
        turn.set("pending", None)
        say_sign_in(turn)
    elif not ask_once_more(turn):
        turn.say("utter_go_ahead", status="clarified")


@handles("deny")
async def deny(turn: Turn) -> None:
    """Leave what waits for a yes."""
    turn.effects.add(GAVE_UP)
    if turn.slot("pending"):
        waiting: dict[str, Any] = turn.slot("pending")
        if (say := DECLINED.get(str(waiting.get("do")))) is not None:
            say(turn, dict(waiting.get("args") or {}))
        else:
            turn.say("utter_left_alone")
        leave(turn)
    elif turn.recall("unsure") and turn.recall("unclear"):
        # None of the readings that were offered.
        turn.remember(unclear=None)
        turn.say("utter_rephrase", choices=[librarian()])
    else:
        turn.say("utter_denied")


@handles("cancel")
async def cancel(turn: Turn) -> None:
    """Stop what is going on; right after a list of reservations that is one of them."""
    turn.effects.add(GAVE_UP)
    waiting = turn.slot("pending") or turn.slot("resume")
    if not waiting and await undo(turn):
        return
    plainly = turn.is_payload or takes_back(turn.text)
    if not waiting and plainly and turn.patron is not None and turn.shown("hold") and turn.text.strip():
        turn.intent = "cancel_hold"
        await HANDLERS["cancel_hold"].handler(turn)
        return
    if waiting:
        turn.say("utter_cancelled")
    elif not plainly and turn.shown("hold"):
        # "Never mind" after one's reservations: nothing is cancelled by a guess.
        turn.say("utter_left_alone")
    else:
        turn.say("utter_nothing_to_cancel", choices=menu("hold_status", "help"))
    turn.set("pending", None)
    turn.set("resume", None)


@handles("change_language")
async def change_language(turn: Turn) -> None:
    """Go on in the other language, or in the one that was named."""
    # Said by the next action: answers are rendered in the language that was set before.
    turn.set("language", _wanted_language(turn))


async def language_changed(turn: Turn) -> None:
    """Say in the new language that it is used from here on."""
    pending = turn.slot("pending")
    asked = bool(pending and pending.get("question"))
    turn.say("utter_language_changed", custom={"language": turn.language}, choices=[] if asked else menu("help"))
    if asked:
        ask_again(turn, pending)


def _wanted_language(turn: Turn) -> str:
    wanted = None if turn.is_payload else wished_language(turn.text)
    if wanted is not None:
        return wanted
    if turn.is_payload or detect(turn.text) in {None, turn.language}:
        return "en" if turn.language == "fa" else "fa"
    return detect(turn.text) or turn.language


@handles("sign_in")
async def sign_in(turn: Turn) -> None:
    """Offer the sign-in link, or say who is signed in."""
    if turn.patron is not None:
        turn.say("utter_signed_in_already", name=turn.patron.display_name, choices=menu("loans", "sign_out"))
    else:
        # Who typed a card number or a PIN into the chat is shown the page again, for what was asked before.
        if "ref" not in turn.entities:
            turn.set("resume", None)
        turn.say("utter_sign_in_link", custom={"sign_in": True})


@handles("signed_in")
async def signed_in(turn: Turn) -> None:
    """Greet the patron who has just signed in and do what was asked before."""
    turn.effects.add(BINDING)
    if turn.patron is None:
        say_sign_in(turn)
        return
    requests = requests_before(turn)
    name = turn.patron.display_name
    shared = None if turn.patron.own_device else nested("utter_part_shared_device")
    turn.remember(signed=turn.first_id)
    question = turn.recall("question")
    if not requests and question and is_asked_of_own(question):
        # Not understood, or answered in general, while nobody was signed in.
        turn.say("utter_signed_in_resume", name=name, shared=shared)
        waiting = turn.slot("pending")
        turn.set("pending", None)
        if await answer_question(turn, question, surely=True):
            turn.remember(asked=question)
            return
        turn.answers.clear()
        turn.set("pending", waiting)
        turn.intent, turn.is_payload = "signed_in", True
    if not requests:
        menu_of_account = menu("loans", "renew", "hold_status", "fines")
        turn.say("utter_signed_in", name=name, shared=shared, choices=menu_of_account)
        return
    turn.say("utter_signed_in_resume", name=name, shared=shared)
    for request in requests:
        turn.intent = str(request["intent"])
        turn.entities = {name: list(values) for name, values in (request.get("entities") or {}).items()}
        turn.text = str(request.get("text") or "")
        # Words that came as a button are no words to read; the resumed turn is read as it was first.
        turn.is_payload = turn.text.startswith("/")
        asked = MOVES.get(str(request.get("move")))
        if not ((asked is not None and await asked(turn)) or await asked_again(turn)):
            await run(turn)
    # "I am signed in now" is often written when the answer stands there already.
    turn.remember(asked={name: requests[0].get(name) for name in ("intent", "entities", "text")})


@handles("stale_button")
async def stale_button(turn: Turn) -> None:
    """Say that a button belongs to a question that is settled; the engine tells which ones are."""
    turn.say("utter_too_late", choices=menu("help"))


@handles("sign_out")
async def sign_out(turn: Turn) -> None:
    """Undo the sign-in of this chat and forget what was shown."""
    if turn.patron is None:
        turn.say("utter_not_signed_in")
        return
    if not turn.is_payload and not signs_out(turn.text, sure=turn.confidence >= SURE):
        # "Done, logged in": nobody is signed out by a guess; the button does it.
        turn.intent = "sign_in"
        if not ask_once_more(turn):
            await sign_in(turn)
        return
    turn.effects.add(BINDING)
    async with doing(turn, "other"):
        await signing_in.unlink(turn.store, turn.patron.identity_id)
    for slot in ("shown", "pending", "resume", "thread"):
        turn.set(slot, None)
    turn.say("utter_signed_out")


@handles("privacy")
async def privacy(turn: Turn) -> None:
    """Say what is kept, for how long, and who reads it."""
    if not asks_what_is_kept(turn.text) and await answer_clearly(turn):
        return
    turn.did("privacy", result="told")
    note = await first_facts(turn, "privacy")
    days = await kept_days(turn)
    turn.say(
        "utter_privacy",
        days=days["talks"],
        cases=days["cases"],
        history=await history_told(turn),
        note=note,
        choices=menu("my_data"),
    )
    carried = CARRIED.get(await interactions.channel_of(turn.store, turn.conversation) or "")
    if carried is not None:
        turn.say(carried)
