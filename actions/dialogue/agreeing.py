"""A yes, a no or a cancel: what it does where something waits, was offered or was just done."""

from __future__ import annotations

from actions.dialogue.holding_back import asks_first, forbids
from actions.dialogue.left_as_is import cancels_hold, is_left, leaves_it
from actions.dialogue.sign_in import say_sign_in
from actions.dialogue.thread import Offer
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.undoing import undo
from actions.dialogue.waiting_deeds import CONTROLS, OWN_WORDS, deed_of, read_rest
from actions.dialogue.yes_repeated import repeats_yes
from actions.facts.choices import OfferedChoice, choice
from language.requests.speech.corrections import find_correction
from language.requests.speech.yes_and_no import Word, find_word

__all__ = ["agree"]

_INTENT = {"yes": "affirm", "heard": "affirm", "no": "deny", "cancel": "cancel"}


async def agree(turn: Turn) -> LookStep:
    """Do what a yes, a no or a cancel means here; the turn is read on without that word where it means nothing."""
    if cancels_hold(turn):
        # "I can't come, cancel it" takes back no question: the reservation just spoken of is meant.
        turn.intent = "cancel_hold"
        return LookStep.RUN
    word = find_word(turn.text)
    if (word is None or word.rest) and leaves_it(turn):
        # "Then leave it as it was, thank you" is a no, whatever thanks it was read as.
        turn.intent = "deny"
        return LookStep.RUN
    if is_left(turn):
        # "OK, leave it there" is content with what was done; only a no takes it back.
        content = turn.intent == "affirm" or (word is not None and word.kind not in {"no", "cancel"})
        if content or not await undo(turn):
            turn.intent = "deny"
            turn.say("utter_left_alone")
        return LookStep.DONE
    if word is None:
        return LookStep.ON
    if not word.rest:
        return await _alone(turn, word)
    if turn.slot("pending"):
        if word.leads and word.kind == "yes":
            waits_for_yes = turn.slot("pending").get("awaits") == "yes"
            if waits_for_yes and _is_no(turn.text, deed_of(turn.slot("pending"))):
                # "Yes, don't change it" agrees to what was said, and not to the deed.
                turn.intent = "deny"
                return LookStep.RUN
            if await repeats_yes(turn, word):
                return LookStep.DONE
        if turn.intent in CONTROLS and _says_more(turn, word):
            # «شنبه میارمش، جمعه که نمیشه، نه؟» is a question of its own, and no answer to the one that waits.
            read_rest(turn)
        return LookStep.ON
    # A correction is read with what it corrects.
    if turn.intent in CONTROLS and (turn.thread.last is None or find_correction(turn.text) is None):
        read_rest(turn)
    return LookStep.ON


def _says_more(turn: Turn, word: Word) -> bool:
    """Tell whether a word stands at the end of a question, or before one, and is not the answer to what waits."""
    asks = turn.text.rstrip().endswith(("?", "؟")) or (word.kind == "yes" and asks_first(turn.text))
    return asks and len(word.rest.split()) >= OWN_WORDS


def _is_no(text: str, deed: str | None) -> bool:
    return "?" not in text and "؟" not in text and forbids(text, deed)


async def _alone(turn: Turn, word: Word) -> LookStep:
    """Settle a message that is this word and nothing more."""
    pending = turn.slot("pending")
    if pending:
        # A score and a title may be such a word.
        if pending.get("awaits") == "score" or (pending.get("awaits") == "words" and word.kind == "heard"):
            return LookStep.ON
        # Whatever it was read as: it is the answer to a question.
        # "Yes, don't", «آره نکن» agrees to what was said, and not to the deed.
        unsaid = word.kind == "yes" and word.kinds[-1] == "no" and pending.get("awaits") == "yes"
        turn.intent = "deny" if unsaid else _INTENT[word.kind]
        return LookStep.RUN
    if word.kind == "cancel":
        return LookStep.DONE if await undo(turn) else LookStep.ON
    if word.kind == "no":
        return LookStep.ON
    # A mere "ok" to a button is none to press it, and none to be given over to a person.
    offers = [
        offer for offer in turn.thread.offers() if word.kind == "yes" or (offer.asked and offer.intent != "human_help")
    ]
    if len(offers) == 1:
        _accept(turn, offers[0])
        return LookStep.RUN
    if len(offers) > 1:
        turn.intent = "affirm"
        if len({offer.intent for offer in offers}) == 1:
            turn.say("utter_which_one", status="clarified")
        else:
            turn.say("utter_which_offer", status="clarified", choices=[_button(offer) for offer in offers])
        return LookStep.DONE
    return _to_nothing(turn, word)


def _to_nothing(turn: Turn, word: Word) -> LookStep:
    """Answer a yes where nothing was offered: the sign-in waits, or it is done already, or it was only heard."""
    done = turn.thread.just_done()
    if turn.slot("resume") and turn.patron is None:
        say_sign_in(turn)
    elif word.kind == "yes" and done is not None and done.again is not None:
        turn.acts.append(done)
        turn.say(str(done.again["answer"]), **done.again["facts"])
    elif word.kind == "heard" and turn.intent in CONTROLS | {"out_of_scope", "nlu_fallback"}:
        turn.say("utter_heard")
    elif word.kind == "yes" and turn.intent == "affirm":
        # It asks for nothing: what its few words would be read as after what was told is not told.
        turn.moves = {}
        return LookStep.RUN
    else:
        return LookStep.ON
    turn.intent = "affirm"
    return LookStep.DONE


def _accept(turn: Turn, offer: Offer) -> None:
    """Do what the button would do."""
    turn.intent, turn.confidence, turn.is_payload = offer.intent, 1.0, True
    turn.text, turn.entities = f"/{offer.intent}", {name: [value] for name, value in offer.entities.items()}


def _button(offer: Offer) -> OfferedChoice:
    return choice(f"utter_intent_{offer.intent}", offer.intent, **offer.entities)
