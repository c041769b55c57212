"""Steps that are asked of the case that was just told, in a few words: to withdraw it, or to open it again."""

from __future__ import annotations

from typing import Any

from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.dialogue.wording import says, word_count
from actions.facts.case_lines import matter_of
from actions.facts.choices import no, yes
from actions.rasa.registry import undoes
from actions.subjects.cases.case_readings import FEW_WORDS

__all__ = ["ask_withdrawal", "step_named"]

STEPS = {
    "case_withdraw": ("withdraw it", "withdraw that", "take it back", "retract it", "drop it please", "close it",
                      "پسش میگیرم", "پسش بگیر", "پس میگیرمش", "pasesh migiram", "ببندش", "ببندیدش", "باطلش کن"),
    "case_appeal": ("reopen it", "open it again", "i don't accept it", "i do not accept it", "i don't accept that",
                    "بازش کن", "بازش کنید", "قبول ندارم", "نمی پذیرم", "قبولش ندارم"),
}  # fmt: skip


@undoes("case")
async def take_back(turn: Turn, act: Act) -> None:
    """Ask whether a case that was told a moment ago is to be withdrawn: it is there, whatever was meant."""
    ask_withdrawal(turn, {"number": act.things[0], "matter": act.act})


def step_named(text: str) -> str | None:
    """Name the step that a few words ask for with a case that only "it" points at."""
    if word_count(text) > FEW_WORDS:
        return None
    return next((step for step, words in STEPS.items() if says(text, *words)), None)


def ask_withdrawal(turn: Turn, last: dict[str, Any]) -> None:
    """Ask whether a case is to be withdrawn."""
    number = str(last["number"])
    ref = turn.await_("withdraw_case", "yes", number=number, matter=last.get("matter"))
    turn.say(
        "utter_case_ask_withdraw",
        status="clarified",
        number=number,
        matter=matter_of(str(last.get("matter"))),
        choices=[yes(ref, "utter_button_withdraw_case"), no(ref, "utter_button_leave_it")],
    )
