"""Whoever reads the trail sees on the first page that patrons' PINs fail."""

from __future__ import annotations

from crm.patrons import pin_tries
from crm.patrons.pin_tries import Origin
from tests.support.desk import Desk
from tests.support.html import page_of
from tests.support.texts import phrase

ORIGIN = Origin("web_chat", 1, "192.0.2.1")


async def wrong() -> None:
    """Find no patron."""


def test_wrong_pins_of_the_last_day_stand_on_the_first_page(console: Desk) -> None:
    auditor = console.client("auditor")
    assert "patron.pin_failed" not in auditor.get("/console").text
    for card in ("20009001", "20009002", "20009003"):
        console.run(pin_tries.guarded(console.store, card, ORIGIN, wrong))
    home = page_of(auditor.get("/console"))
    assert home.link(phrase("home.failed_pins")).startswith("/console/audit?action=patron.pin_failed&from=")
    assert "patron.pin_failed" not in console.client("librarian").get("/console").text
    trail = auditor.get("/console/audit?action=patron.pin_failed").text
    assert trail.count("number 1 in this hour") == 1
    assert "20009001" not in trail
    console.advance(hours=25)
    assert "patron.pin_failed" not in console.client("auditor").get("/console").text
