"""What is new about a patron's cases, told once in each chat: at its return, at the greeting, at the sign-in."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.facts.case_lines import line_of, matter_of, state_of
from actions.facts.choices import choice
from actions.rasa.registry import concludes
from actions.subjects.cases.case_filing import hold_on_to
from crm.cases.hearing import case_news
from crm.errors import NotFound, StoreError
from protocol.intents import intents_with

__all__ = ["tell_news"]

MOST = 3
ABOUT_CASES = intents_with("about_case")


@concludes
async def tell_news(turn: Turn) -> None:
    """Add to the first answer of a conversation, and to the one after a sign-in, what the chat has not heard yet."""
    who = turn.patron.public_id if turn.patron is not None else "nobody"
    if turn.recall("news") == who or not turn.answers or turn.intent == "sign_out":
        return
    try:
        news = await case_news(turn.store, turn.conversation)
    except (NotFound, StoreError):
        # It is said another time: what the patron asked is answered now.
        return
    turn.remember(news=who)
    asked = turn.intent in ABOUT_CASES
    now = (turn.recall("case") or {}).get("number") if asked else None
    answers = [case for case in news.answers if case.number != now]
    # Who asks after their cases is told of them already.
    still_open = () if asked else news.open
    if not answers and not still_open:
        return
    before = len(turn.answers)
    for case in answers[:MOST]:
        hold_on_to(turn, case.number, case.subject, quiet=True, settled=not case.is_open)
        turn.say(
            "utter_case_news",
            number=case.number,
            matter=matter_of(case.subject, case.kind),
            state=state_of(turn, case),
            said={"answer": "utter_part_case_words", "words": case.answer} if case.answer else None,
        )
    if still_open:
        lines = [line_of(turn, case) for case in still_open[:MOST]]
        turn.say("utter_cases_open", lines=lines, choices=[choice("utter_intent_case_status", "case_status")])
    _in_place(turn, before)


def _in_place(turn: Turn, before: int) -> None:
    """Put news before a question or a sign-in that ends the turn; after anything else, with its buttons at the end."""
    last, facts = turn.answers[before - 1]
    if facts.get("status") == "clarified" or "sign_in" in (facts.get("custom") or {}):
        turn.answers = [*turn.answers[: before - 1], *turn.answers[before:], (last, facts)]
        return
    end, said = turn.answers[-1]
    choices = [*said.get("choices", []), *facts.get("choices", [])]
    turn.answers[before - 1] = (last, {**facts, "choices": []})
    turn.answers[-1] = (end, {**said, "choices": choices})
