"""Edits of an answer: checking, keeping a draft, publishing, restoring, withdrawing."""

from __future__ import annotations

from litestar import Controller, post
from litestar.response import Redirect, Template

from bot.console.answers.editor import EditorForm, checked, editor
from bot.console.answers.listing import one_answer
from bot.console.answers.preview import own_name, preview
from bot.console.frame.access import needs
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.content.answers import FileAnswer
from bot.content.saying import answers_now
from crm.content.answer_versions import AnswerText, publish_version, save_version, version_of, withdraw
from crm.errors import Conflict, InvalidValue

__all__ = ["AnswerEdits"]

ANSWERS = "/console/answers"
EDIT = needs(Permission.EDIT_ANSWERS)


class AnswerEdits(Controller):
    """Handlers of edits of answers."""

    path = "/answers"

    @post("/{name:str}", opt=EDIT)
    async def save(self, visit: Visit, name: str) -> PageOrRedirect:
        """Keep what was typed, as a draft or published."""
        row = await one_answer(visit, name)
        form = await EditorForm.sent(visit)
        publish = form.action.typed.strip() == "publish"
        content, (starts_at, ends_at) = form.content(row.answer), form.read_window()
        problems = await checked(visit, content, row.answer)
        if form.is_wrong or any(problem.tone == "bad" for found in problems.values() for problem in found):
            return await editor(visit, name, form=form, problem="answers.bad.form", status=422)
        try:
            await save_version(
                visit.store,
                name,
                content,
                by=visit.reader.actor,
                publish=publish,
                base=form.made_from,
                starts_at=starts_at,
                ends_at=ends_at,
                note=form.note.data,
            )
        except InvalidValue as error:
            form.wrong("ends_day", f"answers.bad.{error.reason}")
            return await editor(visit, name, form=form, problem="answers.bad.form", status=422)
        except Conflict:
            # What was typed stays in the form, now upon the version that came between.
            newest = (await one_answer(visit, name)).newest
            form.base.put(newest.version if newest is not None else 0)
            return await editor(visit, name, form=form, problem="answers.bad.changed", status=409)
        scheduled = starts_at is not None and starts_at > visit.store.clock.now()
        notice = "answers.scheduled" if publish and scheduled else "answers.published" if publish else "answers.drafted"
        return visit.go_to(f"{ANSWERS}/{name}", notice)

    @post("/{name:str}/check", opt=EDIT, status_code=200)
    async def check(self, visit: Visit, name: str) -> Template:
        """Say what is wrong with what is being typed, and show how it looks."""
        row = await one_answer(visit, name)
        content = (await EditorForm.sent(visit)).content(row.answer)
        return visit.part(
            "answers/checked.html",
            title=visit.t("answers.preview"),
            lead=visit.t("answers.preview_hint"),
            back=f"{ANSWERS}/{row.name}",
            style="content",
            problems=await checked(visit, content, row.answer),
            previews=preview(content, await answers_now(visit.store, visit.content), await own_name(visit)),
        )

    @post("/{name:str}/{version:int}/publish", opt=EDIT)
    async def publish(self, visit: Visit, name: str, version: int) -> PageOrRedirect:
        """Publish a draft as it is."""
        row = await one_answer(visit, name)
        draft = await version_of(visit.store, name, version)
        if await _unfit(visit, draft.content, row.answer):
            return await editor(visit, name, problem="answers.bad.form", status=422)
        try:
            await publish_version(visit.store, name, version, by=visit.reader.actor)
        except InvalidValue as error:
            return await editor(visit, name, problem=f"answers.bad.{error.reason}", status=422)
        return visit.go_to(f"{ANSWERS}/{name}", "answers.published")

    @post("/{name:str}/{version:int}/restore", opt=EDIT)
    async def restore(self, visit: Visit, name: str, version: int) -> PageOrRedirect:
        """Say an earlier version again, as a new version without a window."""
        row = await one_answer(visit, name)
        earlier = await version_of(visit.store, name, version)
        if await _unfit(visit, earlier.content, row.answer):
            form = EditorForm.of(visit, earlier.content, base=row.newest.version if row.newest is not None else 0)
            return await editor(visit, name, form=form, problem="answers.bad.form", status=422)
        await save_version(
            visit.store,
            name,
            earlier.content,
            by=visit.reader.actor,
            publish=True,
            base=row.newest.version if row.newest is not None else 0,
            restored_from=version,
        )
        return visit.go_to(f"{ANSWERS}/{name}", "answers.restored")

    @post("/{name:str}/{version:int}/withdraw", opt=EDIT)
    async def withdraw_one(self, visit: Visit, name: str, version: int) -> Redirect:
        """Take one version back: a draft that is not wanted, or a window of time."""
        await withdraw(visit.store, name, by=visit.reader.actor, version=version)
        return visit.go_to(f"{ANSWERS}/{name}", "answers.withdrawn_one")

    @post("/{name:str}/withdraw", opt=EDIT)
    async def withdraw_all(self, visit: Visit, name: str) -> Redirect:
        """Say the file's text again."""
        await withdraw(visit.store, name, by=visit.reader.actor)
        return visit.go_to(f"{ANSWERS}/{name}", "answers.withdrawn")


async def _unfit(visit: Visit, content: AnswerText, answer: FileAnswer) -> bool:
    problems = await checked(visit, content, answer)
    return any(problem.tone == "bad" for found in problems.values() for problem in found)
