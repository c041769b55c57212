"""What the doctor says of a FOLIO: what it does not accept, and what our own store lacks beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.cli.doctor import library
from bot.cli.doctor.command import findings_of
from bot.cli.doctor.finding import Finding
from bot.settings import Settings
from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from protocol.clock import FixedClock
from tests.support.folio.app import API_KEY, FakeFolio
from tests.support.folio.contract import ACCOUNT
from tests.support.folio.fixtures import POINTS, REASON, cards_and_catalogue, folio_at_work
from tests.support.port_contract import MINA

pytestmark = pytest.mark.own_file

PATRON = table_of(records.Patron)


@pytest.fixture
async def folio(clock: FixedClock) -> AsyncIterator[FakeFolio]:
    async with folio_at_work(clock) as running:
        yield running


async def told_of(folio: FakeFolio, folder: Path, **other: Any) -> dict[str, Finding]:
    given = {
        "library_system": "folio", "folio_url": folio.url, "folio_api_key": API_KEY,
        "folio_service_points": ",".join(f"{code}={point}" for code, point in POINTS.items()),
        "folio_cancellation_reason": REASON, "folio_external_id": "card",
        "database_url": f"sqlite:///{folder / 'embedded.sqlite3'}", **other,
    }  # fmt: skip
    settings = Settings(home=folder, secret="a-secret-of-these-tests-long-enough", **given).completed()
    return {each.subject: each for each in await findings_of("library system", library.check, settings)}


async def number(store: Store, external_id: str) -> None:
    change = update(PATRON).where(PATRON.c.card_last4 == MINA[-4:]).values(ils_patron_id=f"folio:{external_id}")
    await store.transact(lambda connection: connection.execute(change))


async def test_a_folio_with_all_beside_it_is_well(folio: FakeFolio, sqlite_store: Store, tmp_path: Path) -> None:
    await cards_and_catalogue(folio, sqlite_store, tmp_path)
    await number(sqlite_store, MINA)
    told = await told_of(folio, tmp_path)
    assert {each.state for each in told.values()} == {"ok"}
    assert set(folio.asked) == {ACCOUNT}, "nothing is changed, and nobody's list is read"
    assert API_KEY not in repr(told)


async def test_what_is_missing_beside_a_folio_is_named(folio: FakeFolio, sqlite_store: Store, tmp_path: Path) -> None:
    told = await told_of(
        folio, tmp_path, folio_service_points="", folio_cancellation_reason="", folio_external_id="file"
    )
    problems = {subject for subject, each in told.items() if each.state == "problem"}
    assert problems == {"FOLIO: patrons", "cards", "FOLIO: service points", "catalogue"}
    notes = {subject for subject, each in told.items() if each.state == "note"}
    assert notes == {"FOLIO: cancelling", "loan rules"}


async def test_numbers_that_folio_does_not_know_are_told(folio: FakeFolio, sqlite_store: Store, tmp_path: Path) -> None:
    await cards_and_catalogue(folio, sqlite_store, tmp_path)
    await number(sqlite_store, "unknown")
    told = await told_of(folio, tmp_path)
    assert (told["FOLIO: patrons"].state, told["library system"].state) == ("problem", "ok")


async def test_a_branch_without_a_service_point_and_a_point_without_a_branch_are_told(
    folio: FakeFolio, sqlite_store: Store, tmp_path: Path
) -> None:
    await cards_and_catalogue(folio, sqlite_store, tmp_path)
    told = await told_of(folio, tmp_path, folio_service_points=f"main={POINTS['main']}")
    assert told["FOLIO: service points"].state == "note" and "bagh, saadi" in told["FOLIO: service points"].detail
    told = await told_of(folio, tmp_path, folio_service_points=f"moon={POINTS['main']}")
    assert told["FOLIO: branches"].state == "problem" and "moon" in told["FOLIO: branches"].detail


async def test_an_address_that_is_not_edge_patrons_is_told(
    folio: FakeFolio, sqlite_store: Store, tmp_path: Path
) -> None:
    told = await told_of(folio, tmp_path, folio_url=f"{folio.url}/okapi")
    assert [each.state for each in told.values()] == ["problem"]
    assert "KETABYAR_FOLIO_URL" in told["library system"].advice


async def test_a_key_that_folio_does_not_know_is_told(folio: FakeFolio, sqlite_store: Store, tmp_path: Path) -> None:
    told = await told_of(folio, tmp_path, folio_api_key="wrong")
    [one] = told.values()
    assert one.state == "problem" and "API key" in one.detail and "docs/folio.md" in one.advice


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"folio_url": "http://edge.library.example"}, "https"),
        ({"folio_url": "https://key@edge.library.example"}, "without a user"),
        ({"folio_url": "https://edge.library.example?apikey=x"}, "setting of its own"),
        ({"folio_url": ""}, "KETABYAR_FOLIO_URL"),
        ({"folio_api_key": ""}, "KETABYAR_FOLIO_API_KEY"),
        ({"folio_service_points": "main=MAIN"}, "no UUID"),
        ({"folio_service_points": f"main={REASON},saadi={REASON.upper()}"}, "two branches"),
        ({"folio_cancellation_reason": "patron"}, "UUID"),
    ],
)
def test_settings_that_cannot_work_are_refused(wrong: dict[str, str], said: str) -> None:
    given = {"library_system": "folio", "folio_url": "https://edge.library.example", "folio_api_key": API_KEY}
    with pytest.raises(ValueError, match=said):
        Settings(**{**given, **wrong})
