"""What is named of the patron's own, in a message that was read as nothing done with it: how it stands."""

from __future__ import annotations

import re

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS
from actions.subjects.holds import holds_asked
from actions.subjects.loans import loans_asked
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
    several = len(own.named_loans) > 1 and not own.named_holds
    if turn.intent not in UNREAD or turn.recall("case"):
        return False
    if len([*own.named_loans, *own.named_holds]) != 1 and not several:
        return False
    if turn.slot("pending") and (turn.slot("pending") or {}).get("awaits") != "yes":
        return False
    speaks = bool(_OF_ONES_OWN.search(fold(turn.text)))
    if turn.intent == "search_book" and not speaks:
        return False
    if own.named_holds:
        return await holds_asked.where(turn, own)
    if orders_renewal(turn.text) and speaks:
        turn.intent = "renew"
        await HANDLERS["renew"].handler(turn)
        return True
    return await loans_asked.until_asked(turn, own)
