"""A patron sets the first PIN with a code, in a real browser, in both languages and at three widths."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from crm import records
from crm.conversations import signing_in
from language.digits import to_ascii
from tests.browser.console.test_privacy import looked_at
from tests.support.desk import Desk
from tests.support.store_rows import add, add_patron, visitor
from tests.support.texts import phrase
from tests.support.waiting import until

pytestmark = pytest.mark.browser

NUMBER = "09120000001"
NEW = {"fa": "۷۳۹۱۵۵", "en": "739155"}


@pytest.fixture
def hook() -> Iterator[tuple[list[dict[str, Any]], int]]:
    """The library's own text messages: what it was handed, and its port."""
    taken: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield taken, running.server_address[1]
        running.shutdown()


@pytest.fixture
def settings_overrides(hook: tuple[list[dict[str, Any]], int]) -> dict[str, Any]:
    """A library that can write text messages."""
    return {"sms_hook_url": f"http://127.0.0.1:{hook[1]}/in", "sms_hook_secret": "a secret of the hook"}


async def link(console: Desk, lang: str) -> str:
    """A chat that was offered to sign in."""
    who = await visitor(console.store, lang)
    issued = await signing_in.link_issue(console.store, who.id)
    return f"/sign-in/{issued.url_token}?lang={lang}"


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_first_pin_is_set_with_a_code(
    new_context: Callable[..., BrowserContext],
    console: Desk,
    hook: tuple[list[dict[str, Any]], int],
    lang: str,
) -> None:
    taken, _ = hook
    patron = console.run(add_patron(console.store, "29990077", display_name="نرگس آزمونی"))
    point = {"patron_id": patron, "kind": "phone", "value": NUMBER, "value_norm": NUMBER, "is_primary": True}
    console.run(add(console.store, records.ContactPoint, **point))
    page: Page = new_context(base_url=console.url).new_page()
    page.goto(console.run(link(console, lang)))
    looked_at(page, f"first-pin-sign-in-{lang}")
    page.get_by_role("link", name=phrase("page.pin.link", lang)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(phrase("page.pin.title", lang))
    looked_at(page, f"first-pin-card-{lang}")
    page.locator("#card").fill("29990077")
    page.get_by_role("button").click()
    expect(page.locator("#code")).to_be_visible()
    looked_at(page, f"first-pin-code-{lang}")
    until(lambda: bool(taken), 20)
    assert taken[0]["to"] == NUMBER
    [code] = re.findall(r"\d{8}", to_ascii(taken[0]["text"]))
    page.locator("#code").fill("00000000")
    page.locator("#pin").fill(NEW[lang])
    page.locator("#pin_again").fill(NEW[lang])
    page.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text(phrase("page.pin.wrong_code", lang))
    looked_at(page, f"first-pin-wrong-{lang}")
    page.locator("#code").fill(code)
    page.locator("#pin").fill(NEW[lang])
    page.locator("#pin_again").fill(NEW[lang])
    page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_contain_text(phrase("page.pin.done", lang))
    looked_at(page, f"first-pin-done-{lang}")
    until(lambda: len(taken) == 2, 20)
    page.get_by_role("link", name=phrase("page.pin.to_sign_in", lang)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(phrase("page.sign_in.title", lang))
