"""What the words of a message order, place or name, whatever move is read into them."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.kinds_spoken_of import OWN
from actions.dialogue.turn import Turn
from language.choices import find_choice
from language.normalise import fold
from language.requests.cases.beside_case import asked_of_another
from language.requests.cases.case_questions import asks_for_keeping
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.speech.ellipsis import find_ellipsis

__all__ = [
    "OF_CARD_ITSELF",
    "OF_FEES",
    "OF_HOLDS",
    "asked_beside",
    "is_of_hold",
    "is_ordered_otherwise",
    "only_names",
    "takes_one",
]

_CHANGING = frozenset({"hold.cancel", "hold.move"})
_RENEWING = frozenset({"loan.renew", "loan.renew_all"})
OF_HOLDS = re.compile(
    r"\b(?:reserv\w*|send|on (?:the|its) way|arriv\w*|ready|pick(?:ed)? (?:it |them )?up|collect\w*|queue)\b"
    r"|رزرو|بفرست|تو راه|توی راه|در راه|رسید|آماده|نوبت|صف|\b(?:rezerv|amade|tu rah|nobat)\w*"
)
OF_CARD_ITSELF = re.compile(
    r"\b(?:card|membership)\b[^.?!]{0,20}\b(?:valid|expire\w*|expiry|run out|good for)\b|\b(?:valid|expire\w*|expiry)\b[^.?!]{0,20}\b(?:card|membership)\b"
    r"|(?:کارت|عضویت)\w*[^.?!؟]{0,16}(?:اعتبار|منقضی|معتبر)|(?:اعتبار|انقضا)\w* (?:کارت|عضویت)"
)
OF_FEES = re.compile(
    r"\b(?:ow(?:e|es|ed|ing)|fines|fined|(?:a|the|my|any|no|late) fine|fees?|debts?|charg\w*|pay\w*|paid|cost\w*|how much|money"
    r"|rials?|tomans?|price|waiv\w*|late|overdue|penalt\w*)\b|بدهی|بدهکار|جریم|دیرکرد|پرداخت|پول|هزینه|چقد|مبلغ|توم[نا]|ریال"
    r"|ببخش|\b(?:jarime|bedehi|pul|pool|cheghad)\w*"
)


def only_names(turn: Turn) -> bool:
    """Tell whether a message is no more than the name of a title behind an "and": «و کوری؟», "what about Dune?"."""
    # Behind "what about" a title is read as a topic.
    said, ellipsis = turn.entity("title") or turn.entity("topic"), find_ellipsis(turn.text)
    return (
        bool(said) and ellipsis is not None and fold(ellipsis.words).strip(" ؟?.!") == fold(said or "").strip(" ؟?.!")
    )


def takes_one(turn: Turn) -> bool:
    """Tell whether words place one title of the list shown, and wish for none that is like it."""
    choice, shown = find_choice(turn.text), turn.shown("title")
    if choice is None or choice.kind not in ("indexes", "last") or len(choice.resolve(len(shown))) != 1:
        return False
    return _LIKE_IT.search(fold(turn.text)) is None


_LIKE_IT = re.compile(
    r"\b(?:like|similar|such as|but|shorter|longer|easier|more|not|other|another)\b|(?<!\w)(?:مثل|شبیه|مانند|ولی|اما|کوتاه\w*|بلند\w*|نه|دیگه|دیگر)(?!\w)|\b(?:mesl\w*|shabih\w*|vali|na|dige)\b"
)


def is_of_hold(turn: Turn) -> bool:
    """Tell whether a question speaks of what was reserved, and names no card: "how many days to take it then?"."""
    said = fold(turn.text)
    return (turn.intent == "hold_status" or OF_HOLDS.search(said) is not None) and not OF_CARD_ITSELF.search(said)


def is_ordered_otherwise(turn: Turn, name: str) -> bool:
    """Tell whether the words order something in so many words that a move only tells of, or takes back."""
    if name == "hold.cancel" and orders_to_hold(turn.text) and not orders_to_cancel(turn.text):
        return True
    if name.startswith("hold.") and name not in _CHANGING and orders_to_cancel(turn.text):
        # "It takes too long, cancel it" asks for no excuse.
        return True
    if name.partition(".")[0] in OWN and name not in _RENEWING:
        return orders_to_renew(turn.text)
    if name == "case.withdraw" and OF_FEES.search(fold(turn.text)):
        # "If you charged me for it, take it off": that is of the fine, and no case.
        return True
    if name.startswith("case."):
        return turn.patron is not None and orders_to_renew(turn.text)
    return name.startswith("title.") and name != "title.hold" and orders_to_hold(turn.text)


def asked_beside(turn: Turn) -> bool:
    """Tell whether something is asked beside an open case, and not of what was told for it."""
    told = " ".join(str(one.get("words") or "") for one in turn.recall("told") or [])
    return not asks_for_keeping(turn.text) and bool(asked_of_another(turn.text, told=told))
