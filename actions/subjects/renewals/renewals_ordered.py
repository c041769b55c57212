"""Whether renewals are ordered, or only asked about, denied or forbidden."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from actions.dialogue.choosing import choice_of
from actions.dialogue.holding_back import asks_first
from actions.dialogue.pending import ask_once_more
from actions.dialogue.turn import Turn
from actions.rasa.registry import listens
from actions.subjects.renewals.renewal_checks import check
from language.normalise import fold
from language.requests.speech.denials import denied_of, denies, orders_longer
from language.requests.speech.phrases import words_of
from language.requests.speech.request import Kind, Request, read_request
from language.requests.speech.sentences import clauses, deed_of, sentences
from language.requests.speech.vocabulary import NEGATED_COMMANDS
from language.requests.speech.yes_and_no import find_word
from language.requests.titles.names import find_named
from library.values import Loan

__all__ = ["asks_negatively", "asks_which_first", "is_ordered", "not_denied", "orders_all"]

# Negated words that may stand in a question: "is it not renewed?".
_PASSIVE = frozenset("نشه نشود نشن نشوند نشم nashe nashan".split())


def asks_negatively(text: str) -> bool:
    """Tell whether "can't it be renewed?" is asked, and nothing is forbidden: «تا وقتی نشه، نمیشه تمدید کرد؟».

    What is asked behind a refusal, "no renewal. What would Saturday cost?", is something else.
    """
    asked = [sentence for sentence in sentences(text) if sentence.asked and _asks_of_renewing(sentence.words)]
    words = re.findall(r"\w+", fold(text))
    forbidden = NEGATED_COMMANDS - _PASSIVE
    return bool(asked) and not any(word in forbidden or word == "don't" for word in words)


def _asks_of_renewing(words: Sequence[str]) -> bool:
    """Tell whether the last clause that says something is of renewing: it is the one that asks."""
    said = [clause for clause in clauses(words) if len(clause) >= _SAYING or deed_of(clause)]
    return bool(said) and deed_of(said[-1]) == "renew"


_SAYING = 3


@listens
async def hear_denied(turn: Turn) -> bool:
    """Leave alone what is denied where a question of renewals waits, and ask about the rest; nothing is done."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or pending.get("do") != "renew" or not denies(turn.text):
        return False
    word = find_word(turn.text)
    if (word is not None and not word.rest) or read_request(turn.text, "renew").kind is Kind.REFUSAL:
        return False
    if orders_longer(turn.text):
        return False
    wanted = pending["args"].get("ids", [])
    out = [loan for loan in await turn.library.loans(turn.patron_id) if loan.id in wanted]
    left = not_denied(turn, out)
    if left and len(left) < len(out):
        turn.intent = "renew"
        turn.set("pending", None)
        await check(turn, left)
        return True
    agreed = turn.intent == "affirm" or (word is not None and word.kind == "yes")
    return agreed and ask_once_more(turn)


_PERHAPS = re.compile(
    r"\b(?:maybe|perhaps|might|not sure)\b|(?<!\w)(?:شاید|احتمالا|شک دارم|مطمئن نیستم)(?!\w)|\b(?:shayad|ehtemalan)\b"
)


def asks_which_first(text: str) -> bool:
    """Tell whether a text wants to be told which may be renewed before any is: "wait, first tell me which can be"."""
    said = fold(text).replace("’", "'")
    return asks_first(text) and _WHICH_MAY.search(said) is not None


_WHICH_MAY = re.compile(
    r"\b(?:which|what|whether|if(?! (?:you|u|we|somebody|someone)\b)|how many)\b[^.?!]{0,40}\b(?:can|could|may|might|possible|allowed|renewable|extendable)\b|\b(?:check|tell me|let me know|see) (?:first )?(?:which|whether|if|what)\b|\bcan (?:any|they|it|all)\b[^.?!]{0,20}\b(?:be )?(?:renewed|extended)\b"
    r"|(?<!\w)(?:کدوم\w*|کدام\w*|چندتا\w*|چند ?تا\w*|اصلا|ببین\w*|بگو|بگید|بگین)(?!\w)[^.؟?!]{0,40}(?<!\w)(?:می ?شه|می ?شود|می ?شن|می ?شوند|قابل|امکان\w*|می ?تون\w*)(?!\w)"
    r"|\b(?:kod[uo]+m\w*|aslan|bebin\w*|beg[uo]+)\b[^.?!]{0,40}\b(?:mishe|mishan|mishavad|ghabel\w*)\b"
)


def is_ordered(turn: Turn) -> bool:
    """Tell whether the message orders it where it says no to something, or asks: else it is asked first."""
    if not turn.is_payload and (_PERHAPS.search(fold(turn.text)) or _asks_or_not(turn.text)):
        return False
    if turn.is_payload or not (denies(turn.text) or turn.text.rstrip().endswith(("?", "؟"))):
        return True
    return orders_longer(turn.text)


def _asks_or_not(text: str) -> bool:
    """Tell whether the clause of the order ends in "or not?": it asks."""
    found = _OR_NOT.search(fold(text))
    words = tuple(found["clause"].split()) if found is not None else ()
    # What stands before "or not" is the verb of the order, and no other question: "whether anyone waits or not".
    asking = words[-_VERB:] if not words or not words[-1].isascii() or words[0] not in _ASKING else words
    return bool(words) and "whether" not in words and deed_of(asking) == "renew"


_VERB, _ASKING = 3, frozenset("should shall do can may could".split())


_OR_NOT_BEHIND = re.compile(r"\s(?:یا نه|یا خیر|ya na|or not)[\s?؟.!]{0,4}$")
_OR_NOT = re.compile(r"(?:^|[.,،;؛!?؟\n])(?P<clause>[^.,،;؛!?؟\n]{2,120}) (?:یا نه|یا خیر|ya na|or not)[\s?؟.!]{0,4}$")


def not_denied(turn: Turn, out: Sequence[Loan]) -> list[Loan]:
    """Give the loans that the message does not name beside a no."""
    # «تمدیدش کنم یا نه؟» says no to nothing.
    said = _OR_NOT_BEHIND.sub("", turn.text)
    named = find_named(tuple(words_of(denied_of(said))), [loan.title for loan in out]).places
    return [loan for place, loan in enumerate(out) if place not in named]


def orders_all(turn: Turn, request: Request) -> bool:
    """Tell whether all are ordered to be renewed: "renew everything", or the button that says so."""
    choice = choice_of(turn)
    rest = choice is not None and choice.kind == "rest"
    return not rest and bool(request.whole or (choice is not None and choice.kind == "all"))
