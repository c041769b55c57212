"""`ketabyar up`: from an empty folder to a running library (train, migrate, seed, start, wait until ready)."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

from bot import environments
from bot.content.leftovers import sweep
from bot.settings import LOOPBACK, ROOT, Settings
from bot.start_errors import StartError
from bot.supervisor import checks
from bot.supervisor.alone import alone_in
from bot.supervisor.announcing import announced
from bot.supervisor.belonging import match
from bot.supervisor.choice import Chosen, choose
from bot.supervisor.engines import Engines
from bot.supervisor.service import READY_SECONDS, SupervisedProcess
from bot.supervisor.shared_store import take_up
from crm.database import migrate
from crm.database.store import Store
from crm.errors import StoreError
from crm.library_info.in_service import InService, refuse_demo_mode
from crm.sign_in.demonstration import DemonstrationLeft, refuse_demonstration
from library import seed
from process import privacy
from protocol.home import OURS, Home

DEMO_FILE = ROOT / "deploy" / "demo" / "library.yml"

Say = Callable[[str], None]
Running = Callable[[Settings, Say], AbstractAsyncContextManager[None]]


def services(settings: Settings, say: Say) -> list[SupervisedProcess]:
    """The two processes beside the engine, described but not started."""
    logs = Home(settings.home).logs
    return [
        SupervisedProcess(
            name="action server",
            argv=(sys.executable, "-m", "process", "actions"),
            environment=environments.of_actions(settings, logs / "actions.log"),
            log=logs / "actions.log",
            ready_url=f"{settings.actions_url}/health",
            live_url=f"{settings.actions_url}/health/live",
            say=say,
        ),
        SupervisedProcess(
            name="gateway",
            argv=(sys.executable, "-m", "process", "bot"),
            environment=environments.of_gateway(settings, logs / "gateway.log"),
            log=logs / "gateway.log",
            ready_url=_gateway_live(settings),
            say=say,
        ),
    ]


def _gateway_live(settings: Settings) -> str:
    # It may listen on all addresses; asked is one of this machine.
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - compared, not bound
    return (
        f"http://[{host}]:{settings.port}/health/live" if ":" in host else f"http://{host}:{settings.port}/health/live"
    )


def close_home(settings: Settings, say: Say) -> None:
    """Let this user alone read the state folder."""
    for path in privacy.mend(settings.home, OURS):
        say(f"others may read {path}, and this user cannot change that")


async def prepare_store(settings: Settings, say: Say) -> None:
    """Bring the store to the newest migration; load the demo library into an empty one, or what it lacks of it.

    In production nothing of a demonstration may be left that could sign in, and a real library is no demonstration.

    Raises StartError when the store cannot be reached or the seed file is wrong, DemonstrationLeft and InService as
    they say.
    """
    try:
        await asyncio.to_thread(migrate.upgrade, settings.database_url)
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
        try:
            if settings.environment == "production":
                await refuse_demonstration(store)
            else:
                await refuse_demo_mode(store, str(Home(settings.home).settings))
                await _load_demo(store, say)
        finally:
            await store.close()
    except (DemonstrationLeft, InService):
        raise
    except (StoreError, seed.SeedError, OSError) as error:
        raise StartError(f"the store could not be prepared: {error}") from error


async def _load_demo(store: Store, say: Say) -> None:
    if not await seed.has_library(store):
        say("loading the demo library …")
        try:
            await seed.load(store, DEMO_FILE)
        except seed.SeedError:
            # Another start on the same store may have been quicker.
            if not await seed.has_library(store):
                raise
    elif added := await seed.complete_demo(store, DEMO_FILE):
        say(f"added to the demo library: {', '.join(added)}")


@asynccontextmanager
async def running(settings: Settings, say: Say) -> AsyncIterator[None]:
    """Run the three processes, ready and watched, for as long as the block lasts."""
    checks.check_interpreters()
    checks.check_disk(settings)
    with alone_in(settings.home) as alone:
        checks.check_ports(settings)
        if not alone:
            raise StartError(f"another ketabyar runs in {settings.home}; stop it or set KETABYAR_HOME.")
        close_home(settings, say)
        await prepare_store(settings, say)
        await match(settings, say)
        chosen = await _chosen(settings, say)
        begun = time.monotonic()
        engines, others = Engines(settings, say), services(settings, say)
        watchers: list[asyncio.Task[None]] = []
        try:
            await engines.start(chosen)
            for service in others:
                await service.start()
            say("starting engine, action server and gateway …")

            async def await_engine() -> None:
                await engines.wait_ready(chosen)
                say(f"engine ready after {time.monotonic() - begun:.1f} s")

            async def await_one(service: SupervisedProcess) -> None:
                await service.wait_ready(READY_SECONDS)
                say(f"{service.name} ready after {time.monotonic() - begun:.1f} s")

            await asyncio.gather(await_engine(), *(await_one(service) for service in others))
            watchers = [asyncio.create_task(service.watch()) for service in others]
            watchers.append(asyncio.create_task(engines.follow()))
            async with announced(settings, engines, say):
                try:
                    yield
                finally:
                    # Before the engine lets others have its conversations: the gateway's own turns still end here.
                    await others[-1].stop()
        finally:
            for watcher in watchers:
                watcher.cancel()
            # The gateway first: it finishes its turns while the other two still answer.
            for service in reversed(others):
                await service.stop()
            for watcher in watchers:
                with contextlib.suppress(asyncio.CancelledError):
                    await watcher
            await engines.stop()


@asynccontextmanager
async def engine_alone(settings: Settings, say: Say) -> AsyncIterator[None]:
    """Run the engine alone, exchanged when another model is wanted: for hosts that start the rest by themselves."""
    checks.check_interpreters()
    checks.check_disk(settings)
    with alone_in(settings.home, ("engine",)) as alone:
        if not alone:
            raise StartError(f"another ketabyar runs in {settings.home}; stop it or set KETABYAR_HOME.")
        checks.check_port(settings.engine_host or LOOPBACK, settings.engine_port, "KETABYAR_ENGINE_PORT")
        close_home(settings, say)
        chosen = await _chosen(settings, say)
        engines = Engines(settings, say)
        following: asyncio.Task[None] | None = None
        try:
            await engines.start(chosen)
            await engines.wait_ready(chosen)
            following = asyncio.create_task(engines.follow())
            async with announced(settings, engines, say):
                yield
        finally:
            if following is not None:
                following.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await following
            await engines.stop()


async def _chosen(settings: Settings, say: Say) -> Chosen:
    """Choose the model that is to answer, with what was published on other machines meanwhile."""
    await asyncio.to_thread(sweep, settings.home)
    missing = await take_up(settings)
    if missing is not None:
        say(f"what is published in the store cannot be had yet: {missing}")
    return await choose(settings, say)


def _unbroken(say: Say, text: str) -> None:
    # Who closes the terminal, or its pipe, must not thereby end the watch over the processes.
    with contextlib.suppress(OSError, ValueError):
        say(text)


async def run_until_stopped(
    settings: Settings, say: Say, ready: Callable[[Settings], Awaitable[None]], what: Running | None = None
) -> None:
    """Run ketabyar, or another part of it, until Ctrl-C or SIGTERM, and stop everything cleanly."""
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
        async with (what or running)(settings, partial(_unbroken, say)):
            up.set()
            await ready(settings)
            await stop.wait()
            _unbroken(say, "stopping …")
    except asyncio.CancelledError:
        if not stop.is_set():
            raise
    _unbroken(say, "stopped.")
