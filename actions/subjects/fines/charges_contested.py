"""Charges that are contested: heard before anything else is made of the words, also of who is not signed in."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import no, yes
from actions.rasa.registry import listens
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.fines.charges_meant import DAMAGE, fees_left
from actions.subjects.fines.objection_beside import answered_beside
from actions.subjects.fines.objections import BESIDE, file_objection, offer_objection, open_offer
from language.normalise import fold
from language.requests.deeds.objections import (
    DENIES,
    OBJECTS,
    asks_for_rule,
    asks_what_charge,
    charged_wrongly,
    find_objection,
    refuses_to_pay,
)

__all__ = ["contest"]

_OF_FEES = re.compile(
    r"\b(?:fines?|fined|fees?|charges?|charged|debt|owe|pay|bill|billed)\b|جریمه|جریم|خسارت|بدهی|هزینه|دیرکرد|مبلغ|پول|\bjarime\b|\bpool\b"
)
# How the library is asked whether damage is charged that was there before.
_BEFORE = {"fa": "کتاب از پیش خراب بود؛ باید پول بدهم؟", "en": "The book was damaged before I had it; must I pay?"}


@listens
async def contest(turn: Turn) -> bool:
    """Take an objection to a charge that was told or is named; False where no charge is spoken of."""
    if turn.is_payload or turn.intent == "emergency" or not _may_be_contested(turn):
        return False
    if turn.patron is None:
        return await _contest_unknown(turn)
    spoken = any(act.act == "fines" for act in turn.thread.acts())
    offered = open_offer(turn)
    if offered is not None and await answered_beside(turn, offered):
        return True
    kind = find_objection(turn.text) or (DENIES if spoken and refuses_to_pay(turn.text) else None)
    if kind is None:
        return spoken and asks_for_rule(turn.text) and await _rule(turn)
    if not (spoken or _OF_FEES.search(fold(turn.text))) or not await fees_left(turn):
        return False
    if kind == OBJECTS:
        await file_objection(turn, turn.text)
        return True
    if find_objection(turn.text) is not None and DAMAGE.search(fold(turn.text)):
        await answer_as(turn, "lost_item", **_BEFORE, about="before|پیش|قبل", alone=True)
    await offer_objection(turn, turn.text)
    return True


async def _contest_unknown(turn: Turn) -> bool:
    """Tell who is not signed in how a charge is objected to, and offer to file it; False where none is contested."""
    said = fold(turn.text).replace("’", "'")
    if (
        not turn.slot("pending")
        and turn.intent in _ASKED_OF_FINE
        and asks_what_charge(turn.text)
        and _of_own_fine(said)
    ):
        # What it is stands in the account: it is told after the sign-in, and the objection offered there.
        turn.intent, turn.entities = "fines", {}
        ask_sign_in(turn)
        turn.settled = True
        return True
    if turn.slot("pending") or "if" in said.split() or not _OF_FEES.search(said) or not charged_wrongly(turn.text):
        return False
    if not await answer_as(turn, "fines", **_HOW_TO_OBJECT, alone=True):
        return False
    turn.intent = "fines"
    ref = turn.await_("file", "yes", matter="complaint", text=turn.text)
    choices = [yes(ref, "utter_button_file_complaint"), no(ref)]
    turn.say("utter_complaint_ask_whether", status="clarified", choices=choices)
    return True


# A fine for a book that came back late stands in the account; what else costs here does not.
_ASKED_OF_FINE = frozenset({"fines", "complaint"})
_FINE = re.compile(
    r"\b(?:fines?|fined|late fees?|overdue fees?)\b|(?<!\w)(?:جریمه|دیرکرد)\w{0,3}(?!\w)|\bjarime\w{0,3}\b"
)
_OF_BOOK = re.compile(
    r"\b(?:books?|novels?|loans?|brought|returned|gave|renewed|on time|in time|my (?:account|card))\b|(?<!\w)(?:کتاب\w{0,5}|رمان\w{0,4}|امانت\w{0,3}|آوردم\w{0,3}|اوردم\w{0,3}|پس دادم\w{0,3}|تحویل دادم\w{0,3}|تمدید\w{0,3}|سر ?وقت|به ?موقع|حسابم|کارتم)(?!\w)|\b(?:ketab\w*|avordam\w*|sar vaght)\b"
)
_OTHER_PLACE = re.compile(
    r"\b(?:parking|cop(?:y|ies)|photocop\w*|print\w*|scan\w*|machine|guards?|rude|per day|join\w*|lockers?|room)\b|پارکینگ|کپی|پرینت|چاپ|اسکن|دستگاه|نگهبان|حراست|کمد"
)
_FEW_OF_A_FINE = 5


def _of_own_fine(said: str) -> bool:
    """Tell whether folded words are of a fine, and of a book or of nothing else."""
    if _FINE.search(said) is None or _OTHER_PLACE.search(said):
        return False
    return _OF_BOOK.search(said) is not None or word_count(said) <= _FEW_OF_A_FINE


_HOW_TO_OBJECT = {"fa": "به جریمه اعتراض دارم؛ چه کنم؟", "en": "How can I object to a fee?"}


def _may_be_contested(turn: Turn) -> bool:
    return open_offer(turn) is not None or (turn.slot("pending") or {}).get("do") in BESIDE


async def _rule(turn: Turn) -> bool:
    """Tell what the library says of such a charge, where its rule is asked for and not its sum."""
    spoken = " ".join(act.words for act in turn.thread.acts() if act.act == "fines")
    topic = "lost_item" if DAMAGE.search(fold(f"{spoken} {turn.text}")) else "fines"
    return await answer_from_facts(turn, topic)
