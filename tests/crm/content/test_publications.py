"""Publications that all machines on a store find, and what their engines say of them."""

from __future__ import annotations

import asyncio

import pytest

from crm import records
from crm.content import model_versions, publications
from crm.content.model_versions import ITSELF, Serving
from crm.content.publications import EngineStanding
from crm.database.instances import Presence
from crm.database.instances import engines as gateways_find
from crm.database.store import Store
from tests.support.store_rows import rows


async def trained(store: Store, name: str) -> int:
    model_id = await model_versions.begin_training(store, ITSELF, inputs=name)
    await model_versions.trained(store, model_id, sha256=f"sha-{name}", file=f"{name}.tar.gz", seconds=2.0)
    return model_id


async def ask(store: Store, model_id: int) -> int:
    return await publications.ask(store, model_id, None, code="code", repository="repository", reason="because")


async def test_the_newest_publication_counts_whatever_is_said_of_earlier_ones(store: Store) -> None:
    assert await publications.newest(store) is None
    one, two = [await trained(store, name) for name in ("one", "two")]
    first, second, third = [await ask(store, model_id) for model_id in (one, two, one)]
    assert first < second < third
    found = await publications.newest(store)
    assert found is not None
    assert (found.id, found.model_id, found.inputs, found.sha256, found.file) == (
        third, one, "one", "sha-one", "one.tar.gz",
    )  # fmt: skip
    assert (found.code, found.repository, found.reason, found.seconds) == ("code", "repository", "because", 2.0)


async def test_the_file_of_what_was_asked_for_is_kept(store: Store) -> None:
    first = await trained(store, "first")
    await ask(store, first)
    for number in range(7):
        await trained(store, f"later-{number}")
    assert "first.tar.gz" in await model_versions.to_keep(store)
    newer = await trained(store, "newer")
    await ask(store, newer)
    assert "first.tar.gz" not in await model_versions.to_keep(store)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_engines_say_how_far_they_are_wherever_they_listen(store: Store) -> None:
    found, alone = Presence(store, "engine", address="http://10.0.0.5:5005"), Presence(store, "engine")
    await found.beat(model="a", publication_id=3, phase="steady")
    await alone.beat(model="b", publication_id=2, phase="failed", reason="no space")
    await Presence(store, "gateway").beat()
    assert await publications.standing(store) == [
        EngineStanding(found.name, "http://10.0.0.5:5005", "a", 3, "steady", None),
        EngineStanding(alone.name, None, "b", 2, "failed", "no space"),
    ]
    there = await gateways_find(store)
    assert there is not None
    assert [one.address for one in there] == ["http://10.0.0.5:5005"], "loopback is no address for others"
    await alone.leave()
    assert len(await publications.standing(store)) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_training_of_another_machine_is_not_broken_off(store: Store) -> None:
    here, elsewhere = Presence(store, "gateway"), Presence(store, "gateway")
    await elsewhere.beat()
    store.holder = elsewhere.name
    model_id = await model_versions.begin_training(store, ITSELF, inputs="a")
    store.holder = here.name
    assert await model_versions.broken_off(store, "broken_off") == []
    await elsewhere.leave()
    assert await model_versions.broken_off(store, "broken_off") == [model_id]


async def test_how_long_a_training_took_is_known_by_what_came_of_it(store: Store) -> None:
    await model_versions.serving(store, Serving("a", "sha-a", "a.tar.gz", 250.0, "files"))
    assert await model_versions.seconds_of(store, "sha-a") == 250.0
    assert await model_versions.seconds_of(store, "sha-b") == 0.0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_engines_that_say_at_once_what_answers_note_it_once(store: Store) -> None:
    now = Serving("a", "sha-a", "a.tar.gz", 250.0, "files")
    ids = await asyncio.gather(*(model_versions.serving(store, now) for _ in range(6)))
    assert len(set(ids)) == 1
    assert len(await rows(store, records.ModelVersion)) == 1
    events = [event for event in await rows(store, records.AuditEvent) if event.action == "model.published"]
    assert len(events) == 1
