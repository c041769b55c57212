"""The whole system in front of a Koha: signing in with a card of Koha's, the loans there, and renewing them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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
from tests.support.koha.app import CLIENT_ID, CLIENT_SECRET, FakeKoha
from tests.support.koha.fixtures import catalogue_of, koha_at_work
from tests.support.port_contract import FRESH, LATE, MINA, PINS
from tests.support.system import NOW, System, make_system, rows

pytestmark = [pytest.mark.slow, pytest.mark.timeout(420)]

RENEWAL = "POST /checkouts/{checkout_id}/renewal"


@pytest.fixture(scope="module")
def koha() -> Iterator[FakeKoha]:
    """A Koha that runs beside the tests, in a thread of its own."""
    with beside(koha_at_work(FixedClock(datetime.fromisoformat(NOW), frozen=True))) as running:
        yield running


@pytest.fixture(scope="module")
def beside_koha(koha: FakeKoha, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A running system whose library system is that Koha; its store has the catalogue, and nobody in it."""
    home = tmp_path_factory.mktemp("koha")
    secret = home / "koha-secret"
    secret.write_text(f"{CLIENT_SECRET}\n", encoding="utf-8")
    system = make_system(
        home,
        {
            "KETABYAR_LIBRARY_SYSTEM": "koha",
            "KETABYAR_KOHA_URL": koha.url,
            "KETABYAR_KOHA_CLIENT_ID": CLIENT_ID,
            "KETABYAR_KOHA_CLIENT_SECRET_FILE": str(secret),
        },
    )
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, _load(koha, home)).result()
    system.start()
    yield system
    system.stop()


async def _load(koha: FakeKoha, home: Path) -> None:
    url = f"sqlite:///{home / 'store.sqlite3'}"
    migrate.upgrade(url)
    settings = Settings(home=home, secret=make_secret(home))
    clock = FixedClock(datetime.fromisoformat(NOW), frozen=True)
    store = await Store.open(url, clock=clock, **settings.store_keys)
    await catalogue_of(koha, store, home)
    await store.close()


@contextmanager
def signed_in(system: System, card: str) -> Iterator[ChatClient]:
    """A visitor signed in with a card of Koha's."""
    with ChatClient(system.url, "en") as client:
        client.sign_in(card, PINS[card])
        yield client


def test_a_patron_of_koha_signs_in_sees_the_loans_and_renews_them_all(beside_koha: System, koha: FakeKoha) -> None:
    with ChatClient(beside_koha.url, "en") as client:
        asked = client.say("what do I have on loan?")
        assert asked.sign_in
        with pytest.raises(ChatError):
            client.sign_in(MINA, "9999")
        said = "\n".join(client.sign_in(MINA, PINS[MINA]))
        for title in ("صد سال تنهایی", "کوری", "Nineteen Eighty-Four", "شاهنامه", "خانهٔ دوست کجاست؟"):
            assert title in said
        before = koha.state.loan(MINA, "کوری")["due_date"]
        answer = client.say("renew all my books")
        if not koha.count(RENEWAL):
            yes = next(
                button for button in answer.buttons if '"yes"' in button["payload"] or "all" in button["payload"]
            )
            answer = client.press(yes)
        told = "\n".join(answer.replies)
        assert "کوری" in told and "Nineteen Eighty-Four" in told
    assert koha.state.loan(MINA, "کوری")["due_date"] > before
    assert koha.count(RENEWAL) == 1, "only what may be renewed was asked for"
    [row] = rows(beside_koha.store_path, "SELECT * FROM patron")
    assert (row["acquired_via"], row["pin_hash"], row["display_name"]) == ("ils_import", None, "مینا آزمونی")
    results = rows(beside_koha.store_path, "SELECT result, count(*) AS number FROM renewal_attempt GROUP BY result")
    assert {one["result"]: one["number"] for one in results} == {"succeeded": 1, "refused": 4}


def test_a_renewal_of_which_nobody_heard_is_said_to_be_unknown(beside_koha: System, koha: FakeKoha) -> None:
    with signed_in(beside_koha, LATE) as client:
        sent = koha.count(RENEWAL)
        koha.fail(RENEWAL, "cut")
        said = " ".join(client.say("شاهنامه را تمدید کن").replies)
        assert "نمی‌دانم انجام شد یا نه" in said
        assert koha.count(RENEWAL) == sent + 1


def test_a_permission_that_we_lack_is_no_renewal_that_nobody_heard_of(beside_koha: System, koha: FakeKoha) -> None:
    with signed_in(beside_koha, LATE) as client:
        koha.fail(RENEWAL, "forbidden")
        said = " ".join(client.say("شاهنامه را تمدید کن").replies)
        assert said and "نمی‌دانم انجام شد" not in said and "تمدید شد" not in said


def test_without_koha_the_rest_goes_on(beside_koha: System, koha: FakeKoha) -> None:
    with signed_in(beside_koha, FRESH) as client:
        fault = koha.fail("*", "status", status=503, times=9999)
        try:
            said = " ".join(client.say("what do I have on loan?").replies)
            assert said and "nothing" not in said.lower()
            assert "8" in " ".join(client.say("when is the central library open today?").replies)
            with httpx.Client(base_url=beside_koha.url, trust_env=False) as http:
                assert http.get("/health/ready").status_code == 200
        finally:
            fault.times = 0
