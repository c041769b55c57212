"""What axe finds on a page in a real browser."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Frame, Page

from tests.support.waiting import until_in

# Only what is wrong comes back: of all that is right the browser would make a megabyte of JSON. Of what it may read
# beforehand, every style sheet once more, only sound and film are of use to a rule that is asked.
RUN = "axe.run({resultTypes: ['violations'], preload: {assets: ['media']}}).then((found) => found.violations)"


# What has only half faded in has not the colours that are read. Dots that go on for ever are not waited for.
AT_REST = """() => [document, ...[...document.querySelectorAll("*")].map((one) => one.shadowRoot).filter(Boolean)]
  .flatMap((root) => root.getAnimations())
  .every((one) => one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity)"""


def at_rest(page: Page | Frame) -> None:
    """Wait until nothing on the page moves to its place any more."""
    until_in(page, lambda: page.evaluate(AT_REST))


def axe_in_every_document(page: Page) -> None:
    """Let each page that is opened from now on bring axe along: to send it to many, one by one, takes twice as long."""
    page.add_init_script(AXE_SCRIPT)


def violations(page: Page | Frame) -> list[str]:
    """Give everything that axe finds on a whole page or in a frame of one, once it is at rest, whatever its level."""
    at_rest(page)
    # Half a megabyte to read: once a document is enough.
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{each['id']}: {each['help']} {[node['html'][:160] for node in each['nodes']]}" for each in page.evaluate(RUN)
    ]
