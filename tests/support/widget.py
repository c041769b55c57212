"""The widget as a person meets it: what to press, what to read."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.support import axe
from tests.support.texts import phrase
from tests.support.waiting import until_in

LAUNCH = {"fa": phrase("widget.launch"), "en": phrase("widget.launch", "en")}


class Chat:
    """One widget on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.widget = page.locator("ketabyar-chat")
        self.launcher = self.widget.locator(".launch")
        self.panel = page.locator("ketabyar-chat .panel:not(.page)")
        self.log = self.panel.get_by_role("log")
        self.input = self.panel.locator("textarea")
        self.send = self.panel.locator(".send")
        self.state = self.panel.locator(".state")
        self.presence = self.panel.locator(".presence")
        self.problem = self.panel.get_by_role("alert")
        self.sign_in_page = page.locator("ketabyar-chat .page")

    def open(self) -> None:
        """Open the panel, unless it is open."""
        self.widget.locator(".log").wait_for(state="attached")
        if self.launcher.is_visible():
            self.launcher.click()
        expect(self.panel).to_be_visible()

    def say(self, text: str) -> None:
        """Type a text and press Enter."""
        self.input.fill(text)
        self.input.press("Enter")

    def button(self, name: str) -> Locator:
        """The quick reply of that name."""
        return self.log.get_by_role("button", name=name, exact=True)

    def texts(self, sender: str = "") -> list[str]:
        """What stands in the log, without the greeting, in order."""
        found = self.log.locator(f".m{'.' + sender if sender else ''}[data-id] .text")
        return found.all_text_contents()

    def expect_texts(self, *texts: str, sender: str = "") -> None:
        """Wait until exactly these stand in the log."""
        selector = f".m{'.' + sender if sender else ''}[data-id] .text"
        expect(self.log.locator(selector)).to_have_text(list(texts))

    def focused(self) -> Locator:
        """What has the focus inside the widget."""
        return self.widget.locator(":focus")

    def until(self, look: Callable[[], object]) -> None:
        """Wait for something that the page itself does not show."""
        until_in(self.page, look)

    def violations(self) -> list[str]:
        """Everything that axe finds on the whole page, whatever its level."""
        return axe.violations(self.page)
