"""`ketabyar content repair`: the way out where staff's content in the store is refused."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update

from bot.cli import content as command
from bot.cli.content import content
from bot.content.project import Project
from bot.content.sharing import SharedContent
from bot.settings import Settings
from bot.start_errors import StartError
from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from tests.support.small_content import write_content
from tests.support.store_rows import rows

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
SECRET = "a secret of these tests, long enough"


@pytest.fixture
def root(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Machines on one store, whose release holds little content."""
    made = write_content(tmp_path / "root")
    folder = made / "data" / "nlu" / "en"
    folder.mkdir(parents=True)
    (made / "data" / "nlu.yml").rename(folder / "small.yml")
    monkeypatch.setenv("KETABYAR_DATABASE_URL", database_url)
    monkeypatch.setenv("KETABYAR_SECRET", SECRET)
    monkeypatch.setattr(command, "shared_project", lambda home, store: machine(home, made, store))
    return made


def machine(home: Path, root: Path, store: Store) -> Project:
    return Project(home, root, shared=SharedContent(store, home))


async def run(home: Path, *words: str, typed: str | None = None) -> Result:
    (home / "logs").mkdir(parents=True, exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KETABYAR_HOME", str(home))
        return await asyncio.to_thread(CliRunner().invoke, content, ["repair", *words], input=typed)


async def test_this_machines_copy_takes_the_place_of_one_that_is_refused(
    root: Path, database_url: str, tmp_path: Path
) -> None:
    settings = Settings(database_url=database_url, secret=SECRET)
    store = await Store.open(database_url, clock=settings.clock(), **settings.store_keys)
    try:
        one = machine(tmp_path / "one", root, store)
        await asyncio.to_thread(one.add_examples, "en", "greet", ["good evening to you"])
        assert "nothing to repair" in (await run(tmp_path / "one")).output
        unseal = update(table_of(records.SharedFile)).values(seal="0" * 64)
        damage = update(table_of(records.SharedFilePart)).values(data=b"other")
        await store.transact(lambda connection: connection.execute(damage))
        without = await run(tmp_path / "two")
        assert isinstance(without.exception, StartError) and "no copy" in str(without.exception)
        refused = await run(tmp_path / "one", typed="n\n")
        assert refused.exit_code == 1 and "not the one whose SHA-256 was recorded" in refused.output
        assert "is the one that the store had" in refused.output
        # Who can write to the database can write there whatever digest a machine's old copy has.
        await store.transact(lambda connection: connection.execute(unseal))
        unknown = await run(tmp_path / "one", typed="n\n")
        assert "no seal of ours" in unknown.output and "may be lost" in unknown.output
        done = await run(tmp_path / "one", typed="y\n")
        assert done.exit_code == 0 and "in the store now" in done.output
        two = machine(tmp_path / "two", root, store)
        assert two.shared is not None and await two.shared.pull()
        assert "good evening to you" in {each.text for each in two.examples()}
        [change] = await rows(store, records.ContentChange)
        assert (change.kind, change.detail["files"]) == ("imported", ["data/nlu/en/small.yml"])
        # A copy of before another machine's edit, and none at all.
        await asyncio.to_thread(two.add_examples, "en", "greet", ["a pleasant morning"])
        await store.transact(lambda connection: connection.execute(unseal))
        older = await run(tmp_path / "one", typed="n\n")
        assert "may be lost" in older.output
        given_up = await run(tmp_path / "one", "--discard", "--yes")
        assert given_up.exit_code == 0 and "repository's files" in given_up.output
        await two.shared.pull()
        assert not two.is_edited
    finally:
        await store.close()
