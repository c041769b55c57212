"""What was asked before the sign-in is gone on with: right after it, and when the patron says that it is done.

The request that waited for the sign-in is carried out (`small_talk.signed_in`). What was asked of one's own things and
was not understood, or was answered in general, is answered from the record then.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from actions.dialogue.moving import DOING
from actions.dialogue.own_things import own_things
from actions.dialogue.pending import ask_once_more
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS, MOVES
from actions.subjects.account.account_looked_at import (
    asks_what_late_costs,
    shows_what_was_spoken_of,
    tells_own_fees,
)
from actions.subjects.loans import loan_days, loan_renewals
from actions.subjects.loans.returned_still import hears_returned
from actions.subjects.own.own_asked import asked_again
from actions.subjects.own.own_questions import orders_renewal
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.loan_troubles import tells_returned
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.own.looking import (
    has_account_looked_at,
    only_has_account_looked_at,
    without_card_shown,
    without_thanks,
)
from language.requests.own.own_matters import read_matters, without_sign_in
from language.requests.speech.request import Kind, read_request
from protocol.intents import traits_of

__all__ = ["answer_question", "hears_sign_in", "is_asked_of_own", "keep_question"]

# What tells how one's own things stand, and changes nothing.
_READING = frozenset({"loans", "hold_status", "fines", "account"})
_OF_LOANS = frozenset({"renew", "loan_policy", "borrow"})
_HANDLER_OF = {"loan": "loans", "hold": "hold_status", "fee": "fines", "card": "account"}
_OF_KIND = {
    "hold": re.compile(r"\b(?:reserv\w*|holds?|collect|pick)\b|رزرو|نوبت|rezerv"),
    "fee": re.compile(r"\b(?:owe|fines?|fees?|debt|charge\w*|pay)\b|بدهی|بدهکار|جریمه|جریم|دیرکرد|jarime|bedehi"),
    "card": re.compile(r"\b(?:card|membership)\b|کارت|عضویت|\bkart|ozviat"),
}
# Read as one of these, a message was not understood, or may still have been about one's own.
_UNREAD = frozenset({"out_of_scope", "nlu_fallback", "chitchat", "search_book", "sign_in", "fact"})
# Who says so speaks of what is theirs.
_OWN = re.compile(
    r"\b(?:my|mine|i|i've|i'm|me)\b|(?<!\w)(?:من|منو|برام|دستم|دستمه|حسابم|\w{2,}م)(?!\w)|\b(?:man|dastam|dastame|\w{3,}am)\b"
)
# So likely must a reading be to be taken where nothing else tells what was asked.
_LIKELY = 0.45
_FEW = 4
# Right after the sign-in these few words only say that it is done.
_ACKNOWLEDGING = frozenset({"affirm", "sign_in", "greet", "thanks", "goodbye", "chitchat", "nlu_fallback"})
_DONE = re.compile(
    r"^(?:ok(?:ay)?|yes|yeah|done|ready|there|so|and|now|well|go on|all right|alright|right|انجام شد|شد|حله|خب|اوکی|بله"
    r"|آره|تمام|تموم شد|حالا|بفرما|بفرمایید|khob|shod|are|bale|hale)"
    r"(?:\W+(?:done|it is|then|now|so|شد|دیگه|حالا|shod|dige))*\W*$"
)
_YES = re.compile(r"^\W*(?:yes|yeah|yep|بله|بلی|آره|اره|bale|are)\b(?:\W+(?:please|لطفا|lotfan))?\W*$")
# What a message was read as for its words of having signed in, or of a yes, is no reading of the rest.
_SAID_ONLY = frozenset({"change_language", "sign_in", "sign_out", "affirm", "cancel", "cancel_hold"})
_READY = re.compile(r"\bready\b|(?<!\w)(?:آماده|حاضر)\w*|\b(?:amade|hazer)\w*")
_MOST = 300


def keep_question(turn: Turn, text: str, intent: str, entities: dict[str, list[str]]) -> None:
    """Keep what somebody who is not signed in has just asked, with its reading; small talk asks nothing."""
    traits = traits_of(intent)
    if turn.patron is not None or not text.strip() or traits.social or traits.answers_a_question:
        return
    kept = turn.recall("question") or {}
    if kept.get("message") == turn.first_id and is_asked_of_own(kept):
        # Of several requests in a message the first that is about one's own.
        return
    likely = [name for name, share in turn.ranking[:6] if share >= _LIKELY and name in _READING]
    read = {"intent": intent, "entities": entities, "likely": likely}
    turn.remember(question={"text": text[-_MOST:], "message": turn.first_id, **read})


def _question_before(turn: Turn) -> dict[str, Any] | None:
    """Give what was asked last before the sign-in; None where nothing was."""
    asked: dict[str, Any] | None = turn.recall("asked") or turn.recall("question")
    return asked


def is_asked_of_own(question: dict[str, Any]) -> bool:
    """Tell whether a question was asked of the patron's own things, as far as its words say so."""
    said = fold(str(question.get("text", "")))
    if not _OWN.search(said):
        return False
    intent = str(question.get("intent"))
    return bool(read_matters(said)) or intent in _READING or (intent in _UNREAD and bool(question.get("likely")))


async def hears_sign_in(turn: Turn) -> bool:
    """Go on with what was asked when a patron says that they are signed in; what else is said is read by itself."""
    if turn.is_payload or turn.patron is None or not turn.text.strip():
        return False
    if (turn.slot("pending") or {}).get("awaits") == "told":
        return False
    rest = without_sign_in(without_thanks(turn.text))
    fresh = _just_signed_in(turn)
    if rest is None and fresh:
        rest = without_card_shown(turn.text)
    question = _question_before(turn) or _last_told(turn)
    if (rest is not None or fresh) and has_account_looked_at(turn.text):
        waits = turn.slot("pending") is not None
        # What was asked of one's own is answered anew, below.
        asked = not rest and question is not None and question["intent"] in _READING | _OF_LOANS
        if not asked and await shows_what_was_spoken_of(turn, question or {}):
            return True
        rest = "" if rest and only_has_account_looked_at(rest) else rest
        only = only_has_account_looked_at(without_thanks(turn.text))
        if rest is None and only and not waits and turn.intent in _UNREAD | _ACKNOWLEDGING:
            rest = ""
    if rest is None:
        if not _acknowledges(turn):
            return False
        rest = ""
    if rest:
        # What does something is not taken from a reading of the whole.
        turn.text, turn.moves = rest, {name: share for name, share in turn.moves.items() if name not in DOING}
        if turn.intent in ("sign_in", "affirm"):
            turn.intent, turn.confidence = next(
                (
                    (name, sure)
                    for name, sure in turn.ranking
                    if name in HANDLERS and name not in _SAID_ONLY and _may_be_done(name, sure, rest)
                ),
                ("nlu_fallback", 0.0),
            )
        if re.search(r"دست کیه|دست کی|who has (?:it|the|that)", rest):
            turn.intent = "others_loans"
            await HANDLERS["others_loans"].handler(turn)
            return True
        return False
    turn.intent, turn.confidence = "sign_in", 1.0
    if ask_once_more(turn):
        return True
    if question is not None and asks_what_late_costs(question) and await tells_own_fees(turn):
        # What was asked of lateness in general is one's own now.
        return True
    if question is None or not await answer_question(turn, question):
        turn.intent = "sign_in"
        await HANDLERS["sign_in"].handler(turn)
    return True


def _may_be_done(name: str, sure: float, text: str) -> bool:
    """Tell whether a reading that was not the likeliest may be taken: one that does something, where words order it."""
    return name not in _ORDERS or sure >= _LIKELY or _ORDERS[name](text)


_ORDERS: dict[str, Callable[[str], bool]] = {
    "renew": orders_to_renew,
    "hold": orders_to_hold,
    "cancel_hold": orders_to_cancel,
}


def _just_signed_in(turn: Turn) -> bool:
    """Tell whether the turn before was the sign-in."""
    turns = turn.thread.turns
    return bool(turns) and turns[-1].get("message") == turn.recall("signed")


def _acknowledges(turn: Turn) -> bool:
    """Tell whether a few words right after the sign-in say no more than that it is done."""
    fresh = _just_signed_in(turn)
    if not fresh or (turn.slot("pending") and turn.intent != "sign_in") or word_count(turn.text) > _FEW + 2:
        return False
    if turn.intent == "sign_in":
        return not turn.text.rstrip().endswith(("?", "؟"))
    if _YES.match(fold(turn.text)) and _was_ordered(_question_before(turn)):
        # The sign-in is behind them: a yes after what was ordered, and done or refused since, agrees to nothing.
        return False
    return turn.intent in _ACKNOWLEDGING and word_count(turn.text) <= _FEW and bool(_DONE.match(fold(turn.text)))


def _was_ordered(question: dict[str, Any] | None) -> bool:
    """Tell whether a deed was ordered before the sign-in, and nothing asked: it is done or refused by now."""
    intent, text = str((question or {}).get("intent")), str((question or {}).get("text") or "")
    return intent in _ORDERS and not text.rstrip().endswith(("?", "؟"))


def _last_told(turn: Turn) -> dict[str, Any] | None:
    last = turn.thread.last
    return {"text": last.words, "intent": last.act} if last is not None and last.words else None


async def answer_question(turn: Turn, question: dict[str, Any], *, surely: bool = False) -> bool:
    """Answer a question from before the sign-in from the record; False where it was about something else.

    `surely`: only what the words, or the reading, plainly ask for. What was ordered and done is not done twice.
    """
    text = str(question.get("text") or "")
    if not text or text.startswith("/"):
        return False
    intent = str(question["intent"])
    turn.text, turn.intent, turn.confidence, turn.is_payload = text, intent, 1.0, False
    turn.entities = {name: list(values) for name, values in (question.get("entities") or {}).items()}
    if orders_renewal(text):
        # What was done at the sign-in is not done once more.
        return await _tell_loans(turn)
    if _was_ordered(question) and intent != "renew":
        # Neither is a reservation, and its words ask for nothing that the account tells.
        return False
    if tells_returned(text) and (await own_things(turn)).named_loans:
        # "Why does it say late? I brought Dune back!"
        turn.intent = "loans"
        if await hears_returned(turn):
            return True
        turn.intent = intent
    if await asked_again(turn, own=True):
        return True
    if intent == "hold_status" and _READY.search(fold(text)) and await MOVES["hold.ready"](turn):
        return True
    if intent in _READING or (intent == "renew" and read_request(text, "renew").kind is Kind.QUESTION):
        await HANDLERS[intent].handler(turn)
        return True
    if intent in _OF_LOANS and not surely:
        return await _tell_loans(turn)
    if intent not in _UNREAD:
        return False
    kind = _kind_asked(text)
    name = _HANDLER_OF[kind] if kind else next(iter(question.get("likely") or ()), None)
    if name is None and surely:
        return False
    # Where nothing tells what it was about, how the card and all that is on it stand.
    turn.intent = name or "account"
    await HANDLERS[turn.intent].handler(turn)
    return True


def _kind_asked(text: str) -> str | None:
    kinds = [kind for question in read_matters(text) for kind in question.kinds]
    said = fold(text)
    if not kinds:
        return next((kind for kind, words in _OF_KIND.items() if words.search(said)), None)
    return next((kind for kind in kinds if kind in _OF_KIND and _OF_KIND[kind].search(said)), None) or (
        "loan" if "loan" in kinds else kinds[0]
    )


async def _tell_loans(turn: Turn) -> bool:
    own = await own_things(turn)
    turn.intent = "loans"
    done = turn.thread.last is not None and turn.thread.last.result == "done"
    if not (not done and await loan_renewals.why(turn, own)) and not await loan_days.until(turn, own):
        await HANDLERS["loans"].handler(turn)
    return True
