"""A backup put back is the library it was taken of: every table, secret, edit and model; and nothing else passes."""

from __future__ import annotations

import asyncio
import io
import json
import tarfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from bot.backup.taking import take
from bot.content.project import Project
from bot.importing import uploaded
from bot.models import archives
from bot.models.model_files import ModelRegistry, file_sha256
from bot.models.notes import Current, EngineNotes, Wanted
from bot.settings import ROOT, Settings
from crm.audit import seal, trail
from crm.content import model_versions
from crm.content.model_versions import ITSELF, Serving
from crm.database import dump, migrate, shared_files
from crm.database.store import Store
from crm.records import Base
from library.imports import uploads
from library.imports.uploads import Looked
from protocol.clock import SystemClock
from tests.support.commands import Command
from tests.support.databases import TEMPLATE, Postgres
from tests.support.store_rows import answer, say, sign_in, visitor

LIBRARY = str(ROOT / "tests" / "library" / "port" / "small.yml")
EMPTY = "template1"


class Place:
    """A state folder with its database, as variables name them."""

    def __init__(self, home: Path, url: str = "") -> None:
        self.home = home
        self.url = url or f"sqlite:///{home / 'store.sqlite3'}"
        self.variables = {"KETABYAR_HOME": str(home), "KETABYAR_DATABASE_URL": url}

    @property
    def settings(self) -> Settings:
        return Settings(home=self.home, database_url=self.url).completed()

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        settings = self.settings
        store = await Store.open(self.url, clock=SystemClock(), **settings.store_keys)
        try:
            yield store
        finally:
            await store.close()

    def tables(self) -> dict[str, list[Any]]:
        """Every row of every table, the search's own and the revision among them."""

        async def read() -> dict[str, list[Any]]:
            async with self.store() as store:
                names = await store.look(_names)
                return {name: await store.look(_rows(name)) for name in names}

        return asyncio.run(read())


def _rows(table: str) -> Callable[[Any], list[str]]:
    return lambda connection: sorted(map(repr, connection.execute(text(f'SELECT * FROM "{table}"'))))


def _names(connection: Any) -> list[str]:
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    else:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    return sorted(connection.scalars(text(query)))


Places = Callable[..., Place]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """Make empty places for a library, of one kind of database; a begun one has the store's tables there already."""

    def make(name: str, *, begun: bool = False) -> Place:
        if request.param == "sqlite":
            return Place(tmp_path / name)
        cluster: Postgres = request.getfixturevalue("postgres")
        # To migrate an empty one takes half a second of a processor: only who restores into one needs it.
        database = asyncio.run(cluster.create(TEMPLATE if begun else "template0"))
        return Place(tmp_path / name, cluster.url(database).render_as_string(hide_password=False))

    return make


@pytest.fixture
def lived_in(place: Places, ketabyar: Command) -> Place:
    """A library in which somebody has lived: loans, talk, staff's edits, and a model published in the console."""
    made = place("first", begun=True)
    assert ketabyar("seed", LIBRARY, **made.variables).code == 0

    async def live() -> None:
        async with made.store() as store:
            for language, words in (("fa", "سلام، کتاب بوف کور را می‌خواهم"), ("en", "is my \\ hold \t here?\nyes")):
                who = await visitor(store, language)
                said = await say(store, who, words)
                await answer(store, said, "بله", intent="loans")
            await sign_in(store, who, 1)
            await _publish(made, store)

    asyncio.run(live())
    project = Project(made.home)
    with project.editing() as folder:
        (folder / "config.yml").write_text("# staff were here\n" + (folder / "config.yml").read_text(encoding="utf-8"))
    (made.home / "tracker.sqlite3").write_bytes(b"words of a conversation under way")
    return made


async def _publish(place: Place, store: Store) -> None:
    shelf, notes = ModelRegistry(place.home), EngineNotes(place.home)
    for number, name in enumerate(("before", "now"), start=1):
        file = place.home / f"made-{name}"
        file.write_bytes(name.encode() * 1000)
        sha256 = file_sha256(file)
        kept = shelf.put(file, f"inputs-{name}", sha256)
        file.unlink()
        facts = {"inputs": f"inputs-{name}", "sha256": sha256, "file": kept.name}
        await model_versions.serving(store, Serving(seconds=1.0, origin="console", by=ITSELF, **facts))
        notes.tell_current(Current("http://127.0.0.1:1", since="x", origin="console", serial=number, **facts))
    notes.want(Wanted(serial=0, code="some code", **facts))


def test_a_restored_library_is_the_same_to_the_last_row(
    lived_in: Place, place: Places, ketabyar: Command, tmp_path: Path
) -> None:
    before = lived_in.tables()
    assert len(before["message"]) >= 4
    archive = tmp_path / "backup.tar.gz"
    taken = ketabyar("backup", str(archive), **lived_in.variables)
    assert taken.code == 0, taken.all
    assert archive.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    with tarfile.open(archive) as tar:
        names = tar.getnames()
        manifest = json.loads(tar.extractfile("manifest.json").read())  # type: ignore[union-attr]
    assert names[0] == "manifest.json"
    assert not any("tracker" in name or "logs" in name for name in names)
    assert manifest["counts"]["message"] == len(before["message"])

    new = place("second")
    done = ketabyar("restore", str(archive), **new.variables)
    assert done.code == 0, done.all
    assert new.tables() == before
    assert (new.home / "secret").read_bytes() == (lived_in.home / "secret").read_bytes()
    for name in ("content/config.yml", "content/.base/domain.yml", "engines/wanted.json"):
        assert (new.home / name).read_bytes() == (lived_in.home / name).read_bytes(), name
    assert {path.name for path in (new.home / "models").iterdir()} == {
        path.name for path in (lived_in.home / "models").iterdir()
    }
    current, was = EngineNotes(new.home).current(), EngineNotes(lived_in.home).current()
    assert was is not None
    assert current == msgspec.structs.replace(was, url=None), "no engine runs there yet"
    assert not (new.home / "tracker.sqlite3").exists()
    assert new.home.stat().st_mode & 0o077 == 0
    listed = ketabyar("models", "list", **new.variables)
    assert [line.split()[1] for line in listed.out.splitlines()[1:]] == ["published", "retired"]
    assert "edited by staff" in ketabyar("content", "status", **new.variables).out
    assert asyncio.run(_is_ours(new)) is True


def test_what_the_store_has_is_in_a_backup_once_and_comes_back(
    lived_in: Place, place: Places, ketabyar: Command, tmp_path: Path
) -> None:
    if lived_in.url.startswith("sqlite"):
        # There is nothing of it in the store, and the test above holds.
        return
    [now] = list((lived_in.home / "models").glob("inputs-now*.tar.gz"))

    async def share() -> None:
        async with lived_in.store() as store:
            await archives.share(store, ModelRegistry(lived_in.home), now.name, file_sha256(now))

    asyncio.run(share())
    # Whoever looks at the content hands it over to the store.
    assert "edited by staff" in ketabyar("content", "status", **lived_in.variables).out
    archive, new = tmp_path / "backup.tar.gz", place("second")
    taken = ketabyar("backup", str(archive), **lived_in.variables)
    assert taken.code == 0, taken.all
    with tarfile.open(archive) as tar:
        names = tar.getnames()
    # It is counted wherever it is.
    assert "2 models, staff’s edits" in taken.out
    assert f"models/{now.name}" not in names and any(name.startswith("models/inputs-before") for name in names)
    assert not any(name.startswith("content/") for name in names)
    assert ketabyar("restore", str(archive), **new.variables).code == 0
    assert "edited by staff" in ketabyar("content", "status", **new.variables).out

    async def brought() -> Path:
        async with new.store() as store:
            return await archives.have(store, ModelRegistry(new.home), now.name, file_sha256(now))

    assert asyncio.run(brought()).read_bytes() == now.read_bytes()


def test_what_was_uploaded_for_an_import_is_in_no_backup(lived_in: Place, tmp_path: Path) -> None:
    folder = lived_in.home / "imports"
    folder.mkdir()
    line, head = b"70001,Maryam of an uploaded file", "a head that names Maryam"

    async def upload() -> None:
        async with lived_in.store() as store:
            file = folder / f"{uploaded.PREFIX}t1"
            file.write_bytes(line * 1000)
            await uploaded.keep(store, file)
            await uploads.keep(store, "t1", "patrons", "members.csv", Looked(True, [head], None, 1000))
            assert not file.exists() or store.is_sqlite
            other = tmp_path / "other"
            other.write_bytes(b"the report of a run")
            await shared_files.replace(store, "report", "run-1.csv", other)
            await take(lived_in.settings, store, tmp_path / "backup.tar.gz")

    asyncio.run(upload())
    with tarfile.open(tmp_path / "backup.tar.gz") as tar:
        files = [tar.extractfile(member) for member in tar if member.isfile()]
        whole = b"".join(file.read() for file in files if file is not None)
    # PostgreSQL writes bytes as their numbers.
    for data in (line, head.encode()):
        assert data not in whole and data.hex().encode() not in whole
    report = b"the report of a run"
    assert report in whole or report.hex().encode() in whole


def test_a_model_that_leaves_the_store_while_a_backup_is_taken_is_in_it(
    lived_in: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if lived_in.url.startswith("sqlite"):
        return
    [now] = list((lived_in.home / "models").glob("inputs-now*.tar.gz"))
    real = dump.dump

    async def change(*, shared: bool) -> None:
        async with lived_in.store() as store:
            if shared:
                await archives.share(store, ModelRegistry(lived_in.home), now.name, file_sha256(now))
            else:
                assert await shared_files.remove_but(store, "model", set()) == 1

    def late(url: str, target: Path) -> dict[str, int]:
        asyncio.run(change(shared=False))
        return real(url, target)

    async def backup() -> None:
        async with lived_in.store() as store:
            await take(lived_in.settings, store, tmp_path / "backup.tar.gz")

    asyncio.run(change(shared=True))
    monkeypatch.setattr(dump, "dump", late)
    asyncio.run(backup())
    with tarfile.open(tmp_path / "backup.tar.gz") as tar:
        assert f"models/{now.name}" in tar.getnames()


def test_a_restored_library_goes_on_counting_where_it_was(
    lived_in: Place, place: Places, ketabyar: Command, tmp_path: Path
) -> None:
    archive, new = tmp_path / "backup.tar.gz", place("second")
    assert ketabyar("backup", str(archive), **lived_in.variables).code == 0
    assert ketabyar("restore", str(archive), **new.variables).code == 0

    async def go_on() -> tuple[int, bool]:
        async with new.store() as store:
            said = await say(store, await visitor(store, "en"), "hello again")
            return said.message.id, (await trail.verify(store)).is_sound

    number, sound = asyncio.run(go_on())
    assert number == len(lived_in.tables()["message"]) + 1
    assert sound
    if new.url.startswith("postgresql"):
        assert _constraints(new) == _constraints(lived_in)


async def _is_ours(place: Place) -> bool | None:
    async with place.store() as store:
        return await seal.is_ours(store)


def _constraints(place: Place) -> list[Any]:
    async def read() -> list[Any]:
        async with place.store() as store:
            query = text("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' ORDER BY 1")
            return await store.look(lambda connection: list(connection.execute(query).all()))

    return asyncio.run(read())


def test_a_backup_goes_over_nothing_that_is_there(lived_in: Place, ketabyar: Command, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar.gz"
    assert ketabyar("backup", str(archive), **lived_in.variables).code == 0
    again = ketabyar("backup", str(archive), **lived_in.variables)
    assert (again.code, "is there already" in again.err) == (1, True)
    before = lived_in.tables()
    refused = ketabyar("restore", str(archive), **lived_in.variables)
    assert refused.code == 1
    assert "there is a library already" in refused.err
    assert "--force" in refused.err
    assert lived_in.tables() == before


def test_with_force_what_was_there_is_kept_aside(
    lived_in: Place, place: Places, ketabyar: Command, tmp_path: Path
) -> None:
    archive, other = tmp_path / "backup.tar.gz", place("second")
    assert ketabyar("backup", str(archive), **lived_in.variables).code == 0
    assert ketabyar("seed", str(ROOT / "tests" / "actions" / "library.yml"), **other.variables).code == 0
    old_secret = (other.home / "secret").read_text(encoding="ascii")
    done = ketabyar("restore", str(archive), "--force", **other.variables)
    assert done.code == 0, done.all
    assert other.tables() == lived_in.tables()
    [kept] = other.home.glob("replaced-*")
    assert str(kept) in done.out
    assert (kept / "secret").read_text(encoding="ascii") == old_secret
    assert (kept / "store.sqlite3").exists() or (kept / "store" / "tables.json").exists()


def _changed(archive: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Write an archive again with other content of its files; None leaves one away."""
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz", compresslevel=1) as new:
        for member in old:
            data = change(member.name, old.extractfile(member).read())  # type: ignore[union-attr]
            if data is not None:
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))


def test_what_is_not_whole_is_refused_and_changes_nothing(
    lived_in: Place, place: Places, ketabyar: Command, tmp_path: Path
) -> None:
    archive, new = tmp_path / "backup.tar.gz", place("second")
    assert ketabyar("backup", str(archive), **lived_in.variables).code == 0
    bad = tmp_path / "bad.tar.gz"

    def refused(words: str) -> None:
        said = ketabyar("restore", str(bad), **new.variables)
        assert said.code == 1
        assert words in said.err
        assert "Traceback" not in said.all
        left = [path for path in new.home.rglob("*") if path.is_file() and path.suffix not in (".lock",)]
        assert left == []
        assert dump.is_empty(new.url)

    bad.write_bytes(archive.read_bytes()[:-4000])
    refused("is damaged")
    bad.write_bytes(b"no archive")
    refused("is damaged, or no backup of ketabyar")
    _changed(archive, bad, lambda name, data: data if name != "secret" else b"another-secret-that-is-long-enough\n")
    refused("secret is not the file that was put in")
    _changed(archive, bad, lambda name, data: data if name != "content/config.yml" else None)
    refused("content/config.yml is missing")
    _changed(archive, bad, lambda name, data: data.replace(b'"format": 1', b'"format": 2'))
    refused("newer ketabyar")
    revision = f'"revision": "{migrate.head()}"'.encode()
    _changed(archive, bad, lambda name, data: data.replace(revision, b'"revision": "9999"'))
    refused("newer ketabyar")
    _changed(archive, bad, lambda name, data: data.replace(b'"message": ', b'"message": 1'))
    refused("rows are missing in message")


def test_a_backup_of_another_kind_of_database_is_refused(lived_in: Place, ketabyar: Command, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar.gz"
    assert ketabyar("backup", str(archive), **lived_in.variables).code == 0
    other = f"sqlite:///{tmp_path / 'x.sqlite3'}" if "postgresql" in lived_in.url else "postgresql://x@127.0.0.1:1/x"
    said = ketabyar("restore", str(archive), KETABYAR_HOME=str(tmp_path / "new"), KETABYAR_DATABASE_URL=other)
    assert said.code == 1
    assert "is of a store in" in said.err


def test_another_secret_in_the_environment_is_refused(
    lived_in: Place, place: Places, ketabyar: Command, tmp_path: Path
) -> None:
    archive, new = tmp_path / "backup.tar.gz", place("second")
    assert ketabyar("backup", str(archive), **lived_in.variables).code == 0
    said = ketabyar("restore", str(archive), **new.variables, KETABYAR_SECRET="another-secret-that-is-long-enough")
    assert said.code == 1
    assert "would lock every patron out" in said.err


def test_every_table_of_the_store_is_in_a_backup(lived_in: Place, tmp_path: Path) -> None:
    folder = tmp_path / "dump"
    folder.mkdir()
    assert set(dump.dump(lived_in.url, folder)) == set(Base.metadata.tables)
