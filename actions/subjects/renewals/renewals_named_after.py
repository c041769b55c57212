"""Own things named with few words after an act: the same act or question for them, before any catalogue is asked.

"Kite runner then" behind a renewal that was refused, «و Persepolis؟ اون که مشکلی نداره», "Blindness too, not finished".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.latin_titles import own_named
from actions.dialogue.own_things import own_things
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.subjects.loans import loans_asked
from actions.subjects.own.own_editions import known_as
from actions.subjects.renewals.renewal_checks import check
from actions.subjects.renewals.renewals_added import names_alone
from actions.subjects.renewals.renewals_done import do
from language.requests.own.named_after import Manner, NamedAfter, read_named_after
from library.values import Hold, Loan

__all__ = ["goes_on_by_name"]

# What these mean stands in the message itself.
_ELSEWHERE = frozenset("emergency complaint case_add cancel_hold hold deny cancel".split())
_SURE = 0.75
_WAITS = frozenset({None, "contact"})


async def goes_on_by_name(turn: Turn) -> bool:
    """Do or ask of a loan that is only named what was ordered or asked of the one before; False for anything else."""
    if turn.is_payload or turn.patron is None or (turn.slot("pending") or {}).get("do") not in _WAITS:
        return False
    if turn.intent in _ELSEWHERE and turn.confidence >= _SURE:
        return False
    said = read_named_after(turn.text)
    acts = _of_loans(turn)
    if said is None or not acts:
        return False
    meant = await _named(turn, said.name)
    if not meant:
        return False
    done = {one for act in acts if act.act == "renew" and act.result == "done" for one in act.things}
    named = frozenset(loan.id for loan in meant)
    turn.moves = {}
    if _renews(turn, said, acts) and not named & done:
        turn.intent = "renew"
        turn.set("pending", None)
        await do(turn, meant)
        return True
    if _spoke_of_renewing(acts) and not named & done:
        turn.intent = "renew"
        turn.set("pending", None)
        await check(turn, meant)
        return True
    turn.intent = "loans"
    own = await own_things(turn)
    return await loans_asked.until(turn, replace(own, named_loans=tuple(meant), named_holds=()))


def _of_loans(turn: Turn) -> list[Act]:
    """Give what the last turns did with loans, the newest first; none where something else was talked of since."""
    found: list[Act] = []
    for act in turn.thread.acts():
        if act.kind == "loan":
            found.append(act)
        elif act.kind and not (act.kind == "fee" and found):
            break
    return found


def _renews(turn: Turn, said: NamedAfter, acts: list[Act]) -> bool:
    """Tell whether a name is said as one more for an order that was given, and no day was asked for since."""
    ordered = next((act for act in acts if act.act == "renew" and act.result in ("done", "refused")), None)
    if ordered is None or said.manner is Manner.ASKED:
        return False
    if acts[0].act == "renew" or set(acts[0].things) == set(ordered.things):
        # "Why not?" in between is of the same order.
        return said.manner is Manner.ADDED or said.wanted or turn.intent == "renew"
    return turn.intent == "renew" and turn.confidence >= _SURE and (said.wanted or said.manner is Manner.ADDED)


def _spoke_of_renewing(acts: list[Act]) -> bool:
    """Tell whether renewing was what was spoken of last, or why it was not done."""
    last = acts[0]
    if last.act == "renew":
        return True
    renewed = next((act for act in acts if act.act == "renew"), None)
    return renewed is not None and set(last.things) == set(renewed.things)


async def _named(turn: Turn, name: str) -> list[Loan]:
    """Give the one loan that words name and say no more than that, in whichever language; nothing for several."""
    own = await own_things(turn)
    found = _wholly(name, own.loans) or [loan for loan in own.loans if await known_as(turn, loan, name)]
    return found if len(found) == 1 and not _wholly(name, own.holds) else []


def _wholly[T: (Loan, Hold)](name: str, things: Sequence[T]) -> list[T]:
    """Give the things whose title or author each of the words is of."""
    places = own_named(name, [one.title for one in things], [one.author for one in things])
    return [things[at] for at in places if names_alone(name, things[at])]
