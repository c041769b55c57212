"""Saved tests: preview of a conversation before it is saved, and the list of those that are."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.audited import audited
from bot.console.frame.lists import ListQuery, csv_response
from bot.console.frame.pages import go_to, page, speech_for
from bot.console.frame.parts import Console
from bot.console.frame.reading import cover, read_once
from bot.console.frame.roles import Permission
from bot.console.frame.say import say
from bot.console.frame.session import Reader
from crm.content import saved_tests
from crm.conversations import transcript
from crm.errors import Conflict, InvalidValue
from crm.records.values import LANGUAGES

__all__ = ["SavedTests"]

TESTS = "/console/conversations/tests"
READ = needs(Permission.READ_CONVERSATIONS)
KEEP = needs(Permission.REVIEW)
Sent = RequestEncodingType.URL_ENCODED
HEADER = ("name", "language", "active", "created_at", "created_by", "conversation", "story")

Answer = Template | Redirect


class TestSent(msgspec.Struct, frozen=True):
    """The name under which a conversation is to be kept, or whether a test is in use."""

    name: str = ""
    active: str = ""


class SavedTests(Controller):
    """Handlers of the pages of saved tests."""

    path = "/conversations"

    @get("/tests", opt=READ)
    async def index(self, request: Request[Any, Any, Any], console: Console, reader: Reader) -> Template | Stream:
        """List the saved tests."""
        query = ListQuery.from_request(request, filters={"language": LANGUAGES, "active": ("yes", "no")})
        active = query.filters.get("active")
        rows, more = await saved_tests.saved_tests(
            console.store,
            q=query.q,
            language=query.filters.get("language"),
            active=None if active is None else active == "yes",
            limit=query.limit,
            offset=0 if query.wants_csv else query.offset,
        )
        if query.wants_csv:
            await audited(console, reader, "test.exported", "saved_test", None)
            speech = speech_for(console, reader)
            cells = [
                (
                    row.name,
                    row.language,
                    row.is_active,
                    f"{speech.short_day(row.created_at)} {speech.time(row.created_at)}",
                    row.created_by,
                    row.conversation,
                    cover(reader, row.story),
                )
                for row in rows
            ]
            header = [say(speech, f"tests.csv.{name}") for name in HEADER]
            return csv_response(reader, "conversation-tests", header, cells)
        shown = [(row, cover(reader, row.story)) for row in rows]
        return page(reader, "conversations/tests.html", query=query, rows=shown, more=more, languages=LANGUAGES)

    @post("/tests/{test_id:int}/active", opt=KEEP)
    async def switch(
        self, console: Console, reader: Reader, test_id: int, data: Annotated[TestSent, Body(media_type=Sent)]
    ) -> Redirect:
        """Let models be tested with it, or not any more."""
        await saved_tests.set_test_active(console.store, test_id, data.active == "yes", by=reader.username)
        return go_to(TESTS, "saved", secure=console.secure)

    @post("/tests/{test_id:int}/delete", opt=KEEP)
    async def delete(self, console: Console, reader: Reader, test_id: int) -> Redirect:
        """Delete a saved test."""
        await saved_tests.delete_test(console.store, test_id, by=reader.username)
        return go_to(TESTS, "tests.deleted", secure=console.secure)

    @get("/{public_id:str}/test", opt=KEEP)
    async def preview(self, console: Console, reader: Reader, public_id: str) -> Template:
        """Show what would be kept of a conversation."""
        return await _preview(console, reader, public_id, None)

    @post("/{public_id:str}/test", opt=KEEP)
    async def save(
        self, console: Console, reader: Reader, public_id: str, data: Annotated[TestSent, Body(media_type=Sent)]
    ) -> Answer:
        """Keep a conversation as a test."""
        talk = await transcript.talk(console.store, public_id)
        lines = await transcript.lines(console.store, talk.id, internal=False)
        try:
            await saved_tests.save_test(console.store, public_id, data.name, lines, by=reader.username)
        except InvalidValue as error:
            return await _preview(console, reader, public_id, data.name, f"tests.bad.{error.field}")
        except Conflict:
            return await _preview(console, reader, public_id, data.name, "tests.bad.taken")
        return go_to(TESTS, "tests.saved", secure=console.secure)


async def _preview(
    console: Console, reader: Reader, public_id: str, name: str | None, problem: str | None = None
) -> Template:
    talk = await transcript.talk(console.store, public_id)
    await read_once(console, reader, "conversation.read", public_id, ("messages",))
    lines = await transcript.lines(console.store, talk.id, internal=False)
    if name is None:
        first = next((line.text for line in lines if line.sender == "patron" and line.intent and line.text), "")
        name = cover(reader, first, talk.names)[:80]
    story = saved_tests.story_of(name or "conversation", lines)
    return page(
        reader,
        "conversations/test.html",
        status=422 if problem else 200,
        talk=talk,
        name=name,
        story=cover(reader, story, talk.names),
        problem=problem,
    )
