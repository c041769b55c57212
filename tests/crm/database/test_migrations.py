"""The migrations make exactly what the records say, on both databases."""

from __future__ import annotations

import asyncio
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from crm.database import migrate
from crm.database.urls import driver_url
from crm.records import Base
from crm.records.search import PREFIX
from tests.support.databases import Postgres

SQLITE_OBJECTS = """
    SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%' AND name NOT LIKE 'sqlite%'
"""
POSTGRES_OBJECTS = """
    SELECT 'column ' || table_name || '.' || column_name AS name,
           concat_ws(' ', data_type, character_maximum_length, is_nullable, column_default) AS sql
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'
    UNION ALL SELECT 'constraint ' || conname, conrelid::regclass || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'
    UNION ALL SELECT 'index ' || indexname, indexdef
      FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    UNION ALL SELECT 'trigger ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function ' || proname, pg_get_functiondef(oid)
      FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


async def on(url: str, work: object) -> object:
    parsed = driver_url(url)
    if parsed.get_backend_name() == "sqlite":
        with closing(create_engine(parsed, poolclass=NullPool).connect()) as plain, plain.begin():
            return work(plain)  # type: ignore[operator]
    engine = create_async_engine(parsed, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(work)  # type: ignore[arg-type]
    finally:
        await engine.dispose()


def objects(connection: Connection) -> dict[str, list[str]]:
    """Describe every table, constraint and index; the order of a table's clauses does not matter."""
    sqlite = connection.dialect.name == "sqlite"
    rows = connection.execute(text(SQLITE_OBJECTS if sqlite else POSTGRES_OBJECTS))
    return {name: sorted(parts(sql)) for name, sql in rows}


def parts(sql: str) -> list[str]:
    """Split a definition at the commas between its parts: a later column stands on no line of its own."""
    depth, marked = 0, ""
    for sign in sql.rstrip().removesuffix(")"):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        marked += "\n" if sign == "," and depth <= 1 else sign
    return [part for line in marked.splitlines() if line.strip() for part in apart(line.strip())]


def apart(part: str) -> list[str]:
    """Give a column and the constraint written after it, as a later column has it, as two parts."""
    column, found, constraint = part.partition(" CONSTRAINT ")
    if not found or part.startswith("CONSTRAINT "):
        return [part]
    name, _, rest = constraint.partition(" ")
    foreign = f"FOREIGN KEY({column.split()[0]}) " if rest.startswith("REFERENCES") else ""
    return [column, f"CONSTRAINT {name} {foreign}{rest}"]


def known(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
    """Leave out the index of words, which is each database's own, and what is compared word for word above.

    Of a key that was added with its column SQLAlchemy reads neither name nor rule from SQLite.
    """
    return kind != "foreign_key_constraint" and not (name or "").removeprefix("ix_").startswith(PREFIX)


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty_pair(request: pytest.FixtureRequest, tmp_path: Path) -> object:
    """The URLs of two empty databases; `database_url` is one to which all migrations have been applied once."""
    if request.param == "sqlite":
        yield [f"sqlite:///{tmp_path}/{name}.sqlite3" for name in ("one", "two")]
        return
    cluster: Postgres = request.getfixturevalue("postgres")
    names = [await cluster.create("template0") for _ in range(2)]
    yield [cluster.url(name).render_as_string() for name in names]
    for name in names:
        await cluster.drop(name)


async def test_migrations_make_what_the_records_say(empty_pair: list[str]) -> None:
    migrated, declared = empty_pair
    assert migrate.current(migrated) is None
    migrate.upgrade(migrated)
    await on(declared, Base.metadata.create_all)

    assert migrate.current(migrated) == migrate.head()
    made, meant = await on(migrated, objects), await on(declared, objects)
    assert made == meant
    assert len(made) > 90


async def test_alembic_finds_nothing_to_change(database_url: str) -> None:
    def compare(connection: Connection) -> list[object]:
        options = {"compare_type": True, "include_object": known}
        return compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)

    assert await on(database_url, compare) == []


def test_the_names_of_the_files_tell_their_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.FOLDER))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(migrate._revisions()))
    assert scripts.get_heads() == [migrate.head()]


async def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    before = await on(database_url, objects)
    migrate.upgrade(database_url)
    assert await on(database_url, objects) == before


async def test_the_way_back_leaves_nothing(database_url: str) -> None:
    assert migrate.current(database_url) == migrate.head()
    migrate.downgrade(database_url, "base")
    assert await on(database_url, objects) == {}


async def test_what_was_agreed_to_lets_the_store_go_back_and_forward_again(database_url: str) -> None:
    url = database_url
    codes = "SELECT code FROM purpose ORDER BY code"
    agree = """
        INSERT INTO consent_record
               (subject_ref, purpose_id, channel, action, source, text_version, occurred_at)
        SELECT 'somebody', id, 'web_chat', 'granted', 'chat', 1, '2026-11-24 06:30:00' FROM purpose
    """
    await on(url, lambda connection: connection.execute(text(agree)) and None)
    before = await on(url, lambda connection: list(connection.scalars(text(codes))))
    migrate.downgrade(url, "0024")
    assert await on(url, lambda connection: list(connection.scalars(text(codes)))) == before
    migrate.upgrade(url)
    assert await on(url, lambda connection: list(connection.scalars(text(codes)))) == before
    assert migrate.current(url) == migrate.head()


async def test_guardians_reminders_and_welcomes_go_back_and_numbers_come_as_they_are_dialled(
    empty_pair: list[str],
) -> None:
    url = empty_pair[0]
    migrate.upgrade(url, "0028")

    def fill(connection: Connection) -> None:
        person = "INSERT INTO patron (id, public_id, lifecycle, acquired_via, created_at, updated_at) VALUES "
        moment = "'2026-11-24 06:30:00'"
        for number in (1, 2, 3):
            connection.execute(text(f"{person}({number}, 'p{number}', 'new', 'in_person', {moment}, {moment})"))
        kept = ((1, "+989121112233", moment), (2, "09121112233", moment), (3, "0912-111 22 34", "NULL"))
        for number, norm, verified in kept:
            row = f"({number}, {number}, 'phone', '{norm}', '{norm}', false, {verified})"
            columns = "(id, patron_id, kind, value, value_norm, is_primary, verified_at)"
            connection.execute(text(f"INSERT INTO contact_point {columns} VALUES {row}"))

    await on(url, fill)
    migrate.upgrade(url)
    numbers = "SELECT value_norm FROM contact_point ORDER BY id"
    # Two have verified the same: what one of them gave stays as it was, and staff are shown that they may be one.
    found = await on(url, lambda connection: list(connection.scalars(text(numbers))))
    assert found == ["+989121112233", "09121112233", "09121112234"]

    def use(connection: Connection) -> None:
        moment = "'2026-11-24 06:30:00'"
        connection.execute(text(f"INSERT INTO guardianship (guardian_id, child_id, made_at) VALUES (1, 2, {moment})"))
        for kind, link in (("welcome", "NULL"), ("due_soon", "1"), ("overdue", "NULL")):
            columns = "(patron_id, kind, channel, thing, due_at, step, status, planned_at, send_after, guardianship_id)"
            row = f"(1, '{kind}', 'email', '{kind}', {moment}, 0, 'queued', {moment}, {moment}, {link})"
            connection.execute(text(f"INSERT INTO notice {columns} VALUES {row}"))
        columns = "(patron_id, kind, channel, asked_at, ended_at, end_reason)"
        for kind, reason in (("welcome", "done"), ("overdue", "asked")):
            row = f"(1, '{kind}', 'email', {moment}, {moment}, '{reason}')"
            connection.execute(text(f"INSERT INTO subscription {columns} VALUES {row}"))

    await on(url, use)
    migrate.downgrade(url, "0028")
    for table in ("notice", "subscription"):
        kinds = await on(url, lambda connection, t=table: list(connection.scalars(text(f"SELECT kind FROM {t}"))))
        assert kinds == ["overdue"], table
    migrate.upgrade(url)
    assert migrate.current(url) == migrate.head()


async def test_events_followed_go_back_with_what_was_told_of_them(database_url: str) -> None:
    url = database_url
    moment = "'2026-11-24 06:30:00'"

    def use(connection: Connection) -> None:
        person = "INSERT INTO patron (id, public_id, lifecycle, acquired_via, created_at, updated_at) VALUES "
        for number in (1, 2):
            connection.execute(text(f"{person}({number}, 'p{number}', 'new', 'in_person', {moment}, {moment})"))
        event = "(id, title_fa, title_en, starts_at, ends_at, moves)"
        connection.execute(text(f"INSERT INTO library_event {event} VALUES (1, 'ح', 'c', {moment}, {moment}, 1)"))
        follow = "(id, ref, patron_id, event_id, title_fa, title_en, starts_at, followed_at)"
        connection.execute(
            text(f"INSERT INTO followed_event {follow} VALUES (1, 'r', 1, 1, 'ح', 'c', {moment}, {moment})")
        )
        wish = "(id, patron_id, kind, channel, asked_at, fallback)"
        for number, kind in ((1, "event"), (2, "due_soon")):
            row = f"({number}, 1, '{kind}', 'telegram', {moment}, 'email')"
            connection.execute(text(f"INSERT INTO subscription {wish} VALUES {row}"))
            told = (
                "(patron_id, subscription_id, kind, channel, thing, due_at, status, planned_at, send_after, settled_at,"
                " via, followed_id)"
            )
            link = "1" if kind == "event" else "NULL"
            moments = f"{moment}, 'sent', {moment}, {moment}, {moment}"
            row = f"(1, {number}, '{kind}', 'telegram', '{kind}:r', {moments}, 'email', {link})"
            connection.execute(text(f"INSERT INTO notice {told} VALUES {row}"))
        merge = "(id, survivor_id, merged_id, state, reason, decided_at)"
        connection.execute(text(f"INSERT INTO patron_merge {merge} VALUES (1, 1, 2, 'merged', 'r', {moment})"))
        for table, column in (("followed_event", "patron_id"), ("notice", "followed_id"), ("notice", "patron_id")):
            row = f"(1, '{table}', 1, '{column}')"
            connection.execute(
                text(f"INSERT INTO patron_merge_row (merge_id, table_name, row_id, column_name) VALUES {row}")
            )

    await on(url, use)
    migrate.downgrade(url, "0039")
    for table in ("notice", "subscription"):
        kinds = await on(url, lambda connection, t=table: list(connection.scalars(text(f"SELECT kind FROM {t}"))))
        assert kinds == ["due_soon"], table
    # A merge that is taken back knows every table and column that it finds written down.
    noted = "SELECT table_name || '.' || column_name FROM patron_merge_row"
    assert await on(url, lambda connection: list(connection.scalars(text(noted)))) == ["notice.patron_id"]
    migrate.upgrade(url)
    assert migrate.current(url) == migrate.head()


async def test_two_who_migrate_an_empty_database_at_once_both_find_it_made(postgres: Postgres) -> None:
    name = await postgres.create("template0")
    url = postgres.url(name).render_as_string(hide_password=False)
    command = [sys.executable, "-c", "import sys; from crm.database import migrate; migrate.upgrade(sys.argv[1])", url]
    both = [await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE) for _ in range(2)]
    said = [(await process.communicate())[1].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert migrate.current(url) == migrate.head()
    await postgres.drop(name)


@pytest.mark.parametrize(
    "trace",
    [
        "INSERT INTO kept_key (mark, sealed, kept_at) VALUES ('deadbeef', 's', {moment})",
        "INSERT INTO patron (public_id, lifecycle, acquired_via, card_number_hash, created_at, updated_at) "
        "VALUES ('p1', 'new', 'in_person', 'deadbeef:x', {moment}, {moment})",
        "INSERT INTO audit_event (actor_kind, actor_ref, action, entity, occurred_at, prev_hash, row_hash) "
        "VALUES ('system', 'secret', 'secret.begun', 'store', {moment}, '0', '1')",
    ],
    ids=["kept key", "marked hash", "begun"],
)
async def test_a_change_of_the_secret_that_has_begun_has_no_way_back_but_to_nothing(
    database_url: str, trace: str
) -> None:
    moment = "'2026-11-24 06:30:00'"
    # As a text the colon would begin a parameter.
    await on(database_url, lambda connection: connection.exec_driver_sql(trace.format(moment=moment)))
    with pytest.raises(RuntimeError, match="the secret was changed"):
        migrate.downgrade(database_url, "0048")
    assert migrate.current(database_url) == migrate.head()
    migrate.downgrade(database_url, "base")


async def test_uploads_go_with_the_way_back_and_models_stay(database_url: str) -> None:
    moment = "'2026-11-24 06:30:00'"

    def use(connection: Connection) -> None:
        for number, kind in enumerate(("model", "upload", "report", "log"), start=1):
            row = f"({number}, '{kind}', 'a', 'd', 1, 's', {moment})"
            columns = "(id, kind, name, sha256, size, seal, kept_at)"
            connection.execute(text(f"INSERT INTO shared_file {columns} VALUES {row}"))
            part = text("INSERT INTO shared_file_part (id, file_id, number, data) VALUES (:id, :id, 0, :data)")
            connection.execute(part, {"id": number, "data": b"p"})

    await on(database_url, use)
    migrate.downgrade(database_url, "0052")
    kept = "SELECT kind FROM shared_file JOIN shared_file_part ON file_id = shared_file.id"
    assert await on(database_url, lambda connection: list(connection.scalars(text(kept)))) == ["model"]
    parts = "SELECT count(*) FROM shared_file_part"
    assert await on(database_url, lambda connection: connection.scalar(text(parts))) == 1
    migrate.upgrade(database_url)
    assert migrate.current(database_url) == migrate.head()
    assert await on(database_url, lambda connection: connection.scalar(text(parts))) == 1
