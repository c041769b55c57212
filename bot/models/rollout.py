"""How far the newest publication is at the engines on all machines, as their supervisors tell the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.models.notes import PublishingProgress, Wanted
from crm.content import model_versions, publications
from crm.content.publications import EngineStanding, Publication
from crm.database.store import Store

__all__ = ["SUPERVISOR_SLEEPS", "UNDER_WAY", "Rollout", "wanted_of"]

# A supervisor that runs sees a wish within a moment.
SUPERVISOR_SLEEPS = timedelta(seconds=15)
UNDER_WAY = frozenset({"starting", "draining"})
REFUSED = frozenset({"failed", "returned"})


def wanted_of(publication: Publication) -> Wanted:
    """Give a publication as the note in a state folder that asks for it."""
    return Wanted(
        serial=publication.id,
        inputs=publication.inputs,
        sha256=publication.sha256,
        file=publication.file,
        seconds=publication.seconds,
        code=publication.code,
        repository=publication.repository,
        by_id=publication.asked_by_id,
        by=publication.asked_by or "",
        reason=publication.reason,
        at=publication.asked_at.isoformat(timespec="seconds"),
    )


@dataclass(frozen=True, slots=True)
class Rollout:
    """The newest publication, the engines that are there, and the SHA-256 of what the store calls published."""

    newest: Publication | None
    engines: Sequence[EngineStanding]
    published: str | None

    @classmethod
    async def of(cls, store: Store) -> Rollout:
        """Ask the store; PostgreSQL only."""
        # What is called published last: that comes of what the engines have said, and stays when they are gone.
        newest, engines = await publications.newest(store), await publications.standing(store)
        running = await model_versions.running(store)
        return cls(newest, engines, None if running is None else running.sha256)

    @property
    def pending(self) -> list[EngineStanding]:
        """The engines that have not put it in use yet, nor said why not."""
        newest = self.newest
        if newest is None:
            return []
        return [one for one in self.engines if one.publication_id != newest.id or one.phase in UNDER_WAY]

    @property
    def refused(self) -> list[EngineStanding]:
        """The engines that did not put it in use, or gave it up."""
        newest = self.newest
        if newest is None:
            return []
        return [one for one in self.engines if one.publication_id == newest.id and one.phase in REFUSED]

    @property
    def is_in_use(self) -> bool:
        """Tell whether an engine answers with it, or the store calls it published."""
        newest = self.newest
        return newest is not None and (
            newest.sha256 == self.published or any(one.model == newest.inputs for one in self.engines)
        )

    @property
    def is_noted(self) -> bool:
        """Tell whether the store calls the model published that the engines answer with."""
        newest = self.newest
        return newest is None or newest.sha256 == self.published or not self.is_in_use

    def going_on(self, now: datetime) -> tuple[Wanted, PublishingProgress] | None:
        """Give the publication that is under way and how it goes; None when it is over."""
        if self.newest is None:
            return None
        wanted = wanted_of(self.newest)
        if not self.engines:
            if self.newest.sha256 == self.published:
                return None
            waits = now - self.newest.asked_at > SUPERVISOR_SLEEPS
            return wanted, PublishingProgress("waiting" if waits else "starting", wanted.serial)
        pending = self.pending
        if not pending and self.is_noted:
            return None
        drains = all(one.publication_id == wanted.serial and one.phase == "draining" for one in pending)
        return wanted, PublishingProgress("draining" if drains else "starting", wanted.serial)

    def progress(self) -> PublishingProgress | None:
        """Give why engines refused the newest publication; None when none did."""
        refused = self.refused
        if self.newest is None or not refused:
            return None
        phase = "failed" if any(one.phase == "failed" for one in refused) else "returned"
        return PublishingProgress(phase, self.newest.id, self.why(refused), sha256=self.newest.sha256)

    def why(self, refused: Sequence[EngineStanding]) -> str:
        """Say why engines refused it, each by its address where there are several."""
        said = dict.fromkeys(
            f"{one.address}: {one.reason or '?'}" if len(self.engines) > 1 and one.address else one.reason or "?"
            for one in refused
        )
        return "; ".join(said)
