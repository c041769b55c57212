"""Pages of models: the list, a candidate, and the forms to train, test, publish and roll back."""

from __future__ import annotations

from functools import partial
from typing import Any

from litestar import Controller, Response, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import BY_ITSELF, needs
from bot.console.frame.columns import Column
from bot.console.frame.content_state import content_state
from bot.console.frame.fields import TextField
from bot.console.frame.forms import Form
from bot.console.frame.intent_names import intent_names
from bot.console.frame.lists import ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.models.refused import refusal, refused_of
from bot.console.models.shown import (
    LOG_LINES,
    TONES,
    accuracy,
    changes,
    confusions,
    figures,
    going_on,
    intents,
    new_intents,
)
from bot.console.models.tables import CHANGED, CONFUSED, CONFUSED_BEFORE, INTENTS, INTENTS_BEFORE
from bot.console.models.trying import MOST_TRIED
from bot.models.model_files import ModelFileRefused
from bot.models.publishing import PUBLISHABLE, SHORTEST_REASON, ReasonNeeded, why_reason
from bot.models.training import NothingChanged
from crm.content import model_versions
from crm.content.model_versions import ModelView
from crm.records.values import MODEL_STATES
from protocol.values import LANGUAGES

__all__ = ["ModelPages"]


def _accuracy(language: str, view: ModelView) -> float | None:
    return accuracy(view)[language]


COLUMNS = (
    Column("model", "models.model", is_plain=True, heads_row=True),
    Column("id", value="id"),
    Column("state", "models.state", "state"),
    Column("made", "models.made", "created_at", sort="made", style="nowrap"),
    Column("by", "models.made_by", "created_by"),
    Column("inputs", value="inputs"),
    *(
        Column(
            f"accuracy_{language}",
            "models.accuracy_in",
            partial(_accuracy, language),
            style="number",
            label_texts={"language": f"language.{language}"},
        )
        for language in LANGUAGES
    ),
    Column("verdict", "models.verdict", lambda view: (view.report or {}).get("verdict")),
    Column("published", value="published_at"),
)

MODELS = "/console/models"
LONGEST_REASON = 500


class ReasonForm(Form):
    """Why a model is published or rolled back."""

    reason = TextField("models.reason", most=LONGEST_REASON, dir="auto")


class ModelPages(Controller):
    """Handlers of everything under /console/models."""

    path = "/models"

    @get("/", opt=needs(Permission.READ_MODELS))
    async def show_list(self, visit: Visit) -> Template | Stream:
        """List the models, the newest first."""
        query = ListQuery.from_request(
            visit.request, filters={"state": MODEL_STATES}, sorts=("made",), default_sort="-made"
        )
        state = query.filters.get("state")
        found = await model_versions.list_models(
            visit.store, state=state, oldest_first=not query.descending, limit=query.limit, offset=query.offset
        )
        if query.wants_csv:
            return visit.file("models", COLUMNS, found)
        edits = await content_state(visit)
        return visit.page(
            "models/list.html",
            query=query,
            total=await model_versions.count_models(visit.store, state=state),
            columns=COLUMNS,
            models=found,
            accuracy=accuracy,
            states=MODEL_STATES,
            running=await model_versions.running(visit.store),
            going=await going_on(visit),
            tones=TONES,
            state=edits,
            of_edits=await visit.console.models.trainer.of_content() if edits.is_edited else None,
            refused=refused_of(visit, found),
        )

    @get("/progress", opt={**needs(Permission.READ_MODELS), **BY_ITSELF})
    async def show_progress(self, visit: Visit) -> Any:
        """Show how far things are; once nothing is at work any more the page is loaded anew."""
        going = await going_on(visit)
        if going is None:
            if visit.is_htmx:
                return Response(b"", media_type="text/html", headers={"HX-Refresh": "true"})
            return Redirect(MODELS, status_code=303)
        return visit.part(
            "models/progress.html",
            title=visit.t("models.title"),
            back=MODELS,
            back_text=visit.t("models.back"),
            style="models",
            going=going,
        )

    @post("/train", opt=needs(Permission.TRAIN))
    async def train(self, visit: Visit) -> Redirect:
        """Begin to train the present content."""
        try:
            model_id = await visit.console.models.trainer.start(visit.reader.actor)
        except NothingChanged as same:
            return visit.go_to(f"{MODELS}/{same.model_id}", "models.same_content")
        return visit.go_to(f"{MODELS}/{model_id}", "models.training_began")

    @get("/{model_id:int}", opt=needs(Permission.READ_MODELS))
    async def show(self, visit: Visit, model_id: int) -> Template:
        """Show a model and what its test found."""
        return await _shown(visit, model_id)

    @get("/{model_id:int}/log", opt=needs(Permission.READ_MODELS))
    async def show_log(self, visit: Visit, model_id: int) -> Response[str]:
        """Give the whole log of a training as plain text."""
        await model_versions.model(visit.store, model_id)
        lines = await visit.console.models.trainer.log(model_id)
        return Response("\n".join(lines) + "\n", media_type="text/plain; charset=utf-8")

    @post("/{model_id:int}/cancel", opt=needs(Permission.TRAIN))
    async def cancel(self, visit: Visit, model_id: int) -> Redirect:
        """Stop a training."""
        is_over = await visit.console.models.trainer.cancel(model_id, visit.reader.actor)
        return visit.go_to(f"{MODELS}/{model_id}", "models.cancelled" if is_over else "models.cancel_asked")

    @post("/{model_id:int}/test", opt=needs(Permission.TRAIN))
    async def test(self, visit: Visit, model_id: int) -> PageOrRedirect:
        """Test a model again, beside the one that runs now."""
        try:
            await visit.console.models.trainer.test(model_id)
        except ModelFileRefused:
            return await _shown(visit, model_id, problem="models.bad.file", status=409)
        await visit.audited("model.test_asked", model_versions.ENTITY, model_id)
        return visit.go_to(f"{MODELS}/{model_id}", "models.test_began")

    @post("/{model_id:int}/publish", opt=needs(Permission.PUBLISH))
    async def publish(self, visit: Visit, model_id: int) -> PageOrRedirect:
        """Let a model answer patrons: a new one, or an earlier one again."""
        form = await ReasonForm.sent(visit)
        if form.is_wrong:
            return await _shown(visit, model_id, form, status=422)
        try:
            await visit.console.models.publish(model_id, visit.reader.actor, reason=form.reason.data)
        except ReasonNeeded:
            return await _shown(
                visit, model_id, form.wrong("reason", "models.bad.reason", n=SHORTEST_REASON), status=422
            )
        except ModelFileRefused:
            return await _shown(visit, model_id, form, problem="models.bad.file", status=409)
        return visit.go_to(f"{MODELS}/{model_id}", "models.publication_began")


async def _shown(
    visit: Visit,
    model_id: int,
    form: ReasonForm | None = None,
    *,
    problem: str | None = None,
    status: int = 200,
) -> Template:
    view = await model_versions.model(visit.store, model_id)
    running = await model_versions.running(visit.store)
    going = await going_on(visit)
    report = view.report
    may_read = visit.may(Permission.READ_CONVERSATIONS)
    lists = {
        name: await changes(visit, (report or {}).get(name, ()), may_read=may_read)
        for name in ("better", "worse", "other")
    }
    if may_read and any("message_id" in change for found in lists.values() for change in found):
        await visit.audited("model.reviewed_turns_read", model_versions.ENTITY, model_id, ("body",))
    form, why = form or ReasonForm(visit), why_reason(view, running)
    is_beside = bool((report or {}).get("running"))
    form.reason.required = why is not None
    form.reason.hint = "models.reason_optional" if why is None else "models.reason_hint"
    return visit.page(
        "models/model.html",
        status=status,
        model=view,
        running=running,
        is_running=running is not None and running.id == view.id,
        report=report,
        figures=figures(report) if report else [],
        confusions=confusions(report) if report else [],
        intents=intents(report) if report else [],
        lists=lists,
        changed_columns=CHANGED,
        confused_columns=CONFUSED_BEFORE if is_beside else CONFUSED,
        intent_columns=INTENTS_BEFORE if is_beside else INTENTS,
        new=new_intents(report),
        names=await intent_names(visit),
        lines="",
        most=MOST_TRIED,
        going=going,
        log=await visit.console.models.trainer.log(model_id, LOG_LINES),
        # Who waits a few seconds for the test needs no reason.
        can_publish=view.state in PUBLISHABLE and view.is_there and (going is None or going.model_id != view.id),
        why=why,
        refused=refusal(visit, view),
        form=form,
        problem=problem,
        tones=TONES,
    )
