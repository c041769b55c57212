"""What is named of the patron's own, in a message that was read as nothing done with it: how it stands."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS
from actions.subjects.holds import holds_asked
from actions.subjects.loans import loan_days
from actions.subjects.own.only_said import says_only
from actions.subjects.own.own_questions import orders_renewal
from language.normalise import fold

__all__ = ["UNREAD", "tell_named"]

# Read as one of these, a message that names one of the patron's things is looked at once more.
UNREAD = frozenset(
    {"out_of_scope", "nlu_fallback", "chitchat", "lost_property", "privacy", "search_book", "suggestion"}
)
_OF_ONES_OWN = re.compile(
    r"\b(?:my|i have|i've got|due|return|bring|back|renew|late|overdue)\b|باید|بیارم|برگردون|برگردان|پس بدم|تمدید|مهلت"
    r"|دستم|دست منه|دست من|امانت|دیر|موعد|(?<![^\W_])من(?![^\W_])"
    r"|\b(?:man|bayad|biaram|pas bedam|tamdid|mohlat\w*|dastame)\b"
)


async def tell_named(turn: Turn, own: OwnThings) -> bool:
    """Tell how a named thing of the patron's stands, where the message was read as nothing that is done with it."""
    if turn.intent not in UNREAD or turn.recall("case"):
        return False
    several = len(own.named_loans) > 1 and not own.named_holds and _asks_due(turn.text, own)
    if len([*own.named_loans, *own.named_holds]) != 1 and not several:
        return False
    if turn.slot("pending") and (turn.slot("pending") or {}).get("awaits") != "yes":
        return False
    if several:
        return await loan_days.until(turn, own)
    speaks = bool(_OF_ONES_OWN.search(fold(turn.text)))
    if turn.intent == "search_book" and not speaks:
        return False
    if own.named_holds:
        return await holds_asked.where(turn, own)
    if orders_renewal(turn.text) and speaks:
        turn.intent = "renew"
        await HANDLERS["renew"].handler(turn)
        return True
    return await loan_days.until_asked(turn, own)


def _asks_due(text: str, own: OwnThings) -> bool:
    """Tell whether a message asks when what it names is due, or whether it is late, and says nothing else."""
    asks = _DUE.search(fold(text)) is not None
    return asks and says_only(text, [loan.title for loan in own.named_loans], _OF_DUE)


_DUE = re.compile(
    r"\b(?:when|what day|how long (?:can|could|may|do))\b|\b(?:late|overdue|due)\b|(?<!\w)(?:کی|چند|چه روزی|مهلت\w{0,4}|دیر\w{0,2})(?!\w)|\b(?:key|kei|kay|chand|mohlat\w{0,4})\b"
)
_OF_DUE = frozenset(
    "hi hello please thanks when until till by how long what day is are was they these those them both either any one of"
    " due date dates back late overdue already my own on card account loan loans books can could may must should do have"
    " has to i keep return bring be need for ketab ketabe ketaba ta key kei kay chand vaght daram rooz ruz bayad biaram"
    " bargardoonam pas bedam mohlat mohlatesh mohlateshoon ro ra"
    " سلام لطفا کتاب کتابهای کتابای تا کی چند چه روز روزی وقت دارم مهلت مهلتش مهلتشون باید بیارم بیارمشون برگردونم"
    " برگردونمشون پس بدم است هست هستن شده دیر دیرکرد رو را هر دو پیشم دستم دستمه نگه دارم میتونم می تونم".split()
)
