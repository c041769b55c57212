"""A published model whose engine dies again and again gives way to the one before, with real processes that die."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import pytest

from bot.models import building as models_files
from bot.models.model_files import ModelRegistry, file_sha256
from bot.models.notes import EngineNotes, Wanted
from bot.models.service import ModelService
from bot.settings import LOOPBACK, Settings
from bot.supervisor import choice, engines
from bot.supervisor.choice import Chosen
from bot.supervisor.engines import Engines
from bot.supervisor.service import SupervisedProcess
from crm import records
from crm.content import model_versions
from crm.content.model_versions import ITSELF
from crm.database.store import Store
from protocol.turns import READY_PATH
from tests.support.engine_script import script_engines
from tests.support.store_rows import rows
from tests.support.waiting import eventually


@dataclass
class Supervised:
    """A supervisor's engines, and what it has said."""

    engines: Engines
    notes: EngineNotes
    home: Path
    said: list[str] = field(default_factory=list)

    def shelved(self, name: str) -> Chosen:
        """Put a model into the state folder."""
        source = self.home / f"{name}.tar.gz"
        source.write_text(name, encoding="utf-8")
        sha256 = file_sha256(source)
        return Chosen(ModelRegistry(self.home).put(source, name, sha256), name, sha256, 1.0, "files")

    def publish(self, name: str) -> Wanted:
        """Want a model, as the console does."""
        model = self.shelved(name)
        wish = Wanted(0, model.inputs, model.sha256, model.file.name, code=choice.building.code_hash(), by="editor")
        return self.notes.want(wish)

    async def answers(self) -> str:
        """Ask the engine that the notes name which model it has."""
        current = self.notes.current()
        assert current is not None
        async with httpx.AsyncClient(trust_env=False) as client:
            return (await client.get(f"{current.url}{READY_PATH}")).text

    def phase(self) -> str:
        """Give how the last publication goes."""
        progress = self.notes.progress()
        return "" if progress is None else progress.phase


@pytest.fixture
def world(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Supervised:
    script_engines(tmp_path, monkeypatch)
    said: list[str] = []
    free = settings.model_copy(update={"engine_port": engines._free_port(LOOPBACK)})
    return Supervised(Engines(free, said.append, ready_seconds=10), EngineNotes(settings.home), settings.home, said)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of models of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = models_files.cache_folder()
    folder.mkdir(parents=True)
    return folder


@asynccontextmanager
async def following(world: Supervised, chosen: Chosen) -> AsyncIterator[None]:
    """Start with a model and follow what is wanted."""
    await world.engines.start(chosen)
    try:
        await world.engines.wait_ready(chosen)
        task = asyncio.create_task(world.engines.follow())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
    finally:
        await world.engines.stop()


async def test_a_model_that_dies_again_and_again_gives_way_to_the_one_before(
    world: Supervised, settings: Settings, sqlite_store: Store
) -> None:
    async with ModelService(settings, sqlite_store) as works, following(world, world.shelved("good")):
        first = world.publish("better")
        await eventually(lambda: world.phase() == "steady" and world.notes.current().serial == first.serial)  # type: ignore[union-attr]
        assert await world.answers() == "better"
        bad = world.publish("dies")
        await eventually(lambda: world.phase() == "returned")
        assert await world.answers() == "better"
        progress, current, wanted = world.notes.progress(), world.notes.current(), world.notes.wanted()
        assert progress is not None and current is not None and wanted is not None
        assert progress.sha256 == bad.sha256
        assert "out of luck" in (progress.reason or "")
        assert (wanted.inputs, wanted.serial, current.serial) == ("better", bad.serial, bad.serial)
        assert any("does not work" in line and "out of luck" in line for line in world.said)
        assert any("better, answers again" in line for line in world.said)
        await eventually(lambda: works.going_on() is None)

        async def noted() -> list[records.AuditEvent]:
            return await rows(sqlite_store, records.AuditEvent, action="model.gave_way")

        events = await eventually(noted, 60)
        failed = await model_versions.by_file(sqlite_store, "dies")
        assert failed is not None
        assert (events[0].entity_id, events[0].actor_kind) == (str(failed.id), "system")
        assert "out of luck" in (events[0].reason or "") and str(world.home) not in (events[0].reason or "")
        running = await model_versions.running(sqlite_store)
        assert running is not None and (running.inputs, failed.state) == ("better", "retired")
        # The terminal's log and the trail tell it once, and the engine that came back stays: the supervisor has looked
        # at it several times by then.
        await asyncio.sleep(1.5)
        assert len(await noted()) == 1
        assert world.phase() == "returned"
        assert await world.answers() == "better"


async def test_what_answers_again_is_told_together_with_why(
    world: Supervised, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = SupervisedProcess.stop, []

    async def stop(process: SupervisedProcess) -> None:
        current = world.notes.current()
        seen.append((current.inputs if current is not None else "", world.phase()))
        await real(process)

    async with following(world, world.shelved("good")):
        first = world.publish("better")
        await eventually(lambda: world.phase() == "steady" and world.notes.current().serial == first.serial)  # type: ignore[union-attr]
        monkeypatch.setattr(SupervisedProcess, "stop", stop)
        damage(ModelRegistry(world.home).path(first.file))
        kill(world)
        await eventually(lambda: world.phase() == "returned")
        await eventually(lambda: seen)
        assert seen == [("good", "returned")]
        seen.clear()
        world.publish("dies")
        await eventually(lambda: world.phase() == "returned" and ("good", "returned") in seen)
        assert {phase for inputs, phase in seen if inputs == "good"} == {"returned"}


async def test_without_a_model_before_the_repositorys_takes_its_place(
    world: Supervised, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = world.shelved("good")

    async def repository(*_: object) -> Chosen:
        return good

    monkeypatch.setattr(choice, "of_repository", repository)
    wanted = world.publish("dies")
    dies = Chosen(ModelRegistry(world.home).path(wanted.file), "dies", wanted.sha256, 1.0, "console", wanted.serial)
    async with following(world, dies):
        await eventually(lambda: world.phase() == "returned")
        assert await world.answers() == "good"
        assert world.notes.wanted() is None, "a restart does not try the same again"


async def test_a_published_model_that_does_not_start_gives_way_to_the_one_before(world: Supervised) -> None:
    async with following(world, world.shelved("good")):
        first = world.publish("better")
        await eventually(lambda: world.phase() == "steady" and world.notes.current().serial == first.serial)  # type: ignore[union-attr]
        world.notes.tell_before(world.notes.current())  # type: ignore[arg-type]
    wanted = world.publish("stillborn")
    chosen = Chosen(
        ModelRegistry(world.home).path(wanted.file), "stillborn", wanted.sha256, 1.0, "console", wanted.serial
    )
    async with following(world, chosen):
        assert await world.answers() == "better"
        assert world.phase() == "returned"
        kept = world.notes.wanted()
        assert kept is not None and kept.inputs == "better"


async def test_an_engine_of_the_projects_own_model_is_only_started_again(world: Supervised) -> None:
    async with following(world, world.shelved("dies")):
        await eventually(lambda: world.engines.service.deaths >= 4)
        assert world.phase() == "steady"
        assert not any("does not work" in line for line in world.said)


def kill(world: Supervised, how: signal.Signals = signal.SIGKILL) -> int:
    """Do something to the engine's process, and give its id."""
    process = world.engines.service.process
    assert process is not None
    os.kill(process.pid, how)
    return process.pid


def damage(file: Path) -> None:
    """Change one byte of a file."""
    content = bytearray(file.read_bytes())
    content[0] ^= 1
    file.write_bytes(content)


async def test_a_damaged_model_file_is_replaced_by_its_kept_copy(world: Supervised, cache: Path) -> None:
    chosen = world.shelved("good")
    (cache / "good.tar.gz").write_text("good", encoding="utf-8")
    async with following(world, chosen):
        for hurt in (damage, Path.unlink):
            hurt(chosen.file)
            kill(world)
            await eventually(lambda: any("answers again" in line for line in world.said))
            assert file_sha256(chosen.file) == chosen.sha256
            assert await world.answers() == "good"
            assert sum("its kept copy was put back" in line for line in world.said) == 1
            world.said.clear()


async def test_without_a_copy_the_model_before_answers(world: Supervised, cache: Path) -> None:
    async with following(world, world.shelved("good")):
        first = world.publish("better")
        await eventually(lambda: world.phase() == "steady" and world.notes.current().serial == first.serial)  # type: ignore[union-attr]
        damage(ModelRegistry(world.home).path(first.file))
        kill(world)
        await eventually(lambda: world.phase() == "returned")
        assert await world.answers() == "good"
        assert any("no copy of it is kept" in line for line in world.said)
        assert world.notes.wanted() is None, "a restart does not try the same again"


async def test_without_a_copy_and_a_model_before_one_is_trained(
    world: Supervised, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen, trained = world.shelved("good"), world.shelved("trained")

    async def train(*_: object) -> Chosen:
        return trained

    monkeypatch.setattr(choice, "of_repository", train)
    async with following(world, chosen):
        damage(chosen.file)
        kill(world)
        await eventually(lambda: any("trained answers now" in line for line in world.said))
        assert await world.answers() == "trained"


async def test_an_exchange_is_over_when_its_model_was_replaced_while_the_one_before_drained(
    world: Supervised, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = world.shelved("better again")
    replaced = asyncio.Event()

    async def drained(old: SupervisedProcess, *_: object, **__: object) -> None:
        try:
            await replaced.wait()
        finally:
            await old.stop()

    async def instead_of(*_: object) -> Chosen:
        return again

    monkeypatch.setattr(engines, "drained", drained)
    monkeypatch.setattr(engines, "instead_of", instead_of)
    async with following(world, world.shelved("good")):
        first = world.publish("better")
        # The same content, trained anew: nothing was given up.
        again = replace(again, inputs=first.inputs)
        await eventually(lambda: world.phase() == "draining")
        damage(ModelRegistry(world.home).path(first.file))
        kill(world)
        await eventually(lambda: world.said.count("the model better answers now") == 2)
        replaced.set()
        await eventually(lambda: world.phase() == "steady")
        assert await world.answers() == "better again"


async def test_a_copy_that_is_damaged_too_is_not_taken(world: Supervised, cache: Path) -> None:
    chosen = world.shelved("good")
    (cache / "good.tar.gz").write_text("evil", encoding="utf-8")
    assert not models_files.put_back(chosen.file, chosen.inputs, chosen.sha256, world.home)


async def test_an_engine_that_hangs_is_replaced(world: Supervised) -> None:
    async with following(world, world.shelved("good")):
        old = kill(world, signal.SIGSTOP)
        await eventually(lambda: any("answers again" in line for line in world.said))
        assert any(f"process {old}) did not answer for" in line for line in world.said)
        assert await world.answers() == "good"


async def test_a_published_model_that_hangs_again_and_again_gives_way(world: Supervised) -> None:
    async with following(world, world.shelved("good")):
        first = world.publish("better")
        await eventually(lambda: world.phase() == "steady" and world.notes.current().serial == first.serial)  # type: ignore[union-attr]
        for times in range(1, 4):
            kill(world, signal.SIGSTOP)
            await eventually(
                lambda times=times: (
                    sum("answers again" in line for line in world.said) >= times or world.phase() == "returned"
                )
            )
        await eventually(lambda: world.phase() == "returned")
        assert await world.answers() == "good"


@pytest.mark.own_file
async def test_a_model_that_the_store_does_not_know_is_not_published(
    world: Supervised, sqlite_store: Store, tmp_path: Path
) -> None:
    settings = world.engines._settings.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'embedded.sqlite3'}"})
    world.engines._settings = settings
    async with following(world, world.shelved("good")):
        forged = world.publish("forged")
        await eventually(lambda: world.phase() == "failed")
        assert any("not the one that the store has recorded" in line for line in world.said)
        assert await world.answers() == "good"
        model_id = await model_versions.begin_training(sqlite_store, ITSELF, inputs="forged")
        await model_versions.trained(sqlite_store, model_id, sha256=forged.sha256, file=forged.file, seconds=1)
        known = world.publish("forged")
        await eventually(lambda: world.notes.current().serial == known.serial)  # type: ignore[union-attr]
