"""The console in a real Chromium, with somebody of a role signed in, in either language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page
from sqlalchemy import update

from tests.support.console_pages import COMPLAINTS, STAFF, OpenConsole
from tests.support.desk import Desk


@pytest.fixture
def open_console(
    console: Desk,
    new_context: Callable[..., BrowserContext],
    outside: list[str],
) -> Iterator[OpenConsole]:
    """Open a page of the console: `open_console("editor", "fa", "/console/answers")`.

    A script error, a refusal by the content security policy or a request to elsewhere fails the test. What a
    page is meant to refuse is listed by the test: `page.expected.append("403")`.
    """
    complaints: list[str] = []

    def opened(
        role: str | None, lang: str = "fa", path: str = "/console", *, width: int = 1280, height: int = 800
    ) -> Page:
        if role is not None:
            change = update(STAFF).where(STAFF.c.username == role).values(language=lang)
            console.run(console.store.transact(lambda connection: connection.execute(change)))
        context = new_context(
            viewport={"width": width, "height": height}, locale="fa-IR" if lang == "fa" else "en-GB",
            base_url=console.url,
        )  # fmt: skip
        page = context.new_page()
        expected: list[str] = []
        page.expected = expected  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))

        def heard(message: object) -> None:
            text = getattr(message, "text", "")
            if any(sign in text for sign in COMPLAINTS) and not any(sign in text for sign in expected):
                complaints.append(f"{page.url}: {text}")

        page.on("console", heard)
        if role is not None:
            # The sign-in page has tests of its own; two pages less a test are a quarter of its time.
            cookies = console.client(role).http.cookies
            context.add_cookies(
                [{"name": c.name, "value": c.value or "", "domain": "127.0.0.1", "path": c.path} for c in cookies.jar]
            )
        page.goto(path)
        return page

    yield opened
    assert complaints == []
    assert outside == []
