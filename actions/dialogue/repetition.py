"""Variation of repeated answers: another wording the second time, in the end the offer of a person."""

from __future__ import annotations

from actions.dialogue.turn import Turn

__all__ = ["SERIES", "vary"]

# An answer and what takes its place the second time, the third time, and so on; then the last two take turns.
SERIES: dict[str, tuple[str, ...]] = {
    name: (name, *later)
    for name, later in {
        "utter_thanks": ("utter_thanks_again",),
        "utter_chitchat": ("utter_chitchat_again",),
        "utter_out_of_scope": ("utter_out_of_scope_again", "utter_stuck"),
        "utter_sign_in": ("utter_sign_in_again",),
        "utter_sign_in_lapsed": ("utter_sign_in_again",),
        "utter_denied": ("utter_denied_again",),
        "utter_nothing_pending": ("utter_nothing_pending_again",),
        "utter_nothing_to_cancel": ("utter_nothing_pending_again",),
        "utter_too_late": ("utter_too_late_again",),
        "utter_not_understood_again": ("utter_stuck",),
        "utter_clarify_again": ("utter_stuck",),
        "utter_insult_again": ("utter_insult_quiet",),
    }.items()
}


def vary(turn: Turn) -> None:
    """Put another wording in the place of answers that were given in the turn just before."""
    if not turn.answers:
        return
    counts: dict[str, int] = dict(turn.recall("said") or {})
    said: dict[str, int] = {}
    for place, (answer, facts) in enumerate(turn.answers):
        series = SERIES.get(answer)
        if series is None:
            continue
        count = counts.get(answer, 0)
        last = len(series) - 1
        turn.answers[place] = (series[count if count <= last else last - (count - last) % 2], facts)
        said[answer] = count + 1
    if said != counts:
        turn.remember(said=said or None)
