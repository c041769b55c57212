"""Steps of a case: the forms on its page."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Annotated

import msgspec
from litestar import Controller, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Template

from bot.console.cases.view import case_page
from bot.console.cases.words import letter
from bot.console.frame.access import needs
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.texts import has_text
from crm.cases import opening
from crm.cases.answers import answer
from crm.cases.work import add_note, appeal, assign, move, set_priority
from crm.errors import Conflict, InvalidValue, NotFound

__all__ = ["CaseWork"]

LIST = "/console/cases"
WORK = needs(Permission.WORK_CASES)
Sent = RequestEncodingType.URL_ENCODED


class Step(msgspec.Struct, frozen=True):
    """The fields of any form on a case."""

    version: str = ""
    to: str = ""
    resolution: str = ""
    note: str = ""
    text: str = ""
    then: str = "answered"
    reason: str = ""
    priority: str = ""

    def __repr__(self) -> str:
        return "Step(…)"

    @property
    def seen(self) -> int:
        """Give the version of the case that the form was made from; nobody has seen a zeroth."""
        return int(self.version) if self.version.isdecimal() and len(self.version) < 10 else 0


Form = Annotated[Step, Body(media_type=Sent)]


class CaseWork(Controller):
    """Handlers of the steps of a case, for those who may work on it."""

    path = "/cases/{number:str}"

    @post("/move", opt=WORK)
    async def move(self, visit: Visit, number: str, data: Form) -> PageOrRedirect:
        """Move it to another state."""
        step = move(
            visit.store,
            number,
            data.to,
            version=data.seen,
            by=visit.reader.actor,
            resolution=data.resolution or None,
            note=data.note,
        )
        return await _done(visit, number, data, step, "cases.moved")

    @post("/assign", opt=WORK)
    async def assign(self, visit: Visit, number: str, data: Form) -> PageOrRedirect:
        """Give it to somebody, to oneself or to nobody."""
        to = visit.reader.username if data.to == "me" else data.to or None
        step = assign(visit.store, number, to, version=data.seen, by=visit.reader.actor)
        return await _done(visit, number, data, step, "cases.assigned")

    @post("/priority", opt=WORK)
    async def prioritise(self, visit: Visit, number: str, data: Form) -> PageOrRedirect:
        """Give it another priority."""
        step = set_priority(visit.store, number, data.priority, version=data.seen, by=visit.reader.actor)
        return await _done(visit, number, data, step, "cases.prioritised")

    @post("/note", opt=WORK)
    async def note(self, visit: Visit, number: str, data: Form) -> PageOrRedirect:
        """Add an internal note."""
        step = add_note(visit.store, number, data.note, by=visit.reader.actor)
        return await _done(visit, number, data, step, "cases.noted")

    @post("/answer", opt=WORK)
    async def answer(self, visit: Visit, number: str, data: Form) -> PageOrRedirect:
        """Send a message into the patron's chat."""
        step = answer(
            visit.store, number, data.text, version=data.seen, by=visit.reader.actor, letter=letter, then=data.then
        )
        return await _done(visit, number, data, step, "cases.answer_sent")

    @post("/appeal", opt=WORK)
    async def appeal(self, visit: Visit, number: str, data: Form) -> PageOrRedirect:
        """Take it up again because the patron does not accept the answer."""
        step = appeal(visit.store, number, data.reason, version=data.seen, by=visit.reader.actor)
        return await _done(visit, number, data, step, "cases.appealed")

    @post("/contact", opt=WORK)
    async def contact(self, visit: Visit, number: str) -> Template:
        """Show how the patron wants to be reached; it is noted who saw it."""
        found = await opening.contact_of(visit.store, number, by=visit.reader.actor)
        return await case_page(visit, number, contact=found or "")


async def _done(visit: Visit, number: str, data: Step, step: Awaitable[object], notice: str) -> PageOrRedirect:
    """Take a step and go on to the case; what was typed comes back with the reason when it is refused."""
    try:
        await step
    except Conflict:
        errors = {"page": "cases.faster"}
        return await case_page(visit, number, typed=_typed(data), errors=errors, status=409)
    except InvalidValue as error:
        key = f"cases.bad.{error.field}"
        errors = {error.field: key if has_text(key) else "failed.422.text"}
        return await case_page(visit, number, typed=_typed(data), errors=errors, status=422)
    except NotFound as error:
        if error.what == "case":
            raise
        return await case_page(visit, number, typed=_typed(data), errors={"to": "cases.bad.to"}, status=422)
    visit.console.events.publish()
    return visit.go_to(f"{LIST}/{number}", notice)


def _typed(data: Step) -> dict[str, str]:
    return {name: str(value) for name, value in msgspec.structs.asdict(data).items() if name != "version"}
