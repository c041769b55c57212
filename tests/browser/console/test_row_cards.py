"""Tables on a telephone: each row is a card with a head, and its other cells say what they are."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.console_pages import OpenConsole
from tests.support.texts import phrase

pytestmark = pytest.mark.browser

LABEL = "cell => getComputedStyle(cell, '::before').content"


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_head_of_a_card_does_not_say_in_every_row_what_it_is(open_console: OpenConsole, lang: str) -> None:
    page = open_console("librarian", lang, "/console/places/branches/1/hours")
    page.set_viewport_size({"width": 390, "height": 844})
    head, cell = page.locator("tbody th").first, page.locator("tbody td[data-label]").first
    expect(head).to_be_visible()
    assert head.evaluate(LABEL) == "none"
    assert phrase("places.span", lang, n=1) in cell.evaluate(LABEL)
    row, said = page.locator("tbody tr").first.bounding_box(), head.locator("span").first.bounding_box()
    assert row is not None and said is not None
    # At the side where a line begins, and not where the values stand.
    assert (said["x"] > row["x"] + row["width"] / 2) == (lang == "fa")
