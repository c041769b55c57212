"""What is ordered right after a search: a named title that is not there is offered for purchase, one shown is reserved."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.subjects.cases.purchases.purchase_wishes import offer_to_register
from language.normalise import fold
from language.requests.titles.copies import find_copy
from language.writing import quoted

__all__ = ["orders_then"]

# Nothing else is said, and no bare no before it: "no? then order", «پس سفارش بدین».
_ORDERS = re.compile(
    r"\W{0,3}(?:no ?\?\W{0,2})?(?:(?:ok|okay|well|so|and|then|please|fine)\W{1,3}){0,3}(?:can you |could you )?order(?: (?:it|one|that|a copy))?(?: (?:then|for me|please)){0,3}\W{0,3}"
    r"|\W{0,3}(?:نه ?[؟?]\W{0,2})?(?:(?:خب|باشه|پس|لطفا)\W{1,3}){0,3}(?:اینو |اون رو |همین رو |براش )?سفارش(?:ش)? (?:بدین|بدید|بدهید|بده)\W{0,3}"
    r"|\W{0,3}(?:na ?\?\W{0,2})?(?:(?:khob|bashe|pas|lotfan)\W{1,3}){0,3}(?:ino )?sefaresh(?:esh)? (?:bedin|bedid|bede)\W{0,3}"
)


async def orders_then(turn: Turn) -> LookStep:
    """Ask whether to suggest the named title that was just not found, or reserve the one just told of, where it is ordered."""
    last, now = turn.thread.last, turn.thread.turns[-1:]
    if turn.is_payload or turn.slot("pending") or turn.intent == "deny" or _ORDERS.fullmatch(fold(turn.text)) is None:
        return LookStep.ON
    if last is None or not now[0].get("acts") or last.act != "search_book" or last.result != "told":
        return LookStep.ON
    offered = any(one.intent == "suggest_purchase" for one in turn.thread.offers())
    if last.title and not last.things and not turn.shown("title") and offered:
        in_quotes = quoted(last.title, turn.language)
        turn.read_as("suggest_purchase")
        offer_to_register(turn, last.title, f"{turn.text}\n{in_quotes}")
        return LookStep.DONE
    title = await turn.library.title(last.things[0]) if len(last.things) == 1 else None
    if title is None or last.kind != "title" or turn.focus("title") != title.id:
        return LookStep.ON
    copy = find_copy(last.words) or find_copy(last.words, brief=True)
    if copy is not None and (copy.language not in ("", title.language) or copy.kind not in ("", title.kind)):
        # There is no such edition: this one was not asked for.
        return LookStep.ON
    turn.read_as("hold", keeps_named=True)
    turn.entities = {"ref": [f"title:{title.id}"]}
    return LookStep.RUN
