"""Gateways inside the test's own process, each with its own store and settings, over applications made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from jinja2 import FileSystemBytecodeCache
from litestar import Litestar

from bot.app import Running, litestar_app, running_gateway
from bot.console.figures import mailing
from bot.console.frame import pages
from bot.jobs import chores, learning
from bot.settings import Settings
from tests.support.made_once import made_once

# Registering the routes takes most of a gateway's start, and compiling the pages most of their first visit. An
# application knows nothing of its gateway but what `running_gateway` puts behind it, and serves one at a time.
_idle: dict[str, list[Litestar]] = defaultdict(list)

# Five seconds after its start a gateway reads the whole library, for figures, vectors and the night: half a second of a
# processor, and paid by every test that lasts as long, which on a busy machine are many. No test waits for it: those of
# these jobs run them.
_AFTER_EVERY_TEST = 3600.0
for _module in (chores, learning, mailing):
    vars(_module)["LATER"] = _AFTER_EVERY_TEST

# To compile all templates takes seconds of a processor: the first process of a run does it for the others.
pages.ENVIRONMENT.bytecode_cache = FileSystemBytecodeCache(str(made_once("templates", lambda folder: None)))


@asynccontextmanager
async def gateway_at_work(settings: Settings) -> AsyncIterator[Running]:
    """Run a gateway as `running_gateway` does, with an application that no other gateway serves now."""
    if settings.messengers:
        # Its routes belong to their channels.
        async with running_gateway(settings) as running:
            yield running
        return
    idle = _idle[settings.environment]
    app = idle.pop() if idle else litestar_app(settings)
    async with running_gateway(settings, app) as running:
        yield running
    idle.append(app)
