"""What axe finds on a page in a real browser."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page

# Only what is wrong comes back: of all that is right the browser would make a megabyte of JSON.
RUN = "axe.run({resultTypes: ['violations']}).then((found) => found.violations)"


def violations(page: Page) -> list[str]:
    """Give everything that axe finds on the whole page as it is now, whatever its level."""
    # Half a megabyte to read: once a document is enough.
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{each['id']}: {each['help']} {[node['html'][:160] for node in each['nodes']]}" for each in page.evaluate(RUN)
    ]
