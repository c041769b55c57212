"""What the doctor says of a SIP2 server: which message it refuses, and what our own store lacks beside it."""

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
from tests.support.certificates import certificate, encrypted
from tests.support.commands import Command
from tests.support.sip2.app import PASSWORD, USER, FakeSip2
from tests.support.sip2.fixtures import catalogue_without_patrons, sip2_at_work

pytestmark = pytest.mark.own_file

SERVER = "library system"


@pytest.fixture
async def sip2(clock: FixedClock) -> AsyncIterator[FakeSip2]:
    async with sip2_at_work(clock) as running:
        yield running


async def told_of(sip2: FakeSip2, folder: Path, **other: Any) -> dict[str, Finding]:
    given = {
        "library_system": "sip2", "sip2_host": "127.0.0.1", "sip2_port": sip2.port, "sip2_user": USER,
        "sip2_password": PASSWORD, "sip2_institution": "TEST", "sip2_tls": False, "sip2_seconds": 0.4,
        "database_url": f"sqlite:///{folder / 'embedded.sqlite3'}", **other,
    }  # fmt: skip
    settings = Settings(home=folder, secret="a-secret-of-these-tests-long-enough", **given).completed()
    return {each.subject: each for each in await findings_of(SERVER, library.check, settings)}


def wrong(told: dict[str, Finding]) -> dict[str, Finding]:
    return {subject: each for subject, each in told.items() if each.state == "problem"}


async def test_a_server_with_all_beside_it_is_well(sip2: FakeSip2, sqlite_store: Store, tmp_path: Path) -> None:
    await catalogue_without_patrons(sqlite_store, tmp_path)
    told = await told_of(sip2, tmp_path)
    assert {each.state for each in told.values()} == {"ok"}
    assert "Test Library" in told[SERVER].detail
    assert {"15", "29"}.isdisjoint(sip2.asked), "nothing is changed"
    assert set(sip2.pins) <= {None, ""}, "nobody's PIN is tried"


@pytest.mark.parametrize(
    ("code", "subject"), [("63", "cards, loans, holds and what is owed"), ("17", "due days, and where copies stand")]
)
async def test_a_message_that_gets_no_answer_is_named_and_the_others_are_checked(
    sip2: FakeSip2, sqlite_store: Store, tmp_path: Path, code: str, subject: str
) -> None:
    await catalogue_without_patrons(sqlite_store, tmp_path)
    sip2.silent_before.add(code)
    told = await told_of(sip2, tmp_path)
    assert set(wrong(told)) == {f"SIP2: {subject}"}
    assert f"message {code} gets no answer" in told[f"SIP2: {subject}"].detail
    assert told["SIP2: renewals"].state == "ok"


async def test_an_account_that_the_server_does_not_accept_is_told_by_its_message(
    sip2: FakeSip2, sqlite_store: Store, tmp_path: Path
) -> None:
    told = await told_of(sip2, tmp_path, sip2_password="wrong")
    assert set(told) == {SERVER}
    assert "message 93, fields CN and CO" in told[SERVER].detail and "docs/sip2.md" in told[SERVER].advice


async def test_a_store_without_copies_and_with_others_is_told(
    sip2: FakeSip2, sqlite_store: Store, tmp_path: Path
) -> None:
    assert "no copies" in wrong(await told_of(sip2, tmp_path))["catalogue"].detail
    await catalogue_without_patrons(sqlite_store, tmp_path)
    for row in sip2.state.items.values():
        row["external_id"] = f"other-{row['external_id']}"
    assert "none of our barcodes" in wrong(await told_of(sip2, tmp_path))["catalogue"].detail


async def test_an_expired_certificate_and_a_server_that_is_gone_are_told_apart(
    sip2: FakeSip2, sqlite_store: Store, tmp_path: Path
) -> None:
    over = certificate(tmp_path, expired=True)
    async with encrypted(sip2.port, over.server) as port:
        told = await told_of(sip2, tmp_path, sip2_port=port, sip2_tls=True, sip2_ca_file=str(over.path))
    assert "expired" in told[SERVER].detail
    gone = await told_of(sip2, tmp_path, sip2_port=port)
    assert "does not answer" in gone[SERVER].detail and "KETABYAR_SIP2_HOST" in gone[SERVER].advice


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({}, "needs KETABYAR_SIP2_HOST"),
        ({"KETABYAR_SIP2_HOST": "sip.library.example", "KETABYAR_SIP2_TLS": "false"}, "PINs travel there"),
    ],
)
def test_half_a_setting_is_found_beside_all_the_rest(variables: dict[str, str], words: str, ketabyar: Command) -> None:
    said = ketabyar("doctor", "--json", KETABYAR_LIBRARY_SYSTEM="sip2", **variables)
    assert said.code == 1 and words in said.out and '"subject": "disk"' in said.out
