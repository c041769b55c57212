"""The whole system in front of a SIP2 server and of a FOLIO: signing in, loans, renewals, and a silent server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from bot.cli.client import ChatClient, ChatError
from bot.settings import Settings
from crm.database import migrate
from crm.database.store import Store
from protocol.clock import FixedClock
from protocol.shared_secret import make_secret
from tests.support.beside_loop import beside
from tests.support.folio.app import API_KEY, FakeFolio
from tests.support.folio.contract import ACCOUNT, RENEWAL
from tests.support.folio.fixtures import POINTS, REASON, cards_and_catalogue, folio_at_work
from tests.support.koha.state import State
from tests.support.port_contract import FRESH, MINA, PINS
from tests.support.sip2.app import PASSWORD, USER, FakeSip2
from tests.support.sip2.fixtures import PLACES, catalogue_without_patrons, sip2_at_work
from tests.support.system import NOW, System, make_system, rows

pytestmark = [pytest.mark.slow, pytest.mark.timeout(420)]

Load = Callable[[Store, Path], Awaitable[None]]


@dataclass
class Beside:
    """A running system with the fake library system that it asks, and how that one is silenced."""

    system: System
    state: State
    renewals: Callable[[], int]
    silence: Callable[[], None]
    hear: Callable[[], None]
    # Whether the store has the cards of its own, with their PINs.
    has_cards: bool


def clock() -> FixedClock:
    return FixedClock(datetime.fromisoformat(NOW), frozen=True)


def running(home: Path, load: Load, settings: dict[str, str]) -> System:
    """Start a system whose store was loaded beside a library system."""
    system = make_system(home, settings)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, _loaded(home, load)).result()
    system.start()
    return system


async def _loaded(home: Path, load: Load) -> None:
    url = f"sqlite:///{home / 'store.sqlite3'}"
    migrate.upgrade(url)
    settings = Settings(home=home, secret=make_secret(home))
    store = await Store.open(url, clock=clock(), **settings.store_keys)
    await load(store, home)
    await store.close()


def secret_file(home: Path, secret: str) -> str:
    path = home / "library-secret"
    path.write_text(f"{secret}\n", encoding="utf-8")
    return str(path)


def beside_sip2(home: Path) -> Iterator[Beside]:
    with beside(sip2_at_work(clock())) as sip2:
        assert isinstance(sip2, FakeSip2)
        settings = {
            "KETABYAR_LIBRARY_SYSTEM": "sip2", "KETABYAR_SIP2_HOST": "127.0.0.1",
            "KETABYAR_SIP2_PORT": str(sip2.port), "KETABYAR_SIP2_USER": USER,
            "KETABYAR_SIP2_PASSWORD_FILE": secret_file(home, PASSWORD), "KETABYAR_SIP2_INSTITUTION": "TEST",
            "KETABYAR_SIP2_TLS": "false", "KETABYAR_SIP2_SECONDS": "1",
            "KETABYAR_SIP2_PLACES": ",".join(f"{code}={place}" for code, place in PLACES.items()),
        }  # fmt: skip
        system = running(home, catalogue_without_patrons, settings)
        try:
            yield Beside(
                system, sip2.state, lambda: sip2.asked.count("29"), lambda: sip2.silent_before.add("63"),
                sip2.silent_before.clear, has_cards=False,
            )  # fmt: skip
        finally:
            system.stop()


def beside_folio(home: Path) -> Iterator[Beside]:
    with beside(folio_at_work(clock())) as folio:
        assert isinstance(folio, FakeFolio)
        settings = {
            "KETABYAR_LIBRARY_SYSTEM": "folio", "KETABYAR_FOLIO_URL": folio.url, "KETABYAR_FOLIO_EXTERNAL_ID": "card",
            "KETABYAR_FOLIO_API_KEY_FILE": secret_file(home, API_KEY), "KETABYAR_FOLIO_CANCELLATION_REASON": REASON,
            "KETABYAR_FOLIO_SERVICE_POINTS": ",".join(f"{code}={point}" for code, point in POINTS.items()),
        }  # fmt: skip

        async def load(store: Store, folder: Path) -> None:
            await cards_and_catalogue(folio, store, folder)

        def silence() -> None:
            folio.fail(ACCOUNT, "status", status=503, times=9999)

        system = running(home, load, settings)
        try:
            yield Beside(system, folio.state, lambda: folio.count(RENEWAL), silence, folio.faults.clear, has_cards=True)
        finally:
            system.stop()


@pytest.fixture(scope="module", params=[beside_sip2, beside_folio], ids=["sip2", "folio"])
def other(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beside]:
    """A system in front of one of them, for all tests of this file."""
    yield from request.param(tmp_path_factory.mktemp("beside"))


def test_a_patron_signs_in_sees_the_loans_and_renews_one(other: Beside) -> None:
    with ChatClient(other.system.url, "en") as client:
        assert "Nineteen Eighty-Four" in " ".join(client.say("do you have Nineteen Eighty-Four?").replies)
        assert client.say("what do I have on loan?").sign_in
        with pytest.raises(ChatError):
            client.sign_in(MINA, "9999")
        said = "\n".join(client.sign_in(MINA, PINS[MINA]))
        for title in ("صد سال تنهایی", "کوری", "Nineteen Eighty-Four", "شاهنامه", "خانهٔ دوست کجاست؟"):
            assert title in said
        before = other.state.loan(MINA, "کوری")["due_date"]
        told = "\n".join(client.say("کوری را تمدید کن").replies)
        assert "کوری" in told
        refused = other.state.loan(MINA, "Nineteen Eighty-Four")["due_date"]
        told = "\n".join(client.say("renew Nineteen Eighty-Four").replies)
        assert "Nineteen Eighty-Four" in told and "renewed until" not in told.lower()
    assert other.state.loan(MINA, "Nineteen Eighty-Four")["due_date"] == refused
    assert other.state.loan(MINA, "کوری")["due_date"] > before
    assert other.renewals() >= 1
    results = rows(other.system.store_path, "SELECT result FROM renewal_attempt ORDER BY id")
    assert [one["result"] for one in results] == ["succeeded", "refused"]
    here = rows(other.system.store_path, "SELECT pin_hash FROM patron WHERE card_last4 = ?", MINA[-4:])
    assert [row["pin_hash"] is not None for row in here] == [other.has_cards]


def test_without_the_library_system_the_rest_goes_on(other: Beside) -> None:
    with ChatClient(other.system.url, "en") as client:
        client.sign_in(FRESH, PINS[FRESH])
        other.silence()
        try:
            said = " ".join(client.say("what do I have on loan?").replies)
            assert said and "nothing" not in said.lower()
            assert "8" in " ".join(client.say("when is the central library open today?").replies)
            with httpx.Client(base_url=other.system.url, trust_env=False) as http:
                assert http.get("/health/ready").status_code == 200
        finally:
            other.hear()
