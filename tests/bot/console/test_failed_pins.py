"""Whoever reads the trail sees on the first page that patrons' PINs, or the library system, fail."""

from __future__ import annotations

from crm.audit import library_system
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


def test_faults_of_the_library_system_stand_there_too(console: Desk) -> None:
    auditor = console.client("auditor")
    assert "library_system.fault" not in auditor.get("/console").text
    console.run(library_system.note_fault(console.store, "IlsMisconfigured"))
    told = page_of(auditor.get("/console")).link(phrase("home.library_system_faults"))
    assert told.startswith("/console/audit?action=library_system.fault&from=")
    for role in ("librarian", "supervisor", "editor", "manager"):
        # Patrons are told that the staff see it: those at the desk do, without the trail that they may not read.
        page = page_of(console.client(role).get("/console"))
        assert phrase("home.library_system_faults") in page.text
        assert page.links("/console/audit") == []
    assert phrase("did.library_system.fault") in auditor.get("/console/audit?action=library_system.fault").text
