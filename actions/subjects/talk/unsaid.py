"""What somebody says not to have said: "no, I didn't say cancel, I asked until when", «نگفتم لغو کن، گفتم تا کی»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.pending import leave
from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.turn import Turn
from language.requests.speech.sentences import deed_of, sentences

__all__ = ["unsay"]

# The quotation marks of what was not said may stand in it; the words behind "I said" are what is meant.
_UNSAID = re.compile(
    r"^\W{0,9}(?:(?:no|nope|na|نه|نخیر|وا|بابا|khanum|agha)\b\W{1,6}){0,3}"
    r"(?P<unsaid>(?:i (?:didn['’]?t|did not|never) (?:say|ask|tell you|want you)\b[^,.;!?\n]{0,60}"
    r"|(?:من )?نگفتم(?!\w)[^،,.؛!؟?\n]{0,60}|(?:man )?nagoftam\b[^,.;!?\n]{0,60}))"
    r"[،,.;؛!]?\s{0,3}(?:but |and |ولی |vali )?"
    r"(?:i (?:said|asked|meant|was asking)(?: you| if| whether| that| to know)?\b|(?:من )?(?:گفتم|پرسیدم|منظورم این بود)(?:ه| که)?(?!\w)|(?:man )?(?:goftam|porsidam)(?: ke)?\b)[:\s]{0,3}(?P<meant>[^\n]{3,400})$",
    re.IGNORECASE,
)
# What waits for a yes to a deed begins so.
_WAITS_FOR = {"cancel": ("cancel_hold",), "renew": ("renew",), "hold": ("hold", "reserve")}
# What a deed that was not ordered may have been read as.
_READ_AS = {
    "cancel": frozenset({"cancel_hold", "cancel"}),
    "renew": frozenset({"renew"}),
    "hold": frozenset({"hold"}),
}


def unsay(turn: Turn) -> None:
    """Leave out of what is read the order that its writer says not to have given; what was asked instead is the turn."""
    found = None if turn.is_payload else _UNSAID.match(turn.text)
    if found is None:
        return
    deeds = {deed_of(sentence.words) for sentence in sentences(found["unsaid"])} - {None}
    meant = {deed_of(sentence.words) for sentence in sentences(found["meant"])} - {None}
    waits = str((turn.slot("pending") or {}).get("do") or "")
    if any(waits.startswith(_WAITS_FOR[str(deed)]) for deed in deeds - meant if deed in _WAITS_FOR):
        # The next yes does not do what was just said not to be wanted.
        leave(turn)
    turn.text = found["meant"].strip()
    turn.entities = {
        name: values for name, values in turn.entities.items() if any(value in turn.text for value in values)
    }
    denied = {"deny"}.union(*(_READ_AS.get(str(deed), frozenset()) for deed in deeds - meant))
    if turn.intent in denied:
        turn.intent, turn.confidence = next_reading(turn, lambda name: name not in denied, least=0.0)
    moves = {"hold.cancel": "cancel", "loan.renew": "renew"}
    turn.moves = {name: share for name, share in turn.moves.items() if moves.get(name) not in deeds - meant}
