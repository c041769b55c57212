"""Forms of an intent's page: add an example, paste many, move, remove, and undo."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Controller, Request, post
from litestar.response import Redirect, Template

from bot.console.frame.access import needs
from bot.console.frame.forms import Sent, sent, wholes
from bot.console.frame.intent_names import intent_names
from bot.console.frame.pages import go_to, page
from bot.console.frame.parts import Console
from bot.console.frame.pasted import lines_of
from bot.console.frame.roles import Permission
from bot.console.frame.session import Reader
from bot.console.intents.catalogue import LANGUAGES
from bot.console.intents.edits import add_examples, move_examples, remove_examples, undo
from bot.console.intents.pages import INTENTS, MOST_UNDONE, shown
from bot.console.intents.remarks import MOST_LINES, Remark, look_at, look_at_all
from bot.content.errors import ContentError
from crm.content import changes

__all__ = ["ExampleEdits"]

EDIT = needs(Permission.EDIT_INTENTS)
Answer = Template | Redirect


class ExampleEdits(Controller):
    """Handlers of edits of one intent's examples."""

    path = "/intents"

    @post("/{name:str}/examples", opt=EDIT)
    async def add(self, request: Request[Any, Any, Any], console: Console, reader: Reader, name: str) -> Answer:
        """Add one example; what is doubtful only when the sender has seen why."""
        form = await sent(request)
        text, language = form.word("text"), form.one_of("language", LANGUAGES)
        remarks = await look_at(console, reader.language, language, name, text)
        bad = any(remark.tone == "bad" for remark in remarks)
        if bad or (any(remark.tone == "care" for remark in remarks) and not form.word("sure")):
            return await shown(
                request, console, reader, name, status=422, typed=text, remarks=remarks, language=language
            )
        try:
            await add_examples(console, reader, language, name, [text])
        except ContentError as error:
            said = [Remark("bad", error.code, error.facts)]
            return await shown(request, console, reader, name, status=422, typed=text, remarks=said, language=language)
        return go_to(f"{INTENTS}/{name}?lang={language}", "intents.added", secure=console.secure)

    @post("/{name:str}/bulk", opt=EDIT, status_code=200)
    async def preview(self, request: Request[Any, Any, Any], console: Console, reader: Reader, name: str) -> Template:
        """Show what would be added of the lines that were pasted."""
        form = await sent(request)
        language, pasted = form.one_of("language", LANGUAGES), form.text("lines")
        lines = lines_of(pasted)
        if not lines:
            problem = Remark("bad", "example_empty")
            return await shown(request, console, reader, name, status=422, problem=problem, language=language)
        return page(
            reader,
            "intents/bulk.html",
            name=name,
            names=await intent_names(console),
            language=language,
            lines=await look_at_all(console, reader.language, language, name, lines),
            left_out=max(0, len(lines) - MOST_LINES),
            pasted=pasted,
        )

    @post("/{name:str}/bulk/add", opt=EDIT)
    async def add_many(self, request: Request[Any, Any, Any], console: Console, reader: Reader, name: str) -> Answer:
        """Add the lines that were chosen."""
        form = await sent(request)
        language, texts = form.one_of("language", LANGUAGES), form.texts("text", MOST_LINES)
        if not texts:
            return go_to(f"{INTENTS}/{name}?lang={language}", "intents.nothing_chosen", secure=console.secure)
        try:
            await add_examples(console, reader, language, name, texts)
        except ContentError as error:
            problem = Remark("bad", error.code, error.facts)
            pasted = "\n".join(texts)
            return await shown(
                request, console, reader, name, status=422, problem=problem, pasted=pasted, language=language
            )
        return go_to(f"{INTENTS}/{name}?lang={language}", "intents.added_many", secure=console.secure)

    @post("/{name:str}/remove", opt=EDIT)
    async def remove(self, request: Request[Any, Any, Any], console: Console, reader: Reader, name: str) -> Answer:
        """Take the chosen examples out."""
        form = await sent(request)

        async def work(language: str, texts: list[str]) -> list[int]:
            return await remove_examples(console, reader, language, name, texts)

        return await _edited(request, console, reader, name, form, work, "intents.removed")

    @post("/{name:str}/move", opt=EDIT)
    async def move(self, request: Request[Any, Any, Any], console: Console, reader: Reader, name: str) -> Answer:
        """Put the chosen examples under another intent."""
        form = await sent(request)

        async def work(language: str, texts: list[str]) -> list[int]:
            return await move_examples(console, reader, language, name, texts, form.word("to"))

        return await _edited(request, console, reader, name, form, work, "intents.moved")

    @post("/{name:str}/undo", opt=EDIT)
    async def take_back(self, request: Request[Any, Any, Any], console: Console, reader: Reader, name: str) -> Answer:
        """Take edits back that were made a moment ago, the last one first."""
        form = await sent(request)
        numbers = wholes(form.texts("change", MOST_UNDONE))
        language = None
        for number in reversed(numbers):
            change = await changes.change(console.store, number)
            language = change.language
            try:
                await undo(console, reader, change)
            except ContentError as error:
                problem = Remark("bad", error.code, error.facts)
                return await shown(request, console, reader, name, status=409, problem=problem, language=language)
        return go_to(
            f"{INTENTS}/{name}" + (f"?lang={language}" if language else ""), "intents.undone", secure=console.secure
        )


async def _edited(
    request: Request[Any, Any, Any],
    console: Console,
    reader: Reader,
    name: str,
    form: Sent,
    work: Callable[[str, list[str]], Awaitable[list[int]]],
    notice: str,
) -> Answer:
    language, texts = form.one_of("language", LANGUAGES), list(dict.fromkeys(form.texts("text", MOST_UNDONE)))
    if not texts:
        problem = Remark("bad", "nothing_chosen")
        return await shown(request, console, reader, name, status=422, problem=problem, language=language)
    try:
        numbers = await work(language, texts)
    except ContentError as error:
        problem = Remark("bad", error.code, error.facts)
        return await shown(request, console, reader, name, status=409, problem=problem, language=language)
    undoing = "-".join(str(number) for number in numbers)
    return go_to(f"{INTENTS}/{name}?lang={language}&undo={undoing}", notice, secure=console.secure)
