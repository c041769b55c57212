"""What the doctor says of a Koha: which permission is missing, and what does not fit our own store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli.doctor import library
from bot.cli.doctor.command import findings_of
from bot.cli.doctor.finding import Finding
from bot.settings import Settings
from crm.database.store import Store
from protocol.clock import FixedClock
from tests.support.commands import Command
from tests.support.koha.app import CLIENT_ID, CLIENT_SECRET, FakeKoha
from tests.support.koha.fixtures import catalogue_of, koha_at_work

pytestmark = pytest.mark.own_file


@pytest.fixture
async def koha(clock: FixedClock) -> AsyncIterator[FakeKoha]:
    async with koha_at_work(clock) as running:
        yield running


async def told_of(koha: FakeKoha, folder: Path, **other: Any) -> dict[str, Finding]:
    given = {
        "library_system": "koha", "koha_url": koha.url, "koha_client_id": CLIENT_ID,
        "koha_client_secret": CLIENT_SECRET, "koha_login_attempts": 5,
        "database_url": f"sqlite:///{folder / 'embedded.sqlite3'}", **other,
    }  # fmt: skip
    settings = Settings(home=folder, secret="a-secret-of-these-tests-long-enough", **given).completed()
    return {each.subject: each for each in await findings_of("library system", library.check, settings)}


def states(told: dict[str, Finding]) -> set[str]:
    return {each.state for each in told.values()}


async def test_a_koha_with_all_permissions_is_well(koha: FakeKoha, sqlite_store: Store, tmp_path: Path) -> None:
    await catalogue_of(koha, sqlite_store, tmp_path)
    told = await told_of(koha, tmp_path)
    assert states(told) == {"ok"}
    assert len([subject for subject in told if subject.startswith("Koha: ")]) == 11
    assert not [one for one in koha.asked if one.startswith(("PUT", "DELETE")) or "renewal" in one]
    holds = dict(koha.state.holds)
    await told_of(koha, tmp_path)
    assert koha.state.holds == holds
    assert [row["login_attempts"] for row in koha.state.patrons.values()] == [0] * len(koha.state.patrons)


@pytest.mark.parametrize(
    ("permission", "subjects"),
    [
        (
            "borrowers",
            {"Koha: names and cards", "Koha: what is owed", "Koha: cards and passwords", "Koha: own reservations"},
        ),
        ("updatecharges", {"Koha: what is owed"}),
        ("circulate", {"Koha: loans and renewals", "Koha: loans of many patrons, for notices"}),
        (
            "reserveforothers",
            {"Koha: reservations of a title", "Koha: pick-up places", "Koha: placing reservations"},
        ),
        ("catalogue", {"Koha: titles", "Koha: copies"}),
    ],
)
async def test_a_permission_that_is_missing_is_named(
    koha: FakeKoha, sqlite_store: Store, tmp_path: Path, permission: str, subjects: set[str]
) -> None:
    await catalogue_of(koha, sqlite_store, tmp_path)
    koha.lacking = {permission}
    told = await told_of(koha, tmp_path)
    wrong = {subject: each for subject, each in told.items() if each.state == "problem"}
    assert set(wrong) == subjects
    for each in wrong.values():
        assert permission in each.detail and "docs/koha.md" in each.advice


async def test_what_does_not_fit_our_own_store_is_told(koha: FakeKoha, sqlite_store: Store, tmp_path: Path) -> None:
    told = await told_of(koha, tmp_path, koha_login_attempts=0)
    assert "BAGH, MAIN, SAADI" in told["Koha’s branches"].detail
    assert (told["loan rules"].state, told["catalogue"].state) == ("note", "problem")
    assert told["Koha’s lock-out"].state == "note"


async def test_an_account_that_koha_does_not_know_is_told(koha: FakeKoha, tmp_path: Path) -> None:
    told = await told_of(koha, tmp_path, koha_client_secret="wrong")
    assert "RESTOAuth2ClientCredentials" in told["library system"].detail


async def test_a_koha_that_does_not_answer_is_told(koha: FakeKoha, tmp_path: Path) -> None:
    await koha.stop()
    told = await told_of(koha, tmp_path)
    assert told["library system"].state == "problem" and "KETABYAR_KOHA_URL" in told["library system"].advice
    told = await told_of(koha, tmp_path, koha_client_secret="", koha_client_secret_file=tmp_path / "none")
    assert "KETABYAR_KOHA_CLIENT_SECRET_FILE" in told["library system"].detail


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({}, "needs KETABYAR_KOHA_URL"),
        ({"KETABYAR_KOHA_URL": "https://koha.example"}, "KETABYAR_KOHA_CLIENT_ID with KETABYAR_KOHA_CLIENT_SECRET"),
    ],
)
def test_half_a_setting_is_found_beside_all_the_rest(variables: dict[str, str], words: str, ketabyar: Command) -> None:
    said = ketabyar("doctor", "--json", KETABYAR_LIBRARY_SYSTEM="koha", **variables)
    assert said.code == 1 and words in said.out and '"subject": "disk"' in said.out


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("koha.example", "https://HOST"),
        ("http://koha.example", "passwords travel there"),
        ("https://me:secret@koha.example", "without a user"),
    ],
)
def test_an_address_of_koha_is_safe(url: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Settings(koha_url=url)
    for fit in ("https://koha.example/", "http://127.0.0.1:8081", "http://localhost:8081/api/v1", ""):
        assert Settings(koha_url=fit).koha_url == fit
