"""Who a card is: one patron by any name they sign in with, and another when the card was given out again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from crm import records
from crm.database.store import Store
from library.errors import IlsProtocolError
from library.sip2.adapter import Sip2Library
from library.sip2.patrons import _is_another
from protocol.clock import FixedClock
from tests.support.port_contract import MINA, OMID, PINS, who
from tests.support.sip2.app import FakeSip2
from tests.support.sip2.fixtures import catalogue_without_patrons, sip2_at_work, sip2_library
from tests.support.store_rows import rows


@pytest.fixture
async def sip2(clock: FixedClock) -> AsyncIterator[FakeSip2]:
    async with sip2_at_work(clock) as running:
        yield running


@pytest.fixture
async def library(sip2: FakeSip2, sqlite_store: Store, clock: FixedClock, tmp_path: Path) -> AsyncIterator[Sip2Library]:
    await catalogue_without_patrons(sqlite_store, tmp_path)
    async with sip2_library(sip2, sqlite_store, clock) as opened:
        yield opened


async def test_a_user_name_and_a_card_are_one_patron(library: Sip2Library, sqlite_store: Store) -> None:
    by_name = await library.authenticate(f"u{MINA}", PINS[MINA])
    by_card = await library.authenticate(MINA, PINS[MINA])
    assert by_name is not None and by_name == by_card
    [row] = await rows(sqlite_store, records.Patron)
    assert (row.ils_patron_id, row.card_last4) == (f"sip2:{MINA}", MINA[-4:])
    assert len(await library.loans(by_name.id)) == 5
    assert await library.authenticate(f"u{MINA}", "0000") is None


async def test_a_card_that_opens_nothing_itself_is_nobodys(
    library: Sip2Library, sip2: FakeSip2, sqlite_store: Store
) -> None:
    """What a server names and then does not know is not what everything later is asked by."""
    row = {**sip2.state.card(OMID), "cardnumber": "29999998"}
    sip2._row = lambda card: row if card == OMID else None  # type: ignore[method-assign]
    with pytest.raises(IlsProtocolError) as raised:
        await library.authenticate(OMID, PINS[OMID])
    assert raised.value.nothing_done
    assert await rows(sqlite_store, records.Patron) == []


async def test_a_card_that_was_given_out_again_is_another_patron(
    library: Sip2Library, sip2: FakeSip2, sqlite_store: Store
) -> None:
    before = await who(library, MINA)
    card = sip2.state.card(MINA)
    card["firstname"], card["surname"] = "", "سارا نادری"
    after = await who(library, MINA)
    assert after != before
    old, new = await rows(sqlite_store, records.Patron)
    assert (old.id, old.ils_patron_id, old.card_number_hash, old.lifecycle) == (before, None, None, "closed")
    assert old.display_name and "مینا" in old.display_name, "what was kept of them stays theirs"
    assert (new.ils_patron_id, new.display_name) == (f"sip2:{MINA}", "سارا نادری")
    assert await who(library, MINA) == after


async def test_a_new_surname_is_the_same_patron(library: Sip2Library, sip2: FakeSip2, sqlite_store: Store) -> None:
    before = await who(library, MINA)
    card = sip2.state.card(MINA)
    card["firstname"], card["surname"] = "مینا", "نادری"
    assert await who(library, MINA) == before
    card["firstname"], card["surname"] = "Sara", "Naderi"
    assert await who(library, MINA) == before, "other letters tell nothing of who it is"


@pytest.mark.parametrize(
    ("before", "now", "is_another"),
    [
        ("مینا آزمونی", "سارا نادری", True), ("Mina Test", "Sara Naderi", True), ("Mina Test", "TEST, Mína", False),
        ("M. Test", "M. Naderi", True), ("M.", "Sara Naderi", False), ("", "Sara", False), (None, "Sara", False),
        ("Mina", "", False), ("مينا", "مینا آزمونی", False), ("Mina Test", "مینا آزمونی", False), ("??", "Sara", False),
    ],
)  # fmt: skip
def test_names_without_a_word_in_common_are_two_persons(before: str | None, now: str, is_another: bool) -> None:
    assert _is_another(before, now) is is_another
