"""Another reservation to the branch of the one that is being made: "and the other one I reserved, also to Saadi".

It is asked about, whatever the words, and what waits for a yes is asked again behind it.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.branches_named import branches_named, branches_refused
from actions.dialogue.others_meant import others_meant
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.holds.holds_moved import move_to
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_renew
from language.requests.speech.denials import denies

__all__ = ["moves_along"]

_MAKING = frozenset({"hold", "hold_at"})
_HERE = frozenset("hold hold_status affirm search_book location nlu_fallback out_of_scope".split())
_MOST_WORDS = 24
# It is reserved already: said so, and not only to be reserved.
_RESERVED = re.compile(
    r"\b(?:i(?:'ve| have)?(?: already)? reserved|my (?:other |earlier |previous |old )?(?:reservation|hold)|(?:other|previous|earlier|existing) (?:reservation|hold)|have on hold|i'm waiting for|already reserved)\b"
    r"|(?<!\w)(?:رزرو|reservation|reserve|hold)(?:م|ی)? ?(?:قبلی\w{0,3}|دیگه\w{0,3}|اولی\w{0,3})(?!\w)|(?<!\w)(?:رزرو|reserve|hold) ?(?:کرد(?:م|ه ?بودم|ه ?ام|م)|کردمش|دارم)(?!\w)|\brezerv(?:e)? (?:karda?m|ghabli\w{0,3}|karde boodam)\b"
)
_TOO = re.compile(
    r"\b(?:also|too|as well|same|both|together)\b|(?<!\w)(?:هم|اونم|همون ?جا|همین ?جا|نیز|یه ?جا|با هم)(?!\w)|\b(?:ham|oonam|unam|hamoo?nja)\b"
)
_THERE = re.compile(
    r"\b(?:there|the same (?:place|branch)|same (?:place|branch))\b|(?<!\w)(?:همون ?جا|همین ?جا|اون ?جا|همان ?جا)(?!\w)|\b(?:hamoo?nja|oo?nja)\b"
)
_ELSE = re.compile(
    r"\b(?:if|unless|when|how|why|ready|arrived|queue)\b|(?<!\w)(?:اگه|اگر|کی|چرا|چند\w{0,3}|رسید\w{0,3}|آماده\w{0,3}|صف)(?!\w)|\b(?:age|key|chera|chand\w{0,3})\b"
)


async def moves_along(turn: Turn) -> LookStep:
    """Ask whether a reservation that stands already shall come along to the branch; what waits is asked again then."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    if turn.is_payload or turn.patron is None or pending.get("do") not in _MAKING or turn.intent not in _HERE:
        return LookStep.ON
    said = fold(turn.text).replace("’", "'")
    if word_count(turn.text) > _MOST_WORDS or not (_RESERVED.search(said) and _TOO.search(said)):
        return LookStep.ON
    if _ELSE.search(said) or denies(turn.text) or orders_to_cancel(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    own = await own_things(turn)
    meant = own.named_holds or others_meant(turn, "hold", own.holds) or ()
    known = await directory.branches(turn.store)
    named = branches_named(turn.text, known)
    there = (pending.get("args") or {}).get("branch") if _THERE.search(said) else None
    code = named[0].code if len(named) == 1 and not branches_refused(turn.text, known) else None if named else there
    if len(meant) != 1 or own.named_loans or not code:
        return LookStep.ON
    turn.intent, turn.confidence, turn.moves = "hold", 1.0, {}
    await move_to(turn, meant[0], str(code), plainly=False)
    now = turn.slot("pending")
    if now and now != pending:
        turn.set("pending", {**now, "older": {key: value for key, value in pending.items() if key != "older"}})
    return LookStep.DONE
