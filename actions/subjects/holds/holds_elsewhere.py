"""Reservations that shall be collected at another branch than they are kept for, whatever words say so.

"Can I take it from Central instead?" asks to move it, and not how far it is: what is asked moves nothing before a yes,
and of both one is asked about after the other. Both are moved at once only on a plain order, and of them those that
still can be; the others are said to stay.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.branches_named import branches_named, branches_wanted
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.holds.holds_moved import change_pickup, move_hold, move_to, stays
from actions.subjects.moves.own import holds_meant
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.elsewhere import Elsewhere, find_elsewhere
from language.requests.deeds.ordering import orders_to_hold
from library.values import Hold, HoldState

__all__ = ["wishes_elsewhere"]

_MOST_WORDS, _ACTS_BACK = 40, 2
# What is told in these is filed or answered as such, whatever it says of branches.
_TOLD = frozenset({"complaint", "report_fault", "website_problem", "suggestion", "lost_property", "feedback"})
# Asked of a branch itself, of the catalogue, or of how one comes there.
_OF_PLACE = re.compile(
    r"\b(?:open|close[sd]?|closing|hours|address|cop(?:y|ies)|available|shelf|parking|metro|bus|how far|return|bring (?:it|them) back|give (?:it|them) back)\b"
    r"|(?<!\w)(?:باز|بسته|تعطیل|ساعت|آدرس|نشانی|نسخه|موجود|قفسه|پارکینگ|مترو|پس ب\w+|برگردون\w*|برگردان\w*)(?!\w)|\b(?:baz|baste|saat|adres|noskhe|mojud|ghafase|pas|bargard\w*)\b"
)
_ALL = re.compile(
    r"\b(?:both|all (?:of )?(?:them|my|the|three|four|five)|them all|the two)\b|(?<!\w)(?:هر ?(?:دو|سه)|جفت|همه)\w*(?!\w)|\b(?:har ?do\w*|joft\w*|hame\w*)\b"
)


_OWN_HOLDS = re.compile(
    r"\bmy (?:\w{1,10} )?(?:reservations?|holds?)\b|(?<!\w)رزرو(?:م|مو|ام|امو|هام|هامو|هایم|های من)(?!\w)|\brezerv\w{0,3}(?:am|amo|ham|hamo)\b"
)
_SENTENCE = re.compile(r"[^.;؛!?؟\n]+[?؟]?")
_CONDITION = re.compile(
    r"\b(?:if|unless|(?<!until )when|once|until(?! when))\b|(?<!\w)(?:اگه|اگر|وقتی|شرط\w*)(?!\w)|\b(?:age|agar)\b"
)


def _wishing_sentence(text: str, named: Sequence[Branch], names: Sequence[str]) -> str:
    """Give the one sentence that wishes for a branch where others beside it only ask or tell something else."""
    parts: list[str] = [part.strip() for part in _SENTENCE.findall(text) if part.strip()]
    wishing = [part for part in parts if find_elsewhere(part, names) is not None and branches_named(part, named)]
    if len(parts) < _BESIDE or len(wishing) != 1 or _CONDITION.search(fold(text)) is not None:
        return ""
    # What is told of somebody's words, taken back or doubted behind it moves nothing.
    return "" if any(_TAKEN_BACK.search(fold(part).replace("’", "'")) for part in parts) else wishing[0]


_BESIDE = 2
_TAKEN_BACK = re.compile(
    r"^\W*(?:no|nope|wait|or|actually)\b|\b(?:never ?mind|leave it|forget it|don't|do not|not (?:sure|yet|now)|changed my mind|on second thought\w*|possible|allowed|said|says|told|asked|wanted|thought|maybe|perhaps)\b"
    r"|^\W*(?:نه|نخیر|یا)(?!\w)|(?<!\w)(?:ولش|بیخیال|بی ?خیال|نکن\w{0,3}|نبر\w{0,3}|شاید|مطمئن|پشیمون|پشیمان|منصرف|گفت\w{0,3}|گفته\w{0,4}|خواست\w{0,3}|ممکنه|ممکن|امکان\w{0,2})(?!\w)|\b(?:velesh|bikhial|nakon\w{0,3}|shayad|momkene|goft\w{0,3})\b"
)


async def wishes_elsewhere(turn: Turn) -> bool:
    """Move, or ask whether to move, reservations that were spoken of to the branch that is named; else False."""
    pending = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or (pending and pending.get("do") != "contact"):
        return False
    said = fold(turn.text).replace("’", "'")
    if word_count(turn.text) > _MOST_WORDS or turn.intent in _TOLD or _OF_PLACE.search(said):
        return False
    if orders_to_hold(turn.text) or orders_to_cancel(turn.text) or turn.recall("emergency") is not None:
        return False
    acts = [act for _, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False)]
    spoken = bool(acts) and acts[0].kind != "title" and any(act.kind == "hold" for act in acts)
    known = await directory.branches(turn.store)
    named = branches_named(turn.text, known)
    if not named:
        return False
    own = await own_things(turn)
    if not own.holds or own.named_loans or not (spoken or own.named_holds or _OWN_HOLDS.search(said)):
        return False
    names = [*(name for branch in named for name in branch.name.values()), *(hold.title for hold in own.holds)]
    wish = find_elsewhere(turn.text, names)
    if wish is None and (alone := _wishing_sentence(turn.text, named, names)):
        # "Move it to Saadi please. And until when is the red one kept?": what is asked beside it takes nothing back.
        turn.text, wish = alone, find_elsewhere(alone, names)
        own = await own_things(turn)
        said = fold(turn.text).replace("’", "'")
    if wish is None:
        return False
    meant = holds_meant(turn, own)
    every = len(own.holds) > 1 and _ALL.search(said) is not None
    holds = own.holds if every else meant or ((hold,) if (hold := own.hold(turn)) is not None else own.holds)
    if all(one.pickup is not None and {branch.code for branch in named} == {one.pickup.code} for one in holds):
        # It is collected there already: something else is asked.
        return False
    asks = wish is Elsewhere.ASK
    # Read as one about a reservation, what is wished of one alone goes the way of all such wishes.
    one_asked = asks and turn.intent != "hold"
    turn.read_as("hold", keeps_named=True)
    if not every:
        if len(holds) == 1:
            turn.point("hold", holds[0].id, "hold_status")
        await move_hold(turn, asks=one_asked)
        return True
    codes = [one.code for one in branches_wanted(turn.text, known) or named]
    await _move_all(turn, holds, codes, asks=asks)
    return True


async def _move_all(turn: Turn, holds: Sequence[Hold], codes: Sequence[str], *, asks: bool) -> None:
    """Say which of the reservations stay where they are, and move the others, or ask about one after the other."""
    movable = [one for one in holds if one.state in (HoldState.PENDING, HoldState.SUSPENDED)]
    for hold in holds:
        if hold not in movable:
            stays(turn, hold)
    to = [code for code in codes if any(one.pickup is None or one.pickup.code != code for one in movable)]
    if movable and len(to) != 1:
        await move_hold(turn, asks=True)
        return
    going = [one for one in movable if one.pickup is None or one.pickup.code != to[0]]
    if asks and going:
        await move_to(turn, going[0], to[0], plainly=False, then=[one.id for one in going[1:]])
    else:
        for hold in going:
            await change_pickup(turn, hold.id, to[0])
