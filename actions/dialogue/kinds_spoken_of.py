"""The kinds of things that were spoken of: of these there are moves, the newest first."""

from __future__ import annotations

from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from language.requests.speech.bare_questions import named_words
from protocol.intents import traits_of

__all__ = ["OWN", "kinds_spoken_of"]

# Of these there are moves.
_KINDS = frozenset("title loan hold fee card case event place".split())
# What is the patron's own.
OWN = frozenset({"loan", "hold", "fee", "card"})
# Told of, these are asked after by the same few words ("is it free?", "until when?"), and have no moves.
_OTHERS = frozenset(
    "wifi print_scan equipment eresources room_booking donation employment ill research_help citation_help"
    " course_reserves visitor_access website_problem".split()
)
_ASIDE = frozenset({"lost_item"})
# So many acts back a thing may still be spoken of.
_FAR = 2


def kinds_spoken_of(turn: Turn) -> list[str]:
    """Give the kinds of things of the last acts, the newest first."""
    last = turn.thread.last
    if last is not None and last.act in _OTHERS and not named_words(turn.text):
        # What names nothing asks of what was told last.
        return []
    # A rule that is told beside a charge or a loan is told of that.
    acts = (act for act in turn.thread.acts() if act.act not in _ASIDE)
    kinds = [kind for _, act in zip(range(_FAR), acts, strict=False) if (kind := _kind(act))]
    if (shown := turn.slot("shown")) and str(shown.get("kind")) in _KINDS:
        kinds.append(str(shown["kind"]))
    return list(dict.fromkeys(kinds))


def _kind(act: Act) -> str:
    return act.kind if act.kind in _KINDS else traits_of(act.act).about
