"""Publications on several machines: two state folders over one PostgreSQL, each with an engine of its own."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from bot.models import archives, building
from bot.models.model_files import ModelFileRefused, ModelRegistry, file_sha256
from bot.models.notes import Current, EngineNotes, PublishingProgress, Wanted
from bot.models.publishing import NOT_TAKEN, outcome, publish
from bot.models.rollout import Rollout
from bot.models.service import ModelService
from bot.models.testing import ModelTestFailed
from bot.settings import LOOPBACK, Settings
from bot.supervisor import announcing, choice, draining, following
from bot.supervisor.announcing import announced
from bot.supervisor.choice import Chosen
from bot.supervisor.engines import Engines, _free_port
from bot.supervisor.following import Follower
from bot.supervisor.shared_store import take_up
from crm import records
from crm.content import model_versions, publications
from crm.content.model_versions import ITSELF
from crm.database import shared_files
from crm.database.instances import Presence
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import StoreBusy
from protocol.clock import SystemClock
from protocol.turns import READY_PATH
from tests.support.engine_script import script_engines
from tests.support.model_files import age
from tests.support.store_rows import rows
from tests.support.waiting import eventually

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
SECRET = "a secret of these tests, long enough"
SECONDS = 60.0


class Machine:
    """A state folder with its supervisor's part that keeps an engine; `joined` says whether others find it."""

    def __init__(self, folder: Path, database_url: str, *, joined: bool = True) -> None:
        home = folder
        home.mkdir()
        self.settings = Settings(
            home=home, secret=SECRET, database_url=database_url, engine_port=_free_port(LOOPBACK),
            engine_host=LOOPBACK if joined else "", turn_seconds=5.0,
        )  # fmt: skip
        self.notes, self.registry = EngineNotes(home), ModelRegistry(home)
        self.said: list[str] = []

    def made(self, name: str) -> Chosen:
        """Put a model into this folder alone."""
        source = self.settings.home / f"{name}.made"
        source.write_text(name, encoding="utf-8")
        sha256 = file_sha256(source)
        return Chosen(self.registry.put(source, name, sha256), name, sha256, 1.0, "files")

    @asynccontextmanager
    async def up(self, chosen: Chosen | None = None) -> AsyncIterator[None]:
        """Start an engine, with what is published where nothing else is chosen, and follow publications."""
        if chosen is None:
            assert await take_up(self.settings) is None
            chosen = await choice.choose(self.settings, self.said.append)
        engines = Engines(self.settings, self.said.append, ready_seconds=20)
        await engines.start(chosen)
        try:
            await engines.wait_ready(chosen)
            task = asyncio.create_task(engines.follow())
            try:
                async with announced(self.settings, engines, self.said.append):
                    yield
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        finally:
            await engines.stop()

    async def answers(self) -> str:
        """Ask the engine which model it has."""
        current = self.notes.current()
        if current is None or current.url is None:
            return ""
        async with httpx.AsyncClient(trust_env=False) as client:
            try:
                return (await client.get(f"{current.url}{READY_PATH}")).text
            except httpx.HTTPError:
                return ""

    async def has(self, name: str) -> None:
        """Wait until its engine answers with a model."""

        async def look() -> bool:
            return await self.answers() == name

        await eventually(look, SECONDS)


@pytest.fixture
async def shared(database_url: str) -> AsyncIterator[Store]:
    """The store as a gateway opens it."""
    settings = Settings(secret=SECRET, database_url=database_url)
    store = await Store.open(database_url, clock=SystemClock(), **settings.store_keys)
    yield store
    await store.close()


@pytest.fixture
def machine(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Machine]:
    """Make a machine by its name; looks follow one another quickly."""
    script_engines(tmp_path, monkeypatch)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(announcing, "LOOK_SECONDS", 0.2)
    monkeypatch.setattr(announcing, "KNOWN_AFTER", 0.0)
    monkeypatch.setattr(draining, "ANNOUNCED_GRACE_SECONDS", 0.5)
    return lambda name, **more: Machine(tmp_path / name, database_url, **more)


async def candidate(store: Store, where: Machine, name: str) -> int:
    """Note a model that one machine has trained."""
    made = where.made(name)
    where.registry.keep_content(made.file, building.ROOT)
    model_id = await model_versions.begin_training(store, ITSELF, inputs=name)
    await model_versions.trained(store, model_id, sha256=made.sha256, file=made.file.name, seconds=1.0)
    return model_id


async def published(store: Store) -> str | None:
    view = await model_versions.running(store)
    return None if view is None else view.inputs


async def test_a_publication_on_one_machine_reaches_the_engines_of_all(
    machine: Callable[..., Machine], shared: Store
) -> None:
    # One announced for gateways elsewhere, one that its own machine's gateway asks alone.
    one, two = machine("one"), machine("two", joined=False)
    async with one.up(one.made("old")), two.up(two.made("old")):
        model_id = await candidate(shared, one, "new")
        wanted = await publish(shared, one.settings.home, model_id, ITSELF, reason="for this test")
        found = await outcome(shared, one.settings.home, wanted, seconds=SECONDS)
        assert (found.state, found.reason) == ("published", None)
        for each in (one, two):
            assert await each.answers() == "new"
        here = two.registry.proved(f"{two.notes.current().file}", two.notes.current().sha256)  # type: ignore[union-attr]
        assert here.read_text(encoding="utf-8") == "new"
        assert two.registry.made_from(here.name).is_file(), "what it was made from comes along"
        assert await published(shared) == "new"
        # Back to what was there before, which both still have.
        [old] = [view for view in await model_versions.list_models(shared) if view.inputs == "old"]
        back = await publish(shared, two.settings.home, old.id, ITSELF, reason="it was better")
        found = await outcome(shared, two.settings.home, back, seconds=SECONDS)
        assert (found.state, found.reason) == ("published", None)
        for each in (one, two):
            assert await each.answers() == "old"
        assert await published(shared) == "old"
    events = [row.action for row in await rows(shared, records.AuditEvent) if row.action == "model.published"]
    assert len(events) == 3, "once for each change, however many engines there are"


async def test_a_machine_that_was_away_and_a_new_one_start_with_what_is_published(
    machine: Callable[..., Machine], shared: Store
) -> None:
    one, away, fresh = machine("one"), machine("away"), machine("fresh")
    async with one.up(one.made("old")):
        async with away.up(away.made("old")):
            pass
        model_id = await candidate(shared, one, "new")
        wanted = await publish(shared, one.settings.home, model_id, ITSELF, reason="for this test")
        assert (await outcome(shared, one.settings.home, wanted, seconds=SECONDS)).state == "published"
        for late in (away, fresh):
            async with late.up():
                assert await late.answers() == "new"
                assert not any("second engine" in line for line in late.said), "at once, not after another"
        # What lies in the folder is a copy: without it the archive is brought again.
        shutil.rmtree(fresh.settings.home / "models")
        async with fresh.up():
            assert await fresh.answers() == "new"
            assert any("brought from the store" in line for line in fresh.said)


async def test_an_engine_that_refuses_says_why_and_the_others_go_on(
    machine: Callable[..., Machine], shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = machine("one"), machine("two", joined=False)
    real = archives.have

    async def have(store: Store, registry: ModelRegistry, name: str, sha256: str | None) -> Path:
        if registry.folder == two.registry.folder:
            raise OSError(28, "No space left on device")
        return await real(store, registry, name, sha256)

    async with one.up(one.made("old")), two.up(two.made("old")):
        monkeypatch.setattr(archives, "have", have)
        model_id = await candidate(shared, one, "new")
        wanted = await publish(shared, one.settings.home, model_id, ITSELF, reason="for this test")
        found = await outcome(shared, one.settings.home, wanted, seconds=SECONDS)
        assert found.state == "published", (found.reason, one.said, two.said)
        assert "No space left" in (found.reason or "")
        assert (await one.answers(), await two.answers(), await published(shared)) == ("new", "old", "new")
        told = (await Rollout.of(shared)).progress()
        assert told is not None and told.phase == "failed"
        # There is space again.
        monkeypatch.setattr(archives, "have", real)
        await two.has("new")
        assert (await Rollout.of(shared)).newest is not None


async def test_a_model_that_no_engine_can_start_leaves_what_was_there(
    machine: Callable[..., Machine], shared: Store
) -> None:
    one, two = machine("one"), machine("two", joined=False)
    async with one.up(one.made("old")), two.up(two.made("old")):
        model_id = await candidate(shared, two, "stillborn")
        wanted = await publish(shared, two.settings.home, model_id, ITSELF, reason="for this test")
        found = await outcome(shared, two.settings.home, wanted, seconds=SECONDS)
        assert found.state == "failed"
        assert "cannot be loaded" in (found.reason or "")
        assert (await one.answers(), await two.answers(), await published(shared)) == ("old", "old", "old")
    # A start does not try it again.
    async with two.up(two.made("old")):
        assert two.notes.taken() == wanted.serial
        assert await two.answers() == "old"


async def test_engines_of_one_machine_are_exchanged_one_after_the_other(
    machine: Callable[..., Machine], shared: Store
) -> None:
    many = [machine(f"engine-{number}", joined=False) for number in range(3)]
    at_once = 0

    def exchanged() -> int:
        return sum(
            (progress := each.notes.progress()) is not None and progress.phase in ("starting", "draining")
            for each in many
        )

    async with AsyncExitStack() as stack:
        for each in many:
            await stack.enter_async_context(each.up(each.made("old")))
        model_id = await candidate(shared, many[0], "new")
        await publish(shared, many[0].settings.home, model_id, ITSELF, reason="for this test")

        async def all_answer() -> bool:
            nonlocal at_once
            at_once = max(at_once, exchanged())
            return [await each.answers() for each in many] == ["new"] * 3

        await eventually(all_answer, SECONDS)
    assert at_once == 1


async def test_an_engine_of_another_version_waits_for_its_own(
    machine: Callable[..., Machine], shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = machine("one")
    async with one.up(one.made("old")):
        model_id = await candidate(shared, one, "new")
        registry = one.registry
        view = await model_versions.model(shared, model_id)
        await archives.share(shared, registry, view.file or "", view.sha256)
        await publications.ask(shared, model_id, None, code="other code", repository="", reason=None)

        async def told() -> str | None:
            found = await publications.standing(shared)
            return found[0].reason if found else None

        assert "another version" in str(await eventually(told, SECONDS))
        assert await one.answers() == "old"
        assert one.notes.taken() == 0, "the start of its new version takes it up"


async def test_an_archive_that_was_changed_in_the_store_is_never_started(
    machine: Callable[..., Machine], shared: Store
) -> None:
    one, two = machine("one"), machine("two", joined=False)
    async with one.up(one.made("old")), two.up(two.made("old")):
        made = one.made("evil")
        model_id = await model_versions.begin_training(shared, ITSELF, inputs="evil")
        await model_versions.trained(shared, model_id, sha256=made.sha256, file=made.file.name, seconds=1.0)
        await archives.share(shared, one.registry, made.file.name, made.sha256)
        unseal = update(table_of(records.SharedFile)).values(seal="0" * 64)
        await shared.transact(lambda connection: connection.execute(unseal))
        with pytest.raises(ModelFileRefused, match="no seal of ours"):
            await archives.have(shared, two.registry, made.file.name, made.sha256)
        await publish(shared, one.settings.home, model_id, ITSELF, reason="for this test")
        await one.has("evil")

        async def refused() -> bool:
            return any("no seal of ours" in line for line in two.said)

        await eventually(refused, SECONDS)
        assert await two.answers() == "old"


async def test_what_one_machine_had_published_before_the_store_knew_is_handed_over(
    machine: Callable[..., Machine], shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = machine("one"), machine("two")
    made = one.made("of before")
    await model_versions.serving(
        shared, model_versions.Serving("of before", made.sha256, made.file.name, 1.0, "console")
    )
    before = Wanted(0, made.inputs, made.sha256, made.file.name, code=building.code_hash(), at="2026-11-24T08:00:00Z")
    one.notes.want(before)
    assert await take_up(one.settings) is None
    newest = await publications.newest(shared)
    assert newest is not None and newest.sha256 == made.sha256
    async with two.up():
        assert await two.answers() == "of before"
    # Once.
    assert await take_up(one.settings) is None
    again = await publications.newest(shared)
    assert again is not None and again.id == newest.id


async def test_the_repositorys_model_is_trained_once_and_is_one_file_everywhere(
    machine: Callable[..., Machine], shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = machine("one"), machine("two")
    inputs = building.inputs_hash()
    source = one.settings.home / "made"
    source.write_text("of the repository", encoding="utf-8")
    made = building.Model(source, inputs, file_sha256(source), 250.0)

    async def train(*_: object, **__: object) -> tuple[building.Model, bool]:
        return made, True

    monkeypatch.setattr(building, "ensure", train)
    async with one.up():
        assert await one.answers() == "of the repository"

        async def shares() -> bool:
            return await archives.of_inputs(shared, inputs) is not None

        await eventually(shares, SECONDS)

        async def again(*_: object, **__: object) -> tuple[building.Model, bool]:
            raise AssertionError("trained twice")

        monkeypatch.setattr(building, "ensure", again)
        async with two.up():
            assert await two.answers() == "of the repository"
            current = two.notes.current()
            assert current is not None and (current.sha256, current.seconds) == (made.sha256, 250.0)


async def test_old_archives_go_from_the_store_by_the_rule_of_the_folder(
    machine: Callable[..., Machine], shared: Store
) -> None:
    one = machine("one")
    for number in range(8):
        model_id = await candidate(shared, one, f"model-{number}")
        view = await model_versions.model(shared, model_id)
        await archives.share(shared, one.registry, view.file or "", view.sha256)
    for path in one.registry.folder.glob("*.tar.gz"):
        age(path)
    await ModelService(one.settings, shared).trainer.clear_out()
    kept = {one.name.rpartition("-")[0] for one in await shared_files.listed(shared, "model")}
    assert kept == {f"model-{number}" for number in range(3, 8)}
    assert len(await shared_files.listed(shared, "made_from")) == 5
    assert {path.name.rpartition("-")[0] for path in one.registry.folder.glob("*.tar.gz")} == kept


async def test_a_gateway_puts_what_only_its_folder_has_into_the_store(
    machine: Callable[..., Machine], shared: Store
) -> None:
    one, two = machine("one"), machine("two")
    model_id = await candidate(shared, one, "of before")
    view = await model_versions.model(shared, model_id)
    async with ModelService(one.settings, shared):

        async def there() -> bool:
            return await shared_files.is_there(shared, "model", view.file or "")

        await eventually(there, SECONDS)
    # So that any gateway can publish it.
    wanted = await publish(shared, two.settings.home, model_id, ITSELF, reason="for this test")
    assert wanted.file == view.file
    assert two.registry.proved(view.file or "", view.sha256)


async def test_a_gateway_without_an_engine_shows_how_it_goes(machine: Callable[..., Machine], shared: Store) -> None:
    desk, one = machine("desk"), machine("one")
    async with one.up(one.made("old")), ModelService(desk.settings, shared) as works:
        model_id = await candidate(shared, desk, "new")
        await works.publish(model_id, ITSELF, reason="for this test")
        assert works.going_on() is not None
        await eventually(lambda: works.going_on() is None, SECONDS)
        await one.has("new")
        assert (await published(shared), works.progress()) == ("new", None)


async def publication(store: Store, where: Machine, name: str) -> int:
    """Ask for a model that one machine has trained and the store has."""
    model_id = await candidate(store, where, name)
    return (await publish(store, where.settings.home, model_id, ITSELF, reason="for this test")).serial


def answering(where: Machine, name: str, serial: int, phase: str = "steady") -> None:
    """Note that a model answers there, as its supervisor would."""
    made = where.made(name)
    where.notes.tell_current(
        Current("http://127.0.0.1:1", name, made.sha256, made.file.name, "now", "console", 1.0, serial)
    )
    where.notes.tell_progress(PublishingProgress(phase, serial))


async def test_an_engine_lets_others_of_its_machine_go_on_though_it_cannot_have_the_next_model(
    machine: Callable[..., Machine], shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = machine("one"), machine("two")
    first, second = (Follower(each.settings, shared, each.said.append) for each in (one, two))
    real = archives.have

    async def have(store: Store, registry: ModelRegistry, name: str, sha256: str | None) -> Path:
        if registry.folder == one.registry.folder:
            raise OSError(28, "No space left on device")
        return await real(store, registry, name, sha256)

    await publication(shared, one, "first")
    await first.look(None)
    wanted = one.notes.wanted()
    assert wanted is not None and wanted.inputs == "first"
    answering(one, "first", wanted.serial, "draining")
    await publication(shared, one, "second")
    monkeypatch.setattr(archives, "have", have)
    await first.look(None)
    await second.look(None)
    assert two.notes.wanted() is None, "the first one is still being exchanged"
    answering(one, "first", wanted.serial)
    await first.look(None)
    assert "No space left" in (first.standing.reason or "")
    await second.look(None)
    other = two.notes.wanted()
    assert other is not None and other.inputs == "second"
    second.let_go()


async def test_what_was_refused_is_tried_again_after_a_while(
    machine: Callable[..., Machine], shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = machine("one")
    follower = Follower(one.settings, shared, one.said.append)
    serial = await publication(shared, one, "new")
    real, asked = archives.have, 0

    async def have(*_: object) -> Path:
        nonlocal asked
        asked += 1
        raise ModelFileRefused("no seal of ours")

    monkeypatch.setattr(archives, "have", have)
    for _ in range(3):
        await follower.look(None)
    assert asked == 1, "not at every look: it is as large as a model"
    assert (follower.standing.phase, follower.standing.publication_id) == ("failed", serial)
    monkeypatch.setattr(following, "REFUSED_SECONDS", 0.0)
    await follower.look(None)
    assert (asked, one.notes.wanted(), len(one.said)) == (2, None, 1)
    # It was mended.
    monkeypatch.setattr(archives, "have", real)
    await follower.look(None)
    wanted = one.notes.wanted()
    assert wanted is not None and wanted.inputs == "new"
    assert (follower.standing.phase, one.notes.taken()) == ("", serial)
    follower.let_go()


async def test_who_asks_is_given_what_they_asked_for_and_not_what_another_asks_for_at_once(
    machine: Callable[..., Machine], shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = machine("one")
    mine, others = await candidate(shared, one, "mine"), await candidate(shared, one, "another's")
    real, made = publications.ask, []

    async def ask(store: Store, model_id: int, by_id: int | None, **more: Any) -> int:
        for each in (model_id, others):
            made.append(await real(store, each, by_id, **more))
        return made[0]

    monkeypatch.setattr(publications, "ask", ask)
    wanted = await publish(shared, one.settings.home, mine, ITSELF, reason="for this test")
    assert (wanted.serial, wanted.inputs) == (made[0], "mine")
    assert (await outcome(shared, one.settings.home, wanted, seconds=1)).state == "superseded"


async def test_what_every_engine_was_started_without_is_told_at_once(
    machine: Callable[..., Machine], shared: Store
) -> None:
    one = machine("one")
    model_id = await candidate(shared, one, "new")
    wanted = await publish(shared, one.settings.home, model_id, ITSELF, reason="for this test")
    await Presence(shared, "engine").beat(model="old", publication_id=wanted.serial, phase="steady")
    # One look is enough: an engine says in one row which model it has, and what became of the publication.
    found = await outcome(shared, one.settings.home, wanted, seconds=0.01)
    assert (found.state, found.reason) == ("failed", NOT_TAKEN)


async def test_what_an_engine_that_has_just_gone_put_in_use_is_published(
    machine: Callable[..., Machine], shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = machine("one")
    model_id = await candidate(shared, one, "new")
    wanted = await publish(shared, one.settings.home, model_id, ITSELF, reason="for this test")
    await Presence(shared, "engine").beat(model="old", publication_id=wanted.serial, phase="steady")
    real = publications.standing

    async def standing(store: Store) -> object:
        # It has noted it, and was gone, before the others were asked.
        await model_versions.serving(store, model_versions.Serving("new", wanted.sha256, wanted.file, 1.0, "console"))
        return await real(store)

    monkeypatch.setattr(publications, "standing", standing)
    found = await outcome(shared, one.settings.home, wanted, seconds=0.01)
    assert (found.state, found.reason) == ("published", None)


async def test_an_engine_without_the_model_counts_when_those_that_have_it_are_gone(
    machine: Callable[..., Machine], shared: Store
) -> None:
    one, two = machine("one"), machine("two")
    behind, has = (Follower(each.settings, shared, each.said.append) for each in (one, two))
    serial = await publication(shared, two, "new")
    for each, name in ((one, "old"), (two, "new")):
        each.notes.take(serial)
        answering(each, name, serial)
    there = Presence(shared, "engine")
    await there.beat(model="new", publication_id=serial, phase="steady", reason=None)
    await has.look(there.name)
    await behind.look("one")
    assert await published(shared) == "new"
    await there.leave()
    await behind.look("one")
    assert await published(shared) == "old", "nobody else answers"
    # The other one was away for a moment.
    await has.look(there.name)
    assert await published(shared) == "new"


async def test_an_engine_that_refuses_counts_when_the_one_that_put_it_in_use_is_gone(
    machine: Callable[..., Machine], shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = machine("one"), machine("two")
    refuses, has = (Follower(each.settings, shared, each.said.append) for each in (one, two))
    here, there = Presence(shared, "engine"), Presence(shared, "engine")
    answering(one, "old", 0)
    await here.beat(model="old", publication_id=0, phase="steady", reason=None)
    await refuses.look(here.name)
    assert await published(shared) == "old", "before anything was asked for"
    model_id = await candidate(shared, two, "new")
    wanted = await publish(shared, two.settings.home, model_id, ITSELF, reason="for this test")

    async def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archives, "have", full)
    two.notes.take(wanted.serial)
    answering(two, "new", wanted.serial)
    await there.beat(model="old", publication_id=wanted.serial, phase="draining", reason=None)
    await has.look(there.name)
    await refuses.look(here.name)
    assert await published(shared) == "new", "its supervisor is about to tell what it has"
    await there.beat(model="new", publication_id=wanted.serial, phase="steady", reason=None)
    told = refuses.standing
    await here.beat(model="old", publication_id=told.publication_id, phase=told.phase, reason=told.reason)
    await refuses.look(here.name)
    assert await published(shared) == "new"
    await there.leave()
    await refuses.look(here.name)
    assert await published(shared) == "old"
    found = await outcome(shared, one.settings.home, wanted, seconds=0.01)
    assert found.state == "failed" and "No space left" in (found.reason or "")


async def test_what_another_machine_alone_had_is_noted_as_removed(
    machine: Callable[..., Machine], shared: Store
) -> None:
    one, two = machine("one"), machine("two")
    for number in range(8):
        model_id = await candidate(shared, one, f"model-{number}")
        view = await model_versions.model(shared, model_id)
        await archives.share(shared, one.registry, view.file or "", view.sha256)
    await ModelService(two.settings, shared).trainer.clear_out()
    there = [view.inputs for view in await model_versions.list_models(shared) if view.file is not None]
    assert sorted(there) == [f"model-{number}" for number in range(3, 8)]


async def test_a_model_that_was_trained_while_the_store_was_busy_is_tested_and_shared_later(
    machine: Callable[..., Machine], shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = machine("one")
    made = one.settings.home / "made"
    made.write_text("made", encoding="utf-8")
    real, asked = archives.share, 0

    async def share(*given: Any) -> bool:
        nonlocal asked
        asked += 1
        if asked < 3:
            raise StoreBusy
        return await real(*given)

    async def report(*_: object, **__: object) -> None:
        raise ModelTestFailed("this test has no engine")

    monkeypatch.setattr(archives, "share", share)
    monkeypatch.setattr(building, "recorded", lambda _, inputs: building.Model(made, inputs, file_sha256(made), 1.0))
    trainer = ModelService(one.settings, shared).trainer
    monkeypatch.setattr(trainer._examiner, "report", report)
    model_id = await trainer.start(ITSELF)
    await trainer.wait()
    view = await model_versions.model(shared, model_id)
    assert (view.state, view.note) == ("trained", "this test has no engine")
    assert not await shared_files.is_there(shared, "model", view.file or "")
    await trainer.share_rest()
    assert await shared_files.is_there(shared, "model", view.file or "")
