"""The form for a new intent: name, examples and answer in both languages, written together."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from litestar import Controller, get, post
from litestar.response import Redirect, Template

from bot.console.frame.access import needs
from bot.console.frame.forms import Sent, sent, whole
from bot.console.frame.pasted import lines_of
from bot.console.frame.roles import Permission
from bot.console.frame.text_checks import Problem, check_text
from bot.console.frame.visit import Visit
from bot.console.intents.catalogue import ASKED, FEW, LANGUAGES
from bot.console.intents.edits import add_intent
from bot.console.intents.pages import INTENTS
from bot.console.intents.remarks import Line, Remark, look_at_all
from bot.content import domain
from bot.content.domain import NewIntent
from bot.content.errors import ContentError, ContentRefused
from bot.content.examples import example_key
from crm.learning import question_groups
from crm.learning.proposals import as_example

__all__ = ["NewIntentPages"]

EDIT = needs(Permission.EDIT_INTENTS)
# Names that are places beside the intents' own pages.
TAKEN = frozenset({"new", "history", "content", "understand"})
LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form."""

    name: str = ""
    names: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    examples: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    answers: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))

    @classmethod
    def of(cls, form: Sent) -> Typed:
        """Take what was sent."""
        return cls(
            form.word("name").lower().replace(" ", "_").replace("-", "_"),
            {language: form.word(f"name_{language}") for language in LANGUAGES},
            {language: form.text(f"examples_{language}") for language in LANGUAGES},
            {language: form.text(f"answer_{language}").strip() for language in LANGUAGES},
        )

    def lines(self, language: str) -> list[str]:
        """Give the examples of a language, one a line."""
        return lines_of(self.examples[language])


@dataclass
class Found:
    """The errors of a form, by its fields, and the remarks on each example."""

    errors: dict[str, Remark] = field(default_factory=dict)
    answers: dict[str, list[Problem]] = field(default_factory=dict)
    lines: dict[str, list[Line]] = field(default_factory=dict)

    @property
    def is_doubtful(self) -> bool:
        """Tell whether somebody should look once more."""
        return any(line.is_doubtful for lines in self.lines.values() for line in lines)


class NewIntentPages(Controller):
    """The form for a new intent."""

    path = "/intents/new"

    @get("/", opt=EDIT)
    async def show(self, visit: Visit) -> Template:
        """Show the form: empty, or with the wordings of an unanswered question as examples."""
        found: dict[str, list[str]] = {language: [] for language in LANGUAGES}
        number = whole(visit.request.query_params.get("from_question"))
        if number is not None:
            for one in await question_groups.wordings(visit.store, number):
                found[one.language].append(as_example(one.text))
        examples = {language: "\n".join(dict.fromkeys(filter(None, texts))) for language, texts in found.items()}
        return _form(visit, Typed(examples=examples), Found())

    @post("/", opt=EDIT)
    async def add(self, visit: Visit) -> Template | Redirect:
        """Check the form and, when it is sound, write everything."""
        form = await sent(visit.request)
        typed = Typed.of(form)
        found = await _looked_at(visit, typed)
        wants_look = form.word("action") == "look"
        if found.errors or wants_look or (found.is_doubtful and not form.word("sure")):
            return _form(visit, typed, found, status=422 if found.errors else 200, looked=True)
        new = NewIntent(
            typed.name,
            typed.names,
            typed.answers,
            {language: [line.text for line in found.lines[language]] for language in LANGUAGES},
        )
        try:
            await add_intent(visit, new)
        except ContentError as error:
            found.errors["name"] = Remark("bad", error.code, error.facts)
            return _form(visit, typed, found, status=422, looked=True)
        return visit.go_to(f"{INTENTS}/{typed.name}", "intents.made")


async def _looked_at(visit: Visit, typed: Typed) -> Found:
    found = Found()
    try:
        if typed.name in TAKEN:
            raise ContentRefused("intent_taken", name=typed.name)
        await asyncio.to_thread(domain.check_name, visit.content.folder / "domain.yml", typed.name)
    except ContentRefused as error:
        found.errors["name"] = Remark("bad", error.code, error.facts)
    for language in LANGUAGES:
        title = typed.names[language]
        if not title or len(title) > LONGEST_TITLE or any(sign in title for sign in "{}\n"):
            found.errors[f"name_{language}"] = Remark("bad", "title", {"most": LONGEST_TITLE})
        problems = check_text(language, typed.answers[language], frozenset())
        found.answers[language] = problems
        if any(problem.tone == "bad" for problem in problems):
            found.errors[f"answer_{language}"] = Remark("bad", "answer")
        found.lines[language] = await look_at_all(visit, visit.language, language, None, typed.lines(language))
        fit = {example_key(line.text) for line in found.lines[language] if line.is_fit}
        if len(fit) < ASKED:
            found.errors[f"examples_{language}"] = Remark("bad", "examples_few", {"least": ASKED})
        elif not all(line.is_fit for line in found.lines[language]):
            found.errors[f"examples_{language}"] = Remark("bad", "examples_unfit")
    return found


def _form(visit: Visit, typed: Typed, found: Found, *, status: int = 200, looked: bool = False) -> Template:
    return visit.page(
        "intents/new.html",
        status=status,
        typed=typed,
        found=found,
        looked=looked,
        asked=ASKED,
        least=FEW,
        longest_title=LONGEST_TITLE,
    )
