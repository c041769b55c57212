"""A store without the rest of its state folder: the published model is taken up again, or what is missing is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.models import building as kept_models
from bot.models.model_files import ModelRegistry, file_sha256
from bot.models.notes import EngineNotes
from bot.settings import Settings
from bot.start_errors import StartError
from bot.supervisor.belonging import OTHER_CODE, match
from crm.audit import seal
from crm.audit.head import HeadKeeper
from crm.content import model_versions
from crm.content.model_versions import Serving
from crm.database.store import Store
from protocol.clock import SystemClock


@pytest.fixture
def settings(tmp_path: Path, sqlite_file: Path) -> Settings:
    """A state folder with a fresh store and nothing else."""
    shutil.copy(sqlite_file, tmp_path / "store.sqlite3")
    return Settings(home=tmp_path, secret="a-secret-of-these-tests-long-enough").completed()


async def opened(settings: Settings) -> Store:
    return await Store.open(settings.database_url, clock=SystemClock(), **settings.store_keys)


async def publish(settings: Settings, inputs: str, content: Path | None = None) -> str:
    """Put a model on the shelf and note it as published in the console; gives its file's name."""
    file = settings.home / "made"
    file.write_bytes(b"a model")
    sha256 = file_sha256(file)
    registry = ModelRegistry(settings.home)
    kept = registry.put(file, inputs, sha256)
    if content is not None:
        registry.keep_content(kept, content)
    store = await opened(settings)
    await model_versions.serving(
        store, Serving(inputs=inputs, sha256=sha256, file=kept.name, seconds=1.0, origin="console")
    )
    await store.close()
    return kept.name


@pytest.mark.parametrize("of_this_code", [True, False])
async def test_a_published_model_is_taken_up_again(settings: Settings, of_this_code: bool, tmp_path: Path) -> None:
    content = kept_models.ROOT
    inputs = kept_models.inputs_hash(content=content) if of_this_code else "0123456789abcdef"
    name = await publish(settings, inputs, content)
    said: list[str] = []
    await match(settings, said.append)
    wanted = EngineNotes(settings.home).wanted()
    assert wanted is not None
    assert (wanted.file, wanted.inputs) == (name, inputs)
    # A model of other code is trained again from the content that was kept with it.
    assert wanted.code == (kept_models.code_hash() if of_this_code else OTHER_CODE)
    assert any("it is taken up again" in line for line in said)
    await match(settings, said.append)
    assert len(said) == 1, "said once"


async def test_a_published_model_that_is_gone_is_said(settings: Settings) -> None:
    name = await publish(settings, "0123456789abcdef")
    shutil.rmtree(settings.home / "models")
    said: list[str] = []
    await match(settings, said.append)
    assert EngineNotes(settings.home).wanted() is None
    assert name in said[0]
    assert "ketabyar restore" in said[1]


async def test_another_secret_is_said_and_stops_production(settings: Settings) -> None:
    await match(settings, print)
    other = settings.model_copy(update={"secret": "another-secret-of-these-tests-long-enough"})
    said: list[str] = []
    await match(other, said.append)
    assert "the secret is not the one" in said[0]
    with pytest.raises(StartError, match="the secret is not the one"):
        await match(other.model_copy(update={"environment": "production"}), said.append)


async def test_a_store_without_a_seal_is_known_by_its_trail(settings: Settings) -> None:
    store = await opened(settings)
    assert await seal.is_ours(store) is None
    await publish(settings, "0123456789abcdef")
    assert await seal.is_ours(store) is True
    await store.close()
    other = await opened(settings.model_copy(update={"secret": "another-secret-of-these-tests-long-enough"}))
    assert await seal.is_ours(other) is False
    await other.close()


async def test_a_store_that_has_lost_what_the_folder_served_is_noticed(
    settings: Settings, sqlite_file: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    await match(settings, said.append)
    store = await opened(settings)
    await HeadKeeper(store, tmp_path).keep()
    await store.close()
    await match(settings, said.append)
    assert said == []
    for name in ("store.sqlite3", "store.sqlite3-wal", "store.sqlite3-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    shutil.copy(sqlite_file, tmp_path / "store.sqlite3")
    await match(settings, said.append)
    assert "an empty or an older one" in said[0]
    real = settings.model_copy(update={"environment": "production"})
    with pytest.raises(StartError, match="Restore a backup"):
        await match(real, said.append)
