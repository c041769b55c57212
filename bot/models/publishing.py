"""Publishing and rolling back a model: conditions, the note to the supervisor, and the result."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bot.models import archives
from bot.models import building as files
from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import EngineNotes, Wanted
from bot.models.rollout import Rollout
from bot.settings import ROOT
from crm.actor import Actor
from crm.content import model_versions, publications
from crm.content.model_versions import ModelView
from crm.database.store import Store
from crm.errors import Conflict

__all__ = ["PublishingOutcome", "ReasonNeeded", "outcome", "publish", "why_reason"]

# What may be published: tested candidates, untested ones and earlier models with a reason.
PUBLISHABLE = frozenset({"trained", "tested", "retired"})
SHORTEST_REASON = 5
ASK_SECONDS = 0.25
# As where the repository's content or the code has changed, and an engine that was started anew chose accordingly.
NOT_TAKEN = "no engine answers with it: each was started with another model since"


class ReasonNeeded(Exception):
    """This publication needs a reason; `.why` is worse, untested, outdated or earlier."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class PublishingOutcome:
    """The result of a publication: published, failed (with the reason), superseded, or waiting for a supervisor.

    One that some of several engines refused is published, with their reasons.
    """

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
    """Ask the supervisor, or those of all machines on the store, to let a model answer patrons; gives what was asked.

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
    registry = ModelRegistry(home)
    await archives.have(store, registry, view.file, view.sha256)
    await archives.share(store, registry, view.file, view.sha256)
    action = "model.rollback_asked" if view.state == "retired" else "model.publish_asked"
    await model_versions.note_asked(store, model_id, by, reason=reason, action=action)
    code, repository = await asyncio.to_thread(_hashes)
    wanted = Wanted(
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
    if store.is_sqlite:
        return EngineNotes(home).want(wanted)
    # Not what the store calls newest: somebody else may have asked for another model just now.
    serial = await publications.ask(store, model_id, by.id, code=code, repository=repository, reason=reason)
    return msgspec.structs.replace(wanted, serial=serial)


async def outcome(store: Store, home: Path, wanted: Wanted, *, seconds: float) -> PublishingOutcome:
    """Wait until the supervisors have put a model in use, or say why not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = _by_notes(home, wanted) if store.is_sqlite else _by_store(await Rollout.of(store), wanted)
        if found is not None:
            return found
        await asyncio.sleep(ASK_SECONDS)
    return PublishingOutcome("waiting")


def _by_notes(home: Path, wanted: Wanted) -> PublishingOutcome | None:
    notes = EngineNotes(home)
    current, progress, newest = notes.current(), notes.progress(), notes.wanted()
    if progress is not None and progress.serial == wanted.serial and progress.phase in ("failed", "returned"):
        return PublishingOutcome("failed", progress.reason)
    if current is not None and current.serial == wanted.serial:
        return PublishingOutcome("published")
    if newest is not None and newest.serial > wanted.serial:
        return PublishingOutcome("superseded")
    return None


def _by_store(rollout: Rollout, wanted: Wanted) -> PublishingOutcome | None:
    newest, refused = rollout.newest, rollout.refused
    if newest is not None and newest.id > wanted.serial:
        return PublishingOutcome("superseded")
    if newest is None or not rollout.engines or rollout.pending or not rollout.is_noted:
        return None
    if len(refused) == len(rollout.engines):
        # One that put it in use may be away for a moment; when it is gone for good, or gave it up, the store says so.
        is_published = newest.sha256 == rollout.published
        return None if is_published else PublishingOutcome("failed", rollout.why(refused))
    if not rollout.is_in_use:
        return PublishingOutcome("failed", rollout.why(refused) if refused else NOT_TAKEN)
    return PublishingOutcome("published", rollout.why(refused) if refused else None)


def _hashes() -> tuple[str, str]:
    return files.code_hash(), files.content_hash(ROOT)
