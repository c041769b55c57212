"""Koha's own description, held by prism, before the fake and in its place: make koha-described runs this."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from crm.database.store import Store
from library import Library
from library.errors import IlsProtocolError, LibraryError
from library.koha.checkup import QUESTIONS, check_up
from library.koha.client import KohaClient
from protocol.clock import FixedClock
from tests.support.gateway_processes import free_port
from tests.support.koha.app import PASSWORD, USER, FakeKoha
from tests.support.koha.contract import document
from tests.support.koha.described import WHY_NOT, mocked, proxied
from tests.support.koha.fixtures import access_to, catalogue_of, koha_at_work, koha_library
from tests.support.koha.state import State
from tests.support.port_contract import LATE, MINA, OMID, PINS, held, loan, who

pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
ASKED = re.compile(r"\[HTTP SERVER\] (\w+) (/\S+)")
REFUSED = "Request did not pass the validation rules"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    """The port that a Koha is to listen at, and the address before it."""
    port = free_port()
    with proxied(port, tmp_path_factory.mktemp("proxied")) as url:
        yield port, url


@pytest.fixture
async def koha(before: tuple[int, str], clock: FixedClock) -> AsyncIterator[FakeKoha]:
    async with koha_at_work(clock, port=before[0]) as running:
        yield running


@pytest.fixture
async def library(
    koha: FakeKoha, before: tuple[int, str], sqlite_store: Store, clock: FixedClock, tmp_path: Path
) -> AsyncIterator[Library]:
    await catalogue_of(koha, sqlite_store, tmp_path)
    async with koha_library(koha, sqlite_store, clock, url=before[1], seconds=10.0) as opened:
        yield opened


async def everything(library: Library, koha: FakeKoha) -> None:
    """Do with a library what patrons do, each once."""
    mina, omid, late = [await who(library, card) for card in (MINA, OMID, LATE)]
    await library.account(late)
    await library.fees(mina)
    await library.lending_terms(mina)
    await library.check_renewal(mina, [one.id for one in await library.loans(mina)])
    await library.renew(mina, [(await loan(library, mina, "کوری")).id], key="renew")
    owl, dune = (str(koha.state.titles[name]) for name in ("t-owl", "t-1984"))
    await library.availability(owl)
    await library.waiting(owl)
    await library.pickup_branches(omid, dune)
    placed = await library.place_hold(late, dune, "main", key="place")
    assert placed.refusal is None or not placed.ok
    waiting = await held(library, omid, "صد سال تنهایی")
    await library.change_pickup(omid, waiting.id, "main", key="move")
    await library.cancel_hold(omid, waiting.id, key="cancel")
    await library.notice_matter([mina, omid, late])


async def test_all_that_is_asked_of_koha_is_asked_as_it_describes(
    koha: FakeKoha, before: tuple[int, str], library: Library
) -> None:
    await everything(library, koha)
    _, probes = await check_up(access_to(koha, url=before[1]))
    assert [probe.refused for probe in probes if probe.refused] == []
    assert set(document()["operations"]) - set(koha.asked) == set()


async def test_what_is_not_as_described_does_not_pass(koha: FakeKoha, before: tuple[int, str]) -> None:
    async with httpx.AsyncClient(base_url=f"{before[1]}/api/v1", auth=(USER, PASSWORD)) as client:
        assert (await client.get("/libraries")).status_code == 200
        assert (await client.get("/libraries", params={"_per_page": "many"})).status_code in (400, 422)
        assert (await client.post("/holds", json={"patron_id": "one"})).status_code in (400, 422)
        assert (await client.get("/no-such-thing")).status_code == 404
        patron = next(iter(koha.state.patrons.values()))
        kept: Any = patron["firstname"]
        patron["firstname"] = {"a": "name"}
        wrong = await client.get(f"/patrons/{patron['patron_id']}")
        patron["firstname"] = kept
        koha.broken.clear()
        assert wrong.status_code >= 500 and "firstname" in wrong.text


async def test_requests_have_the_shape_that_a_mock_takes(
    sqlite_store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    koha = FakeKoha(State(clock))
    with mocked(tmp_path) as url:
        async with koha_library(koha, sqlite_store, clock, url=url, seconds=10.0) as library:
            with suppress(LibraryError):
                await library.authenticate(MINA, PINS[MINA])
        client = KohaClient(access_to(koha, url=url))
        for _, _, path, query in QUESTIONS:
            # Where the description names no answer, the mock gives none, and that cannot be read.
            with suppress(IlsProtocolError):
                await client.found(path, msgspec.Raw, embed="", **query)
        await client.close()
    log = (tmp_path / "prism.log").read_text(encoding="utf-8")
    assert REFUSED not in log
    assert {re.sub(r"(?<=/)\d+", "N", path.partition("?")[0]) for _, path in ASKED.findall(log)} >= {
        "/api/v1/oauth/token",
        "/api/v1/auth/password/validation",
        *(f"/api/v1{re.sub(r'(?<=/)[0-9]+', 'N', path)}" for _, _, path, _ in QUESTIONS),
    }
