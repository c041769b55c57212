"""What is not known, of a thing or at all: it is said, with the offer to pass the question on."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Fact, Turn, nested
from actions.facts.choices import OfferedChoice, librarian, menu, yes
from actions.subjects.facts.fact_parts import told_refs
from crm.knowledge.entries import KnowledgeEntry

__all__ = ["say_unknown", "say_untold"]


def say_unknown(turn: Turn, after: Sequence[str] = ()) -> None:
    """Say that it is not known, and offer to pass the question on."""
    ref = turn.await_("file", "yes", matter="question", text=turn.text)
    turn.say(
        "utter_fact_unknown",
        status="fallback",
        choices=[yes(ref, "utter_button_pass_on"), librarian(), *menu(*after)],
    )


def say_untold(
    turn: Turn, entry: KnowledgeEntry, said: dict[str, Fact], lacks: str, choices: Sequence[OfferedChoice]
) -> None:
    """Tell what is known of the thing, and that what was asked of it is not; offer to pass that on."""
    waiting = turn.slot("pending") or {}
    args = waiting.get("args") or {}
    if waiting and (waiting.get("do") != "file" or args.get("matter") != "question" or args.get("key")):
        # What waits is asked again behind this, and a yes is one to that.
        turn.say("utter_fact_asked", status="fallback", **said, choices=choices, custom=told_refs([entry]))
        return
    ref = turn.await_("file", "yes", matter="question", text=turn.text)
    turn.say(
        "utter_fact_untold",
        status="fallback",
        **said,
        untold=nested(f"utter_part_untold_{lacks}"),
        choices=[yes(ref, "utter_button_pass_on"), *choices],
        custom=told_refs([entry]),
    )
