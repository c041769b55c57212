"""Imports, tries and harvests that this gateway is at: told to the store as they go, and how they ended."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Set
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from bot.importing import reports, uploaded
from bot.importing.reports import ReportFile
from crm.database.store import Store
from crm.errors import StoreError
from library.errors import ImportRefused
from library.imports import ImportOutcome, ImportResult, uploads
from library.imports.loading import Progress
from library.imports.outcome import Report
from library.imports.uploads import Upload
from protocol.home import Home

__all__ = ["Work", "at_work", "begin"]

log = logging.getLogger(__name__)

Work = Callable[[Report | None, Progress], Awaitable[ImportResult]]
TOLD_SECONDS = 1.0
# How long a store that is away is waited for when all is done.
PAUSES = (0.5, 2.0, 5.0, 10.0)

# By their tokens. A gateway that starts anew is at none, and so all see that what it was at broke off.
_AT_WORK: dict[str, asyncio.Task[None] | None] = {}


def at_work() -> Set[str]:
    """Name what this process is at."""
    return _AT_WORK.keys()


async def begin(
    store: Store,
    home: Path,
    upload: Upload,
    work: Work,
    chosen: Mapping[str, Any],
    *,
    dry_run: bool,
    needs: AsyncExitStack | None = None,
) -> bool:
    """Begin to try or to import something; `needs` is closed at its end. False while somebody is at it."""
    if upload.token in _AT_WORK:
        return False
    _AT_WORK[upload.token] = None
    try:
        if not await uploads.begin(store, upload.token, chosen, dry_run=dry_run):
            return False
        running = _run(store, home, upload, work, needs or AsyncExitStack(), dry_run=dry_run)
        task = _AT_WORK[upload.token] = asyncio.create_task(running, name=f"import {upload.token}")
        task.add_done_callback(lambda _: _AT_WORK.pop(upload.token, None))
        return True
    finally:
        if _AT_WORK.get(upload.token) is None:
            _AT_WORK.pop(upload.token, None)


async def _run(store: Store, home: Path, upload: Upload, work: Work, needs: AsyncExitStack, *, dry_run: bool) -> None:
    far = _Far()
    report = ReportFile(Home(home).imports / f"{upload.kind}-{upload.token}.csv")
    begun = store.clock.now()
    state, refused, run_id = "broken_off", None, None
    telling = asyncio.create_task(_tell(store, upload.token, far))
    async with needs:
        try:
            result = await work(None if dry_run else report.write, far.come)
            far.outcome, run_id, state = result.outcome, result.run_id, "done"
        except ImportRefused as error:
            refused, state = error, "refused"
        except Exception:
            log.exception("an import broke off")
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
            await asyncio.to_thread(report.close)
    is_imported = state == "done" and not dry_run
    await reports.share(store, upload.kind, begun, report)
    has_file = upload.has_file and not is_imported
    for pause in (*PAUSES, None):
        try:
            await uploads.end(
                store, upload.token, state, far.outcome, refused=refused, run_id=run_id, has_file=has_file
            )
            if is_imported and upload.has_file:
                await uploaded.drop(store, home, upload.token)
            return
        except StoreError as error:
            if pause is None:
                # All see that it broke off; what was done is in the list of imports.
                log.warning("how an import ended is not in the store: %s", type(error).__name__)
                return
            await asyncio.sleep(pause)


class _Far:
    """How far it has come."""

    def __init__(self) -> None:
        self.outcome = ImportOutcome()

    def come(self, outcome: ImportOutcome) -> None:
        self.outcome = outcome


async def _tell(store: Store, token: str, far: _Far) -> None:
    told = 0
    while True:
        await asyncio.sleep(TOLD_SECONDS)
        if (read := far.outcome.counts["read"]) != told:
            # Where the store is busy the next second will do.
            with contextlib.suppress(StoreError):
                await uploads.tell(store, token, far.outcome)
                told = read
