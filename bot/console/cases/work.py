"""Steps of a case: the forms on its page."""

from __future__ import annotations

from collections.abc import Awaitable

from litestar import Controller, post
from litestar.response import Template

from bot.console.cases.steps import AppealForm, AssignForm, CaseNoteForm, CaseReplyForm, MoveForm, PriorityForm
from bot.console.cases.view import case_page
from bot.console.cases.words import letter, receipt
from bot.console.frame.access import needs
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.unseen import unseen
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.texts import has_text
from crm.cases.answers import ClosedCase, SentAnswer, acknowledge, answer, close_case
from crm.cases.contact import contact_of
from crm.cases.file import case_file
from crm.cases.work import add_note, appeal, assign, move, set_priority
from crm.errors import Conflict, InvalidValue, NotFound

__all__ = ["CaseWork"]

LIST = "/console/cases"
WORK = needs(Permission.WORK_CASES)


class CaseWork(Controller):
    """Handlers of the steps of a case, for those who may work on it."""

    path = "/cases/{number:str}"

    @post("/move", opt=WORK)
    async def move(self, visit: Visit, number: str) -> PageOrRedirect:
        """Move it to another state; at its end the patron is told how it ended."""
        form = await MoveForm.sent(visit)
        if form.to.data == "closed":
            await visit.console.wording.refresh(visit.store)
            ended = close_case(
                visit.store,
                number,
                form.resolution.data,
                version=form.seen,
                by=visit.reader.actor,
                ending=visit.console.wording.case_closed,
                note=form.note.data,
            )
            return await _done(visit, number, form, ended, "cases.closed_now")
        if form.to.data == "acknowledged":
            seen = acknowledge(
                visit.store, number, version=form.seen, by=visit.reader.actor, receipt=receipt, note=form.note.data
            )
            return await _done(visit, number, form, seen, "cases.moved")
        step = move(
            visit.store,
            number,
            form.to.data,
            version=form.seen,
            by=visit.reader.actor,
            note=form.note.data,
        )
        return await _done(visit, number, form, step, "cases.moved")

    @post("/assign", opt=WORK)
    async def assign(self, visit: Visit, number: str) -> PageOrRedirect:
        """Give it to somebody, to oneself or to nobody."""
        form = await AssignForm.sent(visit)
        to = visit.reader.username if form.to.data == "me" else form.to.data or None
        step = assign(visit.store, number, to, version=form.seen, by=visit.reader.actor)
        return await _done(visit, number, form, step, "cases.assigned")

    @post("/priority", opt=WORK)
    async def prioritise(self, visit: Visit, number: str) -> PageOrRedirect:
        """Give it another priority."""
        form = await PriorityForm.sent(visit)
        step = set_priority(visit.store, number, form.priority.data, version=form.seen, by=visit.reader.actor)
        return await _done(visit, number, form, step, "cases.prioritised")

    @post("/note", opt=WORK)
    async def note(self, visit: Visit, number: str) -> PageOrRedirect:
        """Add an internal note."""
        form = await CaseNoteForm.sent(visit)
        step = add_note(visit.store, number, form.note.data, by=visit.reader.actor)
        return await _done(visit, number, form, step, "cases.noted")

    @post("/answer", opt=WORK)
    async def answer(self, visit: Visit, number: str) -> PageOrRedirect:
        """Send a message into the patron's chat."""
        form = await CaseReplyForm.sent(visit)
        file = await case_file(visit.store, number)
        covered = None if file is None else unseen(form.text.data, form.read, file.reached_in or file.language)
        if covered is not None:
            return await case_page(visit, number, form.wrong("text", "covered.first", text=covered), status=422)
        step = answer(
            visit.store,
            number,
            form.text.data,
            version=form.seen,
            by=visit.reader.actor,
            letter=letter,
            then=form.then.data or "answered",
        )
        return await _done(visit, number, form, step, "cases.answer_sent")

    @post("/appeal", opt=WORK)
    async def appeal(self, visit: Visit, number: str) -> PageOrRedirect:
        """Take it up again because the patron does not accept the answer."""
        form = await AppealForm.sent(visit)
        step = appeal(visit.store, number, form.reason.data, version=form.seen, by=visit.reader.actor)
        return await _done(visit, number, form, step, "cases.appealed")

    @post("/contact", opt=WORK)
    async def contact(self, visit: Visit, number: str) -> Template:
        """Show how the patron wants to be reached; it is noted who saw it."""
        found = await contact_of(visit.store, number, by=visit.reader.actor)
        return await case_page(visit, number, contact=found or "")


async def _done(visit: Visit, number: str, form: Form, step: Awaitable[object], notice: str) -> PageOrRedirect:
    """Take a step and go on to the case; what was typed comes back with the reason when it is refused.

    Of an answer or an end that no chat took the notice says so: it is told later, or to nobody.
    """
    try:
        taken = await step
    except Conflict:
        return await case_page(visit, number, form.wrong("page", "cases.faster"), status=409)
    except InvalidValue as error:
        key = f"cases.bad.{error.field}"
        field = "resolution" if error.field in ("unfit", "unexplained") else error.field
        form.wrong(field, key if has_text(key) else "failed.422.text")
        return await case_page(visit, number, form, status=422)
    except NotFound as error:
        if error.what == "case":
            raise
        return await case_page(visit, number, form.wrong("to", "cases.bad.to"), status=422)
    visit.console.events.publish()
    if isinstance(taken, SentAnswer) and taken.channel is None:
        notice = "cases.answer_kept"
    elif isinstance(taken, ClosedCase) and taken.channel is None:
        file = await case_file(visit.store, number)
        notice = "cases.closed_kept" if file is not None and file.has_patron else "cases.closed_untold"
    return visit.go_to(f"{LIST}/{number}", notice)
