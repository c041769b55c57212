"""Every route of the console under one router."""

from __future__ import annotations

from pathlib import Path

from litestar import Request, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.static_files import create_static_files_router

from bot.console.frame.access import guard
from bot.console.frame.features import features
from bot.console.frame.home import home
from bot.console.frame.parts import Console
from bot.console.frame.visit import Visit

__all__ = ["console_routes"]

STATIC = Path(__file__).resolve().parent.parent / "static"
# A page of examples that is pasted in, or an answer in two languages, is larger than a chat message.
MOST_BYTES = 2 * 1024 * 1024


def console_routes() -> list[Router]:
    """Give the routers of the console's pages and of its files."""
    pages = Router(
        "/console",
        route_handlers=[home, *(handler for feature in features() for handler in feature.controllers)],
        guards=[guard],
        dependencies={
            "visit": Provide(Visit.of, sync_to_thread=False),
            "console": Provide(_console, sync_to_thread=False),
        },
        include_in_schema=False,
        request_max_body_size=MOST_BYTES,
    )
    files = create_static_files_router(
        path="/static/console", directories=[STATIC], cache_control=None, include_in_schema=False, name="console-static"
    )
    return [pages, files]


def _console(request: Request[object, object, State]) -> Console:
    console: Console = request.app.state["console"]
    return console
