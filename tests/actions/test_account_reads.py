"""Whenever the bot reads of an account, the trail tells of it: whose, what of it, once a turn, and no value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, cast
from unittest.mock import patch

import pytest

from actions.dialogue.account_reads import OF_ACCOUNTS, watched
from actions.dialogue.doing import doing
from actions.dialogue.turn import Services, Turn
from crm import records
from crm.audit.account_reads import note_account_read
from crm.database.store import Store
from crm.errors import StoreBusy
from library.errors import LibraryError
from library.port import Library
from tests.support.store_rows import rows
from tests.support.talk import Begin


async def reads(services: Services) -> list[Any]:
    return await rows(services.store, records.AuditEvent, action="account.read")


async def test_a_reading_is_noted_once_in_a_while(services: Services, begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("loans", "what do I have on loan?")
    (event,) = await reads(services)
    assert (event.actor_kind, event.actor_ref, event.entity) == ("bot", "ketabyar", "patron")
    assert "loans" in event.changed_fields
    patrons = await rows(services.store, records.Patron)
    assert event.subject_ref in {services.store.subject_ref(one.public_id) for one in patrons}
    await talk.says("fines", "what do I owe?")
    assert len(await reads(services)) == 2
    # What was read a moment ago is noted already.
    await talk.says("loans", "and what do I have on loan?")
    assert len(await reads(services)) == 2
    services.noted_reads.clear()
    await talk.says("loans", "what do I have on loan now?")
    assert len(await reads(services)) == 3


async def test_what_asks_for_no_account_notes_nothing(services: Services, begin: Begin) -> None:
    signed_in, stranger = await begin("en", card="20000001"), await begin("en")
    await signed_in.says("hours", "when are you open?")
    await stranger.says("loans", "what do I have on loan?")
    assert await reads(services) == []


async def test_a_turn_is_answered_also_when_the_reading_cannot_be_noted(services: Services, begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    with patch("actions.rasa.rasa_actions.note_account_read", side_effect=StoreBusy("busy")):
        said = await talk.says("loans", "what do I have on loan?")
    assert said.texts


async def test_the_same_turn_again_is_the_same_reading(sqlite_store: Store) -> None:
    for turn in ("one:1", "one:1", "one:2"):
        await note_account_read(sqlite_store, "p", {"loans"}, turn=turn)
    events = await rows(sqlite_store, records.AuditEvent)
    assert len(events) == 2
    assert all("one:" not in str(event.request_id) for event in events), "a message's name may be words"


def test_every_request_of_the_port_about_a_patron_is_watched() -> None:
    about = {
        name
        for name, method in vars(Library).items()
        if "patron_id" in getattr(getattr(method, "__code__", None), "co_varnames", ())
    }
    assert about == OF_ACCOUNTS


@pytest.mark.parametrize(("asked", "noted"), [((7,), {"loans"}), ((8,), set())])
async def test_only_the_turns_own_patron_is_meant(asked: tuple[int], noted: set[str]) -> None:
    class Shelf:
        async def loans(self, patron_id: int) -> list[int]:
            return [patron_id]

    seen: set[str] = set()
    library: Any = watched(Shelf(), 7, seen, {})  # type: ignore[arg-type]
    assert await library.loans(*asked) == list(asked)
    assert seen == noted


async def test_a_turn_asks_the_library_system_the_same_once_until_something_is_done(services: Services) -> None:
    class Shelf:
        asked: ClassVar[list[Any]] = []

        async def loans(self, patron_id: int) -> list[int]:
            self.asked.append(("loans", patron_id))
            return [3, 1, 2]

        async def search(self, text: str, *, limit: int = 5) -> tuple[str, int]:
            self.asked.append(("search", text, limit))
            if text == "away":
                raise LibraryError
            return text, limit

        async def renew(self, patron_id: int) -> str:
            self.asked.append(("renew", patron_id))
            return "renewed"

    shelf = Shelf()
    turn = Turn(replace(services, library=cast(Library, shelf)), "talk", "m1", "en", "", "loans")

    def library() -> Any:
        return turn.library

    (await library().loans(7)).sort()
    # Each reader has a list of their own.
    assert await library().loans(7) == [3, 1, 2]
    assert await library().search("a") == await library().search("a")
    await library().search("a", limit=2)
    await library().loans(8)
    assert shelf.asked == [("loans", 7), ("search", "a", 5), ("search", "a", 2), ("loans", 8)]
    for _ in range(2):
        with pytest.raises(LibraryError):
            await library().search("away")
    shelf.asked.clear()
    async with doing(turn, "loans"):
        for _ in range(2):
            await library().renew(7)
    await library().loans(7)
    assert shelf.asked == [("renew", 7), ("renew", 7), ("loans", 7)]
