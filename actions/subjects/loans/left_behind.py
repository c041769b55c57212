"""Loans that were left somewhere or taken, "I left Emma on the train", and one of several that is lost but not named."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.latin_titles import own_named
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import MOVES
from actions.subjects.loans.returned_still import will_be_brought
from actions.subjects.moves.own import ask_which
from language.normalise import fold
from language.requests.deeds.loan_troubles import tells_lost
from language.requests.speech.sentences import deed_of, sentences
from library.values import Loan

__all__ = ["hears_left_behind"]

_MOST_WORDS = 45
_WAITING = frozenset({"told", "words", "score"})
_READ = frozenset({"lost_item", "renew", "out_of_scope", "nlu_fallback"})
_PLACE_EN = r"(?:train|bus|taxi|cab|metro|subway|tube|underground|tram|plane|flight|airport|station|ferry|minibus|uber|hotel|café|cafe|restaurant|park|bench|beach|cinema|waiting room)"
_PLACE_FA = r"(?<!\w)(?:قطار|اتوبوس|تاکسی|مترو|هواپیما|فرودگاه|ایستگاه|اسنپ|هتل|کافه|رستوران|پارک|نیمکت|سینما|ترمینال|ون|مینی ?بوس)(?:ی|م|ه)?(?!\w)"
_PLACE_LATIN = r"(?:ghatar|otob[ou]+s|taxi|taksi|metro|havapeyma|forudgah|snapp?|hotel|kafe|cafe|park|terminal)"
_LEFT = re.compile(
    rf"\b(?:left|forgot|forgotten)\b[^.?!]{{1,60}}\b(?:on|in|at) (?:a|an|the|my|some|that)? ?(?:\w+ ){{0,2}}?{_PLACE_EN}\b|\bleft (?:it|them)? ?behind\b"
    r"|\b(?:stolen|was nicked|got nicked|somebody took|someone took|took my bag|swiped)\b"
    rf"|(?<!\w){_PLACE_FA}[^.؟?!]{{0,40}}(?<!\w)جا ?(?:گذاشت\w*|موند\w*|ماند\w*)|(?<!\w)جا ?(?:گذاشت\w*|موند\w*|ماند\w*)[^.؟?!]{{0,40}}{_PLACE_FA}|(?<!\w)(?:دزدید\w*|دزدیده شد\w*|ازم زدن\w*)(?!\w)"
    rf"|\b{_PLACE_LATIN}\b[^.?!]{{0,40}}\bja ?(?:gozasht\w*|moond\w*|mund\w*)|\bja ?(?:gozasht\w*|moond\w*|mund\w*)[^.?!]{{0,40}}\b{_PLACE_LATIN}\b|\bdozdid\w*"
)
# One of several, and nobody said which.
_ONE_OF = re.compile(
    r"\b(?:one|two|some) of (?:the|my|your|those|them|these)\b|\ba (?:library )?book (?:i borrowed|of yours|from you)\b"
    r"|(?<!\w)یکی از (?:کتاب|امانت|اون|آن)\w*|(?<!\w)یکی ?شون(?!\w)|(?<!\w)(?:یه|یک) ?(?:دونه )?(?:از )?کتاب(?:ا|ها)\w*|\byeki az (?:ketab|amanat|un|oon)\w*|\byekishun\b"
)
# What might be, or was once, or is back, is no loss.
_NO_LOSS = re.compile(
    r"\b(?:if|would|what happens when|found|in case|got it back|turned up|umbrella|phone|wallet|bag (?:is|was) lost)\b"
    r"|(?<!\w)(?:اگه|اگر|پیداش? (?:شد|کردم)|چتر\w*|گوشی\w*|کیف پول\w*)(?!\w)|\b(?:age|agar|peydash?(?: shod| kardam))\b"
)


async def hears_left_behind(turn: Turn) -> bool:
    """Tell what becomes of a loan that was left somewhere or taken; of one of several, not named, ask which it is."""
    if turn.is_payload or turn.patron is None or word_count(turn.text) > _MOST_WORDS:
        return False
    if (turn.slot("pending") or {}).get("awaits") in _WAITING:
        return False
    if turn.intent not in _READ or any(deed_of(sentence.words) for sentence in sentences(turn.text)):
        # What is ordered beside it, or was surely read as something else, is not dropped for it.
        return False
    said = fold(turn.text).replace("’", "'")
    if will_be_brought(said):
        return False
    left, one_of = _LEFT.search(said) is not None, _ONE_OF.search(said) is not None
    if _NO_LOSS.search(said) or not (left or (one_of and tells_lost(turn.text))):
        return False
    own = await own_things(turn)
    if own.named_holds or not own.loans:
        return False
    if len(own.named_loans) == 1:
        if not _is_left(said, own.named_loans[0]):
            return False
        turn.intent, turn.moves = "lost_item", {}
        turn.set("pending", None)
        # What else is told of lost things, of a card or a bag, was not asked.
        turn.settled = await MOVES["loan.lost"](turn)
        return turn.settled
    if own.named_loans or not one_of or _OF_BOOKS.search(said) is None:
        return False
    turn.intent, turn.moves = "lost_item", {}
    turn.set("pending", None)
    if len(own.loans) > 1:
        return ask_which(turn, "loan.lost", own.loans)
    turn.point("loan", own.loans[0].id, "loans")
    return await MOVES["loan.lost"](turn)


def _is_left(said: str, loan: Loan) -> bool:
    """Tell whether it is the loan that was left, and not "my scarf in the café beside it"."""
    found = _LEFT.search(said)
    if found is None or re.match(r"(?:left|forgot)", found[0]) is None:
        return True
    return _IT.search(found[0]) is not None or bool(own_named(found[0], [loan.title], [loan.author]))


_IT = re.compile(r"\b(?:it|them|one of)\b")
_OF_BOOKS = re.compile(r"\b(?:books?|loans?|borrowed|novels?|items?)\b|(?<!\w)(?:کتاب|امانت)\w*|\b(?:ketab|amanat)\w*")
