"""How far a training or a test is, told from where it runs to all who share the store; and their wish to stop it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from bot.models.logs import ModelLogs
from bot.models.progress import TrainingStep, log_tail, step_of, without_paths
from crm.actor import Actor
from crm.content import model_work
from crm.database.store import Store
from crm.errors import StoreError

__all__ = ["At", "told"]

# The model, training or testing, and how many components it has.
At = tuple[int, str, int]
# How often it is told, and looked whether somebody wishes it to stop; and how much of the log is told.
TOLD_SECONDS = 1.0
LINES_TOLD = 200


@contextlib.asynccontextmanager
async def told(
    store: Store, logs: ModelLogs, model_id: int, at: Callable[[], At | None], stop: Callable[[Actor], None]
) -> AsyncIterator[None]:
    """Tell how far it is as long as it is so, and then let all have its log; `stop` is called at somebody's wish."""
    telling = asyncio.create_task(_tell(store, logs, at, stop), name=f"how far model {model_id} is")
    try:
        yield
    finally:
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)
        await logs.share(model_id)
        with contextlib.suppress(StoreError):
            await model_work.end(store, model_id)


async def _tell(store: Store, logs: ModelLogs, at: Callable[[], At | None], stop: Callable[[Actor], None]) -> None:
    before: list[str] = []
    while (now := at()) is not None:
        model_id, kind, components = now
        lines = await asyncio.to_thread(log_tail, logs.path(model_id))
        step = TrainingStep("testing") if kind == "testing" else step_of(lines, components)
        end = [without_paths(line).replace("\0", "") for line in lines[-LINES_TOLD:]]
        # Where the store is away it is told the next time.
        with contextlib.suppress(StoreError):
            by = await model_work.tell(
                store,
                model_id,
                kind,
                step=step.name,
                component=step.component,
                done=step.done,
                total=step.total,
                lines=None if end == before else end,
            )
            before = end
            if by is not None:
                stop(by)
        await asyncio.sleep(TOLD_SECONDS)
