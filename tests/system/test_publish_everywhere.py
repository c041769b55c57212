"""A publication where engines and gateways have state folders of their own over one PostgreSQL: real ones, in talk."""

from __future__ import annotations

import asyncio
import shutil
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from benchmarks.faults.many import Many
from benchmarks.publish import SAID, Talks, chat_during, judged_rows
from bot.models import archives
from bot.models.model_files import ModelRegistry, file_sha256
from bot.models.notes import EngineNotes
from bot.models.publishing import outcome, publish
from bot.settings import Settings
from crm.content import model_versions
from crm.content.model_versions import ITSELF
from crm.database.store import Store
from protocol.clock import SystemClock
from tests.support.databases import Postgres
from tests.support.model_files import add_row, repacked
from tests.support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
SECONDS = 240.0


@pytest.fixture
def many(postgres: Postgres, tmp_path: Path) -> Iterator[Many]:
    """Two gateways, two engines and an action server, each with a state folder of its own."""
    name = asyncio.run(postgres.create("template0"))
    url = postgres.url(name).render_as_string(hide_password=False)
    running = Many(tmp_path, url, {"gateway": 2, "engine": 2, "actions": 1})
    running.start()
    yield running
    running.stop()
    asyncio.run(postgres.drop(name))


async def open_store(many: Many) -> Store:
    settings = Settings(secret=many.secret, database_url=many.database_url)
    return await Store.open(many.database_url, clock=SystemClock(), **settings.store_keys)


def test_a_publication_reaches_every_engine_and_no_turn_is_lost(many: Many) -> None:
    engines = [unit.home for unit in many.units if unit.kind == "engine"]
    desks = [unit.home for unit in many.units if unit.kind == "gateway"]
    answering = [EngineNotes(home).current() for home in engines]
    files = {current.sha256 for current in answering if current is not None}
    assert len(files) == 1, "both begin with the same file"

    async def work(talks: Talks) -> None:
        store = await open_store(many)
        try:
            # Trained at one gateway, published at the other: neither has an engine in its folder.
            model_id = await add_row(store, inputs, sha256, file.name)
            talks.asked_at = time.perf_counter()
            await archives.share(store, ModelRegistry(desks[0]), file.name, sha256)
            wanted = await publish(store, desks[1], model_id, ITSELF, reason="for this test")
            found = await outcome(store, desks[1], wanted, seconds=SECONDS)
            talks.switched_at = talks.drained_at = time.perf_counter()
            assert (found.state, found.reason) == ("published", None)
            running = await model_versions.running(store)
            assert running is not None and running.id == model_id
        finally:
            await store.close()

    inputs = uuid.uuid4().hex[:16]
    made = many.folder / "made.tar.gz"
    version = repacked(ModelRegistry(engines[0]).path(answering[0].file), made)  # type: ignore[union-attr]
    sha256 = file_sha256(made)
    file = ModelRegistry(desks[0]).put(made, inputs, sha256)
    talks = asyncio.run(chat_during(many.urls, work, patrons=8, pause=1.5, before=4.0, after=4.0))

    async def said() -> list[dict[str, object]]:
        store = await open_store(many)
        try:
            return await store.look(lambda connection: [dict(row) for row in connection.execute(text(SAID)).mappings()])
        finally:
            await store.close()

    found = judged_rows(asyncio.run(said()), talks, version)
    took = talks.switched_at - talks.asked_at
    print(f"{len(talks.turns)} turns; every engine answers with it {took:.1f} s after the publication; {found}")
    assert (found.lost, found.doubled, found.failed) == (0, 0, 0), found
    assert found.by_old > 5
    assert found.by_new > 5
    for home in engines:
        current = EngineNotes(home).current()
        assert current is not None and current.sha256 == sha256
        assert ModelRegistry(home).proved(current.file, sha256)
    # An engine on a machine that has nothing yet begins with it.
    [unit] = [unit for unit in many.units if unit.home == engines[1]]
    unit.stop()
    shutil.rmtree(unit.home / "models")
    shutil.rmtree(unit.home / "engines")
    unit.start()
    current = until(lambda: EngineNotes(unit.home).current(), SECONDS)
    assert current is not None and current.sha256 == sha256
