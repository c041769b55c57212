"""The editor's page: as it stands, or as it was submitted, with its errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from litestar.response import Template

from bot.console.answers.checks import check
from bot.console.answers.circles import circles, quotes
from bot.console.answers.preview import preview
from bot.console.answers.samples import variables
from bot.console.answers.shelf import one_answer
from bot.console.answers.windows import shown_window
from bot.console.frame.intent_names import intent_names
from bot.console.frame.text_checks import Problem, variables_of
from bot.console.frame.visit import Visit
from bot.content.answers import FileAnswer
from bot.content.saying import answers_now
from crm.content.answer_versions import AnswerText, versions

__all__ = ["Typed", "checked", "editor"]

VERSIONS_SHOWN = 30
NO_WINDOW = {"starts_day": "", "starts_time": "", "ends_day": "", "ends_time": ""}


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the editor's form."""

    content: AnswerText
    window: Mapping[str, str] = field(default_factory=lambda: dict(NO_WINDOW))
    note: str = ""
    base: int = 0


async def checked(visit: Visit, content: AnswerText, answer: FileAnswer) -> dict[str, list[Problem]]:
    """Look at what was typed."""
    found = check(content, answer, visit.content.answers().keys())
    for field_name, problem in circles(answer.name, content, await quotes(visit)).items():
        found[field_name].append(problem)
    return found


async def editor(
    visit: Visit,
    name: str,
    *,
    typed: Typed | None = None,
    errors: Mapping[str, str] | None = None,
    problem: str | None = None,
    status: int = 200,
) -> Template:
    """Make the page; without `typed` the newest draft is taken up, else what is said now."""
    row = await one_answer(visit, name)
    known = await versions(visit.store, name, limit=VERSIONS_SHOWN)
    if typed is None:
        newest = row.newest
        base = newest.version if newest is not None else 0
        if newest is not None and newest.state == "draft":
            window = shown_window(visit.speech, newest.starts_at, newest.ends_at)
            typed = Typed(newest.content, window, newest.note or "", base)
        else:
            typed = Typed(row.content, base=base)
    names = variables_of(row.answer.texts.get("fa", "")) | variables_of(row.answer.texts.get("en", ""))
    now = visit.store.clock.now()
    return visit.page(
        "answers/editor.html",
        status=status,
        row=row,
        typed=typed,
        problems=await checked(visit, typed.content, row.answer),
        previews=preview(typed.content, await answers_now(visit.store, visit.content)),
        variables=variables(names),
        quoted=_quoted(names, visit.content.answers()),
        versions=known,
        errors=errors or {},
        problem=problem,
        now=now,
        today=visit.speech.short_day(visit.speech.today()),
        intent=(intent := _intent(name, visit.content.intents())),
        intent_name=(await intent_names(visit))(intent, visit.language),
    )


def _quoted(names: frozenset[str], answers: Mapping[str, FileAnswer]) -> Sequence[FileAnswer]:
    return [answers[name] for name in sorted(names) if name in answers]


def _intent(name: str, intents: Sequence[str]) -> str | None:
    """Give the intent whose own answer or name this is."""
    plain = name.removeprefix("utter_").removeprefix("intent_")
    return plain if plain in intents else None
