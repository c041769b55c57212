"""One of the services by itself, watched like under `ketabyar up`: for units of systemd, and for containers."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from bot.settings import LOOPBACK, Settings
from bot.start_errors import StartError
from bot.supervisor import checks
from bot.supervisor.alone import alone_in
from bot.supervisor.belonging import match
from bot.supervisor.service import READY_SECONDS, SupervisedProcess
from bot.supervisor.up import Say, close_home, prepare_store, services

__all__ = ["actions_alone", "gateway_alone"]


@asynccontextmanager
async def gateway_alone(settings: Settings, say: Say) -> AsyncIterator[None]:
    """Bring the store to the newest migration, then run the gateway for as long as the block lasts.

    Raises StartError when it cannot start, DemonstrationLeft in production while something of a demonstration is left.
    """
    with _held(settings, "gateway"):
        checks.check_port(settings.host, settings.port, "KETABYAR_PORT")
        close_home(settings, say)
        await prepare_store(settings, say)
        await match(settings, say)
        async with _watched(_service(settings, say, "gateway")):
            yield


@asynccontextmanager
async def actions_alone(settings: Settings, say: Say) -> AsyncIterator[None]:
    """Run the action server for as long as the block lasts; raises StartError when it cannot start."""
    with _held(settings, "actions"):
        checks.check_port(settings.actions_host or LOOPBACK, settings.actions_port, "KETABYAR_ACTIONS_PORT")
        async with _watched(_service(settings, say, "action server")):
            yield


@contextlib.contextmanager
def _held(settings: Settings, service: str) -> Iterator[None]:
    checks.check_disk(settings)
    with alone_in(settings.home, (service,)) as alone:
        if not alone:
            raise StartError(f"another ketabyar runs in {settings.home}; stop it or set KETABYAR_HOME.")
        yield


def _service(settings: Settings, say: Say, name: str) -> SupervisedProcess:
    return next(each for each in services(settings, say) if each.name == name)


@asynccontextmanager
async def _watched(service: SupervisedProcess) -> AsyncIterator[None]:
    watcher: asyncio.Task[None] | None = None
    try:
        await service.start()
        await service.wait_ready(READY_SECONDS)
        watcher = asyncio.create_task(service.watch())
        yield
    finally:
        if watcher is not None:
            watcher.cancel()
        await service.stop()
        if watcher is not None:
            with contextlib.suppress(asyncio.CancelledError):
                await watcher
