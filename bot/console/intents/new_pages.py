"""The form for a new intent: name, examples and answer in both languages, written together."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from litestar import Controller, get, post
from litestar.response import Redirect, Template

from bot.console.frame.access import needs
from bot.console.frame.forms import whole
from bot.console.frame.roles import Permission
from bot.console.frame.text_checks import TextRemark, check_text
from bot.console.frame.visit import Visit
from bot.console.intents.catalogue import ASKED, LANGUAGES
from bot.console.intents.edits import add_intent
from bot.console.intents.forms import LONGEST_TITLE, NewIntentForm
from bot.console.intents.pages import INTENTS
from bot.console.intents.remarks import UnderstoodLine, look_at_all
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


@dataclass
class FormFindings:
    """What there is to say of the answers and of each example of a form."""

    answers: dict[str, list[TextRemark]] = field(default_factory=dict)
    lines: dict[str, list[UnderstoodLine]] = field(default_factory=dict)

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
        examples = {
            f"examples_{language}": "\n".join(dict.fromkeys(filter(None, texts))) for language, texts in found.items()
        }
        return _form(visit, NewIntentForm(visit, **examples), FormFindings())

    @post("/", opt=EDIT)
    async def add(self, visit: Visit) -> Template | Redirect:
        """Check the form and, when it is sound, write everything."""
        form = await NewIntentForm.sent(visit)
        found = await _looked_at(visit, form)
        wants_look = form.action.typed == "look"
        if form.is_wrong or wants_look or (found.is_doubtful and not form.sure.data):
            return _form(visit, form, found, looked=True)
        new = NewIntent(
            form.code,
            {language: form.text("name", language) for language in LANGUAGES},
            {language: form.text("answer", language) for language in LANGUAGES},
            {language: [line.text for line in found.lines[language]] for language in LANGUAGES},
        )
        try:
            await add_intent(visit, new)
        except ContentError as error:
            _wrong(form, "name", error.code, **error.facts)
            return _form(visit, form, found, looked=True)
        return visit.go_to(f"{INTENTS}/{form.code}", "intents.made")


async def _looked_at(visit: Visit, form: NewIntentForm) -> FormFindings:
    found = FormFindings()
    try:
        if form.code in TAKEN:
            raise ContentRefused("intent_taken", name=form.code)
        await asyncio.to_thread(domain.check_name, visit.content.folder / "domain.yml", form.code)
    except ContentRefused as error:
        _wrong(form, "name", error.code, **error.facts)
    for language in LANGUAGES:
        title = form.text("name", language)
        if not title or len(title) > LONGEST_TITLE or any(sign in title for sign in "{}\n"):
            _wrong(form, f"name_{language}", "title", most=LONGEST_TITLE)
        problems = check_text(language, form.text("answer", language), frozenset())
        found.answers[language] = problems
        if any(problem.tone == "bad" for problem in problems):
            _wrong(form, f"answer_{language}", "answer")
        found.lines[language] = await look_at_all(visit, visit.language, language, None, form.lines(language))
        fit = {example_key(line.text) for line in found.lines[language] if line.is_fit}
        if len(fit) < ASKED:
            _wrong(form, f"examples_{language}", "examples_few", least=ASKED)
        elif not all(line.is_fit for line in found.lines[language]):
            _wrong(form, f"examples_{language}", "examples_unfit")
    return found


def _wrong(form: NewIntentForm, name: str, key: str, /, **values: object) -> None:
    form.wrong(name, f"intents.remark.{key}", **values)


def _form(visit: Visit, form: NewIntentForm, found: FormFindings, *, looked: bool = False) -> Template:
    form.name.autofocus = not looked
    form.name.put(form.code)
    # Whoever has been told of a doubt says again that they are sure.
    form.sure.put("")
    return visit.page("intents/new.html", status=422 if form.is_wrong else 200, form=form, found=found, looked=looked)
