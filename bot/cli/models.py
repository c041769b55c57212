"""`ketabyar models` and `ketabyar engine`: trained models, the one that answers, and changing it by hand."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import click

from bot.cli.opening import with_store
from bot.models.model_files import ModelFileRefused
from bot.models.notes import EngineNotes
from bot.models.publishing import PublishingOutcome, ReasonNeeded, outcome, publish
from bot.models.service import settle
from bot.models.testing import Examiner
from bot.models.training import NothingChanged, Trainer
from bot.settings import Settings
from bot.sharing.membership import Membership
from bot.start_errors import StartError
from bot.supervisor.up import engine_alone, run_until_stopped
from crm.content import model_versions
from crm.content.model_versions import ITSELF, ModelView
from crm.database.store import Store
from crm.errors import NotFound
from library.settings_sources import secret_file_variables
from protocol.settings_file import hand_on
from protocol.values import LANGUAGES

__all__ = ["engine", "models_group"]

# A second engine is ready in a quarter of a minute on two idle cores; a busy machine takes longer.
WAIT_SECONDS = 180.0
REASONS = {
    "worse": "it tests worse than the running model",
    "untested": "it was not tested",
    "outdated": "it was tested against a model that is no longer running",
    "earlier": "it is an earlier model",
}
# As `_line` writes it; a model is called by its number, and its code tells what it was made from.
HEADINGS = f"{'no.':>4}  {'state':<10}{'made (UTC)':<16}  {'code':<16}  tested"


@click.group("models")
def models_group() -> None:
    """List, train, publish and roll back models."""


@models_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a model.")
def list_command(as_json: bool) -> None:
    """List the models, newest first."""

    async def show(settings: Settings, store: Store) -> None:
        await _settle(settings, store)
        views = await model_versions.list_models(store)
        if views and not as_json:
            click.echo(HEADINGS)
        for view in views:
            if as_json:
                click.echo(json.dumps(_facts(view), ensure_ascii=False))
            else:
                click.echo(_line(view))

    with_store(show)


@models_group.command("train")
@click.option("--force", is_flag=True, help="Train even if a model of the same content exists.")
def train_command(force: bool) -> None:
    """Train a candidate from the current content and test it beside the running model."""

    async def train(settings: Settings, store: Store) -> None:
        trainer = Trainer(settings, store, Examiner(store))
        # Where others share the store they see that somebody is at it.
        async with Membership(store).joined():
            try:
                model_id = await trainer.start(ITSELF, force=force)
            except NothingChanged as same:
                click.echo(f"nothing changed: model {same.model_id} was made from the same content.")
                return
            click.echo(f"training model {model_id}; the log is {trainer.logs.path(model_id)}")
            try:
                await trainer.wait()
            finally:
                await trainer.stop()
        view = await model_versions.model(store, model_id)
        click.echo(_line(view))
        if view.state == "failed":
            raise StartError(f"the training failed: {view.note}")

    with_store(train)


@models_group.command("publish")
@click.argument("model_id", type=int)
@click.option("--reason", help="Why; required if the model is worse, untested or an earlier one.")
def publish_command(model_id: int, reason: str | None) -> None:
    """Publish model MODEL_ID to patrons without interrupting any conversation."""
    with_store(lambda settings, store: _publish(settings, store, model_id, reason))


@models_group.command("rollback")
@click.argument("model_id", type=int, required=False)
@click.option("--reason", required=True, help="Why; kept in the audit trail.")
def rollback_command(model_id: int | None, reason: str) -> None:
    """Bring back an earlier model: MODEL_ID, or the previous one."""

    async def back(settings: Settings, store: Store) -> None:
        wanted = model_id
        if wanted is None:
            earlier = await model_versions.answered_before(store)
            if earlier is None:
                raise NotFound("model", "earlier")
            wanted = earlier.id
        await _publish(settings, store, wanted, reason)

    with_store(back)


@click.command("engine")
def engine() -> None:
    """Run only the engine, and switch models when one is published; `up` includes this."""
    settings = Settings.load()
    hand_on(settings.home, secret_file_variables(Settings))
    asyncio.run(
        run_until_stopped(
            settings,
            lambda text: click.echo(f"  {text}"),
            _engine_ready,
            engine_alone,
        )
    )


async def _engine_ready(settings: Settings) -> None:
    click.echo(f"the engine is ready: {EngineNotes(settings.home).current_path}")


async def _publish(settings: Settings, store: Store, model_id: int, reason: str | None) -> None:
    await _settle(settings, store)
    try:
        wanted = await publish(store, settings.home, model_id, ITSELF, reason=reason)
    except ReasonNeeded as needed:
        raise StartError(f"model {model_id} needs --reason: {REASONS[needed.why]}") from needed
    except ModelFileRefused as refused:
        raise StartError(f"model {model_id} cannot be published: {refused}") from refused
    click.echo(f"model {model_id} was requested; a second engine is starting …")
    found = await outcome(store, settings.home, wanted, seconds=WAIT_SECONDS)
    if found.state == "published":
        await _settle(settings, store)
    _tell(model_id, found)


async def _settle(settings: Settings, store: Store) -> None:
    # Where machines share the store, the supervisor of each engine says there what answers.
    if store.is_sqlite:
        await settle(store, EngineNotes(settings.home))


def _tell(model_id: int, found: PublishingOutcome) -> None:
    if found.state == "published":
        click.echo(f"model {model_id} now answers patrons.")
        if found.reason:
            click.echo(f"not at every engine: {found.reason}", err=True)
    elif found.state == "superseded":
        click.echo(f"model {model_id} was superseded by a newer publication.")
    elif found.state == "failed":
        raise StartError(f"model {model_id} was not published: {found.reason}")
    else:
        raise StartError(
            "nothing has started the model yet; is `ketabyar up` running? It will use the model at its next start."
        )


def _line(view: ModelView) -> str:
    report = view.report or {}
    verdict = f", {report['verdict']}" if report.get("verdict") else ""
    held_out = report.get("candidate", {}).get("sets", {}).get("held_out", {})
    shares = " ".join(
        f"{lang} {held_out[lang]['accuracy']:.1%}" for lang in LANGUAGES if held_out.get(lang, {}).get("accuracy")
    )
    tested = f"{shares}{verdict}".removeprefix(", ") or ("–" if view.state in ("training", "failed") else "not tested")
    gone = "" if view.is_there or view.state in ("training", "failed") else ", file removed"
    note = f" – {view.note}" if view.note else ""
    when = view.created_at.strftime("%Y-%m-%d %H:%M")
    return f"{view.id:>4}  {view.state:<10}{when}  {view.inputs}  {tested}{gone}{note}".rstrip()


def _facts(view: ModelView) -> dict[str, Any]:
    return {
        "id": view.id,
        "state": view.state,
        "origin": view.origin,
        "inputs": view.inputs,
        "sha256": view.sha256,
        "created_at": view.created_at.isoformat(),
        "published_at": view.published_at.isoformat() if view.published_at else None,
        "verdict": (view.report or {}).get("verdict"),
        "is_there": view.is_there,
        "note": view.note,
    }
