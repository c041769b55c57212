"""The words that a reservation's state is told in: "what does in transit mean?", «در راه یعنی چی؟»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn, nested
from actions.dialogue.wording import word_count
from actions.facts.lines import hold_line
from language.normalise import fold
from library.values import HoldState

__all__ = ["explains_state"]

_NAMES = r"(?:in transit|transit|on (?:the|its|his) way|transferr?(?:ed|ing)?|در راه|تو راه|توی راه|در حال انتقال|انتقال|ترانزیت|(?:tu|to|dar) rah)"
# Asked what the words mean: «یعنی هنوز تو راهه؟» asks how it stands.
_ASKED = re.compile(
    rf"\b(?:what|meaning|explain|(?:don't|do not|didn't) (?:know|understand|get))\b[^.?!]{{0,30}}(?<!\w){_NAMES}(?!\w)[^.?!]{{0,30}}"
    rf"|(?<!\w){_NAMES}(?!\w)[^.?!؟]{{0,24}}(?:(?:یعنی|معنی\w*|معناش?|منظور\w*) ?(?:چی|چه)\w*|(?:yani|yaani|manish?|manzur\w*) ?ch\w+|\bwhat (?:is|does) (?:it|that|this) mean)"
    rf"|(?:(?:یعنی|معنی|معنای|منظور(?: از)?) (?:چی|چه)?|(?:yani|mani|manzur az) ?(?:chi|che)?)[^.?!؟]{{0,10}}(?<!\w){_NAMES}(?!\w) (?:چی|چیه|چیست|chie|چه)"
)
_MEANS = re.compile(
    r"\b(?:means?|meaning|meant|explain|understand)\b|یعنی|معن|منظور|\b(?:yani|yaani|mani|manish|manzur\w*)\b"
)
_MOST_WORDS = 18


async def explains_state(turn: Turn) -> bool:
    """Say what it means that something is on its way, and how it stands; False where nothing of that is asked."""
    if turn.is_payload or word_count(turn.text) > _MOST_WORDS:
        return False
    said = fold(turn.text).replace("’", "'")
    waits = (turn.slot("pending") or {}).get("awaits") in {"told", "words"}
    if waits or not _ASKED.search(said) or not _MEANS.search(said):
        return False
    turn.intent = "hold_status"
    holds = (await own_things(turn)).holds if turn.patron is not None else ()
    coming = [one for one in holds if one.state is HoldState.IN_TRANSIT]
    hold = coming[0] if len(coming) == 1 else None
    turn.did(
        "hold_status", kind="hold", things=[one.id for one in coming], title=hold.title if hold else "", result="told"
    )
    if hold is not None:
        turn.point("hold", hold.id, "hold_status")
    now = nested("utter_part_hold_now", title=hold.title, state=hold_line(hold)["state"]) if hold else None
    turn.say("utter_hold_transit_means", now=now)
    return True
