"""Staff's copy of the content on several machines: one for all, whoever edits, and wherever it is looked at."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import tarfile
import threading
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy import text as sql

from bot.content import examples, merging, sharing, waiting
from bot.content import project as project_module
from bot.content.errors import ContentRefused
from bot.content.machine_copy import LEFT_SECONDS, NONE_SHA256, UNSHARED, MachineCopy
from bot.content.project import Project, recover
from bot.content.sharing import SharedContent
from bot.settings import Settings
from bot.supervisor.shared_store import StaffContent
from crm import records
from crm.database import shared_files
from crm.database.alone import EDITING, alone_meanwhile
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import StoreBusy, StoreUnavailable
from protocol.clock import SystemClock
from tests.support.givens import SERVER_KEY
from tests.support.small_content import write_content
from tests.support.store_rows import rows
from tests.support.waiting import eventually

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
Machine = Callable[[str], Project]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = write_content(tmp_path / "root")
    folder = made / "data" / "nlu" / "en"
    folder.mkdir(parents=True)
    (made / "data" / "nlu.yml").rename(folder / "small.yml")
    return made


@pytest.fixture
async def machine(store: Store, tmp_path: Path, root: Path) -> Machine:
    """Make the content as a gateway with a state folder of its own has it."""
    return lambda name: Project(tmp_path / name, root, shared=SharedContent(store, tmp_path / name))


@pytest.fixture
async def pair(machine: Machine) -> tuple[Project, Project]:
    return machine("one"), machine("two")


async def pulled(project: Project) -> bool:
    assert project.shared is not None
    return await project.shared.pull()


async def add(project: Project, text: str, intent: str = "greet") -> list[str]:
    return await asyncio.to_thread(project.add_examples, "en", intent, [text])


def texts(project: Project) -> set[str]:
    return {each.text for each in project.examples() if each.language == "en"}


async def test_an_edit_at_one_gateway_is_shown_and_built_upon_at_another(pair: tuple[Project, Project]) -> None:
    one, two = pair
    assert not await pulled(two), "nobody has edited anything"
    await add(one, "good evening to you")
    assert not two.is_edited
    assert await pulled(two)
    assert two.is_edited and "good evening to you" in texts(two)
    assert not await pulled(two), "once"
    await add(two, "a pleasant morning")
    # Without having looked: an edit begins with what is newest.
    await add(one, "hello my friends")
    for project in pair:
        await pulled(project)
        assert {"good evening to you", "a pleasant morning", "hello my friends"} <= texts(project)
        assert merging.status(project).added == merging.status(one).added


async def test_edits_at_the_same_moment_follow_one_another(pair: tuple[Project, Project]) -> None:
    wanted = [f"greetings number {number}" for number in range(6)]
    await asyncio.gather(*(add(pair[number % 2], text) for number, text in enumerate(wanted)))
    for project in pair:
        await pulled(project)
        assert set(wanted) <= texts(project)


async def test_what_is_discarded_or_merged_at_one_is_so_everywhere(pair: tuple[Project, Project], root: Path) -> None:
    one, two = pair
    await add(one, "good evening to you")
    await pulled(two)
    with (root / "data" / "rules.yml").open("a", encoding="utf-8") as rules:
        rules.write("# one line more\n")
    assert merging.status(two).is_behind
    await asyncio.to_thread(merging.merge, one)
    await pulled(two)
    assert not merging.status(two).is_behind, "what the copy was made from comes along"
    assert "good evening to you" in texts(two)
    await asyncio.to_thread(merging.discard, two)
    assert await pulled(one)
    assert not one.is_edited and not two.is_edited
    await add(one, "good evening to you")
    await pulled(two)
    assert two.is_edited


async def test_an_edit_that_fails_or_cannot_be_kept_is_nowhere(
    pair: tuple[Project, Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = pair
    await add(one, "good evening to you")
    before = texts(one)
    with pytest.raises(ContentRefused):
        await asyncio.to_thread(one.remove_examples, "en", "greet", sorted(before))
    real = shared_files.exchange

    async def lost(*_: object, **__: object) -> bool:
        raise StoreBusy("the connection to the database was lost")

    monkeypatch.setattr(shared_files, "exchange", lost)
    with pytest.raises(StoreBusy):
        await add(one, "never to be seen")
    monkeypatch.setattr(shared_files, "exchange", real)
    assert texts(one) == before
    await pulled(two)
    assert texts(two) == before
    # The lock is free again.
    await add(two, "seen everywhere")
    await pulled(one)
    assert "seen everywhere" in texts(one) and "never to be seen" not in texts(one)


async def test_edits_of_before_the_store_had_any_are_handed_over_once(
    machine: Machine, tmp_path: Path, root: Path
) -> None:
    Project(tmp_path / "one", root).add_examples("en", "greet", ["an edit of before"])
    one, two = machine("one"), machine("two")
    assert await pulled(one)
    assert await pulled(two)
    assert "an edit of before" in texts(two)
    assert not await pulled(one)


async def test_edits_of_before_that_came_second_are_put_aside(
    machine: Machine, tmp_path: Path, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("one", "two"):
        Project(tmp_path / name, root).add_examples("en", "greet", [f"an edit of {name}"])
    one, two = machine("one"), machine("two")
    assert await pulled(one)
    assert await pulled(two)
    assert "an edit of one" in texts(two) and "an edit of two" not in texts(two)
    aside = tmp_path / "two" / "content" / UNSHARED / "data" / "nlu" / "en" / "small.yml"
    assert "an edit of two" in aside.read_text(encoding="utf-8")
    assert UNSHARED in caplog.text
    # Once: what comes later takes nothing away.
    await add(one, "a later edit")
    await pulled(two)
    assert "an edit of two" in aside.read_text(encoding="utf-8")
    assert not (tmp_path / "one" / "content" / UNSHARED).exists()


async def test_a_store_without_any_takes_nothing_away(pair: tuple[Project, Project], store: Store) -> None:
    one, two = pair
    await add(one, "good evening to you")
    await pulled(two)
    # As after a way back and forth again of the migrations.
    await shared_files.remove_but(store, "content", ())
    await pulled(one)
    await pulled(two)
    assert "good evening to you" in texts(one) & texts(two)
    assert await shared_files.is_there(store, "content", "staff")


async def test_an_edit_that_the_store_has_is_done_whatever_fails_then(
    pair: tuple[Project, Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = pair
    real = shared_files.exchange

    async def unacknowledged(*given: Any, **more: Any) -> bool:
        await real(*given, **more)
        raise StoreUnavailable("the connection to the database was lost")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(shared_files, "exchange", unacknowledged)
        assert await add(one, "an answer that was lost")
    with monkeypatch.context() as patch:
        patch.setattr(MachineCopy, "_note", full)
        assert await add(one, "a disk that is full")
    for project in pair:
        await pulled(project)
        assert {"an answer that was lost", "a disk that is full"} <= texts(project)
        assert await add(project, f"it goes on with {project.overlay.parent.name}")


async def test_an_edit_whose_lock_was_lost_wipes_nothing_away(pair: tuple[Project, Project], store: Store) -> None:
    one, two = pair
    await add(one, "good evening to you")
    begun, goes_on = threading.Event(), threading.Event()

    def slowly() -> None:
        with one.editing() as folder:
            examples.add(folder, "en", "greet", ["never to be seen"])
            begun.set()
            assert goes_on.wait(60)

    edit = asyncio.create_task(asyncio.to_thread(slowly))
    assert await asyncio.to_thread(begun.wait, 60)
    holder = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = :low"
    database = " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    ended = await store.look(
        lambda connection: connection.execute(sql(holder + database), {"low": EDITING & 0xFFFFFFFF}).all()
    )
    assert len(ended) == 1
    await add(two, "what came first")
    goes_on.set()
    with pytest.raises(StoreBusy):
        await edit
    assert "never to be seen" not in texts(one)
    for project in pair:
        await pulled(project)
        assert {"good evening to you", "what came first"} <= texts(project)
        assert "never to be seen" not in texts(project)


async def test_what_others_put_into_the_database_is_not_taken_over_nor_built_upon(
    pair: tuple[Project, Project], store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = pair
    await add(one, "good evening to you")
    unseal = update(table_of(records.SharedFile)).values(seal="0" * 64)
    await store.transact(lambda connection: connection.execute(unseal))
    for _ in range(3):
        assert not await pulled(two)
    assert not two.is_edited
    assert caplog.text.count("is not taken over") == 1, "told once"
    for project in pair:
        with pytest.raises(StoreUnavailable, match="no seal of ours"):
            await add(project, "over what the store has")
        assert "over what the store has" not in texts(project)


async def damage(store: Store, what: str) -> None:
    """Change what the store has: the seals, or a byte of staff's copy, or of what that was made from."""
    file, part = table_of(records.SharedFile), table_of(records.SharedFilePart)
    if what == "seals":
        await store.transact(lambda connection: connection.execute(update(file).values(seal="0" * 64)))
        return
    is_staff = file.c.name == "staff"
    where = select(file.c.id).where(is_staff if what == "staff" else ~is_staff).scalar_subquery()
    other = update(part).where(part.c.file_id == where).values(data=b"other")
    await store.transact(lambda connection: connection.execute(other))


@pytest.mark.parametrize("what", ["seals", "staff", "base"])
async def test_what_is_refused_is_put_right_by_a_machine_that_has_a_copy(
    pair: tuple[Project, Project], store: Store, what: str
) -> None:
    one, two = pair
    await add(one, "good evening to you")
    assert one.shared is not None and two.shared is not None
    assert await one.shared.why_refused() is None
    assert not await one.shared.put_in_place_of_refused(), "nothing is wrong"
    await damage(store, what)
    assert not await pulled(two) and not two.is_edited
    for project in pair:
        assert project.shared is not None
        assert await project.shared.why_refused()
    # Where the seal itself is not ours, nobody knows what the store had.
    assert (await one.shared.is_latest(), await two.shared.is_latest()) == (what != "seals", False)
    assert await one.shared.put_in_place_of_refused()
    assert await one.shared.why_refused() is None
    assert await pulled(two)
    await add(two, "a pleasant morning")
    await pulled(one)
    for project in pair:
        assert {"good evening to you", "a pleasant morning"} <= texts(project)


async def test_what_no_machine_has_can_be_given_up(pair: tuple[Project, Project], store: Store) -> None:
    one, two = pair
    await add(one, "good evening to you")
    await damage(store, "seals")
    assert two.shared is not None
    assert await two.shared.put_in_place_of_refused(discarded=True)
    await pulled(one)
    assert not one.is_edited and not two.is_edited
    # That there is none is refused like anything else, though it is the very same.
    await damage(store, "seals")
    with pytest.raises(StoreUnavailable, match="content repair"):
        await add(one, "over what the store has")
    assert await two.shared.put_in_place_of_refused()
    await add(one, "a fresh beginning")
    await pulled(two)
    assert "a fresh beginning" in texts(two)


async def test_what_is_given_up_goes_here_only_when_the_store_has_it(
    pair: tuple[Project, Project], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = pair
    await add(one, "good evening to you")
    assert one.shared is not None and two.shared is not None
    await damage(store, "staff")

    async def lost(*_: object, **__: object) -> bool:
        raise StoreBusy("the connection to the database was lost")

    with monkeypatch.context() as patch:
        patch.setattr(shared_files, "exchange", lost)
        with pytest.raises(StoreBusy):
            await one.shared.put_in_place_of_refused(discarded=True)
    assert "good evening to you" in texts(one)
    assert await one.shared.is_latest()
    assert await one.shared.put_in_place_of_refused(discarded=True)
    assert not one.is_edited and await one.shared.is_latest()
    assert await shared_files.recorded(store, "content", "staff") == NONE_SHA256
    await pulled(two)
    assert not two.is_edited


async def test_a_note_without_a_copy_is_not_the_latest(pair: tuple[Project, Project], store: Store) -> None:
    one, _ = pair
    await add(one, "good evening to you")
    await damage(store, "staff")
    (one.overlay / "domain.yml").unlink()
    assert one.shared is not None and not await one.shared.is_latest()


async def test_the_same_trouble_is_told_again_when_all_was_well_in_between(
    pair: tuple[Project, Project], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one, _ = pair
    await add(one, "good evening to you")
    assert one.shared is not None

    async def away(*_: object) -> None:
        raise StoreBusy("away for a moment")

    for times in (1, 2):
        with monkeypatch.context() as patch:
            patch.setattr(shared_files, "find", away)
            for _ in range(2):
                await one.shared.look()
        assert caplog.text.count("away for a moment") == times
        await one.shared.look()


async def test_a_note_is_whole_whenever_it_is_read(pair: tuple[Project, Project]) -> None:
    one, _ = pair
    await add(one, "good evening to you")
    note = one.overlay / ".shared"
    before = note.read_text(encoding="ascii")
    with note.open(encoding="ascii") as reader:
        await add(one, "a pleasant morning")
        assert reader.read() == before, "another file has taken its place"
    assert note.read_text(encoding="ascii") != before


async def test_an_edit_whose_gateway_has_ended_ends_too(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = SharedContent(store, tmp_path / "one")
    ended = asyncio.new_event_loop()
    monkeypatch.setattr(shared, "_loop", ended)
    monkeypatch.setattr(waiting, "ENDED_SECONDS", 0.01)
    edit = asyncio.create_task(asyncio.to_thread(shared.push))
    # It is given to the loop, which turns no more.
    await eventually(lambda: len(ended._ready) > 0, 60)  # type: ignore[attr-defined]
    ended.close()
    with pytest.raises(StoreUnavailable, match="is ending"):
        await edit


async def test_an_edit_after_the_end_of_its_gateway_is_refused(store: Store, tmp_path: Path) -> None:
    shared = SharedContent(store, tmp_path / "one")
    shared._loop = asyncio.new_event_loop()
    shared._loop.close()
    with pytest.raises(StoreUnavailable, match="is ending"):
        await asyncio.to_thread(shared.push)


@pytest.mark.parametrize("ends", ["in good order", "at once"])
async def test_an_edit_that_waits_for_another_machine_ends_with_its_gateway(
    store: Store, tmp_path: Path, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "ENDED_SECONDS", 0.01)
    shared = SharedContent(store, tmp_path / "one")
    ready, waits = threading.Event(), threading.Event()

    class Elsewhere:
        async def __aenter__(self) -> None:
            waits.set()
            try:
                await asyncio.Event().wait()
            finally:
                # As a connection that is given back: in a loop that is closed it never is.
                await asyncio.sleep(0)

        async def __aexit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(sharing, "alone_meanwhile", lambda *_: Elsewhere())

    async def turning() -> None:
        ready.set()
        assert await asyncio.to_thread(waits.wait, 60)
        if ends == "in good order":
            held = asyncio.all_tasks() - {asyncio.current_task()}
            for task in held:
                task.cancel()
            await asyncio.gather(*held, return_exceptions=True)

    def gateway() -> None:
        shared._loop = asyncio.new_event_loop()
        try:
            shared._loop.run_until_complete(turning())
        finally:
            shared._loop.close()

    runs = asyncio.create_task(asyncio.to_thread(gateway))
    assert await asyncio.to_thread(ready.wait, 60)

    def edits() -> None:
        with shared.alone():
            pass

    with pytest.raises(StoreUnavailable, match="is ending"):
        await asyncio.to_thread(edits)
    await runs


def aged(folder: Path) -> None:
    then = time.time() - LEFT_SECONDS - 60
    os.utime(folder, (then, then))


async def test_what_a_killed_process_was_putting_into_the_store_is_removed(pair: tuple[Project, Project]) -> None:
    one, _ = pair
    await add(one, "good evening to you")
    left = one.overlay / ".pushed-killed"
    left.mkdir()
    (left / "staff").write_text("words of somebody", encoding="utf-8")
    assert not await pulled(one)
    assert left.exists(), "another process may be at it"
    aged(left)
    assert not await pulled(one)
    assert not left.exists()


async def test_a_page_does_not_wait_for_an_edit_though_something_was_left(pair: tuple[Project, Project]) -> None:
    one, _ = pair
    await add(one, "good evening to you")
    assert one.shared is not None
    left = one.overlay / ".pushed-old"
    left.mkdir()
    aged(left)
    async with one.shared._pulling:
        assert not await asyncio.wait_for(pulled(one), 60)


async def test_what_another_process_puts_back_takes_no_note_away(
    pair: tuple[Project, Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = pair
    await add(one, "good evening to you")
    real = Path.replace

    def meanwhile(path: Path, target: Path) -> Path:
        if target.name == ".shared":
            recover(one.overlay)
        return real(path, target)

    monkeypatch.setattr(Path, "replace", meanwhile)
    MachineCopy(one.overlay)._note("0" * 64)
    assert (one.overlay / ".shared").read_text(encoding="ascii") == "0" * 64


@pytest.mark.parametrize("kept", ["no archive", "half", "empty"])
async def test_an_archive_that_cannot_be_unpacked_is_refused(
    pair: tuple[Project, Project], store: Store, tmp_path: Path, kept: str, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = pair
    await add(one, "good evening to you")
    damaged = tmp_path / "damaged"
    found = await shared_files.take(store, "content", "staff", damaged)
    if kept == "half":
        damaged.write_bytes(damaged.read_bytes()[: found.size // 2])
    elif kept == "empty":
        with tarfile.open(damaged, "w:gz"):
            pass
    else:
        damaged.write_bytes(b"no archive at all")
    await shared_files.exchange(store, "content", "staff", damaged, began=found.sha256)
    for _ in range(2):
        assert not await pulled(two)
    assert caplog.text.count("is not taken over") == 1, "told once"
    with pytest.raises(StoreUnavailable):
        await add(one, "over what the store has")
    assert not two.is_edited
    assert "good evening to you" in texts(one), "as it was"


async def test_whatever_goes_wrong_the_next_look_comes(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = machine("one"), machine("two")
    await add(one, "good evening to you")
    assert two.shared is not None
    real, wrong = two.shared.pull, [ValueError("something else"), OSError(errno.ENOSPC, "full"), StoreBusy("busy")]

    async def first_wrong() -> bool:
        if wrong:
            raise wrong.pop(0)
        return await real()

    monkeypatch.setattr(two.shared, "pull", first_wrong)
    monkeypatch.setattr(sharing, "LOOK_SECONDS", 0.01)
    looking = asyncio.create_task(two.shared.follow())

    async def there() -> bool:
        return two.is_edited

    await eventually(there, 60)
    looking.cancel()
    for told in ("something else", "full", "busy"):
        assert told in caplog.text


def half_an_edit(project: Project, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave things as a process does that is killed inside of an edit."""
    with monkeypatch.context() as patch:
        patch.setattr(project_module, "recover", lambda _: None)
        with pytest.raises(KeyboardInterrupt), project.editing() as folder:
            examples.add(folder, "en", "greet", [text])
            raise KeyboardInterrupt


async def test_half_an_edit_is_taken_back_by_the_next_one(
    pair: tuple[Project, Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = pair
    await add(one, "good evening to you")
    await asyncio.to_thread(half_an_edit, one, "half an edit", monkeypatch)
    assert "half an edit" in texts(one)
    await add(one, "a whole edit")
    assert {"good evening to you", "a whole edit"} <= texts(one) and "half an edit" not in texts(one)
    await asyncio.to_thread(half_an_edit, one, "half an edit", monkeypatch)
    await add(two, "an edit of two")
    # What two has is newer than what was there before the half one.
    await add(one, "an edit of one")
    await pulled(two)
    for project in pair:
        assert {"good evening to you", "a whole edit", "an edit of two", "an edit of one"} <= texts(project)
        assert "half an edit" not in texts(project)


async def test_half_an_edit_of_before_is_not_handed_over(
    machine: Machine, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = Project(tmp_path / "one", root)
    alone.add_examples("en", "greet", ["an edit of before"])
    half_an_edit(alone, "half an edit", monkeypatch)
    one, two = machine("one"), machine("two")
    assert await pulled(one) and await pulled(two)
    for project in (one, two):
        assert "an edit of before" in texts(project) and "half an edit" not in texts(project)


async def test_a_merge_that_is_not_kept_is_taken_back_whole(
    pair: tuple[Project, Project], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = pair
    await add(one, "good evening to you")
    with (root / "data" / "rules.yml").open("a", encoding="utf-8") as rules:
        rules.write("# one line more\n")

    async def lost(*_: object, **__: object) -> bool:
        raise StoreBusy("the connection to the database was lost")

    for work in (merging.merge, merging.discard):
        with monkeypatch.context() as patch:
            patch.setattr(shared_files, "exchange", lost)
            with pytest.raises(StoreBusy):
                await asyncio.to_thread(work, one)
        assert merging.status(one).is_behind, "what it was made from is as it was, too"
        assert "good evening to you" in texts(one)


async def test_what_was_put_aside_stays_so_after_a_pull_that_was_cut_off(
    machine: Machine, tmp_path: Path, root: Path
) -> None:
    for name in ("one", "two"):
        Project(tmp_path / name, root).add_examples("en", "greet", [f"an edit of {name}"])
    one, two = machine("one"), machine("two")
    await pulled(one)
    await pulled(two)
    folder = tmp_path / "two" / "content"
    # As if it had been killed when half of it was the store's; and with a folder of another such pull.
    (folder / ".shared").unlink()
    (folder / "config.yml").write_text("half\n", encoding="utf-8")
    (folder / ".pulled-killed").mkdir()
    aged(folder / ".pulled-killed")
    assert await pulled(two)
    assert "an edit of one" in texts(two)
    aside = folder / UNSHARED
    assert "an edit of two" in (aside / "data" / "nlu" / "en" / "small.yml").read_text(encoding="utf-8")
    assert (aside / "config.yml").read_text(encoding="utf-8") != "half\n"
    (folder / ".pulled-killed").mkdir()
    aged(folder / ".pulled-killed")
    assert not await pulled(two)
    assert not list(folder.glob(".pulled-*"))


async def test_the_store_keeps_no_copy_of_before(pair: tuple[Project, Project], store: Store) -> None:
    one, _ = pair
    for text in ("one greeting", "another greeting"):
        await add(one, text)
    names = [row.name for row in await rows(store, records.SharedFile)]
    assert len(names) == 2 and "staff" in names
    assert len(await rows(store, records.SharedFilePart)) == 2


async def test_a_folder_that_was_lost_is_filled_again(machine: Machine, tmp_path: Path) -> None:
    one = machine("one")
    await add(one, "good evening to you")
    shutil.rmtree(tmp_path / "one" / "content")
    assert await pulled(one)
    assert "good evening to you" in texts(one)


async def test_a_folder_without_a_gateway_has_what_is_edited_and_erased_elsewhere(
    machine: Machine, store: Store, tmp_path: Path
) -> None:
    one, engine = machine("one"), Project(tmp_path / "engine")
    content = StaffContent(Settings(home=tmp_path / "engine"), store)
    await add(one, "the words of a patron")

    def there() -> bool:
        content.look()
        return engine.is_edited and "the words of a patron" in texts(engine)

    def gone() -> bool:
        content.look()
        return "the words of a patron" not in texts(engine)

    await eventually(there, 60)
    await asyncio.to_thread(one.remove_examples, "en", "greet", ["the words of a patron"])
    await eventually(gone, 60)


async def test_a_look_that_is_under_way_is_over_before_the_store_is_closed(
    machine: Machine, store: Store, tmp_path: Path
) -> None:
    await add(machine("one"), "good evening to you")
    content = StaffContent(Settings(home=tmp_path / "engine"), store)
    async with alone_meanwhile(store, EDITING):
        content.look()
        [looking] = [task for task in asyncio.all_tasks() if "SharedContent.look" in repr(task.get_coro())]
        # It has got as far as the lock that somebody else holds.
        await eventually(lambda: content._shared is not None and content._shared._pulling.locked(), 60)
        await content.close()
        assert looking.done()
    assert not (tmp_path / "engine" / "content" / "domain.yml").exists()


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A store with connections of its own: an edit holds one while it writes with another."""
    store = await Store.open(database_url, clock=SystemClock(), server_key=SERVER_KEY)
    yield store
    await store.close()
