"""Of which kind of own thing a question is: a loan, a reservation, a fee or the card, the likeliest first."""

from __future__ import annotations

import re

from actions.dialogue.describing import described
from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn
from actions.subjects.holds import hold_told
from actions.subjects.own.own_questions import OF_RECORD
from language.normalise import fold
from language.requests.own.own_matters import Matter, MatterQuestion, Pointer, find_pointer

__all__ = ["ELSEWHERE", "OF_SERVICES", "kinds_meant"]

_INTENTS = {
    "hold": frozenset({"hold_status", "hold", "cancel_hold"}),
    "loan": frozenset({"loans", "renew"}),
    "fee": frozenset({"fines"}),
    "card": frozenset({"account", "card_registration"}),
}
_WORDS = {
    "hold": re.compile(r"\breserv|\bholds?\b|رزرو|نوبت|rezerv|\bpick ?-?up\b|\bcollect"),
    "loan": re.compile(r"\bloan|\bborrowed\b|\brenew|\bdue\b|امانت|تمدید|سررسید|tamdid|amanat"),
    "fee": re.compile(
        r"\bowe|\bfines?\b|\bfees?\b|\bdebt|\bcharge|\bpay\b|بدهی|بدهکار|جریمه|جریم|دیرکرد|پرداخت|jarime|bedehi"
    ),
    "card": re.compile(r"\bcards?\b|\bmembership\b|کارت|عضویت|\bkart|ozviat"),
}  # fmt: skip
# Read so surely, a message is about the house and about nobody's own things; what is named by its title still is.
ELSEWHERE = frozenset(
    "hours location events room_booking print_scan wifi equipment donation help human_help change_language sign_out"
    " goodbye greet facilities ill lost_card lost_property emergency report_fault suggestion employment".split()
)
# Of these a chance word in a question of the record ("what limit?") may be all that was read.
OF_SERVICES = frozenset("wifi print_scan equipment room_booking facilities ill help".split())
# These words ask by themselves for one's own, whatever it was read as.
_PLAIN = frozenset(
    {
        Matter.ANOTHER,
        Matter.EXPIRED,
        Matter.WAITED,
        Matter.LENIENCE,
        Matter.AFTER,
        Matter.CARD,
        Matter.BLOCKS,
        Matter.BARRED,
        Matter.UNBLOCK,
        Matter.RENEWED,
        Matter.ROOM,
        Matter.HOLDS_LEFT,
        Matter.OWED,
        Matter.LIMIT,
        Matter.READY,
    }
)
# Read as one of these, a book that is spoken of may be one's own.
_OF_BOOKS = _INTENTS["hold"] | _INTENTS["loan"] | {"borrow", "privacy", "nlu_fallback"}
_BOOK = re.compile(r"\b(?:it|them|books?)\b|کتاب|(?:بگیر|ببر|نگه|دنبال)\w{0,3}(?:ش|شون)(?!\w)|\b(?:ketab|begirat)")
# Asked of one kind alone, and never of the house: what was told of some turns ago is meant.
_LASTING = frozenset({Matter.FIRST, Matter.WAITED, Matter.PLACE, Matter.DROP, Matter.LONGER, Matter.PART, Matter.STILL})


def kinds_meant(turn: Turn, question: MatterQuestion, own: OwnThings, *, known: bool) -> list[str]:
    """Give the kinds of things that a question may be about, the likeliest first."""
    said = fold(turn.text)
    named = {"loan": bool(own.named_loans), "hold": bool(own.named_holds)}
    likely: dict[str, float] = {}
    for kind in question.kinds:
        word = bool(_WORDS[kind].search(said))
        read = turn.intent in _INTENTS[kind]
        misread = question.matter in OF_RECORD and turn.intent in OF_SERVICES
        read_so = question.matter in (Matter.LONGER, Matter.ANOTHER) and turn.intent in _OF_BOOKS
        plain = question.matter in _PLAIN and question.own and (misread or turn.intent not in ELSEWHERE)
        score = 0.0
        if named.get(kind):
            score = 4.0
        elif question.matter is Matter.MOVE and hold_told.is_placing(turn):
            score = 3.5
        elif any(named.values()) and kind in named:
            continue
        elif word and (question.own or read or kind in own.kinds):
            score = 3.5
        elif kind == "hold" and described(turn, "hold", own.holds) and find_pointer(turn.text) is not Pointer.OTHER:
            score = 3.2
        elif own.kinds[:1] == (kind,):
            score = 3.0
        elif kind in own.kinds and (read or question.own):
            score = 2.0
        elif read and (question.own or question.matter in _PLAIN):
            score = 1.5
        elif kind in own.kinds and question.matter in _LASTING:
            score = 1.2
        elif plain or question.matter is Matter.OBJECT or (read and question.matter is Matter.LINE):
            score = 1.0
        elif read_so and _BOOK.search(said) and own.holds and not own.loans:
            # Who has nothing on loan asks of no other book.
            score = 1.0
        elif known:
            score = 0.6 if kind == "hold" else 0.8
        if score:
            likely[kind] = score
    return sorted(likely, key=lambda kind: -likely[kind])
