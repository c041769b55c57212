"""Saved tests: preview of a conversation before it is saved, and the list of those that are."""

from __future__ import annotations

from functools import partial

from litestar import Controller, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.fields import HiddenField, TextField
from bot.console.frame.forms import Form
from bot.console.frame.lists import ListQuery
from bot.console.frame.reading import cover, read_once
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.content import saved_tests
from crm.conversations import transcript
from crm.errors import Conflict, InvalidValue
from protocol.values import LANGUAGES

__all__ = ["SavedTests"]

TESTS = "/console/conversations/tests"
READ = needs(Permission.READ_CONVERSATIONS)
KEEP = needs(Permission.REVIEW)


class TestCaseForm(Form):
    """Whether a test is in use."""

    active = HiddenField()


class NameForm(Form):
    """The name under which a conversation is to be kept."""

    name = TextField("tests.name", required=True, most=120, dir="auto", autocomplete=None)


class SavedTests(Controller):
    """Handlers of the pages of saved tests."""

    path = "/conversations"

    @get("/tests", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the saved tests."""
        query = ListQuery.from_request(visit.request, filters={"language": LANGUAGES, "active": ("yes", "no")})
        active = query.filters.get("active")
        rows, more = await saved_tests.saved_tests(
            visit.store,
            q=query.q,
            language=query.filters.get("language"),
            active=None if active is None else active == "yes",
            limit=query.limit,
            offset=0 if query.wants_csv else query.offset,
        )
        if query.wants_csv:
            await visit.audited("test.exported", "saved_test", None)
            return visit.file("conversation-tests", _columns(visit), rows, texts="tests.csv.")
        return visit.page(
            "conversations/tests.html",
            query=query,
            columns=_columns(visit),
            rows=rows,
            more=more,
            languages=LANGUAGES,
            cover=partial(cover, visit.reader),
        )

    @post("/tests/{test_id:int}/active", opt=KEEP)
    async def switch(self, visit: Visit, test_id: int) -> Redirect:
        """Let models be tested with it, or not any more."""
        form = await TestCaseForm.sent(visit)
        await saved_tests.set_test_active(visit.store, test_id, form.active.data == "yes", by=visit.reader.actor)
        return visit.go_to(TESTS, "saved")

    @post("/tests/{test_id:int}/delete", opt=KEEP)
    async def delete(self, visit: Visit, test_id: int) -> Redirect:
        """Delete a saved test."""
        await saved_tests.delete_test(visit.store, test_id, by=visit.reader.actor)
        return visit.go_to(TESTS, "tests.deleted")

    @get("/{public_id:str}/test", opt=KEEP)
    async def preview(self, visit: Visit, public_id: str) -> Template:
        """Show what would be kept of a conversation."""
        return await _preview(visit, public_id, None)

    @post("/{public_id:str}/test", opt=KEEP)
    async def save(self, visit: Visit, public_id: str) -> PageOrRedirect:
        """Keep a conversation as a test."""
        form = await NameForm.sent(visit)
        talk = await transcript.talk(visit.store, public_id)
        lines = await transcript.lines(visit.store, talk.id, internal=False)
        try:
            await saved_tests.save_test(visit.store, public_id, form.name.data, lines, by=visit.reader.actor)
        except InvalidValue as error:
            return await _preview(visit, public_id, form.wrong("name", f"tests.bad.{error.field}"))
        except Conflict:
            return await _preview(visit, public_id, form.wrong("name", "tests.bad.taken"))
        return visit.go_to(TESTS, "tests.saved")


def _columns(visit: Visit) -> tuple[Column, ...]:
    locale = visit.locale
    return (
        Column("name", "tests.name", "name", style="what", is_plain=True),
        Column("language", "tests.language", "language"),
        Column("active", "tests.state", "is_active"),
        Column(
            "created_at",
            "tests.created",
            lambda row: f"{locale.short_day(row.created_at)} {locale.time(row.created_at)}",
        ),
        Column("created_by", value="created_by"),
        Column("conversation", value="conversation"),
        Column("story", value=lambda row: cover(visit.reader, row.story)),
        Column("what", "tests.what"),
    )


async def _preview(visit: Visit, public_id: str, form: NameForm | None) -> Template:
    talk = await transcript.talk(visit.store, public_id)
    await read_once(visit, "conversation.read", public_id, ("messages",))
    lines = await transcript.lines(visit.store, talk.id, internal=False)
    if form is None:
        first = next((line.text for line in lines if line.sender == "patron" and line.intent and line.text), "")
        form = NameForm(visit, name=cover(visit.reader, first, talk.names)[:80])
    story = saved_tests.story_of(form.name.data or "conversation", lines)
    return visit.page(
        "conversations/test.html",
        status=422 if form.is_wrong else 200,
        talk=talk,
        form=form,
        story=cover(visit.reader, story, talk.names),
    )
