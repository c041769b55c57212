"""Warnings of the system page: what is wrong now, and what a library should mend before it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.health import Readiness
from bot.metrics import not_recorded
from bot.settings import Settings
from bot.watching.settings_shown import without_meaning
from bot.watching.standing import GatewayState
from crm.database.instances import InstanceThere

__all__ = ["Warned", "warnings_of"]

# Seconds after which what waits has waited for too long; the alert rules of deploy/prometheus have the same.
OLD_TURN, OLD_OUTBOX, OLD_HANDOFF = 180, 600, 900
# Of a disk that has less than this share free, one should know before it is full.
LOW_SHARE = 0.1
# Failures of a job one after the other that are no passing trouble.
MANY_FAILURES = 3


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning: a tone (bad, care), the key of its text, and what that is given; spans are timedeltas."""

    tone: str
    text: str
    values: Mapping[str, object] = field(default_factory=dict)


def warnings_of(
    settings: Settings, standing: GatewayState, ready: Readiness, processes: Sequence[InstanceThere] = ()
) -> Iterator[Warned]:
    """Give what is wrong, the worst first."""
    if not ready.store:
        yield Warned("bad", "system.warn.store")
    if not ready.engine:
        yield Warned("bad", "system.warn.engine")
    if not ready.actions:
        yield Warned("bad", "system.warn.actions")
    if not ready.disk:
        yield Warned("bad", "system.warn.disk_full")
    elif any(disk.free < LOW_SHARE * disk.total for disk in standing.disks):
        yield Warned("care", "system.warn.disk_low")
    lost = not_recorded()
    if lost:
        yield Warned("bad", "system.warn.not_recorded", {"n": lost})
    yield from _unlike(processes)
    yield from _waiting(standing)
    for job in standing.jobs:
        if job.failures >= MANY_FAILURES:
            yield Warned("bad", "system.warn.job", {"n": job.failures, "job": job.name})
    yield from _settings(settings)


def _unlike(processes: Sequence[InstanceThere]) -> Iterator[Warned]:
    for text, found in (
        ("system.warn.versions", {one.version or "?" for one in processes}),
        ("system.warn.models", {one.model for one in processes if one.kind == "engine" and one.model}),
    ):
        if len(found) > 1:
            yield Warned("care", text, {"found": ", ".join(sorted(found))})


def _waiting(standing: GatewayState) -> Iterator[Warned]:
    found = standing.backlog
    if found is None:
        return
    for text, seconds, most in (
        ("system.warn.open_turn", found.open_turn_oldest, OLD_TURN),
        ("system.warn.outbox", found.outbox_oldest, OLD_OUTBOX),
        ("system.warn.handoff", found.waiting_oldest, OLD_HANDOFF),
    ):
        if seconds > most:
            yield Warned("bad", text, {"span": timedelta(seconds=seconds)})


def _settings(settings: Settings) -> Iterator[Warned]:
    if settings.environment == "demo":
        yield Warned("care", "system.warn.demo")
    elif not settings.trusted_proxies:
        yield Warned("care", "system.warn.proxies")
    if settings.environment == "production" and "admin" not in settings.two_step_required:
        yield Warned("care", "system.warn.two_step")
    for variable, near in without_meaning().items():
        text = "system.warn.misspelt" if near else "system.warn.meaningless"
        yield Warned("care", text, {"name": variable, "near": near})
