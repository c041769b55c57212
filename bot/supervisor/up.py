"""Everything from an empty folder to a running library: train, migrate, seed, start, wait until ready."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.settings import ROOT, Settings
from bot.supervisor import checks, models
from bot.supervisor.errors import StartError
from bot.supervisor.service import Service
from crm import migrate
from crm.errors import StoreError
from crm.store import Store
from library import seed

READY_SECONDS = 120.0
DEMO_FILE = ROOT / "deploy" / "demo" / "library.yml"

Say = Callable[[str], None]


def services(settings: Settings, model: Path) -> list[Service]:
    """The three processes, described but not started."""
    environment = settings.child_environment()
    secret = {"X-Ketabyar-Secret": settings.secret}
    logs = settings.home / "logs"
    return [
        Service(
            name="engine",
            argv=(
                str(checks.ENGINE_PYTHON),
                "-m",
                "engine.serve",
                "--model",
                str(model),
                "--port",
                str(settings.engine_port),
            ),
            environment=environment,
            log=logs / "engine.log",
            ready_url=f"{settings.engine_url}/webhooks/ketabyar/ready",
            headers=secret,
        ),
        Service(
            name="action server",
            argv=(sys.executable, "-m", "actions"),
            environment=environment,
            log=logs / "actions.log",
            ready_url=f"{settings.actions_url}/health",
            headers=secret,
        ),
        Service(
            name="gateway",
            argv=(sys.executable, "-m", "bot"),
            environment=environment,
            log=logs / "gateway.log",
            ready_url=f"http://{settings.host}:{settings.port}/health/live",
        ),
    ]


async def prepare_store(settings: Settings, say: Say) -> None:
    """Bring the store to the newest migration and load the demo library into an empty one.

    Raises StartError when the store cannot be reached or the seed file is wrong.
    """
    try:
        await asyncio.to_thread(migrate.upgrade, settings.database_url)
        if settings.environment == "demo":
            store = await Store.open(settings.database_url, clock=settings.clock(), server_key=settings.server_key)
            try:
                if not await seed.has_library(store):
                    say("loading the demo library …")
                    await seed.load(store, DEMO_FILE)
            finally:
                await store.close()
    except (StoreError, seed.SeedError, OSError) as error:
        raise StartError(f"the store could not be prepared: {error}") from error


@asynccontextmanager
async def running(settings: Settings, say: Say) -> AsyncIterator[list[Service]]:
    """Run the three processes, ready and watched, for as long as the block lasts."""
    checks.check_interpreters()
    checks.check_disk(settings)
    checks.check_ports(settings)
    logs = settings.home / "logs"
    model, trained = await models.ensure(
        logs / "train.log", on_train=lambda: say("training the model (its inputs changed; about a minute) …")
    )
    if trained:
        say(f"trained in {model.seconds:.0f} s")
    await prepare_store(settings, say)
    started = services(settings, models.put_in_use(model, settings.home))
    watchers: list[asyncio.Task[None]] = []
    begun = time.monotonic()
    try:
        for service in started:
            await service.start()
        say("starting engine, action server and gateway …")

        async def await_one(service: Service) -> None:
            await service.wait_ready(READY_SECONDS)
            say(f"{service.name} ready after {time.monotonic() - begun:.1f} s")

        await asyncio.gather(*(await_one(service) for service in started))
        watchers = [asyncio.create_task(service.watch()) for service in started]
        yield started
    finally:
        for watcher in watchers:
            watcher.cancel()
        # The gateway first: it finishes its turns while the other two still answer.
        for service in reversed(started):
            await service.stop()
        for watcher in watchers:
            with contextlib.suppress(asyncio.CancelledError):
                await watcher


async def run_until_stopped(settings: Settings, say: Say, ready: Callable[[Settings], None]) -> None:
    """Run ketabyar until Ctrl-C or SIGTERM, and stop everything cleanly."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    main = asyncio.current_task()
    assert main is not None  # noqa: S101 - we are inside a task

    def ask_to_stop() -> None:
        # Before everything runs there is nothing to wait for: leave at once.
        if not up.is_set():
            main.cancel()
        stop.set()

    up = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, ask_to_stop)
    try:
        async with running(settings, say):
            up.set()
            ready(settings)
            await stop.wait()
            say("stopping …")
    except asyncio.CancelledError:
        if not stop.is_set():
            raise
    say("stopped.")
