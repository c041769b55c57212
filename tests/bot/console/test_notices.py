"""The page of notices: what goes out, what was kept back and why, what did not arrive; and no patron's name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.jobs.notices import Notices
from crm import records
from crm.messages import outbox
from crm.notices.planning import plan
from tests.support.desk import Desk
from tests.support.given_notices import at_telegram, change, due_in, loan, wants
from tests.support.html import page_of
from tests.support.store_rows import add, add_patron, rows
from tests.support.texts import phrase


@pytest.fixture
def settings_overrides() -> dict[str, object]:
    return {"smtp_host": "127.0.0.1", "smtp_port": 1, "smtp_from": "library@example.org", "smtp_security": "none"}


async def filled(desk: Desk) -> None:
    """A notice that waits for a page to be opened, one that is sent and fails, one that was returned in time."""
    store = desk.store
    patron = await add_patron(store, display_name="زرین‌دخت ناشناس")
    who = await at_telegram(store, patron)
    for channel in ("web_chat", "telegram"):
        await wants(store, patron, channel, identity_id=who.id)
    gone = await loan(store, patron, 1)
    await loan(store, patron, 2)
    settings = desk.parts.settings.model_copy(update={"telegram_token": "1:x"})
    await plan(store, settings.notice_rules)
    await change(store, records.Loan, gone, returned_at=store.clock.now(), due_at=due_in(store, 1))
    await Notices(settings, store).run()
    [item] = await outbox.due(store, "telegram")
    await outbox.claim(store, item.id)
    await outbox.failed(store, item.id, "BadRequest: chat not found")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_page_tells_counts_and_reasons_in_both_languages(console: Desk, language: str) -> None:
    console.run(filled(console))
    client = console.client("librarian")
    client.post("/console/me/preferences", {"name_fa": "Sara", "language": language, "calendar": ""})
    page = client.get("/console/notices")
    assert page.status_code == 200
    shown = page_of(page).text
    for key in ("waiting", "kind.due_soon", "reason.returned", "delivery.failed", "off"):
        assert phrase(f"notices.{key}", language) in shown, key
    assert phrase("channel.telegram", language) in shown and "chat not found" in shown
    assert "زرین‌دخت" not in page.text and "بوف کور" not in page.text


KOHA = {"library_system": "koha", "koha_url": "https://koha.example", "koha_client_id": "c", "koha_client_secret": "s"}
FOLIO = {"library_system": "folio", "folio_url": "https://edge.library.example", "folio_api_key": "a-key"}


async def mirrored(desk: Desk) -> None:
    """A patron of a library elsewhere who was read two hours ago, and one who could not be."""
    store, now = desk.store, desk.store.clock.now()
    mina, omid = await add_patron(store), await add_patron(store)
    read = {"system": desk.parts.settings.library_system, "next_at": now}
    await add(store, records.MirrorRead, patron_id=mina, read_at=now - timedelta(hours=2), **read)
    await add(store, records.MirrorRead, patron_id=omid, failure="misconfigured", **read)
    for number, days in enumerate((2, -3)):
        due = {"name": str(number), "ref": str(number), "due_at": now + timedelta(days=days), "seen_at": now}
        await add(store, records.Mirrored, patron_id=mina, kind="loan", **due)


@pytest.mark.parametrize(
    ("settings_overrides", "limits"),
    [
        (KOHA, {"many"}),
        (FOLIO, {"each", "no_last_day", "card_kept"}),
        ({**KOHA, "mirror_hourly": 0}, {"off", "card_kept"}),
        ({}, set()),
    ],
    ids=["koha", "folio", "koha that is not read", "our own store"],
)
def test_the_page_says_what_another_system_gives_and_how_old_it_is(
    console: Desk, settings_overrides: dict[str, object], limits: set[str]
) -> None:
    console.run(mirrored(console))
    shown = page_of(console.client("librarian").get("/console/notices")).text
    for one in ("many", "each", "off", "no_last_day", "card_kept"):
        assert (phrase(f"notices.limit.{one}") in shown) is (one in limits), one
    is_read = bool(limits & {"many", "each"})
    assert (phrase("notices.mirror_things", loans=2, overdue=1, ready=0) in shown) is is_read
    assert (phrase("notices.mirror_unread", n=1) in shown) is is_read
    assert (phrase("notices.mirror_failure.misconfigured", n=1) in shown) is is_read


def test_the_file_has_what_was_sent_and_kept_back(console: Desk) -> None:
    console.run(filled(console))
    lines = console.client("manager").get("/console/notices?format=csv").text.splitlines()
    headings = ("notices.became", "notices.why", "notices.what", "notices.channel", "notices.how_many")
    assert lines[0] == "\ufeff" + ",".join(f'"{phrase(one)}"' for one in headings)
    assert '"cancelled","returned","due_soon","telegram","1"' in lines


def test_an_editor_does_not_see_it_and_the_first_page_warns_of_failures(console: Desk) -> None:
    assert "/console/notices" not in console.client("editor").get("/console").text
    assert console.client("editor").get("/console/notices").status_code == 403
    console.run(filled(console))
    home = page_of(console.client("librarian").get("/console"))
    assert [words for words in home.texts('a.count[href="/console/notices"]') if phrase("home.failed_notices") in words]
    assert console.run(rows(console.store, records.Notice))
