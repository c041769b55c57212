"""Others' loans: told to nobody but a child's to its guardian, and said so plainly."""

from __future__ import annotations

from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn, nested
from actions.dialogue.wording import says
from actions.facts.choices import choice, menu
from actions.facts.told import first_facts
from actions.rasa.registry import handles
from actions.subjects.others.children import REF as CHILDS
from actions.subjects.others.children import asks_of_child, press_child
from actions.subjects.others.guardians import REF as GUARDIANS
from actions.subjects.others.guardians import press_guardian
from language.normalise import fold

__all__ = ["others_loans"]

CHILD = (
    "daughter", "daughter's", "daughters", "son", "son's", "sons", "child", "child's", "children", "kid", "kid's",
    "kids", "my boy", "my girl", "guardian",
    "دخترم", "پسرم", "بچم", "بچه ام", "بچه‌م", "بچه هام", "بچه‌هام", "فرزندم",
    "فرزندانم", "کودکم", "قیم", "نوه م", "dokhtaram", "pesaram", "bacham",
)  # fmt: skip


@handles("others_loans")
async def others_loans(turn: Turn) -> None:
    """Refuse with the reason; offer a reservation of the book that is asked for, else the patron's own loans.

    What the desk has opened to a guardian is told; a child says here what a guardian may do.
    """
    kind = (turn.entity("ref") or "").partition(":")[0]
    if turn.is_payload and kind in (CHILDS, GUARDIANS):
        if turn.patron is None:
            ask_sign_in(turn)
        else:
            await (press_child if kind == CHILDS else press_guardian)(turn)
        return
    if await asks_of_child(turn, any_topic=True):
        return
    note = await first_facts(turn, "others_loans")
    title = turn.entity("title")
    held = await turn.library.holds(turn.patron_id) if title and turn.patron is not None else ()
    if title and any(fold(one.title) == fold(title) for one in held):
        # Who waits in the queue already is offered no place in it.
        turn.did("others_loans", result="told")
        turn.say(
            "utter_others_loans", status="refused", guardian=None, hold=None, note=note, choices=menu("hold_status")
        )
        return
    if not title:
        # Of a title that is named it goes on: "is it at Saadi now?".
        turn.did("others_loans", result="told")
    if title:
        choices = [choice("utter_intent_hold", "hold", title=title)]
    else:
        choices = menu("loans", "hold")
    turn.say(
        "utter_others_loans",
        status="refused",
        guardian=nested("utter_part_guardian") if says(turn.text, *CHILD) else None,
        hold=nested("utter_part_hold_instead", title=title) if title else None,
        note=note,
        choices=choices,
    )
