"""The other one, and nothing more: "and the other one?", «و آن دیگری؟» asks of it what was told of the one before."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.others_meant import others_left, others_meant
from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.turn import Turn
from actions.subjects.holds import hold_days, holds_asked
from actions.subjects.loans import loan_days
from actions.subjects.renewals.renewal_checks import check
from language.normalise import fold
from language.requests.speech.others import only_others
from language.requests.speech.yes_and_no import find_word
from library.values import HoldState

__all__ = ["asks_of_other"]

_WAITS = frozenset({None, "contact", "renew"})
# Surely read as one of these, the other one may be of another kind.
_ELSEWHERE = frozenset(
    "location hours events room_booking emergency complaint affirm deny cancel lost_item fines case_status"
    " human_help suggest_purchase".split()
)


async def asks_of_other(turn: Turn) -> bool:
    """Tell of the other loan or reservation what was just told of one, where nothing else is said; else False."""
    pending = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or turn.intent in _ELSEWHERE:
        return False
    said = fold(turn.text).replace("’", "'")
    if (
        turn.intent != "renew"
        and _KEEPS_OTHER.search(said)
        and pending.get("awaits") in {None, "yes"}
        and find_word(turn.text) is None
    ):
        # What waits for a yes, "shall I tell them that it is lost?", goes on waiting.
        return await _may_stay(turn)
    last = turn.thread.last
    if (
        pending.get("do") not in _WAITS
        or last is None
        or last.kind not in ("hold", "loan")
        or not last.things
        or not only_others(turn.text)
    ):
        return False
    own = await own_things(turn)
    return await (_other_hold if last.kind == "hold" else _other_loan)(turn, own, last.act)


async def _other_hold(turn: Turn, own: OwnThings, act: str) -> bool:
    """Say how the other reservation stands; each, where both were told of."""
    meant = others_meant(turn, "hold", own.holds)
    if act == "cancel_hold" or meant is None or not own.holds:
        return False
    turn.intent, turn.moves = "hold_status", {}
    if len(meant) != 1:
        turn.entities = {}
        return await holds_asked.ready(turn, replace(own, named_holds=(), named_loans=()))
    named = replace(own, named_holds=meant)
    ready = meant[0].state is HoldState.READY
    return await (hold_days.until if ready else holds_asked.place)(turn, named)


async def _other_loan(turn: Turn, own: OwnThings, act: str) -> bool:
    """Say until when the other loan may be kept, or whether it can be renewed where that was spoken of."""
    meant = others_meant(turn, "loan", own.loans)
    orders = turn.intent == "renew" or not set("?؟") & set(turn.text)
    renewed = act == "renew" or any(one.act == "renew" for one in turn.thread.acts(kind="loan"))
    if not meant or act not in ("loans", "renew") or (renewed and orders):
        # "Now the other, too" behind a renewal, or what was asked of it, is an order.
        return False
    turn.moves = {}
    if act == "loans":
        turn.intent = "loans"
        return await loan_days.until(turn, replace(own, named_loans=meant))
    turn.intent = "renew"
    turn.set("pending", None)
    await check(turn, meant)
    return True


# "May I still keep my other book, or must I return that one too?": whether it may stay, and nothing behind it.
_KEEPS_OTHER = re.compile(
    r"\b(?:may|can|could|am i allowed to) (?:i )?(?:still |also )?keep (?:my|the) other(?: one| book| loan| novel)?(?:,? or (?:(?:should|must|do) i )?(?:have to |need to )?(?:return|bring|give) (?:it|that|that one)(?: back)?(?: too| as well)?)?\W{0,4}$"
    r"|\b(?:do i (?:have|need) to|must i|should i) (?:also )?(?:return|bring back|give back) (?:my|the) other(?: one| book| loan| novel)?(?: too| as well)\W{0,4}$"
    r"|(?<!\w)(?:اون|آن) یکی(?: کتاب\w{0,3})?(?: (?:رو|را|هم)){0,2} (?:میتونم|میتوانم|میشه) (?:نگه ?دارم|نگهش دارم)\W{0,4}$"
)


async def _may_stay(turn: Turn) -> bool:
    """Say until when the other loan may stay; of several, of each of them."""
    own = await own_things(turn)
    meant = others_meant(turn, "loan", own.loans) or others_left(turn, "loan", own.loans)
    if own.named or not own.loans:
        return False
    turn.intent, turn.moves = "loans", {}
    return await loan_days.until(turn, replace(own, named_loans=tuple(meant or own.loans)))
