"""A real Chromium, and the widget's server in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect, sync_playwright

from tests.support.chat_server import ChatServer
from tests.support.chromium import CHROMIUM, FLAGS
from tests.support.system import System, make_system
from tests.support.widget import Chat

expect.set_options(timeout=15_000)  # a machine that runs all tests at once is slow


# Of one module each: while Playwright's own event loop stands, no asynchronous test of another folder can run.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def own_system(tmp_path: Path) -> Iterator[System]:
    """A whole system that nobody else has talked with or edits."""
    running = make_system(tmp_path / "home")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def outside() -> list[str]:
    """Addresses outside this machine that a page asked for; every such request is refused."""
    return []


@pytest.fixture
def new_context(browser: Browser, outside: list[str]) -> Iterator[Callable[..., BrowserContext]]:
    """Make a browser profile that reaches this machine only."""
    contexts: list[BrowserContext] = []

    def guard(route: Route) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", "localhost"):
            route.fallback()
        else:
            outside.append(route.request.url)
            route.abort()

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        context.route("**/*", guard)
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
