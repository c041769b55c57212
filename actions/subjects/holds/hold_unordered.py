"""What was read as an order to reserve and is none: a question, a book brought back, a place at an event."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS, MOVES
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.holds.hold_for_another import orders_aside
from actions.subjects.holds.where_back import asks_where_back
from actions.subjects.moves.questions import RULES as OF_HOUSE
from actions.subjects.titles.settled_titles import names_title
from language.choices import find_choice
from language.normalise import fold
from language.requests.speech.questions import Ask
from language.requests.speech.request import Request
from language.requests.speech.sentences import clauses, deed_of, sentences
from language.requests.titles.names import find_named

__all__ = ["answers_otherwise", "brings_back"]

_BRINGS_BACK = re.compile(
    r"\b(?:i'm|i am|i'll|i will|we'll|we're|i'd|let me|i can|i could|going to)(?: just| also| be)? (?:bring(?:ing)?|return(?:ing)?|hand(?:ing)?|drop(?:ping)?|tak(?:e|ing))\b[^.?!]{0,60}\b(?:back|off|in|today|tomorrow|tonight)\b"
    r"|\b(?:i'm|i am|i'll|i will|we'll|we're) (?:just |also )?return(?:ing)?\b"
    r"|(?<!\w)(?:پس|تحویل) (?:می ?د(?:م|هم|یم)|می ?آرم|می ?ارم|میارم|بدم)(?!\w)|(?<!\w)بر(?:ش)? ?می ?گردون(?:م|مش|یم)(?!\w)|(?<!\w)میارم(?:ش)?(?= .{0,40}(?:پس|تحویل))|\b(?:pas|tahvil) midam\b|\bbarmigardunam\b"
)
# What orders a book, beside the words for reserving.
_ORDERS = re.compile(
    r"\b(?:keep|save|set aside|put aside|put (?:me|my name) down|borrow|lend|i want|i'd like|i would like|i'll take|take (?:it|them|both)|for me to collect)\b"
    r"|میخوا|می ?خواه|نگه ?(?:ش)? ?دار|کنار ?(?:ش)? ?بذار|(?<!\w)(?:بذار|بذارید|بذارین|برم|ببرم|بگیرم|برمیدارم)(?!\w)|امانت|\b(?:mikham|negah dar|bezar|bebaram|begiram)\b"
)
# What is waited for in a reservation that is being made.
_RESERVING = frozenset({"hold", "hold_at", "hold_title", "reserve"})


def brings_back(text: str) -> bool:
    """Tell whether somebody says that they bring something back, and orders nothing."""
    return _BRINGS_BACK.search(fold(text)) is not None and not _names_deed(text)


async def answers_otherwise(turn: Turn, request: Request) -> bool:
    """Answer what orders no reservation by what it is; False where a title is named, or one is spoken of."""
    if turn.is_payload or (turn.slot("pending") or {}).get("do") in _RESERVING:
        return False
    if brings_back(turn.text):
        await _brought_back(turn)
        return True
    if asks_where_back(turn.text):
        told = await OF_HOUSE["loan.where"].tell(turn)
        turn.intent = "return"
        if not told:
            await HANDLERS["return"].handler(turn)
        return True
    if turn.shown("title") or find_choice(turn.text) is not None or await names_title(turn):
        return False
    if orders_aside(turn.text):
        # "My neighbour loves it, could you put one aside for me?": what, is said or still asked.
        return False
    last = turn.thread.last
    if last is not None and last.kind == "event" and "event.book" in MOVES:
        return await MOVES["event.book"](turn)
    if Ask.WHY in request.asks and _names_deed(turn.text):
        # "Why may I not reserve anything?" asks of the card.
        turn.intent = "account"
        if turn.patron is None:
            ask_sign_in(turn, "account")
        else:
            await HANDLERS["account"].handler(turn)
        return True
    if _names_deed(turn.text) or _ORDERS.search(fold(turn.text)):
        return False
    if turn.patron is not None and (Ask.UNTIL in request.asks or await _loans_named(turn)):
        turn.intent = "loans"
        await HANDLERS["loans"].handler(turn)
        return True
    if not await answer_from_facts(turn):
        turn.intent, turn.confidence = "nlu_fallback", 0.0
        await HANDLERS["nlu_fallback"].handler(turn)
    return True


# A book is no booking.
_BOOK = re.compile(
    r"\b(?:a|an|the|this|that|my|any|some|another|which|what|no|one|your|his|her|other|same) (?:\w+ )?book\b"
)


def _names_deed(text: str) -> bool:
    said = _BOOK.sub(" ", fold(text))
    return any(deed_of(words) == "hold" for sentence in sentences(said) for words in clauses(sentence.words))


async def _brought_back(turn: Turn) -> None:
    """Tell of the loan that is brought back when it is due; without one, how to return something."""
    if turn.patron is not None and await _loans_named(turn):
        turn.intent = "loans"
        await HANDLERS["loans"].handler(turn)
        return
    turn.intent = "return"
    await HANDLERS["return"].handler(turn)


async def _loans_named(turn: Turn) -> bool:
    loans = await turn.library.loans(turn.patron_id)
    return bool(find_named(turn.text, [one.title for one in loans]).places)
