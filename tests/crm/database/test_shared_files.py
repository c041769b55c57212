"""Files that machines on one store share: whole, sealed, replaced at once."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from crm import records
from crm.database import shared_files
from crm.database.shared_files import PART_BYTES, FileRefused
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import StoreBusy
from protocol.clock import FixedClock
from tests.support.store_rows import rows

LONG = b"0123456789abcdef" * (PART_BYTES // 16) + b"and more"


def written(folder: Path, data: bytes) -> Path:
    path = folder / "source"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("data", [b"", b"short", LONG], ids=["empty", "short", "several parts"])
async def test_a_file_comes_out_as_it_went_in(store: Store, tmp_path: Path, data: bytes) -> None:
    assert await shared_files.keep(store, "model", "a", written(tmp_path, data))
    found = await shared_files.take(store, "model", "a", tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == data
    assert (found.name, found.size) == ("a", len(data))
    assert len(await rows(store, records.SharedFilePart)) == -(-len(data) // PART_BYTES)


async def test_one_is_put_in_the_place_of_another_and_those_that_are_named_or_old_go(
    store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    for name, data in (("a", LONG), ("a", b"two"), ("b", b"one")):
        await shared_files.replace(store, "log", name, written(tmp_path, data))
    await shared_files.take(store, "log", "a", tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == b"two"
    assert len(await rows(store, records.SharedFilePart)) == 2
    assert await shared_files.remove(store, "log", ["b", "c"]) == 1
    clock.advance(timedelta(hours=2))
    await shared_files.keep(store, "log", "c", written(tmp_path, b"new"))
    await shared_files.keep(store, "upload", "a", written(tmp_path, b"of another kind"))
    before = clock.now() - timedelta(hours=1)
    assert await shared_files.remove_old(store, "log", before, but={"a"}) == 0
    assert await shared_files.remove_old(store, "log", before) == 1
    assert [one.name for one in await shared_files.listed(store, "log")] == ["c"]


async def test_what_is_there_stays(store: Store, tmp_path: Path) -> None:
    assert await shared_files.keep(store, "model", "a", written(tmp_path, b"one"))
    assert not await shared_files.keep(store, "model", "a", written(tmp_path, b"two"))
    await shared_files.take(store, "model", "a", tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == b"one"


async def test_one_takes_the_place_of_the_very_one_it_was_made_from(store: Store, tmp_path: Path) -> None:
    one, two = hashlib.sha256(b"one").hexdigest(), hashlib.sha256(b"two").hexdigest()
    base = tmp_path / "base"
    base.write_bytes(b"what it was made from")
    with pytest.raises(StoreBusy):
        await shared_files.exchange(store, "content", "a", written(tmp_path, b"one"), began=two)
    assert await rows(store, records.SharedFile) == []
    await shared_files.keep(store, "model", "a", base)
    await shared_files.keep(store, "content", "b", base)
    source = written(tmp_path, b"one")
    assert await shared_files.exchange(store, "content", "a", source, began="", beside={"c": base})
    assert not await shared_files.exchange(store, "content", "a", source, began="", beside={"c": base}), "the very file"
    source = written(tmp_path, b"two")
    for began in ("", two):
        with pytest.raises(StoreBusy):
            await shared_files.exchange(store, "content", "a", source, began=began, beside={"d": base})
    await shared_files.take(store, "content", "a", tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == b"one"
    assert await shared_files.exchange(store, "content", "a", source, began=one, beside={"c": base})
    await shared_files.take(store, "content", "a", tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == b"two"
    names = {(row.kind, row.name) for row in await rows(store, records.SharedFile)}
    assert names == {("model", "a"), ("content", "a"), ("content", "c")}, "nothing else of the kind is left"
    assert len(await rows(store, records.SharedFilePart)) == 3


async def test_of_two_at_the_same_moment_one_comes_first(store: Store, tmp_path: Path) -> None:
    for began in (b"", b"0"):
        sources = [tmp_path / name for name in ("1", "2")]
        for source in sources:
            source.write_bytes(began + source.name.encode())
        expected = hashlib.sha256(began).hexdigest() if began else ""
        done = await asyncio.gather(
            *(shared_files.exchange(store, "content", "a", source, began=expected) for source in sources),
            return_exceptions=True,
        )
        assert {type(one) for one in done} == {bool, StoreBusy}
        await shared_files.remove_but(store, "content", ())
        await shared_files.keep(store, "content", "a", written(tmp_path, b"0"))


async def changed(store: Store, name: str, **values: str) -> None:
    table = table_of(records.SharedFile)
    other = update(table).where(table.c.name == name).values(values)
    await store.transact(lambda connection: connection.execute(other))


async def test_what_is_not_sealed_by_us_does_not_stay_when_another_comes(store: Store, tmp_path: Path) -> None:
    base, target = tmp_path / "base", tmp_path / "target"
    base.write_bytes(b"what it was made from")
    source, one = written(tmp_path, b"one"), hashlib.sha256(b"one").hexdigest()
    await shared_files.exchange(store, "content", "a", source, began="", beside={"base": base})
    [kept] = [row.id for row in await rows(store, records.SharedFile, name="base")]
    source, two = written(tmp_path, b"two"), hashlib.sha256(b"two").hexdigest()
    await shared_files.exchange(store, "content", "a", source, began=one, beside={"base": base})
    assert [row.id for row in await rows(store, records.SharedFile, name="base")] == [kept], "it is ours"
    for name in ("base", "a"):
        await changed(store, name, seal="0" * 64)
    # The very file, but for its seal.
    assert await shared_files.exchange(store, "content", "a", source, began=two, beside={"base": base})
    for name, data in (("base", b"what it was made from"), ("a", b"two")):
        await shared_files.take(store, "content", name, target)
        assert target.read_bytes() == data
    assert len(await rows(store, records.SharedFilePart)) == 2


async def test_anew_nothing_stays_of_what_may_be_damaged(store: Store, tmp_path: Path) -> None:
    base, source = tmp_path / "base", written(tmp_path, b"one")
    base.write_bytes(b"what it was made from")
    await shared_files.exchange(store, "content", "a", source, began="", beside={"base": base})
    broken = update(table_of(records.SharedFilePart)).values(data=b"other")
    await store.transact(lambda connection: connection.execute(broken))
    began = await shared_files.recorded(store, "content", "a")
    assert began == hashlib.sha256(b"one").hexdigest()
    assert not await shared_files.exchange(store, "content", "a", source, began=began, beside={"base": base})
    assert await shared_files.exchange(store, "content", "a", source, began=began, beside={"base": base}, anew=True)
    for name in ("base", "a"):
        await shared_files.take(store, "content", name, tmp_path / "target")
    assert await shared_files.recorded(store, "content", "b") == ""


async def test_work_with_files_is_over_when_who_was_cancelled_goes_on() -> None:
    begun, goes_on, over = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        assert goes_on.wait(60)
        over.set()

    task = asyncio.create_task(shared_files.aside(work))
    assert await asyncio.to_thread(begun.wait, 60)
    for _ in range(2):
        task.cancel()
        for _ in range(5):
            await asyncio.sleep(0)
        assert not task.done(), "the thread is at it still"
    goes_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert over.is_set()


async def test_kinds_and_names_are_kept_apart(store: Store, tmp_path: Path) -> None:
    for kind, name in (("model", "a-1"), ("model", "a-2"), ("model", "b-1"), ("content", "a-1")):
        await shared_files.keep(store, kind, name, written(tmp_path, f"{kind} {name}".encode()))
    assert [one.name for one in await shared_files.listed(store, "model", "a-")] == ["a-1", "a-2"]
    assert await shared_files.remove_but(store, "model", {"a-2"}) == 2
    assert [one.name for one in await shared_files.listed(store, "model")] == ["a-2"]
    assert await shared_files.is_there(store, "content", "a-1")
    assert await shared_files.remove_but(store, "content", ()) == 1
    assert await shared_files.find(store, "content", "a-1") is None


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"seal": "0" * 64}, {"name": "b"}])
async def test_who_writes_to_the_database_alone_brings_nothing_in(
    store: Store, tmp_path: Path, change: dict[str, str]
) -> None:
    await shared_files.keep(store, "model", "a", written(tmp_path, b"ours"))
    other = update(table_of(records.SharedFile)).values(change)
    await store.transact(lambda connection: connection.execute(other))
    name = change.get("name", "a")
    with pytest.raises(FileRefused, match="no seal of ours"):
        await shared_files.take(store, "model", name, tmp_path / "target")
    assert await shared_files.listed(store, "model") == []


async def test_a_part_that_was_changed_or_is_gone_is_noticed(store: Store, tmp_path: Path) -> None:
    await shared_files.keep(store, "model", "a", written(tmp_path, LONG))
    part = table_of(records.SharedFilePart)
    other = update(part).where(part.c.number == 1).values(data=b"other")
    await store.transact(lambda connection: connection.execute(other))
    with pytest.raises(FileRefused, match="not the one whose SHA-256 was recorded"):
        await shared_files.take(store, "model", "a", tmp_path / "target")
    with pytest.raises(FileRefused, match="does not have the file b"):
        await shared_files.take(store, "model", "b", tmp_path / "target")
