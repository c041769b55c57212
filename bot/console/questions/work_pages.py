"""Steps of one group: assign, name, merge, split, teach, try again, settle."""

from __future__ import annotations

from typing import Any

from litestar import Controller, post
from litestar.response import Redirect

from bot.console.frame.access import needs
from bot.console.frame.forms import Form, whole
from bot.console.frame.intent_names import intent_names
from bot.console.frame.meaning import meant
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.questions.answer_labels import answer_labels, chosen_answer
from bot.console.questions.forms import (
    AnsweredForm,
    GroupNoteForm,
    HandOnForm,
    MergeGroupsForm,
    OwnerForm,
    ServedByForm,
    StatusForm,
    WordingsForm,
)
from bot.console.questions.replaying import tried_again
from bot.console.questions.showing import matching, shown
from bot.engine_client import EngineError
from crm.errors import InvalidValue, NotFound
from crm.learning import proposals, question_groups, question_work
from language.normalise import fold

__all__ = ["WorkPages"]

LIST = "/console/questions"
WORK = needs(Permission.WORK_QUESTIONS)


class WorkPages(Controller):
    """Handlers of the steps of one group."""

    path = "/questions/{group_id:int}"

    @post("/assign", opt=WORK)
    async def assign(self, visit: Visit, group_id: int) -> PageOrRedirect:
        """Give it to somebody."""
        form = await OwnerForm.sent(visit)
        try:
            await question_work.assign(visit.store, group_id, whole(form.owner.typed), visit.reader.actor)
        except NotFound as error:
            if error.what != "staff":
                raise
            return await shown(visit, group_id, form.wrong("owner", "questions.bad.owner"))
        return _done(visit, group_id, "questions.assigned")

    @post("/status", opt=WORK)
    async def set_status(self, visit: Visit, group_id: int) -> PageOrRedirect:
        """Take it in hand, or mark it out of scope, or new again."""
        form = await StatusForm.sent(visit)
        try:
            await question_work.set_status(visit.store, group_id, form.status.data, visit.reader.actor)
        except InvalidValue:
            return await shown(visit, group_id, form.wrong("status", "questions.bad.status"))
        return _done(visit, group_id, "questions.status_set")

    @post("/note", opt=WORK)
    async def note(self, visit: Visit, group_id: int) -> PageOrRedirect:
        """Keep a title and a note."""
        form = await GroupNoteForm.sent(visit)
        try:
            await question_work.rename(visit.store, group_id, form.title.data, visit.reader.actor)
            await question_work.change(
                visit.store, group_id, visit.reader.actor, note=form.note.data if form.note.raw_data else None
            )
        except InvalidValue as error:
            return await shown(visit, group_id, form.wrong(error.field, f"questions.bad.{error.field}"))
        return _done(visit, group_id, "saved")

    @post("/merge", opt=WORK)
    async def merge(self, visit: Visit, group_id: int) -> PageOrRedirect:
        """Take other matters into this one: those that are ticked, and the one of the title that was typed."""
        form = await MergeGroupsForm.sent(visit)
        numbers, typed = form.like.numbers, form.other.data
        if typed:
            found = await matching(visit, group_id, typed)
            known = [one.id for one, _ in found]
            if len(found) == 1 and fold(found[0][1]) == fold(typed):
                numbers.extend(known)
            elif not set(known) & set(numbers):
                # Words alone take nothing away: which matter is meant is ticked.
                problem = "questions.bad.other_which" if found else "questions.bad.other"
                return await shown(visit, group_id, form.wrong("other", problem), found=found)
        try:
            await question_work.merge(visit.store, group_id, numbers, visit.reader.actor)
        except (InvalidValue, NotFound) as error:
            if isinstance(error, NotFound) and error.key == group_id:
                raise
            return await shown(visit, group_id, form.wrong("other", "questions.bad.other"))
        return _done(visit, group_id, "questions.merged")

    @post("/wordings", opt=WORK)
    async def wordings(self, visit: Visit, group_id: int) -> PageOrRedirect:
        """Take ticked wordings into a matter of their own, or propose them as examples of an intent."""
        form = await WordingsForm.sent(visit)
        ticked = frozenset(form.wording.numbers)
        if form.do.typed == "split":
            try:
                made = await question_work.split(visit.store, group_id, ticked, form.new_title.data, visit.reader.actor)
            except InvalidValue:
                return await shown(visit, group_id, form.wrong("wordings", "questions.bad.split"))
            return _done(visit, made, "questions.split_off")
        mine = {one.id for one in await question_groups.wordings(visit.store, group_id)}
        intent = meant(await intent_names(visit), form.intent.data)
        if intent is None:
            form.wrong("intent", "questions.bad.intent")
        if not ticked & mine:
            form.wrong("wordings", "questions.bad.none")
        if form.is_wrong or intent is None:
            return await shown(visit, group_id, form)
        await proposals.propose_wordings(visit.store, ticked & mine, intent, visit.reader.actor)
        await question_work.change(visit.store, group_id, visit.reader.actor, intent=intent)
        return _done(visit, group_id, "questions.proposed")

    @post("/answer", opt=WORK)
    async def answer(self, visit: Visit, group_id: int) -> PageOrRedirect:
        """Note which intent and which answer are to serve it."""
        form = await ServedByForm.sent(visit)
        typed, name = form.answer_intent.data, form.answer_name.data
        intent = meant(await intent_names(visit), typed) if typed else None
        if typed and intent is None:
            form.wrong("answer_intent", "questions.bad.intent")
        # The content is only looked at for what may be no answer.
        chosen = chosen_answer(await answer_labels(visit), name) if name else ""
        if chosen is None:
            form.wrong("answer_name", "questions.bad.answer")
        if form.is_wrong:
            return await shown(visit, group_id, form)
        await question_work.change(visit.store, group_id, visit.reader.actor, intent=intent, answer_name=chosen)
        return _done(visit, group_id, "saved")

    @post("/hand-on", opt=WORK)
    async def hand_on(self, visit: Visit, group_id: int) -> PageOrRedirect:
        """Note the answer that somebody knows, and give the matter to a colleague who may write it."""
        form = await HandOnForm.sent(visit)
        if not form.told.data:
            form.wrong("told", "questions.bad.told")
        if form.to.data is None:
            form.wrong("to", "questions.bad.owner")
        if form.is_wrong:
            return await shown(visit, group_id, form)
        group, by = await question_groups.group(visit.store, group_id), visit.reader.actor
        told = visit.t("questions.told_by", name=visit.reader.display_name, answer=form.told.data)
        try:
            await question_work.change(visit.store, group_id, by, note="\n\n".join(filter(None, (group.note, told))))
            await question_work.assign(visit.store, group_id, form.to.data, by)
        except InvalidValue:
            return await shown(visit, group_id, form.wrong("told", "questions.bad.note"))
        except NotFound as error:
            if error.what != "staff":
                raise
            return await shown(visit, group_id, form.wrong("to", "questions.bad.owner"))
        return _done(visit, group_id, "questions.handed_on")

    @post("/replay", opt=WORK)
    async def replay(self, visit: Visit, group_id: int) -> PageOrRedirect:
        """Try its wordings again."""
        rows = await _tried(visit, group_id)
        if rows is None:
            return await shown(visit, group_id, Form(visit).wrong("replay", "questions.bad.engine"), status=503)
        await question_work.keep_replay(visit.store, group_id, rows, visit.reader.actor)
        is_answered = bool(rows) and all(row["answered"] for row in rows)
        return _done(visit, group_id, "questions.replayed_all" if is_answered else "questions.replayed")

    @post("/answered", opt=WORK)
    async def answered(self, visit: Visit, group_id: int) -> PageOrRedirect:
        """Note that it is answered, as a new try of every wording shows, or with the reason why the rest may stay."""
        form = await AnsweredForm.sent(visit)
        rows = await _tried(visit, group_id)
        if rows is None:
            return await shown(visit, group_id, form.wrong("replay", "questions.bad.engine"), status=503)
        try:
            await question_work.mark_answered(visit.store, group_id, rows, visit.reader.actor, reason=form.reason.data)
        except InvalidValue:
            await question_work.keep_replay(visit.store, group_id, rows, visit.reader.actor)
            return await shown(visit, group_id, form.wrong("reason", "questions.bad.reason"))
        return _done(visit, group_id, "questions.answered")


async def _tried(visit: Visit, group_id: int) -> list[dict[str, Any]] | None:
    """Try every wording; None when the engine does not answer. Raises NotFound."""
    group = await question_groups.group(visit.store, group_id)
    try:
        return await tried_again(visit, group, await question_groups.wordings(visit.store, group_id))
    except EngineError:
        return None


def _done(visit: Visit, group_id: int, notice: str) -> Redirect:
    return visit.go_to(f"{LIST}/{group_id}", notice)
