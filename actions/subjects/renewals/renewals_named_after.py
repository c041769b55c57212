"""Own things named with few words after an act: the same act or question for them, before any catalogue is asked.

"Kite runner then" behind a renewal that was refused, «و Persepolis؟ اون که مشکلی نداره», "Blindness too, not finished".
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.dialogue.latin_titles import own_named
from actions.dialogue.own_things import own_things
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.subjects.loans import loan_days
from actions.subjects.own.own_editions import known_as
from actions.subjects.renewals.renewal_checks import check
from actions.subjects.renewals.renewals_added import names_alone
from actions.subjects.renewals.renewals_done import do
from language.normalise import fold, squash
from language.requests.own.named_after import Manner, NamedAfter, read_named_after
from library.values import Hold, Loan

__all__ = ["goes_on_by_name"]

# A mere name may be read as one of these; what was read as anything else means that.
_NAMING = frozenset(
    "renew loans search_book shelf_location hold borrow return insult affirm thanks chitchat out_of_scope nlu_fallback".split()
)
# Beside these a bare name is somebody spoken to, or a word by chance: "thanks, mother".
_IN_PASSING = frozenset("insult affirm thanks chitchat".split())
_SURE, _GUESS = 0.75, 0.3
_WAITS = frozenset({None, "contact"})
_ASKED_DAY = re.compile(
    r"\b(?:when|until when|till when|how long|due|deadline)\b|(?<!\w)(?:کی|تا کی\w{0,3}|چه روزی|چند\w{0,2}|مهلت\w{0,3}|موعد\w{0,3}|سررسید\w{0,3})(?!\w)|\b(?:key|kei|kie|mohlat\w{0,3})\b"
)
_WHY = re.compile(
    r"\W{0,3}(?:(?:but|ok|oh|and|ولی|خب|اما|vali|khob) )?(?:why(?: not| is that| can't it)?|چرا(?: نه| نشد| نمی ?شه)?|chera(?: na| nashod)?)\W{0,4}"
)
_ASKED_ELSE = re.compile(
    r"\b(?:how do|how can|how much|where|return\w{0,3}|bring\w{0,3}|lost|fine|fee|pay|owe|open)\b|(?<!\w)(?:چطور|چجوری|کجا|گم\w{0,3}|جریمه\w{0,3}|چقد\w{0,2})(?!\w)"
)


async def goes_on_by_name(turn: Turn) -> bool:
    """Do or ask of a loan that is only named what was ordered or asked of the one before; False for anything else."""
    if turn.is_payload or turn.patron is None or (turn.slot("pending") or {}).get("do") not in _WAITS:
        return False
    said = read_named_after(turn.text)
    acts = _of_last_turn(turn)
    if said is None or not acts or not (turn.intent in _NAMING or (said.wanted and turn.confidence < _GUESS)):
        return False
    meant = await _named(turn, said.name)
    if not meant or (turn.intent in _IN_PASSING and said.manner is Manner.BARE):
        return False
    if turn.intent == "insult" and not _in_full(said, meant[0]):
        return False
    done = {one for act in turn.thread.acts() if act.act == "renew" and act.result == "done" for one in act.things}
    if acts[0].act == "renew":
        if meant[0].id in done:
            return False
        turn.intent, turn.moves = "renew", {}
        turn.set("pending", None)
        if _renews(turn, said, acts[0]):
            await do(turn, meant)
        else:
            await check(turn, meant)
        return True
    if not _asked_day(acts[0]):
        return False
    turn.intent, turn.moves = "loans", {}
    own = await own_things(turn)
    return await loan_days.until(turn, replace(own, named_loans=tuple(meant), named_holds=()))


def _of_last_turn(turn: Turn) -> list[Act]:
    """Give what the last turn did with loans; of "why not?" in between, the refusal that was asked of."""
    kept = [[Act.unpacked(act) for act in one.get("acts", [])] for one in reversed(turn.thread.turns)]
    last = kept[0] if kept else []
    if len(last) == 1 and len(kept) > 1 and _WHY.fullmatch(fold(last[0].words)) and last[0].things:
        refused = [act for act in kept[1] if act.result == "refused" and act.things == last[0].things]
        last = refused or last
    return list(reversed(last)) if last and all(act.kind == "loan" for act in last) else []


def _renews(turn: Turn, said: NamedAfter, last: Act) -> bool:
    """Tell whether a name is said as one more for an order that was just done or refused."""
    if last.result not in ("done", "refused") or said.manner is Manner.ASKED:
        return False
    return said.manner is Manner.ADDED or said.wanted or (turn.intent == "renew" and turn.confidence >= _SURE)


def _asked_day(last: Act) -> bool:
    """Tell whether the day of a loan was asked for, and nothing else of it."""
    words = fold(last.words).replace("’", "'")
    return last.act == "loans" and _ASKED_DAY.search(words) is not None and _ASKED_ELSE.search(words) is None


def _in_full(said: NamedAfter, loan: Loan) -> bool:
    """Tell whether a title is said whole: who scolds says half of one by chance."""
    return squash(loan.title) == squash(said.name)


async def _named(turn: Turn, name: str) -> list[Loan]:
    """Give the one loan that words name and say no more than that, in whichever language; nothing for several."""
    own = await own_things(turn)
    found = _wholly(name, own.loans) or [loan for loan in own.loans if await known_as(turn, loan, name)]
    return found if len(found) == 1 and not _wholly(name, own.holds) else []


def _wholly[T: (Loan, Hold)](name: str, things: Sequence[T]) -> list[T]:
    """Give the things whose title or author each of the words is of."""
    places = own_named(name, [one.title for one in things], [one.author for one in things])
    return [things[at] for at in places if names_alone(name, things[at])]
