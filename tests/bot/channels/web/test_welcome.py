"""What the chat tells before anything is said: who is there, and what is open for whom it knows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import time, timedelta
from typing import Any

import pytest

from bot.app import WELCOMES
from bot.channels.web import presence as looking
from crm import records
from crm.actor import Actor
from crm.handoff import steps
from crm.library_info.hours import set_hours
from crm.staff import members, sessions
from crm.staff.presence import note_present, set_away
from library.values import Capability
from tests.bot.conversation.test_staff import with_librarian
from tests.support.fake_engine import FakeEngine
from tests.support.front import SITE, Front, Visitor
from tests.support.people import add_patron
from tests.support.store_rows import add, rows
from tests.support.texts import phrase

WHOLE_DAY = [(time(0), time(23, 59))]


async def welcome(front: Front, visitor: Visitor | None = None) -> dict[str, Any]:
    headers = {"Origin": SITE} if visitor is None else visitor.headers
    answer = await front.http.get("/api/chat/welcome", headers=headers)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def open_desk(front: Front, weekdays: range) -> None:
    branch = await add(
        front.store, records.Branch, code="main", name_fa="مرکزی", name_en="Main", is_main=True, time_zone="UTC"
    )
    await set_hours(front.store, branch, "librarian", dict.fromkeys(weekdays, WHOLE_DAY), by=Actor("system", "test"))


async def somebody_listens(front: Front) -> None:
    made = await members.add_staff(front.store, "sara", "Sara", "librarian", "a long password of a librarian")
    await sessions.begin_session(front.store, made.id)
    await note_present(front.store, made.id)


async def test_a_library_without_a_desk_promises_nobody(front: Front) -> None:
    assert await welcome(front) == {
        "presence": {language: phrase("widget.there.bot", language) for language in ("fa", "en")},
        "matters": [],
    }


async def test_librarians_are_there_while_the_desk_is_open_and_somebody_listens(front: Front) -> None:
    await open_desk(front, range(7))
    assert (await welcome(front))["presence"]["en"] == phrase("widget.there.nobody", "en")
    await somebody_listens(front)
    assert (await welcome(front))["presence"] == {
        "fa": phrase("widget.there.now", time="۲۳:۵۹"),
        "en": phrase("widget.there.now", "en", time="23:59"),
    }


async def test_who_listens_and_is_away_is_promised_to_nobody(front: Front) -> None:
    await open_desk(front, range(7))
    await somebody_listens(front)
    [sara] = await rows(front.store, records.StaffUser, username="sara")
    for is_away, key in ((True, "widget.there.nobody"), (False, "widget.there.now")):
        await set_away(front.store, sara.id, is_away)
        assert (await welcome(front))["presence"]["en"] == phrase(key, "en", time="23:59")


async def test_a_closed_desk_tells_when_it_opens_whoever_listens(front: Front) -> None:
    today = (front.store.clock.now().weekday() + 2) % 7  # 0 is Saturday
    await open_desk(front, range((today + 1) % 7, (today + 1) % 7 + 1))
    await somebody_listens(front)
    told = (await welcome(front))["presence"]["en"]
    tomorrow = front.store.clock.now() + timedelta(days=1)
    assert told == phrase("widget.there.later", "en", moment=f"{tomorrow:%A} 0:00")


async def test_an_open_stream_hears_when_a_librarian_comes_and_goes(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "LOOK_SECONDS", 0.05)
    await open_desk(front, range(7))
    visitor = await front.visitor()

    async def heard(events: AsyncIterator[tuple[str, dict[str, Any]]], key: str, **values: str) -> None:
        while True:
            name, body = await anext(events)
            if name == "presence" and body["en"] == phrase(key, "en", **values):
                assert body["fa"]
                return

    async with asyncio.timeout(20), visitor.stream(more="&presence=1") as events:
        await heard(events, "widget.there.nobody")
        await somebody_listens(front)
        await heard(events, "widget.there.now", time="23:59")
        [sara] = await rows(front.store, records.StaffUser, username="sara")
        await set_away(front.store, sara.id, True)
        await heard(events, "widget.there.nobody")


async def test_who_did_not_ask_for_it_hears_of_messages_and_states_alone(front: Front) -> None:
    await open_desk(front, range(7))
    visitor = await front.visitor()
    async with asyncio.timeout(20), visitor.stream() as events:
        assert (await anext(events))[0] == "state"
        await visitor.say("first")
        assert [(await anext(events))[0] for _ in range(3)] == ["message", "message", "state"]


@pytest.fixture
async def patron(front: Front) -> int:
    """A patron with a loan that is overdue, one that is due tomorrow and one for later."""
    patron = await add_patron(front.store)
    now = front.store.clock.now()
    for number, days in enumerate((-2, 1, 20)):
        name = f"title {number}"
        title = await add(
            front.store, records.TitleRecord, ils_bib_id=f"t{number}", title=name, search_norm=name, search_squash=name
        )
        item = await add(front.store, records.Item, title_id=title, barcode=f"b{number}")
        await add(
            front.store, records.Loan, ils_loan_id=f"l{number}", patron_id=patron, item_id=item,
            loaned_at=now - timedelta(days=30), due_at=now + timedelta(days=days), synced_at=now,
        )  # fmt: skip
    return patron


async def test_what_is_open_is_told_to_who_is_signed_in_and_to_nobody_else(front: Front, patron: int) -> None:
    visitor = await front.visitor()
    assert (await welcome(front, visitor))["matters"] == []
    stale = dict(visitor.headers)
    await visitor.sign_in()
    matters = (await welcome(front, visitor))["matters"]
    assert [one["payload"] for one in matters] == ["/loans", "/loans"]
    assert matters[0]["title"] == {"fa": "۱ امانت دیرکرد دارد", "en": "1 loan is overdue"}
    # Without a token, with that of before the sign-in, and as somebody else there is nothing.
    for headers in ({"Origin": SITE}, stale, (await front.visitor()).headers):
        answer = await front.http.get("/api/chat/welcome", headers=headers)
        assert answer.json()["matters"] == []


async def test_what_files_said_is_not_told_as_if_it_were_so_now(
    front: Front, patron: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = await front.visitor()
    await visitor.sign_in()
    library = front.running.gateway.library
    monkeypatch.setattr(type(library), "capabilities", lambda _: frozenset(Capability) - {Capability.CURRENT})
    before = len(await rows(front.store, records.AuditEvent, action="account.read"))
    assert (await welcome(front, visitor))["matters"] == []
    assert len(await rows(front.store, records.AuditEvent, action="account.read")) == before


async def test_one_visitor_does_not_ask_for_it_without_end(front: Front, patron: int) -> None:
    visitor = await front.visitor()
    await visitor.sign_in()
    other = await front.visitor()
    for _ in range(WELCOMES):
        await welcome(front, visitor)
    refused = await front.http.get("/api/chat/welcome", headers=visitor.headers)
    assert (refused.status_code, refused.json()["error"]) == (429, "too_many_messages")
    assert int(refused.headers["retry-after"]) > 0
    # Nobody else is refused for it, nor what the visitor has to say.
    await welcome(front, other)
    await welcome(front)
    assert (await visitor.say("hours"))["messages"]


async def test_the_reading_of_the_account_is_noted_once_an_hour(front: Front, patron: int) -> None:
    visitor = await front.visitor()
    await visitor.sign_in()
    before = len(await rows(front.store, records.AuditEvent, action="account.read"))
    for _ in range(3):
        await welcome(front, visitor)
    assert len(await rows(front.store, records.AuditEvent, action="account.read")) == before + 1


async def test_a_site_that_is_not_allowed_is_told_nothing(front: Front) -> None:
    answer = await front.http.get("/api/chat/welcome", headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403


async def test_the_librarians_name_comes_with_what_they_write(front: Front, engine: FakeEngine) -> None:
    visitor, public_id = await with_librarian(front, engine)
    view = await steps.reply(front.store, public_id, await members.actor_named(front.store, "maryam"), "Hello")
    assert view.by == "Maryam"
    history = await visitor.history()
    assert [(one["text"], one.get("by")) for one in history][-1] == ("Hello", "Maryam")
    assert all(one.get("by") is None for one in history[:-1])
