"""A real Chromium, and the widget's server in memory."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, Request, expect, sync_playwright

from tests.support.chat_server import ChatServer
from tests.support.chromium import CHROMIUM, FLAGS
from tests.support.system import System, make_begun_system
from tests.support.widget import Chat

HERE = Path(__file__).parent
# Addresses of what is in the page itself.
LOCAL = ("about", "blob", "data")
expect.set_options(timeout=15_000)  # a machine that runs all tests at once is slow


# One for all tests of this folder; while it runs, no asynchronous test of another folder can.
_running: list[tuple[Playwright, Browser]] = []


def _stop() -> None:
    while _running:
        started, browser = _running.pop()
        with contextlib.suppress(Error):
            browser.close()
        started.stop()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """End the browser with the last test of this folder, when nothing of the test is left."""
    if nextitem is None or not nextitem.path.is_relative_to(HERE):
        _stop()


@pytest.fixture
def browser() -> Browser:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    if _running and not _running[0][1].is_connected():
        _stop()
    if not _running:
        started = sync_playwright().start()
        _running.append((started, started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)))
    return _running[0][1]


@pytest.fixture
def own_system(tmp_path: Path) -> Iterator[System]:
    """A whole system that nobody else has talked with or edits."""
    running = make_begun_system(tmp_path / "home")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def outside() -> list[str]:
    """Addresses outside this machine that a page asked for; the browser reaches none of them."""
    return []


@pytest.fixture
def new_context(browser: Browser, outside: list[str]) -> Iterator[Callable[..., BrowserContext]]:
    """Make a browser profile, and hear of what it asks of others."""
    contexts: list[BrowserContext] = []

    def heard(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in LOCAL and address.hostname not in ("127.0.0.1", "localhost"):
            outside.append(request.url)

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        # Heard of, not held up: a browser whose requests are held up keeps no copies of what it has fetched.
        context.on("request", heard)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page whose every script error fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.fixture
def server() -> Iterator[ChatServer]:
    server = ChatServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def open_chat(page: Page, server: ChatServer) -> Callable[..., Chat]:
    """Open the page in a language, and the chat on it."""

    def opened(lang: str = "fa", *, on: Page | None = None, site: str | None = None) -> Chat:
        chat = Chat(on or page)
        chat.page.goto(f"{site or server.url}/page?lang={lang}")
        chat.open()
        return chat

    return opened
