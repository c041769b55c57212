"""Publishing and rolling back a model: conditions, the note to the supervisor, and the result."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.models import building as files
from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import EngineNotes, Wanted
from bot.settings import ROOT
from crm.actor import Actor
from crm.content import model_versions
from crm.content.model_versions import ModelView
from crm.database.store import Store
from crm.errors import Conflict

__all__ = ["PublishingOutcome", "ReasonNeeded", "outcome", "publish", "why_reason"]

# What may be published: tested candidates, untested ones and earlier models with a reason.
PUBLISHABLE = frozenset({"trained", "tested", "retired"})
SHORTEST_REASON = 5
ASK_SECONDS = 0.25


class ReasonNeeded(Exception):
    """This publication needs a reason; `.why` is worse, untested, outdated or earlier."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class PublishingOutcome:
    """The result of a publication: published, failed (with the reason), superseded, or waiting for a supervisor."""

    state: str
    reason: str | None = None


def why_reason(candidate: ModelView, running: ModelView | None) -> str | None:
    """Tell why publishing a model needs a reason; None when it needs none."""
    if candidate.state == "retired":
        return "earlier"
    if candidate.report is None:
        return "untested"
    if running is None:
        return None
    against = candidate.report.get("against") or {}
    if against.get("sha256") != running.sha256:
        return "outdated"
    return "worse" if candidate.report.get("verdict") == "worse" else None


async def publish(store: Store, home: Path, model_id: int, by: Actor, *, reason: str | None = None) -> Wanted:
    """Ask the supervisor to let a model answer patrons, and give the note that was left.

    Raises NotFound, Conflict when the model cannot be published, ReasonNeeded, ModelFileRefused.
    """
    reason = (reason or "").strip() or None
    view = await model_versions.model(store, model_id)
    running = await model_versions.running(store)
    if view.state not in PUBLISHABLE:
        raise Conflict("model", view.state)
    if not view.is_there or view.file is None or view.sha256 is None:
        raise ModelFileRefused("the model's file was removed")
    why = why_reason(view, running)
    if why is not None and len(reason or "") < SHORTEST_REASON:
        raise ReasonNeeded(why)
    await asyncio.to_thread(ModelRegistry(home).proved, view.file, view.sha256)
    action = "model.rollback_asked" if view.state == "retired" else "model.publish_asked"
    await model_versions.note_asked(store, model_id, by, reason=reason, action=action)
    code, repository = await asyncio.to_thread(_hashes)
    return EngineNotes(home).want(
        Wanted(
            serial=0,
            inputs=view.inputs,
            sha256=view.sha256,
            file=view.file,
            seconds=view.seconds or 0.0,
            code=code,
            repository=repository,
            by_id=by.id,
            by=by.name if by.kind == "staff" else "",
            reason=reason,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )


async def outcome(home: Path, wanted: Wanted, *, seconds: float) -> PublishingOutcome:
    """Wait until the supervisor has put a model in use, or says why not."""
    notes, deadline = EngineNotes(home), time.monotonic() + seconds
    while time.monotonic() < deadline:
        current, progress, newest = notes.current(), notes.progress(), notes.wanted()
        if progress is not None and progress.serial == wanted.serial and progress.phase in ("failed", "returned"):
            return PublishingOutcome("failed", progress.reason)
        if current is not None and current.serial == wanted.serial:
            return PublishingOutcome("published")
        if newest is not None and newest.serial > wanted.serial:
            return PublishingOutcome("superseded")
        await asyncio.sleep(ASK_SECONDS)
    return PublishingOutcome("waiting")


def _hashes() -> tuple[str, str]:
    return files.code_hash(), files.content_hash(ROOT)
