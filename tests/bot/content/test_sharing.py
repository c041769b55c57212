"""Staff's copy of the content on several machines: one for all, whoever edits, and wherever it is looked at."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.content import merging
from bot.content.errors import ContentRefused
from bot.content.project import Project
from bot.content.sharing import UNSHARED, SharedContent
from crm import records
from crm.database import shared_files
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import StoreBusy
from protocol.clock import SystemClock
from tests.support.givens import SERVER_KEY
from tests.support.small_content import write_content
from tests.support.store_rows import rows

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
    real = shared_files.keep

    async def lost(*_: object, **__: object) -> bool:
        raise StoreBusy("the connection to the database was lost")

    monkeypatch.setattr(shared_files, "keep", lost)
    with pytest.raises(StoreBusy):
        await add(one, "never to be seen")
    monkeypatch.setattr(shared_files, "keep", real)
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


async def test_what_others_put_into_the_database_is_not_taken_over(pair: tuple[Project, Project], store: Store) -> None:
    one, two = pair
    await add(one, "good evening to you")
    unseal = update(table_of(records.SharedFile)).values(seal="0" * 64)
    await store.transact(lambda connection: connection.execute(unseal))
    assert not await pulled(two)
    assert not two.is_edited


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


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A store with connections of its own: an edit holds one while it writes with another."""
    store = await Store.open(database_url, clock=SystemClock(), server_key=SERVER_KEY)
    yield store
    await store.close()
