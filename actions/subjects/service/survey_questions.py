"""Questions of surveys in a chat: one at a time, each with a button for every value of its scale."""

from __future__ import annotations

from typing import Any

from actions.dialogue.turn import Turn
from actions.facts.choices import OfferedChoice, cancel, no, yes
from actions.rasa.registry import PatronReply, pending_action
from crm.database.store import Store
from crm.surveys.definitions import DefinedQuestion, version_of
from crm.surveys.inviting import SurveyAsked
from language.digits import to_persian

__all__ = ["PARTS", "ask_question", "ask_survey", "number_choices"]

# What a gap is made of, in the order in which it is asked.
PARTS = ("minimum", "desired", "perceived")


def ask_survey(turn: Turn, asked: SurveyAsked) -> None:
    """Ask what an invitation asks: one question at once, several only after a yes."""
    questions = asked.survey.questions
    if len(questions) == 1 and questions[0].scale != "gap9":
        ask_question(turn, asked.token, questions[0])
        return
    ref = turn.await_("survey_begin", "yes", token=asked.token, survey=asked.survey.id)
    turn.say(
        "utter_survey_offer",
        status="clarified",
        questions=len(questions) * (len(PARTS) if asked.survey.kind == "gap" else 1),
        choices=[yes(ref, "utter_button_survey_begin"), no(ref)],
        custom={"ask_score": True},
    )


@pending_action("survey_begin")
async def begin(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """Ask the first question of the survey that was agreed to."""
    ask_question(turn, str(args["token"]), await _first(turn.store, int(args["survey"])))


def ask_question(
    turn: Turn, token: str, question: DefinedQuestion, *, minimum: int | None = None, desired: int | None = None
) -> None:
    """Ask one question; of a gap the part that is not given yet, with what is given carried on."""
    least, most = question.range
    is_gap = question.scale == "gap9"
    part = PARTS[0 if minimum is None else 1 if desired is None else 2] if is_gap else None
    given = [str(value) for value in (minimum, desired) if value is not None]
    about = {"token": token, "code": question.code, "minimum": minimum, "desired": desired}
    ref = turn.await_("survey", "scale", least=least, most=most, **about)
    choices = number_choices(least, most, ":".join(("ask", token, question.code, *given)))
    if is_gap:
        choices.append(cancel(ref))
    turn.say(
        f"utter_gap_{part}" if part else "utter_survey_question",
        status="clarified",
        question=dict(question.text),
        choices=choices,
        custom={"ask_score": True},
    )


def number_choices(first: int, last: int, ref: str | None) -> list[OfferedChoice]:
    """Make a button for each value from the first to the last, up or down; `ref` says what it answers."""
    step = 1 if last >= first else -1
    about = f', "ref": "{ref}"' if ref else ""
    return [
        {"title": {"fa": to_persian(str(value)), "en": str(value)}, "payload": f'/rate{{"score": "{value}"{about}}}'}
        for value in range(first, last + step, step)
    ]


async def _first(store: Store, survey_id: int) -> DefinedQuestion:
    survey = await store.look(lambda connection: version_of(connection, survey_id))
    return survey.questions[0]
