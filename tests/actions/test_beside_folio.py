"""A chat beside a FOLIO: what edge-patron tells is told, what it does not tell is not, and each change is made once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from actions.dialogue.turn import Services
from crm.database.store import Store
from language.answers import Answers
from protocol.clock import FixedClock
from tests.support.folio.app import FakeFolio
from tests.support.folio.contract import ACCOUNT, CANCEL, PLACE, RENEWAL
from tests.support.folio.fixtures import cards_and_catalogue, folio_at_work, folio_library
from tests.support.port_contract import FRESH, MINA, OMID, who
from tests.support.talk import Begin, Talk, talk_with


@pytest.fixture
async def folio(clock: FixedClock) -> AsyncIterator[FakeFolio]:
    async with folio_at_work(clock) as running:
        yield running


@pytest.fixture
async def services(folio: FakeFolio, sqlite_store: Store, clock: FixedClock, tmp_path: Path) -> AsyncIterator[Services]:
    await cards_and_catalogue(folio, sqlite_store, tmp_path)
    async with folio_library(folio, sqlite_store, clock) as library:
        yield Services(sqlite_store, library, ZoneInfo("Asia/Tehran"))


@pytest.fixture
def begin(services: Services, answers: Answers) -> Begin:
    async def start(language: str = "fa", card: str | None = None) -> Talk:
        if card is not None:
            # As the sign-in page does, before it binds the chat to the card.
            await who(services.library, card)
        return await talk_with(services, answers, language, card)

    return start


def is_well_said(text: str) -> bool:
    return bool(text) and "None" not in text and "{" not in text


async def test_an_account_is_told_as_far_as_it_is_known(begin: Begin) -> None:
    talk = await begin("en", card=MINA)
    for intent, words, part in (
        ("loans", "what have I got out?", "کوری"),
        ("fines", "what do I owe?", "30,000"),
        ("hold_status", "my reservations?", "Animal Farm"),
        ("account", "how is my card?", "30,000"),
    ):
        said = await talk.says(intent, words)
        assert part in said.text and is_well_said(said.text), said.text


async def test_a_renewal_is_asked_about_and_made_once(begin: Begin, folio: FakeFolio) -> None:
    talk = await begin("en", card=MINA)
    said = await talk.says("renew", "renew کوری please", title="کوری")
    if folio.count(RENEWAL) == 0:
        said = await talk.says("affirm", "yes")
    assert folio.count(RENEWAL) == 1 and "کوری" in said.text and is_well_said(said.text)
    assert folio.state.loan(MINA, "کوری")["renewals_count"] == 1


async def test_a_reservation_is_placed_and_cancelled(begin: Begin, folio: FakeFolio) -> None:
    talk = await begin("en", card=FRESH)
    asked = await talk.says("hold", "reserve The Hobbit at Saadi", title="The Hobbit", branch="saadi")
    assert asked.names == ["utter_hold_confirm"] and "free" not in asked.text
    placed = await talk.says("affirm", "yes")
    assert placed.names == ["utter_hold_placed"] and folio.count(PLACE) == 1 and is_well_said(placed.text)
    gone = await talk.says("cancel_hold", "cancel my reservation of The Hobbit", title="The Hobbit")
    if folio.count(CANCEL) == 0:
        gone = await talk.says("affirm", "yes")
    assert folio.count(CANCEL) == 1 and is_well_said(gone.text)
    assert await talk.services.library.holds(await who(talk.services.library, FRESH)) == []


async def test_a_move_is_refused_and_the_reservation_stays(begin: Begin, folio: FakeFolio) -> None:
    talk = await begin("fa", card=OMID)
    before = {number: row["pickup_library_id"] for number, row in folio.state.holds.items()}
    said = await talk.says("hold", "رزرو صد سال تنهایی رو بفرستید شعبهٔ سعدی", title="صد سال تنهایی", branch="saadi")
    if said.statuses == ["clarified"]:
        said = await talk.says("affirm", "بله")
    assert is_well_said(said.text)
    assert {number: row["pickup_library_id"] for number, row in folio.state.holds.items()} == before


async def test_a_folio_that_does_not_answer_is_told_as_that_and_no_account_as_empty(
    begin: Begin, folio: FakeFolio
) -> None:
    talk = await begin("en", card=MINA)
    folio.fail(ACCOUNT, "status", status=404, body="Unable to find patron x", times=9)
    for intent, words in (("loans", "what have I got out?"), ("fines", "what do I owe?")):
        said = await talk.says(intent, words)
        assert said.names[0].startswith("utter_unavailable"), said.names
    # What needs no card goes on.
    said = await (await begin("en")).says("search_book", "The Hobbit", title="The Hobbit")
    assert "The Hobbit" in said.text and is_well_said(said.text)
