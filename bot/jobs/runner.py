"""The job runner: repeats small tasks, each on its own, and lets none of them die."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from crm.database.leases import Lease
from crm.errors import StoreBusy

__all__ = ["LATER", "Job", "JobRunner", "JobState"]

log = logging.getLogger(__name__)

JITTER = 0.2
MOST_SECONDS_BETWEEN_ERRORS = 300.0
LOOK_SECONDS = 2.0


# After the start of a gateway, for work that reads or writes much and that nobody waits for: who asks is served first.
LATER = 5.0


@dataclass(frozen=True, slots=True)
class Job:
    """Work to be done about every `seconds`, first `after` seconds from the start; `work` returns how much it did.

    Of several gateways on one store one does it for all, but for what is done `everywhere`.
    """

    name: str
    seconds: float
    work: Callable[[], Awaitable[int]]
    after: float = 0.0
    everywhere: bool = False


@dataclass(slots=True)
class JobState:
    """How a job has gone in this gateway: Unix times of its last run's and last success's end, 0 before the first.

    `seconds` is what the last run took, `all_seconds` all of them; `failures` counts those since the last success,
    and `is_told` says that one of these was told in full.
    """

    name: str
    every: float
    began: float = field(default_factory=time.time)
    last_run: float = 0.0
    last_success: float = 0.0
    seconds: float = 0.0
    all_seconds: float = 0.0
    runs: int = 0
    failed_runs: int = 0
    failures: int = 0
    is_told: bool = False

    def is_elsewhere(self) -> None:
        """Note that another gateway does it: nothing is late here."""
        self.began, self.last_success, self.failures, self.is_told = time.time(), 0.0, 0, False

    def ended(self, seconds: float, *, failed: bool) -> None:
        """Note a run that has ended."""
        self.last_run = time.time()
        self.seconds = seconds
        self.all_seconds += seconds
        self.runs += 1
        if failed:
            self.failed_runs += 1
            self.failures += 1
        else:
            self.last_success = self.last_run
            self.failures, self.is_told = 0, False


class JobRunner:
    """One asyncio task for each job, from `start` to `stop`; without the `lease` only what is done everywhere.

    `states` tell how each has gone.
    """

    def __init__(self, jobs: Sequence[Job], lease: Lease | None = None) -> None:
        self._jobs = tuple(jobs)
        self.states = tuple(JobState(job.name, job.seconds) for job in self._jobs)
        self._lease = lease
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Start every job."""
        self._tasks = [
            asyncio.create_task(_repeat(job, state, self._lease), name=f"job {job.name}")
            for job, state in zip(self._jobs, self.states, strict=True)
        ]

    async def stop(self) -> None:
        """Stop every job and wait until they have let go."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _repeat(job: Job, state: JobState, lease: Lease | None) -> None:
    await asyncio.sleep(job.after)
    while True:
        if lease is not None and not job.everywhere and not lease.is_held:
            # Another gateway does it; should that one be gone, nothing is to wait for a whole round.
            state.is_elsewhere()
            await asyncio.sleep(min(job.seconds, LOOK_SECONDS))
            continue
        pause = job.seconds
        started = time.perf_counter()
        try:
            done = await job.work()
        except Exception as error:
            state.ended(time.perf_counter() - started, failed=True)
            # Whatever it was, the next round tries again: later and later.
            pause = min(job.seconds * 2**state.failures, MOST_SECONDS_BETWEEN_ERRORS)
            _tell(state, error)
        else:
            state.ended(time.perf_counter() - started, failed=False)
            if done:
                log.info("the job %s did %d", job.name, done)
        await asyncio.sleep(pause * random.uniform(1 - JITTER, 1 + JITTER))  # noqa: S311 - only spreads the load


def _tell(state: JobState, error: Exception) -> None:
    """Log a failure: a busy store in a line, of errors the first in full."""
    if isinstance(error, StoreBusy):
        log.warning("the job %s is put off: the store is busy", state.name)
    elif state.is_told:
        log.error("the job %s failed again (%d times)", state.name, state.failures)
    else:
        state.is_told = True
        log.error("the job %s failed", state.name, exc_info=error)
