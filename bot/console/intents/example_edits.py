"""Forms of an intent's page: add an example, paste many, move, remove, and undo."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from litestar import Controller, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.intent_names import intent_names
from bot.console.frame.pasted import lines_of
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.intents.edits import add_examples, move_examples, remove_examples, undo
from bot.console.intents.forms import ChosenForm, ExampleForm, ManyExamplesForm, PasteForm, UndoForm
from bot.console.intents.pages import INTENTS, shown
from bot.console.intents.remarks import MOST_LINES, ExampleRemark, look_at, look_at_all
from bot.content.errors import ContentError
from crm.content import changes

__all__ = ["ExampleEdits"]

EDIT = needs(Permission.EDIT_INTENTS)


class ExampleEdits(Controller):
    """Handlers of edits of one intent's examples."""

    path = "/intents"

    @post("/{name:str}/examples", opt=EDIT)
    async def add(self, visit: Visit, name: str) -> PageOrRedirect:
        """Add one example; what is doubtful only when the sender has seen why."""
        form = await ExampleForm.sent(visit)
        text, language = form.text.data, form.spoken
        remarks = await look_at(visit, visit.language, language, name, text)
        bad = any(remark.tone == "bad" for remark in remarks)
        if bad or (any(remark.tone == "care" for remark in remarks) and not form.sure.data):
            return await shown(visit, name, status=422, typed=text, remarks=remarks, language=language)
        try:
            await add_examples(visit, language, name, [text])
        except ContentError as error:
            said = [ExampleRemark("bad", error.code, error.facts)]
            return await shown(visit, name, status=422, typed=text, remarks=said, language=language)
        return visit.go_to(f"{INTENTS}/{name}?lang={language}", "intents.added")

    @post("/{name:str}/bulk", opt=EDIT, status_code=200)
    async def preview(self, visit: Visit, name: str) -> Template:
        """Show what would be added of the lines that were pasted."""
        form = await PasteForm.sent(visit)
        language, pasted = form.spoken, form.lines.data
        lines = lines_of(pasted)
        if not lines:
            problem = ExampleRemark("bad", "example_empty")
            return await shown(visit, name, status=422, problem=problem, language=language)
        return visit.page(
            "intents/bulk.html",
            name=name,
            names=await intent_names(visit),
            language=language,
            lines=await look_at_all(visit, visit.language, language, name, lines),
            left_out=max(0, len(lines) - MOST_LINES),
            pasted=pasted,
        )

    @post("/{name:str}/bulk/add", opt=EDIT)
    async def add_many(self, visit: Visit, name: str) -> PageOrRedirect:
        """Add the lines that were chosen."""
        form = await ManyExamplesForm.sent(visit)
        language, texts = form.spoken, form.text.data
        if not texts:
            return visit.go_to(f"{INTENTS}/{name}?lang={language}", "intents.nothing_chosen")
        try:
            await add_examples(visit, language, name, texts)
        except ContentError as error:
            problem = ExampleRemark("bad", error.code, error.facts)
            pasted = "\n".join(texts)
            return await shown(visit, name, status=422, problem=problem, pasted=pasted, language=language)
        return visit.go_to(f"{INTENTS}/{name}?lang={language}", "intents.added_many")

    @post("/{name:str}/remove", opt=EDIT)
    async def remove(self, visit: Visit, name: str) -> PageOrRedirect:
        """Take the chosen examples out."""
        form = await ChosenForm.sent(visit)

        async def work(language: str, texts: list[str]) -> list[int]:
            return await remove_examples(visit, language, name, texts)

        return await _edited(visit, name, form, work, "intents.removed")

    @post("/{name:str}/move", opt=EDIT)
    async def move(self, visit: Visit, name: str) -> PageOrRedirect:
        """Put the chosen examples under another intent."""
        form = await ChosenForm.sent(visit)

        async def work(language: str, texts: list[str]) -> list[int]:
            return await move_examples(visit, language, name, texts, form.to.data)

        return await _edited(visit, name, form, work, "intents.moved")

    @post("/{name:str}/undo", opt=EDIT)
    async def take_back(self, visit: Visit, name: str) -> PageOrRedirect:
        """Take edits back that were made a moment ago, the last one first."""
        form = await UndoForm.sent(visit)
        numbers = form.change.numbers
        language = None
        for number in reversed(numbers):
            change = await changes.change(visit.store, number)
            language = change.language
            try:
                await undo(visit, change)
            except ContentError as error:
                problem = ExampleRemark("bad", error.code, error.facts)
                return await shown(visit, name, status=409, problem=problem, language=language)
        return visit.go_to(f"{INTENTS}/{name}" + (f"?lang={language}" if language else ""), "intents.undone")


async def _edited(
    visit: Visit, name: str, form: ChosenForm, work: Callable[[str, list[str]], Awaitable[list[int]]], notice: str
) -> PageOrRedirect:
    language, texts = form.spoken, list(dict.fromkeys(form.text.data))
    if not texts:
        problem = ExampleRemark("bad", "nothing_chosen")
        return await shown(visit, name, status=422, problem=problem, language=language)
    try:
        numbers = await work(language, texts)
    except ContentError as error:
        problem = ExampleRemark("bad", error.code, error.facts)
        return await shown(visit, name, status=409, problem=problem, language=language)
    undoing = "-".join(str(number) for number in numbers)
    return visit.go_to(f"{INTENTS}/{name}?lang={language}&undo={undoing}", notice)
