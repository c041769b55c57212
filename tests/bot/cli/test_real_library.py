"""A real library whose settings are gone is never opened as a demonstration."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.app import running_gateway
from bot.settings import ROOT, Settings
from bot.supervisor.belonging import match
from crm.audit import trail
from crm.database.store import Store
from crm.library_info.in_service import InService, in_service_since, note_in_service
from protocol.home import Home
from tests.support.commands import Command

GIVEN = (
    "init", "--yes", "--language", "en", "--name-fa", "کتابخانهٔ نو", "--name-en", "New Library",
    "--branch", "main=شعبهٔ مرکزی=Central Branch", "--admin", "sara", "--admin-password", "باران بهاری ۱۲",
)  # fmt: skip
ADDRESS = ("--address", "https://ask.library.example")
LIBRARY = str(ROOT / "tests" / "library" / "port" / "small.yml")
PRODUCTION = {"KETABYAR_ENVIRONMENT": "production", "KETABYAR_PUBLIC_URL": "https://ask.library.example"}


@pytest.fixture
def orphaned(home: Path, ketabyar: Command) -> Path:
    """A real library's state folder without its settings."""
    done = ketabyar(*GIVEN, *ADDRESS)
    assert done.code == 0, done.all
    Home(home).settings.rename(home.parent / "settings.env")
    return home


def told(out: str, subject: str) -> dict[str, str]:
    findings = [json.loads(line) for line in out.splitlines()]
    return next(one for one in findings if one["subject"] == subject)


def test_it_does_not_start_as_a_demonstration_and_says_how_it_starts(orphaned: Path, ketabyar: Command) -> None:
    for command in ("up", "gateway"):
        said = ketabyar(command)
        # Another try mends nothing: systemd makes none after a 2.
        assert said.code == 2
        assert str(Home(orphaned).settings) in said.err and "ketabyar init --only address" in said.err
        assert "ready" not in said.all


def test_the_way_out_that_is_named_leads_out(orphaned: Path, ketabyar: Command) -> None:
    assert ketabyar("init", "--only", "address", "--yes", *ADDRESS).code == 0
    assert told(ketabyar("doctor", "--json").out, "KETABYAR_ENVIRONMENT")["detail"].startswith("production")
    # What was kept in another place does as well.
    Home(orphaned).settings.unlink()
    (orphaned.parent / "settings.env").rename(Home(orphaned).settings)
    settings = Settings().completed()
    asyncio.run(match(settings, lambda _: None))
    assert settings.environment == "production"


def test_the_doctor_tells(orphaned: Path, ketabyar: Command) -> None:
    said = ketabyar("doctor", "--json")
    finding = told(said.out, "environment")
    assert said.code == 1 and finding["state"] == "problem"
    assert "real library" in finding["detail"] and "settings.env" in finding["advice"]


def test_nothing_is_loaded_over_it(orphaned: Path, ketabyar: Command) -> None:
    said = ketabyar("seed", LIBRARY, "--replace", "--yes")
    assert said.code == 2 and "real library" in said.err


async def test_a_gateway_by_itself_refuses_it_too(home: Path, ketabyar: Command) -> None:
    assert ketabyar("migrate").code == 0
    settings = Settings().completed()
    store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
    await note_in_service(store)
    await note_in_service(store)
    assert (await trail.verify(store)).events == 1
    await store.close()
    with pytest.raises(InService):
        async with running_gateway(settings):
            pass


def test_the_first_start_in_production_is_remembered(home: Path, ketabyar: Command) -> None:
    assert ketabyar("seed", LIBRARY, **PRODUCTION).code == 0

    async def begin(environment: dict[str, object]) -> bool:
        settings = Settings(**environment).completed()  # type: ignore[arg-type]
        await match(settings, lambda _: None)
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
        try:
            return await in_service_since(store) is not None
        finally:
            await store.close()

    assert not asyncio.run(begin({}))
    assert asyncio.run(begin({"environment": "production", "public_url": "https://ask.library.example"}))


def test_a_library_of_ones_own_may_be_tried_without_an_address(home: Path, ketabyar: Command) -> None:
    assert ketabyar(*GIVEN).code == 0
    finding = told(ketabyar("doctor", "--json").out, "environment")
    assert finding["state"] == "note" and "fictional" not in finding["detail"]
    assert ketabyar("seed", LIBRARY, "--replace", "--yes").code == 0


def test_who_restores_it_hears_that_its_settings_are_missing(orphaned: Path, home: Path, ketabyar: Command) -> None:
    settings = orphaned.parent / "settings.env"
    file = orphaned.parent / "kept.tar.gz"
    assert ketabyar("backup", str(file)).code == 0
    there = {"KETABYAR_HOME": str(home.parent / "there")}
    said = ketabyar("restore", str(file), **there)
    assert said.code == 0
    assert "settings" in said.out and str(home.parent / "there" / "settings.env") in said.out
    assert "ketabyar up" not in said.out
    # With them it is ready to start, and what is not in a backup is told all the same.
    again = {"KETABYAR_HOME": str(home.parent / "again")}
    (home.parent / "again").mkdir()
    settings.rename(home.parent / "again" / "settings.env")
    said = ketabyar("restore", str(file), **again)
    assert said.code == 0, said.all
    assert "ketabyar up" in said.out and "not in a backup" in said.out


def test_a_demonstration_is_restored_without_a_warning(home: Path, ketabyar: Command) -> None:
    assert ketabyar("seed", str(ROOT / "deploy" / "demo" / "library.yml")).code == 0
    file = home.parent / "kept.tar.gz"
    assert ketabyar("backup", str(file)).code == 0
    said = ketabyar("restore", str(file), KETABYAR_HOME=str(home.parent / "there"))
    assert said.code == 0 and "ketabyar up" in said.out
    assert "settings are missing" not in said.out
